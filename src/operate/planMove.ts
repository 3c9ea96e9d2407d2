/** The plan of a move: what is copied, to where, and what speaks against it. Nothing is written. */
import { fail, succeed } from '../base/result.js';
import { lookAt } from '../applications/readOverview.js';
import type { Cluster, ConfigEntry, TopicLayout } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { frozenRanges, type OffsetRange } from './committedRecords.js';
import { expectStopped } from './stopped.js';
import { readContent, type TopicContent } from './topicContent.js';

export interface MoveAsk {
  readonly application: string;
  readonly from: string;
  readonly to: string;
}

export interface MovePlan extends MoveAsk {
  /** Applications that the source may be of, by its name; those that run are named in `refusal`. */
  readonly owners: readonly string[];
  readonly partitions: number;
  readonly replicas: number;
  /** That the source has of its own: a target that is made gets them. */
  readonly configs: Readonly<Record<string, string>>;
  readonly content: TopicContent;
  /** null: it is not there, and is made. Else its offsets: empty, or a copy that was interrupted, which is looked at before anything is written. */
  readonly target: readonly OffsetRange[] | null;
  /** Brokers delete what is older, in their own time; null: nothing by its age. */
  readonly retentionMs: number | null;
  /** From this timestamp on, a record of a key does not replace one of another time; null: it does. */
  readonly historyFrom: number | null;
  /** Why it may not be carried out now; null: it may. */
  readonly refusal: ClusterError | null;
}

const suffix = '-changelog';
/** What a copy is like its source in; where replicas lie, and what is kept elsewhere, is not. */
const copiedConfigs = [
  ...['cleanup.policy', 'compression.type', 'delete.retention.ms', 'file.delete.delay.ms', 'flush.messages', 'flush.ms'],
  ...['index.interval.bytes', 'max.compaction.lag.ms', 'max.message.bytes', 'message.timestamp.after.max.ms'],
  ...['message.timestamp.before.max.ms', 'message.timestamp.difference.max.ms', 'message.timestamp.type', 'min.cleanable.dirty.ratio'],
  ...['min.compaction.lag.ms', 'min.insync.replicas', 'preallocate', 'retention.bytes', 'retention.ms', 'segment.bytes'],
  ...['segment.index.bytes', 'segment.jitter.ms', 'segment.ms', 'unclean.leader.election.enable'],
];

/** Fails where there is nothing to plan: no such topic, or a target that cannot take the state. */
export async function planMove(
  cluster: Cluster,
  ask: MoveAsk,
  progress: (line: string) => void,
  call?: Call,
): Promise<ClusterResult<MovePlan>> {
  const { application, from, to } = ask;
  const wrong = wrongNames(ask);
  if (wrong !== undefined) return fail(refused(wrong));
  const look = await lookAt(cluster, [application], call);
  if (!look.ok) return look;
  const layoutOf = (name: string): TopicLayout | undefined => look.value.topics.find((topic) => topic.name === name);
  const source = layoutOf(from);
  if (source === undefined) return fail({ kind: 'notFound', message: `The cluster has no topic ${from}.` });
  const layout = layoutOf(to);
  if (layout !== undefined && layout.partitions.length !== source.partitions.length)
    return fail(
      refused(`${to} has ${layout.partitions.length} partitions, and ${from} has ${source.partitions.length}: keys would lie elsewhere.`),
    );
  const configs = await readConfigs(cluster, from, layout === undefined ? undefined : to, call);
  if (!configs.ok) return configs;
  const content = await readContent(cluster, { name: from, partitions: source.partitions.length }, progress, call);
  if (!content.ok) return content;
  const target = layout === undefined ? succeed(null) : await frozenRanges(cluster, to, layout.partitions.length, call);
  if (!target.ok) return target;
  const owners = look.value.overview.applications.filter(({ changelogs }) => changelogs.includes(from)).map(({ id }) => id);
  const stopped = await expectStopped(cluster, [...new Set([...owners, application])], call);
  if (!stopped.ok && stopped.error.kind !== 'refused') return stopped;
  return succeed({
    ...ask,
    owners,
    partitions: source.partitions.length,
    replicas: Math.max(...source.partitions.map(({ replicas }) => replicas.length)),
    configs: ownOf(configs.value.source),
    content: content.value,
    target: target.value,
    ...bounds(configs.value.source, content.value.newest),
    refusal: stopped.ok ? null : stopped.error,
  });
}

function wrongNames({ application, from, to }: MoveAsk): string | undefined {
  if (from === to) return `${from} is both the source and the target.`;
  for (const name of [from, to])
    if (!name.endsWith(suffix)) return `${name} is no changelog topic: the name of one ends in ${suffix}. Only changelogs are moved.`;
  const start = `${application}-`;
  if (to.startsWith(start) && to.length > start.length + suffix.length) return undefined;
  return `${to} is not a changelog of ${application}: the application would look for ${start}STORE${suffix}.`;
}

async function readConfigs(
  cluster: Cluster,
  from: string,
  to: string | undefined,
  call: Call | undefined,
): Promise<ClusterResult<{ readonly source: Readonly<Record<string, ConfigEntry>> }>> {
  const answer = await cluster.configs(to === undefined ? [from] : [from, to], copiedConfigs, call);
  if (!answer.ok) return answer;
  const problem = answer.value.problems[0];
  if (problem !== undefined) return fail(problem.error);
  const [source, target] = [from, to ?? from].map((name) => answer.value.values.get(name) ?? {});
  if (target?.['message.timestamp.type']?.value === 'LogAppendTime')
    return fail(
      refused(
        `${to ?? from} gives records the time at which they are appended (message.timestamp.type): the times of the state would be lost.`,
      ),
    );
  const policies = [source, target].map((one) => one?.['cleanup.policy']?.value ?? null);
  if (policies[0] !== policies[1])
    return fail(refused(`${to} has the cleanup.policy ${policies[1]}, and ${from} has ${policies[0]}: the stores are of different kinds.`));
  return succeed({ source: source ?? {} });
}

const ownOf = (entries: Readonly<Record<string, ConfigEntry>>): Record<string, string> => ({
  'message.timestamp.type': 'CreateTime',
  ...Object.fromEntries(Object.entries(entries).flatMap(([key, { value, isOwn }]) => (isOwn && value !== null ? [[key, value]] : []))),
});

function bounds(entries: Readonly<Record<string, ConfigEntry>>, newest: number | null): Pick<MovePlan, 'retentionMs' | 'historyFrom'> {
  const number = (key: string): number => Number(entries[key]?.value ?? -1);
  const lag = number('min.compaction.lag.ms');
  const isVersioned = entries['min.compaction.lag.ms']?.isOwn === true && lag > 0;
  const retention = number('retention.ms');
  const deletes = entries['cleanup.policy']?.value?.includes('delete') === true && retention >= 0;
  return { retentionMs: deletes ? retention : null, historyFrom: isVersioned ? (newest ?? 0) - lag : null };
}

const refused = (message: string): ClusterError => ({ kind: 'refused', message });
