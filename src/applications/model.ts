/** Kafka Streams applications as a cluster shows them: plain data for the command line and for trees. */
import type { StoreKind } from '../core/topology/result.js';
import type { ClusterInfo, GroupType, OpenTransaction, PartitionLayout } from '../kafka/cluster.js';
import type { Problem } from '../kafka/clusterError.js';
import type { ApplicationServer } from './applicationServer.js';
import type { DeployedTopology } from './deployedTopology.js';
import type { GroupCondition } from './groupCondition.js';

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
  /** Names of topics, those among them that may be of another application, too. */
  readonly changelogs: readonly string[];
  readonly repartitions: readonly string[];
  /** By topic: the other applications that its name allows, as `a-b-c-changelog` is one of `a` and of `a-b`, and those that read it as their input. */
  readonly perhapsOf: ReadonlyMap<string, readonly string[]>;
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
  /** What the coordinator means it to have, and the epoch that it has come to; null: brokers tell that of streams groups only. */
  readonly target: (Readonly<Record<'active' | 'standby' | 'warmup', readonly TaskId[]>> & { readonly memberEpoch: number }) | null;
}

/** One KafkaStreams object. */
export interface Instance {
  readonly processId: string;
  /** The address that the broker saw. */
  readonly clientHost: string;
  /** application.server; null: not set. */
  readonly endpoint: ApplicationServer | null;
  /** Where its Java agent answers on this machine; undefined: it has none here. */
  readonly agent?: string;
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
  /** What serves as a changelog: this partition's restore. */
  readonly restore: Restore | null;
  /** An open transaction lies before its end; null: none does, or it is not known. */
  readonly held: HeldUp | null;
}

/** Readers of committed records get nothing behind `stable` until a transaction ends. */
export interface HeldUp {
  /** The last stable offset. */
  readonly stable: number;
  /** The first that is open there; null: who holds it is not told. */
  readonly transaction: OpenTransaction | null;
  /** A clause: who holds it open and for how long, or why that is not told. */
  readonly holder: string;
  /** It hangs, or its coordinator should have aborted it by now. */
  readonly isOverdue: boolean;
  /** It has stood there for so long, by the age of the transaction or by looks; maybe longer. */
  readonly atLeastMs: number;
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

export type MarkRule =
  | 'not-compacted'
  /** Cleanup policy or retention are not what the application asks for. */
  | 'policy-mismatch'
  | 'under-replicated'
  | 'no-leader'
  /** Not as many partitions as what decides it has. */
  | 'partition-mismatch'
  | 'unnamed-store'
  /** Of a group: its members get no tasks, and why. */
  | 'not-starting'
  /** Of a group: members have another topology than the group. */
  | 'stale-topology'
  /** Of a group: tasks move. */
  | 'rebalancing'
  /** Neither the members nor the code use it. */
  | 'orphaned'
  /** A transaction that should have ended holds up whoever reads committed records. */
  | 'hanging-transaction'
  /** Its name or its readers speak for another application, too, and nothing tells whose it is. */
  | 'owner-not-certain'
  /** The topic should be there, and is not. */
  | 'missing';

/** Something that is wrong, or will be. */
export interface Mark {
  readonly rule: MarkRule;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** How far state is rebuilt. `done` and `total` are offsets of the changelog, null where the source has no numbers: never made up. */
export interface Restore {
  readonly state: 'restored' | 'restoring' | 'unknown';
  /** The application's own lags, what the members said at the last rebalance, what moved between two looks, or nothing. */
  readonly source: 'application' | 'rebalance' | 'inferred' | 'none';
  readonly done: number | null;
  readonly total: number | null;
  /** What it rests on, or why nothing is known. */
  readonly note: string;
}

export interface StoreState {
  readonly name: string;
  /** The name holds a number that moves when operators are added or removed. */
  readonly unnamed: boolean;
  readonly kind: Figure<StoreKind>;
  /** `source topic`: the topic that the table is made of serves as its changelog. */
  readonly backedBy: 'changelog' | 'source topic' | 'nothing';
  /** null: nothing on the cluster backs it, or the topic that should is not there (a mark says so). */
  readonly topic: TopicState | null;
  /** null: global, or not known. */
  readonly subtopology: string | null;
  readonly restore: Restore;
  /** Where the code makes it; null: the application was matched with no code that does. Lines are 1-based. */
  readonly source: { readonly file: string; readonly line: number } | null;
  /** Of the store and of its topic. */
  readonly marks: readonly Mark[];
}

export interface ApplicationState {
  readonly summary: ApplicationSummary;
  readonly group: GroupCondition;
  readonly deployed: Figure<DeployedTopology>;
  readonly instances: readonly Instance[];
  /** By name. */
  readonly stores: readonly StoreState[];
  /** Repartition topics, and those of foreign-key joins. */
  readonly repartitions: readonly TopicState[];
  /** What it reads and did not make. */
  readonly sources: readonly TopicState[];
  /** Changelogs and repartition topics that bear its id, and neither its members nor its code use them. */
  readonly orphans: readonly TopicState[];
  /** Ids of the analysed topologies that it was matched with. */
  readonly topologies: readonly string[];
  readonly problems: readonly Problem[];
}
