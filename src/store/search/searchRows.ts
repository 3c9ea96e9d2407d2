/** Rows of a store by what is in them: all that a query gives are looked at, and those that match come in the order that was asked for. */
import { succeed } from '../../base/result.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { QueryResult, QueryRow, StoreQuery } from '../query.js';
import { sortJson } from './compareJson.js';
import type { RowField } from './rowField.js';
import type { RowSort } from './rowSort.js';
import type { Where } from './where.js';

export interface RowSearch {
  /** undefined: all match. */
  readonly where: Where | undefined;
  /** undefined: by key, as a query gives them. */
  readonly sort: RowSort | undefined;
}

export interface Searched {
  /** Of all rows that were looked at, those that match: also beyond the limit. */
  readonly matched: number;
  readonly looked: number;
}

export type SearchResult = QueryResult & Searched;

type Take = (rows: readonly QueryRow[]) => Promise<void>;

/** Whoever gives all rows of a question: from a changelog, or from an application. */
export interface Searchable<Query, Call, Answer> {
  query(query: Query, call: Call, take: Take): Promise<ClusterResult<Answer>>;
}

export type Limited = Pick<StoreQuery, 'limit' | 'cursor'>;
export type Answered = Pick<QueryResult, 'complete' | 'next' | 'warnings'>;

/** So many rows are held while they are put in order, at most. */
export const mostSorted = 1_000_000;

/** Higher than any store has keys. */
const allOf = Number.MAX_SAFE_INTEGER;

/**
 * `take` gets the first `query.limit` rows that match, and the result has none. `complete` says whether these are all that match; a warning says
 * which fields of the search no row has. Pages (`cursor`) are of rows that were not searched, and not for this.
 */
export async function findRows<Query extends Limited, Call, Answer extends Answered>(
  reader: Searchable<Query, Call, Answer>,
  query: Query,
  search: RowSearch,
  call: Call,
  take: Take,
): Promise<ClusterResult<Answer & Searched>> {
  const found = new Found(search, query.limit);
  const unsorted = search.sort === undefined;
  const result = await reader.query({ ...query, limit: allOf, cursor: null }, call, async (rows) => {
    const first = found.look(rows);
    if (unsorted && first.length > 0) await take(first);
  });
  if (!result.ok) return result;
  if (!unsorted) await take(found.sorted());
  const warnings = [...found.warnings(), ...result.value.warnings];
  const { matched, looked } = found;
  return succeed({ ...result.value, complete: result.value.complete && matched <= query.limit, next: null, warnings, matched, looked });
}

/** The same as an answer of a query: a warning says how many rows match where `take` did not get all. */
export async function searchRows<Query extends Limited, Call, Answer extends Answered>(
  reader: Searchable<Query, Call, Answer>,
  query: Query,
  search: RowSearch,
  call: Call,
  take: Take,
): Promise<ClusterResult<Omit<Answer & Searched, keyof Searched>>> {
  const found = await findRows(reader, query, search, call, take);
  if (!found.ok) return found;
  const { matched, looked, ...result } = found.value;
  if (matched <= query.limit) return succeed(result);
  const are = search.where === undefined ? 'are there' : 'match';
  return succeed({
    ...result,
    warnings: [`${inEnglish(matched)} of ${inEnglish(looked)} rows ${are}: a larger --limit shows more of them`, ...result.warnings],
  });
}

const inEnglish = (count: number): string => count.toLocaleString('en-US');

class Found {
  matched = 0;
  looked = 0;
  private kept: QueryRow[] = [];
  /** Fields that no row had so far. */
  private readonly missing: Set<RowField>;

  constructor(
    private readonly search: RowSearch,
    private readonly limit: number,
  ) {
    this.missing = new Set([...(search.where?.fields ?? []), ...(search.sort === undefined ? [] : [search.sort.field])]);
  }

  /** Those of the rows that match and are within the limit, as they come; to be sorted: none. */
  look(rows: readonly QueryRow[]): readonly QueryRow[] {
    const { where, sort } = this.search;
    this.looked += rows.length;
    for (const field of this.missing) if (rows.some((row) => field.of(row) !== undefined)) this.missing.delete(field);
    const matching = where === undefined ? rows : rows.filter(where.matches);
    const room = this.limit - this.matched;
    this.matched += matching.length;
    if (sort === undefined) return room <= 0 ? [] : matching.slice(0, room);
    for (const row of matching) this.kept.push(row);
    // Now and then only: each time would sort the same rows again for every page.
    if (this.kept.length >= 2 * this.limit + 1_000) this.kept = this.sorted();
    return [];
  }

  sorted(): QueryRow[] {
    const { sort } = this.search;
    if (sort === undefined) return this.kept;
    const { field, isDescending } = sort;
    return this.kept.toSorted((a, b) => sortJson(field.of(a), field.of(b), field.isTime, isDescending)).slice(0, this.limit);
  }

  warnings(): string[] {
    return this.looked === 0 ? [] : [...this.missing].map(({ text }) => `none of ${inEnglish(this.looked)} rows has a field ${text}`);
  }
}
