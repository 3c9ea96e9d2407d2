/** Requests about groups. Schemas: Kafka's message definitions. */
import type { DescribedTopology, DescribedTopologyNode, StreamsGroup, StreamsGroupTopic, TaskAssignment } from '../cluster.js';
import type { Api } from './api.js';
import { BrokenAnswer, type WireReader } from './wireReader.js';

export interface FoundCoordinator {
  readonly group: string;
  readonly error: number;
  readonly message: string | null;
  readonly broker: number;
}

/** Version 4 is the first that takes several groups (KIP-699); those before answer for the first. */
export const manyCoordinatorsVersion = 4;

/** A broker makes the topic of committed offsets where it is not there: ask only where it is. */
export const findCoordinatorsApi: Api<readonly string[], (asked: readonly string[]) => readonly FoundCoordinator[]> = {
  key: 10,
  name: 'FindCoordinator',
  versions: [4, 1],
  flexibleFrom: 3,
  write(writer, groups, version) {
    if (version < manyCoordinatorsVersion) {
      writer.string(groups[0] ?? '').int8(0);
      return;
    }
    writer.int8(0);
    writer.array(groups, (group) => writer.string(group)).tags();
  },
  read(reader, version) {
    reader.int32();
    if (version < manyCoordinatorsVersion) {
      const found = { error: reader.int16(), message: reader.nullableString(), broker: reader.int32() };
      reader.string();
      reader.int32();
      return ([group]) => (group === undefined ? [] : [{ group, ...found }]);
    }
    const found = reader.array(() => {
      const group = reader.string();
      const broker = reader.int32();
      reader.string();
      reader.int32();
      const answer = { group, broker, error: reader.int16(), message: reader.nullableString() };
      reader.tags();
      return answer;
    });
    reader.tags();
    return () => found;
  },
};

export interface ListGroupsAnswer {
  readonly error: number;
  readonly groups: readonly {
    readonly id: string;
    readonly protocolType: string;
    readonly state: string | null;
    readonly type: string | null;
  }[];
}

/** Version 5 is the first that tells types (KIP-848). */
export const groupTypesVersion = 5;

export const listGroupsApi: Api<null, ListGroupsAnswer> = {
  key: 16,
  name: 'ListGroups',
  versions: [5, 4, 2, 1],
  flexibleFrom: 3,
  write(writer, _, version) {
    if (version >= 4) writer.array<string>([], (state) => writer.string(state));
    if (version >= 5) writer.array<string>([], (type) => writer.string(type));
    writer.tags();
  },
  read(reader, version) {
    reader.int32();
    const error = reader.int16();
    const groups = reader.array(() => {
      const group = {
        id: reader.string(),
        protocolType: reader.string(),
        state: version >= 4 ? reader.string() : null,
        type: version >= 5 ? reader.string() : null,
      };
      reader.tags();
      return group;
    });
    reader.tags();
    return { error, groups };
  },
};

export interface DescribedClassicGroup {
  readonly error: number;
  readonly id: string;
  readonly state: string;
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

export const describeGroupsApi: Api<readonly string[], readonly DescribedClassicGroup[]> = {
  key: 15,
  name: 'DescribeGroups',
  versions: [4, 1],
  write(writer, groups, version) {
    writer.array(groups, (group) => writer.string(group));
    if (version >= 3) writer.bool(false);
  },
  read(reader, version) {
    reader.int32();
    return reader.array(() => {
      const group = { error: reader.int16(), id: reader.string(), state: reader.string() };
      reader.string();
      const protocol = reader.string();
      const members = reader.array(() => ({
        memberId: reader.string(),
        instanceId: version >= 4 ? reader.nullableString() : null,
        clientId: reader.string(),
        clientHost: reader.string(),
        metadata: reader.byteRange(),
        assignment: reader.byteRange(),
      }));
      if (version >= 3) reader.int32();
      return { ...group, protocol, members };
    });
  },
};

export interface DescribedConsumerGroup {
  readonly error: number;
  readonly message: string | null;
  readonly id: string;
  readonly state: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly clientId: string;
    readonly clientHost: string;
    readonly topics: readonly { readonly name: string; readonly partitions: readonly number[] }[];
  }[];
}

export const consumerGroupDescribeApi: Api<readonly string[], readonly DescribedConsumerGroup[]> = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  versions: [0],
  flexibleFrom: 0,
  write(writer, groups) {
    writer.array(groups, (group) => writer.string(group));
    writer.bool(false).tags();
  },
  read(reader) {
    const readTopics = (): { readonly name: string; readonly partitions: readonly number[] }[] => {
      const topics = reader.array(() => {
        reader.uuid();
        const topic = { name: reader.string(), partitions: reader.array(() => reader.int32()) };
        reader.tags();
        return topic;
      });
      reader.tags();
      return topics;
    };
    reader.int32();
    const groups = reader.array(() => {
      const group = { error: reader.int16(), message: reader.nullableString(), id: reader.string(), state: reader.string() };
      reader.int32();
      reader.int32();
      reader.string();
      const members = reader.array(() => {
        const memberId = reader.string();
        reader.nullableString();
        reader.nullableString();
        reader.int32();
        const client = { clientId: reader.string(), clientHost: reader.string() };
        reader.array(() => reader.string());
        reader.nullableString();
        const topics = readTopics();
        readTopics();
        reader.tags();
        return { memberId, ...client, topics };
      });
      reader.int32();
      reader.tags();
      return { ...group, members };
    });
    reader.tags();
    return groups;
  },
};

export interface DescribedStreamsGroup {
  readonly error: number;
  readonly message: string | null;
  readonly group: Omit<StreamsGroup, 'type'>;
  /** Version 1 (KIP-1331): null where it was not asked for, or the broker has none; `status` says which. */
  readonly description: DescribedTopology | null;
  /** As TopologyDescriptionStatus: 0 not requested, 1 not stored, 2 error, 3 available. */
  readonly descriptionStatus: number;
}

export interface StreamsGroupQuestion {
  readonly groups: readonly string[];
  /** Whether the broker is to ask its plugin for the description of the topology; brokers before 4.4 have none. */
  readonly withDescription: boolean;
}

function readTasks(reader: WireReader): TaskAssignment {
  const tasks = () =>
    reader.array(() => {
      const set = { subtopology: reader.string(), partitions: reader.array(() => reader.int32()) };
      reader.tags();
      return set;
    });
  const assignment = { active: tasks(), standby: tasks(), warmup: tasks() };
  reader.tags();
  return assignment;
}

function readPairs(reader: WireReader): Readonly<Record<string, string>> {
  const pairs = reader.array(() => {
    const pair = [reader.string(), reader.string()] as const;
    reader.tags();
    return pair;
  });
  return Object.fromEntries(pairs);
}

function readTopics(reader: WireReader): readonly StreamsGroupTopic[] {
  return reader.array(() => {
    const topic = { name: reader.string(), partitions: reader.int32() };
    reader.int16();
    const configs = readPairs(reader);
    reader.tags();
    return { ...topic, configs };
  });
}

/** Empty in 4.3.0, and of no use to us: the broker refuses heartbeats that carry offsets. */
function skipOffsets(reader: WireReader): void {
  reader.array(() => {
    reader.string();
    reader.int32();
    reader.int64();
    reader.tags();
  });
}

function readTopology(reader: WireReader): NonNullable<StreamsGroup['topology']> {
  const texts = () => reader.array(() => reader.string());
  const epoch = reader.int32();
  const subtopologies = reader.array(() => {
    const subtopology = {
      id: reader.string(),
      sourceTopics: texts(),
      repartitionSinkTopics: texts(),
      changelogTopics: readTopics(reader),
      repartitionSourceTopics: readTopics(reader),
    };
    reader.tags();
    const sources = new Set(subtopology.sourceTopics);
    // Seen with 4.3.0: with topology.optimization, a source topic that serves as a changelog is listed as both. It is nobody's own.
    return { ...subtopology, changelogTopics: subtopology.changelogTopics.filter(({ name }) => !sources.has(name)) };
  });
  reader.tags();
  return { epoch, subtopologies };
}

function readMember(reader: WireReader): StreamsGroup['members'][number] {
  const memberId = reader.string();
  const memberEpoch = reader.int32();
  reader.nullableString();
  reader.nullableString();
  const client = { clientId: reader.string(), clientHost: reader.string() };
  const topologyEpoch = reader.int32();
  const processId = reader.string();
  const endpoint = reader.nullable(() => {
    const address = { host: reader.string(), port: reader.uint16() };
    reader.tags();
    return address;
  });
  const tags = readPairs(reader);
  skipOffsets(reader);
  skipOffsets(reader);
  const assignment = readTasks(reader);
  const target = readTasks(reader);
  reader.bool();
  reader.tags();
  return { memberId, memberEpoch, topologyEpoch, ...client, processId, endpoint, tags, assignment, target };
}

const nodeTypes = ['source', 'processor', 'sink'] as const;

function readNode(reader: WireReader): DescribedTopologyNode {
  const name = reader.string();
  const type = nodeTypes[reader.int8() - 1];
  if (type === undefined) throw new BrokenAnswer(`a node ${name} of no known type`);
  const node = {
    name,
    type,
    topics: reader.array(() => reader.string()),
    sinkTopic: reader.nullableString(),
    stores: reader.array(() => reader.string()),
    successors: reader.array(() => reader.string()),
  };
  reader.tags();
  return node;
}

function readDescription(reader: WireReader): DescribedTopology {
  const subtopologies = reader.array(() => {
    const subtopology = { id: reader.string(), nodes: reader.array(() => readNode(reader)) };
    reader.tags();
    return subtopology;
  });
  const globalStores = reader.array(() => {
    const global = { source: readNode(reader), processor: readNode(reader) };
    reader.tags();
    return global;
  });
  reader.tags();
  return { subtopologies, globalStores };
}

/** Version 1 is the first that tells the description of a topology (KIP-1331). */
export const topologyDescriptionVersion = 1;

/** KIP-1071. */
export const streamsGroupDescribeApi: Api<StreamsGroupQuestion, readonly DescribedStreamsGroup[]> = {
  key: 89,
  name: 'StreamsGroupDescribe',
  versions: [topologyDescriptionVersion, 0],
  flexibleFrom: 0,
  write(writer, { groups, withDescription }, version) {
    writer.array(groups, (group) => writer.string(group));
    writer.bool(false);
    if (version >= topologyDescriptionVersion) writer.bool(withDescription);
    writer.tags();
  },
  read(reader, version) {
    reader.int32();
    const groups = reader.array((): DescribedStreamsGroup => {
      const error = reader.int16();
      const message = reader.nullableString();
      const group = {
        id: reader.string(),
        state: reader.string(),
        epoch: reader.int32(),
        assignmentEpoch: reader.int32(),
        topology: reader.nullable(() => readTopology(reader)),
        members: reader.array(() => readMember(reader)),
      };
      reader.int32();
      const isNew = version >= topologyDescriptionVersion;
      const description = isNew ? reader.nullable(() => readDescription(reader)) : null;
      const descriptionStatus = isNew ? reader.int8() : 0;
      const assignor = isNew ? reader.nullableString() : null;
      reader.tags();
      return { error, message, group: { ...group, assignor }, description, descriptionStatus };
    });
    reader.tags();
    return groups;
  },
};
