/** A store of a cluster, asked of its application: whom, within what was agreed; and both sources compared. */
import { expect, test } from 'vitest';
import { succeed } from '../../src/base/result.js';
import type { GroupDescription } from '../../src/kafka/cluster.js';
import type { Agent } from '../../src/live/agents/agent.js';
import { askStore, type LiveStoreAsk } from '../../src/live/store/askStore.js';
import { liveAddressText } from '../../src/live/client/liveAddress.js';
import type { LiveStoreAnswer } from '../../src/live/store/liveRows.js';
import { partitionOf } from '../../src/store/partitioner.js';
import type { QueryRow } from '../../src/store/query.js';
import { createFakeCluster, streamsGroup } from '../support/fakeCluster.js';
import { queryAnswer } from '../support/queryAnswer.js';
import { unknownTarget } from '../support/storeTarget.js';
import { addressOf, createFakeApplication, storeOf, type FakeApplication } from './fakeApplication.js';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const hosts = ['one:1', 'two:1'] as const;
const target = unknownTarget('shop-counts-changelog', { application: 'shop', store: 'counts', keyedByInput: true });

const application = (): FakeApplication =>
  createFakeApplication(storeOf(4, keys), {
    [hosts[0]]: { active: [0, 2], standby: [1, 3] },
    [hosts[1]]: { active: [1, 3], standby: [0, 2] },
  });

/** A group whose members say that they are at these addresses. */
function group(addresses: readonly string[], clientId?: string) {
  const { description, ...listing } = streamsGroup('shop', { '0': { reads: ['orders'] } }, { '0': [0, 1, 2, 3] });
  if (description.type !== 'streams') throw new Error('it is of another protocol');
  const [member] = description.members;
  const members = addresses.map((text, i) => {
    const [host = '', port] = text.split(':');
    return {
      ...member!,
      memberId: `m-${i}`,
      processId: `p-${i}`,
      clientId: clientId ?? member!.clientId,
      endpoint: { host, port: Number(port) },
    };
  });
  return { ...listing, description: { ...description, members } satisfies GroupDescription };
}

async function ask(
  one: FakeApplication,
  more: Partial<LiveStoreAsk> = {},
  log: readonly QueryRow[] = [],
  agents: readonly Agent[] = [],
  clientId?: string,
): Promise<{ rows: QueryRow[]; answer: LiveStoreAnswer }> {
  const rows: QueryRow[] = [];
  const given: LiveStoreAsk = {
    ...{ application: 'shop', store: 'counts', via: 'application', target, operation: { kind: 'all' }, asOf: null, limit: 1000 },
    ...{ cursor: null, takesStale: false, agreed: hosts, search: null },
    ...more,
  };
  const cluster = createFakeCluster(() => ({
    topics: { 'shop-counts-changelog': { partitions: 4 } },
    groups: [group([...one.instances.keys()], clientId)],
  }));
  const reader = {
    query: async (_: unknown, __: unknown, take?: (rows: readonly QueryRow[]) => Promise<void>) => {
      await take?.(log);
      return succeed(queryAnswer([]));
    },
  };
  const parts = { cluster, get: one.get, reader, agents: () => agents, patienceMs: 100, now: () => Date.now() };
  const answer = await askStore(parts, given, {}, (next) => Promise.resolve(void rows.push(...next)));
  if (!answer.ok) throw new Error(answer.error.message);
  return { rows, answer: answer.value };
}

test('the instances that the group names answer', async () => {
  const { rows, answer } = await ask(application());
  expect(rows.map(({ key }) => key)).toEqual(keys);
  expect(answer).toMatchObject({ complete: true, notAsked: [], differences: null, changelog: null, found: null });
  expect(answer.live.timings.map(({ host }) => host).toSorted()).toEqual(hosts);
});

test('an instance that nobody agreed to ask is not asked, though another one names it; its partitions are missing with that reason', async () => {
  const one = application();
  const { rows, answer } = await ask(one, { agreed: [hosts[0]] });
  expect(one.asked.filter((asked) => asked.startsWith(hosts[1]))).toEqual([]);
  expect(rows.every(({ key }) => [0, 2].includes(partitionOf(Buffer.from(typeof key === 'string' ? key : ''), 4)))).toBe(true);
  expect(answer).toMatchObject({ complete: false, notAsked: [hosts[1]] });
  expect(answer.live.source.instances).toMatchObject([
    { host: hosts[0], error: null },
    { host: hosts[1], answered: false, error: 'not-agreed' },
  ]);
  expect(answer.live.unanswered).toEqual([1, 3]);
});

test('that nobody was agreed to is a failure, and nothing was sent', async () => {
  const one = application();
  const { answer } = await ask(one, { agreed: [] });
  expect(one.asked).toEqual([]);
  expect(answer).toMatchObject({ live: { failure: 'No instance is known.' }, notAsked: hosts });
});

test('rows are searched and sorted, and counted', async () => {
  const { rows, answer } = await ask(application(), { limit: 2, search: { text: 'key > "b"', sort: 'key desc', skip: 1 } });
  expect(rows.map(({ key }) => key)).toEqual(['g', 'f']);
  expect(answer.found).toEqual({ matched: 6, looked: 8 });
});

test('where a key is, both the partitioner and the application say', async () => {
  const { answer } = await ask(application(), { operation: { kind: 'get', key: { text: 'c' } } });
  const partition = partitionOf(Buffer.from('c'), 4);
  expect(answer.live.place).toEqual({ computed: partition, said: partition, partitions: 4, why: null });
});

test('both are compared, and what differs is looked at twice', async () => {
  const one = application();
  const row = (key: string, value: string): QueryRow => ({
    ...{
      key,
      value,
      window: null,
      timestamp: new Date(1_700_000_000_000).toISOString(),
      partition: partitionOf(Buffer.from(key), 4),
      offset: '3',
    },
    ...{ keySerde: 'string', valueSerde: 'string', tombstone: false, keyBytes: Buffer.from(key).toString('base64') },
  });
  const log = keys.map((key) => row(key, `of ${key}`));
  const same = await ask(one, { via: 'both' }, log);
  expect(same.rows).toEqual(log);
  expect(same.answer).toMatchObject({ differences: 0, complete: true, changelog: { source: { via: 'changelog' }, rows: [] } });
  const looks = one.asked.length;
  const other = await ask(
    one,
    { via: 'both' },
    [...log.slice(1), row('z', 'of z')].map((r, i) => (i === 0 ? { ...r, value: 'old' } : r)),
  );
  expect(one.asked.length - looks).toBe(2 * looks);
  const told = other.rows.flatMap(({ key, difference }) => (difference === undefined ? [] : [[key, difference]]));
  expect(told).toEqual([
    ['a', 'not in the changelog: not known why'],
    ['b', 'changelog has old at offset 3: not known why'],
    ['z', 'not in the application: not known why'],
  ]);
  expect(other.answer.differences).toBe(3);
});

test('an agent of this machine is asked once a person agreed to it, in the place of what its instance says', async () => {
  const number = '0b4c2f4e-5b1f-4ea0-9d3c-1f2e3d4c5b6a';
  const agent: Agent = {
    address: { ...addressOf('127.0.0.1:40000'), isGiven: true, token: 'its token' },
    ...{ process: 1, applicationId: 'shop', clientId: `shop-${number}`, server: addressOf(hosts[0]).server },
  };
  const one = createFakeApplication(storeOf(4, keys), { [hosts[0]]: { active: [0, 1, 2, 3], standby: [] } });
  const throughIt: FakeApplication = {
    ...one,
    get: (address, path, call) => {
      expect([liveAddressText(address), address.token]).toEqual(['127.0.0.1:40000', 'its token']);
      return one.get(addressOf(hosts[0]), path, call);
    },
  };
  const clientId = `${agent.clientId}-StreamThread-1-consumer`;
  const before = await ask(throughIt, { agreed: [] }, [], [agent], clientId);
  expect([before.rows, before.answer.notAsked]).toEqual([[], [hosts[0], '127.0.0.1:40000']]);
  const { rows, answer } = await ask(throughIt, { agreed: ['127.0.0.1:40000'] }, [], [agent], clientId);
  expect(rows.map(({ key }) => key)).toEqual(keys);
  expect([answer.complete, answer.notAsked]).toEqual([true, []]);
  // Of another cluster: its threads are no members here.
  const other = await ask(
    one,
    { agreed: ['127.0.0.1:40000'] },
    [],
    [agent],
    'shop-1b4c2f4e-5b1f-4ea0-9d3c-1f2e3d4c5b6a-StreamThread-1-consumer',
  );
  expect([other.rows, other.answer.notAsked]).toEqual([[], [hosts[0]]]);
});
