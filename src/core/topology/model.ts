/** The library's InternalTopologyBuilder, as far as names and descriptions go. Implementations: topologyBuilder.ts. */
import type { KafkaVersion } from '../kafkaVersion.js';
import type { Site } from '../../base/text.js';
import type { StoreKind, Persistence, TopologyResult } from './result.js';

/** A StoreBuilder (or what the DSL makes of a Materialized): everything about a store but who uses it. Compared by identity, as the library does. */
export interface StoreSpec {
  readonly name: string;
  readonly autoNamed: boolean;
  readonly kind: StoreKind;
  readonly persistence: Persistence;
  readonly logging: boolean | null;
  readonly loggingConfig: Readonly<Record<string, string>>; // withLoggingEnabled(map)
  readonly caching: boolean | null;
  readonly queryable: boolean | null;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
  readonly retentionMs: number | null; // of window and session stores, after the version's floors
  readonly historyRetentionMs: number | null; // versioned
  readonly windowSizeMs: number | null;
  /** Windows are ordered by time on disk, as EmitStrategy.onWindowClose() has them; null: not known. Absent: no. */
  readonly timeFirst?: true | null;
  /** Which policy its changelog gets: see naming.md §4. */
  readonly changelogPolicy: 'compact' | 'compact,delete' | 'delete';
  readonly operator: string;
  readonly site: Site;
}

/** Whether a node or store of the name, which none has that is there, may be one of those whose names are not known; it says so then. */
export type MayBe = (name: string, known: Iterable<string>, site: Site | undefined) => boolean;

/** Throws TopologyError where the library throws a TopologyException (duplicate names, unknown predecessors …), with the library's message. */
export interface TopologyBuilder {
  addSource(name: string, topics: readonly string[] | { readonly pattern: string }, site: Site): void;
  addProcessor(name: string, predecessors: readonly string[], site: Site): void;
  /** topic undefined: a TopicNameExtractor. */
  addSink(name: string, topic: string | undefined, predecessors: readonly string[], site: Site): void;
  addStateStore(store: StoreSpec, processors: readonly string[], allowOverride?: boolean): void;
  connectProcessorAndStateStores(processor: string, stores: readonly string[]): void;
  addGlobalStore(store: StoreSpec, sourceName: string, topic: string, processorName: string, site: Site): void;
  /** 3.8+: a store that restores from the topic. */
  addReadOnlyStateStore(store: StoreSpec, sourceName: string, topic: string, processorName: string, site: Site): void;
  /** `hasOwnPartitioner`: a StreamPartitioner is given for what is written to it, or may be. */
  addInternalTopic(
    suffix: string,
    partitions: number | undefined,
    autoNamed: boolean,
    operator: string,
    site: Site,
    hasOwnPartitioner?: boolean,
  ): void;
  connectSourceStoreAndTopic(store: string, topic: string): void;
  copartitionSources(sourceNodes: readonly string[]): void;
  /** The parts of TopologyResult that the topology knows. Errors found only at start (REWRITE) come in `error`. */
  toResult(
    settings: TopicSettings,
  ): Pick<
    TopologyResult,
    'error' | 'stores' | 'repartitions' | 'subtopologies' | 'globalStores' | 'describe' | 'sources' | 'sinks' | 'copartitionGroups'
  >;
}

export interface TopicSettings {
  readonly version: KafkaVersion;
  /** `topic.*` settings without the prefix. */
  readonly topicDefaults: Readonly<Record<string, string>>;
  readonly additionalRetentionMs: number; // windowstore.changelog.additional.retention.ms
}

export class TopologyError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly site?: Site,
  ) {
    super(message);
  }
}
