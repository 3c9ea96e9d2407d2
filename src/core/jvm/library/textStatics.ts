/** Static methods of java.lang.String. */
import { intOf } from '../../values/numbers.js';
import type { Value } from '../../values/values.js';
import { charsOf, textValue, throwNull, unclear, type LibraryCall, type Methods } from './call.js';
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
  const [value, from, count] = call.args;
  if (value === undefined) return undefined;
  if (value.kind === 'text') return value;
  const chars = charsOf(call, 0);
  if (from !== undefined) {
    const [start, length] = [intOf(from), intOf(count)];
    if (chars === undefined || start === undefined || length === undefined) return unclear(call, call.args);
    const isWithin = start >= 0 && length >= 0 && start + length <= chars.length;
    return isWithin ? call.run.made(length, () => chars.slice(start, start + length), call.site) : undefined;
  }
  if (chars !== undefined) return call.run.made(chars.length, () => chars, call.site);
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
