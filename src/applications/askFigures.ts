/** The figures of some topics, in a handful of large questions. */
import { succeed } from '../base/result.js';
import type { Cluster, LogDirectory, OffsetTime, TopicLayout, TopicPartition } from '../kafka/cluster.js';
import type { ClusterResult, Problem } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { askHeld, type HeldPartition } from './heldPartitions.js';
import { partitionKey, reasonOf, type Asked, type OffsetsByPartition, type ReplicaSize, type TopicAnswers } from './topicState.js';

const configKeys = ['cleanup.policy', 'retention.ms', 'min.compaction.lag.ms'];

export interface AskedFigures {
  readonly answers: Omit<TopicAnswers, 'held'>;
  /** By key of partition. */
  readonly held: ReadonlyMap<string, HeldPartition>;
  readonly problems: readonly Problem[];
}

/** Refused in part is a partial answer; what ends the whole call is a failure. */
export async function askFigures(
  cluster: Cluster,
  topics: readonly TopicLayout[],
  committed: TopicAnswers['committed'],
  call?: Call,
): Promise<ClusterResult<AskedFigures>> {
  const problems: Problem[] = [];
  const partitions = topics.flatMap(({ name, partitions: list }) =>
    list.map(({ partition }): TopicPartition => ({ topic: name, partition })),
  );
  const offsets = async (at: OffsetTime): Promise<ClusterResult<Asked<OffsetsByPartition>>> => {
    const answer = await cluster.offsets(partitions, at, call);
    if (!answer.ok) return answer;
    problems.push(...answer.value.problems);
    const values = new Map(answer.value.values.map((one) => [partitionKey(one), one]));
    return succeed({ values, whyNot: reasonOf(answer.value.problems[0]?.error, 'the broker did not tell it') });
  };
  const names = topics.map(({ name }) => name);
  const asked = offsets('latest');
  const [configs, earliest, ends, held, newest, directories] = await Promise.all([
    cluster.configs(names, configKeys, call),
    offsets('earliest'),
    asked,
    // After the ends: what is appended between the two would seem to lie behind a transaction.
    asked.then((answer) => (answer.ok ? askHeld(cluster, partitions, answer.value.values, call) : succeed(new Map<string, never>()))),
    offsets('maxTimestamp'),
    cluster.logDirectories(topics, call),
  ]);
  for (const answer of [configs, earliest, ends, held, newest, directories])
    if (!answer.ok && answer.error.kind !== 'unauthorised') return answer;
  if (configs.ok) problems.push(...configs.value.problems);
  if (directories.ok) problems.push(...directories.value.problems);
  const nothing = { values: new Map<string, never>(), whyNot: 'the broker refused it' };
  return succeed({
    problems,
    held: held.ok ? held.value : new Map(),
    answers: {
      configs: configs.ok
        ? { values: configs.value.values, whyNot: reasonOf(configs.value.problems[0]?.error, 'the broker did not tell it') }
        : { ...nothing, whyNot: configs.error.message },
      earliest: earliest.ok ? earliest.value : nothing,
      ends: ends.ok ? ends.value : nothing,
      newest: newest.ok ? newest.value : nothing,
      replicas: directories.ok
        ? { values: replicasOf(directories.value.values), whyNot: reasonOf(directories.value.problems[0]?.error, 'no broker told it') }
        : { ...nothing, whyNot: directories.error.message },
      committed,
    },
  });
}

function replicasOf(directories: readonly LogDirectory[]): ReadonlyMap<string, readonly ReplicaSize[]> {
  const found = new Map<string, ReplicaSize[]>();
  for (const { broker, replicas } of directories)
    for (const replica of replicas) {
      if (replica.isFuture) continue;
      const key = partitionKey(replica);
      const others = found.get(key);
      if (others === undefined) found.set(key, [{ broker, bytes: replica.bytes }]);
      else others.push({ broker, bytes: replica.bytes });
    }
  return found;
}
