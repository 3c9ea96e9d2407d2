/** What a topic holds, by reading it. */
import { succeed } from '../base/result.js';
import type { Cluster } from '../kafka/cluster.js';
import type { ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { eachCommitted, frozenRanges, type OffsetRange } from './committedRecords.js';
import { digestOf, LastRecords } from './lastRecords.js';

export interface TopicContent {
  readonly ranges: readonly OffsetRange[];
  /** Committed ones. */
  readonly records: number;
  /** Whose last record is no tombstone, by partition. */
  readonly keys: number;
  /** Of keys, values and headers. */
  readonly bytes: number;
  /** The largest timestamp of a record; null: there is none. */
  readonly newest: number | null;
}

export async function readContent(
  cluster: Cluster,
  topic: { readonly name: string; readonly partitions: number },
  progress: (line: string) => void,
  call?: Call,
): Promise<ClusterResult<TopicContent>> {
  const ranges = await frozenRanges(cluster, topic.name, topic.partitions, call);
  if (!ranges.ok) return ranges;
  let [records, keys, bytes] = [0, 0, 0];
  let newest: number | null = null;
  for (const range of ranges.value) {
    progress(`Reading ${topic.name}-${range.partition}: ${records.toLocaleString('en-US')} records so far`);
    const last = new LastRecords();
    const read = await eachCommitted(
      cluster,
      range,
      ({ timestamp, key, value, headers }) => {
        records++;
        bytes += (key?.length ?? 0) + (value?.length ?? 0) + headers.length;
        newest = Math.max(newest ?? timestamp, timestamp);
        last.put(digestOf(key ?? ''), value === null ? null : 1n);
      },
      call,
    );
    if (!read.ok) return read;
    keys += last.size;
  }
  return succeed({ ranges: ranges.value, records, keys, bytes, newest });
}
