/** Operators on Java's numbers, with the promotion of their operands (JLS §5.6, §15.15–§15.22). */
import { doubleValue, floatValue, intValue, isFloating, longValue, toType } from '../values/numbers.js';
import type { NumberType, NumberValue, Value } from '../values/values.js';

/** An integral division by zero: Java throws an ArithmeticException. */
export const divisionByZero = 'division by zero';

/** The type in which two operands are computed (JLS §5.6.2). */
export function promoted(left: NumberType, right: NumberType): 'int' | 'long' | 'float' | 'double' {
  for (const type of ['double', 'float', 'long'] as const) if (left === type || right === type) return type;
  return 'int';
}

/** undefined: no operator of numbers. */
export function arithmetic(operator: string, left: NumberValue, right: NumberValue): Value | typeof divisionByZero | undefined {
  if (operator === '<<' || operator === '>>' || operator === '>>>') return shift(operator, left, right);
  const type = promoted(left.type, right.type);
  const a = toType(left, type);
  const b = toType(right, type);
  const compared = compare(operator, a.value, b.value);
  if (compared !== undefined) return { kind: 'boolean', value: compared };
  if (a.type === 'long' && b.type === 'long') {
    if (b.value === 0n && (operator === '/' || operator === '%')) return divisionByZero;
    const result = ofLongs(operator, a.value, b.value);
    return result === undefined ? undefined : longValue(result);
  }
  if (a.type === 'long' || b.type === 'long') return undefined;
  if (type === 'int') {
    if (b.value === 0 && (operator === '/' || operator === '%')) return divisionByZero;
    const result = ofInts(operator, a.value, b.value);
    return result === undefined ? undefined : intValue(result);
  }
  const result = ofFloating(operator, a.value, b.value);
  if (result === undefined) return undefined;
  return type === 'float' ? floatValue(result) : doubleValue(result);
}

/** Both operands are of one type. */
function compare(operator: string, a: number | bigint, b: number | bigint): boolean | undefined {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    default:
      return undefined;
  }
}

function ofInts(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return Math.imul(a, b);
    case '/':
      return Math.trunc(a / b);
    case '%':
      return a % b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      return undefined;
  }
}

function ofLongs(operator: string, a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      return undefined;
  }
}

function ofFloating(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      return undefined;
  }
}

/** The operands are promoted each for itself; of the distance the low five or six bits count (JLS §15.19). */
function shift(operator: '<<' | '>>' | '>>>', left: NumberValue, right: NumberValue): Value | undefined {
  const value = integral(left);
  const distance = integral(right);
  if (value === undefined || distance === undefined) return undefined;
  const count = Number(BigInt(distance) & 63n);
  if (typeof value === 'bigint') {
    const by = BigInt(count);
    if (operator === '<<') return longValue(value << by);
    return longValue((operator === '>>' ? value : BigInt.asUintN(64, value)) >> by);
  }
  // JavaScript masks the distance as Java does.
  if (operator === '<<') return intValue(value << count);
  return intValue(operator === '>>' ? value >> count : value >>> count);
}

/** An integral operand after unary promotion (JLS §5.6.1), a long as bigint; undefined: a floating one. */
function integral(value: NumberValue): number | bigint | undefined {
  return isFloating(value) ? undefined : value.value;
}

/** `+`, `-` and `~` of a number; undefined: no such operator of this type. */
export function unaryArithmetic(operator: string, operand: NumberValue): NumberValue | undefined {
  const value = toType(operand, promoted(operand.type, 'int'));
  if (operator === '+') return value;
  if (value.type === 'long') {
    if (operator === '-') return longValue(-value.value);
    return operator === '~' ? longValue(~value.value) : undefined;
  }
  if (value.type === 'int') {
    if (operator === '-') return intValue(-value.value);
    return operator === '~' ? intValue(~value.value) : undefined;
  }
  return operator === '-' ? { ...value, value: -value.value } : undefined;
}
