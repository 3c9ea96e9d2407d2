/** What kafka-streams-application-reset does: input topics back to their beginning, internal topics deleted. */
import { fail, succeed } from '../base/result.js';
import { lookAt } from '../applications/readOverview.js';
import type { Cluster } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { deleteTopics } from './deleteTopics.js';
import { expectStopped } from './stopped.js';
import type { WriteTools } from './writeTools.js';

export interface ResetAsk {
  readonly application: string;
  readonly inputTopics: readonly string[];
  /** Only these of the internal topics; empty: all. */
  readonly internalTopics: readonly string[];
}

export interface ResetPlan {
  readonly application: string;
  /** Where the group begins to read again. */
  readonly offsets: readonly { readonly topic: string; readonly partition: number; readonly offset: number }[];
  readonly missingInputs: readonly string[];
  readonly deleted: readonly string[];
  /** Those were named, each: what may be another application's is meant, too. */
  readonly isNamed: boolean;
  /** Of those that are deleted: whose they may be, too. */
  readonly perhapsOf: ReadonlyMap<string, readonly string[]>;
  /** Why it may not be carried out now; null: it may. */
  readonly refusal: ClusterError | null;
}

/** StreamsResetter.matchesInternalTopicFormat of 4.x. */
const isInternal = (topic: string): boolean =>
  ['-changelog', '-repartition', '-subscription-registration-topic', '-subscription-response-topic'].some((end) => topic.endsWith(end)) ||
  /.-KTABLE-FK-JOIN-SUBSCRIPTION-(?:REGISTRATION|RESPONSE)-\d+-topic$/.test(topic);

export async function planReset(cluster: Cluster, ask: ResetAsk, call?: Call): Promise<ClusterResult<ResetPlan>> {
  const { application, inputTopics, internalTopics } = ask;
  const look = await lookAt(cluster, [application], call);
  if (!look.ok) return look;
  const { topics, overview } = look.value;
  const internal = topics
    .filter(({ name }) => name.startsWith(`${application}-`) && isInternal(name) && !inputTopics.includes(name))
    .map(({ name }) => name)
    .sort();
  const strange = internalTopics.find((name) => !internal.includes(name));
  if (strange !== undefined)
    return fail({
      kind: 'refused',
      message: `${strange} is no internal topic of ${application} on this cluster.`,
      advice: `kslens reset --app ${application} without --internal-topics lists all of them.`,
    });
  const inputs = topics.filter(({ name }) => inputTopics.includes(name));
  const partitions = inputs.flatMap(({ name, partitions: parts }) => parts.map(({ partition }) => ({ topic: name, partition })));
  const offsets = await cluster.offsets(partitions, 'earliest', call);
  if (!offsets.ok) return offsets;
  const problem = offsets.value.problems[0];
  if (problem !== undefined) return fail(problem.error);
  const deleted = internalTopics.length > 0 ? [...new Set(internalTopics)].sort() : internal;
  const stopped = await expectStopped(cluster, [application], call);
  if (!stopped.ok && stopped.error.kind !== 'refused') return stopped;
  const isStreamsGroup = overview.applications.some(({ id, group }) => id === application && group?.type === 'streams');
  return succeed({
    application,
    offsets: offsets.value.values
      .map(({ topic, partition, offset }) => ({ topic, partition, offset: offset ?? 0 }))
      .sort((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition)),
    missingInputs: inputTopics.filter((name) => !inputs.some((one) => one.name === name)),
    deleted,
    isNamed: internalTopics.length > 0,
    perhapsOf: othersOf(application, deleted, overview.applications),
    refusal: stopped.ok ? (isStreamsGroup ? streamsGroup(application) : null) : stopped.error,
  });
}

/** The tool goes by the beginning of names alone: `shop` has all topics of `shop-eu`. */
function othersOf(
  application: string,
  topics: readonly string[],
  applications: readonly { readonly id: string; readonly changelogs: readonly string[]; readonly repartitions: readonly string[] }[],
): ReadonlyMap<string, readonly string[]> {
  const others = applications.filter(({ id }) => id !== application);
  const found = topics.map((topic) => {
    const ids = others.filter(({ changelogs, repartitions }) => changelogs.includes(topic) || repartitions.includes(topic));
    return [topic, ids.map(({ id }) => id)] as const;
  });
  return new Map(found.filter(([, ids]) => ids.length > 0));
}

/** May be ended at any time, and called again with a new plan. */
export async function resetApplication(plan: ResetPlan, tools: WriteTools): Promise<ClusterResult<void>> {
  const { cluster, writer, signal } = tools;
  if (plan.refusal !== null) return fail(plan.refusal);
  const stopped = await expectStopped(cluster, [plan.application], { signal });
  if (!stopped.ok) return stopped;
  if (plan.offsets.length > 0) {
    tools.progress(`Resetting the offsets of ${plan.application}`);
    const committed = await writer.commitOffsets(plan.application, plan.offsets, { signal });
    if (!committed.ok) return committed;
  }
  return deleteTopics(plan.application, plan.deleted, tools);
}

const streamsGroup = (application: string): ClusterError => ({
  kind: 'refused',
  message: `${application} uses the streams group protocol, which kafka-streams-application-reset does not know.`,
  advice: `Use kafka-streams-groups.sh --reset-offsets --group ${application} of Kafka 4.2 or later.`,
});
