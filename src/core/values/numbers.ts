/** Java's numeric values (JLS §4.2): how they are made, converted (§5.1) and asked for. */
import type { NumberType, NumberValue, Value } from './values.js';

const integralBits = { byte: 8, short: 16, char: 16, int: 32, long: 64 } as const;
const order: readonly NumberType[] = ['byte', 'short', 'char', 'int', 'long', 'float', 'double'];

/** The primitive type that a box holds, by the box's simple name; undefined: no box of a number. */
const boxes: Readonly<Record<string, NumberType | undefined>> = {
  Byte: 'byte',
  Short: 'short',
  Character: 'char',
  Integer: 'int',
  Long: 'long',
  Float: 'float',
  Double: 'double',
};

export function isNumberType(name: string): name is NumberType {
  return (order as readonly string[]).includes(name);
}

export function isPrimitiveName(name: string): name is NumberType | 'boolean' {
  return isNumberType(name) || name === 'boolean';
}

/** `Integer` → `int`; undefined where the simple name is no box of a number. */
export function unboxedType(name: string): NumberType | undefined {
  return Object.hasOwn(boxes, name) ? boxes[name] : undefined;
}

/** `int` → `Integer`. */
export function boxName(type: NumberType): string {
  return Object.keys(boxes).find((name) => boxes[name] === type) ?? type;
}

/** An int of 32 bits; what is more is cut off. */
export function intValue(value: number): NumberValue {
  return { kind: 'number', type: 'int', value: value | 0 };
}

/** A long of 64 bits; what is more is cut off. */
export function longValue(value: bigint | number): NumberValue {
  return { kind: 'number', type: 'long', value: BigInt.asIntN(64, BigInt(value)) };
}

/** The char of a UTF-16 code unit. */
export function charValue(code: number): NumberValue {
  return { kind: 'number', type: 'char', value: code & 0xffff };
}

export function floatValue(value: number): NumberValue {
  return { kind: 'number', type: 'float', value: Math.fround(value) };
}

export function doubleValue(value: number): NumberValue {
  return { kind: 'number', type: 'double', value };
}

/** A byte, short, char or int as JavaScript's number; undefined: anything else, also a long. */
export function intOf(value: Value | undefined): number | undefined {
  return value?.kind === 'number' && value.type !== 'long' && !isFloating(value) ? value.value : undefined;
}

/** An integral value that JavaScript's number holds exactly; undefined: anything else. */
export function integerOf(value: Value | undefined): number | undefined {
  if (value?.kind !== 'number' || isFloating(value)) return undefined;
  const number = Number(value.value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** The code unit of a char; undefined: anything else. */
export function charOf(value: Value | undefined): number | undefined {
  return value?.kind === 'number' && value.type === 'char' ? value.value : undefined;
}

/** A value of an integral type as a long, whatever its size; undefined: anything else. */
export function longOf(value: Value | undefined): bigint | undefined {
  return value?.kind === 'number' && !isFloating(value) ? BigInt(value.value) : undefined;
}

export function isFloating(value: NumberValue): value is NumberValue & { readonly type: 'float' | 'double'; readonly value: number } {
  return value.type === 'float' || value.type === 'double';
}

/** Whether a value of one type may stand where the other is wanted, without a cast (JLS §5.1.2). */
export function widens(from: NumberType, to: NumberType): boolean {
  if (from === to) return true;
  if (to === 'char' || (from === 'char' && to === 'short')) return false;
  return order.indexOf(from) < order.indexOf(to);
}

/** Widening and narrowing primitive conversion (JLS §5.1.2, §5.1.3); the result is no box. */
export function toType(value: NumberValue, type: NumberType): NumberValue {
  if (value.type === type && value.boxed !== true) return value;
  if (type === 'double') return doubleValue(Number(value.value));
  if (type === 'float') return { kind: 'number', type, value: toFloat(value.value) };
  if (type === 'long') return longValue(isFloating(value) ? saturated(value.value, 64) : BigInt(value.value));
  // A floating value goes over int first.
  const whole = isFloating(value) ? saturated(value.value, 32) : BigInt(value.value);
  const cut = type === 'char' ? BigInt.asUintN(16, whole) : BigInt.asIntN(integralBits[type], whole);
  return { kind: 'number', type, value: Number(cut) };
}

/** Rounded once: by way of a double a large long would be rounded twice. */
function toFloat(value: number | bigint): number {
  if (typeof value === 'number') return Math.fround(value);
  const size = value < 0n ? -value : value;
  const excess = size.toString(2).length - 26;
  if (excess <= 0) return Math.fround(Number(value));
  // The bits beyond the 26 highest only matter in being there: they become the last of these.
  const shift = BigInt(excess);
  const head = size >> shift;
  const sticky = head << shift === size ? head : head | 1n;
  const rounded = Math.fround(Number(sticky)) * 2 ** excess;
  return value < 0n ? -rounded : rounded;
}

function saturated(value: number, bits: 32 | 64): bigint {
  if (Number.isNaN(value)) return 0n;
  const limit = 2n ** BigInt(bits - 1);
  if (value >= Number(limit)) return limit - 1n;
  if (value <= -Number(limit)) return -limit;
  return BigInt(Math.trunc(value));
}

/** The box of a number: a value of its own, which `==` tells from other boxes (JLS §5.1.7). */
export function boxed(value: NumberValue): NumberValue {
  return value.boxed === true ? value : { ...value, boxed: true };
}

/** The value out of a box. */
export function unboxed(value: NumberValue): NumberValue {
  return value.boxed === true ? toType(value, value.type) : value;
}

/** `==` of two boxes: small ones are shared (JLS §5.1.7); undefined: not known. */
export function sameBox(left: NumberValue, right: NumberValue): boolean | undefined {
  if (left === right) return true;
  if (left.type !== right.type || !sameNumber(left, right)) return false;
  if (isFloating(left)) return left.boxed === true && right.boxed === true ? false : undefined;
  const size = Number(left.value);
  if (size >= -128 && size <= 127) return true;
  return left.boxed === true && right.boxed === true ? false : undefined;
}

/** As `equals` of two boxes of one type compares: NaN is itself, and 0.0 is not -0.0. */
export function sameNumber(left: NumberValue, right: NumberValue): boolean {
  return left.type === right.type && Object.is(left.value, right.value);
}
