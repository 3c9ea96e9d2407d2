/**
 * How a group stands: its epochs, who has not got its tasks yet, and why it does not start. Members of a streams group are told the reason
 * with their heartbeats (StreamsGroupHeartbeatResponse.Status); nobody else is, so it is looked for in the topology that the group has.
 */
import { endsAsInternalTopic } from '../core/description/topologyText.js';
import { plural } from '../core/features/words.js';
import type { GroupDescription, StreamsGroup, TaskAssignment, TopicLayout } from '../kafka/cluster.js';
import { parseSubscription } from './groupMetadata.js';
import { taskName } from './memberNames.js';
import type { Mark } from './model.js';

export interface GroupCondition {
  /** Of streams groups; null: the protocol has none that brokers tell. */
  readonly epochs: {
    readonly group: number;
    /** That the target assignment was worked out for. */
    readonly assignment: number;
    /** null: no member has sent a topology. */
    readonly topology: number | null;
  } | null;
  /** Brokers of 4.4 and later tell it, of streams groups. */
  readonly assignor: string | null;
  /** One sentence each: why it does not start, and what it is about to do. */
  readonly marks: readonly Mark[];
}

/** `layouts`: every topic that the user may see, by name. */
export function toGroupCondition(group: GroupDescription | undefined, layouts: ReadonlyMap<string, TopicLayout>): GroupCondition {
  if (group?.type === 'streams') {
    const { epoch, assignmentEpoch, topology, assignor } = group;
    const marks = [...notStartingMarks(group, layouts), ...staleMarks(group), ...movingMarks(group)];
    return { epochs: { group: epoch, assignment: assignmentEpoch, topology: topology?.epoch ?? null }, assignor, marks };
  }
  return { epochs: null, assignor: null, marks: group?.type === 'classic' ? classicMarks(group, layouts) : [] };
}

/** A group of either protocol in one of these states hands out tasks anew. */
const classicRebalances: Readonly<Record<string, string>> = {
  PreparingRebalance: 'its members are joining',
  CompletingRebalance: 'a member works out which tasks each gets',
};

function classicMarks(
  { state, members }: GroupDescription & { readonly type: 'classic' },
  layouts: ReadonlyMap<string, TopicLayout>,
): Mark[] {
  const subscribed = members.flatMap(({ metadata }) => parseSubscription(metadata)?.topics ?? []);
  const how = classicRebalances[state];
  return [
    ...missingMark(subscribed, layouts, 'Its members subscribe to'),
    ...(how === undefined ? [] : [info(`A rebalance is under way: ${how} (${state}).`)]),
  ];
}

const info = (message: string): Mark => ({ rule: 'rebalancing', severity: 'info', message });
const blocked = (message: string): Mark => ({ rule: 'not-starting', severity: 'error', message });

const listed = (names: readonly string[]): string =>
  names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

/** Internal topics are not there before the first start: whoever needs them makes them. */
function missingMark(topics: readonly string[], layouts: ReadonlyMap<string, TopicLayout>, verb: string): Mark[] {
  const missing = [...new Set(topics)].filter((topic) => !layouts.has(topic) && !endsAsInternalTopic(topic)).sort();
  if (missing.length === 0) return [];
  return [blocked(`${verb} ${listed(missing)}, which the cluster does not have, or this user may not see (Describe on the topic).`)];
}

const notReady = 'NotReady';

function notStartingMarks({ state, topology }: StreamsGroup, layouts: ReadonlyMap<string, TopicLayout>): Mark[] {
  if (topology === null) return state === notReady ? [blocked('It does not start: no member has sent a topology.')] : [];
  const { subtopologies } = topology;
  const sources = [...new Set(subtopologies.flatMap(({ sourceTopics }) => sourceTopics))];
  const missing = sources.filter((topic) => !layouts.has(topic)).sort();
  if (missing.length > 0) {
    const what = missing.length === 1 ? `source topic ${missing[0]} is` : `source topics ${listed(missing)} are`;
    const head = state === notReady || state === 'Empty' ? `It does not start (${state}): the` : `The`;
    return [
      blocked(
        `${head} ${what} not on the cluster, or this user may not see ${missing.length === 1 ? 'it' : 'them'} (Describe on the topic).`,
      ),
    ];
  }
  if (state !== notReady) return [];
  const unequal = subtopologies.flatMap(({ id, sourceTopics }) => {
    const counts = sourceTopics.map((topic) => `${topic} ${layouts.get(topic)?.partitions.length ?? '?'}`);
    const isUnequal = new Set(sourceTopics.map((topic) => layouts.get(topic)?.partitions.length)).size > 1;
    return isUnequal ? [`sub-topology ${id} reads ${listed(counts)}`] : [];
  });
  if (unequal.length > 0)
    return [blocked(`It does not start (${state}): topics that are joined must have equally many partitions, and ${unequal.join('; ')}.`)];
  const internal = subtopologies.flatMap(({ changelogTopics, repartitionSourceTopics }) => [
    ...changelogTopics,
    ...repartitionSourceTopics,
  ]);
  const notMade = internal.map(({ name }) => name).filter((name) => !layouts.has(name));
  if (notMade.length > 0)
    return [
      blocked(`It does not start (${state}) before its internal topics are there, which its coordinator makes: ${listed(notMade.sort())}.`),
    ];
  return [
    blocked(`It does not start (${state}), and its topics are all there: the log of its members says why, which brokers tell nobody else.`),
  ];
}

function staleMarks({ topology, members }: StreamsGroup): Mark[] {
  const stale = members.filter(({ topologyEpoch }) => topology !== null && topologyEpoch !== topology.epoch);
  if (stale.length === 0) return [];
  const epochs = [...new Set(stale.map(({ topologyEpoch }) => topologyEpoch))].join(', ');
  const message = `${stale.length} of ${plural(members.length, 'member', 'members')} came with topology epoch ${epochs}; the group is at ${topology?.epoch}.`;
  return [{ rule: 'stale-topology', severity: 'warning', message }];
}

const tasksOf = ({ active, standby, warmup }: TaskAssignment): ReadonlySet<string> =>
  new Set(
    Object.entries({ active, standby, warmup }).flatMap(([role, sets]) =>
      sets.flatMap(({ subtopology, partitions }) => partitions.map((partition) => `${role} ${taskName({ subtopology, partition })}`)),
    ),
  );

function movingMarks({ state, epoch, assignmentEpoch, members }: StreamsGroup): Mark[] {
  if (members.length === 0) return [];
  const marks: Mark[] = [];
  if (epoch !== assignmentEpoch)
    marks.push(
      info(`Its coordinator has not worked out the tasks of group epoch ${epoch} yet: those of epoch ${assignmentEpoch} count (${state}).`),
    );
  const moves = members.map(({ assignment, target }) => {
    const [now, then] = [tasksOf(assignment), tasksOf(target)];
    return { given: [...now].filter((task) => !then.has(task)).length, taken: [...then].filter((task) => !now.has(task)).length };
  });
  const moving = moves.filter(({ given, taken }) => given + taken > 0);
  if (moving.length > 0) {
    const sum = (which: 'given' | 'taken'): string =>
      plural(
        moving.reduce((all, one) => all + one[which], 0),
        'task',
        'tasks',
      );
    marks.push(
      info(
        `${moving.length} of ${plural(members.length, 'member', 'members')} ${moving.length === 1 ? 'does not have its' : 'do not have their'} target tasks yet: ${sum('given')} to give up, ${sum('taken')} to take.`,
      ),
    );
  }
  return marks;
}
