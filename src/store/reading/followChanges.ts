/** Live changes: what is written after the moment of the question, as it is committed. */
import { setTimeout as wait } from 'node:timers/promises';
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import { sentenceOf, type ClusterError, type ClusterResult } from '../../kafka/clusterError.js';
import { compareBytes } from '../views/keyOrder.js';
import { copyRecord } from './findKey.js';
import { freezeTopic, type FrozenPartition, type FrozenTopic } from './frozenTopic.js';
import type { PlacedRecord } from './readPage.js';
import { createReadProgress, type ReadCall } from './readProgress.js';
import type { Selection } from './selection.js';

const pauseMs = 300;
/** After a question that was not answered; twice as long after each more, up to the second. */
const backOffMs = [500, 8_000] as const;

/** Brokers restart, pause and hand partitions over: these end by themselves. */
const passing: ReadonlySet<ClusterError['kind']> = new Set(['unreachable', 'timeout', 'unavailable']);

export interface FollowSink {
  onRecords(records: readonly PlacedRecord[]): Promise<void>;
  /** What a person should know of the changes, such as that some are missing: a sentence. */
  onNote(note: string): void;
}

/** Goes on over whatever passes, from where it was; fails where the topic is gone or may not be read. Without a failure it ends when aborted. */
export async function followChanges(
  cluster: Cluster,
  { frozen, selection }: { readonly frozen: FrozenTopic; readonly selection: Selection },
  call: ReadCall,
  sink: FollowSink,
): Promise<ClusterResult<void>> {
  const next = new Map(frozen.partitions.map(({ partition, end }) => [partition, end]));
  const { signal } = call;
  let troubles = 0;
  while (!isAborted(signal)) {
    const done = await takeNew(cluster, { frozen, selection, next }, call, sink);
    if (isAborted(signal)) break;
    if (!done.ok && !passing.has(done.error.kind)) return done;
    if (!done.ok && troubles === 0)
      sink.onNote(`${sentenceOf(done.error)} Changes are followed again as soon as the brokers answer; none is left out.`);
    if (done.ok && troubles > 0) sink.onNote('The brokers answer again: changes are followed on from where they were.');
    troubles = done.ok ? 0 : troubles + 1;
    await wait(
      troubles === 0 ? pauseMs : Math.min(backOffMs[0] * 2 ** (troubles - 1), backOffMs[1]),
      undefined,
      signal === undefined ? {} : { signal },
    ).catch(() => undefined);
  }
  return succeed(undefined);
}

interface Following {
  readonly frozen: FrozenTopic;
  readonly selection: Selection;
  /** By partition: the offset that comes next. */
  readonly next: Map<number, number>;
}

/** What was written since the last time; `next` moves on with what was handed over. */
async function takeNew(
  cluster: Cluster,
  { frozen, selection, next }: Following,
  call: ReadCall,
  sink: FollowSink,
): Promise<ClusterResult<void>> {
  const { topic, id } = frozen;
  const now = await freezeTopic(cluster, topic, call);
  if (!now.ok) return now.error.kind === 'notFound' ? fail(gone(topic)) : now;
  if (now.value.id !== id) return fail({ kind: 'notFound', message: `Topic ${topic} was deleted and made again.`, advice: 'Ask again.' });
  for (const one of now.value.partitions) {
    const records: PlacedRecord[] = [];
    const read = await readOn(cluster, topic, one, { selection, next, records }, call, sink);
    if (records.length > 0) await sink.onRecords(records);
    if (!read.ok) return read;
  }
  return succeed(undefined);
}

async function readOn(
  cluster: Cluster,
  topic: string,
  { partition, start, end }: FrozenPartition,
  { selection, next, records }: { readonly selection: Selection; readonly next: Map<number, number>; readonly records: PlacedRecord[] },
  call: ReadCall,
  sink: FollowSink,
): Promise<ClusterResult<void>> {
  const { lower } = selection;
  const wanted = next.get(partition) ?? start;
  const skipTo = (logStart: number): void => {
    sink.onNote(
      `Partition ${partition}: the records from offset ${next.get(partition) ?? wanted} to ${logStart} were deleted before they were read. Their changes are missing.`,
    );
    next.set(partition, logStart);
  };
  if (wanted < start) skipTo(start);
  const from = next.get(partition) ?? start;
  if (from >= end) return succeed(undefined);
  const progress = createReadProgress(end - from, call).scanOf(from, (at) => void next.set(partition, at));
  const read = await cluster.scan(
    { topic, partition, from, to: end, isolation: 'committed' },
    (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
      if (keyFrom < 0 || !isIn(selection, lower, bytes, keyFrom, keyTo)) return;
      const record = copyRecord(offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo);
      records.push({ partition, record });
    },
    progress,
  );
  if (!read.ok) return read;
  if (read.value.kind === 'gone') return fail(gone(topic));
  if (read.value.kind === 'done') next.set(partition, end);
  else skipTo(read.value.logStart);
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
