/** Topics whose names, or readers, speak for several applications: each may have them, none has lost them. */
import { expect, it } from 'vitest';
import { createMovements } from '../../src/applications/movements.js';
import { readApplication } from '../../src/applications/readApplication.js';
import { createStatusWatch } from '../../src/applications/applicationStatus.js';
import type { ApplicationState } from '../../src/applications/model.js';
import { fail } from '../../src/base/result.js';
import { createFakeCluster, streamsGroup, type FakeCluster } from '../support/fakeCluster.js';

const streamTime = Buffer.from([1, 0, 0, 1, 0x9b, 0, 0, 0, 0]).toString('base64');
const topic = { partitions: 1, end: 10 };
const stopped = (id: string) => ({ id, type: 'classic' as const, protocolType: 'consumer', state: 'Empty' });
const commit = (name: string) => ({ topic: name, partition: 0, offset: 10, metadata: streamTime });

async function stateOf(cluster: FakeCluster, application: string): Promise<ApplicationState> {
  const tools = { fetchLags: () => Promise.resolve(fail('no endpoint')), movements: createMovements(), now: () => 0 };
  const ask = { application, topologies: [], knownIds: [], askAt: [] as const };
  const state = await readApplication(
    createFakeCluster(() => cluster),
    ask,
    tools,
  );
  if (!state.ok) throw new Error(state.error.message);
  return state.value;
}

const told = ({ stores, orphans }: ApplicationState): object => ({
  stores: stores.map(({ name, marks }) => [name, ...marks.map(({ rule }) => rule)].join(' ')),
  orphans: orphans.map(({ name }) => name),
});

const twoStopped = {
  topics: { 'a-b-c-changelog': topic, 'a-x-changelog': topic, orders: topic },
  groups: [stopped('a'), stopped('a-b')],
  committed: { a: [commit('orders')], 'a-b': [commit('orders')] },
} satisfies FakeCluster;

it('are listed with both applications, and marked', async () => {
  const [a, ab] = [await stateOf(twoStopped, 'a'), await stateOf(twoStopped, 'a-b')];
  expect(told(a)).toEqual({ stores: ['b-c owner-not-certain', 'x'], orphans: [] });
  expect(told(ab)).toEqual({ stores: ['c owner-not-certain'], orphans: [] });
  expect(a.stores[0]!.marks[0]!.message).toContain('a-b');
  // What this application reads decides nothing of a store that may be the other's.
  expect(a.stores.map(({ subtopology }) => subtopology)).toEqual([null, null]);
  expect(createStatusWatch().observe(a, 0)).toMatchObject({ stores: { count: 2, perhaps: 1 }, internalTopics: { count: 2, perhaps: 1 } });
});

it('are of the other where one of them has named all that it uses', async () => {
  const running = streamsGroup('a-b', { '0': { reads: ['orders'], changelogs: ['a-b-own-changelog'] } }, { '0': [0] });
  const cluster: FakeCluster = {
    topics: { ...twoStopped.topics, 'a-b-own-changelog': topic },
    groups: [stopped('a'), running],
    committed: { a: [commit('orders')] },
  };
  expect(told(await stateOf(cluster, 'a'))).toEqual({ stores: ['b-c', 'x'], orphans: [] });
  expect(told(await stateOf(cluster, 'a-b'))).toEqual({ stores: ['own'], orphans: [] });
});

it('are orphaned only where nobody can have them, and then perhaps read by a global table', async () => {
  const running = streamsGroup('a', { '0': { reads: ['orders'], changelogs: ['a-x-changelog'] } }, { '0': [0] });
  const state = await stateOf({ topics: twoStopped.topics, groups: [running] }, 'a');
  expect(told(state)).toEqual({ stores: ['x'], orphans: ['a-b-c-changelog'] });
  expect(state.orphans[0]!.marks[0]!.message).toContain('unless a global table reads it');
});

it('may be the input of an application that reads them', async () => {
  const reader = streamsGroup('b', { '0': { reads: ['a-in-changelog'] } }, { '0': [0] });
  const cluster: FakeCluster = {
    topics: { 'a-in-changelog': topic, orders: topic },
    groups: [stopped('a'), reader],
    committed: { a: [commit('orders')] },
  };
  expect(told(await stateOf(cluster, 'a'))).toEqual({ stores: ['in owner-not-certain'], orphans: [] });
});

it('may be the input of an application whose id they do not bear, whatever the suffix', async () => {
  const reader = streamsGroup('a-b.c', { '0': { reads: ['a-b.c.in-repartition'] } }, { '0': [0] });
  const cluster: FakeCluster = {
    topics: { 'a-b.c.in-repartition': topic, orders: topic },
    groups: [stopped('a'), reader],
    committed: { a: [commit('orders')] },
  };
  const { repartitions } = await stateOf(cluster, 'a');
  expect(repartitions.map(({ name, marks }) => [name, ...marks.map(({ rule }) => rule)])).toEqual([
    ['a-b.c.in-repartition', 'owner-not-certain'],
  ]);
});

it('that end in a number are positions only behind what the library makes up', async () => {
  const names = ['kv-0000000012', 'KSTREAM-AGGREGATE-STATE-STORE-0000000003', 'orders-STATE-STORE-0000000001'];
  const topics = Object.fromEntries(names.map((name) => [`a-${name}-changelog`, topic]));
  const state = await stateOf({ topics: { ...topics, orders: topic }, groups: [stopped('a')], committed: { a: [commit('orders')] } }, 'a');
  expect(state.stores.filter(({ unnamed }) => unnamed).map(({ name }) => name)).toEqual([names[1], names[2]]);
});

it('are no orphans of one that does not use them where another reads them', async () => {
  const [a, b] = [
    streamsGroup('a', { '0': { reads: ['orders'] } }, { '0': [0] }),
    streamsGroup('b', { '0': { reads: ['a-in-changelog'] } }, { '0': [0] }),
  ];
  expect(told(await stateOf({ topics: { 'a-in-changelog': topic, orders: topic }, groups: [a, b] }, 'a'))).toEqual({
    stores: [],
    orphans: [],
  });
});
