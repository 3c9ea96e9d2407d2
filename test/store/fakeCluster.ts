/** A cluster of one topic in memory, for what is tested about reading and not about brokers. */
import { fail, succeed } from '../../src/base/result.js';
import type { Cluster } from '../../src/kafka/cluster.js';
import { oneByOne } from '../../src/kafka/records/readRecords.js';
import { plainBatch } from '../kafka/records/plainBatch.js';
import type { HistoryRecord } from './views/naiveModel.js';

export interface FakeCluster extends Cluster {
  /** By partition; tests write to them. */
  readonly partitions: HistoryRecord[][];
  /** Handed over by scans since it was last set to zero. */
  recordsRead: number;
}

const refuse = () => Promise.resolve(fail({ kind: 'unsupported', message: 'Not of this cluster.' } as const));

/** Every scan hands its records over in pieces, and lets others run between them. */
export function createFakeCluster(
  name: string,
  partitions: HistoryRecord[][],
  { configs = {} }: { readonly configs?: Readonly<Record<string, string>> } = {},
): FakeCluster {
  const numbers = partitions.map((_, partition) => partition);
  const nextOf = (partition: number): number => (partitions[partition]!.at(-1)?.offset ?? -1) + 1;
  return {
    partitions,
    recordsRead: 0,
    describe: refuse,
    openTransactions: refuse,
    logDirectories: refuse,
    groups: refuse,
    describeGroups: refuse,
    topologyDescription: refuse,
    committed: refuse,
    committedOf: refuse,
    topics(names) {
      const layout = numbers.map((partition) => ({ partition, leader: 1, replicas: [1], inSync: [1], offline: [] }));
      const values = names === 'all' || names.includes(name) ? [{ name, id: 'id', internal: false, partitions: layout }] : [];
      return Promise.resolve(succeed({ values, problems: [] }));
    },
    configs() {
      const own = Object.entries(configs).map(([key, value]) => [key, { value, isOwn: true }] as const);
      return Promise.resolve(succeed({ values: new Map(own.length === 0 ? [] : [[name, Object.fromEntries(own)]]), problems: [] }));
    },
    offsets(asked, at) {
      const offset = (partition: number): number => (at === 'earliest' ? (partitions[partition]![0]?.offset ?? 0) : nextOf(partition));
      const values = asked.map(({ topic, partition }) => ({ topic, partition, offset: offset(partition), timestamp: null }));
      return Promise.resolve(succeed({ values, problems: [] }));
    },
    async scan({ partition, from, to }, sink, call) {
      let [records, bytes] = [0, 0];
      let lent: Uint8Array[] = [];
      const progress = (next: number): void => {
        call?.onProgress?.({ next, records, bytes });
        for (const buffer of lent) buffer.fill(0xee);
        lent = [];
      };
      const taker = typeof sink === 'function' ? oneByOne(sink) : sink;
      const wanted = partitions[partition]!.filter(({ offset }) => offset >= from && offset < to);
      for (const record of wanted) {
        const batch = plainBatch([record], 4);
        taker.takeBatch(batch, from, to);
        lent.push(batch.bytes);
        records++;
        this.recordsRead++;
        bytes += batch.bytes.length;
        if (records % 50 > 0) continue;
        await Promise.resolve();
        progress(record.offset + 1);
        if (call?.signal?.aborted === true) return fail({ kind: 'cancelled', message: 'Cancelled.' });
      }
      progress(to);
      return succeed({ kind: 'done', next: to });
    },
    close: () => Promise.resolve(),
  };
}
