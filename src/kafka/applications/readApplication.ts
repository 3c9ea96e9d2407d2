/** One application with all figures that brokers tell: topics, sizes, offsets, lag, members. */
import { fail, succeed } from '../../base/result.js';
import { holdsPosition } from '../../core/description/topologyText.js';
import type { Cluster, OffsetTime, TopicLayout, TopicPartition } from '../cluster.js';
import type { ClusterResult, Problem } from '../clusterError.js';
import type { Call } from '../connection.js';
import { toInstances } from './instances.js';
import { findOwners } from './internalTopics.js';
import type { ApplicationState, Mark, StoreState } from './model.js';
import { lookAt } from './readOverview.js';
import { readRestore } from './restore.js';
import { storeKindOf } from './storeKind.js';
import { partitionKey, reasonOf, toTopicState, type Asked, type OffsetsByPartition, type TopicAnswers } from './topicState.js';

const configKeys = ['cleanup.policy', 'retention.ms', 'min.compaction.lag.ms'];

/** Fails as `notFound` where nothing on the cluster bears the id; the message names the applications that are there. */
export async function readApplication(
  cluster: Cluster,
  id: string,
  knownIds: readonly string[],
  call?: Call,
): Promise<ClusterResult<ApplicationState>> {
  const look = await lookAt(cluster, [...knownIds, id], call);
  if (!look.ok) return look;
  const { overview, topics, groups } = look.value;
  const summary = overview.applications.find((one) => one.id === id);
  if (summary === undefined) {
    const others = overview.applications.map((one) => one.id);
    return fail({
      kind: 'notFound',
      message: `The cluster has no Kafka Streams application ${id}: no group and no internal topic bears this id.`,
      advice:
        others.length === 0
          ? 'It has no Kafka Streams application at all.'
          : `It has: ${others.slice(0, 20).join(', ')}${others.length > 20 ? ' …' : ''}.`,
    });
  }
  const problems: Problem[] = [...overview.problems];
  const note = (some: readonly Problem[]): void => void problems.push(...some);
  const committed = await cluster.committed(id, call);
  if (!committed.ok && summary.group !== null) problems.push({ what: `committed offsets of group ${id}`, error: committed.error });
  const commits = committed.ok ? committed.value : [];
  const own = new Set([...summary.changelogs, ...summary.repartitions]);
  const layouts = new Map(topics.map((topic) => [topic.name, topic]));
  const sources = [...new Set(commits.map(({ topic }) => topic))].filter((topic) => !own.has(topic)).sort();
  const wanted = [...own, ...sources].flatMap((name) => layouts.get(name) ?? []);
  const partitions = wanted.flatMap(({ name, partitions: list }) =>
    list.map(({ partition }): TopicPartition => ({ topic: name, partition })),
  );

  const offsets = async (at: OffsetTime): Promise<ClusterResult<Asked<OffsetsByPartition>>> => {
    const answer = await cluster.offsets(partitions, at, call);
    if (!answer.ok) return answer;
    note(answer.value.problems);
    const values = new Map(answer.value.values.map((one) => [partitionKey(one), one]));
    return succeed({ values, whyNot: reasonOf(answer.value.problems[0]?.error, 'the broker did not tell it') });
  };
  const [configs, earliest, ends, newest, directories] = await Promise.all([
    cluster.configs(
      wanted.map(({ name }) => name),
      configKeys,
      call,
    ),
    offsets('earliest'),
    offsets('latest'),
    offsets('maxTimestamp'),
    cluster.logDirectories(wanted, call),
  ]);
  // Refused in part is a partial view; what ends the whole call is said as such.
  for (const answer of [configs, earliest, ends, newest, directories])
    if (!answer.ok && answer.error.kind !== 'unauthorised') return answer;
  if (configs.ok) note(configs.value.problems);
  if (directories.ok) note(directories.value.problems);
  const nothing = { values: new Map<string, never>(), whyNot: 'the broker refused it' };
  const answers: TopicAnswers = {
    configs: configs.ok
      ? { values: configs.value.values, whyNot: reasonOf(configs.value.problems[0]?.error, 'the broker did not tell it') }
      : { ...nothing, whyNot: configs.error.message },
    earliest: earliest.ok ? earliest.value : nothing,
    ends: ends.ok ? ends.value : nothing,
    newest: newest.ok ? newest.value : nothing,
    directories: directories.ok
      ? { values: directories.value.values, whyNot: reasonOf(directories.value.problems[0]?.error, 'no broker told it') }
      : { values: [], whyNot: directories.error.message },
    committed: { values: commits, whyNot: committed.ok ? 'nothing is committed for it' : committed.error.message },
  };
  const stateOf = (topic: TopicLayout, marks: readonly Mark[] = []) => toTopicState(topic, answers, marks);
  const namesOf = new Map((findOwners(summary.changelogs, [id]).byApplication.get(id) ?? []).map(({ topic, name }) => [topic, name]));
  const group = groups.get(id);
  const instances = group === undefined ? [] : toInstances(group);
  const stores = summary.changelogs.flatMap((topic): StoreState[] => {
    const layout = layouts.get(topic);
    const name = namesOf.get(topic);
    if (layout === undefined || name === undefined) return [];
    const kind = storeKindOf(name, answers.configs.values.get(topic));
    const positional = holdsPosition(name);
    const policy = answers.configs.values.get(topic)?.['cleanup.policy']?.value ?? null;
    const marks: Mark[] = [];
    if (policy === 'delete' && kind.value !== 'joinWindow')
      marks.push({ rule: 'not-compacted', severity: 'error', message: 'Its changelog is not compacted: retention deletes state.' });
    if (positional)
      marks.push({
        rule: 'positional-name',
        severity: 'warning',
        message: 'Its name is a position: an edit of the topology moves it, and this state is orphaned.',
      });
    return [{ name, positional, kind, topic: stateOf(layout, marks) }];
  });
  return succeed({
    summary,
    instances,
    stores,
    repartitions: summary.repartitions.flatMap((name) => layouts.get(name) ?? []).map((topic) => stateOf(topic)),
    sources: sources.flatMap((name) => layouts.get(name) ?? []).map((topic) => stateOf(topic)),
    restore: readRestore(group, instances),
    problems: distinctProblems(problems),
  });
}

/** The same question is asked of many partitions: one refusal is said once. */
function distinctProblems(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.what}: ${problem.error.message}`, problem])).values()];
}
