/** What is written already and waits behind a transaction that is still open: readers of committed records do not see it yet. */
import { plural } from '../../core/features/words.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { Call } from '../../kafka/connection.js';
import type { FrozenTopic } from './frozenTopic.js';

const mostTold = 3;

/** A sentence for each partition that has some, the largest first; none where brokers do not tell. */
export async function openTransactionWarnings(cluster: Cluster, { topic, partitions }: FrozenTopic, call?: Call): Promise<string[]> {
  const asked = partitions.map(({ partition }) => ({ topic, partition }));
  const ends = await cluster.offsets(asked, 'latest', call);
  if (!ends.ok) return [];
  const endOf = new Map(ends.value.values.map(({ partition, offset }) => [partition, offset ?? 0]));
  const waiting = partitions
    .map(({ partition, end }) => ({ partition, stable: end, end: endOf.get(partition) ?? end }))
    .filter(({ stable, end }) => end > stable)
    .sort((a, b) => b.end - b.stable - (a.end - a.stable));
  const told = waiting.slice(0, mostTold).map(({ partition, stable, end }) => {
    const behind = end - stable;
    return `${plural(behind, 'offset', 'offsets')} of partition ${partition} ${behind === 1 ? 'lies' : 'lie'} behind an open transaction (last stable offset ${stable}, end ${end}): readers of committed records, the application too, wait for its end.`;
  });
  return waiting.length > mostTold ? [...told, `The same holds for ${waiting.length - mostTold} more partitions.`] : told;
}
