/** Reads a partition from an offset up to a frozen end without a group: one fetch ahead while the former is decoded. */
import { fail, succeed } from '../base/result.js';
import { giveBack } from './answerBuffers.js';
import type { Cluster, ScanCall, ScanEnd, ScanRequest } from './cluster.js';
import { cancelled, type ClusterError, type ClusterResult } from './clusterError.js';
import { createPartitionReader, type PartitionReader } from './partitionReader.js';
import { pause } from './pause.js';
import type { FetchAnswer } from './protocol/fetchApi.js';
import { createDecompress, type Decompress } from './records/decompress.js';
import { BrokenBatch } from './records/brokenBatch.js';
import { oneByOne } from './records/readRecords.js';
import { readBatches, wholeBatchesEnd, type BatchesRead } from './records/readBatches.js';
import type { BatchSink } from './records/batchSink.js';
import type { RecordSink } from './records/recordSink.js';
import type { Requests } from './requests.js';

/** Buffers for answers have sizes of powers of two: what an answer holds beside its records must not take one of twice the size. */
const besideRecords = 16 * 1024;
/** With less, a scan waits for the next answer a good part of its time. */
const usualBytes = 2 * 1024 * 1024 - besideRecords;
/** Where the way to the broker is long, more at a time; more than this only blocks the thread. */
const mostBytes = 4 * 1024 * 1024 - besideRecords;
/** A broker sends the first batch whole, however large; one that does not is asked for more, up to here. */
const largestBatch = 256 * 1024 * 1024;
const patience = 60_000;
/** Answers in a row that hold nothing from the asked offset on: no broker of Kafka's gives one. */
const mostUseless = 5;
/** Bytes that are decompressed out of one answer, before the sink is told of the progress and they are used again. */
const mostPlain = 64 * 1024 * 1024;
const firstBackOff = 100;
const longestBackOff = 2_000;

const passing: ReadonlySet<ClusterError['kind']> = new Set(['unavailable', 'timeout', 'unreachable', 'notFound']);

export function createScan(requests: Requests, topics: Cluster['topics'], offsets: Cluster['offsets']): Cluster['scan'] {
  let decompressing: Promise<Decompress> | undefined;

  return async (request: ScanRequest, given: RecordSink | BatchSink, call?: ScanCall): Promise<ClusterResult<ScanEnd>> => {
    decompressing ??= createDecompress();
    const take = createTaker(request, typeof given === 'function' ? oneByOne(given) : given, await decompressing, call);
    const { topic, partition, to } = request;
    const signal = call?.signal;
    const reader = createPartitionReader(request, request.isolation === 'committed', requests, topics, { signal });
    let next = request.from;
    let maxBytes = usualBytes;
    let backOff = firstBackOff;
    let useless = 0;
    let lastGain = Date.now();
    const isOverdue = (): boolean => Date.now() - lastGain > (call?.timeoutMs ?? patience);
    const holdOn = async (): Promise<void> => {
      reader.lose();
      await pause(backOff, signal);
      backOff = Math.min(backOff * 2, longestBackOff);
    };

    let ahead: ReturnType<PartitionReader['fetch']> | undefined;
    while (next < to) {
      if (signal?.aborted === true) return fail(cancelled);
      const asked = performance.now();
      const answer = await (ahead ?? reader.fetch(next, maxBytes));
      const waited = performance.now() - asked;
      ahead = undefined;
      if (answer === 'gone') return succeed({ kind: 'gone', next });
      if (!answer.ok) {
        const { error } = answer;
        if (error.kind === 'offsetOutOfRange') {
          const end = await findWhy(next, request, reader, offsets, signal);
          if (end !== undefined) return end;
        } else if (error.kind === 'notFound') {
          if ((await reader.locate()) === 'gone') return succeed({ kind: 'gone', next });
        } else if (!passing.has(error.kind)) return fail(error);
        if (isOverdue()) return fail(error);
        await holdOn();
        continue;
      }
      const fetched = answer.value;
      if (fetched.records.length === 0) {
        // Nothing below the frozen end that could be read: an open transaction, or a log that ends earlier.
        if (isOverdue()) return fail(nothingMore(request, next, fetched.highWatermark));
        if (waited < firstBackOff) await pause(firstBackOff, signal);
        continue;
      }
      const whole = wholeBatchesEnd(fetched.records);
      if (whole !== undefined && whole > next && whole < to) ahead = reader.fetch(whole, maxBytes);
      const started = performance.now();
      const read = take(fetched, next);
      if (!read.ok) return read;
      if (read.value === undefined) {
        if (maxBytes >= largestBatch)
          return fail({ kind: 'broken', message: `A batch of ${topic}-${partition} at offset ${next} has no end.` });
        maxBytes = Math.min(maxBytes * 4, largestBatch);
        continue;
      }
      if (read.value <= next) {
        if (++useless === mostUseless || isOverdue()) return fail(onlyFormer(request, next, read.value));
        await holdOn();
        continue;
      }
      next = read.value;
      backOff = firstBackOff;
      useless = 0;
      lastGain = Date.now();
      // The answer was full and came late: a long way, or a slow broker. Fewer, larger questions.
      const busy = performance.now() - started;
      if (waited > 20 && waited > busy * 2 && fetched.records.length > maxBytes / 2) maxBytes = Math.min(maxBytes * 2, mostBytes);
    }
    return succeed({ kind: 'done', next });
  };
}

/**
 * Hands over what answers hold from `next` on, tells of the progress and gives the memory back. What it gives: the offset after the answer's
 * last whole batch; undefined: the first is cut off. Fails where a batch is broken.
 */
function createTaker(
  { topic, partition, to }: ScanRequest,
  sink: BatchSink,
  toPlain: Decompress,
  call: ScanCall | undefined,
): (fetched: FetchAnswer, next: number) => ClusterResult<number | undefined> {
  /** What is lent to the sink, until it was told of the progress. */
  const lent: Uint8Array[] = [];
  let lentBytes = 0;
  let records = 0;
  let bytes = 0;
  const decompress: Decompress = (codec, compressed) => {
    const plain = toPlain(codec, compressed);
    lent.push(plain);
    lentBytes += plain.length;
    return plain;
  };
  const tell = (next: number, read: BatchesRead): void => {
    call?.onProgress?.({ next: Math.min(next, to), records: records + read.records, bytes: bytes + read.bytes });
    for (const buffer of lent) giveBack(buffer);
    lent.length = 0;
    lentBytes = 0;
  };
  return (fetched, from) => {
    try {
      const read = readBatches(fetched.records, { from, to, aborted: fetched.aborted }, decompress, sink, (soFar) => {
        if (lentBytes > mostPlain) tell(Math.max(from, soFar.next ?? from), soFar);
      });
      if (read.next === undefined) return succeed(undefined);
      tell(Math.max(from, read.next), read);
      giveBack(fetched.records);
      records += read.records;
      bytes += read.bytes;
      return succeed(read.next);
    } catch (error) {
      if (!(error instanceof BrokenBatch)) throw error;
      return fail({ kind: 'broken', message: `${topic}-${partition}: ${error.message}.` });
    }
  };
}

/** Why an offset is out of range; undefined: it is not any more. */
async function findWhy(
  next: number,
  { topic, partition }: ScanRequest,
  reader: PartitionReader,
  offsets: Cluster['offsets'],
  signal: AbortSignal | undefined,
): Promise<ClusterResult<ScanEnd> | undefined> {
  const located = await reader.locate();
  if (located === 'gone') return succeed({ kind: 'gone', next });
  if (!located.ok) return undefined;
  const start = await offsets([{ topic, partition }], 'earliest', { signal });
  const end = await offsets([{ topic, partition }], 'latest', { signal });
  if (!start.ok || !end.ok) return undefined;
  const logStart = start.value.values[0]?.offset ?? null;
  const logEnd = end.value.values[0]?.offset ?? null;
  if (logStart === null || logEnd === null) return undefined;
  if (logStart > next) return succeed({ kind: 'truncated', next, lostFrom: next, logStart });
  // A log that ends before us is another log. Else it was a follower that is behind: the leader knows better.
  return logEnd < next ? succeed({ kind: 'gone', next }) : undefined;
}

function onlyFormer({ topic, partition }: ScanRequest, next: number, end: number): ClusterError {
  const message = `The broker was asked for ${topic}-${partition} from offset ${next} on, and answers with batches that end before ${end}.`;
  return { kind: 'broken', message };
}

function nothingMore({ topic, partition, isolation }: ScanRequest, next: number, highWatermark: number): ClusterError {
  const message = `Nothing came of ${topic}-${partition} from offset ${next} on`;
  if (highWatermark <= next) return { kind: 'timeout', message: `${message}: the partition ends there.` };
  return { kind: 'timeout', message: isolation === 'committed' ? `${message}: an open transaction may hold it up.` : `${message}.` };
}
