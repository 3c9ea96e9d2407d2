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
  const [a, b] = [toType(left, type).value, toType(right, type).value];
  const compared = comparisons[operator]?.(a, b);
  if (compared !== undefined) return { kind: 'boolean', value: compared };
  if (type !== 'int' && type !== 'long') {
    const result = ofFloating[operator]?.(Number(a), Number(b));
    return result === undefined ? undefined : type === 'float' ? floatValue(result) : doubleValue(result);
  }
  if (Number(b) === 0 && (operator === '/' || operator === '%')) return divisionByZero;
  if (type === 'long') {
    const result = ofLongs[operator]?.(BigInt(a), BigInt(b));
    return result === undefined ? undefined : longValue(result);
  }
  const result = ofInts[operator]?.(Number(a), Number(b));
  return result === undefined ? undefined : intValue(result);
}

type Operations<T, R = T> = Readonly<Partial<Record<string, (a: T, b: T) => R>>>;

/** Both operands are of one type. */
const comparisons: Operations<number | bigint, boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

const ofInts: Operations<number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': Math.imul,
  '/': (a, b) => Math.trunc(a / b),
  '%': (a, b) => a % b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

const ofLongs: Operations<bigint> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

const ofFloating: Operations<number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

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
