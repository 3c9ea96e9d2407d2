/** Every record of a key that is still in the topic, in order of offset, partition after partition. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { Cursor } from './cursor.js';
import { copyRecord } from './findKey.js';
import { deletedWhileRead, type FrozenPartition } from './frozenTopic.js';
import { largestPage, sizeOf, type Page, type PlacedRecord } from './readPage.js';
import type { ReadProgress } from './readProgress.js';
import type { Selection } from './selection.js';

export interface HistoryAsk {
  readonly topic: string;
  readonly selection: Selection;
  readonly asOf: number | null;
  readonly after: Cursor | null;
  readonly limit: number;
}

export async function readHistory(
  cluster: Cluster,
  { topic, selection, asOf, after, limit }: HistoryAsk,
  partitions: readonly FrozenPartition[],
  progress: ReadProgress,
): Promise<ClusterResult<Page & { readonly lost: readonly string[] }>> {
  const records: PlacedRecord[] = [];
  const lost: string[] = [];
  let more = false;
  let size = 0;
  for (const { partition, start, end } of partitions) {
    if (after !== null && partition < after.partition) continue;
    let from = after?.kind === 'offset' && after.partition === partition ? Math.max(start, after.offset + 1) : start;
    while (from < end) {
      const full = new AbortController();
      const call = progress.scanOf(from, () => {
        if (more) full.abort();
      });
      const signal = call.signal === undefined ? full.signal : AbortSignal.any([call.signal, full.signal]);
      const read = await cluster.scan(
        { topic, partition, from, to: end, isolation: 'committed' },
        (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
          if (more || keyFrom < 0 || (asOf !== null && timestamp > asOf) || selection.test(bytes, keyFrom, keyTo) !== 'in') return;
          if (records.length === limit || size > largestPage) more = true;
          else {
            const record = copyRecord(offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo);
            size += sizeOf(record);
            records.push({ partition, record });
          }
        },
        { ...call, signal },
      );
      if (more) break;
      if (!read.ok) return read;
      if (read.value.kind === 'gone') return fail(deletedWhileRead(topic));
      if (read.value.kind === 'done') break;
      lost.push(`Partition ${partition} lost the records before offset ${read.value.logStart} while it was read.`);
      from = Math.max(read.value.logStart, read.value.next);
    }
    if (more) break;
  }
  const last = records.at(-1);
  return succeed({
    records,
    next: more && last !== undefined ? { kind: 'offset', partition: last.partition, offset: last.record.offset } : null,
    lost,
  });
}
