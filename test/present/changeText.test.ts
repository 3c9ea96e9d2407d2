/** What a record of a history changed. */
import { expect, test } from 'vitest';
import { changeText } from '../../src/present/rows/changeText.js';
import type { Json, QueryRow } from '../../src/store/query.js';

const row = (value: Json, tombstone = false): QueryRow => ({
  ...{ key: 'k', window: null, value, timestamp: null, partition: 0, offset: '1' },
  ...{ keySerde: 'string', valueSerde: 'json', tombstone },
});

test.each<[Json, Json, string]>([
  [1, 1, 'same value'],
  [{ a: [1], b: 'x' }, { b: 'x', a: [1] }, 'same value'],
  [12, 15, '12 \u2192 15'],
  [
    { total: 12, status: 'OPEN', city: 'Oslo' },
    { total: 15, status: 'PAID', note: 'n' },
    'total 12 \u2192 15, status "OPEN" \u2192 "PAID", + note "n", \u2212 city',
  ],
  [{ a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 9, d: 2 } } }, 'a.b.c 1 \u2192 9'],
  [{ a: null }, { a: { b: 1 } }, 'a null \u2192 {"b":1}'],
  ['\u001b[31m', 'plain', '"\\u001b[31m" \u2192 "plain"'],
])('from %j to %j', (before, after, text) => {
  expect(changeText(row(before), row(after))).toBe(text);
});

test('the first, deletions and what is large', () => {
  expect(changeText(undefined, row(1))).toBe('the first that is known');
  expect(changeText(row(1), row(null, true))).toBe('deleted');
  expect(changeText(row(null, true), row(1))).toBe('added again');
  const wide = (by: number): Json => Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, 'x'.repeat(100) + (n + by)]));
  expect(changeText(row(wide(0)), row(wide(1))).length).toBeLessThan(5000);
  let [one, other]: [Json, Json] = [1, 2];
  for (let depth = 0; depth < 20_000; depth++) [one, other] = [{ n: one }, { n: other }];
  expect(changeText(row(one), row(other))).toBeTypeOf('string');
});
