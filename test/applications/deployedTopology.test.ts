/** Recorded answers of StreamsGroupDescribe (test/cluster/deployed on real brokers): what is read of them, said of the group, and compared with its code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareDeployed } from '../../src/applications/compareDeployed.js';
import { toDeployedTopology } from '../../src/applications/deployedTopology.js';
import { toGroupCondition } from '../../src/applications/groupCondition.js';
import { succeed } from '../../src/base/result.js';
import { parseTopologyText } from '../../src/core/description/topologyText.js';
import type { TopologyReport } from '../../src/core/report.js';
import type { ClassicGroup, StreamsGroup, TopicLayout, TopologyDescription } from '../../src/kafka/cluster.js';
import { streamsGroupDescribeApi, type DescribedStreamsGroup } from '../../src/kafka/protocol/groupApis.js';
import { BrokenAnswer, WireReader } from '../../src/kafka/protocol/wireReader.js';
import { drawDeployed } from '../../src/present/cluster/drawDeployed.js';
import { groupLines } from '../../src/present/cluster/groupTexts.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

interface Recorded {
  readonly kafkaVersion: string;
  readonly apiVersion: number;
  readonly what: string;
  readonly answer: string;
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/streams-groups.json'), 'utf8')) as readonly Recorded[];
const bytesOf = ({ answer }: Recorded): Buffer => Buffer.from(answer, 'base64');

function read(bytes: Uint8Array, apiVersion: number): DescribedStreamsGroup {
  const reader = new WireReader(bytes, true);
  const [group] = streamsGroupDescribeApi.read(reader, apiVersion);
  reader.expectEnd();
  return group!;
}

function answerOf(kafkaVersion: string, what: string): DescribedStreamsGroup {
  const one = recorded.find((some) => some.kafkaVersion === kafkaVersion && some.what.includes(what))!;
  return read(bytesOf(one), one.apiVersion);
}

const streams = ({ group }: DescribedStreamsGroup): StreamsGroup => ({ type: 'streams', ...group });

function layouts(counts: Readonly<Record<string, number>>): ReadonlyMap<string, TopicLayout> {
  const partition = { leader: 1, replicas: [1], inSync: [1], offline: [] };
  return new Map(
    Object.entries(counts).map(([name, count]) => [
      name,
      { name, id: null, internal: false, partitions: Array.from({ length: count }, (_, i) => ({ partition: i, ...partition })) },
    ]),
  );
}

const sources = { orders: 3, customers: 3, countries: 3, zones: 3, 'audit-a': 3, 'audit-b': 3 };
const internal = {
  'deployed-by-value-repartition': 3,
  'deployed-counts-changelog': 3,
  'deployed-customers-changelog': 3,
  'deployed-KSTREAM-JOINTHIS-0000000019-store-changelog': 3,
  'deployed-KSTREAM-JOINOTHER-0000000020-store-changelog': 3,
};

describe('an answer', () => {
  it.each(recorded)('of $kafkaVersion ($what) is read to its end, and no shorter one is', (one) => {
    const bytes = bytesOf(one);
    const { group, description, descriptionStatus } = read(bytes, one.apiVersion);
    expect(group).toMatchObject({ id: 'deployed', topology: { epoch: 0 }, assignor: one.apiVersion === 0 ? null : 'sticky' });
    expect(group.topology?.subtopologies.map(({ sourceTopics }) => sourceTopics)).toEqual([
      ['customers', 'orders', 'payments'],
      [],
      ['audit-a', 'audit-b'],
    ]);
    expect([description === null, descriptionStatus]).toEqual(one.apiVersion === 0 ? [true, 0] : [false, 3]);
    for (let length = 0; length < bytes.length; length += 7)
      expect(() => read(bytes.subarray(0, length), one.apiVersion)).toThrow(BrokenAnswer);
  });

  it('tells each node with its topics by the names on the cluster', () => {
    const { description } = answerOf('4.4.0', 'running');
    const nodes = description!.subtopologies.flatMap((one) => one.nodes);
    expect(nodes.find(({ name }) => name === 'by-value-repartition-sink')).toEqual({
      name: 'by-value-repartition-sink',
      type: 'sink',
      topics: [],
      sinkTopic: 'deployed-by-value-repartition',
      stores: [],
      successors: [],
    });
    expect(description!.globalStores.map(({ processor }) => processor.stores)).toEqual([['countries'], ['zones']]);
  });
});

describe('a group', () => {
  const messages = (group: StreamsGroup | ClassicGroup, topics: Readonly<Record<string, number>>): string[] =>
    toGroupCondition(group, layouts(topics)).marks.map(({ severity, message }) => `${severity}: ${message}`);

  it.each(['4.4.0', '4.3.0'])('of %s that waits for a source topic names it', (version) => {
    const group = streams(answerOf(version, 'missing'));
    expect(group.state).toBe('NotReady');
    expect(messages(group, sources)[0]).toBe(
      'error: It does not start (NotReady): the source topic payments is not on the cluster, or this user may not see it (Describe on the topic).',
    );
  });

  it('that waits for equally many partitions says how many there are', () => {
    const [first] = messages(streams(answerOf('4.4.0', '4 partitions')), { ...sources, payments: 4 });
    expect(first).toBe(
      'error: It does not start (NotReady): topics that are joined must have equally many partitions, and sub-topology 0 reads customers 3, orders 3, payments 4.',
    );
  });

  it('that is not ready for a reason that topics do not tell says so', () => {
    const group = streams(answerOf('4.4.0', '4 partitions'));
    const topics = { ...sources, payments: 3 };
    expect(messages(group, topics)[0]).toMatch(
      /^error: It does not start \(NotReady\) before its internal topics are there, .*: deployed-KSTREAM-JOINOTHER-0000000020-store-changelog, /,
    );
    expect(messages(group, { ...topics, ...internal })[0]).toMatch(/its topics are all there: the log of its members says why/);
    expect(messages({ ...group, topology: null }, topics)[0]).toMatch(/no member has sent a topology/);
  });

  it('that runs says its epochs, and nothing of what is as it should be', () => {
    const condition = toGroupCondition(streams(answerOf('4.4.0', 'running')), layouts({ ...sources, ...internal, payments: 3 }));
    expect(condition).toMatchObject({ epochs: { group: 4, assignment: 4, topology: 0 }, assignor: 'sticky', marks: [] });
    expect(groupLines(condition)).toEqual(['group epoch 4, assignment epoch 4, topology epoch 0, assignor sticky']);
  });

  it('in which tasks move says how many, and whose topology is another', () => {
    const group = streams(answerOf('4.4.0', 'running'));
    const [first, second] = group.members;
    const nothing = { active: [], standby: [], warmup: [] };
    const moving: StreamsGroup = {
      ...group,
      state: 'Reconciling',
      epoch: 5,
      members: [
        { ...first!, target: nothing },
        { ...second!, topologyEpoch: 1 },
      ],
    };
    const tasks = first!.assignment.active.reduce((sum, { partitions }) => sum + partitions.length, 0);
    expect(messages(moving, { ...sources, ...internal, payments: 3 })).toEqual([
      'warning: 1 of 2 members came with topology epoch 1; the group is at 0.',
      'info: Its coordinator has not worked out the tasks of group epoch 5 yet: those of epoch 4 count (Reconciling).',
      `info: 1 of 2 members does not have its target tasks yet: ${tasks} tasks to give up, 0 tasks to take.`,
    ]);
  });

  it('of the classic protocol says that it rebalances', () => {
    const group: ClassicGroup = { type: 'classic', id: 'shop', state: 'PreparingRebalance', protocol: 'stream', members: [] };
    expect(messages(group, {})).toEqual(['info: A rebalance is under way: its members are joining (PreparingRebalance).']);
    expect(messages({ ...group, state: 'Stable' }, {})).toEqual([]);
    expect(groupLines(toGroupCondition(undefined, layouts({})))).toEqual([]);
  });
});

describe('what is deployed', () => {
  const source = readFileSync(join(import.meta.dirname, '../cluster/deployed/Deployed.java'), 'utf8').replace('"A-zones"', '"a-zones"');
  async function analyse(text: string): Promise<readonly TopologyReport[]> {
    const { output } = await runCommand(temporaryProject({ 'Deployed.java': text }), 'analyze', '.', '--format', 'json');
    return (JSON.parse(output) as { readonly topologies: readonly TopologyReport[] }).topologies;
  }

  const answer = answerOf('4.4.0', 'running');
  const available: TopologyDescription = { kind: 'available', topology: answer.description! };
  const byNodes = toDeployedTopology(streams(answer), succeed(available));
  const byTopics = toDeployedTopology(streams(answer), succeed({ kind: 'unsupported' }));

  it('is the code, node by node and topic by topic', async () => {
    const code = await analyse(source);
    expect(compareDeployed('deployed', byNodes, code)).toMatchObject({ by: 'nodes', count: 28, differences: [], isCertain: false });
    expect(compareDeployed('deployed', byTopics, code)).toMatchObject({ by: 'subtopologies', count: 3, differences: [], isCertain: true });
  });

  it('differs by a node that only one of them has, and by what it passes records to', async () => {
    const other = await analyse(source.replace('.filter((key, value) -> true)', '.filter((key, value) -> true).mapValues(value -> value)'));
    const { differences, isCertain, notes } = compareDeployed('deployed', byNodes, other);
    expect(differences.map(({ of, message }) => `${of}: ${message}`)).toEqual([
      'KSTREAM-FILTER-0000000026: Deployed it passes records to KSTREAM-SINK-0000000027, in the code KSTREAM-MAPVALUES-0000000027.',
      'KSTREAM-SINK-0000000027: Deployed in sub-topology 4, and not in the code.',
      'KSTREAM-MAPVALUES-0000000027: In the code in sub-topology 4, and not deployed.',
      'KSTREAM-SINK-0000000028: In the code in sub-topology 4, and not deployed.',
    ]);
    expect(differences[2]?.source?.file).toBe('Deployed.java');
    expect(isCertain).toBe(false);
    expect(notes.join()).toContain('first member');
    expect(compareDeployed('deployed', byTopics, other).differences).toEqual([]);
  });

  it('differs for certain by its topics, which the brokers refuse to change', async () => {
    const other = await analyse(source.replace('Materialized.as("counts")', 'Materialized.as("sums")').replace('"audit-b"', '"audit-c"'));
    const topics = compareDeployed('deployed', byTopics, other);
    expect(topics.differences.map(({ of, message }) => `${of}: ${message}`)).toEqual([
      'Sub-topology 4: Deployed it reads audit-a, audit-b, in the code audit-a, audit-c.',
      'Sub-topology 1: Deployed it has the changelog topics deployed-counts-changelog, in the code deployed-sums-changelog.',
    ]);
    expect(topics.notes.at(-1)).toContain('Topology updates are not supported yet');
    const nodes = compareDeployed('deployed', byNodes, other);
    expect(nodes.isCertain).toBe(true);
    expect(nodes.differences.map(({ of }) => of)).toEqual(['KSTREAM-AGGREGATE-0000000002', 'KSTREAM-SOURCE-0000000025', 'Sub-topology 1']);
  });

  it('is not compared with code that is not determined, nor where no broker tells it', async () => {
    const unknown = await analyse(source.replace('"totals"', 'System.getenv("SINK")'));
    expect(compareDeployed('deployed', byNodes, unknown)).toMatchObject({ by: null, differences: [] });
    const classic = toDeployedTopology({ type: 'classic', id: 'x', state: 'Stable', protocol: 'stream', members: [] }, undefined);
    expect(compareDeployed('deployed', classic, unknown).notes).toEqual([
      'What is deployed cannot be compared with the code: brokers know the topologies of streams groups only (group.protocol=streams), and its group is classic.',
    ]);
  });

  it('is drawn, and written as a description that is read again', () => {
    const drawn = drawDeployed('deployed', byNodes);
    if (typeof drawn === 'string') throw new Error(drawn);
    const again = parseTopologyText(drawn.text)!;
    expect(again.map(({ id, global }) => `${id}${global ? ' global' : ''}`)).toEqual(['0', '1', '2 global', '3 global', '4']);
    expect(again.flatMap(({ nodes }) => nodes)).toHaveLength(28);
    expect(drawn.diagram.nodes.filter(({ kind }) => kind === 'changelog').map(({ name }) => name)).toContain('counts-changelog');
    expect(drawn.diagram.nodes.find(({ name }) => name === 'by-value-repartition')?.kind).toBe('repartition');
    expect(drawDeployed('deployed', byTopics)).toMatch(
      /cannot be drawn: brokers before 4\.4 .*0 reads customers, orders, payments; 1 reads deployed-by-value/,
    );
  });
});
