/** How the bytes of one store are read: what the record formats and serdes give to the reader of views. */
import type { Result } from '../../base/result.js';
import type { Call } from '../../kafka/connection.js';
import type { ConfigEntry } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { StoreKind } from '../../core/topology/result.js';
import type { Json, KeyText, QueryResult, QueryRow, StoreTarget } from '../query.js';
import type { ValueBudget } from '../serdes/valueBudget.js';
import type { StoredRecord } from '../views/partitionView.js';
import type { Retention } from './expiry.js';
import type { ViewRules } from '../views/viewRules.js';

export interface StoreReading {
  readonly kind: StoreKind;
  readonly kindOrigin: QueryResult['kindOrigin'];
  readonly rules: ViewRules;
  /** What the rules' expiry is; null: the store keeps all, or how long it keeps windows is not known. */
  readonly retention: Retention | null;
  /** After how long brokers delete records of the topic, milliseconds; null: they do not, or it is not known. */
  readonly deletesAfterMs: number | null;
  /** A key is kept for a time of its own: of a window or a session. */
  readonly isWindowed: boolean;
  readonly serdes: QueryResult['serdes'];
  readonly warnings: readonly string[];
  /** What could not be read for lack of schemas; where there is any, another time it may be another reading. */
  readonly lacking: readonly string[];
  /**
   * The key proper, without window: one, or several where the text may mean several keys (`serdes/keysOfText.ts`). Fails with one sentence for a
   * person.
   */
  encodeKey(key: KeyText): Result<readonly Uint8Array[], string>;
  /** What a row shows of a key proper; undefined: only its bytes. Absent: `encodeKey` lists all bytes that are shown as a text. */
  readonly showKey?: (key: Uint8Array) => Json | undefined;
  /** Fetches what `toRow` needs for these records, such as schemas. What cannot be had becomes a row's trouble. */
  prepare(records: readonly StoredRecord[], call?: Call): Promise<void>;
  /** Never throws: bytes that do not decode, or to more than the budget, are shown as bytes, with the reason. */
  toRow(record: StoredRecord, partition: number, budget?: ValueBudget): QueryRow;
}

export interface ReadingAsk {
  readonly target: StoreTarget;
  /** Of the topic; empty where it could not be read. */
  readonly configs: Readonly<Record<string, ConfigEntry>>;
  /** Some of the newest records, of several partitions. */
  readonly samples: readonly StoredRecord[];
}

export type OpenReading = (ask: ReadingAsk, call?: Call) => Promise<ClusterResult<StoreReading>>;

/** What `configs` of a ReadingAsk holds. */
export const readingConfigKeys: readonly string[] = ['cleanup.policy', 'retention.ms', 'min.compaction.lag.ms'];
