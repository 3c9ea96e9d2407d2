/** What a running application answered: the contract's QueryResult with `via: "application"`. */
import type { StoreKind } from '../../core/topology/result.js';
import type { QueryResult, QueryRow, StoreOperation } from '../../store/query.js';

/** Why an instance did not answer. `not-agreed`: it was not asked. `failed`: none of the others; its message is among the warnings. */
export const liveReasons = [
  'rebalancing',
  'restoring',
  'not-started',
  'unreachable',
  'unknown-store',
  'wrong-kind',
  'serde',
  'unauthorized',
  'not-agreed',
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

/** How an instance was asked: of all questions to it. */
export interface LiveTiming {
  readonly host: string;
  readonly questions: number;
  /** The slowest of them. */
  readonly slowestMs: number;
}

/** How the partition of the one key was found. */
export interface LivePlace {
  /** By Kafka's partitioner, of the key's bytes; null: the key's bytes or the partitions are not known, or each has them all. */
  readonly computed: number | null;
  /** By the application (`queryMetadataForKey`); null: it says none. */
  readonly said: number | null;
  readonly partitions: number;
  /** Why others were looked at as well, as a clause; null: they were not. */
  readonly why: string | null;
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
  /** Beyond the contract: null: it is not about one key. */
  readonly place: LivePlace | null;
  /** Beyond the contract: in the order in which they were asked first. */
  readonly timings: readonly LiveTiming[];
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
  /** Rows with the bytes of their keys. */
  readonly withBytes: boolean;
  /** Of the changelog; null: nobody but the instances tells. */
  readonly partitions: number | null;
  /** How long the changelog keeps windows; null: not known. */
  readonly retentionMs: number | null;
  /** As `StoreTarget` has it. */
  readonly keyedByInput: boolean | null;
  /** A topic that it reads is written by a StreamPartitioner of the code's own, or may be: keys are where that says. */
  readonly hasOwnPartitioner: boolean;
}
