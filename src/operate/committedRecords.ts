/** The committed records of a partition up to a frozen end, one by one. */
import { fail, succeed } from '../base/result.js';
import type { Cluster, TopicPartition } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';

/** Lent: who keeps a part copies it. */
export interface SeenRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: Uint8Array;
}

export interface OffsetRange extends TopicPartition {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Fails where a part of the range is gone meanwhile. */
export async function eachCommitted(
  cluster: Cluster,
  range: OffsetRange,
  take: (record: SeenRecord) => void,
  call?: Call,
): Promise<ClusterResult<void>> {
  if (range.from >= range.to) return succeed(undefined);
  const part = (bytes: Uint8Array, from: number, to: number): Uint8Array | null => (from < 0 ? null : bytes.subarray(from, to));
  const end = await cluster.scan(
    { ...range, isolation: 'committed' },
    (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) =>
      take({
        offset,
        timestamp,
        key: part(bytes, keyFrom, keyTo),
        value: part(bytes, valueFrom, valueTo),
        headers: bytes.subarray(headersFrom, headersTo),
      }),
    call,
  );
  if (!end.ok) return end;
  return end.value.kind === 'done' ? succeed(undefined) : fail(changed(range, end.value.kind));
}

/** Where the partitions begin and end now. Fails where one has records that are not committed yet. */
export async function frozenRanges(cluster: Cluster, topic: string, count: number, call?: Call): Promise<ClusterResult<OffsetRange[]>> {
  const partitions = Array.from({ length: count }, (_, partition) => ({ topic, partition }));
  const asked = await Promise.all((['earliest', 'lastStable', 'latest'] as const).map((at) => cluster.offsets(partitions, at, call)));
  const answers: Map<number, number>[] = [];
  for (const answer of asked) {
    if (!answer.ok) return answer;
    const problem = answer.value.problems[0];
    if (problem !== undefined) return fail(problem.error);
    answers.push(new Map(answer.value.values.map(({ partition, offset }) => [partition, offset ?? 0])));
  }
  const ranges: OffsetRange[] = [];
  for (const { partition } of partitions) {
    const [from, to, end] = answers.map((one) => one.get(partition));
    if (from === undefined || to === undefined || end === undefined)
      return fail({ kind: 'unavailable', message: `The brokers do not say where ${topic}-${partition} begins and ends.` });
    if (to < end) return fail(openTransaction(topic, partition));
    ranges.push({ topic, partition, from, to });
  }
  return succeed(ranges);
}

const changed = ({ topic, partition }: TopicPartition, kind: 'truncated' | 'gone'): ClusterError => ({
  kind: 'refused',
  message: `${topic}-${partition} changed while it was read: ${kind === 'gone' ? 'the topic was deleted' : 'its oldest records were deleted'}.`,
  advice: 'Run the command again.',
});

const openTransaction = (topic: string, partition: number): ClusterError => ({
  kind: 'refused',
  message: `${topic}-${partition} has a transaction that is not ended yet: which of its records count is not known.`,
  advice: 'Wait until the brokers have ended it (transaction.timeout.ms of the application), and run the command again.',
});
