/** Live changes: what is written after the moment of the question, as it is committed. */
import { setTimeout as wait } from 'node:timers/promises';
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../../kafka/clusterError.js';
import { compareBytes } from '../views/keyOrder.js';
import { copyRecord } from './findKey.js';
import { freezeTopic, type FrozenTopic } from './frozenTopic.js';
import type { PlacedRecord } from './readPage.js';
import { createReadProgress, type ReadCall } from './readProgress.js';
import type { Selection } from './selection.js';

const pauseMs = 300;

export async function followChanges(
  cluster: Cluster,
  { frozen, selection }: { readonly frozen: FrozenTopic; readonly selection: Selection },
  call: ReadCall,
  onRecords: (records: readonly PlacedRecord[]) => Promise<void>,
): Promise<ClusterResult<void>> {
  const { topic, id } = frozen;
  const next = new Map(frozen.partitions.map(({ partition, end }) => [partition, end]));
  const { lower } = selection;
  const { signal } = call;
  while (!isAborted(signal)) {
    const now = await freezeTopic(cluster, topic, call);
    if (!now.ok) return isAborted(signal) ? succeed(undefined) : now.error.kind === 'notFound' ? fail(gone(topic)) : now;
    if (now.value.id !== id) return fail({ kind: 'notFound', message: `Topic ${topic} was deleted and made again.`, advice: 'Ask again.' });
    const records: PlacedRecord[] = [];
    for (const { partition, start, end } of now.value.partitions) {
      const from = Math.max(start, next.get(partition) ?? start);
      if (from >= end) continue;
      const read = await cluster.scan(
        { topic, partition, from, to: end, isolation: 'committed' },
        (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
          if (keyFrom < 0 || !isIn(selection, lower, bytes, keyFrom, keyTo)) return;
          const record = copyRecord(offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo);
          records.push({ partition, record });
        },
        createReadProgress(end - from, call).scanOf(from),
      );
      if (!read.ok) return isAborted(signal) ? succeed(undefined) : read;
      if (read.value.kind === 'gone') return fail(gone(topic));
      next.set(partition, read.value.kind === 'done' ? end : read.value.logStart);
    }
    if (records.length > 0) await onRecords(records);
    await wait(pauseMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
  return succeed(undefined);
}

function isIn({ test }: Selection, lower: Uint8Array | null, bytes: Uint8Array, from: number, to: number): boolean {
  if (lower !== null && compareBytes(bytes, from, to, lower, 0, lower.length) < 0) return false;
  return test(bytes, from, to) === 'in';
}

const gone = (topic: string): ClusterError => ({
  kind: 'notFound',
  message: `Topic ${topic} was deleted, or may not be described any more.`,
});

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;
