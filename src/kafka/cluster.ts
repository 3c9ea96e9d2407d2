/**
 * A Kafka cluster in our own words: what applications, trees, changelog views and the command line ask. It only reads: no group is joined,
 * no offset committed, no topic made. Every method never rejects, and answers `unsupported` for what the brokers are too old for.
 */
import type { ClusterError, ClusterResult, Problem } from './clusterError.js';
import type { Broker, Call } from './connection.js';
import type { BatchSink } from './records/batchSink.js';
import type { RecordSink } from './records/recordSink.js';

export interface ClusterInfo {
  readonly id: string | null;
  readonly brokers: readonly Broker[];
  readonly controller: number | null;
  /** The cluster can tell of streams groups (KIP-1071), group types (ListGroups v5) and so on. */
  readonly features: { readonly groupTypes: boolean; readonly consumerGroups: boolean; readonly streamsGroups: boolean };
}

export interface PartitionLayout {
  readonly partition: number;
  /** null: there is none now. */
  readonly leader: number | null;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  readonly offline: readonly number[];
}

export interface TopicLayout {
  readonly name: string;
  /** Tells a topic from one that was deleted and made again under its name; null: the broker does not say. */
  readonly id: string | null;
  /** Kafka's own, such as __consumer_offsets. */
  readonly internal: boolean;
  readonly partitions: readonly PartitionLayout[];
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface ConfigEntry {
  readonly value: string | null;
  /** Set for this topic; else a default of the broker or of Kafka. */
  readonly isOwn: boolean;
}

export interface LogDirectory {
  readonly broker: number;
  readonly path: string;
  readonly totalBytes: number | null;
  readonly usableBytes: number | null;
  readonly replicas: readonly (TopicPartition & { readonly bytes: number; readonly offsetLag: number; readonly isFuture: boolean })[];
}

export type GroupType = 'classic' | 'consumer' | 'streams' | 'share' | 'unknown';

export interface GroupListing {
  readonly id: string;
  readonly type: GroupType;
  /** `consumer` for consumers and classic Streams applications; may be empty. */
  readonly protocolType: string;
  /** As the broker writes it: Stable, Empty, PreparingRebalance, Reconciling …; null: an old broker does not say. */
  readonly state: string | null;
}

export interface ClassicGroup {
  readonly type: 'classic';
  readonly id: string;
  readonly state: string;
  /** `stream` for Kafka Streams. */
  readonly protocol: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly instanceId: string | null;
    readonly clientId: string;
    readonly clientHost: string;
    readonly metadata: Uint8Array;
    readonly assignment: Uint8Array;
  }[];
}

export interface ConsumerGroup {
  readonly type: 'consumer';
  readonly id: string;
  readonly state: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly clientId: string;
    readonly clientHost: string;
    readonly partitions: readonly TopicPartition[];
  }[];
}

export interface TaskSet {
  readonly subtopology: string;
  readonly partitions: readonly number[];
}

export interface TaskAssignment {
  readonly active: readonly TaskSet[];
  readonly standby: readonly TaskSet[];
  readonly warmup: readonly TaskSet[];
}

export interface StreamsGroupTopic {
  readonly name: string;
  /** 0: as many as the sources have. */
  readonly partitions: number;
  /** As the application asked for them, not as the topic has them. */
  readonly configs: Readonly<Record<string, string>>;
}

export interface DescribedTopologyNode {
  readonly name: string;
  readonly type: 'source' | 'processor' | 'sink';
  /** What a source reads, by the names on the cluster. */
  readonly topics: readonly string[];
  /** What a sink writes; null: it is no sink, or every record decides. */
  readonly sinkTopic: string | null;
  readonly stores: readonly string[];
  readonly successors: readonly string[];
}

/** A topology node by node, as a member sent it to the broker (KIP-1331). What a pattern source reads is not in it. */
export interface DescribedTopology {
  /** Those that make tasks. */
  readonly subtopologies: readonly { readonly id: string; readonly nodes: readonly DescribedTopologyNode[] }[];
  readonly globalStores: readonly { readonly source: DescribedTopologyNode; readonly processor: DescribedTopologyNode }[];
}

export type TopologyDescription =
  | { readonly kind: 'available'; readonly topology: DescribedTopology }
  /** Brokers before 4.4 keep none. */
  | { readonly kind: 'unsupported' }
  /** None was kept for the group: the brokers have no plugin for it (group.streams.topology.description.plugin.class), or no member sent one yet. */
  | { readonly kind: 'notStored' }
  /** The broker could not fetch it. */
  | { readonly kind: 'failed' };

/** StreamsGroupDescribe (KIP-1071). */
export interface StreamsGroup {
  readonly type: 'streams';
  readonly id: string;
  readonly state: string;
  readonly epoch: number;
  readonly assignmentEpoch: number;
  /** That the coordinator uses for the next assignment; null: brokers before 4.4 do not say. */
  readonly assignor: string | null;
  /** null: no member has sent one. */
  readonly topology: {
    readonly epoch: number;
    readonly subtopologies: readonly {
      readonly id: string;
      readonly sourceTopics: readonly string[];
      readonly repartitionSinkTopics: readonly string[];
      /** Its own: a source topic that serves as a changelog (`topology.optimization`) is among the source topics only. */
      readonly changelogTopics: readonly StreamsGroupTopic[];
      readonly repartitionSourceTopics: readonly StreamsGroupTopic[];
    }[];
  } | null;
  readonly members: readonly {
    readonly memberId: string;
    readonly memberEpoch: number;
    readonly topologyEpoch: number;
    readonly clientId: string;
    readonly clientHost: string;
    readonly processId: string;
    /** application.server; null: not set. */
    readonly endpoint: { readonly host: string; readonly port: number } | null;
    readonly tags: Readonly<Record<string, string>>;
    readonly assignment: TaskAssignment;
    readonly target: TaskAssignment;
  }[];
}

export type GroupDescription = ClassicGroup | ConsumerGroup | StreamsGroup;

export interface CommittedOffset extends TopicPartition {
  readonly offset: number;
  /** What the committer wrote beside it: Kafka Streams puts stream time there. */
  readonly metadata: string;
}

export type OffsetTime =
  | 'earliest'
  /** The high watermark: also records of open transactions. */
  | 'latest'
  /** The end for readers of committed records. */
  | 'lastStable'
  /** The record with the largest timestamp (broker 3.0 and later). */
  | 'maxTimestamp'
  /** The first record at or after it, in milliseconds. */
  | { readonly timestamp: number };

export interface OffsetAnswer {
  /** null: no such record (an empty partition, or nothing so late). */
  readonly offset: number | null;
  /** Of that record; null where the question has none. */
  readonly timestamp: number | null;
}

/** A transaction that is open in a partition's log: readers of committed records get nothing behind its first record there (KIP-664). */
export interface OpenTransaction extends TopicPartition {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Of its first record in this partition. */
  readonly startOffset: number;
  readonly coordinator: CoordinatorWord;
}

/** What the coordinator of a transaction says of it. */
export type CoordinatorWord =
  /** It goes on, or is being ended. */
  | {
      readonly kind: 'open';
      readonly transactionalId: string;
      /** As the broker writes it: Ongoing, PrepareCommit, PrepareAbort … */
      readonly state: string;
      /** Milliseconds since 1970, by the coordinator's clock; null: it does not say. */
      readonly startedAt: number | null;
      /** transaction.timeout.ms: the coordinator aborts it after that. */
      readonly timeoutMs: number;
      /** All that are in it and that the user may describe. */
      readonly partitions: readonly TopicPartition[];
    }
  /** No coordinator has it for this partition any more: it hangs, and nothing ends it by itself. `transactionalId` null: no coordinator knows the producer. */
  | { readonly kind: 'hangs'; readonly transactionalId: string | null }
  | { readonly kind: 'notKnown'; readonly error: ClusterError };

/** A partial answer: `values` are what could be had; `problems` say what could not and why. */
export interface Partial<T> {
  readonly values: T;
  readonly problems: readonly Problem[];
}

export interface ScanRequest extends TopicPartition {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive: frozen by the caller, so that a scan ends in a topic that grows. */
  readonly to: number;
  readonly isolation: 'committed' | 'uncommitted';
}

export interface ScanProgress {
  /** The next offset to read: what was handed over lies before it. */
  readonly next: number;
  readonly records: number;
  readonly bytes: number;
}

export type ScanEnd =
  /** All up to `to` was handed over. */
  | { readonly kind: 'done'; readonly next: number }
  /** Retention or a deletion of records took what was to be read next: nothing between `lostFrom` and `logStart` was handed over. */
  | { readonly kind: 'truncated'; readonly next: number; readonly lostFrom: number; readonly logStart: number }
  /** The topic was deleted, or deleted and made again. */
  | { readonly kind: 'gone'; readonly next: number };

export interface ScanCall extends Call {
  /** Not for each record: about once for each fetch. */
  onProgress?(progress: ScanProgress): void;
}

export interface Cluster {
  describe(call?: Call): Promise<ClusterResult<ClusterInfo>>;
  /** Topics that do not exist, or may not be described, are not in the answer. */
  topics(names: readonly string[] | 'all', call?: Call): Promise<ClusterResult<Partial<readonly TopicLayout[]>>>;
  /** By topic, then by key. */
  configs(
    topics: readonly string[],
    keys: readonly string[],
    call?: Call,
  ): Promise<ClusterResult<Partial<ReadonlyMap<string, Readonly<Record<string, ConfigEntry>>>>>>;
  /** One answer for each partition that has one, in any order. */
  offsets(
    partitions: readonly TopicPartition[],
    at: OffsetTime,
    call?: Call,
  ): Promise<ClusterResult<Partial<readonly (TopicPartition & OffsetAnswer)[]>>>;
  /** Those that are open in these partitions, in any order. What is not permitted is a problem, with the partition as `what`. */
  openTransactions(partitions: readonly TopicPartition[], call?: Call): Promise<ClusterResult<Partial<readonly OpenTransaction[]>>>;
  /** Of every broker that answers. */
  logDirectories(topics: readonly TopicLayout[] | 'all', call?: Call): Promise<ClusterResult<Partial<readonly LogDirectory[]>>>;
  groups(call?: Call): Promise<ClusterResult<Partial<readonly GroupListing[]>>>;
  /** Asked as the type of each says: DescribeGroups answers `Dead` for the newer types. Groups that are gone are not in the answer. */
  describeGroups(groups: readonly GroupListing[], call?: Call): Promise<ClusterResult<Partial<readonly GroupDescription[]>>>;
  /** Of a streams group; `notFound` where there is no such group. */
  topologyDescription(group: string, call?: Call): Promise<ClusterResult<TopologyDescription>>;
  committed(group: string, call?: Call): Promise<ClusterResult<readonly CommittedOffset[]>>;
  /** Of many at once, by group: those that could be asked. */
  committedOf(groups: readonly string[], call?: Call): Promise<ClusterResult<Partial<ReadonlyMap<string, readonly CommittedOffset[]>>>>;
  /**
   * Hands over every record from `from` up to `to`, in order, none twice: over restarts and moved leaders it goes on from the same offset,
   * with back-off, for as long as the signal lets it or `timeoutMs` has passed without a byte.
   */
  scan(request: ScanRequest, sink: RecordSink | BatchSink, call?: ScanCall): Promise<ClusterResult<ScanEnd>>;
  close(): Promise<void>;
}
