/** The figures of one topic, put together from the answers to a few large questions. */
import { plural } from '../core/features/words.js';
import type { CommittedOffset, ConfigEntry, OffsetAnswer, PartitionLayout, TopicLayout, TopicPartition } from '../kafka/cluster.js';
import type { ClusterError } from '../kafka/clusterError.js';
import { parseStreamTime } from './streamTime.js';
import type { Figure, HeldUp, Mark, PartitionState, Restore, TopicState } from './model.js';

/** Answers by topic and partition, and why there are none. */
export interface TopicAnswers {
  readonly configs: Asked<ReadonlyMap<string, Readonly<Record<string, ConfigEntry>>>>;
  readonly earliest: Asked<OffsetsByPartition>;
  readonly ends: Asked<OffsetsByPartition>;
  readonly newest: Asked<OffsetsByPartition>;
  /** On each broker that has one; not those that a broker still moves between its directories. */
  readonly replicas: Asked<ReadonlyMap<string, readonly ReplicaSize[]>>;
  readonly committed: Asked<ReadonlyMap<string, CommittedOffset>>;
  /** Those that an open transaction holds up. */
  readonly held: ReadonlyMap<string, HeldUp>;
}

export interface ReplicaSize {
  readonly broker: number;
  readonly bytes: number;
}

/** `whyNot` speaks of all that is not in `values`. */
export interface Asked<T> {
  readonly values: T;
  readonly whyNot: string;
}

export type OffsetsByPartition = ReadonlyMap<string, OffsetAnswer>;

export const partitionKey = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

export const reasonOf = (error: ClusterError | undefined, otherwise: string): string => error?.message ?? otherwise;

/** Of one partition that serves as a changelog, from its offsets. */
export type RestoreOf = (partition: number, earliest: number | null, end: number | null) => Restore;

export function toTopicState(
  { name, partitions }: TopicLayout,
  answers: TopicAnswers,
  marks: readonly Mark[] = [],
  restoreOf?: RestoreOf,
): TopicState {
  const states = partitions.map((partition) => toPartitionState(name, partition, answers, restoreOf));
  const configs = answers.configs.values.get(name);
  const configured = (key: string): Figure<string> => {
    const entry = configs?.[key];
    if (entry === undefined || entry.value === null) return { value: null, why: answers.configs.whyNot };
    return { value: entry.value, from: entry.isOwn ? "the topic's configuration" : "the broker's default" };
  };
  const retention = configured('retention.ms');
  const times = partitions.map(
    ({ partition }) => answers.newest.values.get(partitionKey({ topic: name, partition }))?.timestamp ?? undefined,
  );
  const newest = times.filter((time) => time !== undefined);
  const isEmpty = states.every(({ earliest, end }) => earliest.value !== null && earliest.value === end.value);
  return {
    name,
    partitions: states,
    bytes: total(states.map(({ bytes }) => bytes)),
    replicaBytes: total(states.map(({ replicaBytes }) => replicaBytes)),
    offsetSpan: total(
      states.map(({ earliest, end }) => {
        if (end.value === null) return end;
        return earliest.value === null ? earliest : { value: end.value - earliest.value, from: 'ListOffsets, end minus earliest' };
      }),
    ),
    cleanupPolicy: configured('cleanup.policy'),
    retentionMs: retention.value === null ? retention : { value: Number(retention.value), from: retention.from },
    lastWrite:
      newest.length > 0
        ? { value: Math.max(...newest), from: 'the largest record timestamp (ListOffsets)' }
        : { value: null, why: isEmpty ? 'it has no records' : answers.newest.whyNot },
    lag: total(states.map(({ lag, end }) => (lag.value === null && end.value === 0 ? nothingWritten : lag))),
    marks: [...marks, ...replicationMarks(partitions), ...transactionMarks(states)],
  };
}

function toPartitionState(topic: string, layout: PartitionLayout, answers: TopicAnswers, restoreOf: RestoreOf | undefined): PartitionState {
  const key = partitionKey({ topic, partition: layout.partition });
  const offset = ({ values, whyNot }: Asked<OffsetsByPartition>): Figure<number> => {
    const found = values.get(key)?.offset ?? null;
    return found === null ? { value: null, why: whyNot } : { value: found, from: 'ListOffsets' };
  };
  const end = offset(answers.ends);
  const replicas = answers.replicas.values.get(key) ?? [];
  const onLeader = replicas.find(({ broker }) => broker === layout.leader);
  const from = 'DescribeLogDirs';
  const committed = answers.committed.values.get(key);
  const time = committed === undefined ? undefined : parseStreamTime(committed.metadata);
  const earliest = offset(answers.earliest);
  return {
    ...layout,
    earliest,
    end,
    bytes: onLeader === undefined ? { value: null, why: answers.replicas.whyNot } : { value: onLeader.bytes, from },
    replicaBytes:
      replicas.length < layout.replicas.length
        ? { value: null, why: answers.replicas.whyNot }
        : { value: replicas.reduce((sum, { bytes }) => sum + bytes, 0), from },
    lag:
      committed === undefined
        ? { value: null, why: answers.committed.whyNot }
        : end.value === null
          ? end
          : { value: Math.max(0, end.value - committed.offset), from: 'end minus the committed offset' },
    streamTime:
      time === undefined ? { value: null, why: 'no stream time is committed' } : { value: time, from: 'the metadata of the commit' },
    restore: restoreOf?.(layout.partition, earliest.value, end.value) ?? null,
    held: answers.held.get(key) ?? null,
  };
}

/** Nobody commits for a partition that nothing was written to: there is nothing to read. */
const nothingWritten: Figure<number> = { value: 0, from: 'nothing was ever written to it' };

/** Known only where every part is. */
function total(figures: readonly Figure<number>[]): Figure<number> {
  let sum = 0;
  let from = '';
  for (const figure of figures) {
    if (figure.value === null) return figure;
    sum += figure.value;
    from = figure.from;
  }
  return figures.length === 0 ? { value: null, why: 'it has no partitions' } : { value: sum, from };
}

function replicationMarks(partitions: readonly PartitionLayout[]): Mark[] {
  const list = (some: readonly PartitionLayout[]): string => some.map(({ partition }) => partition).join(', ');
  const leaderless = partitions.filter(({ leader }) => leader === null);
  const under = partitions.filter(({ leader, inSync, replicas }) => leader !== null && inSync.length < replicas.length);
  const marks: Mark[] = [];
  if (leaderless.length > 0)
    marks.push({ rule: 'no-leader', severity: 'error', message: `No leader: nobody can read or write partition ${list(leaderless)}.` });
  if (under.length > 0)
    marks.push({
      rule: 'under-replicated',
      severity: 'warning',
      message: `Fewer replicas in sync than asked for: partition ${list(under)}.`,
    });
  return marks;
}

/** Of the partition with most behind it; the others are counted. */
function transactionMarks(partitions: readonly PartitionState[]): Mark[] {
  const overdue = partitions.flatMap(({ partition, end, held }) =>
    held === null || !held.isOverdue || end.value === null ? [] : [{ partition, held, behind: end.value - held.stable }],
  );
  const most = overdue.toSorted((a, b) => b.behind - a.behind)[0];
  if (most === undefined) return [];
  const { partition, held, behind } = most;
  const words = [
    `${plural(behind, 'offset', 'offsets')} of partition ${partition} ${behind === 1 ? 'lies' : 'lie'} behind a transaction that should have ended.`,
    `Readers of committed records get nothing from offset ${held.stable} on.`,
    `${held.holder.charAt(0).toUpperCase()}${held.holder.slice(1)}.`,
    ...(overdue.length > 1 ? [`So it is in ${plural(overdue.length - 1, 'more partition', 'more partitions')}.`] : []),
  ];
  return [{ rule: 'hanging-transaction', severity: 'error', message: words.join(' ') }];
}
