/**
 * How far a store is rebuilt. Restore consumers are in no group, so a broker knows little: the application's own lags come first, then
 * what members said when they last joined, then what moved between two looks. Where none of these speaks, nothing is said.
 */
import type { GroupDescription } from '../kafka/cluster.js';
import { parseSubscription, type MemberSubscription } from './groupMetadata.js';
import type { InstanceLags, StoreLag } from './instanceLags.js';
import type { Instance, Restore, TaskId } from './model.js';
import { inferRestore } from './inferRestore.js';
import type { Movements } from './movements.js';
import type { Subtopologies } from './subtopologies.js';
import { hostOf, taskName } from './memberNames.js';

export interface RestoreFacts {
  readonly group: GroupDescription | undefined;
  /** Only looked at where there is no `group`. */
  readonly mayHaveMembers: boolean;
  readonly instances: readonly Instance[];
  readonly lags: readonly InstanceLags[];
  readonly subtopologies: Subtopologies;
  /** Of `end`, `commit` and `waits`, each with topic/partition; the last is there while records wait to be processed. */
  readonly movements: Movements;
  readonly settleMs?: number | undefined;
}

export interface ChangelogPartition {
  readonly store: string;
  readonly topic: string;
  readonly partition: number;
  readonly earliest: number | null;
  readonly end: number | null;
}

export interface Restores {
  ofPartition(of: ChangelogPartition): Restore;
}

const nothing = { state: 'unknown', source: 'none', done: null, total: null } as const;

export function createRestores(facts: RestoreFacts): Restores {
  const { group, instances, lags, subtopologies } = facts;
  const sums = new Map(
    group?.type === 'classic'
      ? group.members.map((one) => [one.memberId, sumsByTask(parseSubscription(one.metadata)?.offsetSums ?? [])])
      : [],
  );
  const active = byPartition(instances);

  const fromApplication = (of: ChangelogPartition, subtopology: string | null): Restore | undefined => {
    const tasks = (active.get(of.partition) ?? []).filter(({ task }) => (subtopology ?? task.subtopology) === task.subtopology);
    const told = lags.flatMap(({ instance, lags: answer }): { readonly instance: Instance; readonly lag: StoreLag }[] => {
      const lag = answer.get(of.store)?.get(of.partition);
      return lag !== undefined && tasks.some((one) => one.instance === instance) ? [{ instance, lag }] : [];
    });
    const [furthest, other] = told.sort((a, b) => b.lag.position - a.lag.position);
    if (furthest === undefined) return undefined;
    const { position, end, lag } = furthest.lag;
    const from = Math.min(of.earliest ?? 0, end);
    const host = hostOf(furthest.instance);
    return {
      state: lag === 0 ? 'restored' : 'restoring',
      source: 'application',
      done: Math.max(0, position - from),
      total: end - from,
      note: other === undefined ? `${host} says so` : `${host} says so: the furthest copy, as which one is active is not known`,
    };
  };

  const fromRebalance = (task: TaskId): Restore | undefined => {
    const holder = active.get(task.partition)?.find((one) => one.task.subtopology === task.subtopology);
    const name = taskName(task);
    const said = holder === undefined ? undefined : sums.get(holder.memberId)?.get(name);
    if (said === 'running')
      return { ...nothing, state: 'restored', source: 'rebalance', note: `task ${name} was running at the last rebalance` };
    if (said === undefined || said === null) return undefined;
    return {
      ...nothing,
      source: 'rebalance',
      note: `task ${name} was at offset sum ${said} at the last rebalance; it may be further since`,
    };
  };

  return {
    ofPartition(of) {
      if (group === undefined && facts.mayHaveMembers) return { ...nothing, note: 'the members of its group could not be read' };
      if (group === undefined || group.members.length === 0)
        return { ...nothing, note: 'no member runs: nothing is restored until one starts' };
      const subtopology = subtopologies.ofChangelog(of.topic);
      const own = fromApplication(of, subtopology);
      if (own !== undefined) return own;
      const task = taskOf(of, subtopology, active);
      const said = task === undefined ? undefined : fromRebalance(task);
      if (said?.state === 'restored') return said;
      const moved = inferRestore(facts, of, subtopology === null ? [] : subtopologies.topicsOf(subtopology));
      if (moved !== undefined) return moved;
      return said ?? { ...nothing, note: whyNothing(group, active.size) };
    },
  };
}

interface ActiveTask {
  readonly task: TaskId;
  readonly memberId: string;
  readonly instance: Instance;
}

/** In the order of the instances. */
function byPartition(instances: readonly Instance[]): ReadonlyMap<number, readonly ActiveTask[]> {
  const found = new Map<number, ActiveTask[]>();
  for (const instance of instances)
    for (const { memberId, active } of instance.threads)
      for (const task of active) {
        const others = found.get(task.partition);
        if (others === undefined) found.set(task.partition, [{ task, memberId, instance }]);
        else others.push({ task, memberId, instance });
      }
  return found;
}

/** The first of a task counts. */
function sumsByTask(sums: MemberSubscription['offsetSums']): ReadonlyMap<string, number | 'running' | null> {
  return new Map([...sums].reverse().map((one) => [taskName(one), one.sum]));
}

/** Where all sub-topologies that could have the store are one task's, it is that. */
function taskOf(
  of: ChangelogPartition,
  subtopology: string | null,
  active: ReadonlyMap<number, readonly ActiveTask[]>,
): TaskId | undefined {
  if (subtopology !== null) return { subtopology, partition: of.partition };
  const candidates = active.get(of.partition) ?? [];
  return candidates.length === 1 ? candidates[0]!.task : undefined;
}

function whyNothing(group: GroupDescription, tasks: number): string {
  if (tasks === 0) return `no task is assigned now (${group.state})`;
  if (group.type === 'streams') return 'streams groups do not tell task offsets to the broker';
  return 'its task was not running at the last rebalance, and brokers know nothing newer';
}

/** A store's, of its partitions. */
export function mergeRestores(parts: readonly Restore[]): Restore {
  const [first] = parts;
  if (first === undefined) return { ...nothing, note: 'it has no partitions' };
  const state = parts.some((one) => one.state === 'restoring')
    ? 'restoring'
    : parts.every((one) => one.state === 'restored')
      ? 'restored'
      : 'unknown';
  const telling = parts.find((one) => one.state === state) ?? first;
  const sum = (values: readonly (number | null)[]): number | null =>
    values.reduce((all, one) => (all === null || one === null ? null : all + one), 0);
  const same = parts.filter((one) => one.state === state);
  const notes = new Set(parts.map(({ note }) => note));
  const note =
    notes.size === 1
      ? first.note
      : same.length === parts.length && parts.every(({ source }) => source === 'application')
        ? 'its instances say so'
        : `${same.length} of ${parts.length} partitions ${state === 'unknown' ? 'not known' : state}: ${telling.note}`;
  return { state, source: telling.source, done: sum(parts.map(({ done }) => done)), total: sum(parts.map(({ total }) => total)), note };
}
