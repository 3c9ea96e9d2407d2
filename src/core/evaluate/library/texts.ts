/** java.lang.String and friends. Operations that look into a text are done only where all of it is known. */
import type { Site } from '../../../base/text.js';
import { isExact } from '../holes.js';
import type { Run } from '../run.js';
import { sameValue } from '../equality.js';
import type { Value } from '../values.js';

export function callText(run: Run, text: string, method: string, args: readonly Value[], site: Site): Value | undefined {
  const first = args[0];
  const second = args[1];
  const made = (value: string): Value => run.made(value.length, () => value, site);
  if (method === 'concat' && first !== undefined) return joined(run, [{ kind: 'text', text }, first], ['', '', ''], site);
  if (method === 'toString' || method === 'intern') return made(text);
  if (method === 'formatted') return format(run, text, args, site);
  if (method === 'equals' || method === 'contentEquals') {
    const same = first === undefined ? undefined : sameValue({ kind: 'text', text }, first);
    if (same !== undefined) return { kind: 'boolean', value: same };
    return first === undefined
      ? undefined
      : run.unknown('a comparison with what is not known', site, { key: `equals:${run.toText(first)}:${text}`, label: 'equals' });
  }
  if (!isExact(text) || args.some((a) => a.kind === 'text' && !isExact(a.text))) {
    return run.unknown(`${method} of a text that is not wholly known`, site, {
      key: `${method}:${text}:${args.map((a) => run.toText(a)).join(',')}`,
      label: `${method}()`,
    });
  }
  switch (method) {
    case 'toUpperCase':
      return made(text.toUpperCase());
    case 'toLowerCase':
      return made(text.toLowerCase());
    case 'trim':
    case 'strip':
      return made(text.trim());
    case 'length':
      return { kind: 'number', value: text.length };
    case 'isEmpty':
      return { kind: 'boolean', value: text === '' };
    case 'isBlank':
      return { kind: 'boolean', value: text.trim() === '' };
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      if (first?.kind !== 'text' || args.length > 1) return undefined;
      return {
        kind: 'boolean',
        value:
          method === 'startsWith'
            ? text.startsWith(first.text)
            : method === 'endsWith'
              ? text.endsWith(first.text)
              : text.includes(first.text),
      };
    case 'equalsIgnoreCase':
      return first?.kind === 'text' ? { kind: 'boolean', value: first.text.toLowerCase() === text.toLowerCase() } : undefined;
    case 'replace':
      return first?.kind === 'text' && second?.kind === 'text' ? replaced(run, text, first.text, second.text, site) : undefined;
    case 'substring': {
      if (first?.kind !== 'number') return undefined;
      const end = second?.kind === 'number' ? second.value : text.length;
      return first.value < 0 || end > text.length || first.value > end ? undefined : made(text.slice(first.value, end));
    }
    case 'indexOf':
    case 'lastIndexOf':
      if (first?.kind !== 'text' || args.length > 1) return undefined;
      return { kind: 'number', value: method === 'indexOf' ? text.indexOf(first.text) : text.lastIndexOf(first.text) };
    case 'charAt':
      return first?.kind === 'number' && first.value >= 0 && first.value < text.length ? made(text.charAt(first.value)) : undefined;
    case 'repeat':
      return first?.kind === 'number' ? run.made(first.value * text.length, () => text.repeat(Math.max(0, first.value)), site) : undefined;
    case 'split':
      return first?.kind === 'text' && args.length === 1 ? split(run, text, first.text, site) : undefined;
    default:
      return undefined;
  }
}

export function joined(
  run: Run,
  items: readonly Value[],
  [separator, prefix, suffix]: readonly [separator: string, prefix: string, suffix: string],
  site: Site,
): Value {
  run.spend(site, items.length);
  const texts = items.map((item) => run.toText(item));
  const length = texts.reduce((sum, text) => sum + text.length + separator.length, prefix.length + suffix.length);
  return run.made(length, () => prefix + texts.join(separator) + suffix, site);
}

function replaced(run: Run, text: string, target: string, replacement: string, site: Site): Value {
  const parts = text.split(target);
  return run.made(text.length + (parts.length + 1) * replacement.length, () => text.replaceAll(target, () => replacement), site);
}

/** String#split for separators without regular-expression meaning; trailing empty parts are dropped. */
function split(run: Run, text: string, separator: string, site: Site): Value | undefined {
  const plain = /^\\?[.|]$/.test(separator) && separator.length === 2 ? separator.slice(1) : separator;
  if (/[\\^$.|?*+()[\]{}]/.test(plain) && plain === separator) return undefined;
  const parts = text.split(plain);
  run.spend(site, parts.length);
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return { kind: 'list', items: parts.map((part): Value => ({ kind: 'text', text: part })), open: false };
}

/** Of a number in a format. */
const widestPadding = 100;
const longestFormat = 100_000;

/** java.util.Formatter for %s, %d, %n and %%, also with an argument index; anything else is not known. */
function format(run: Run, pattern: string, args: readonly Value[], site: Site): Value {
  const unclear = (): Value =>
    run.unknown('this format is not followed', site, {
      key: `format:${pattern}:${args.map((a) => run.toText(a)).join(',')}`,
      label: 'format()',
    });
  if (!isExact(pattern)) return unclear();
  let next = 0;
  let failed = false;
  let length = 0;
  /** Many long arguments make no longer text than is followed. */
  const argument = (value: Value): string => {
    const written = length > longestFormat ? '' : run.toText(value);
    length += written.length;
    return written;
  };
  const text = pattern.replace(/%(?:(\d+)\$)?([a-zA-Z%]|[^a-zA-Z%]*[a-zA-Z%]?)/g, (_, position: string | undefined, conversion: string) => {
    if (conversion === '%') return '%';
    if (conversion === 'n') return '\n';
    const value = args[position === undefined ? next++ : Number(position) - 1];
    if (value === undefined) failed = true;
    else if (conversion === 's' && !(value.kind === 'number' && value.floating === true)) return argument(value);
    else if (conversion === 'd' && (value.kind === 'number' || value.kind === 'unknown')) return argument(value);
    const padded = /^0(\d+)d$/.exec(conversion);
    if (padded !== null && value?.kind === 'number' && value.value >= 0 && Number(padded[1]) <= widestPadding)
      return String(value.value).padStart(Number(padded[1]), '0');
    failed = true;
    return '';
  });
  return failed ? unclear() : run.made(text.length, () => text, site);
}

export function callTextStatic(run: Run, className: string, method: string, args: readonly Value[], site: Site): Value | undefined {
  const first = args[0];
  if (first === undefined) return className === 'Optional' && method === 'empty' ? { kind: 'optional', value: undefined } : undefined;
  if (className === 'String') {
    if (method === 'format') {
      const pattern = first.kind === 'text' ? first : args[1];
      const rest = first.kind === 'text' ? args.slice(1) : args.slice(2);
      const single = rest[0];
      const values = rest.length === 1 && single?.kind === 'list' && !single.open ? single.items : rest;
      return pattern?.kind === 'text' ? format(run, pattern.text, values, site) : undefined;
    }
    if (method === 'valueOf' || method === 'copyValueOf') return { kind: 'text', text: run.toText(first) };
    if (method === 'join') {
      const items = args[1]?.kind === 'list' ? args[1] : { kind: 'list' as const, items: args.slice(1), open: false };
      return items.open ? undefined : joined(run, items.items, [run.toText(first), '', ''], site);
    }
  }
  if (className === 'Integer' || className === 'Long') {
    if (method === 'valueOf' || method === 'parseInt' || method === 'parseLong') {
      if (first.kind === 'number') return first;
      if (first.kind === 'text' && /^[+-]?\d{1,15}$/.test(first.text)) return { kind: 'number', value: Number(first.text) };
    }
    if (method === 'toString') return { kind: 'text', text: run.toText(first) };
  }
  if (className === 'Boolean' && (method === 'parseBoolean' || method === 'valueOf')) {
    if (first.kind === 'boolean') return first;
    if (first.kind === 'null') return { kind: 'boolean', value: false };
    if (first.kind === 'text' && isExact(first.text)) return { kind: 'boolean', value: first.text.toLowerCase() === 'true' };
    return run.unknown(first.kind === 'unknown' ? `the flag ${first.label} is not known` : 'a flag is not known', site, {
      key: `flag:${run.toText(first)}`,
      label: first.kind === 'unknown' ? first.label : 'flag',
    });
  }
  if (className === 'Objects') {
    if (method === 'requireNonNull') return first;
    if (method === 'requireNonNullElse') return first.kind === 'null' ? args[1] : first.kind === 'unknown' ? undefined : first;
    if ((method === 'isNull' || method === 'nonNull') && first.kind !== 'unknown')
      return { kind: 'boolean', value: (first.kind === 'null') === (method === 'isNull') };
    if (method === 'toString') return { kind: 'text', text: run.toText(first) };
    if (method === 'equals' && args[1] !== undefined) {
      const same = sameValue(first, args[1]);
      return same === undefined ? undefined : { kind: 'boolean', value: same };
    }
  }
  if (className === 'Optional') {
    if (method === 'of') return { kind: 'optional', value: first };
    if (method === 'ofNullable' && first.kind !== 'unknown') return { kind: 'optional', value: first.kind === 'null' ? undefined : first };
    if (method === 'ofNullable') return first;
  }
  return undefined;
}
