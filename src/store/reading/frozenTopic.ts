/** A topic as it is at one moment: every query speaks of these offsets, however the topic grows meanwhile. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster, OffsetTime } from '../../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../../kafka/clusterError.js';
import type { Call } from '../../kafka/connection.js';

export interface FrozenPartition {
  readonly partition: number;
  /** The log's start. */
  readonly start: number;
  /** Exclusive: the last stable offset. */
  readonly end: number;
}

export interface FrozenTopic {
  readonly topic: string;
  readonly id: string | null;
  /** By number, without gaps. */
  readonly partitions: readonly FrozenPartition[];
}

/** What a scan that ended with `gone` says. */
export const deletedWhileRead = (topic: string): ClusterError => ({
  kind: 'notFound',
  message: `Topic ${topic} was deleted, or deleted and made again, while it was read.`,
  advice: 'Ask again.',
});

export async function freezeTopic(cluster: Cluster, topic: string, call?: Call): Promise<ClusterResult<FrozenTopic>> {
  const layouts = await cluster.topics([topic], call);
  if (!layouts.ok) return layouts;
  const layout = layouts.value.values[0];
  if (layout === undefined) {
    const problem = layouts.value.problems[0];
    return fail(problem?.error ?? { kind: 'notFound', message: `There is no topic ${topic}, or it may not be described.` });
  }
  const asked = layout.partitions.map(({ partition }) => ({ topic, partition }));
  const offsetsAt = async (at: OffsetTime): Promise<ClusterResult<ReadonlyMap<number, number>>> => {
    const answer = await cluster.offsets(asked, at, call);
    if (!answer.ok) return answer;
    const problem = answer.value.problems[0];
    if (problem !== undefined) return fail(problem.error);
    return succeed(new Map(answer.value.values.map(({ partition, offset }) => [partition, offset ?? 0])));
  };
  const [starts, ends] = await Promise.all([offsetsAt('earliest'), offsetsAt('lastStable')]);
  if (!starts.ok) return starts;
  if (!ends.ok) return ends;
  const partitions = layout.partitions.map(({ partition }) => {
    const start = starts.value.get(partition) ?? 0;
    return { partition, start, end: Math.max(start, ends.value.get(partition) ?? 0) };
  });
  return succeed({ topic, id: layout.id, partitions: partitions.sort((a, b) => a.partition - b.partition) });
}
