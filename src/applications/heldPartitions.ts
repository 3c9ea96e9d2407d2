/** Where the committed records of a partition end for now, as a transaction is open behind them, and who holds it open. */
import { succeed } from '../base/result.js';
import type { Cluster, OpenTransaction, TopicPartition } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { ageOf, holderWords, isOverdue, notToldWords } from './transactionWords.js';
import type { HeldUp } from './model.js';
import type { Movements } from './movements.js';
import { partitionKey, type OffsetsByPartition } from './topicState.js';

/** As brokers tell it: the last stable offset, and the first transaction there. */
export interface HeldPartition {
  readonly stable: number;
  /** undefined: `whyNot`. */
  readonly first: OpenTransaction | undefined;
  readonly others: number;
  readonly whyNot: ClusterError | undefined;
}

/** More are not looked at, those with most behind them first. */
const mostAsked = 1_000;

/** By key of partition, of those whose last stable offset lies before an end that was asked for earlier. Nothing where brokers do not tell the offsets. */
export async function askHeld(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  ends: OffsetsByPartition,
  call?: Call,
): Promise<ClusterResult<ReadonlyMap<string, HeldPartition>>> {
  const written = partitions.filter((one) => (ends.get(partitionKey(one))?.offset ?? 0) > 0);
  const behind = await findBehind(cluster, written, (one) => ends.get(partitionKey(one))?.offset ?? 0, call);
  return behind.ok ? askHolders(cluster, behind.value.slice(0, mostAsked), call) : behind;
}

/** A partition whose last stable offset lies before its end. */
export interface BehindPartition extends TopicPartition {
  readonly stable: number;
  readonly end: number;
}

/**
 * Those with most behind them first; none where brokers do not tell. The ends were asked before: what is appended between the two questions would else
 * seem to lie behind a transaction.
 */
export async function findBehind(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  endOf: (one: TopicPartition) => number,
  call?: Call,
): Promise<ClusterResult<readonly BehindPartition[]>> {
  const stable = await cluster.offsets(partitions, 'lastStable', call);
  if (!stable.ok) return stable.error.kind === 'cancelled' ? stable : succeed([]);
  const behind = stable.value.values.flatMap(({ topic, partition, offset }): BehindPartition[] => {
    const end = endOf({ topic, partition });
    return offset === null || offset >= end ? [] : [{ topic, partition, stable: offset, end }];
  });
  return succeed(behind.toSorted((a, b) => b.end - b.stable - (a.end - a.stable)));
}

/** By key of partition. Those whose transaction has ended since are left out. */
export async function askHolders(
  cluster: Cluster,
  behind: readonly BehindPartition[],
  call?: Call,
): Promise<ClusterResult<ReadonlyMap<string, HeldPartition>>> {
  if (behind.length === 0) return succeed(new Map());
  const answer = await cluster.openTransactions(behind, call);
  if (!answer.ok && answer.error.kind === 'cancelled') return answer;
  const found = new Map<string, HeldPartition>();
  for (const one of behind) {
    const name = `${one.topic}-${one.partition}`;
    const whyNot = answer.ok ? answer.value.problems.find(({ what }) => what === name)?.error : answer.error;
    const open = answer.ok ? answer.value.values.filter(({ topic, partition }) => topic === one.topic && partition === one.partition) : [];
    const first = open.toSorted((a, b) => a.startOffset - b.startOffset)[0];
    if (whyNot !== undefined || (first !== undefined && first.startOffset <= one.stable))
      found.set(partitionKey(one), { stable: one.stable, first, others: Math.max(0, open.length - 1), whyNot });
  }
  return succeed(found);
}

/** `movements` have seen the last stable offset as `stable KEY`. */
export function toHeldUp({ stable, first, others, whyNot }: HeldPartition, key: string, movements: Movements, now: number): HeldUp {
  const seenMs = movements.of(`stable ${key}`)?.stillMs ?? 0;
  return {
    stable,
    transaction: first ?? null,
    holder: first === undefined ? notToldWords(whyNot) : holderWords(first, now, others),
    isOverdue: first !== undefined && isOverdue(first, now),
    atLeastMs: Math.max(seenMs, (first === undefined ? undefined : ageOf(first, now)) ?? 0),
  };
}
