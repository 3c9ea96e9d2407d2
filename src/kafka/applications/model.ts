/** Kafka Streams applications as a cluster shows them: plain data for the command line and for trees. */
import type { StoreKind } from '../../core/topology/result.js';
import type { ClusterInfo, GroupType, PartitionLayout } from '../cluster.js';
import type { Problem } from '../clusterError.js';

/** A figure and where it came from, in words; or why there is none. Zero is a figure, never a stand-in. */
export type Figure<T> = { readonly value: T; readonly from: string } | { readonly value: null; readonly why: string };

/** One look at a cluster, without the figures of each topic: made of metadata and groups. */
export interface ClusterOverview {
  readonly cluster: ClusterInfo;
  /** By id. */
  readonly applications: readonly ApplicationSummary[];
  /** Named like internal topics, of no application: `a-b-changelog` that belongs to nobody. */
  readonly unclaimedTopics: readonly string[];
  readonly topicCount: number;
  readonly partitionCount: number;
  readonly problems: readonly Problem[];
}

export interface ApplicationSummary {
  /** application.id, which is the group's id. */
  readonly id: string;
  /** null: there is no group any more, only topics are left. */
  readonly group: { readonly type: GroupType; readonly state: string } | null;
  /** KafkaStreams clients, one by process id, and their stream threads; null where the members could not be read. */
  readonly instances: number | null;
  readonly threads: number | null;
  /** Names of topics. */
  readonly changelogs: readonly string[];
  readonly repartitions: readonly string[];
  /** One sentence where something is out of the ordinary. */
  readonly note: string | null;
}

export interface TaskId {
  readonly subtopology: string;
  readonly partition: number;
}

export interface Thread {
  readonly memberId: string;
  readonly clientId: string;
  readonly active: readonly TaskId[];
  readonly standby: readonly TaskId[];
  readonly warmup: readonly TaskId[];
}

/** One KafkaStreams object. */
export interface Instance {
  readonly processId: string;
  /** The address that the broker saw. */
  readonly clientHost: string;
  /** application.server; null: not set. */
  readonly endpoint: { readonly host: string; readonly port: number } | null;
  readonly threads: readonly Thread[];
}

export interface PartitionState extends PartitionLayout {
  readonly earliest: Figure<number>;
  /** The high watermark. */
  readonly end: Figure<number>;
  /** On the leader's disk. */
  readonly bytes: Figure<number>;
  /** On all brokers together. */
  readonly replicaBytes: Figure<number>;
  /** Of the application's group. */
  readonly lag: Figure<number>;
  /** How far the application is in event time, in milliseconds since 1970: Kafka Streams commits it beside the offset. */
  readonly streamTime: Figure<number>;
}

export interface TopicState {
  readonly name: string;
  readonly partitions: readonly PartitionState[];
  readonly bytes: Figure<number>;
  readonly replicaBytes: Figure<number>;
  /** end − earliest over all partitions: an upper bound of records, as compaction and transaction markers leave holes. */
  readonly offsetSpan: Figure<number>;
  readonly cleanupPolicy: Figure<string>;
  /** -1: for ever. */
  readonly retentionMs: Figure<number>;
  /** The largest record timestamp, milliseconds since 1970. */
  readonly lastWrite: Figure<number>;
  readonly lag: Figure<number>;
  readonly marks: readonly Mark[];
}

/** Something that is wrong, or will be. */
export interface Mark {
  readonly rule: 'not-compacted' | 'under-replicated' | 'no-leader' | 'positional-name';
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** How far state is rebuilt. `done` and `total` are records, null where the source has no numbers: never made up. */
export interface Restore {
  readonly state: 'restored' | 'restoring' | 'unknown';
  /** What the members said at the last rebalance, or nothing that can be asked. */
  readonly source: 'rebalance' | 'none';
  readonly done: number | null;
  readonly total: number | null;
  /** What it rests on, or why nothing is known. */
  readonly note: string;
}

export interface StoreState {
  readonly name: string;
  /** The name holds a number that moves when operators are added or removed. */
  readonly positional: boolean;
  readonly kind: Figure<StoreKind>;
  readonly topic: TopicState;
}

export interface ApplicationState {
  readonly summary: ApplicationSummary;
  readonly instances: readonly Instance[];
  readonly stores: readonly StoreState[];
  /** Repartition topics, and those of foreign-key joins. */
  readonly repartitions: readonly TopicState[];
  /** What the group has committed offsets of, and did not make. */
  readonly sources: readonly TopicState[];
  readonly restore: Restore;
  readonly problems: readonly Problem[];
}
