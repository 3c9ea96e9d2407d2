/** What code and cluster tell of a store that its instances do not. */
import type { Cluster } from '../../kafka/cluster.js';
import type { Call } from '../../kafka/connection.js';
import type { StoreTarget } from '../../store/query.js';
import type { LiveQuery } from '../client/liveResult.js';

export type KnownOfStore = Pick<LiveQuery, 'partitions' | 'retentionMs' | 'keyedByInput' | 'hasOwnPartitioner'>;

/** Of a store without a topic the instances tell all. */
export const nothingKnown: KnownOfStore = { partitions: null, retentionMs: null, keyedByInput: null, hasOwnPartitioner: false };

export async function knownOfStore(cluster: Cluster, target: StoreTarget | null, call?: Call): Promise<KnownOfStore> {
  if (target === null) return nothingKnown;
  const [layouts, configs] = await Promise.all([
    cluster.topics([target.topic], call),
    cluster.configs([target.topic], ['retention.ms'], call),
  ]);
  const partitions = layouts.ok ? layouts.value.values[0]?.partitions.length : undefined;
  const retention = configs.ok ? configs.value.values.get(target.topic)?.['retention.ms'] : undefined;
  return {
    partitions: target.isGlobal ? null : (partitions ?? null),
    retentionMs: retentionOf(target, retention),
    keyedByInput: target.keyedByInput,
    hasOwnPartitioner: target.ownPartitioner !== null,
  };
}

/** The topic keeps windows longer than the store. */
function retentionOf(target: StoreTarget, entry: { readonly value: string | null; readonly isOwn: boolean } | undefined): number | null {
  const ofTopic = entry?.isOwn === true && Number(entry.value) > 0 ? Number(entry.value) : null;
  return ofTopic ?? target.retentionMs;
}
