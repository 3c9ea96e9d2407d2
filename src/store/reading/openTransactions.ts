/** What is written already and waits behind a transaction that is still open: readers of committed records do not see it yet. */
import { askHolders, findBehind, type BehindPartition, type HeldPartition } from '../../applications/heldPartitions.js';
import { partitionKey } from '../../applications/topicState.js';
import { holderWords, notToldWords } from '../../applications/transactionWords.js';
import { plural } from '../../core/features/words.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { Call } from '../../kafka/connection.js';
import type { FrozenTopic } from './frozenTopic.js';

const mostTold = 3;

/** A sentence for each partition that has some, the largest first; none where brokers do not tell. */
export async function openTransactionWarnings(cluster: Cluster, frozen: FrozenTopic, call?: Call): Promise<string[]> {
  const waiting = await findWaiting(cluster, frozen, call);
  const shown = waiting.slice(0, mostTold);
  const holders = await askHolders(cluster, shown, call);
  if (!holders.ok) return []; // cancelled
  const now = Date.now();
  const told = shown.flatMap((one) => {
    const held = holders.value.get(partitionKey(one));
    return held === undefined ? [] : [waitsText(one, held, now)];
  });
  return waiting.length > mostTold ? [...told, `The same holds for ${waiting.length - mostTold} more partitions.`] : told;
}

/** Of partitions that have grown since they were frozen at their last stable offsets. */
async function findWaiting(cluster: Cluster, { topic, partitions }: FrozenTopic, call?: Call): Promise<readonly BehindPartition[]> {
  const asked = partitions.map(({ partition }) => ({ topic, partition }));
  const ends = await cluster.offsets(asked, 'latest', call);
  if (!ends.ok) return [];
  const frozen = new Map(partitions.map(({ partition, end }) => [partition, end]));
  const endOf = new Map(ends.value.values.map(({ partition, offset }) => [partition, offset ?? 0]));
  const longer = asked.filter(({ partition }) => (endOf.get(partition) ?? 0) > (frozen.get(partition) ?? 0));
  if (longer.length === 0) return [];
  const behind = await findBehind(cluster, longer, ({ partition }) => endOf.get(partition) ?? 0, call);
  return behind.ok ? behind.value : [];
}

function waitsText({ partition, stable, end }: BehindPartition, { first, others, whyNot }: HeldPartition, now: number): string {
  const count = end - stable;
  const waits = `${plural(count, 'offset', 'offsets')} of partition ${partition} ${count === 1 ? 'lies' : 'lie'} behind an open transaction (last stable offset ${stable}, end ${end})`;
  const holder = first === undefined ? notToldWords(whyNot) : holderWords(first, now, others);
  return `${waits}: readers of committed records, as applications with exactly-once are, wait for its end. ${sentence(holder)}`;
}

const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
