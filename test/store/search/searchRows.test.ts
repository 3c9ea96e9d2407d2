import { expect, test } from 'vitest';
import { succeed } from '../../../src/base/result.js';
import type { StoreReader } from '../../../src/store/createStoreReader.js';
import type { Json, QueryResult, QueryRow, StoreQuery } from '../../../src/store/query.js';
import { parseRowField } from '../../../src/store/search/rowField.js';
import { searchRows, type RowSearch } from '../../../src/store/search/searchRows.js';
import { parseWhere } from '../../../src/store/search/where.js';

const row = (key: string, value: Json): QueryRow => ({
  ...{ key, window: null, value, timestamp: null, partition: 0, offset: null },
  ...{ keySerde: 'string', valueSerde: 'json', tombstone: false },
});

/** A reader that gives these rows, a few at a time. */
function readerOf(rows: readonly QueryRow[]): { readonly reader: Pick<StoreReader, 'query'>; readonly asked: StoreQuery[] } {
  const asked: StoreQuery[] = [];
  const reader: Pick<StoreReader, 'query'> = {
    async query(query, _call, take) {
      asked.push(query);
      for (let i = 0; i < rows.length; i += 7) await take?.(rows.slice(i, i + 7));
      return succeed({ complete: true, next: null, rows: [], warnings: ['of the reader'] } as unknown as QueryResult);
    },
  };
  return { reader, asked };
}

const query = (limit: number): StoreQuery => ({ limit, cursor: null }) as unknown as StoreQuery;
const where = (text: string): RowSearch['where'] => {
  const parsed = parseWhere(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};
const sort = (text: string, isDescending = false): RowSearch['sort'] => {
  const field = parseRowField(text);
  if (!field.ok) throw new Error(field.error);
  return { field: field.value, isDescending };
};

async function find(rows: readonly QueryRow[], search: Partial<RowSearch>, limit = 100) {
  const { reader, asked } = readerOf(rows);
  const taken: Json[] = [];
  const result = await searchRows(reader, query(limit), { where: undefined, sort: undefined, ...search }, undefined, (some) => {
    taken.push(...some.map(({ key }) => key));
    return Promise.resolve();
  });
  if (!result.ok) throw new Error(result.error.message);
  return { taken, complete: result.value.complete, warnings: result.value.warnings, asked };
}

const numbered = Array.from({ length: 5_000 }, (_, i) => row(`k-${i}`, { n: (i * 37) % 5_000, even: i % 2 === 0 }));

test('rows that match come in the order of the store, up to the limit, and the rest is counted', async () => {
  const found = await find(numbered, { where: where('value.even and value.n < 1000') }, 3);
  const truth = numbered.filter((_, i) => i % 2 === 0 && (i * 37) % 5_000 < 1000);
  expect(found.taken).toEqual(truth.slice(0, 3).map(({ key }) => key));
  expect(found.complete).toBe(false);
  expect(found.warnings).toEqual([`${truth.length} of 5,000 rows match: a larger --limit shows more of them`, 'of the reader']);
  expect(found.asked[0]).toMatchObject({ limit: Number.MAX_SAFE_INTEGER, cursor: null });
});

test('the first of the whole store by a field, not of what was read first', async () => {
  const least = await find(numbered, { sort: sort('value.n') }, 4);
  const byNumber = numbered.toSorted((a, b) => (a.value as { n: number }).n - (b.value as { n: number }).n).map(({ key }) => key);
  expect(least.taken).toEqual(byNumber.slice(0, 4));
  expect((await find(numbered, { sort: sort('value.n', true) }, 4)).taken).toEqual(byNumber.toReversed().slice(0, 4));
  expect(least.complete).toBe(false);
});

test('rows without the field come last in both orders, and kinds do not mix', async () => {
  const mixed = [
    row('a', { x: 'b' }),
    row('b', {}),
    row('c', { x: 2 }),
    row('d', { x: true }),
    row('e', { x: '9223372036854775807' }),
    row('f', null),
  ];
  expect((await find(mixed, { sort: sort('value.x') })).taken).toEqual(['c', 'e', 'a', 'd', 'b', 'f']);
  expect((await find(mixed, { sort: sort('value.x', true) })).taken).toEqual(['d', 'a', 'e', 'c', 'b', 'f']);
});

test('a field that no row has is said: it may be a slip of the pen', async () => {
  const found = await find(numbered.slice(0, 20), { where: where('value.m > 3') });
  expect(found.taken).toEqual([]);
  expect(found.complete).toBe(true);
  expect(found.warnings[0]).toBe('none of 20 rows has a field value.m');
});
