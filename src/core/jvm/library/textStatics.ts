/** Static methods of java.lang.String. */
import { charOf } from '../../values/numbers.js';
import type { Value } from '../../values/values.js';
import { textValue, throwNull, unclear, type LibraryCall, type Methods } from './call.js';
import { format } from './format.js';
import { elementsInOrder } from './iterators.js';
import { joined } from './joined.js';

/** `String.format(pattern, …)` and `String.format(locale, pattern, …)`. */
function formatted(call: LibraryCall): Value | undefined {
  const [first, second] = call.args;
  if (first?.kind === 'text') return format(call, first.text, call.args.slice(1));
  if (second?.kind !== 'text') return undefined;
  const isEnglish = first?.kind === 'native' && first.type === 'locale';
  return isEnglish || first?.kind === 'null' || first?.kind === 'unknown'
    ? format(call, second.text, call.args.slice(2), isEnglish)
    : undefined;
}

function ofValue(call: LibraryCall): Value | undefined {
  const [value] = call.args;
  if (value === undefined || call.args.length > 1) return undefined;
  if (value.kind === 'text') return value;
  if (
    value.kind === 'list' &&
    value.type === undefined &&
    !value.open &&
    value.items.length > 0 &&
    value.items.every((item) => charOf(item) !== undefined)
  )
    return call.run.made(value.items.length, () => value.items.map((item) => call.run.toText(item)).join(''), call.site);
  return textValue(call.run.toText(value));
}

export const stringStatics: Methods<undefined> = {
  format: formatted,
  valueOf: ofValue,
  copyValueOf: ofValue,
  join(call) {
    const [separator, source, ...rest] = call.args;
    if (separator === undefined) return undefined;
    if (separator.kind === 'null') throwNull(call);
    if (source?.kind === 'list' && rest.length === 0) {
      if (source.open) return unclear(call, [source, separator], 'what is joined here is not known');
      return joined(call.run, elementsInOrder(call.run, source, call.site), [call.run.toText(separator), '', ''], call.site);
    }
    if (source?.kind === 'unknown' && rest.length === 0 && source.type?.name !== 'String') return unclear(call, [source]);
    return joined(call.run, call.args.slice(1), [call.run.toText(separator), '', ''], call.site);
  },
};
