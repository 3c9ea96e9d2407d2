/** What is answered of a store by the application, or by application and changelog together: without the rows, which were given as they came. */
import type { Call } from '../../kafka/connection.js';
import type { QueryResult } from '../../store/query.js';
import type { LiveResult } from '../client/liveResult.js';

export interface LiveRows extends Pick<LiveResult, 'complete' | 'next' | 'warnings'> {
  /** Without rows. */
  readonly live: LiveResult;
  /** Of both, without rows: what the changelog said; null: it was not asked. */
  readonly changelog: QueryResult | null;
  /** Rows that application and changelog do not have alike; null: the changelog was not asked. */
  readonly differences: number | null;
}

export interface LiveStoreAnswer extends LiveRows {
  /** Addresses that members of the group say, and that nobody agreed to ask. */
  readonly notAsked: readonly string[];
  /** Of a search: rows that match, of those that were looked at. */
  readonly found: { readonly matched: number; readonly looked: number } | null;
}

export interface LiveStoreCall extends Call {
  /** A clause on what is waited for. */
  onWait?(message: string): void;
}
