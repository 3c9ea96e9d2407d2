/** A cluster of a test's own making: topics, groups and commits as given, nothing else. */
import { fail, succeed } from '../../src/base/result.js';
import type {
  Cluster,
  ClusterInfo,
  CommittedOffset,
  ConfigEntry,
  GroupDescription,
  GroupListing,
  OpenTransaction,
  Partial,
  TopicLayout,
  TopologyDescription,
} from '../../src/kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../../src/kafka/clusterError.js';

export interface FakeTopic {
  readonly partitions: number;
  readonly configs?: Readonly<Record<string, string>>;
  /** Of each partition. */
  readonly end?: number;
  /** The last stable offset; undefined: as the end. */
  readonly stable?: number;
  readonly bytes?: number;
}

export interface FakeCluster {
  readonly topics?: Readonly<Record<string, FakeTopic>>;
  readonly groups?: readonly (GroupListing & { readonly description?: GroupDescription })[];
  readonly committed?: Readonly<Record<string, readonly CommittedOffset[]>>;
  readonly openTransactions?: readonly OpenTransaction[];
  /** Of every streams group; undefined: as brokers before 4.4. */
  readonly description?: TopologyDescription;
  /** Methods that are refused. */
  readonly refused?: readonly (keyof Cluster)[];
}

const info: ClusterInfo = {
  id: 'fake',
  brokers: [{ id: 1, host: 'localhost', port: 9092, rack: null }],
  controller: 1,
  features: { groupTypes: true, consumerGroups: true, streamsGroups: true },
};

const refusal: ClusterError = { kind: 'unauthorised', message: 'The principal may not do this.' };

/** What is given is asked for at each call: a test may change it between two. */
export function createFakeCluster(given: () => FakeCluster): Cluster {
  const unless = <T>(method: keyof Cluster, values: () => T): Promise<ClusterResult<T>> =>
    Promise.resolve(given().refused?.includes(method) === true ? fail(refusal) : succeed(values()));
  const whole = <T>(method: keyof Cluster, values: () => T): Promise<ClusterResult<Partial<T>>> =>
    unless(method, () => ({ values: values(), problems: [] }));
  const topicOf = (name: string): FakeTopic => given().topics?.[name] ?? { partitions: 0 };
  const layouts = (): TopicLayout[] =>
    Object.entries(given().topics ?? {}).map(([name, { partitions }]) => ({
      name,
      id: null,
      internal: name.startsWith('__'),
      partitions: Array.from({ length: partitions }, (_, partition) => ({ partition, leader: 1, replicas: [1], inSync: [1], offline: [] })),
    }));
  return {
    describe: () => unless('describe', () => info),
    topics: (names) => whole('topics', () => layouts().filter(({ name }) => names === 'all' || names.includes(name))),
    configs: (topics, keys) =>
      whole(
        'configs',
        () =>
          new Map(
            topics.map((name) => [
              name,
              Object.fromEntries(
                keys.flatMap((key): [string, ConfigEntry][] => {
                  const value = topicOf(name).configs?.[key];
                  return value === undefined ? [] : [[key, { value, isOwn: true }]];
                }),
              ),
            ]),
          ),
      ),
    offsets: (partitions, at) =>
      whole('offsets', () =>
        partitions.map(({ topic, partition }) => {
          const { end = 0, stable = end } = topicOf(topic);
          if (at === 'lastStable') return { topic, partition, offset: stable, timestamp: null };
          if (at === 'maxTimestamp') return { topic, partition, offset: end === 0 ? null : end - 1, timestamp: end === 0 ? null : 1000 };
          return { topic, partition, offset: at === 'earliest' ? 0 : end, timestamp: null };
        }),
      ),
    openTransactions: (partitions) =>
      whole('openTransactions', () =>
        (given().openTransactions ?? []).filter((open) =>
          partitions.some(({ topic, partition }) => open.topic === topic && open.partition === partition),
        ),
      ),
    logDirectories: () =>
      whole('logDirectories', () => [
        {
          broker: 1,
          path: '/data',
          totalBytes: null,
          usableBytes: null,
          replicas: layouts().flatMap(({ name, partitions }) =>
            partitions.map(({ partition }) => ({
              topic: name,
              partition,
              bytes: topicOf(name).bytes ?? 0,
              offsetLag: 0,
              isFuture: false,
            })),
          ),
        },
      ]),
    groups: () => whole('groups', () => given().groups ?? []),
    describeGroups: (groups) =>
      whole('describeGroups', () => groups.flatMap(({ id }) => (given().groups ?? []).find((one) => one.id === id)?.description ?? [])),
    topologyDescription: () => unless('topologyDescription', () => given().description ?? { kind: 'unsupported' }),
    committed: (group) => unless('committed', () => given().committed?.[group] ?? []),
    committedOf: (groups) =>
      given().refused?.includes('committed') === true
        ? Promise.resolve(
            succeed({ values: new Map(), problems: groups.map((id) => ({ what: `committed offsets of group ${id}`, error: refusal })) }),
          )
        : whole('committed', () => new Map(groups.map((id) => [id, given().committed?.[id] ?? []]))),
    scan: () => Promise.resolve(fail({ kind: 'unsupported', message: 'A fake cluster has no records.' })),
    close: () => Promise.resolve(),
  };
}

/** A streams group with one member that runs what is given: sub-topologies by id, with topics read and changelogs. */
export function streamsGroup(
  id: string,
  subtopologies: Readonly<Record<string, { readonly reads: readonly string[]; readonly changelogs?: readonly string[] }>>,
  tasks: Readonly<Record<string, readonly number[]>>,
  memberId = 'member-1',
): GroupListing & { readonly description: GroupDescription } {
  const active = Object.entries(tasks).map(([subtopology, partitions]) => ({ subtopology, partitions }));
  const assignment = { active, standby: [], warmup: [] };
  return {
    id,
    type: 'streams',
    protocolType: 'streams',
    state: 'Stable',
    description: {
      type: 'streams',
      id,
      state: 'Stable',
      epoch: 1,
      assignmentEpoch: 1,
      assignor: null,
      topology: {
        epoch: 0,
        subtopologies: Object.entries(subtopologies).map(([subtopology, { reads, changelogs = [] }]) => ({
          id: subtopology,
          sourceTopics: reads,
          repartitionSinkTopics: [],
          changelogTopics: changelogs.map((name) => ({ name, partitions: 0, configs: {} })),
          repartitionSourceTopics: [],
        })),
      },
      members: [
        {
          memberId,
          memberEpoch: 1,
          topologyEpoch: 0,
          clientId: `${id}-StreamThread-1`,
          clientHost: '/127.0.0.1',
          processId: 'process-1',
          endpoint: { host: 'app.example', port: 7070 },
          tags: {},
          assignment,
          target: assignment,
        },
      ],
    },
  };
}
