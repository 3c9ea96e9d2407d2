/** Where a key lies by Kafka's default partitioner, and whether that can be relied on (a changelog's partition is the task's, not a hash of its own). */
import { succeed } from '../../base/result.js';
import type { StoreKind } from '../../core/topology/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { Call } from '../../kafka/connection.js';
import { partitionedBytes, partitionOf } from '../partitioner.js';
import type { KeyPlace, StoreTarget } from '../query.js';

export interface KeyPlaces extends Pick<KeyPlace, 'computed' | 'why' | 'others'> {
  /** Where the key is if it is where it was computed to be, and then nowhere else. Empty: it may be in several partitions, so all count. */
  readonly enough: readonly number[];
}

/** `kind`: as the store is read; `keys`: each that may be meant by what was typed. */
export async function findKeyPlaces(
  cluster: Cluster,
  target: StoreTarget,
  kind: StoreKind,
  keys: readonly Uint8Array[],
  partitions: number,
  call?: Call,
): Promise<ClusterResult<KeyPlaces>> {
  const why = whyNotComputed(target, kind);
  const isPlaced = why === null || target.isGlobal;
  if (!isPlaced || partitions === 0) return succeed({ enough: [], computed: null, why, others: [] });
  const parts = keys.map((key) => partitionedBytes(kind, key));
  const [part] = parts as [Uint8Array, ...Uint8Array[]];
  const counts = new Map<number, string>();
  const sources = target.sourceTopics.filter((topic) => topic !== target.topic);
  if (sources.length > 0) {
    const layouts = await cluster.topics(sources, call);
    if (!layouts.ok) return layouts;
    for (const { name, partitions: own } of layouts.value.values)
      if (own.length > 0 && own.length !== partitions && !counts.has(own.length)) counts.set(own.length, name);
  }
  const places = [partitions, ...counts.keys()].flatMap((count) => parts.map((one) => partitionOf(one, count)));
  return succeed({
    // Without code a processor may have written the key in other partitions, too.
    enough: target.keyedByInput === true ? [...new Set(places)].filter((partition) => partition < partitions) : [],
    computed: why === null ? { partition: partitionOf(part, partitions), partitions } : null,
    why,
    others: why === null ? [...counts].map(([count, topic]) => ({ topic, partition: partitionOf(part, count), partitions: count })) : [],
  });
}

function whyNotComputed({ isGlobal, keyedByInput, ownPartitioner }: StoreTarget, kind: StoreKind): string | null {
  if (isGlobal) return 'a global store is whole on every instance';
  if (ownPartitioner !== null) return `the code writes ${ownPartitioner} by a StreamPartitioner of its own, or may do so`;
  if (keyedByInput === false && kind !== 'foreignKeySubscription') return 'a processor writes the store, under keys of its choice';
  return null;
}
