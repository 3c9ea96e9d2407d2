/** What retention has deleted of a changelog, and the application may still have: brokers delete by their clock, applications by the time of their records. */
import { durationWords, plural } from '../../core/features/words.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { Call } from '../../kafka/connection.js';
import type { FrozenPartition, FrozenTopic } from './frozenTopic.js';
import type { StoreReading } from './storeReading.js';

/** windowstore.changelog.additional.retention.ms, by default. */
const usualAdditionalMs = 24 * 60 * 60 * 1000;

/**
 * Sentences for a person; none where nothing can be missing: nothing was deleted, or only windows that the application does not show either. Asks
 * for the newest time of the topic where windows were deleted (brokers of 3.0 and later tell it; of others nothing is said).
 */
export async function deletedRecordsWarnings(
  cluster: Cluster,
  { topic, partitions }: FrozenTopic,
  { deletesAfterMs, isWindowed, retention }: Pick<StoreReading, 'deletesAfterMs' | 'isWindowed' | 'retention'>,
  now: number,
  call?: Call,
): Promise<string[]> {
  const cut = partitions.filter(({ start }) => start > 0);
  if (deletesAfterMs === null || cut.length === 0) return [];
  const deleted = `Retention (${durationWords(deletesAfterMs)}) has deleted the first records of ${plural(cut.length, 'partition', 'partitions')} of ${topic}`;
  if (!isWindowed) return [`${deleted}: a key whose last record was among them is not here, and the application may still have it.`];
  const additional = retention === null || retention.origin === 'topic' ? usualAdditionalMs : deletesAfterMs - retention.ms;
  const behind = await findBehind(cluster, topic, cut, now - additional, call);
  if (behind === 0) return [];
  return [
    `${deleted}, by the brokers' clock. The newest record of ${behind} of them is more than ${durationWords(Math.max(0, additional))} old, and the application ` +
      'keeps windows by the time of its records, not by the clock: it may still have what is not here.',
  ];
}

/** Partitions whose newest record is older, or that have none left. */
async function findBehind(
  cluster: Cluster,
  topic: string,
  cut: readonly FrozenPartition[],
  oldest: number,
  call: Call | undefined,
): Promise<number> {
  const asked = cut.map(({ partition }) => ({ topic, partition }));
  const newest = await cluster.offsets(asked, 'maxTimestamp', call);
  if (!newest.ok) return 0;
  return newest.value.values.filter(({ timestamp }) => timestamp === null || timestamp < oldest).length;
}
