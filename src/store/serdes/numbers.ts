/** Numbers of bytes as JSON has them: what JSON has no number for is text. */
import type { Json } from '../query.js';

/** JSON has no NaN, no infinity and no negative zero. */
export function decimalJson(value: number): Json {
  if (Object.is(value, -0)) return '-0.0';
  return Number.isFinite(value) ? value : String(value);
}

/** The shortest decimal that is this 32-bit float and no other, as Java prints it: 1.1, not 1.100000023841858. */
export function floatJson(value: number): Json {
  if (value === 0) return decimalJson(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return decimalJson(short);
  }
  return decimalJson(value);
}
