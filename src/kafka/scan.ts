/** Reads a partition from an offset up to a frozen end without a group: one fetch ahead while the former is decoded. */
import { setTimeout as wait } from 'node:timers/promises';
import { fail, succeed } from '../base/result.js';
import type { Cluster, ScanCall, ScanEnd, ScanRequest } from './cluster.js';
import type { ClusterError, ClusterResult } from './clusterError.js';
import { errorOfCode } from './protocol/errorCodes.js';
import { fetchApi, type FetchAnswer } from './protocol/fetchApi.js';
import { createDecompress, type Decompress } from './records/decompress.js';
import { BrokenBatch, readBatches } from './records/readBatches.js';
import type { RecordSink } from './records/recordSink.js';
import type { Requests } from './requests.js';

const usualBytes = 1024 * 1024;
/** A batch is never larger than this (message.max.bytes is an int, and no broker allows it in practice). */
const largestBytes = 256 * 1024 * 1024;
const patience = 60_000;
const firstBackOff = 100;
const longestBackOff = 2_000;

export function createScan(requests: Requests, topics: Cluster['topics'], offsets: Cluster['offsets']): Cluster['scan'] {
  let decompressing: Promise<Decompress> | undefined;

  return async (request: ScanRequest, sink: RecordSink, call?: ScanCall): Promise<ClusterResult<ScanEnd>> => {
    decompressing ??= createDecompress();
    const decompress = await decompressing;
    const { topic, partition, to } = request;
    const what = `the records of ${topic}-${partition}`;
    const committed = request.isolation === 'committed';
    let next = request.from;
    let records = 0;
    let bytes = 0;
    let maxBytes = usualBytes;
    let backOff = firstBackOff;
    let lastByte = Date.now();
    let topicId: string | null | undefined;
    let leader: number | undefined;

    /** undefined: it can be read. */
    const findLeader = async (): Promise<ClusterError | 'gone' | undefined> => {
      const answer = await topics([topic], call);
      if (!answer.ok) return answer.error;
      const layout = answer.value.values[0];
      const at = layout?.partitions.find((one) => one.partition === partition);
      if (layout === undefined || at === undefined) return answer.value.problems[0]?.error ?? 'gone';
      if (topicId !== undefined && topicId !== layout.id) return 'gone';
      topicId = layout.id;
      if (at.leader === null) return { kind: 'unavailable', message: `Partition ${partition} of ${topic} has no leader now.` };
      leader = at.leader;
      return undefined;
    };

    const fetchFrom = async (offset: number): Promise<ClusterResult<FetchAnswer | null> | 'gone'> => {
      if (leader === undefined) {
        const problem = await findLeader();
        if (problem === 'gone') return 'gone';
        if (problem !== undefined) return fail(problem);
      }
      const question = { topic, partition, offset, committed, maxBytes, maxWaitMs: 500 };
      return requests.ask(fetchApi, question, { kind: 'broker', id: leader! }, call);
    };

    let ahead: Promise<ClusterResult<FetchAnswer | null> | 'gone'> | undefined;
    while (next < to) {
      if (call?.signal?.aborted === true) return fail({ kind: 'cancelled', message: 'Cancelled.' });
      const answer = await (ahead ?? fetchFrom(next));
      ahead = undefined;
      if (answer === 'gone') return succeed({ kind: 'gone', next });
      const problem = answer.ok
        ? answer.value === null || answer.value.error === 0
          ? undefined
          : errorOfCode(answer.value.error, what)
        : answer.error;
      if (problem?.kind === 'offsetOutOfRange') {
        const again = await findLeader();
        if (again === 'gone') return succeed({ kind: 'gone', next });
        const start = await offsets([{ topic, partition }], 'earliest', call);
        if (!start.ok) return start;
        const logStart = start.value.values[0]?.offset ?? null;
        if (logStart !== null) {
          // The log begins behind us: a new topic under the old name, or the end went back. Before us: retention took records.
          return succeed(logStart > next ? { kind: 'truncated', next, lostFrom: next, logStart } : { kind: 'gone', next });
        }
      }
      if (problem !== undefined) {
        if (!['unavailable', 'timeout', 'notFound', 'unreachable', 'offsetOutOfRange'].includes(problem.kind)) return fail(problem);
        if (problem.kind === 'notFound') {
          const again = await findLeader();
          if (again === 'gone') return succeed({ kind: 'gone', next });
        }
        if (Date.now() - lastByte > (call?.timeoutMs ?? patience)) return fail(problem);
        leader = undefined;
        await wait(backOff);
        backOff = Math.min(backOff * 2, longestBackOff);
        continue;
      }
      const fetched = answer.ok ? answer.value : null;
      if (fetched === null || fetched.records.length === 0) {
        // Nothing below the frozen end that could be read: an open transaction, or a tail that compaction took.
        if (fetched !== null && (committed ? fetched.lastStable : fetched.highWatermark) <= next) {
          if (Date.now() - lastByte > (call?.timeoutMs ?? patience)) {
            return fail({
              kind: 'timeout',
              message: `Nothing came of ${topic}-${partition} after offset ${next}: an open transaction may hold it up.`,
            });
          }
        }
        continue;
      }
      const whole = wholeBatchesEnd(fetched.records);
      if (whole === undefined) {
        if (maxBytes >= largestBytes)
          return fail({ kind: 'broken', message: `A batch of ${topic}-${partition} at offset ${next} has no end.` });
        maxBytes = Math.min(maxBytes * 4, largestBytes);
        continue;
      }
      backOff = firstBackOff;
      lastByte = Date.now();
      if (whole < to) {
        ahead = fetchFrom(whole);
      }
      try {
        const read = readBatches(fetched.records, { from: next, to, aborted: fetched.aborted }, decompress, sink);
        records += read.records;
        bytes += read.bytes;
        next = read.next ?? next;
      } catch (error) {
        if (!(error instanceof BrokenBatch)) throw error;
        return fail({ kind: 'broken', message: `${topic}-${partition}: ${error.message}.` });
      }
      call?.onProgress?.({ next: Math.min(next, to), records, bytes });
    }
    return succeed({ kind: 'done', next });
  };
}

/** The offset after the last whole batch; undefined: the first is cut off. */
function wholeBatchesEnd(records: Uint8Array): number | undefined {
  const buffer = Buffer.from(records.buffer, records.byteOffset, records.byteLength);
  let next: number | undefined;
  for (let at = 0; at + 27 <= buffer.length;) {
    const end = at + 12 + buffer.readInt32BE(at + 8);
    if (end > buffer.length || end <= at) break;
    next = Number(buffer.readBigInt64BE(at)) + buffer.readInt32BE(at + 23) + 1;
    at = end;
  }
  return next;
}
