/** The newest record of one key in a partition, found from the end backwards in pieces: most keys do not need the whole log. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { RecordSink } from '../../kafka/records/recordSink.js';
import type { StoredRecord } from '../views/partitionView.js';
import { deletedWhileRead, type FrozenPartition } from './frozenTopic.js';
import type { ReadProgress } from './readProgress.js';

const firstPiece = 8192;
const growth = 4;

export interface KeySought {
  readonly topic: string;
  readonly key: Uint8Array;
  readonly asOf: number | null;
}

/** null: the partition has no record of the key; a record with a null value: it was deleted. */
export async function findNewest(
  cluster: Cluster,
  { topic, key, asOf }: KeySought,
  { partition, start, end }: FrozenPartition,
  progress: ReadProgress,
): Promise<ClusterResult<StoredRecord | null>> {
  let found: StoredRecord | null = null;
  const sink: RecordSink = (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
    if (keyTo - keyFrom !== key.length || keyFrom < 0 || (asOf !== null && timestamp > asOf)) return;
    for (let i = 0; i < key.length; i++) if (bytes[keyFrom + i] !== key[i]) return;
    found = copyRecord(offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo);
  };
  let logStart = start;
  let size = firstPiece;
  for (let to = end; to > logStart;) {
    const from = Math.max(logStart, to - size);
    const read = await cluster.scan({ topic, partition, from, to, isolation: 'committed' }, sink, progress.scanOf(from));
    if (!read.ok) return read;
    if (read.value.kind === 'gone') return fail(deletedWhileRead(topic));
    if (read.value.kind === 'truncated') {
      logStart = Math.max(logStart, read.value.logStart);
      found = null;
      continue;
    }
    if (found !== null) return succeed(found);
    to = from;
    size *= growth;
  }
  return succeed(null);
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
