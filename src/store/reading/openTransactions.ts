/** What is written already and waits behind a transaction that is still open: readers of committed records do not see it yet. */
import { plural } from '../../core/features/words.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterError } from '../../kafka/clusterError.js';
import type { Call } from '../../kafka/connection.js';
import { holderWords, notToldWords } from '../../applications/transactionWords.js';
import type { FrozenTopic } from './frozenTopic.js';

const mostTold = 3;

/** A sentence for each partition that has some, the largest first; none where brokers do not tell. */
export async function openTransactionWarnings(cluster: Cluster, frozen: FrozenTopic, call?: Call): Promise<string[]> {
  const waiting = await findWaiting(cluster, frozen, call);
  const shown = waiting.slice(0, mostTold);
  const holderOf = await askHolders(cluster, frozen.topic, shown, call);
  const told = shown.flatMap((one) => {
    const holder = holderOf(one);
    if (holder === undefined) return [];
    const { partition, stable, end } = one;
    const behind = end - stable;
    const waits = `${plural(behind, 'offset', 'offsets')} of partition ${partition} ${behind === 1 ? 'lies' : 'lie'} behind an open transaction (last stable offset ${stable}, end ${end})`;
    return `${waits}: readers of committed records, as applications with exactly-once are, wait for its end. ${holder}`;
  });
  return waiting.length > mostTold ? [...told, `The same holds for ${waiting.length - mostTold} more partitions.`] : told;
}

interface Waiting {
  readonly partition: number;
  readonly stable: number;
  readonly end: number;
}

/** The last stable offsets are asked after the ends: what is appended between the two would seem to lie behind a transaction. */
async function findWaiting(cluster: Cluster, { topic, partitions }: FrozenTopic, call?: Call): Promise<readonly Waiting[]> {
  const asked = partitions.map(({ partition }) => ({ topic, partition }));
  const ends = await cluster.offsets(asked, 'latest', call);
  if (!ends.ok) return [];
  const frozen = new Map(partitions.map(({ partition, end }) => [partition, end]));
  const endOf = new Map(ends.value.values.map(({ partition, offset }) => [partition, offset ?? 0]));
  const longer = asked.filter(({ partition }) => (endOf.get(partition) ?? 0) > (frozen.get(partition) ?? 0));
  if (longer.length === 0) return [];
  const stable = await cluster.offsets(longer, 'lastStable', call);
  if (!stable.ok) return [];
  return stable.value.values
    .map(({ partition, offset }) => ({ partition, stable: offset ?? Infinity, end: endOf.get(partition) ?? 0 }))
    .filter((one) => one.end > one.stable)
    .toSorted((a, b) => b.end - b.stable - (a.end - a.stable));
}

/** A sentence on the one that holds a partition at its last stable offset; undefined: it has ended since. */
async function askHolders(
  cluster: Cluster,
  topic: string,
  waiting: readonly Waiting[],
  call?: Call,
): Promise<(one: Waiting) => string | undefined> {
  if (waiting.length === 0) return () => undefined;
  const asked = waiting.map(({ partition }) => ({ topic, partition }));
  const answer = await cluster.openTransactions(asked, call);
  const now = Date.now();
  const errorOf = (partition: number): ClusterError | undefined =>
    answer.ok ? answer.value.problems.find(({ what }) => what === `${topic}-${partition}`)?.error : answer.error;
  return ({ partition, stable }) => {
    const open = answer.ok ? answer.value.values.filter((one) => one.partition === partition) : [];
    const first = open.toSorted((a, b) => a.startOffset - b.startOffset)[0];
    if (first !== undefined && first.startOffset <= stable) return sentence(holderWords(first, now, open.length - 1));
    const error = errorOf(partition);
    return error === undefined ? undefined : sentence(notToldWords(error));
  };
}

const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
