/** Integer, Long, Short, Byte, Double, Float and Boolean: their static methods, and those of a box. */
import { isExact } from '../../values/holes.js';
import {
  boxed,
  charOf,
  doubleValue,
  floatValue,
  intOf,
  intValue,
  isFloating,
  longOf,
  longValue,
  sameNumber,
  toType,
} from '../../values/numbers.js';
import { printNumber } from '../numberTexts.js';
import { throwJava } from '../throwables.js';
import type { NumberType, NumberValue, Value } from '../../values/values.js';
import {
  booleanOrUnclear,
  booleanValue,
  defaultOf,
  methodOf,
  textValue,
  throwNull,
  type LibraryCall,
  type Method,
  type Methods,
} from './call.js';
import { javaEquals, javaHash } from './equalsAndHash.js';

type Integral = 'byte' | 'short' | 'int' | 'long';
type Statics = Methods<Integral>;

const bits: Readonly<Record<Integral, number>> = { byte: 8, short: 16, int: 32, long: 64 };

function ofType(type: Integral, value: bigint): NumberValue {
  return toType(longValue(value), type);
}

/** The digits of a text in a radix; undefined: Java refuses it. */
function parsed(text: string, radix: number, type: Integral): bigint | undefined {
  if (!/^[+-]?[0-9a-zA-Z]+$/.test(text)) return undefined;
  const negative = text.startsWith('-');
  let value = 0n;
  for (const digit of text.replace(/^[+-]/, '')) {
    const size = parseInt(digit, 36);
    if (size >= radix || value > 2n ** 70n) return undefined;
    value = value * BigInt(radix) + BigInt(size);
  }
  value = negative ? -value : value;
  const limit = 2n ** BigInt(bits[type] - 1);
  return value < -limit || value >= limit ? undefined : value;
}

/** parseInt and the like: `boxedResult` for valueOf. */
function parse(boxedResult: boolean): Method<Integral> {
  return (call, type) => {
    const [first, second] = call.args;
    const radix = second === undefined ? 10 : intOf(second);
    if (first?.kind === 'number' && boxedResult && second === undefined) return boxed(toType(first, type));
    if (first?.kind === 'null') throwJava('java.lang.NumberFormatException', nullWords(call), call.site);
    if (first?.kind !== 'text' || radix === undefined || radix < 2 || radix > 36) return undefined;
    if (!isExact(first.text)) return undefined;
    const value = parsed(first.text, radix, type);
    if (value === undefined) {
      if (/[^\0-\x7f]/.test(first.text)) return undefined;
      throwJava('java.lang.NumberFormatException', refusal(call, first.text, radix, type), call.site);
    }
    return boxedResult ? boxed(ofType(type, value)) : ofType(type, value);
  };
}

/** Worded otherwise by older versions of Java. */
function nullWords(call: LibraryCall): Value {
  return call.run.unknown('the words of this exception depend on the version of Java', call.site, { label: 'getMessage()' });
}

function refusal(call: LibraryCall, text: string, radix: number, type: Integral): string | Value {
  const isInRange = type === 'int' || type === 'long' || !/^[+-]?\d+$/.test(text);
  if (!isInRange || radix !== 10) return nullWords(call);
  return `For input string: "${text}"`;
}

function unsigned(call: LibraryCall, type: Integral, radix: number): Value | undefined {
  const value = longOf(call.args[0]);
  return value === undefined ? undefined : textValue(BigInt.asUintN(bits[type], value).toString(radix));
}

function two(make: (a: bigint, b: bigint, type: Integral) => Value): Method<Integral> {
  return (call, type) => {
    const [a, b] = call.args.map((arg) => longOf(arg));
    return a === undefined || b === undefined ? undefined : make(a, b, type);
  };
}

/** Of the bits of a number, from the highest. */
function ofBits(make: (text: string, type: Integral) => Value): Method<Integral> {
  return (call, type) => {
    const value = longOf(call.args[0]);
    return value === undefined ? undefined : make(BigInt.asUintN(bits[type], value).toString(2).padStart(bits[type], '0'), type);
  };
}

const integralStatics: Statics = {
  parseInt: parse(false),
  parseLong: parse(false),
  parseShort: parse(false),
  parseByte: parse(false),
  valueOf: parse(true),
  toString(call: LibraryCall) {
    const [value, radix] = call.args;
    const size = longOf(value);
    const base = radix === undefined ? 10 : intOf(radix);
    if (size === undefined || base === undefined) return undefined;
    return textValue(size.toString(base < 2 || base > 36 ? 10 : base));
  },
  toHexString: (call, type) => unsigned(call, type, 16),
  toOctalString: (call, type) => unsigned(call, type, 8),
  toBinaryString: (call, type) => unsigned(call, type, 2),
  toUnsignedString: (call, type) => unsigned(call, type, 10),
  compare(call, type) {
    const [a, b] = call.args.map((arg) => longOf(arg));
    if (a === undefined || b === undefined) return undefined;
    // Byte and Short give the difference.
    return intValue(type === 'byte' || type === 'short' ? Number(a - b) : a < b ? -1 : a > b ? 1 : 0);
  },
  max: two((a, b, type) => ofType(type, a > b ? a : b)),
  min: two((a, b, type) => ofType(type, a < b ? a : b)),
  sum: two((a, b, type) => ofType(type, a + b)),
  signum(call) {
    const value = longOf(call.args[0]);
    return value === undefined ? undefined : intValue(value < 0n ? -1 : value > 0n ? 1 : 0);
  },
  hashCode: (call) => hashed(call),
  bitCount: ofBits((text) => intValue(text.split('1').length - 1)),
  numberOfLeadingZeros: ofBits((text) => intValue(text.includes('1') ? text.indexOf('1') : text.length)),
  numberOfTrailingZeros: ofBits((text) => intValue(text.includes('1') ? text.length - 1 - text.lastIndexOf('1') : text.length)),
  highestOneBit: ofBits((text, type) => ofType(type, text.includes('1') ? 1n << BigInt(text.length - 1 - text.indexOf('1')) : 0n)),
  lowestOneBit: ofBits((text, type) => ofType(type, text.includes('1') ? 1n << BigInt(text.length - 1 - text.lastIndexOf('1')) : 0n)),
  reverse: ofBits((text, type) => ofType(type, BigInt(`0b${text.split('').reverse().join('')}`))),
  rotateLeft: rotated(1),
  rotateRight: rotated(-1),
  divideUnsigned: (call, type) => unsignedPair(call, type, (a, b) => a / b),
  remainderUnsigned: (call, type) => unsignedPair(call, type, (a, b) => a % b),
};

function rotated(sign: 1 | -1): Method<Integral> {
  return (call, type) => {
    const [value, by] = [longOf(call.args[0]), intOf(call.args[1])];
    if (value === undefined || by === undefined) return undefined;
    const width = bits[type];
    const distance = BigInt((((sign * by) % width) + width) % width);
    const plain = BigInt.asUintN(width, value);
    return ofType(type, (plain << distance) | (plain >> (BigInt(width) - distance)));
  };
}

function unsignedPair(call: LibraryCall, type: Integral, make: (a: bigint, b: bigint) => bigint): Value | undefined {
  const [a, b] = call.args.map((arg) => longOf(arg));
  if (a === undefined || b === undefined || b === 0n) return undefined;
  return ofType(type, make(BigInt.asUintN(bits[type], a), BigInt.asUintN(bits[type], b)));
}

function hashed(call: LibraryCall): Value | undefined {
  const [value] = call.args;
  const hash = value === undefined ? undefined : javaHash(call.run, value, call.site);
  return hash === undefined ? undefined : intValue(hash);
}

/** Only what is written plainly: a decimal number. Text beyond it (hexadecimal, suffixes, spaces) is not followed. */
function parseFloating(boxedResult: boolean): Method<'double' | 'float'> {
  return (call, type) => {
    const [value] = call.args;
    if (value?.kind === 'number' && boxedResult) return boxed(toType(value, type));
    if (value?.kind === 'null') throwNull(call);
    if (value?.kind !== 'text' || !isExact(value.text)) return undefined;
    if (/^[a-z]+$/.test(value.text) || value.text === '') {
      const words = value.text === '' ? 'empty String' : `For input string: "${value.text}"`;
      throwJava('java.lang.NumberFormatException', words, call.site);
    }
    if (!/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(value.text)) return undefined;
    const number = type === 'double' ? doubleValue(Number(value.text)) : floatValue(Number(value.text));
    // A float is rounded once in Java, here twice.
    if (type === 'float' && value.text.replace(/\D/g, '').length > 7) return undefined;
    return boxedResult ? boxed(number) : number;
  };
}

const floatingStatics: Methods<'double' | 'float'> = {
  parseDouble: parseFloating(false),
  parseFloat: parseFloating(false),
  valueOf: parseFloating(true),
  toString(call: LibraryCall, type: 'double' | 'float') {
    const [value] = call.args;
    const text = value?.kind === 'number' ? printNumber(toType(value, type)) : undefined;
    return text === undefined ? undefined : textValue(text);
  },
  compare(call) {
    const [a, b] = call.args;
    if (a?.kind !== 'number' || b?.kind !== 'number' || Number.isNaN(Number(a.value)) || Number.isNaN(Number(b.value))) return undefined;
    if (Number(a.value) === 0 && Number(b.value) === 0) return sameNumber(a, b) ? intValue(0) : undefined;
    return intValue(Number(a.value) < Number(b.value) ? -1 : Number(a.value) > Number(b.value) ? 1 : 0);
  },
  isNaN: (call) => floatingTest(call, Number.isNaN),
  isInfinite: (call) => floatingTest(call, (value) => Math.abs(value) === Infinity),
  isFinite: (call) => floatingTest(call, Number.isFinite),
  hashCode: (call) => hashed(call),
};

function floatingTest(call: LibraryCall, holds: (value: number) => boolean): Value | undefined {
  const [value] = call.args;
  return value?.kind === 'number' ? booleanValue(holds(Number(value.value))) : undefined;
}

const booleanStatics: Methods<undefined> = {
  parseBoolean: (call) => flagOf(call),
  valueOf: (call: LibraryCall) => flagOf(call),
  toString: (call: LibraryCall) => (call.args[0]?.kind === 'boolean' ? textValue(String(call.args[0].value)) : undefined),
  compare(call) {
    const [a, b] = call.args;
    return a?.kind === 'boolean' && b?.kind === 'boolean' ? intValue(Number(a.value) - Number(b.value)) : undefined;
  },
  logicalAnd: (call) => logical(call, (a, b) => a && b),
  logicalOr: (call) => logical(call, (a, b) => a || b),
  logicalXor: (call) => logical(call, (a, b) => a !== b),
  hashCode: (call) => hashed(call),
};

function flagOf(call: LibraryCall): Value | undefined {
  const [first] = call.args;
  const unset = defaultOf(call, first, booleanValue(false));
  if (unset !== undefined) return unset;
  if (first?.kind === 'boolean') return first;
  if (first?.kind === 'null') return booleanValue(false);
  if (first?.kind === 'text' && isExact(first.text)) return booleanValue(first.text.toLowerCase() === 'true');
  if (first === undefined) return undefined;
  const label = first.kind === 'unknown' ? first.label : 'flag';
  return call.run.unknown(first.kind === 'unknown' ? `the flag ${label} is not known` : 'a flag is not known', call.site, {
    key: `flag:${call.run.toText(first)}`,
    label,
  });
}

function logical(call: LibraryCall, make: (a: boolean, b: boolean) => boolean): Value | undefined {
  const [a, b] = call.args;
  return a?.kind === 'boolean' && b?.kind === 'boolean' ? booleanValue(make(a.value, b.value)) : undefined;
}

const integrals: Readonly<Record<string, Integral>> = { Integer: 'int', Long: 'long', Short: 'short', Byte: 'byte' };

/** A static method of one of the box classes; undefined: not followed. */
export function callBoxStatic(call: LibraryCall, className: string): Value | undefined {
  const { method } = call;
  if (call.args.some((arg) => arg.kind === 'unknown'))
    return className === 'Boolean' ? methodOf(booleanStatics, method)?.(call, undefined) : undefined;
  if (className === 'Boolean') return methodOf(booleanStatics, method)?.(call, undefined);
  if (className === 'Double' || className === 'Float')
    return methodOf(floatingStatics, method)?.(call, className === 'Double' ? 'double' : 'float');
  const type = Object.hasOwn(integrals, className) ? integrals[className] : undefined;
  return type === undefined ? undefined : methodOf(integralStatics, method)?.(call, type);
}

/** MAX_VALUE and the like. */
export function boxConstant(className: string, name: string): Value | undefined {
  const type = Object.hasOwn(integrals, className) ? integrals[className] : undefined;
  if (className === 'Boolean' && (name === 'TRUE' || name === 'FALSE')) return booleanValue(name === 'TRUE');
  if (className === 'Character' && name === 'MAX_VALUE') return { kind: 'number', type: 'char', value: 0xffff };
  if (className === 'Character' && name === 'MIN_VALUE') return { kind: 'number', type: 'char', value: 0 };
  if (className === 'Double' && name === 'MAX_VALUE') return doubleValue(Number.MAX_VALUE);
  if (className === 'Double' && name === 'MIN_VALUE') return doubleValue(Number.MIN_VALUE);
  if (className === 'Double' && name === 'NaN') return doubleValue(NaN);
  if (className === 'Double' && name === 'POSITIVE_INFINITY') return doubleValue(Infinity);
  if (className === 'Double' && name === 'NEGATIVE_INFINITY') return doubleValue(-Infinity);
  if (type === undefined) return undefined;
  if (name === 'MAX_VALUE') return ofType(type, 2n ** BigInt(bits[type] - 1) - 1n);
  if (name === 'MIN_VALUE') return ofType(type, -(2n ** BigInt(bits[type] - 1)));
  if (name === 'SIZE') return intValue(bits[type]);
  if (name === 'BYTES') return intValue(bits[type] / 8);
  return undefined;
}

const conversions: Readonly<Record<string, NumberType>> = {
  byteValue: 'byte',
  shortValue: 'short',
  intValue: 'int',
  longValue: 'long',
  floatValue: 'float',
  doubleValue: 'double',
  charValue: 'char',
};

/** A method of a box. */
export function callBox(call: LibraryCall, target: Extract<Value, { kind: 'number' | 'boolean' }>): Value | undefined {
  const { run, method, args, site } = call;
  if (target.kind === 'boolean' && method === 'booleanValue') return target;
  if (target.kind === 'number' && Object.hasOwn(conversions, method)) return toType(target, conversions[method]!);
  const [other] = args;
  switch (method) {
    case 'toString':
      return { kind: 'text', text: run.toText(target) };
    case 'equals': {
      const same = other === undefined ? undefined : javaEquals(run, target, other, site);
      return booleanOrUnclear(call, same, [target, ...args]);
    }
    case 'hashCode':
      return intValue(javaHash(run, target, site) ?? 0);
    case 'compareTo':
      return compared(target, other);
    case 'isNaN':
      return target.kind === 'number' && isFloating(target) ? booleanValue(Number.isNaN(target.value)) : undefined;
    default:
      return undefined;
  }
}

function compared(target: Extract<Value, { kind: 'number' | 'boolean' }>, other: Value | undefined): Value | undefined {
  if (target.kind === 'boolean') return other?.kind === 'boolean' ? intValue(Number(target.value) - Number(other.value)) : undefined;
  if (other?.kind !== 'number' || other.type !== target.type || isFloating(target)) return undefined;
  if (charOf(target) !== undefined || target.type === 'byte' || target.type === 'short')
    return intValue(Number(target.value) - Number(other.value));
  return intValue(target.value < other.value ? -1 : target.value > other.value ? 1 : 0);
}
