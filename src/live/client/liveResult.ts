/** What a running application answered: the contract's QueryResult with `via: "application"`. */
import type { StoreKind } from '../../core/topology/result.js';
import type { QueryResult, QueryRow, StoreOperation } from '../../store/query.js';

/** Why an instance did not answer. `failed`: none of the others; its message is among the warnings. */
export const liveReasons = [
  'rebalancing',
  'restoring',
  'not-started',
  'unreachable',
  'unknown-store',
  'wrong-kind',
  'serde',
  'unauthorized',
  'failed',
] as const;
export type LiveReason = (typeof liveReasons)[number];

export interface LiveInstance {
  readonly host: string;
  readonly answered: boolean;
  /** It answered for a partition that it has as standby, or that it was restoring. */
  readonly stale: boolean;
  readonly error: LiveReason | null;
}

export interface LiveRoute {
  /** -1: of a global store, which every instance has. */
  readonly partition: number;
  readonly host: string;
  readonly role: 'active' | 'standby';
  /** Offsets that a stale answer is behind; null: it is not, or nobody knows. */
  readonly lag: string | null;
}

export interface LiveSource {
  readonly via: 'application';
  readonly instances: readonly LiveInstance[];
  readonly route: readonly LiveRoute[];
}

export interface LiveResult extends Pick<QueryResult, 'application' | 'store' | 'complete' | 'next' | 'warnings'> {
  /** null: no instance said it. */
  readonly storeKind: StoreKind | null;
  readonly source: LiveSource;
  readonly rows: readonly QueryRow[];
  /** Beyond the contract: partitions that nobody answered for; the warnings say why. */
  readonly unanswered: readonly number[];
  /** Why not a single partition answered, as a sentence; null: one did. */
  readonly failure: string | null;
}

export interface LiveQuery {
  readonly application: string;
  readonly store: string;
  readonly operation: StoreOperation;
  /** The version of that time, of a versioned store; null: now. */
  readonly asOf: number | null;
  readonly limit: number;
  readonly cursor: string | null;
  readonly takesStale: boolean;
  /** Of the changelog; null: nobody but the instances tells. */
  readonly partitions: number | null;
  /** How long the changelog keeps windows; null: not known. */
  readonly retentionMs: number | null;
  /** As `StoreTarget` has it. */
  readonly keyedByInput: boolean | null;
  /** A topic that it reads is written by a StreamPartitioner of the code's own, or may be: keys are where that says. */
  readonly hasOwnPartitioner: boolean;
}
