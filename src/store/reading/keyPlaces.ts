/** The partitions in which a key may lie, the likely ones first (a changelog's partition is the task's, not a hash of its own). */
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { Call } from '../../kafka/connection.js';
import { succeed } from '../../base/result.js';
import { partitionOf } from '../partitioner.js';
import type { StoreTarget } from '../query.js';

export interface KeyPlaces {
  /** Looked at one after another: the first that knows the key is the answer. Empty: look into all. */
  readonly likely: readonly number[];
}

export async function findKeyPlaces(
  cluster: Cluster,
  target: StoreTarget,
  key: Uint8Array,
  partitions: number,
  call?: Call,
): Promise<ClusterResult<KeyPlaces>> {
  if (target.keyedByInput === false || target.kind === 'foreignKeySubscription') return succeed({ likely: [] });
  const likely = new Set([partitionOf(key, partitions)]);
  const others = target.sourceTopics.filter((topic) => topic !== target.topic);
  if (others.length > 0) {
    const layouts = await cluster.topics(others, call);
    if (!layouts.ok) return layouts;
    for (const { partitions: own } of layouts.value.values) if (own.length > 0) likely.add(partitionOf(key, own.length));
  }
  return succeed({ likely: [...likely].filter((partition) => partition < partitions) });
}
