/** Who holds the partitions that a key is in, asked beside its rows; in text and in JSON. */
import { printable } from '../../base/printable.js';
import { succeed } from '../../base/result.js';
import { holdersText } from '../../present/cluster/holderTexts.js';
import { serverOf } from '../../applications/memberNames.js';
import { readStoreHolders, type Holder, type PartitionHolders, type StoreHolders } from '../../applications/storeHolders.js';
import type { Cluster } from '../../kafka/cluster.js';
import { sentenceOf, type ClusterResult } from '../../kafka/clusterError.js';
import type { Call } from '../../kafka/connection.js';
import type { KeyPlace, StoreTarget } from '../../store/query.js';
import { partitionsOfPlace, placeText } from '../../present/rows/placeText.js';

/** Of the partitions in which a key was found; where it is in none, of that in which it would be. */
export type KeyHolders = ClusterResult<Omit<StoreHolders, 'partitions'> & { readonly partitions: readonly PartitionHolders[] }>;

/** null: the question was about several keys, or the topic is of no application. What cannot be asked is an answer, too: the rows are there. */
export async function findKeyHolders(
  cluster: Cluster,
  target: StoreTarget,
  place: KeyPlace | null,
  call?: Call,
): Promise<KeyHolders | null> {
  if (place === null || target.application === '') return null;
  const holders = await readStoreHolders(cluster, target, call);
  if (!holders.ok) return holders;
  const wanted = partitionsOfPlace(place);
  return succeed({ ...holders.value, partitions: holders.value.partitions.filter(({ partition }) => wanted.includes(partition)) });
}

export function placeLines(place: KeyPlace | null, holders: KeyHolders | null): string[] {
  if (place === null) return [];
  const evidence = `  ${printable(placeText(place))}`;
  if (holders === null) return [evidence];
  if (!holders.ok) return [evidence, `  who holds it is not known: ${printable(sentenceOf(holders.error))}`];
  return [evidence, ...holders.value.partitions.map((one) => `  ${printable(holdersText(one, holders.value))}`)];
}

export function holdersJson(holders: KeyHolders): object {
  if (!holders.ok) return { problem: sentenceOf(holders.error) };
  const { state, subtopology, certainty, from, partitions } = holders.value;
  return {
    groupState: state,
    subtopology,
    certainty,
    from,
    partitions: partitions.map(({ partition, task, active, standby, warmup, why }) => ({
      partition,
      task,
      active: active === null ? null : holderJson(active),
      standby: standby.map(holderJson),
      warmup: warmup.map(holderJson),
      why,
    })),
  };
}

const holderJson = (holder: Holder): object => ({
  endpoint: serverOf(holder) ?? null,
  clientHost: holder.clientHost,
  processId: holder.processId,
  clientId: holder.clientId,
});
