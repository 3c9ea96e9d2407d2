import type { StoreKind } from '../../../src/core/topology/result.js';
import type { TestCluster } from '../lib/broker.mjs';

/** JSON as the library's deserializer gave it; a long that a double cannot hold is a string. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface HeaderJson {
  readonly key: string;
  readonly value: string | null;
}

export interface EveryStoreStore {
  readonly name: string;
  readonly kind: StoreKind;
  /** How it was asked: keyValue, timestamped, global, headers, window, timestampedWindow, headersWindow, session, headersSession, versioned, suppress, subscription. */
  readonly form: string;
  readonly topic: string;
  readonly keySerde: string;
  readonly valueSerde: string;
  readonly retentionMs: number | null;
  readonly windowSizeMs: number | null;
  /** The store is ordered by time on disk (ON_WINDOW_CLOSE): it keeps a window one millisecond longer than the others. */
  readonly timeFirst: boolean;
  readonly sourceTopics: readonly string[];
  readonly keyedByInput: boolean;
  readonly cached: boolean;
}

/** A part that the question does not give is absent or null; bytes are base64. */
export interface EveryStoreRow {
  readonly key?: Json;
  readonly keyBytes: string;
  readonly value?: Json;
  readonly valueBytes?: string | null;
  readonly timestamp?: number | null;
  readonly start?: number;
  readonly end?: number;
  readonly validTo?: number | null;
  readonly bufferTime?: number;
  readonly headers?: readonly HeaderJson[] | null;
}

export interface EveryStoreAnswer {
  readonly store: string;
  /** null: a global store. */
  readonly partition: number | null;
  readonly ask: 'all' | 'get' | 'range' | 'prefix' | 'window' | 'sessions' | 'versions' | 'asOf';
  readonly arguments: {
    readonly key?: Json;
    readonly keyBytes?: string;
    /** Where KafkaStreams#queryMetadataForKey has the key; -1: of a global store. */
    readonly home?: number | null;
    readonly from?: string | number | null;
    readonly to?: string | number | null;
    readonly prefix?: string;
    readonly asOf?: number;
  };
  readonly rows: readonly EveryStoreRow[];
}

export interface EveryStoreRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly keyBytes: string | null;
  readonly valueBytes: string | null;
  readonly headers: readonly HeaderJson[];
}

export interface EveryStoreRun {
  readonly version: string;
  readonly bootstrap: string;
  readonly applicationId: string;
  readonly stores: readonly EveryStoreStore[];
  readonly answers: readonly EveryStoreAnswer[];
  /** Committed records of the stores' topics, by partition in order of offset. */
  readonly records: readonly EveryStoreRecord[];
  /** Stops the broker, where it was started for this. */
  stop(): Promise<void>;
}

export interface EveryStoreOptions {
  readonly version: string;
  readonly directory: string;
  readonly cluster?: TestCluster;
  readonly seed?: number;
  readonly operations?: number;
  /** More configuration of the application. */
  readonly streams?: Readonly<Record<string, string>>;
  readonly exactlyOnce?: boolean;
  readonly compaction?: boolean;
  readonly signal?: AbortSignal;
  say?(line: string): void;
}

export function runEveryStore(options: EveryStoreOptions): Promise<EveryStoreRun>;
