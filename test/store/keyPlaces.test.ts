/** In how many partitions a key is looked for, and what is said of where it is. */
import { expect, it } from 'vitest';
import type { ClusterResult } from '../../src/kafka/clusterError.js';
import { createOpenReading } from '../../src/store/createOpenReading.js';
import { createStoreReader } from '../../src/store/createStoreReader.js';
import { partitionedBytes, partitionOf } from '../../src/store/partitioner.js';
import type { QueryResult, StoreQuery, StoreTarget } from '../../src/store/query.js';
import { placeText } from '../../src/present/rows/placeText.js';
import { unknownTarget } from '../support/storeTarget.js';
import { createFakeCluster, type FakeCluster } from './fakeCluster.js';

const count = 3;
const text = { name: 'string', origin: 'chosen' } as const;
const home = partitionOf(Buffer.from('alice'), count);
const away = (home + 1) % count;

/** `alice` is in these partitions, and other keys in all. */
function clusterWith(places: readonly number[], others = 4): FakeCluster {
  return createFakeCluster(
    'topic',
    Array.from({ length: count }, (_, partition) => {
      const keys = [
        ...(places.includes(partition) ? ['alice'] : []),
        ...Array.from({ length: others }, (__, i) => `other ${partition} ${i}`),
      ];
      return keys.map((key, offset) => ({
        offset,
        timestamp: 1000 + offset,
        key: Buffer.from(key),
        value: Buffer.from(`${key} in ${partition}`),
      }));
    }),
  );
}

async function get(cluster: FakeCluster, known: Partial<StoreTarget>, more: Partial<StoreQuery> = {}): Promise<QueryResult> {
  const target = unknownTarget('topic', { kind: 'keyValue', kindOrigin: 'chosen', keySerde: text, valueSerde: text, ...known });
  const reader = createStoreReader(cluster, { openReading: createOpenReading(null) });
  const query: StoreQuery = {
    target,
    operation: { kind: 'get', key: { text: 'alice' } },
    asOf: null,
    limit: 10,
    cursor: null,
    withBytes: false,
    withExpired: false,
    ...more,
  };
  const result: ClusterResult<QueryResult> = await reader.query(query);
  await reader.close();
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const partitionsOf = ({ source }: QueryResult): number[] => source.partitions.map(({ partition }) => partition);

it('reads one partition where the code says that an operator made the store', async () => {
  const result = await get(clusterWith([home]), { keyedByInput: true });
  expect([partitionsOf(result), result.rows.length, result.complete, result.warnings]).toEqual([[home], 1, true, []]);
  expect(result.place).toEqual({ found: [home], read: [home], computed: { partition: home, partitions: 3 }, why: null, others: [] });
  expect(placeText(result.place!)).toBe(
    `The key was found in partition ${home}, where Kafka's default partitioner (murmur2, 3 partitions) puts it.`,
  );
});

it('reads all partitions without code, and gives each row with one note', async () => {
  const result = await get(clusterWith([0, 1, 2]), { keyedByInput: null });
  expect(result.rows.map(({ partition, value }) => [partition, value])).toEqual([0, 1, 2].map((one) => [one, `alice in ${one}`]));
  expect([partitionsOf(result), result.complete]).toEqual([[0, 1, 2], true]);
  expect(result.warnings).toEqual(['The key is in partitions 0, 1, 2, with a value of its own in each.']);
  expect(placeText(result.place!)).toContain(`puts it into ${home} alone, which is what queryMetadataForKey says`);
});

it('gives the rows of several partitions by pages', async () => {
  const cluster = clusterWith([0, 1, 2]);
  const first = await get(cluster, {}, { limit: 2 });
  expect([first.rows.length, first.complete]).toEqual([2, false]);
  const second = await get(cluster, {}, { limit: 2, cursor: first.next });
  expect([second.rows.map(({ partition }) => partition), second.complete, second.place]).toEqual([[2], true, null]);
});

it('says where a key is that is not where it was computed to be', async () => {
  for (const keyedByInput of [true, null]) {
    const result = await get(clusterWith([away]), { keyedByInput });
    expect([partitionsOf(result), result.place?.found]).toEqual([[0, 1, 2], [away]]);
    expect(placeText(result.place!)).toMatch(
      new RegExp(
        `^The key was found in partition ${away}, not in ${home}, where Kafka's default partitioner .* queryMetadataForKey looks for it`,
      ),
    );
  }
});

it('says where a key would be that is nowhere', async () => {
  const result = await get(clusterWith([]), { keyedByInput: true });
  expect([partitionsOf(result), result.rows, result.complete]).toEqual([[0, 1, 2], [], true]);
  expect(placeText(result.place!)).toBe(
    `3 partitions were read, and none has a record of the key; Kafka's default partitioner (murmur2, 3 partitions) puts it into partition ${home}.`,
  );
});

it('finds the deletion of a key', async () => {
  const cluster = clusterWith([]);
  cluster.partitions[away]!.push({ offset: 50, timestamp: 2000, key: Buffer.from('alice'), value: null });
  const result = await get(cluster, {});
  expect([result.rows, result.place?.found]).toEqual([[], [away]]);
});

it.each<[string, Partial<StoreTarget>, string]>([
  ['a processor', { keyedByInput: false }, 'a processor writes the store, under keys of its choice'],
  [
    'a partitioner of the code',
    { keyedByInput: true, ownPartitioner: 'app-x-repartition' },
    'the code writes app-x-repartition by a StreamPartitioner',
  ],
  ['a global store', { keyedByInput: true, isGlobal: true }, 'a global store is whole on every instance'],
])('computes no partition for %s', async (_, known, why) => {
  const { place, ...result } = await get(clusterWith([away]), known);
  expect([place?.computed, place?.found, result.rows.length]).toEqual([null, [away], 1]);
  expect(place?.why).toContain(why);
  expect(placeText(place!)).toContain(`The key was found in partition ${away}; which partition is its own cannot be told, because ${why}`);
});

it('looks where each topic puts the key that the store is filled from', async () => {
  const cluster = clusterWith([0, 1, 2]);
  const layout = { leader: 1, replicas: [1], inSync: [1], offline: [] };
  const sized = (name: string, size: number) => ({
    name,
    id: null,
    internal: false,
    partitions: Array.from({ length: size }, (_, partition) => ({ ...layout, partition })),
  });
  const { topics } = cluster;
  const two = {
    ...cluster,
    topics: async (names, call) =>
      names !== 'all' && names.includes('small') ? { ok: true, value: { values: [sized('small', 2)], problems: [] } } : topics(names, call),
  } satisfies FakeCluster;
  const result = await get(two, { keyedByInput: true, sourceTopics: ['small'] });
  const bySmall = partitionOf(Buffer.from('alice'), 2);
  expect(result.place).toMatchObject({ computed: { partition: home }, others: [{ topic: 'small', partition: bySmall, partitions: 2 }] });
  expect(partitionsOf(result)).toEqual([...new Set([home, bySmall])].sort((a, b) => a - b));
});

it('can be cancelled, and tells how far it is', async () => {
  const cluster = clusterWith([], 400);
  const control = new AbortController();
  const spans: number[] = [];
  const reader = createStoreReader(cluster, { openReading: createOpenReading(null) });
  const target = unknownTarget('topic', { kind: 'keyValue', kindOrigin: 'chosen', keySerde: text, valueSerde: text });
  const result = await reader.query(
    {
      target,
      operation: { kind: 'get', key: { text: 'alice' } },
      asOf: null,
      limit: 10,
      cursor: null,
      withBytes: false,
      withExpired: false,
    },
    {
      signal: control.signal,
      onProgress({ span, done }) {
        spans.push(span);
        if (done >= 100) control.abort();
      },
    },
  );
  expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(new Set(spans)).toEqual(new Set([1200]));
});

it('takes the part of a key by which its records were partitioned', () => {
  const foreign = Buffer.concat([Buffer.from([0, 0, 0, 2]), Buffer.from('fkpk')]);
  expect(Buffer.from(partitionedBytes('foreignKeySubscription', foreign)).toString()).toBe('fk');
  const waiting = Buffer.concat([Buffer.alloc(9), Buffer.from('key')]);
  expect(Buffer.from(partitionedBytes('outerJoin', waiting)).toString()).toBe('key');
  expect(Buffer.from(partitionedBytes('session', Buffer.from('key'))).toString()).toBe('key');
});
