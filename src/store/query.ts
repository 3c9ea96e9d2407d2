/** Questions to a store and their answers: shared by the command line and the query panel. Answers are the contract's QueryResult, with more. */
import type { StoreKind } from '../core/topology/result.js';
import type { ScanProgress } from '../kafka/cluster.js';

/** What a person can say that a store is. */
export const storeKinds = [
  'keyValue',
  'timestampedKeyValue',
  'versionedKeyValue',
  'window',
  'timestampedWindow',
  'session',
  'joinWindow',
  'outerJoin',
  'suppressBuffer',
  'foreignKeySubscription',
] as const satisfies readonly StoreKind[];

/** How sure something is that was not said by the code. */
export type Certainty = 'certain' | 'likely' | 'possible';

export interface SerdeChoice {
  /** As `serdes/serdeNames.ts` lists them: string, long, json, avro, hex … */
  readonly serde: string;
  readonly origin: 'code' | 'chosen' | 'registry' | 'bytes';
  readonly certainty: Certainty;
  /** Why, for a person. */
  readonly reason: string;
}

/** What to read and how: found from code, cluster and the person's choice before a query is asked. */
export interface StoreTarget {
  readonly application: string;
  readonly store: string;
  /** The changelog topic, or the source topic that serves as one. */
  readonly topic: string;
  readonly isSourceTopic: boolean;
  /** null: to be told from configuration and bytes. */
  readonly kind: StoreKind | null;
  readonly kindOrigin: 'code' | 'chosen' | 'topic' | 'bytes';
  /** What the store keeps, without what the changelog adds, as the code says or a person chose; null: to be guessed from the topic's configuration. */
  readonly retentionMs: number | null;
  readonly retentionIsChosen?: boolean;
  readonly windowSizeMs: number | null;
  /** The code emits windows when they close: such a store keeps a window one millisecond longer. null: no code tells. */
  readonly timeFirst: boolean | null;
  /** Topics whose partition counts may have placed the keys; may be empty. */
  readonly sourceTopics: readonly string[];
  /** A DSL operator made it: a key is in one partition. false: Processor API, a key may be in several; null: not known. */
  readonly keyedByInput: boolean | null;
  /** Every instance has all of it. false: no, or no code tells. */
  readonly isGlobal: boolean;
  /** What its sub-topology reads, as the code says; null: no code, or not all is known. */
  readonly reads: readonly string[] | null;
  /** A topic that it reads and that the code writes by a StreamPartitioner of its own: keys are where that says. null: none that is known. */
  readonly ownPartitioner: string | null;
  /** Serdes that the code says (as in the report), or that the person chose; null: by inspection. */
  readonly keySerde: { readonly name: string; readonly origin: 'code' | 'chosen' } | null;
  readonly valueSerde: { readonly name: string; readonly origin: 'code' | 'chosen' } | null;
}

/** A key as a person types it: the key serde reads it; or bytes. */
export type KeyText = { readonly text: string } | { readonly base64: string };

export type StoreOperation =
  | { readonly kind: 'get'; readonly key: KeyText }
  /** Both inclusive, by key bytes; null: open. */
  | { readonly kind: 'range'; readonly from: KeyText | null; readonly to: KeyText | null }
  | { readonly kind: 'prefix'; readonly prefix: KeyText }
  | { readonly kind: 'all' }
  /** Window starts from and to, inclusive, milliseconds; null: open. */
  | { readonly kind: 'window'; readonly key: KeyText; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'sessions'; readonly key: KeyText }
  /** Every record of the key that is still in the topic, tombstones too, in order of offset. */
  | { readonly kind: 'history'; readonly key: KeyText };

export interface StoreQuery {
  readonly target: StoreTarget;
  readonly operation: StoreOperation;
  /** The state as it was then (record timestamps, milliseconds); null: now. */
  readonly asOf: number | null;
  readonly limit: number;
  /** `next` of the page before; null: from the start. */
  readonly cursor: string | null;
  /** Rows with `keyBytes` and `valueBytes`. */
  readonly withBytes: boolean;
  /** Also windows and sessions past the store's retention, marked: what compaction and deletion have left of them. */
  readonly withExpired: boolean;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface QueryRow {
  /** JSON where the bytes decode to it, else `{ base64 }`; 64-bit integers that do not fit are strings. */
  readonly key: Json;
  /** ISO 8601, UTC; `end` null where no one knows the size. */
  readonly window: { readonly start: string; readonly end: string | null } | null;
  readonly value: Json;
  readonly timestamp: string | null;
  readonly partition: number;
  readonly offset: string | null;
  readonly keySerde: string;
  readonly valueSerde: string;
  /** Only in history. */
  readonly tombstone: boolean;
  /** Beyond the contract: base64 of the record's own bytes, where asked for. */
  readonly keyBytes?: string;
  readonly valueBytes?: string | null;
  /** Beyond the contract: why key or value are shown as bytes. */
  readonly trouble?: string;
  /** The window or session lies past the store's retention. `possible`: the code would tell, as the retention is guessed from the topic, or the row is exactly at its edge. Absent: it does not. */
  readonly expired?: 'certain' | 'possible';
  /** Beyond the contract, where application and changelog were compared: what the other says, and why. Absent: both say the same, or only one was asked. */
  readonly difference?: string;
  /** Beyond the contract: more of what the record says, such as a join's side or a suppress buffer's time. */
  readonly details?: Readonly<Record<string, Json>>;
}

/** In which partitions of the changelog a key is, and how that is known. */
export interface KeyPlace {
  /** Those that were read and have records of the key, if only of its deletion. */
  readonly found: readonly number[];
  /** Those that were read. */
  readonly read: readonly number[];
  /** Where Kafka's default partitioner puts the key, by the partitions of the changelog; null: that says nothing of this store, `why` says why. */
  readonly computed: { readonly partition: number; readonly partitions: number } | null;
  readonly why: string | null;
  /** The same by other numbers of partitions: of what the store is filled from. */
  readonly others: readonly { readonly topic: string; readonly partition: number; readonly partitions: number }[];
}

export interface QueryResult {
  readonly application: string;
  readonly store: string;
  readonly storeKind: StoreKind;
  readonly source: {
    readonly via: 'changelog';
    readonly topic: string;
    /** Offsets that the answer speaks of: from inclusive, to exclusive. */
    readonly partitions: readonly { readonly partition: number; readonly fromOffset: string; readonly toOffset: string }[];
  };
  /** By key bytes, then window start. */
  readonly rows: readonly QueryRow[];
  readonly complete: boolean;
  readonly next: string | null;
  readonly warnings: readonly string[];
  /** Beyond the contract: those warnings that say which columns lack schemas and are shown as bytes, and what can be done. */
  readonly lacking: readonly string[];
  /** Beyond the contract: those warnings that explain what is right, and do not say that the answer may be wrong. */
  readonly notes: readonly string[];
  /** Beyond the contract: those warnings that say what was gone before it was read. Only the page that met it says so; the others hold for all pages. */
  readonly lost: readonly string[];
  /** Beyond the contract: how kind and serdes were found. */
  readonly kindOrigin: { readonly origin: StoreTarget['kindOrigin']; readonly certainty: Certainty; readonly reason: string };
  readonly serdes: { readonly key: SerdeChoice; readonly value: SerdeChoice };
  /** Beyond the contract: when the ends were frozen, ISO 8601. */
  readonly readAt: string;
  /** Beyond the contract: where the key that was asked for is; null: the question is about several keys, or this is a later page. */
  readonly place: KeyPlace | null;
  /** Beyond the contract: live keys of the whole store; null: the query did not read it all. */
  readonly liveKeys: number | null;
  /** Windows or sessions past the retention among those asked for, left out or marked; null: the store keeps all, or its retention is only guessed. */
  readonly expiredKeys: number | null;
  /** Beyond the contract: whether all was in memory, spilled to disk, or read as pages. */
  readonly held: 'memory' | 'disk' | 'not kept';
}

export interface QueryProgress extends ScanProgress {
  /** Offsets to read in all; with what compaction took, so an upper bound of records. */
  readonly span: number;
  readonly done: number;
  /** null: too early to tell. */
  readonly secondsLeft: number | null;
}
