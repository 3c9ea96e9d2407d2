/** What the state of a topology costs an instance: topics, memory, disk, restore. Pure: code and numbers in, numbers with their sources out. */
import { createKafkaVersion } from '../core/kafkaVersion.js';
import type { StoreReport, TopologyReport } from '../core/report.js';
import { allocatorFactor, databasesOf, flushBytes, libraryBytes, likelyBytes, worstBytes } from './rocksdb.js';
import type { EstimateInput, EstimateInputs } from './inputs.js';
import { countPartitions, type PartitionCounts } from './partitions.js';
import { estimateRestores, nothing, plus, type ReplayedState, type RestoreEstimate } from './restore.js';

export interface StoreEstimate {
  /** A pattern where the name is not known. */
  readonly name: string;
  readonly kind: StoreReport['kind'];
  /** On an instance, standbys too. */
  readonly rocksdbInstances: number;
  readonly likelyBytes: number;
  readonly worstBytes: number;
}

/** What the sums leave out, or take for granted. */
export interface EstimateWarning {
  readonly about: 'partitions' | 'sizes' | 'rest';
  /** A sentence without its full stop. */
  readonly said: string;
  /** What goes on behind it at the command line, where an option tells; empty: none does. */
  readonly option: string;
}

/** Of one instance where not said otherwise. */
export interface EstimateResult {
  readonly topology: string;
  readonly inputs: readonly EstimateInput[];
  /** Of the whole application. */
  readonly topics: { readonly internal: number; readonly partitions: number; readonly replicas: number };
  readonly memory: {
    readonly instances: number;
    /** Outside the heap. */
    readonly likelyBytes: number;
    readonly worstBytes: number;
    /** That state needs of the heap, as far as it is known. */
    readonly heapBytes: number;
    readonly limitBytes: number | null;
    /** Whether the worst, the heap and what a JVM needs besides fit; null: the limit or -Xmx is not known. */
    readonly fits: boolean | null;
    readonly stores: readonly StoreEstimate[];
  };
  readonly disk: { readonly bytes: number | null };
  readonly restore: readonly RestoreEstimate[];
  readonly warnings: readonly EstimateWarning[];
}

/** statestore.cache.max.bytes, by default. */
const recordCacheBytes = 10 * 1024 * 1024;
/** Metaspace, code and threads of a small application, and what its consumers fetch at once: 90 to 150 MiB were measured. */
export const jvmBytes = 150 * 1024 * 1024;
/** Of an in-memory store, beside key and value: 216 bytes were measured for a row of 116. */
const heapFactor = 1.9;

export function estimate(topology: TopologyReport, inputs: EstimateInputs): EstimateResult {
  const counts = countPartitions(topology, inputs);
  const stores = topology.stores.filter(({ unconnected }) => !unconnected).map((store) => placed(store, counts, inputs));
  const offHeap = offHeapOf(stores, inputs);
  const inMemory = sumOf(stores.filter(({ databases }) => databases === 0));
  const heapBytes = recordCacheBytes + Math.round((inMemory.bytes ?? 0) * heapFactor);
  const onDisk = sumOf(stores.filter(({ databases }) => databases > 0));
  const { limitBytes, heapBytes: xmx, standbys, threads, instances } = inputs;
  const databases = stores.reduce((sum, one) => sum + one.estimate.rocksdbInstances, 0);
  const flushesAtCommit = !createKafkaVersion(topology.kafkaVersion).since('4.3');
  const activeTasks = Math.ceil(counts.tasks / instances.value);
  return {
    topology: topology.id,
    inputs: inputsOf(inputs, counts),
    topics: topicsOf(topology, counts, inputs),
    memory: {
      instances: instances.value,
      ...offHeap,
      heapBytes,
      limitBytes: limitBytes?.value ?? null,
      fits: limitBytes === null || xmx === null ? null : xmx.value + jvmBytes + offHeap.worstBytes <= limitBytes.value,
      stores: stores.map((one) => one.estimate),
    },
    disk: { bytes: onDisk.bytes },
    restore: estimateRestores({ onDisk, inMemory, activeTasks, databases, flushesAtCommit, standbys, threads }),
    warnings: warningsOf(topology, counts, inputs, inMemory),
  };
}

interface PlacedStore {
  readonly estimate: StoreEstimate;
  /** For a partition: 0: it is in memory. */
  readonly databases: number;
  /** What of it lies on an instance. */
  readonly state: ReplayedState;
}

function placed(store: StoreReport, counts: PartitionCounts, { instances, standbys, held }: EstimateInputs): PlacedStore {
  const name = store.name ?? store.pattern ?? store.alternatives.join(' or ');
  const partitions = store.global ? 1 : counts.ofStore(name, store.changelog);
  // Nobody has a partition twice. All instances have all of a global store, in one database.
  const here = store.global ? 1 : Math.min(partitions, Math.ceil((partitions * (1 + standbys.value)) / instances.value));
  const databases = store.persistence === 'rocksdb' ? databasesOf(store.kind, store.retentionMs) : 0;
  const whole = store.loggingEnabled === false && !store.global ? nothing : (held.get(name) ?? { bytes: null, records: null });
  const share = (value: number | null): number | null => (value === null ? null : Math.round((value * here) / partitions));
  const state = { bytes: share(whole.bytes), records: share(whole.records) };
  const rocksdbInstances = here * databases;
  const each = whole.bytes === null || rocksdbInstances === 0 ? null : (state.bytes ?? 0) / rocksdbInstances;
  const total = (bytes: number): number => Math.round(rocksdbInstances * bytes);
  return {
    estimate: { name, kind: store.kind, rocksdbInstances, likelyBytes: total(likelyBytes(each)), worstBytes: total(worstBytes(each)) },
    databases,
    state,
  };
}

function offHeapOf(
  stores: readonly PlacedStore[],
  { rocksdbBudgetBytes }: EstimateInputs,
): { readonly likelyBytes: number; readonly worstBytes: number } {
  const sum = (which: 'likelyBytes' | 'worstBytes'): number => stores.reduce((all, one) => all + one.estimate[which], 0);
  if (stores.every(({ databases }) => databases === 0)) return { likelyBytes: 0, worstBytes: 0 };
  const budget = rocksdbBudgetBytes?.value ?? Number.POSITIVE_INFINITY;
  const resident = (bytes: number): number =>
    Math.round(Math.min(bytes, budget) * allocatorFactor) + libraryBytes + (bytes > budget ? flushBytes : 0);
  return { likelyBytes: resident(sum('likelyBytes')), worstBytes: resident(sum('worstBytes')) };
}

const sumOf = (stores: readonly PlacedStore[]): ReplayedState => stores.reduce((sum, { state }) => plus(sum, state), nothing);

function topicsOf(topology: TopologyReport, counts: PartitionCounts, { replicationFactor }: EstimateInputs): EstimateResult['topics'] {
  const changelogs = topology.stores.flatMap(({ name, changelog }) =>
    changelog === null || changelog.reusesSourceTopic ? [] : [counts.ofStore(name ?? '', changelog)],
  );
  const others = [...topology.repartitions, ...topology.otherInternalTopics].map((topic) => counts.ofRepartition(topic));
  const partitions = [...changelogs, ...others].reduce((sum, count) => sum + count, 0);
  return { internal: changelogs.length + others.length, partitions, replicas: partitions * replicationFactor.value };
}

function inputsOf(inputs: EstimateInputs, { used }: PartitionCounts): EstimateInput[] {
  const named = (name: string, known: { readonly value: number; readonly source: string } | null): EstimateInput =>
    known === null ? { name, value: null, source: 'not given' } : { name, ...known };
  return [
    ...used,
    named('instances', inputs.instances),
    named('num.standby.replicas', inputs.standbys),
    named('num.stream.threads', inputs.threads),
    named('replication.factor', inputs.replicationFactor),
    named('memory limit', inputs.limitBytes),
    named('heap (-Xmx)', inputs.heapBytes),
    named('budget of RocksDB', inputs.rocksdbBudgetBytes),
  ];
}

function warningsOf(
  topology: TopologyReport,
  { assumed }: PartitionCounts,
  { held }: EstimateInputs,
  inMemory: ReplayedState,
): EstimateWarning[] {
  const custom = topology.stores.filter(({ persistence }) => persistence === 'custom' || persistence === 'unknown');
  const rest = (said: string): EstimateWarning => ({ about: 'rest', said, option: '' });
  return [
    ...assumed.map((topic): EstimateWarning => ({
      about: 'partitions',
      said: `How many partitions ${topic} has is not known, and 1 is assumed`,
      option: `: say --partitions ${topic}=N, or --bootstrap`,
    })),
    ...(held.size > 0
      ? []
      : [
          {
            about: 'sizes',
            said: 'How much the stores hold is not known: write buffers and caches of RocksDB are taken to be full',
            option: '. --bootstrap tells the sizes of a running application',
          } as const,
        ]),
    ...(inMemory.bytes === null
      ? [rest('What stores in memory and suppress buffers need of the heap is not in the sum: their sizes are not known')]
      : []),
    ...custom.map(({ name, pattern }) => rest(`${name ?? pattern ?? 'A store'} has a storage of its own, of which nothing is known here`)),
    ...(topology.complete ? [] : [rest('The topology is not known in full: what is missing is not in the sums. kslens analyze says why')]),
  ];
}
