/** What a person types to search a store, and the pages of what it finds. */
import { expect, test } from 'vitest';
import { succeed } from '../../../src/base/result.js';
import type { StoreReader } from '../../../src/store/createStoreReader.js';
import type { Json, QueryResult, QueryRow, StoreQuery } from '../../../src/store/query.js';
import { parseRowSort } from '../../../src/store/search/rowSort.js';
import { searchStore, type SearchAsk } from '../../../src/store/search/searchStore.js';
import { parseSearch } from '../../../src/store/search/searchText.js';

const row = (key: string, value: Json, offset = 0): QueryRow => ({
  ...{ key, window: null, value, timestamp: null, partition: 0, offset: String(offset) },
  ...{ keySerde: 'string', valueSerde: 'json', tombstone: false },
});
const orders = Array.from({ length: 100 }, (_, n) =>
  row(`c-${n}`, { status: n % 3 === 0 ? 'OPEN' : 'PAID', total: (n * 37) % 101, note: n === 7 ? 'Key = lost' : '' }, n),
);

const reader: Pick<StoreReader, 'query'> = {
  async query(_query, _call, take) {
    for (let at = 0; at < orders.length; at += 9) await take?.(orders.slice(at, at + 9));
    return succeed({ complete: true, next: null, rows: [], warnings: [] } as unknown as QueryResult);
  },
};

async function search(ask: Partial<Omit<SearchAsk, 'query'>>, limit = 1000) {
  const keys: Json[] = [];
  const query = { limit, cursor: null } as unknown as StoreQuery;
  const result = await searchStore(reader, { query, text: '', sort: '', skip: 0, ...ask }, undefined, (rows) => {
    keys.push(...rows.map(({ key }) => key));
    return Promise.resolve();
  });
  return { keys, result };
}

const keysOf = (rows: readonly QueryRow[]): Json[] => rows.map(({ key }) => key);

test.each<[string, (row: QueryRow, n: number) => boolean]>([
  ['value.status = "OPEN"', (_, n) => n % 3 === 0],
  ['  (not value.status = "OPEN") and value.total > 50', (_, n) => n % 3 !== 0 && (n * 37) % 101 > 50],
  ['key ~ "9"', (_, n) => String(n).includes('9')],
  ['open', (_, n) => n % 3 === 0],
  ['C-9', (_, n) => String(n).startsWith('9')],
  ['"note":"key', (_, n) => n === 7],
  ['value', () => false],
  ['', () => true],
])('%s finds what it says', async (text, is) => {
  const { keys, result } = await search({ text });
  expect(keys).toEqual(keysOf(orders.filter(is)));
  expect(result).toMatchObject({ ok: true, value: { looked: 100, matched: keys.length } });
});

test('pages follow each other, in the order of the whole store', async () => {
  const byTotal = keysOf(orders.toSorted((a, b) => (b.value as { total: number }).total - (a.value as { total: number }).total));
  const pages = [0, 40, 80].map((skip) => search({ sort: 'value.total desc', skip }, 40));
  expect((await Promise.all(pages)).flatMap(({ keys }) => keys)).toEqual(byTotal);
  expect((await search({ text: 'value.status = "OPEN"', skip: 30 }, 10)).keys).toEqual(['c-90', 'c-93', 'c-96', 'c-99']);
  const [first, last] = [await search({ skip: 0 }, 60), await search({ skip: 60 }, 60)];
  expect([first.result, last.result]).toMatchObject([{ value: { complete: false } }, { value: { complete: true } }]);
});

test('offsets are ordered and compared as numbers', async () => {
  expect((await search({ sort: 'offset desc' }, 3)).keys).toEqual(['c-99', 'c-98', 'c-97']);
  expect((await search({ text: 'offset < 10' })).keys).toHaveLength(10);
});

test('what is no condition or order is said', async () => {
  expect(parseSearch('value.total > ').ok).toBe(false);
  expect(parseRowSort('price').ok).toBe(false);
  const mistyped = expect.stringContaining('a text stands in quotes') as unknown;
  expect((await search({ text: 'key = lost' })).result).toMatchObject({ ok: false, error: { message: mistyped } });
  expect((await search({ sort: 'price' })).result).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
});
