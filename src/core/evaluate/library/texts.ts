/** java.lang.String and friends. Operations that look into a text are done only where all of it is known. */
import type { Site } from '../../../base/text.js';
import { isExact } from '../holes.js';
import { charOf, charValue, intOf, intValue, longOf, longValue, toType } from '../numbers.js';
import type { Run } from '../run.js';
import { sameValue } from '../equality.js';
import { throwJava } from '../throwables.js';
import type { Value } from '../values.js';

export function callText(run: Run, text: string, method: string, args: readonly Value[], site: Site): Value | undefined {
  // A char is as good as a text of one character where a method takes either.
  const first = charOf(args[0]) === undefined ? args[0] : toTextOf(run, args[0]!);
  const second = charOf(args[1]) === undefined ? args[1] : toTextOf(run, args[1]!);
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
      return intValue(text.length);
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
      const start = intOf(first);
      const end = second === undefined ? text.length : intOf(second);
      if (start === undefined || end === undefined || start < 0 || end > text.length || start > end) return undefined;
      return made(text.slice(start, end));
    }
    case 'indexOf':
    case 'lastIndexOf':
      if (first?.kind !== 'text' || args.length > 1) return undefined;
      return intValue(method === 'indexOf' ? text.indexOf(first.text) : text.lastIndexOf(first.text));
    case 'charAt': {
      const at = intOf(first);
      return at !== undefined && at >= 0 && at < text.length ? charValue(text.charCodeAt(at)) : undefined;
    }
    case 'repeat': {
      const count = intOf(first);
      return count !== undefined && count >= 0 ? run.made(count * text.length, () => text.repeat(count), site) : undefined;
    }
    case 'split':
      return first?.kind === 'text' && args.length === 1 ? split(run, text, first.text, site) : undefined;
    default:
      return undefined;
  }
}

const toTextOf = (run: Run, value: Value): Value => ({ kind: 'text', text: run.toText(value) });

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
    else if (conversion === 's') return argument(value);
    else if (conversion === 'd' && (longOf(value) !== undefined || value.kind === 'unknown')) return argument(value);
    const padded = /^0(\d+)d$/.exec(conversion);
    const whole = longOf(value);
    if (padded !== null && whole !== undefined && whole >= 0n && Number(padded[1]) <= widestPadding)
      return String(whole).padStart(Number(padded[1]), '0');
    failed = true;
    return '';
  });
  return failed ? unclear() : run.made(text.length, () => text, site);
}

/** Integer.parseInt and Long.parseLong. */
function parsed(text: string, className: 'Integer' | 'Long', site: Site): Value | undefined {
  if (!isExact(text) || text.length > 100) return undefined;
  const value = /^[+-]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : undefined;
  const bits = className === 'Integer' ? 32 : 64;
  if (value === undefined || BigInt.asIntN(bits, value) !== value) {
    // Digits of other scripts are digits, too.
    if (/\p{Nd}/u.test(text.replace(/\d/g, ''))) return undefined;
    throwJava('java.lang.NumberFormatException', text === '' ? 'For input string: ""' : `For input string: "${text}"`, site);
  }
  return className === 'Integer' ? intValue(Number(value)) : longValue(value);
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
      if (first.kind === 'number') return toType(first, className === 'Integer' ? 'int' : 'long');
      if (first.kind === 'text' && args.length === 1) return parsed(first.text, className, site);
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
