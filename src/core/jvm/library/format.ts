/** java.util.Formatter, as String#format and #formatted use it; what depends on the language of the machine is not followed. */
import { isExact, textOfCode } from '../../values/holes.js';
import { charOf, isFloating, longOf } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { NumberValue, Value } from '../../values/values.js';
import { unclear, type LibraryCall } from './call.js';
import { javaHash } from './equalsAndHash.js';

const specifier = /%(?:(\d{1,4})\$)?([-#+ 0,(<]*)(\d{1,6})?(?:\.(\d{1,6}))?([a-zA-Z%])/y;
const widest = 1_000;

interface Specifier {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly conversion: string;
}

/** `Locale.ROOT` or an English one was given: then numbers are grouped and written as in English. */
export function format(call: LibraryCall, pattern: string, given: readonly Value[], english = false): Value {
  const single = given.length === 1 ? given[0] : undefined;
  // An array stands for all arguments.
  const args = single?.kind === 'list' && single.type === undefined ? single.items : given;
  if (!isExact(pattern) || (single?.kind === 'list' && single.type === undefined && single.open))
    return unclear(call, [{ kind: 'text', text: pattern }, ...given]);
  let written = '';
  let next = 0;
  let last = -1;
  for (let at = 0; at < pattern.length;) {
    const sign = pattern.indexOf('%', at);
    if (sign < 0) {
      written += pattern.slice(at);
      break;
    }
    written += pattern.slice(at, sign);
    specifier.lastIndex = sign;
    const found = specifier.exec(pattern);
    if (found === null || written.length > 100_000)
      return unclear(call, [{ kind: 'text', text: pattern }, ...given], 'this format is not followed');
    at = specifier.lastIndex;
    const [, position, flags, width, precision, conversion] = found;
    const asked: Specifier = {
      flags: flags!.replace('<', ''),
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      conversion: conversion!,
    };
    if (conversion === 'n' || conversion === '%') {
      const padded = conversion === 'n' ? (found[0] === '%n' ? '\n' : undefined) : pad('%', asked);
      if (padded === undefined) return unclear(call, [{ kind: 'text', text: pattern }, ...given]);
      written += padded;
      continue;
    }
    const index: number = flags!.includes('<') ? last : position === undefined ? next++ : Number(position) - 1;
    last = index;
    const value = args[index];
    if (value === undefined) {
      if (index < 0) return unclear(call, [{ kind: 'text', text: pattern }, ...given]);
      throwJava('java.util.MissingFormatArgumentException', `Format specifier '${found[0]}'`, call.site);
    }
    const part = one(call, asked, value, english);
    if (part === undefined) return unclear(call, [{ kind: 'text', text: pattern }, ...given], 'this format is not followed');
    written += part;
  }
  return call.run.made(written.length, () => written, call.site);
}

/** undefined: not followed. */
function one(call: LibraryCall, asked: Specifier, value: Value, english: boolean): string | undefined {
  const { conversion, flags, width } = asked;
  if ((width ?? 0) > widest || (asked.precision ?? 0) > widest || new Set(flags).size < flags.length) return undefined;
  switch (conversion) {
    case 's':
    case 'S':
      return general(asked, flags === '' || flags === '-' ? call.run.toText(value) : undefined);
    case 'b':
    case 'B':
      if (value.kind === 'unknown' || !(flags === '' || flags === '-')) return undefined;
      return general(asked, String(value.kind === 'boolean' ? value.value : value.kind !== 'null'));
    case 'h':
    case 'H': {
      const hash = value.kind === 'null' ? undefined : javaHash(call.run, value, call.site);
      return general(asked, value.kind === 'null' ? 'null' : hash === undefined ? undefined : (hash >>> 0).toString(16));
    }
    case 'c':
    case 'C':
      return character(asked, value);
    case 'd':
      return decimal(call, asked, value, english);
    case 'x':
    case 'X':
    case 'o':
      return radix(asked, value);
    case 'f':
      return fixed(asked, value, english);
    default:
      return undefined;
  }
}

/** Cut to the precision, filled to the width; what has a hole cannot be measured. */
function general(asked: Specifier, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if ((asked.width !== undefined || asked.precision !== undefined || /[A-Z]/.test(asked.conversion)) && !isExact(text)) return undefined;
  const cut = asked.precision === undefined ? text : text.slice(0, asked.precision);
  return pad(/[A-Z]/.test(asked.conversion) ? cut.toUpperCase() : cut, asked);
}

function pad(text: string, { width, flags }: Specifier): string | undefined {
  if (flags.includes('-') && width === undefined) return undefined; // refused by Java
  return width === undefined ? text : flags.includes('-') ? text.padEnd(width) : text.padStart(width);
}

function character(asked: Specifier, value: Value): string | undefined {
  if (value.kind === 'null') return general({ ...asked, precision: undefined }, 'null');
  const code = charOf(value) ?? (value.kind === 'number' && value.type === 'int' ? value.value : undefined);
  if (code === undefined || code < 0 || code > 0x10ffff || asked.precision !== undefined || !(asked.flags === '' || asked.flags === '-'))
    return undefined;
  const text = textOfCode(code);
  return text === undefined ? undefined : general(asked, text);
}

function decimal(call: LibraryCall, asked: Specifier, value: Value, english: boolean): string | undefined {
  if (asked.precision !== undefined) return undefined;
  if (value.kind === 'null') return pad('null', asked);
  if (value.kind === 'unknown') return asked.width === undefined && asked.flags === '' ? call.run.toText(value) : undefined;
  if (value.kind === 'text' || value.kind === 'boolean' || (value.kind === 'number' && (isFloating(value) || value.type === 'char')))
    throwJava('java.util.IllegalFormatConversionException', `d != java.lang.${boxOf(value)}`, call.site);
  const size = longOf(value);
  if (size === undefined || (asked.flags.includes(',') && !english)) return undefined;
  const digits = (size < 0n ? -size : size).toString();
  return signed(asked, size < 0n, asked.flags.includes(',') ? inThousands(digits) : digits);
}

function boxOf(value: Value): string {
  if (value.kind === 'text') return 'String';
  if (value.kind === 'boolean') return 'Boolean';
  return value.kind === 'number' && value.type === 'char'
    ? 'Character'
    : value.kind === 'number' && value.type === 'float'
      ? 'Float'
      : 'Double';
}

/** Two flags that Java does not take together. */
const excluding = (flags: string, one: string, other: string): boolean => flags.includes(one) && flags.includes(other);

/** `1234567` → `1,234,567`. */
function inThousands(digits: string): string {
  const first = digits.length % 3 || 3;
  let written = digits.slice(0, first);
  for (let at = first; at < digits.length; at += 3) written += `,${digits.slice(at, at + 3)}`;
  return written;
}

/** Sign, zeros and parentheses around the digits of a number. */
function signed(asked: Specifier, negative: boolean, digits: string): string | undefined {
  const { flags, width } = asked;
  if (excluding(flags, '+', ' ') || excluding(flags, '-', '0') || flags.includes('#')) return undefined; // refused by Java
  if (/[-0]/.test(flags) && width === undefined) return undefined; // and this, too
  const before = negative ? (flags.includes('(') ? '(' : '-') : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const after = negative && flags.includes('(') ? ')' : '';
  const zeros = flags.includes('0') ? Math.max(0, (width ?? 0) - before.length - digits.length - after.length) : 0;
  return pad(before + '0'.repeat(zeros) + digits + after, asked);
}

/** %x and %o: of the bits of negative numbers. */
function radix(asked: Specifier, value: Value): string | undefined {
  if (value.kind === 'null') return asked.flags === '' || asked.flags === '-' ? pad('null', asked) : undefined;
  const size = value.kind === 'number' && value.type !== 'char' ? longOf(value) : undefined;
  if (size === undefined || asked.precision !== undefined || /[+ ,(]/.test(asked.flags)) return undefined;
  const bits = { byte: 8, short: 16, int: 32, long: 64 }[(value as NumberValue & { type: 'byte' | 'short' | 'int' | 'long' }).type];
  const digits = BigInt.asUintN(bits, size).toString(asked.conversion === 'o' ? 8 : 16);
  const prefix = asked.flags.includes('#') ? (asked.conversion === 'o' ? '0' : '0x') : '';
  const flags = asked.flags.replace('#', '');
  if ((/[-0]/.test(flags) && asked.width === undefined) || excluding(flags, '-', '0')) return undefined;
  const zeros = flags.includes('0') ? Math.max(0, (asked.width ?? 0) - prefix.length - digits.length) : 0;
  const text = pad(prefix + '0'.repeat(zeros) + digits, { ...asked, flags });
  return asked.conversion === 'X' ? text?.toUpperCase() : text;
}

/**
 * %f: the shortest decimal digits of the double, rounded half up (FormattedFloatingDecimal). The decimal point is a comma in some
 * languages, which no name of a topic or store may have: only what has none is the same everywhere.
 */
function fixed(asked: Specifier, value: Value, english: boolean): string | undefined {
  if (value.kind !== 'number' || !isFloating(value) || value.type === 'float' || !Number.isFinite(value.value)) return undefined;
  if (asked.flags.includes(',') && !english) return undefined;
  const size = Math.abs(value.value);
  const precision = asked.precision ?? 6;
  const digits = plainDigits(size);
  if (digits === undefined) return undefined;
  const rounded = roundedHalfUp(digits.whole, digits.fraction, precision);
  const whole = asked.flags.includes(',') ? inThousands(rounded.whole) : rounded.whole;
  return signed(asked, value.value < 0 || Object.is(value.value, -0), precision === 0 ? whole : `${whole}.${rounded.fraction}`);
}

/** undefined: so large or small that versions of Java differ in the digits. */
function plainDigits(size: number): { readonly whole: string; readonly fraction: string } | undefined {
  if (size === 0) return { whole: '0', fraction: '' };
  if (size < 1e-6 || size >= 1e15) return undefined;
  const [whole, fraction] = String(size).split('.');
  return /e/.test(String(size)) ? undefined : { whole: whole!, fraction: fraction ?? '' };
}

function roundedHalfUp(whole: string, fraction: string, precision: number): { readonly whole: string; readonly fraction: string } {
  const kept = fraction.slice(0, precision).padEnd(precision, '0');
  const up = (fraction[precision] ?? '0') >= '5' ? 1n : 0n;
  const all = (BigInt(whole + kept) + up).toString().padStart(precision + 1, '0');
  return { whole: all.slice(0, all.length - precision), fraction: precision === 0 ? '' : all.slice(-precision) };
}
