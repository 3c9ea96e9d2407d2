/** Kafka Streams applications as a cluster shows them: plain data for trees, lenses and the command line. */
import type { ClusterInfo, GroupType, PartitionLayout } from '../cluster.js';
import type { Problem } from '../clusterError.js';
import type { StoreKind } from '../../core/topology/result.js';

/** A figure and where it came from, in words; or why there is none. Zero is a figure, never a stand-in. */
export type Figure<T> = { readonly value: T; readonly from: string } | { readonly value: null; readonly why: string };

/** What one look at a cluster gives without asking for each topic's figures: made of metadata and groups. */
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
  /** null: only topics are left. */
  readonly group: { readonly type: GroupType; readonly state: string } | null;
  /** Kafka Streams clients (one by process id) and their stream threads; null where the broker does not let us see them. */
  readonly instances: number | null;
  readonly threads: number | null;
  readonly changelogs: number;
  readonly repartitions: number;
  /** One sentence where something is out of the ordinary: `no members: stopped or orphaned`. */
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
  /** Of the application's group; null value for changelogs, which nobody commits on. */
  readonly lag: Figure<number>;
  /** Stream time, milliseconds since 1970, from the metadata of the commit. */
  readonly streamTime: Figure<number>;
  /** Changelogs: this partition's restore. */
  readonly restore: Restore | null;
}

export interface TopicState {
  readonly name: string;
  readonly partitions: readonly PartitionState[];
  readonly bytes: Figure<number>;
  readonly replicaBytes: Figure<number>;
  /** end − earliest over all partitions: also what compaction took and transaction markers. */
  readonly offsetSpan: Figure<number>;
  readonly cleanupPolicy: Figure<string>;
  /** -1: for ever. */
  readonly retentionMs: Figure<number>;
  /** Timestamp of the newest record, milliseconds since 1970. */
  readonly lastWrite: Figure<number>;
  readonly lag: Figure<number>;
  readonly marks: readonly Mark[];
}

export type MarkRule =
  | 'not-compacted'
  | 'policy-mismatch'
  | 'under-replicated'
  | 'offline'
  | 'partition-mismatch'
  | 'orphaned'
  | 'positional-name'
  | 'missing';

/** Something wrong, or that will be. */
export interface Mark {
  readonly rule: MarkRule;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** How far a state is rebuilt. `done` and `total` are records; never made up: null where the source has no numbers. */
export interface Restore {
  readonly state: 'restored' | 'restoring' | 'unknown';
  /** The application's own lags, the position sums of the last rebalance, what lag and commits suggest, or nothing. */
  readonly source: 'application' | 'rebalance' | 'inferred' | 'none';
  readonly done: number | null;
  readonly total: number | null;
  /** In words: from which host or when; why there is none. */
  readonly note: string;
}

export interface StoreState {
  readonly name: string;
  /** The name holds a number that moves when operators are added or removed. */
  readonly positional: boolean;
  readonly kind: Figure<StoreKind>;
  /** `source topic`: the topic that the table is made of serves as changelog. */
  readonly backedBy: 'changelog' | 'source topic' | 'nothing';
  /** null: nothing on the cluster backs it, or the topic that should is not there (a mark says so). */
  readonly topic: TopicState | null;
  readonly subtopology: string | null;
  readonly restore: Restore;
  /** Where the code makes it, where the application was matched with code; lines are 1-based. */
  readonly source: { readonly file: string; readonly line: number } | null;
  readonly marks: readonly Mark[];
}

export interface ApplicationState {
  readonly summary: ApplicationSummary;
  readonly instances: readonly Instance[];
  readonly stores: readonly StoreState[];
  readonly repartitions: readonly TopicState[];
  /** What it reads and did not make. */
  readonly sources: readonly TopicState[];
  /** Named as of this application, and neither its running members nor its code use them. */
  readonly orphans: readonly TopicState[];
  /** Id of the analysed topology that it was matched with; null: none. */
  readonly topology: string | null;
  readonly problems: readonly Problem[];
}
