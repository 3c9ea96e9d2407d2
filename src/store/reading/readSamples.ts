/** Some of the newest records of a topic, for what must be told from bytes. */
import { succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { Call } from '../../kafka/connection.js';
import type { StoredRecord } from '../views/partitionView.js';
import { copyRecord } from './findKey.js';
import type { FrozenTopic } from './frozenTopic.js';

const partitionsAsked = 3;
const recordsOfOne = 40;
/** Offsets before the end: further back where compaction or transactions left holes. */
const reaches = [64, 4096, 262_144];

export async function readSamples(cluster: Cluster, frozen: FrozenTopic, call?: Call): Promise<ClusterResult<readonly StoredRecord[]>> {
  const fullest = [...frozen.partitions].filter(({ start, end }) => end > start).sort((a, b) => b.end - b.start - (a.end - a.start));
  const samples: StoredRecord[] = [];
  for (const { partition, start, end } of fullest.slice(0, partitionsAsked)) {
    for (const reach of reaches) {
      const own: StoredRecord[] = [];
      const from = Math.max(start, end - reach);
      const read = await cluster.scan(
        { topic: frozen.topic, partition, from, to: end, isolation: 'committed' },
        (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
          if (valueFrom < 0) return;
          own.push(copyRecord(offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo));
          if (own.length > recordsOfOne) own.shift();
        },
        { signal: call?.signal },
      );
      if (!read.ok) return read;
      if (own.length > 0 || from === start || read.value.kind !== 'done') {
        samples.push(...own);
        break;
      }
    }
  }
  return succeed(samples);
}
