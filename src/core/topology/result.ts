/**
 * What a topology turned out to be: plain data, names possibly with holes (see evaluate/holes.ts); the report decides what is exact.
 * Topic names are without the application id: `suffix` is what follows `<application.id>-`.
 */
import type { Site } from '../../base/text.js';

export type StoreKind =
  | 'keyValue'
  | 'timestampedKeyValue'
  | 'versionedKeyValue'
  | 'window'
  | 'timestampedWindow'
  | 'session'
  | 'suppressBuffer'
  | 'foreignKeySubscription'
  | 'joinWindow'
  | 'outerJoin'
  | 'custom'
  | 'unknown';

export type Persistence = 'rocksdb' | 'inMemory' | 'custom' | 'unknown';

export interface Store {
  readonly name: string;
  /** The name holds a drawn index. */
  readonly autoNamed: boolean;
  readonly kind: StoreKind;
  readonly persistence: Persistence;
  readonly logging: boolean | null;
  readonly caching: boolean | null;
  readonly queryable: boolean | null;
  readonly global: boolean;
  /** Added but connected to no processor: no task has it, no changelog is made. */
  readonly unconnected: boolean;
  /** undefined: none (logging off, global, unconnected). */
  readonly changelog: InternalTopic | undefined;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
  readonly retentionMs: number | null;
  readonly historyRetentionMs: number | null;
  readonly windowSizeMs: number | null;
  /** As of a StoreSpec. */
  readonly timeFirst?: true | null;
  /** The call that made it: count, table, addStateStore … */
  readonly operator: string;
  readonly site: Site;
  /** Names of the processors that use it. */
  readonly processors: readonly string[];
}

export interface InternalTopic {
  /** Without `<application.id>-`; for a re-used source topic the topic itself. */
  readonly suffix: string;
  readonly autoNamed: boolean;
  readonly reusesSourceTopic: boolean;
  readonly cleanupPolicy: string | null;
  readonly retentionMs: number | null;
  /** The whole topic configuration that the library would ask for, as strings; null where unknown. */
  readonly config: Readonly<Record<string, string>> | null;
  /** A fixed count (Repartitioned.numberOfPartitions), else undefined. */
  readonly partitions: number | undefined;
  readonly partitionsFrom: readonly string[];
  readonly operator: string;
  readonly site: Site;
  /** A StreamPartitioner is given for what is written to it, or may be. Absent: none. */
  readonly hasOwnPartitioner?: boolean;
}

export interface TopologyNode {
  readonly name: string;
  readonly type: 'source' | 'processor' | 'sink';
  readonly topics: readonly string[]; // source; empty for a pattern
  readonly pattern: string | undefined;
  readonly topic: string | undefined; // sink; undefined where dynamic
  readonly stores: readonly string[];
  readonly successors: readonly string[];
  readonly predecessors: readonly string[];
  readonly site: Site | undefined;
}

export interface Subtopology {
  readonly id: number;
  readonly nodes: readonly TopologyNode[]; // in describe() order
}

export interface GlobalStoreDescription {
  readonly id: number;
  readonly source: string;
  readonly topic: string;
  readonly processor: string;
  readonly stores: readonly string[];
}

/** Names that the library would have made up, in the sense of KIP-1111. */
export interface ImplicitNames {
  readonly changelogs: readonly ImplicitName[];
  readonly stores: readonly ImplicitName[];
  readonly repartitions: readonly ImplicitName[];
}

export interface ImplicitName {
  readonly name: string;
  readonly site: Site;
}

export interface TopologyResult {
  /** The error that the library throws (class simple name and message), from the DSL call, build() or the start; then the rest is what was known. */
  readonly error:
    | { readonly phase: 'DSL' | 'BUILD' | 'REWRITE'; readonly type: string; readonly message: string; readonly site: Site | undefined }
    | undefined;
  readonly stores: readonly Store[];
  readonly repartitions: readonly InternalTopic[]; // all internal repartition topics, including the foreign-key ones that end in `-topic`
  readonly subtopologies: readonly Subtopology[];
  readonly globalStores: readonly GlobalStoreDescription[];
  /** Topology#describe().toString(), byte for byte; holes possible. */
  readonly describe: string;
  readonly sources: readonly { readonly topic: string; readonly pattern: boolean; readonly site: Site }[];
  readonly sinks: readonly { readonly topic: string | undefined; readonly site: Site }[];
  readonly copartitionGroups: readonly (readonly string[])[];
  /** The counter before and after build(); undefined where lost or not a DSL topology. */
  readonly indexBeforeBuild: number | undefined;
  readonly indexAfterBuild: number | undefined;
  readonly optimizations: readonly string[]; // the flags that were in effect
  readonly implicitNames: ImplicitNames;
  /** Why numbers were lost, first reason first. */
  readonly counterLost: { readonly reason: string; readonly site: Site } | undefined;
  /** Everything that could not be determined. */
  readonly gaps: readonly { readonly reason: string; readonly site: Site }[];
}
