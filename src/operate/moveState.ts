/** Carries a move out, partition by partition: what a former run has copied stays, the rest follows, and all of it is checked by key. */
import { fail, succeed } from '../base/result.js';
import type { Cluster } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { bytesOf, type NewRecord } from '../kafka/writing/recordBatch.js';
import { eachCommitted, frozenRanges, type OffsetRange, type SeenRecord } from './committedRecords.js';
import { digestOf, LastRecords } from './lastRecords.js';
import type { MovePlan } from './planMove.js';
import { expectStopped } from './stopped.js';
import type { WriteTools } from './writeTools.js';

export interface MoveResult {
  readonly copied: number;
  /** That a former run had copied. */
  readonly found: number;
  /** Keys that both topics have with the same last record. */
  readonly keys: number;
}

export interface MoveTools extends WriteTools {
  /** Of the records of a batch; brokers take about one MiB by default. */
  readonly batchBytes?: number;
}

const usualBatchBytes = 512 * 1024;
/** Read at a time, before it is written: as many offsets as hold about this much. */
const chunkBytes = 8 * 1024 * 1024;
const firstChunk = 256;
const mostOffsets = 1_000_000;
const stillStoppedMs = 2_000;
/** What will be deleted this soon is not compared. */
const deletionMargin = 600_000;

/** May be ended at any time, and called again with a new plan. Fails where the copy is not what the source is; the source is never changed. */
export async function moveState(plan: MovePlan, tools: MoveTools): Promise<ClusterResult<MoveResult>> {
  const { cluster, writer, signal } = tools;
  const call: Call = { signal };
  if (plan.refusal !== null) return fail(plan.refusal);
  const isQuiet = await expectQuiet(plan, cluster, call);
  if (!isQuiet.ok) return isQuiet;
  // All of them, before anything is written.
  const parts: MovePart[] = [];
  for (const source of plan.content.ranges) {
    const target = plan.target?.[source.partition] ?? { topic: plan.to, partition: source.partition, from: 0, to: 0 };
    const resume = await findResume(source, target, cluster, call);
    if (!resume.ok) return resume;
    parts.push({ source, target, ...resume.value });
  }
  if (plan.target === null) {
    const { to: name, partitions, replicas, configs } = plan;
    const made = await writer.createTopic({ name, partitions, replicas, configs }, call);
    if (!made.ok) return made;
  }
  let result: MoveResult = { copied: 0, found: 0, keys: 0 };
  for (const part of parts) {
    const copied = await copyPartition(plan, part, tools);
    if (!copied.ok) return copied;
    const keys = await checkPartition(plan, part.source, { ...part.target, to: part.target.to + copied.value }, tools);
    if (!keys.ok) return keys;
    result = { copied: result.copied + copied.value, found: result.found + part.found, keys: result.keys + keys.value };
  }
  const stayedQuiet = await expectQuiet(plan, cluster, call);
  if (!stayedQuiet.ok) return stayedQuiet;
  return (await expectNothingMore(plan, result, cluster, call)) ?? succeed(result);
}

/** Nobody runs, and the source is what it was when the plan was made. */
async function expectQuiet(plan: MovePlan, cluster: Cluster, call: Call): Promise<ClusterResult<void>> {
  const stopped = await expectStopped(cluster, [...plan.owners, plan.application], call);
  if (!stopped.ok) return stopped;
  const now = await frozenRanges(cluster, plan.from, plan.partitions, call);
  if (!now.ok) return now;
  const moved = now.value.find(({ partition, to }) => to !== plan.content.ranges[partition]?.to);
  return moved === undefined ? succeed(undefined) : fail(changed(plan.from, moved.partition));
}

async function expectNothingMore(
  plan: MovePlan,
  { copied }: MoveResult,
  cluster: Cluster,
  call: Call,
): Promise<ClusterResult<never> | undefined> {
  const now = await frozenRanges(cluster, plan.to, plan.partitions, call);
  if (!now.ok) return now;
  const before = (plan.target ?? []).reduce((sum, { to }) => sum + to, 0);
  const after = now.value.reduce((sum, { to }) => sum + to, 0);
  return after === before + copied ? undefined : fail(changed(plan.to, undefined));
}

interface MovePart {
  readonly source: OffsetRange;
  readonly target: OffsetRange;
  /** Of the source: what is to be copied next. */
  readonly from: number;
  /** Records that a former run had copied. */
  readonly found: number;
}

/** What it gives: how many records it has copied. */
async function copyPartition(plan: MovePlan, { source, target, from, found }: MovePart, tools: MoveTools): Promise<ClusterResult<number>> {
  const { cluster, writer, signal, batchBytes = usualBatchBytes } = tools;
  const call: Call = { signal };
  let next = from;
  let [copied, chunk] = [0, firstChunk];
  let lookedAt = Date.now();
  while (next < source.to) {
    const to = Math.min(next + chunk, source.to);
    const records: NewRecord[] = [];
    const read = await eachCommitted(cluster, { ...source, from: next, to }, (record) => records.push(copyOf(record)), call);
    if (!read.ok) return read;
    for (const batch of inBatches(records, batchBytes)) {
      if (Date.now() - lookedAt > stillStoppedMs) {
        const stopped = await expectStopped(cluster, [...plan.owners, plan.application], call);
        if (!stopped.ok) return stopped;
        lookedAt = Date.now();
      }
      const end = await writer.append({ ...target, records: batch, expected: target.to + copied }, call);
      if (!end.ok) return end;
      copied += batch.length;
      tools.progress(`Copying to ${target.topic}-${target.partition}: ${(found + copied).toLocaleString('en-US')} records`);
    }
    next = to;
    const bytes = records.reduce((sum, record) => sum + bytesOf(record), 0);
    if (bytes < chunkBytes / 2) chunk = Math.min(chunk * 2, mostOffsets);
    else if (bytes > chunkBytes * 2) chunk = Math.max(Math.floor(chunk / 2), 1);
  }
  return succeed(copied);
}

/**
 * Where a former run ended: what the target holds must be the beginning of the source, in its order. Compaction may have taken some of either since,
 * but nothing of the target that the source still has after it.
 */
async function findResume(
  source: OffsetRange,
  target: OffsetRange,
  cluster: Cluster,
  call: Call,
): Promise<ClusterResult<{ readonly from: number; readonly found: number }>> {
  const there: bigint[] = [];
  const read = await eachCommitted(cluster, target, (record) => there.push(wholeDigest(record)), call);
  if (!read.ok) return read;
  let found = 0;
  let { from } = source;
  if (there.length === 0) return succeed({ from, found });
  const compared = await eachCommitted(
    cluster,
    source,
    (record) => {
      if (found === there.length || wholeDigest(record) !== there[found]) return;
      found++;
      from = record.offset + 1;
    },
    call,
  );
  if (!compared.ok) return compared;
  return found === there.length ? succeed({ from, found }) : fail(foreign(source, target));
}

async function checkPartition(plan: MovePlan, source: OffsetRange, target: OffsetRange, tools: MoveTools): Promise<ClusterResult<number>> {
  const call: Call = { signal: tools.signal };
  tools.progress(`Checking ${target.topic}-${target.partition}`);
  const { retentionMs, historyFrom } = plan;
  const kept = { oldest: Math.max(historyFrom ?? 0, retentionMs === null ? 0 : Date.now() + deletionMargin - retentionMs), historyFrom };
  const before = await lastRecordsOf(kept, source, tools.cluster, call);
  if (!before.ok) return before;
  const after = await lastRecordsOf(kept, target, tools.cluster, call);
  if (!after.ok) return after;
  const different = before.value.countDifferent(after.value);
  return different === 0 ? succeed(before.value.size) : fail(notTheSame(source, target, different));
}

/** What is older than `oldest` may be gone from either: by its age, or as history that the store does not count any more. */
async function lastRecordsOf(
  { oldest, historyFrom }: { readonly oldest: number; readonly historyFrom: number | null },
  range: OffsetRange,
  cluster: Cluster,
  call: Call,
): Promise<ClusterResult<LastRecords>> {
  const last = new LastRecords();
  const read = await eachCommitted(
    cluster,
    range,
    (record) => {
      if (record.timestamp < oldest) return;
      const key = digestOf(record.key ?? '', historyFrom === null ? '' : String(record.timestamp));
      last.put(key, record.value === null ? null : wholeDigest(record));
    },
    call,
  );
  return read.ok ? succeed(last) : read;
}

/** Of all but its offset. */
const wholeDigest = ({ timestamp, key, value, headers }: SeenRecord): bigint =>
  digestOf(String(timestamp), key === null ? '-' : 'k', key ?? '', value === null ? '-' : 'v', value ?? '', headers);

const copyOf = ({ timestamp, key, value, headers }: SeenRecord): NewRecord => ({
  timestamp,
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
  headers: Buffer.from(headers),
});

function* inBatches(records: readonly NewRecord[], batchBytes: number): Generator<readonly NewRecord[]> {
  let batch: NewRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (batch.length > 0 && bytes + bytesOf(record) > batchBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(record);
    bytes += bytesOf(record);
  }
  if (batch.length > 0) yield batch;
}

const refused = (message: string, advice: string): ClusterError => ({ kind: 'refused', message, advice });

const changed = (topic: string, partition: number | undefined): ClusterError =>
  refused(
    `Somebody wrote to ${topic}${partition === undefined ? '' : `-${partition}`} meanwhile.`,
    'See who does, and run the command again.',
  );

const foreign = (source: OffsetRange, target: OffsetRange): ClusterError =>
  refused(
    `${target.topic}-${target.partition} is not empty, and what it holds is not the beginning of ${source.topic}-${source.partition}: an application has written there, or compaction has changed the source since a run was interrupted. Nothing was written.`,
    `If what ${target.topic} holds is not needed, delete that topic and run the command again: the source is as it was.`,
  );

const notTheSame = (source: OffsetRange, target: OffsetRange, keys: number): ClusterError =>
  refused(
    `${target.topic}-${target.partition} is not what ${source.topic}-${source.partition} is: ${keys} keys differ.`,
    `Do not start the application. Delete ${target.topic} and run the command again: the source is as it was.`,
  );
