/** The newest records of keys in a partition, found from the end backwards in pieces: most keys do not need the whole log. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { RecordSink } from '../../kafka/records/recordSink.js';
import type { StoredRecord } from '../views/partitionView.js';
import { deletedWhileRead, type FrozenPartition } from './frozenTopic.js';
import type { ReadProgress } from './readProgress.js';
import { indexOfKey } from './selection.js';

const firstPiece = 8192;
const growth = 4;

export interface KeySought {
  readonly topic: string;
  readonly keys: readonly Uint8Array[];
  readonly asOf: number | null;
}

/** In the order of keys, of those that the partition has records of; a record with a null value: the key was deleted. */
export async function findNewest(
  cluster: Cluster,
  { topic, keys, asOf }: KeySought,
  { partition, start, end }: FrozenPartition,
  progress: ReadProgress,
): Promise<ClusterResult<readonly StoredRecord[]>> {
  const found = new Map<number, StoredRecord>();
  /** Of one piece, which is read forwards: the last of a key counts. */
  let newest = new Map<number, StoredRecord>();
  const sink: RecordSink = (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
    if (keyFrom < 0 || (asOf !== null && timestamp > asOf)) return;
    const key = indexOfKey(keys, bytes, keyFrom, keyTo);
    if (key >= 0) newest.set(key, copyRecord(offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo));
  };
  let logStart = start;
  let size = firstPiece;
  for (let to = end; to > logStart && found.size < keys.length;) {
    const from = Math.max(logStart, to - size);
    newest = new Map();
    const read = await cluster.scan({ topic, partition, from, to, isolation: 'committed' }, sink, progress.scanOf(from));
    if (!read.ok) return read;
    if (read.value.kind === 'gone') return fail(deletedWhileRead(topic));
    if (read.value.kind === 'truncated') {
      logStart = Math.max(logStart, read.value.logStart);
      continue;
    }
    for (const [key, record] of newest) if (!found.has(key)) found.set(key, record);
    to = from;
    size *= growth;
  }
  return succeed([...found].sort(([a], [b]) => a - b).map(([, record]) => record));
}

/** What a sink is handed, to keep. */
export function copyRecord(
  ...[offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo]: Parameters<RecordSink>
): StoredRecord {
  // Not bytes.slice: a Buffer's would not copy.
  const copy = (from: number, to: number): Uint8Array => Uint8Array.from(bytes.subarray(from, to));
  return {
    key: keyFrom < 0 ? new Uint8Array() : copy(keyFrom, keyTo),
    value: valueFrom < 0 ? null : copy(valueFrom, valueTo),
    headers: headersTo - headersFrom <= 1 ? new Uint8Array() : copy(headersFrom, headersTo),
    timestamp,
    offset,
  };
}
