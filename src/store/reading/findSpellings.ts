/** Keys that a row would show as what was typed, though their bytes are others: JSON with other spaces, records of another schema version. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import { json } from '../serdes/jsonSerde.js';
import { innerEnd, type ViewRules } from '../views/viewRules.js';
import { deletedWhileRead, type FrozenPartition } from './frozenTopic.js';
import type { ReadProgress } from './readProgress.js';
import type { StoreReading } from './storeReading.js';

/** More are not looked for: somebody wrote the same key in each of them. */
const mostSpellings = 16;

/** Reads the partitions whole; empty: no key of theirs looks like it. */
export async function findSpellings(
  cluster: Cluster,
  { topic, text, suffix }: { readonly topic: string; readonly text: string; readonly suffix: ViewRules['suffix'] },
  showKey: NonNullable<StoreReading['showKey']>,
  partitions: readonly FrozenPartition[],
  progress: ReadProgress,
): Promise<ClusterResult<readonly Uint8Array[]>> {
  const given = json.decode(Buffer.from(text));
  const wanted = JSON.stringify(given.ok ? given.value : text);
  const spellings = new Map<string, Uint8Array>();
  for (const { partition, start, end } of partitions) {
    const read = await cluster.scan(
      { topic, partition, from: start, to: end, isolation: 'committed' },
      (_offset, _timestamp, bytes, keyFrom, keyTo) => {
        if (keyFrom < 0 || spellings.size === mostSpellings) return;
        const key = bytes.subarray(keyFrom, innerEnd(suffix, keyFrom, keyTo));
        const shown = showKey(key);
        if (shown === undefined || (shown !== text && JSON.stringify(shown) !== wanted)) return;
        const copy = Uint8Array.from(key);
        spellings.set(Buffer.from(copy).toString('base64'), copy);
      },
      progress.scanOf(start),
    );
    if (!read.ok) return read;
    if (read.value.kind === 'gone') return fail(deletedWhileRead(topic));
  }
  return succeed([...spellings.values()]);
}
