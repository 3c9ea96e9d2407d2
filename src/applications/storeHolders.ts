/**
 * Which instances hold the partitions of a store: those of the tasks of its sub-topology, as the group tells them. The library finds them alike
 * (StreamsMetadataState: the sources of a store's sub-topology, among the partitions of each host).
 */
import { succeed } from '../base/result.js';
import type { Cluster, GroupDescription, StreamsGroup } from '../kafka/cluster.js';
import type { ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { parseAssignment } from './groupMetadata.js';
import { readMembers } from './instances.js';
import { taskName } from './memberNames.js';
import type { Instance, TaskId, Thread } from './model.js';

export interface HoldersAsk {
  readonly application: string;
  /** The changelog, or the source topic that serves as one. */
  readonly topic: string;
  readonly isSourceTopic: boolean;
  readonly isGlobal: boolean;
  /** What the store's sub-topology reads, as the code says; null: not known. */
  readonly reads: readonly string[] | null;
}

export type Holder = Pick<Instance, 'processId' | 'clientHost' | 'endpoint'> & {
  /** The thread's. */
  readonly clientId: string;
};

export interface PartitionHolders {
  readonly partition: number;
  /** As Kafka Streams names it; null: not known. */
  readonly task: string | null;
  /** null: nobody, or not known: `why` says which. */
  readonly active: Holder | null;
  readonly standby: readonly Holder[];
  readonly warmup: readonly Holder[];
  readonly why: string | null;
}

export interface StoreHolders {
  /** Of the group; null: there is none. */
  readonly state: string | null;
  /** null: not known, or a global store. */
  readonly subtopology: string | null;
  /** `likely`: it could be another one, or the store be no longer used: `from` says what it rests on. */
  readonly certainty: 'certain' | 'likely';
  /** What tells the sub-topology, or why nothing does: a clause. */
  readonly from: string;
  /** In order, one for each partition of the topic. */
  readonly partitions: readonly PartitionHolders[];
}

/** Of a topic whose partitions are known. */
export interface SizedAsk extends HoldersAsk {
  readonly partitions: number;
}

/** Asks for the topic and the group alone. */
export async function readStoreHolders(cluster: Cluster, asked: HoldersAsk, call?: Call): Promise<ClusterResult<StoreHolders>> {
  const [layouts, groups] = await Promise.all([cluster.topics([asked.topic], call), cluster.groups(call)]);
  if (!layouts.ok) return layouts;
  if (!groups.ok) return groups;
  const ask: SizedAsk = { ...asked, partitions: layouts.value.values[0]?.partitions.length ?? 0 };
  const listing = groups.value.values.find(({ id }) => id === ask.application);
  if (listing === undefined) {
    const [problem] = groups.value.problems;
    const why =
      problem === undefined
        ? `there is no group ${ask.application}: the application does not run`
        : `${problem.what}: ${problem.error.message}`;
    return succeed(nobody(ask, null, why));
  }
  const described = await cluster.describeGroups([listing], call);
  if (!described.ok) return described;
  const [group] = described.value.values;
  if (group !== undefined) return succeed(findStoreHolders(group, ask));
  const why = described.value.problems[0]?.error.message ?? 'the group is gone';
  return succeed(nobody(ask, listing.state, `the group ${ask.application} cannot be described: ${why}`));
}

export function findStoreHolders(group: GroupDescription, ask: SizedAsk): StoreHolders {
  const { state } = group;
  if (group.members.length === 0) return nobody(ask, state, `no instance runs: the group is ${state}`);
  if (group.type === 'consumer') return nobody(ask, state, `${ask.application} is a group of plain consumers`);
  if (group.type === 'classic' && state !== 'Stable') return nobody(ask, state, `the group is ${state}: ask again when it is Stable`);
  const { instances, unread } = readMembers(group);
  const threads = instances.flatMap((instance) => instance.threads.map((thread) => ({ instance, thread })));
  if (unread > 0) return nobody(ask, state, 'the assignments of some members are of no version that is known');
  if (ask.isGlobal) return everybody(ask, state, threads);
  const found = findSubtopology(group, threads, ask);
  const partitions = Array.from({ length: ask.partitions }, (_, partition) => {
    const holders = holdersOf(partition, found.subtopologies, threads, found.from);
    return holders.why === null || state === 'Stable' ? holders : { ...holders, why: `${holders.why}, and the group is ${state}` };
  });
  const [only, second] = found.subtopologies;
  return { state, subtopology: second === undefined ? (only ?? null) : null, certainty: found.certainty, from: found.from, partitions };
}

interface MemberThread {
  readonly instance: Instance;
  readonly thread: Thread;
}

interface FoundSubtopology {
  /** Those that it can be; empty: none is known. */
  readonly subtopologies: readonly string[];
  readonly certainty: StoreHolders['certainty'];
  readonly from: string;
}

function findSubtopology(group: GroupDescription, threads: readonly MemberThread[], ask: SizedAsk): FoundSubtopology {
  if (group.type === 'streams' && group.topology !== null) return ofTopology(group.topology, ask);
  const readers = (topics: readonly string[]): string[] => [
    ...new Set(
      (group.type === 'classic' ? group.members : [])
        .flatMap(({ assignment }) => parseAssignment(assignment)?.reads ?? [])
        .flatMap(({ topic, subtopology }) => (topics.includes(topic) ? [subtopology] : [])),
    ),
  ];
  const certain = (subtopologies: readonly string[], from: string): FoundSubtopology => ({ subtopologies, certainty: 'certain', from });
  if (ask.isSourceTopic) return certain(readers([ask.topic]), `it reads ${ask.topic}`);
  const [reader, other] = ask.reads === null ? [] : readers(ask.reads);
  if (reader !== undefined && other === undefined) return certain([reader], 'it reads what the code says');
  if (ask.reads !== null && reader === undefined && ask.reads.length > 0)
    return certain([], 'no member reads what the store is filled from by the code: another version of it runs');
  const likely = (subtopologies: readonly string[], from: string): FoundSubtopology => ({ subtopologies, certainty: 'likely', from });
  const through = readers([ask.topic.replace(/-changelog$/, '-repartition')]);
  if (through.length === 1) return likely(through, 'it reads the repartition topic of the name, and no code tells');
  const sizes = new Map<string, Set<number>>();
  for (const { thread } of threads)
    for (const { subtopology, partition } of thread.active) sizes.set(subtopology, (sizes.get(subtopology) ?? new Set()).add(partition));
  const fitting = [...sizes].filter(([, tasks]) => tasks.size === ask.partitions).map(([subtopology]) => subtopology);
  const tasks = `${ask.partitions} ${ask.partitions === 1 ? 'task' : 'tasks'}`;
  if (fitting.length === 1) return likely(fitting, `it alone has ${tasks}, and no code tells`);
  const from =
    fitting.length === 0
      ? `no sub-topology that runs has ${tasks}`
      : `sub-topologies ${fitting.join(', ')} have ${tasks} each, and no code tells which is the store's`;
  return likely(fitting, from);
}

/** A streams group says which sub-topology has which changelog. */
function ofTopology({ subtopologies }: NonNullable<StreamsGroup['topology']>, { topic, isSourceTopic }: HoldersAsk): FoundSubtopology {
  const found = subtopologies.filter(({ changelogTopics, sourceTopics, repartitionSourceTopics }) =>
    isSourceTopic
      ? [...sourceTopics, ...repartitionSourceTopics.map(({ name }) => name)].includes(topic)
      : changelogTopics.some(({ name }) => name === topic),
  );
  const from =
    found.length === 0 ? `the topology on the broker has no ${topic}: the store is not used any more` : 'the topology on the broker';
  return { subtopologies: found.map(({ id }) => id), certainty: 'certain', from };
}

/** Of several sub-topologies only what is the same for each of them is told. */
function holdersOf(partition: number, subtopologies: readonly string[], threads: readonly MemberThread[], from: string): PartitionHolders {
  const each = subtopologies.map((subtopology) => holdersOfTask({ subtopology, partition }, threads));
  const [first, ...others] = each;
  if (first === undefined) return { partition, ...unknown, why: from };
  const same = (one: PartitionHolders): string =>
    JSON.stringify([one.active, ...one.standby, ...one.warmup].map((holder) => holder?.processId ?? null));
  if (others.every((other) => same(other) === same(first))) return others.length === 0 ? first : { ...first, task: null };
  return { partition, ...unknown, why: from };
}

const unknown = { task: null, active: null, standby: [], warmup: [] } as const;

function holdersOfTask(task: TaskId, threads: readonly MemberThread[]): PartitionHolders {
  const name = taskName(task);
  const holders = (role: 'active' | 'standby' | 'warmup'): Holder[] =>
    threads.filter(({ thread }) => thread[role].some((one) => taskName(one) === name)).map(toHolder);
  const [active] = holders('active');
  return {
    partition: task.partition,
    task: name,
    active: active ?? null,
    standby: holders('standby'),
    warmup: holders('warmup'),
    why: active === undefined ? `no member has task ${name}` : null,
  };
}

const toHolder = ({ instance: { processId, clientHost, endpoint }, thread: { clientId } }: MemberThread): Holder => ({
  processId,
  clientHost,
  endpoint,
  clientId,
});

function nobody({ partitions }: SizedAsk, state: string | null, why: string): StoreHolders {
  return {
    state,
    subtopology: null,
    certainty: 'certain',
    from: why,
    partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, ...unknown, why })),
  };
}

/** The one copy of a global store is on each instance: nobody's is more active than another's. */
function everybody({ partitions }: SizedAsk, state: string, threads: readonly MemberThread[]): StoreHolders {
  const each = [...new Map(threads.map((one) => [one.instance.processId, toHolder(one)])).values()];
  const why = `every instance has all of a global store: ${each.length === 1 ? 'there is 1' : `there are ${each.length}`}`;
  return {
    state,
    subtopology: null,
    certainty: 'certain',
    from: why,
    partitions: Array.from({ length: partitions }, (_, partition) => ({ ...unknown, partition, why })),
  };
}
