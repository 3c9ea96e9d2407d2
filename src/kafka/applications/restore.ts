/** What the last rebalance said of restored tasks. Restore consumers are in no group: a broker knows nothing newer. */
import type { GroupDescription } from '../cluster.js';
import { parseSubscription } from './groupMetadata.js';
import type { Instance, Restore, TaskId } from './model.js';

const taskKey = ({ subtopology, partition }: TaskId): string => `${subtopology}_${partition}`;

export function readRestore(group: GroupDescription | undefined, instances: readonly Instance[]): Restore {
  const nothing = { source: 'none', done: null, total: null, state: 'unknown' } as const;
  if (group === undefined || group.members.length === 0)
    return { ...nothing, note: 'no member runs: nothing is restored until one starts' };
  if (group.type === 'streams') return { ...nothing, note: 'streams groups do not tell task offsets to the broker' };
  if (group.type !== 'classic') return { ...nothing, note: 'the group is no Kafka Streams application' };
  const active = instances.flatMap(({ threads }) =>
    threads.flatMap((thread) => thread.active.map((task) => ({ task, member: thread.memberId }))),
  );
  if (active.length === 0) return { ...nothing, note: `no task is assigned now (${group.state})` };
  const sums = new Map(group.members.map(({ memberId, metadata }) => [memberId, parseSubscription(metadata)?.offsetSums ?? []]));
  const running = active.filter(({ task, member }) =>
    sums.get(member)?.some((one) => taskKey(one) === taskKey(task) && one.sum === 'running'),
  );
  const when = 'at the last rebalance';
  if (running.length === active.length)
    return { state: 'restored', source: 'rebalance', done: null, total: null, note: `all ${active.length} active tasks ran ${when}` };
  // A task that moved says so at the next rebalance only: that it did not run then does not mean that it does not run now.
  return {
    ...nothing,
    source: 'rebalance',
    note: `${running.length} of ${active.length} active tasks ran ${when}; whether the others are restored since then, brokers do not know`,
  };
}
