/** A search as plain data, so that it can be asked of another thread: what is typed is read where the rows are. */
import { setImmediate } from 'node:timers/promises';
import { fail, succeed } from '../../base/result.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { StoreReader } from '../createStoreReader.js';
import type { QueryRow, StoreQuery } from '../query.js';
import type { ReadCall } from '../reading/readProgress.js';
import { parseRowSort } from './rowSort.js';
import { findRows, mostSorted, type Answered, type Limited, type Searchable, type Searched, type SearchResult } from './searchRows.js';
import { parseSearch } from './searchText.js';

export interface SearchAsk<Query extends Limited = StoreQuery> {
  /** `limit` is of rows that are given; `cursor` is null. */
  readonly query: Query;
  /** A condition or a text; empty: all rows. */
  readonly text: string;
  /** As in `value.total desc`; empty: by key. */
  readonly sort: string;
  /** So many of the rows that match are left out before the first. */
  readonly skip: number;
}

/** Rows that are given together. */
const mostAtOnce = 1_000;
/** For so long at most the thread does nothing else. */
const turnMs = 20;

/** Other questions to this thread get their turn while rows are looked at. `complete` of the result is of the rows from the first on. */
export function searchStore(
  reader: Pick<StoreReader, 'query'>,
  ask: SearchAsk,
  call: ReadCall | undefined,
  take: (rows: readonly QueryRow[]) => Promise<void>,
): Promise<ClusterResult<SearchResult>> {
  return searchReader(reader, ask, call, take);
}

/** The same of whoever gives all rows of a question. */
export async function searchReader<Query extends Limited, Call, Answer extends Answered>(
  reader: Searchable<Query, Call, Answer>,
  { query, text, sort, skip }: SearchAsk<Query>,
  call: Call,
  take: (rows: readonly QueryRow[]) => Promise<void>,
): Promise<ClusterResult<Answer & Searched>> {
  const where = parseSearch(text);
  if (!where.ok) return fail({ kind: 'unsupported', message: `The search is not understood: ${where.error}.` });
  const order = sort.trim() === '' ? succeed(undefined) : parseRowSort(sort);
  if (!order.ok) return fail({ kind: 'unsupported', message: `The order is not understood: ${order.error}.` });
  const limit = Math.min(skip + query.limit, order.value === undefined ? Number.MAX_SAFE_INTEGER : mostSorted);
  let skipped = 0;
  return findRows(yielding(reader), { ...query, limit }, { where: where.value, sort: order.value }, call, async (rows) => {
    const first = Math.min(rows.length, skip - skipped);
    skipped += first;
    for (let from = first; from < rows.length; from += mostAtOnce) await take(rows.slice(from, from + mostAtOnce));
  });
}

function yielding<Query, Call, Answer>(reader: Searchable<Query, Call, Answer>): Searchable<Query, Call, Answer> {
  let turn = Date.now();
  return {
    query: (query, call, take) =>
      reader.query(query, call, async (rows) => {
        await take(rows);
        if (Date.now() - turn < turnMs) return;
        await setImmediate();
        turn = Date.now();
      }),
  };
}
