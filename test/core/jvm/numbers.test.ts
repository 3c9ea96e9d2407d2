/** Java's numbers; what is expected was printed by Java 17 and 25. */
import { expect, test } from 'vitest';
import { arithmetic, divisionByZero, unaryArithmetic } from '../../../src/core/jvm/arithmetic.js';
import { sameBox, boxed, charValue, doubleValue, floatValue, intValue, longValue, toType } from '../../../src/core/values/numbers.js';
import { printNumber } from '../../../src/core/jvm/numberTexts.js';
import type { NumberValue } from '../../../src/core/values/values.js';

const values: Readonly<Record<string, NumberValue>> = {
  int: intValue(7),
  max: intValue(2_147_483_647),
  min: intValue(-2_147_483_648),
  long: longValue(3_000_000_000n),
  char: charValue(97),
  float: floatValue(0.1),
  double: doubleValue(2.5),
  minus: intValue(-7),
};

function compute(left: string, operator: string, right: string): string {
  const result = arithmetic(operator, values[left]!, values[right]!);
  if (result === undefined || result === divisionByZero) return String(result);
  return result.kind === 'number' ? `${result.type} ${printNumber(result) ?? '?'}` : result.kind === 'boolean' ? String(result.value) : '?';
}

test.each([
  ['max', '+', 'int', 'int -2147483642'],
  ['max', '*', 'max', 'int 1'],
  ['min', '/', 'minus', 'int 306783378'],
  ['minus', '/', 'int', 'int -1'],
  ['minus', '%', 'double', 'double -2.0'],
  ['minus', '>>', 'int', 'int -1'],
  ['minus', '>>>', 'int', 'int 33554431'],
  ['int', '<<', 'max', 'int -2147483648'],
  ['long', '<<', 'max', 'long 0'],
  ['long', '*', 'max', 'long 6442450941000000000'],
  ['char', '+', 'int', 'int 104'],
  ['float', '+', 'int', 'float 7.1'],
  ['float', '==', 'double', 'false'],
  ['char', '<', 'long', 'true'],
  ['int', '^', 'minus', 'int -2'],
  ['double', '/', 'int', 'double 0.35714285714285715'],
])('%s %s %s is %s', (left, operator, right, expected) => {
  expect(compute(left, operator, right)).toBe(expected);
});

test('an integral division by zero throws, a floating one does not', () => {
  expect(arithmetic('/', intValue(1), charValue(0))).toBe(divisionByZero);
  expect(arithmetic('%', longValue(1n), longValue(0n))).toBe(divisionByZero);
  expect(arithmetic('/', doubleValue(1), intValue(0))).toEqual(doubleValue(Number.POSITIVE_INFINITY));
});

test('the smallest int has no positive', () => {
  expect(unaryArithmetic('-', intValue(-2_147_483_648))).toEqual(intValue(-2_147_483_648));
  expect(unaryArithmetic('~', charValue(97))).toEqual(intValue(-98));
});

test.each<[NumberValue, NumberValue['type'], string]>([
  [intValue(200), 'byte', '-56'],
  [intValue(70_000), 'short', '4464'],
  [intValue(113), 'char', 'q'],
  [doubleValue(1e20), 'int', '2147483647'],
  [doubleValue(1e20), 'byte', '-1'],
  [doubleValue(-3.99), 'long', '-3'],
  [doubleValue(Number.NaN), 'int', '0'],
  [longValue(9_007_199_254_740_993n), 'int', '1'],
  [longValue(4_611_686_293_305_294_849n), 'float', '4.6116866E18'],
])('%o as %s', (value, type, expected) => {
  const converted = toType(value, type);
  expect(converted.type).toBe(type);
  // Beyond what every version of Java prints alike, the value itself is compared.
  expect(printNumber(converted) ?? String(converted.value)).toBe(type === 'float' ? String(Math.fround(Number(expected))) : expected);
});

test.each<[NumberValue, string | undefined]>([
  [doubleValue(1), '1.0'],
  [doubleValue(0.001), '0.001'],
  [doubleValue(0.0001), '1.0E-4'],
  [doubleValue(1e7), '1.0E7'],
  [doubleValue(9_999_999), '9999999.0'],
  [doubleValue(12_345_678.9), '1.23456789E7'],
  [doubleValue(-0), '-0.0'],
  [doubleValue(Number.NaN), 'NaN'],
  [doubleValue(0.1 + 0.2), '0.30000000000000004'],
  [floatValue(0.1), '0.1'],
  [floatValue(1.1), '1.1'],
  [floatValue(16_777_216), '1.6777216E7'],
  [floatValue(3e10), undefined],
  [doubleValue(2e20), undefined],
  [longValue(-9_223_372_036_854_775_808n), '-9223372036854775808'],
])('%o is printed as %s', (value, expected) => {
  expect(printNumber(value)).toBe(expected);
});

test('small boxes are shared, large ones are not, and of others nothing is known', () => {
  expect(sameBox(boxed(intValue(127)), boxed(intValue(127)))).toBe(true);
  expect(sameBox(boxed(intValue(128)), boxed(intValue(128)))).toBe(false);
  expect(sameBox(intValue(128), intValue(128))).toBe(undefined);
  const one = boxed(longValue(1000n));
  expect(sameBox(one, one)).toBe(true);
});
