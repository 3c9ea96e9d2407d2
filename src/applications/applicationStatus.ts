/** What an operator asks first: does it run, does it keep up, does it restore, what is wrong. Made of looks at one application, pure. */
import { plural } from '../core/features/words.js';
import type { GroupCondition } from './groupCondition.js';
import { usualSettleMs } from './inferRestore.js';
import type { ApplicationState, HeldUp, Instance, Mark, StoreState, TaskId, TopicState } from './model.js';
import { hostOf } from './memberNames.js';
import { isRebalancing } from './rebalancing.js';

export interface ApplicationStatus {
  readonly application: string;
  /** The group's; null: there is none. */
  readonly state: string | null;
  readonly instances: number | null;
  readonly lag: Lag;
  /** `perhaps`: those among them whose topics may be of another application. */
  readonly stores: { readonly count: number; readonly perhaps: number; readonly bytes: number | null };
  /** Changelogs, repartition topics and those of foreign-key joins; orphans are not among them. `bytes` with replicas. */
  readonly internalTopics: {
    readonly count: number;
    readonly perhaps: number;
    readonly partitions: number;
    readonly replicas: number;
    readonly bytes: number | null;
  };
  readonly standbyTasks: number;
  readonly holds: readonly Holding[];
  readonly verdict: Verdict;
  /** Epochs of a streams group, and its assignor; the group's marks are among the marks. */
  readonly group: Pick<GroupCondition, 'epochs' | 'assignor'>;
  readonly marks: readonly (Mark & { readonly of: string })[];
}

/** What an instance has. */
export interface Holding {
  readonly instance: string;
  readonly activeTasks: number;
  readonly standbyTasks: number;
  /** Partitions of stores, standbys too, each of them a RocksDB database where the store is persistent; null: of a store it is not known which task has it. */
  readonly storePartitions: number | null;
}

export interface Lag {
  /** Records; null: of no source topic it is known. */
  readonly records: number | null;
  /** Partitions of source topics of which it is not known. */
  readonly unknownPartitions: number;
  readonly trend: 'growing' | 'shrinking' | 'steady' | null;
  /** The partition that is furthest behind; null: none is. */
  readonly most: { readonly topic: string; readonly partition: number; readonly records: number } | null;
}

export type VerdictKind = 'restoring' | 'stuck' | 'processing' | 'idle' | 'not running' | 'cannot be told';

export interface Verdict {
  readonly kind: VerdictKind;
  /** What it rests on, a sentence. */
  readonly evidence: string;
  /** In offsets of changelogs; null: it does not restore, or nobody tells how far it is. */
  readonly restore: {
    readonly done: number;
    readonly total: number;
    readonly bytesLeft: number | null;
    readonly perSecond: number | null;
    readonly secondsLeft: number | null;
  } | null;
}

interface Look {
  readonly state: ApplicationState;
  /** Milliseconds. */
  readonly at: number;
}

export interface StatusWatch {
  /** The status by this look and those before it. */
  observe(state: ApplicationState, at: number): ApplicationStatus;
}

export function createStatusWatch(): StatusWatch {
  let first: Look | undefined;
  let last: Look | undefined;
  let activity: Activity = { movedAt: null, gapMs: null, by: 0 };
  return {
    observe(state, at) {
      const now = { state, at };
      const by = last === undefined ? 0 : movedBetween(last.state, state);
      activity = nextActivity(activity, by, at);
      const status = toStatus(now, last, { ...activity, sinceMs: at - (activity.movedAt ?? first?.at ?? at) });
      first ??= now;
      last = now;
      return status;
    },
  };
}

/** What was committed and written while it was looked at. */
interface Activity {
  /** null: nothing yet. */
  readonly movedAt: number | null;
  /** The longest time between two moves; null: it did not move twice. */
  readonly gapMs: number | null;
  /** Since the last look. */
  readonly by: number;
}

function nextActivity({ movedAt, gapMs }: Activity, by: number, at: number): Activity {
  if (by === 0) return { movedAt, gapMs, by };
  return { movedAt: at, gapMs: movedAt === null ? gapMs : Math.max(gapMs ?? 0, at - movedAt), by };
}

/** Offsets that were committed, and records that went to internal topics: a transaction's end alone, one offset, is none. */
function movedBetween(before: ApplicationState, after: ApplicationState): number {
  const read = (state: ApplicationState): readonly TopicState[] => [...state.sources, ...state.repartitions];
  const written = (state: ApplicationState): readonly TopicState[] => [...changelogsOf(state.stores), ...state.repartitions];
  const committed = growth(
    read(before),
    read(after),
    ({ end, lag }) => (end.value === null || lag.value === null ? null : end.value - lag.value),
    1,
  );
  return committed + growth(written(before), written(after), ({ end }) => end.value, 2);
}

function growth(
  before: readonly TopicState[],
  after: readonly TopicState[],
  offsetOf: (partition: TopicState['partitions'][number]) => number | null,
  least: number,
): number {
  const known = new Map(
    before.flatMap(({ name, partitions }) => partitions.map((one) => [`${name}/${one.partition}`, offsetOf(one)] as const)),
  );
  let sum = 0;
  for (const { name, partitions } of after)
    for (const one of partitions) {
      const [from, to] = [known.get(`${name}/${one.partition}`) ?? null, offsetOf(one)];
      if (from !== null && to !== null && to - from >= least) sum += to - from;
    }
  return sum;
}

const changelogsOf = (stores: readonly StoreState[]): readonly TopicState[] =>
  stores.flatMap(({ topic, backedBy }) => (topic === null || backedBy !== 'changelog' ? [] : [topic]));

function toStatus(now: Look, last: Look | undefined, activity: Activity & { readonly sinceMs: number }): ApplicationStatus {
  const { state } = now;
  const { summary, instances, stores, repartitions } = state;
  const internal = [...changelogsOf(stores), ...repartitions];
  const isShared = ({ name }: TopicState): boolean => summary.perhapsOf.has(name);
  const lag = lagOf(state, last?.state);
  return {
    application: summary.id,
    state: summary.group?.state ?? null,
    instances: summary.instances,
    lag,
    stores: {
      count: stores.length,
      perhaps: stores.filter(({ topic }) => topic !== null && isShared(topic)).length,
      bytes: sumOf(stores.map(({ topic }) => (topic === null ? 0 : topic.bytes.value))),
    },
    internalTopics: {
      count: internal.length,
      perhaps: internal.filter(isShared).length,
      partitions: internal.reduce((sum, { partitions }) => sum + partitions.length, 0),
      replicas: internal.reduce((sum, { partitions }) => sum + partitions.reduce((all, { replicas }) => all + replicas.length, 0), 0),
      bytes: sumOf(internal.map(({ replicaBytes }) => replicaBytes.value)),
    },
    standbyTasks: instances.reduce((sum, { threads }) => sum + threads.reduce((all, { standby }) => all + standby.length, 0), 0),
    holds: instances.map((instance) => holdingOf(instance, stores)),
    verdict: verdictOf(now, last, lag, activity),
    group: { epochs: state.group.epochs, assignor: state.group.assignor },
    marks: marksOf(state),
  };
}

function holdingOf(instance: Instance, stores: readonly StoreState[]): Holding {
  const tasks = (role: 'active' | 'standby'): readonly TaskId[] => instance.threads.flatMap((thread) => thread[role]);
  const [active, standby] = [tasks('active'), tasks('standby')];
  // A global store is of no task: every instance has all of it.
  const isKnown = stores.every(({ subtopology, backedBy }) => subtopology !== null || backedBy === 'source topic');
  const storesOf = ({ subtopology }: TaskId): number => stores.filter((one) => one.subtopology === subtopology).length;
  return {
    instance: hostOf(instance),
    activeTasks: active.length,
    standbyTasks: standby.length,
    storePartitions: isKnown ? [...active, ...standby].reduce((sum, task) => sum + storesOf(task), 0) : null,
  };
}

function lagOf({ sources }: ApplicationState, before: ApplicationState | undefined): Lag {
  const all = sources.flatMap(({ name, partitions }) =>
    partitions.map(({ partition, lag, end }) => ({ topic: name, partition, lag, end })),
  );
  // Nobody commits for a partition that nothing was written to.
  const behind = all.flatMap(({ topic, partition, lag, end }) => {
    const records = lag.value ?? (end.value === 0 ? 0 : null);
    return records === null ? [] : [{ topic, partition, records }];
  });
  const records = behind.length === 0 ? null : behind.reduce((sum, one) => sum + one.records, 0);
  const most = behind.toSorted((a, b) => b.records - a.records)[0];
  const was = before === undefined ? null : lagOf(before, undefined).records;
  const trend = records === null || was === null ? null : records > was ? 'growing' : records < was ? 'shrinking' : 'steady';
  return { records, unknownPartitions: all.length - behind.length, trend, most: most === undefined || most.records === 0 ? null : most };
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

function marksOf({ summary, group, stores, sources, repartitions, orphans }: ApplicationState): ApplicationStatus['marks'] {
  const ofTopics = [...sources, ...repartitions, ...orphans].flatMap(({ name, marks }) => marks.map((mark) => ({ ...mark, of: name })));
  const ofGroup = group.marks.map((mark) => ({ ...mark, of: `group ${summary.id}` }));
  const all = [...ofGroup, ...stores.flatMap(({ name, marks }) => marks.map((mark) => ({ ...mark, of: name }))), ...ofTopics];
  const weight = { error: 0, warning: 1, info: 2 } as const;
  return all.toSorted((a, b) => weight[a.severity] - weight[b.severity]);
}

function verdictOf(
  { state, at }: Look,
  last: Look | undefined,
  lag: Lag,
  { by, gapMs, movedAt, sinceMs }: Activity & { readonly sinceMs: number },
): Verdict {
  const { summary, group, instances, stores } = state;
  const told = (kind: VerdictKind, evidence: string): Verdict => ({ kind, evidence, restore: null });
  if (summary.group === null) return told('not running', 'no group bears its id');
  const moves = isRebalancing(summary.group.state) ? `its group is rebalancing (${summary.group.state})` : undefined;
  if (summary.instances === null) return told('cannot be told', moves ?? summary.note ?? 'the members of its group could not be read');
  const blocked = group.marks.find(({ rule }) => rule === 'not-starting');
  if (instances.length === 0) return told('not running', `its group has no members${blocked === undefined ? '' : `. ${blocked.message}`}`);
  if (blocked !== undefined && summary.group.state === 'NotReady') return told('not running', blocked.message);
  const restoring = stores.filter(({ restore }) => restore.state === 'restoring');
  const own = restoring.filter(({ restore }) => restore.done !== null && restore.total !== null);
  if (own.length > 0) return restoreVerdict(own, last, at);
  if (by > 0)
    return told('processing', `${by.toLocaleString('en-US')} offsets were committed or written to internal topics since the last look`);
  if (restoring[0] !== undefined) return told('restoring', restoring[0].restore.note);
  if (moves !== undefined) return told('cannot be told', moves);
  if (lag.records === 0 && lag.unknownPartitions === 0) return told('idle', 'nothing waits in its source topics');
  if (lag.records === null)
    return told('cannot be told', 'nothing is committed for its source topics: it restores, or has not committed yet');
  if (last === undefined)
    return told('cannot be told', `lag ${lag.records.toLocaleString('en-US')} at the first look: the next one shows what moves`);
  const held = heldUp(state);
  if (held?.isOverdue === true && Math.max(held.atLeastMs, sinceMs) > usualSettleMs) return told('stuck', held.words);
  const seconds = Math.round(sinceMs / 1000);
  const reason = held === undefined ? '' : `; ${held.words}`;
  const waits = `nothing was committed for ${seconds} s, lag ${lag.records.toLocaleString('en-US')}${reason}`;
  if (movedAt !== null && gapMs !== null && sinceMs > Math.max(usualSettleMs, 2 * gapMs))
    return told('stuck', `${waits}; before that it committed every ${Math.max(1, Math.round(gapMs / 1000))} s at least`);
  if (movedAt !== null && sinceMs <= usualSettleMs) return told('processing', `it committed ${seconds} s ago`);
  return told('cannot be told', `${waits}: it restores, is stuck, or commits less often than that (commit.interval.ms is 30 s by default)`);
}

/**
 * The input that stands where its committed records end, with most behind it: what its task committed last is the last stable offset. Readers of
 * uncommitted records stand there only by chance, and not for long.
 */
function heldUp({
  sources,
  repartitions,
}: ApplicationState): (Pick<HeldUp, 'isOverdue' | 'atLeastMs'> & { readonly words: string }) | undefined {
  const standing = [...sources, ...repartitions].flatMap(({ name, partitions }) =>
    partitions.flatMap(({ partition, end, lag, held }) =>
      held === null || end.value === null || lag.value === null || end.value - lag.value !== held.stable
        ? []
        : [{ of: `partition ${partition} of ${name}`, held, behind: lag.value }],
    ),
  );
  const [first] = standing.toSorted((a, b) => Number(b.held.isOverdue) - Number(a.held.isOverdue) || b.behind - a.behind);
  if (first === undefined) return undefined;
  const { of, held, behind } = first;
  const words = `it has read ${of} up to the last stable offset ${held.stable}, and ${plural(behind, 'offset lies', 'offsets lie')} behind an open transaction: ${held.holder}`;
  return { ...held, words };
}

function restoreVerdict(stores: readonly StoreState[], last: Look | undefined, at: number): Verdict {
  const sum = (some: readonly StoreState[], which: 'done' | 'total'): number =>
    some.reduce((all, { restore }) => all + (restore[which] ?? 0), 0);
  const [done, total] = [sum(stores, 'done'), sum(stores, 'total')];
  const names = new Set(stores.map(({ name }) => name));
  const before = last?.state.stores.filter(({ name, restore }) => names.has(name) && restore.done !== null) ?? [];
  const seconds = last === undefined ? 0 : (at - last.at) / 1000;
  const perSecond = before.length === stores.length && seconds > 0 ? Math.max(0, (done - sum(before, 'done')) / seconds) : null;
  const bytesLeft = sumOf(
    stores.map(({ topic, restore }) => {
      const span = topic?.offsetSpan.value ?? null;
      const bytes = topic?.bytes.value ?? null;
      return span === null || bytes === null || span === 0
        ? null
        : Math.round((bytes * ((restore.total ?? 0) - (restore.done ?? 0))) / span);
    }),
  );
  return {
    kind: 'restoring',
    evidence: stores[0]!.restore.note,
    restore: { done, total, bytesLeft, perSecond, secondsLeft: perSecond === null || perSecond === 0 ? null : (total - done) / perSecond },
  };
}
