/** Questions to a reader beside a model that keeps everything in a Map, on random histories of every kind. */
import { describe, expect, it } from 'vitest';
import { succeed } from '../../src/base/result.js';
import type { ClusterResult } from '../../src/kafka/clusterError.js';
import { createSpillFolder } from '../../src/platform/files/spillFolder.js';
import { createStoreReader, type StoreReader, type StoreReaderOptions } from '../../src/store/createStoreReader.js';
import type { QueryResult, QueryRow, StoreOperation, StoreQuery } from '../../src/store/query.js';
import type { OpenReading } from '../../src/store/reading/storeReading.js';
import type { ViewRules } from '../../src/store/views/viewRules.js';
import { createFakeCluster, type FakeCluster } from './fakeCluster.js';
import { createRandom, everyKind, naiveContent, naiveOrder, randomHistory } from './views/naiveModel.js';
import { unknownTarget } from '../support/storeTarget.js';

const partitionCount = 3;
const choice = { serde: 'hex', origin: 'chosen', certainty: 'certain', reason: '' } as const;

/** Shows raw keys and values in hexadecimal, and knows nothing of them. */
const openReading =
  (rules: ViewRules): OpenReading =>
  () =>
    Promise.resolve(
      succeed({
        kind: 'keyValue',
        kindOrigin: { origin: 'chosen', certainty: 'certain', reason: '' },
        rules,
        retention: rules.retentionMs === null ? null : { ms: rules.retentionMs, origin: 'code', showsEdge: false },
        deletesAfterMs: null,
        isWindowed: false,
        serdes: { key: choice, value: choice },
        warnings: [],
        lacking: [],
        notes: [],
        encodeKey: (key) => succeed(['text' in key ? Buffer.from(key.text, 'hex') : Buffer.from(key.base64, 'base64')]),
        prepare: () => Promise.resolve(),
        toRow: ({ key, value, timestamp, offset }, partition): QueryRow => ({
          key: Buffer.from(key).toString('hex'),
          window: null,
          value: value === null ? null : Buffer.from(value).toString('hex'),
          timestamp: String(timestamp),
          partition,
          offset: String(offset),
          keySerde: 'hex',
          valueSerde: 'hex',
          tombstone: value === null,
        }),
      }),
    );

const ask = (operation: StoreOperation, more: Partial<StoreQuery> = {}): StoreQuery => ({
  target: unknownTarget('topic', { store: 'store', kind: 'keyValue', kindOrigin: 'chosen', keyedByInput: false }),
  operation,
  asOf: null,
  limit: 1_000_000,
  cursor: null,
  withBytes: false,
  withExpired: false,
  ...more,
});

function valueOf<T>(result: ClusterResult<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

interface PlainRow {
  readonly key: string;
  readonly value: string | null;
  readonly partition: number;
  readonly offset: string;
  readonly timestamp: string;
}

const plain = ({ rows }: QueryResult): PlainRow[] =>
  rows.map(({ key, value, partition, offset, timestamp }) => ({
    key: key as string,
    value: value as string | null,
    partition,
    offset: offset!,
    timestamp: timestamp!,
  }));

const innerOf = (rules: ViewRules, key: string): string => {
  const suffix = { none: 0, start: 16, startSequence: 24, endStart: 32 }[rules.suffix];
  return key.length < suffix ? key : key.slice(0, key.length - suffix);
};

function modelOf({ partitions }: FakeCluster, rules: ViewRules, asOf: number | null = null): PlainRow[] {
  return partitions
    .flatMap((records, partition) =>
      naiveContent(rules, records, asOf).map(({ key, value, offset, timestamp }) => ({
        key,
        value,
        partition,
        offset: String(offset),
        timestamp: String(timestamp),
      })),
    )
    .sort((a, b) => naiveOrder(rules, Buffer.from(a.key, 'hex'), Buffer.from(b.key, 'hex')) || a.partition - b.partition);
}

describe.each(Object.entries(everyKind))('a store of kind %s', (_, rules) => {
  const start = (seed: number, count = 400, options: Partial<StoreReaderOptions> = {}): { cluster: FakeCluster; reader: StoreReader } => {
    const partitions = Array.from({ length: partitionCount }, (__, i) => randomHistory(rules, seed * 10 + i, count));
    const cluster = createFakeCluster('topic', partitions);
    return { cluster, reader: createStoreReader(cluster, { openReading: openReading(rules), ...options }) };
  };
  const all = { kind: 'all' } as const;

  it('gives the same rows by pages of every size', async () => {
    const { cluster, reader } = start(1, 60);
    const expected = modelOf(cluster, rules);
    expect(expected.length).toBeGreaterThan(5);
    for (let limit = 1; limit <= expected.length + 1; limit++) {
      const rows: PlainRow[] = [];
      for (let cursor: string | null = null; ;) {
        const page: QueryResult = valueOf(await reader.query(ask(all, { limit, cursor })));
        rows.push(...plain(page));
        expect(page.liveKeys).toBe(expected.length);
        cursor = page.next;
        if (cursor === null) break;
        expect(page.rows).toHaveLength(limit);
      }
      expect(rows).toEqual(expected);
    }
  });

  it.each([2, 3])('goes on behind a cursor while records come (seed %i)', async (seed) => {
    const { cluster, reader } = start(seed, 300);
    const later = cluster.partitions.map((records) => records.splice(100));
    const random = createRandom(seed);
    const limit = Math.ceil(modelOf(cluster, rules).length / 15);
    let last: PlainRow | undefined;
    for (let cursor: string | null = null; ;) {
      const model = modelOf(cluster, rules);
      const isBehind = (row: PlainRow): boolean =>
        last === undefined ||
        (naiveOrder(rules, Buffer.from(row.key, 'hex'), Buffer.from(last.key, 'hex')) || row.partition - last.partition) > 0;
      const behind = model.filter(isBehind);
      const page: QueryResult = valueOf(await reader.query(ask(all, { limit, cursor })));
      expect(plain(page)).toEqual(behind.slice(0, limit));
      expect(page.next === null).toBe(behind.length <= limit);
      if (page.next === null) break;
      cursor = page.next;
      last = plain(page).at(-1);
      for (const [i, records] of cluster.partitions.entries()) records.push(...later[i]!.splice(0, random(25)));
    }
  });

  it('is as it was at every time', async () => {
    const { cluster, reader } = start(4, 100);
    for (let asOf = -1; asOf < 130; asOf++) {
      const then = valueOf(await reader.query(ask(all, { asOf })));
      expect(plain(then)).toEqual(modelOf(cluster, rules, asOf));
      expect(then.warnings[0]).toContain('compaction');
    }
    await reader.close();
  });

  it('counts what is past the retention, and shows it marked where that is asked for', async () => {
    const { cluster, reader } = start(8, 300);
    const cold = createStoreReader(cluster, { openReading: openReading(rules) });
    const visible = modelOf(cluster, rules);
    const isVisible = new Set(visible.map(({ partition, offset }) => `${partition} ${offset}`));
    const held = modelOf(cluster, { ...rules, retentionMs: null });
    const marksOf = ({ rows }: QueryResult): string[] =>
      rows.map(({ partition, offset, expired }) => `${partition} ${offset} ${expired ?? ''}`);
    const expected = (rows: readonly PlainRow[]): string[] =>
      rows.map(({ partition, offset }) => `${partition} ${offset} ${isVisible.has(`${partition} ${offset}`) ? '' : 'certain'}`);
    const expires = rules.retentionMs !== null;
    expect(held.length - visible.length > 10).toBe(expires);
    const hidden = valueOf(await reader.query(ask(all)));
    expect(marksOf(hidden)).toEqual(expected(visible));
    expect(hidden.expiredKeys).toBe(expires ? held.length - visible.length : null);
    expect(hidden.warnings.filter((text) => text.includes('left out:'))).toHaveLength(expires ? 1 : 0);
    // It explains what is right: nobody has to doubt the rows for it.
    expect(hidden.notes).toEqual(hidden.warnings.filter((text) => text.includes('left out:')));
    const shown: QueryResult[] = [];
    for (let cursor: string | null = null; ;) {
      const page: QueryResult = valueOf(await reader.query(ask(all, { withExpired: true, limit: 20, cursor })));
      shown.push(page);
      cursor = page.next;
      if (cursor === null) break;
    }
    expect(shown.flatMap(marksOf)).toEqual(expected(held));
    for (const page of shown) expect([page.expiredKeys, page.liveKeys]).toEqual([hidden.expiredKeys, visible.length]);
    for (const key of [...new Set(held.map((row) => innerOf(rules, row.key)))].slice(0, 20))
      for (const one of [reader, cold]) {
        const own = held.filter((row) => innerOf(rules, row.key) === key);
        const got = valueOf(await one.query(ask({ kind: 'get', key: { text: key } }, { withExpired: true })));
        expect(marksOf(got)).toEqual(expected(own));
        const prefixed = valueOf(await one.query(ask({ kind: 'range', from: { text: key }, to: { text: key } })));
        const gone = own.filter(({ partition, offset }) => !isVisible.has(`${partition} ${offset}`)).length;
        expect([got.expiredKeys, prefixed.expiredKeys]).toEqual(expires ? [gone, gone] : [null, null]);
      }
    await reader.close();
    await cold.close();
  });

  it('reads only what is new the second time', async () => {
    const { cluster, reader } = start(5, 600);
    const later = cluster.partitions.map((records) => records.splice(500));
    expect(plain(valueOf(await reader.query(ask(all))))).toEqual(modelOf(cluster, rules));
    for (const [i, records] of cluster.partitions.entries()) records.push(...later[i]!);
    cluster.recordsRead = 0;
    expect(plain(valueOf(await reader.query(ask(all))))).toEqual(modelOf(cluster, rules));
    expect(cluster.recordsRead).toBe(300);
    valueOf(await reader.query(ask(all)));
    expect(cluster.recordsRead).toBe(300);
  });

  it('finds keys, ranges, prefixes and histories, with a view and without', async () => {
    const { cluster, reader: cold } = start(6, 200);
    const warm = createStoreReader(cluster, { openReading: openReading(rules) });
    const model = modelOf(cluster, rules);
    valueOf(await warm.query(ask(all)));
    const keys = [...new Set(cluster.partitions.flat().map(({ key }) => innerOf(rules, key.toString('hex'))))].sort();
    const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));
    for (const key of keys.slice(0, 15)) {
      const one = model.filter((row) => innerOf(rules, row.key) === key);
      for (const reader of [cold, warm]) expect(plain(valueOf(await reader.query(ask({ kind: 'get', key: { text: key } }))))).toEqual(one);
      const history = valueOf(await cold.query(ask({ kind: 'history', key: { text: key } })));
      expect(history.rows.map(({ partition, offset, tombstone }) => [partition, Number(offset), tombstone])).toEqual(
        cluster.partitions.flatMap((records, partition) =>
          records
            .filter((record) => innerOf(rules, record.key.toString('hex')) === key)
            .map(({ offset, value }) => [partition, offset, value === null]),
        ),
      );
      const pages: QueryRow[] = [];
      for (let cursor: string | null = null; ;) {
        const page: QueryResult = valueOf(await cold.query(ask({ kind: 'history', key: { text: key } }, { limit: 4, cursor })));
        pages.push(...page.rows);
        cursor = page.next;
        if (cursor === null) break;
      }
      expect(pages).toEqual(history.rows);
      const prefix = plain(valueOf(await warm.query(ask({ kind: 'prefix', prefix: { text: key } }))));
      expect(prefix).toEqual(model.filter((row) => innerOf(rules, row.key).startsWith(key)));
      const to = keys[keys.length - 3]!;
      const range = plain(valueOf(await warm.query(ask({ kind: 'range', from: { text: key }, to: { text: to } }))));
      expect(range).toEqual(model.filter((row) => compare(innerOf(rules, row.key), key) >= 0 && compare(innerOf(rules, row.key), to) <= 0));
    }
  });

  it('answers the same from a file where the memory is too small, and says so', async () => {
    const spills = createSpillFolder();
    const { cluster, reader } = start(7, 600, { memoryBytes: 40_000, openSpill: spills.open });
    for (const records of cluster.partitions)
      for (const [i, record] of records.entries())
        if (record.value !== null) records[i] = { ...record, value: Buffer.concat([record.value, Buffer.alloc(1500, i % 256)]) };
    const whole = valueOf(await reader.query(ask(all)));
    expect(whole.held).toBe('disk');
    const expected = modelOf(cluster, rules);
    expect(plain(whole)).toEqual(expected);
    const later = valueOf(await reader.query(ask(all, { limit: 5, cursor: valueOf(await reader.query(ask(all, { limit: 5 }))).next })));
    expect(plain(later)).toEqual(expected.slice(5, 10));
    await reader.close();
    spills.close();
  });
});

it.each([0, 1])(
  'reads the history of a key page by page, also where the key is in no likely partition: all in partition %i',
  async (holding) => {
    const rules = everyKind['key-value']!;
    const records = Array.from({ length: 7 }, (_, offset) => ({
      offset,
      timestamp: offset,
      key: Buffer.from('a'),
      value: Buffer.of(offset),
    }));
    const cluster = createFakeCluster('topic', holding === 0 ? [records, []] : [[], records]);
    const reader = createStoreReader(cluster, { openReading: openReading(rules) });
    const target = { ...ask({ kind: 'all' }).target, keyedByInput: true };
    const offsets: (string | null)[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = ask({ kind: 'history', key: { text: '61' } }, { target, limit: 3, cursor: cursor ?? null });
      const page: QueryResult = valueOf(await reader.query(query));
      offsets.push(...page.rows.map(({ offset }) => offset));
      cursor = page.next;
    }
    expect(offsets).toEqual(records.map(({ offset }) => String(offset)));
  },
);

it('says what the disk says, and answers again when it can', async () => {
  const rules = everyKind['key-value']!;
  const records = randomHistory(rules, 1, 600).map((one) => ({ ...one, value: Buffer.alloc(2000, 1) }));
  const cluster = createFakeCluster('topic', [records, [], []]);
  const spills = createSpillFolder();
  let isFull = true;
  const openSpill: StoreReaderOptions['openSpill'] = () => {
    const file = spills.open();
    return {
      ...file,
      write(at, bytes) {
        if (isFull) throw new Error('ENOSPC: no space left on device, write');
        file.write(at, bytes);
      },
    };
  };
  const reader = createStoreReader(cluster, { openReading: openReading(rules), memoryBytes: 60_000, openSpill });
  const refused = await reader.query(ask({ kind: 'all' }));
  expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining('no space left on device') as unknown } });
  isFull = false;
  expect(plain(valueOf(await reader.query(ask({ kind: 'all' }))))).toEqual(modelOf(cluster, rules));
  await reader.close();
  spills.close();
});
