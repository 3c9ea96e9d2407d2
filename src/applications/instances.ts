/** The members of a group as instances (KafkaStreams objects) and their stream threads. */
import type { GroupDescription, TaskAssignment, TaskSet } from '../kafka/cluster.js';
import { toApplicationServer } from './applicationServer.js';
import { parseAssignment, parseSubscription } from './groupMetadata.js';
import type { Instance, TaskId, Thread } from './model.js';

export interface ReadMembers {
  /** By process id. */
  readonly instances: readonly Instance[];
  /** Members whose bytes are of no known version, broken, or not told (brokers tell none of a classic group that rebalances): of no instance here. */
  readonly unread: number;
}

export function readMembers(group: GroupDescription): ReadMembers {
  const instances = new Map<string, Instance & { readonly threads: Thread[] }>();
  let unread = 0;
  const add = (one: Omit<Instance, 'threads'>, thread: Thread): void => {
    const instance = instances.get(one.processId) ?? { ...one, threads: [] };
    instances.set(one.processId, instance);
    instance.threads.push(thread);
  };
  if (group.type === 'streams') {
    for (const { memberId, memberEpoch, clientId, clientHost, processId, endpoint, assignment, target } of group.members) {
      add(
        { processId, clientHost, endpoint: endpoint === null ? null : toApplicationServer(endpoint) },
        { memberId, clientId, ...toTaskLists(assignment), target: { memberEpoch, ...toTaskLists(target) } },
      );
    }
  } else if (group.type === 'classic') {
    for (const { memberId, clientId, clientHost, metadata, assignment } of group.members) {
      const subscription = parseSubscription(metadata);
      const tasks = parseAssignment(assignment);
      if (subscription === undefined || tasks === undefined) {
        unread++;
        continue;
      }
      const { processId, endpoint } = subscription;
      const { active, standby } = tasks;
      add({ processId, clientHost, endpoint }, { memberId, clientId, active, standby, warmup: [], target: null });
    }
  }
  for (const { threads } of instances.values()) threads.sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
  return { instances: [...instances.values()].sort((a, b) => (a.processId < b.processId ? -1 : 1)), unread };
}

const toTaskLists = ({ active, standby, warmup }: TaskAssignment) => ({
  active: toTasks(active),
  standby: toTasks(standby),
  warmup: toTasks(warmup),
});

const toTasks = (sets: readonly TaskSet[]): TaskId[] =>
  sets.flatMap(({ subtopology, partitions }) => partitions.map((partition) => ({ subtopology, partition })));
