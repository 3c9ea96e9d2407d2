/** Whose task a store's partition is, from what groups of both protocols tell. */
import { expect, it } from 'vitest';
import { holdersText } from '../../src/present/cluster/holderTexts.js';
import { findStoreHolders, type SizedAsk } from '../../src/applications/storeHolders.js';
import type { ClassicGroup, StreamsGroup } from '../../src/kafka/cluster.js';

const tasks = (...names: readonly string[]) =>
  names.map((name) => ({ subtopology: name.split('_')[0]!, partitions: [Number(name.split('_')[1])] }));

function member(
  port: number,
  active: readonly string[],
  standby: readonly string[] = [],
  warmup: readonly string[] = [],
): StreamsGroup['members'][number] {
  const assignment = { active: tasks(...active), standby: tasks(...standby), warmup: tasks(...warmup) };
  return {
    memberId: `m${port}`,
    memberEpoch: 1,
    topologyEpoch: 1,
    clientId: `app-${port}-StreamThread-1-consumer`,
    clientHost: '/10.0.0.1',
    processId: `process-${port}`,
    endpoint: port === 0 ? null : { host: 'localhost', port },
    tags: {},
    assignment,
    target: assignment,
  };
}

const subtopology = (id: string, reads: readonly string[], changelogs: readonly string[]) => ({
  id,
  sourceTopics: reads,
  repartitionSinkTopics: [],
  repartitionSourceTopics: [],
  changelogTopics: changelogs.map((name) => ({ name, partitions: 0, configs: {} })),
});

const streams = (members: StreamsGroup['members'], more: Partial<StreamsGroup> = {}): StreamsGroup => ({
  type: 'streams',
  id: 'app',
  state: 'Stable',
  epoch: 1,
  assignmentEpoch: 1,
  assignor: null,
  topology: {
    epoch: 1,
    subtopologies: [subtopology('0', ['in'], ['app-counts-changelog']), subtopology('1', ['table'], ['app-sums-changelog'])],
  },
  members,
  ...more,
});

const ask: SizedAsk = {
  application: 'app',
  topic: 'app-counts-changelog',
  isSourceTopic: false,
  isGlobal: false,
  reads: null,
  partitions: 2,
};
const textOf = (group: StreamsGroup | ClassicGroup, more: Partial<SizedAsk> = {}): string[] => {
  const holders = findStoreHolders(group, { ...ask, ...more });
  return holders.partitions.map((one) => holdersText(one, holders));
};

it('tells active, standby and warming up from a streams group', () => {
  const group = streams([member(1, ['0_0', '1_0'], ['0_1']), member(2, ['0_1', '1_1'], [], ['0_0'])]);
  expect(textOf(group)).toEqual([
    'partition 0 · active on localhost:1 · warming up on localhost:2',
    'partition 1 · active on localhost:2 · standby on localhost:1',
  ]);
  expect(findStoreHolders(group, ask)).toMatchObject({
    state: 'Stable',
    subtopology: '0',
    certainty: 'certain',
    partitions: [{ task: '0_0' }, { task: '0_1' }],
  });
  expect(textOf(group, { topic: 'table', isSourceTopic: true })).toEqual([
    'partition 0 · active on localhost:1',
    'partition 1 · active on localhost:2',
  ]);
});

it('gives no holder of a store that is not in the topology, or that nobody has', () => {
  const group = streams([member(1, ['0_0'])], { state: 'Reconciling' });
  expect(textOf(group, { topic: 'app-old-changelog' })[0]).toBe(
    'partition 0 · the topology on the broker has no app-old-changelog: the store is not used any more, and the group is Reconciling',
  );
  expect(textOf(group)).toEqual([
    'partition 0 · active on localhost:1',
    'partition 1 · no member has task 0_1, and the group is Reconciling',
  ]);
  expect(textOf(streams([], { state: 'Empty' }))[0]).toBe('partition 0 · no instance runs: the group is Empty');
});

it('tells instances without an address from one another', () => {
  expect(textOf(streams([member(0, ['0_0', '0_1'])]))[0]).toBe('partition 0 · active on 10.0.0.1, process process-0');
});

it('says that a global store is on every instance', () => {
  const group = streams([member(1, ['0_0']), member(2, ['0_1'])]);
  expect(textOf(group, { isGlobal: true, topic: 'rates', isSourceTopic: true })[1]).toBe(
    'partition 1 · every instance has all of a global store: there are 2',
  );
});

/** As StreamsPartitionAssignor writes them, version 11. */
function classicMember(
  port: number,
  active: readonly (readonly [task: string, topic: string])[],
  standby: readonly string[] = [],
): ClassicGroup['members'][number] {
  const int = (value: number, size: 2 | 4 = 4): Buffer => {
    const bytes = Buffer.alloc(size);
    if (size === 2) bytes.writeInt16BE(value);
    else bytes.writeInt32BE(value);
    return bytes;
  };
  const sized = (bytes: Buffer): Buffer => Buffer.concat([int(bytes.length), bytes]);
  const word = (text: string): Buffer => Buffer.concat([int(text.length, 2), Buffer.from(text)]);
  const list = (items: readonly Buffer[]): Buffer => Buffer.concat([int(items.length), ...items]);
  const task = (name: string): Buffer => Buffer.concat([...name.split('_').map((part) => int(Number(part))), int(0)]);
  const byPartition = [...active].sort(([a, topicOfA], [b, topicOfB]) =>
    topicOfA === topicOfB ? (a < b ? -1 : 1) : topicOfA < topicOfB ? -1 : 1,
  );
  const assigned = byPartition.map(([name, topic]) => Buffer.concat([word(topic), list([int(Number(name.split('_')[1]))])]));
  const assignment = [
    int(11),
    int(11),
    list(byPartition.map(([name]) => task(name))),
    list(standby.map((name) => Buffer.concat([task(name), list([])]))),
  ];
  const uuid = Buffer.alloc(16, port);
  const subscription = [int(11), int(11), uuid, sized(Buffer.from(`localhost:${port}`)), list([]), Buffer.from([0]), int(0), list([])];
  return {
    memberId: `m${port}`,
    instanceId: null,
    clientId: `app-${port}-StreamThread-1-consumer`,
    clientHost: '/127.0.0.1',
    metadata: Buffer.concat([int(1, 2), list([word('in')]), sized(Buffer.concat(subscription)), list([])]),
    assignment: Buffer.concat([int(1, 2), list(assigned), sized(Buffer.concat(assignment))]),
  };
}

const classic = (members: ClassicGroup['members'], state = 'Stable'): ClassicGroup => ({
  type: 'classic',
  id: 'app',
  state,
  protocol: 'stream',
  members,
});

it('tells the sub-topology of a classic group by what the code reads', () => {
  const group = classic([
    classicMember(
      1,
      [
        ['0_0', 'in'],
        ['1_1', 'table'],
      ],
      ['0_1'],
    ),
    classicMember(2, [
      ['0_1', 'in'],
      ['1_0', 'table'],
    ]),
  ]);
  expect(textOf(group, { reads: ['in'] })).toEqual([
    'partition 0 · active on localhost:1',
    'partition 1 · active on localhost:2 · standby on localhost:1',
  ]);
  expect(textOf(group, { reads: ['table'] })).toEqual(['partition 0 · active on localhost:2', 'partition 1 · active on localhost:1']);
  expect(textOf(group, { reads: ['renamed'] })[0]).toBe(
    'partition 0 · no member reads what the store is filled from by the code: another version of it runs',
  );
  expect(textOf(group, { topic: 'table', isSourceTopic: true })[0]).toBe('partition 0 · active on localhost:2');
});

it('guesses no sub-topology of a classic group without code', () => {
  const apart = classic([
    classicMember(1, [
      ['0_0', 'in'],
      ['1_1', 'table'],
    ]),
    classicMember(2, [
      ['0_1', 'in'],
      ['1_0', 'table'],
    ]),
  ]);
  expect(textOf(apart)).toEqual(
    [0, 1].map((partition) => `partition ${partition} · sub-topologies 0, 1 have 2 tasks each, and no code tells which is the store's`),
  );
  const together = classic([
    classicMember(1, [
      ['0_0', 'in'],
      ['1_0', 'table'],
    ]),
    classicMember(2, [
      ['0_1', 'in'],
      ['1_1', 'table'],
    ]),
  ]);
  expect(textOf(together)[0]).toBe(
    "partition 0 · active on localhost:1 (likely: sub-topologies 0, 1 have 2 tasks each, and no code tells which is the store's)",
  );
  const other = classic([
    classicMember(1, [
      ['0_0', 'in'],
      ['0_1', 'in'],
      ['1_0', 'table'],
    ]),
  ]);
  expect(textOf(other)[1]).toBe('partition 1 · active on localhost:1 (likely: it alone has 2 tasks, and no code tells)');
  const through = classic([
    classicMember(1, [
      ['0_0', 'in'],
      ['0_1', 'in'],
      ['1_0', 'app-counts-repartition'],
    ]),
    classicMember(2, [['1_1', 'app-counts-repartition']]),
  ]);
  expect(textOf(through)[1]).toBe(
    'partition 1 · active on localhost:2 (likely: it reads the repartition topic of the name, and no code tells)',
  );
});

it('tells nothing while a classic group rebalances, or of members that cannot be read', () => {
  expect(textOf(classic([classicMember(1, [['0_0', 'in']])], 'PreparingRebalance'))[0]).toBe(
    'partition 0 · the group is PreparingRebalance: ask again when it is Stable',
  );
  const strange = { ...classicMember(1, []), metadata: Buffer.from([0, 1]) };
  expect(textOf(classic([strange]))[0]).toBe('partition 0 · the assignments of some members are of no version that is known');
});
