/** What is read again at which event, and how long that takes about (rates: docs/estimate.md). */
import type { Known } from './inputs.js';
import { writeBufferBytes } from './rocksdb.js';

export interface RestoreEstimate {
  readonly event: string;
  /** Of an instance; null: not known without a cluster. */
  readonly records: number | null;
  readonly bytes: number | null;
  readonly seconds: number | null;
  /** By what rule, and at what rate. */
  readonly source: string;
}

/** Of stores that are kept on disk, or in memory, as an instance has them. */
export interface ReplayedState {
  readonly records: number | null;
  readonly bytes: number | null;
}

/** Of a stream thread; measured 114,000 to 464,000 small records a second on two busy cores. */
const recordsPerSecond = 200_000;
const bytesPerSecond = 30 * 1024 * 1024;
/** Of a task: acceptable.recovery.lag of a standby, and what moves between two flushes up to 4.2 (OFFSET_DELTA_THRESHOLD_FOR_CHECKPOINT). */
const recordsBetween = 10_000;

export interface RestoreAsk {
  readonly onDisk: ReplayedState;
  readonly inMemory: ReplayedState;
  readonly activeTasks: number;
  readonly databases: number;
  /** From 4.3 on a commit flushes nothing (KIP-1035). */
  readonly flushesAtCommit: boolean;
  readonly standbys: Known;
  readonly threads: Known;
}

export function estimateRestores({
  onDisk,
  inMemory,
  activeTasks,
  databases,
  flushesAtCommit,
  standbys,
  threads,
}: RestoreAsk): RestoreEstimate[] {
  const all = plus(onDisk, inMemory);
  const at = `at ${recordsPerSecond.toLocaleString('en-US')} records or 30 MiB a second for each of ${threads.value} threads (a default: a cluster's own rate may differ)`;
  const row = (event: string, state: ReplayedState, rule: string): RestoreEstimate => ({
    event,
    ...state,
    seconds: secondsOf(state, threads.value),
    source: `${rule}; ${at}`,
  });
  const lag: ReplayedState = { records: Math.min(onDisk.records ?? Number.POSITIVE_INFINITY, recordsBetween * activeTasks), bytes: null };
  const unflushed: ReplayedState = {
    records: null,
    bytes: Math.min(onDisk.bytes ?? Number.POSITIVE_INFINITY, databases * writeBufferBytes),
  };
  return [
    row('clean restart on the same disk', inMemory, 'what is on disk is taken as it is; what is in memory is read again'),
    flushesAtCommit
      ? row('crash, at-least-once', plus(lag, inMemory), 'up to 10,000 records of a task since the last flush at a commit')
      : row(
          'crash, at-least-once',
          plus(unflushed, inMemory),
          'what was in write buffers, up to 16 MiB of each database (from 4.3 on a commit flushes nothing)',
        ),
    row('crash, exactly-once', all, 'the state of each task is wiped and read again'),
    row('lost disk, or a new instance', all, 'all of it is read'),
    ...(standbys.value === 0
      ? []
      : [
          row(
            'failover to a standby',
            plus(lag, inMemory),
            'what the standby lags, up to 10,000 records of a task (acceptable.recovery.lag)',
          ),
        ]),
  ];
}

export const nothing: ReplayedState = { records: 0, bytes: 0 };

export function plus(a: ReplayedState, b: ReplayedState): ReplayedState {
  const sum = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : one + other);
  return { records: sum(a.records, b.records), bytes: sum(a.bytes, b.bytes) };
}

/** By what is known of the two. */
function secondsOf({ records, bytes }: ReplayedState, threads: number): number | null {
  if (records === null && bytes === null) return null;
  const slower = Math.max((records ?? 0) / recordsPerSecond, (bytes ?? 0) / bytesPerSecond);
  return Math.round((slower / threads) * 10) / 10;
}
