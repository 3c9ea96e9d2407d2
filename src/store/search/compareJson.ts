/** The order of values that people compare: numbers as numbers, whatever they are written as; times as times. */
import type { Json } from '../query.js';

/** Integers that JavaScript's numbers do not hold are texts of digits (QueryResult). */
const wideInteger = /^-?\d{16,400}$/;

/** undefined: it is no number. */
function numberOf(value: Json): number | bigint | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && wideInteger.test(value) ? BigInt(value) : undefined;
}

/** Milliseconds; undefined: it is no time. */
const timeOf = (value: Json): number | undefined => {
  const time = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
};

/** Negative, 0 or positive; undefined: the two are not of a kind, and no order of theirs means anything. */
export function compareJson(a: Json, b: Json, isTime: boolean): number | undefined {
  if (isTime) {
    const [left, right] = [timeOf(a), timeOf(b)];
    if (left !== undefined && right !== undefined) return left - right;
  }
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== undefined && right !== undefined) return left < right ? -1 : left > right ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a === null && b === null) return 0;
  return undefined;
}

/** Values of different kinds, and what has no order of its own: so in a sorted list. */
const rank = (value: Json | undefined): number => {
  if (value === undefined || value === null) return 4;
  if (numberOf(value) !== undefined) return 0;
  return { string: 1, boolean: 2 }[typeof value as string] ?? 3;
};

/** A total order: numbers, texts, truth values, documents (by their JSON), nothing; `isDescending` leaves nothing last. */
export function sortJson(a: Json | undefined, b: Json | undefined, isTime: boolean, isDescending: boolean): number {
  const [left, right] = [rank(a), rank(b)];
  if (left === 4 || right === 4) return left - right;
  const turned = isDescending ? -1 : 1;
  if (left !== right) return turned * (left - right);
  const order = compareJson(a ?? null, b ?? null, isTime);
  if (order !== undefined) return turned * order;
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return turned * (one < other ? -1 : one > other ? 1 : 0);
}
