/** Queries against real brokers, beside a model that keeps everything in a Map. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/runCommand.js';
import type { Cluster } from '../../src/kafka/cluster.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { createStoreReader, type StoreReader } from '../../src/store/createStoreReader.js';
import type { QueryResult, QueryRow, StoreQuery, StoreTarget } from '../../src/store/query.js';
import { everyKind, naiveContent, naiveOrder, randomHistory } from '../store/views/naiveModel.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { startLoader, type Loader, type LoadedRecord, type LoadStep } from './lib/load.js';
import { plainSettings, valueOf } from './lib/programs.js';
import { ask, keyValue, openReading, shortRow, targetOf, textTarget } from './lib/storeQueries.js';

const kinds: Readonly<Record<string, StoreTarget['kind']>> = {
  'key-value': 'keyValue',
  versioned: 'versionedKeyValue',
  window: 'timestampedWindow',
  session: 'session',
  'join window': 'joinWindow',
};

async function readAllPages(reader: StoreReader, query: StoreQuery): Promise<QueryRow[]> {
  const rows: QueryRow[] = [];
  for (let cursor: string | null = null; ;) {
    const page: QueryResult = valueOf(await reader.query({ ...query, cursor }));
    rows.push(...page.rows);
    expect(page.complete).toBe(page.next === null);
    if (page.next === null) return rows;
    expect(page.rows).toHaveLength(query.limit);
    cursor = page.next;
  }
}

describe.each(['4.3.0', '3.9.1'])('stores on brokers of version %s', (version) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-query-'));
  let brokers: TestCluster;
  let loader: Loader;
  let cluster: Cluster;
  let reader: StoreReader;

  beforeAll(async () => {
    brokers = await startCluster({
      version,
      directory,
      properties: { 'log.cleaner.backoff.ms': 200, 'log.retention.check.interval.ms': 500 },
    });
    loader = await startLoader(brokers);
    cluster = openCluster(plainSettings(brokers.bootstrap));
    reader = createStoreReader(cluster, { openReading });
  });
  afterAll(async () => {
    await reader?.close();
    await cluster?.close();
    await loader?.close();
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(Object.keys(kinds))('hold what the model holds: %s', async (name) => {
    const rules = everyKind[name]!;
    const topic = `kind-${name.replaceAll(' ', '-')}`;
    await loader.createTopic(topic, 3, { 'cleanup.policy': 'compact' });
    const retention = rules.retentionMs ?? rules.historyRetentionMs;
    const target = targetOf(topic, { kind: kinds[name]!, retentionMs: retention, timeFirst: false, keyedByInput: false });
    const histories = [0, 1, 2].map((partition) => randomHistory(rules, 100 + partition, 1500).map((r, i) => ({ ...r, offset: i })));
    const load = (from: number, to: number): Promise<void> =>
      loader.load(
        topic,
        histories.flatMap((history, partition) => history.slice(from, to).map((record) => ({ partition, ...record }))),
        { codec: 'lz4' },
      );
    const expected = (to: number, asOf: number | null = null): unknown[] =>
      histories
        .flatMap((history, partition) => naiveContent(rules, history.slice(0, to), asOf).map((row) => ({ partition, ...row })))
        .sort((a, b) => naiveOrder(rules, Buffer.from(a.key, 'hex'), Buffer.from(b.key, 'hex')) || a.partition - b.partition)
        .map(({ partition, key, value, offset, timestamp }) => [partition, key, value, String(offset), new Date(timestamp).toISOString()]);
    await load(0, 1000);
    const first = valueOf(await reader.query(ask(target)));
    expect(first.rows.map(shortRow)).toEqual(expected(1000));
    expect(first.liveKeys).toBe(first.rows.length);
    await load(1000, 1500);
    let read = 0;
    const second = valueOf(await reader.query(ask(target), { onProgress: ({ records }) => (read = records) }));
    expect(second.rows.map(shortRow)).toEqual(expected(1500));
    expect(read).toBe(1500); // 500 of each partition: only what is new
    for (const limit of [1, 7, 100]) {
      const paged = await readAllPages(reader, ask(target, { kind: 'all' }, { limit }));
      expect(paged.map(shortRow)).toEqual(expected(1500));
      expect(paged.length).toBeGreaterThan(10);
    }
    for (const asOf of [0, 300, 777, 1200]) {
      const then = valueOf(await reader.query(ask(target, { kind: 'all' }, { asOf })));
      expect(then.rows.map(shortRow)).toEqual(expected(1500, asOf));
      expect(then.warnings[0]).toContain('compaction');
    }
    // One key at a time, without a view: what a whole view has of it.
    const cold = createStoreReader(cluster, { openReading });
    const suffix = { none: 0, start: 8, startSequence: 12, endStart: 16 }[rules.suffix];
    const inner = (row: unknown[]): string => {
      const key = row[1] as string;
      return key.length < suffix * 2 ? key : key.slice(0, key.length - suffix * 2);
    };
    const rows = expected(1500) as unknown[][];
    for (const key of [...new Set(rows.map(inner))].slice(0, 12)) {
      const one = valueOf(
        await cold.query(
          ask(target, suffix === 0 ? { kind: 'get', key: { text: key } } : { kind: 'window', key: { text: key }, from: null, to: null }),
        ),
      );
      expect(one.held).toBe('not kept');
      expect(one.rows.map(shortRow)).toEqual(rows.filter((row) => inner(row) === key));
    }
    await cold.close();
  });

  it('finds a key where it is, and says what that took', async () => {
    await loader.createTopic('orders', 6, { 'cleanup.policy': 'compact' });
    await loader.createTopic('input', 3);
    const steps: LoadStep[] = Array.from({ length: 300 }, (_, i) => keyValue(-1, `k${i}`, `v${i}`, 1_700_000_000_000 + i));
    // As a producer of the topic with three partitions would: in partitions of six by another count.
    await loader.load('orders', [...steps, keyValue(-1, 'k7', null, 1_700_000_001_000), keyValue(5, 'elsewhere', 'x', 1_700_000_002_000)]);
    const target = textTarget('orders');
    const get = async (key: string, more: Partial<StoreTarget> = {}): Promise<QueryResult> =>
      valueOf(await reader.query(ask({ ...target, ...more }, { kind: 'get', key: { text: key } })));
    const hit = await get('k42');
    expect(hit.rows.map(({ key, value }) => [key, value])).toEqual([['k42', 'v42']]);
    expect(hit.source.partitions).toHaveLength(1);
    expect(hit.warnings).toEqual([]);
    const deleted = await get('k7');
    expect(deleted.rows).toEqual([]);
    expect(deleted.source.partitions).toHaveLength(1);
    const far = await get('elsewhere', { sourceTopics: ['input'] });
    expect(far.rows.map(({ partition }) => partition)).toEqual([5]);
    expect(far.warnings.join()).toContain('all 6 partitions were read');
    const history = valueOf(await reader.query(ask(target, { kind: 'history', key: { text: 'k7' } })));
    expect(history.rows.map(({ value, tombstone }) => [value, tombstone])).toEqual([
      ['v7', false],
      [null, true],
    ]);
    const range = valueOf(await reader.query(ask(target, { kind: 'range', from: { text: 'k10' }, to: { text: 'k12' } })));
    const expectedRange = Array.from({ length: 300 }, (_, i) => `k${i}`)
      .filter((key) => key !== 'k7' && key >= 'k10' && key <= 'k12')
      .sort();
    expect(range.rows.map(({ key }) => key)).toEqual(expectedRange);
    const prefix = valueOf(await reader.query(ask(target, { kind: 'prefix', prefix: { text: 'k29' } })));
    expect(prefix.rows.map(({ key }) => key)).toEqual(['k29', ...Array.from({ length: 10 }, (_, i) => `k29${i}`)]);
    const none = valueOf(await reader.query(ask(target, { kind: 'range', from: { text: 'z' }, to: { text: 'a' } })));
    expect(none.rows).toEqual([]);
  });

  it('know nothing of what was aborted', async () => {
    await loader.createTopic('exactly-once', 2, { 'cleanup.policy': 'compact' });
    const steps: LoadStep[] = [];
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 50; i++)
        steps.push(keyValue(i % 2, `k${i}`, i % 5 === 4 && round === 2 ? null : `round ${round}`, 1_700_000_000_000 + round));
      steps.push(round % 3 === 2 ? 'commit' : 'abort');
    }
    await loader.load('exactly-once', steps, { transactionalId: 'tx' });
    const { rows } = valueOf(await reader.query(ask(textTarget('exactly-once'))));
    expect(new Set(rows.map(({ value }) => value))).toEqual(new Set(['round 5']));
    expect(rows).toHaveLength(50);
    const asOf = valueOf(await reader.query(ask(textTarget('exactly-once'), { kind: 'all' }, { asOf: 1_700_000_000_004 })));
    expect(asOf.rows.map(({ value }) => value)).toEqual(Array.from({ length: 40 }, () => 'round 2'));
  });

  it('stay the same when compaction has run and tombstones are gone', async () => {
    const topic = 'compacted';
    await loader.createTopic(topic, 1, {
      'cleanup.policy': 'compact',
      'segment.ms': '500',
      'min.cleanable.dirty.ratio': '0.01',
      'delete.retention.ms': '0',
    });
    const steps: LoadStep[] = [];
    for (let round = 0; round < 20; round++)
      for (let i = 0; i < 200; i++)
        steps.push(keyValue(0, `k${i}`, (i + round) % 7 === 0 ? null : `${round}-${i}`, 1_700_000_000_000 + round * 1000));
    await loader.load(topic, steps);
    const target = textTarget(topic);
    const contentOf = async (from: StoreReader): Promise<unknown[]> =>
      valueOf(await from.query(ask(target))).rows.map(({ key, value, offset }) => [key, value, offset]);
    const before = await contentOf(reader);
    const countRecords = async (): Promise<number> => {
      let records = 0;
      const end = valueOf(await cluster.offsets([{ topic, partition: 0 }], 'lastStable')).values[0]!.offset!;
      valueOf(await cluster.scan({ topic, partition: 0, from: 0, to: end, isolation: 'committed' }, () => records++));
      return records;
    };
    // New records close the segments before them; the cleaner then takes what was overwritten, and the tombstones later.
    let expected = before;
    for (let turn = 0; (await countRecords()) > 200 + turn; turn++) {
      expect(turn).toBeLessThan(60);
      await loader.load(topic, [keyValue(0, 'rolls', `${turn}`, 1_700_000_100_000 + turn)]);
      await new Promise((done) => setTimeout(done, 700));
      expected = await contentOf(reader);
    }
    const cold = createStoreReader(cluster, { openReading });
    expect(await contentOf(cold)).toEqual(expected);
    expect(expected.length).toBe(before.length + 1);
    const past = valueOf(await cold.query(ask(target, { kind: 'all' }, { asOf: 1_700_000_005_500 })));
    expect(past.warnings.join(' ')).toMatch(/\d+ keys? ha(s|ve) only records of later/);
    await cold.close();
  }, 180_000);

  it('are the same by every compression', async () => {
    await loader.createTopic('compressed', 1, { 'cleanup.policy': 'compact' });
    const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
    for (const [i, codec] of codecs.entries()) {
      const steps = Array.from({ length: 400 }, (_, n) => keyValue(0, `${codec}-${n}`, `${codec} `.repeat(n % 60), 1_700_000_000_000 + i));
      await loader.load('compressed', [...steps, keyValue(0, 'last', codec, 1_700_000_000_000 + i)], { codec });
      const { rows } = valueOf(await reader.query(ask(textTarget('compressed'))));
      expect(rows).toHaveLength(400 * (i + 1) + 1);
      expect(rows.find(({ key }) => key === 'last')?.value).toBe(codec);
      expect(rows.filter(({ key, value }) => key === `${codec}-59` && value === `${codec} `.repeat(59))).toHaveLength(1);
    }
  });

  it('tell of changes as they are committed', async () => {
    await loader.createTopic('live', 2, { 'cleanup.policy': 'compact' });
    await loader.load('live', [keyValue(0, 'a', 'before', 1_700_000_000_000)]);
    const controller = new AbortController();
    const seen: unknown[] = [];
    const following = reader.follow(
      ask(textTarget('live'), { kind: 'prefix', prefix: { text: 'a' } }),
      ({ rows }) => {
        seen.push(...rows.map(({ key, value, tombstone }) => [key, value, tombstone]));
        if (seen.length >= 3) controller.abort();
      },
      { signal: controller.signal },
    );
    await new Promise((done) => setTimeout(done, 1500));
    await loader.load('live', [
      keyValue(0, 'a', '1', 1_700_000_000_001),
      keyValue(0, 'b', 'not asked for', 1_700_000_000_001),
      keyValue(0, 'ab', '2', 1_700_000_000_002),
      keyValue(0, 'a', null, 1_700_000_000_003),
    ]);
    expect(valueOf(await following)).toBeUndefined();
    expect(seen).toEqual([
      ['a', '1', false],
      ['ab', '2', false],
      ['a', null, true],
    ]);
  });

  async function kslensQuery(...args: string[]): Promise<{ status: number; out: string; err: string }> {
    const { status, output, said } = await runCommand(directory, 'query', '--bootstrap', brokers.bootstrap, ...args);
    return { status, out: output, err: said.map((line) => `${line}\n`).join('') };
  }

  it('are queried by their topic alone, and say what the application does not see any more', async () => {
    const topic = 'long-gone-visits-changelog';
    const [minute, hour] = [60_000, 3_600_000];
    // As the library makes it for a window store that keeps an hour.
    await loader.createTopic(topic, 2, { 'cleanup.policy': 'compact,delete', 'retention.ms': String(24 * hour + hour) });
    const now = Math.floor(Date.now() / hour) * hour;
    const visit = (key: string, start: number): LoadedRecord => {
      const end = Buffer.alloc(12);
      end.writeBigInt64BE(BigInt(start));
      return { partition: key === 'a' ? 0 : 1, timestamp: start, key: Buffer.concat([Buffer.from(key), end]), value: Buffer.from('v') };
    };
    await loader.load(topic, [visit('a', now - 2 * hour), visit('a', now - hour - minute), visit('a', now - hour), visit('a', now)]);
    await loader.load(topic, [visit('b', now - 3 * hour)]);
    const ofTopic = (...args: string[]): ReturnType<typeof kslensQuery> => kslensQuery('--topic', topic, ...args);
    const iso = (time: number): string => new Date(time).toISOString();
    const guessed = await ofTopic('all', '--format', 'json');
    const { rows, warnings, ...told } = JSON.parse(guessed.out) as QueryResult;
    expect(told).toMatchObject({ storeKind: 'window', application: '', store: 'long-gone-visits', expiredKeys: null, liveKeys: null });
    expect(rows.map(({ key, window, expired }) => [key, window?.start, expired])).toEqual([
      ['a', iso(now - 2 * hour), 'possible'],
      ['a', iso(now - hour - minute), 'possible'],
      ['a', iso(now - hour), 'possible'],
      ['a', iso(now), undefined],
      ['b', iso(now - 3 * hour), undefined],
    ]);
    expect(guessed.err.split('\n')).toEqual([...warnings.map((warning) => `kslens: ${warning}`), '']);
    expect(guessed.err).toContain('3 windows are marked as perhaps expired: they lie 1 h or more behind the newest of the partition.');

    const chosen = await ofTopic('all', '--format', 'json', '--retention', '1h');
    const hidden = JSON.parse(chosen.out) as QueryResult;
    expect([hidden.rows.length, hidden.expiredKeys, hidden.liveKeys]).toEqual([3, 2, 3]);
    expect(chosen.err).toContain('2 windows are left out: they lie behind the newest of the partition by more than the retention of 1 h');
    expect(chosen.err).toContain('1 window lies behind the newest by exactly the retention of 1 h');
    const shown = await ofTopic('window', 'a', '--expired', '--retention', '1h');
    expect(shown.status).toBe(0);
    expect(shown.out).toMatch(/OFFSET +EXPIRED\n/);
    expect(shown.out.match(/ yes\n/g)).toHaveLength(2);
    expect(shown.out.match(/ perhaps\n/g)).toHaveLength(1);
    const both = await ofTopic('all', '--app', 'shop');
    expect([both.status, both.err]).toEqual([2, 'kslens: --topic stands for --app and --store, and --source is for what they name\n']);
    const none = await kslensQuery('--topic', 'not-there-changelog', 'all');
    expect([none.status, none.out]).toEqual([2, '']);
    expect(none.err).toContain('not-there-changelog');
  });

  it('are queried on the command line, and other people’s values steer no terminal', async () => {
    await loader.createTopic('shop-totals-changelog', 2, { 'cleanup.policy': 'compact' });
    const long = Buffer.alloc(8);
    long.writeBigInt64BE(42n);
    const evil = 'e\u001b[31m\u202e';
    await loader.load('shop-totals-changelog', [
      { partition: -1, timestamp: 1_700_000_000_000, key: Buffer.from('alice'), value: long },
      { partition: -1, timestamp: 1_700_000_000_000, key: Buffer.from('bob'), value: long },
      { partition: -1, timestamp: 1_700_000_000_000, key: Buffer.from(evil), value: long },
    ]);
    const kslens = (...args: string[]): ReturnType<typeof kslensQuery> => kslensQuery('--app', 'shop', ...args);
    const table = await kslens('--store', 'totals', 'all', '--key-serde', 'string');
    expect(table.err).toBe('');
    expect(table.status).toBe(0);
    expect(table.out).toMatch(/alice +42 +2023-11-14T22:13:20\.000Z/);
    expect(table.out).toContain('3 rows; 3 live keys in the store');
    expect(table.out).not.toContain('\u001b');
    expect(table.out).not.toContain('\u202e');
    const json = await kslens('--store', 'totals', 'get', 'alice', '--format', 'json', '--key-serde', 'string', '--value-serde', 'long');
    expect(JSON.parse(json.out)).toMatchObject({
      application: 'shop',
      store: 'totals',
      source: { via: 'changelog', topic: 'shop-totals-changelog' },
      rows: [{ key: 'alice', window: null, value: 42, timestamp: '2023-11-14T22:13:20.000Z', valueSerde: 'long', tombstone: false }],
      complete: true,
      next: null,
    });
    const lines = await kslens('--store', 'totals', 'all', '--format', 'ndjson', '--key-serde', 'string');
    expect(
      lines.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as QueryRow).key),
    ).toEqual(['alice', 'bob', evil]);
    expect(lines.out).not.toContain('\u202e');
    await loader.load('shop-totals-changelog', [
      { partition: -1, timestamp: 1_700_000_000_000, key: Buffer.from('carol'), value: Buffer.concat([Buffer.alloc(7), Buffer.of(50)]) },
    ]);
    const found = await kslens(
      '--store',
      'totals',
      'all',
      '--key-serde',
      'string',
      '--where',
      'value >= 42 and key ~ "o"',
      '--sort',
      'value desc',
    );
    expect(found.out).toMatch(/carol +50 .*\n.*bob +42 /);
    expect(found.out).toContain('2 rows; 4 live keys in the store');
    const none = await kslens('--store', 'totals', 'all', '--key-serde', 'string', '--where', 'value.total > 1');
    expect([none.status, none.err]).toEqual([0, 'kslens: none of 4 rows has a field value.total\n']);
    const wrong = await kslens('--store', 'totals', 'all', '--where', 'value > OPEN');
    expect([wrong.status, wrong.err]).toEqual([2, expect.stringContaining('--where: after > a value should stand, and OPEN does')]);
    expect((await kslens('--store', 'totals', 'all', '--format', 'csv', '--limit', '1', '--key-serde', 'string')).out).toMatch(
      /^key,.*\r\nalice,,,42,/,
    );
    const unknown = await kslens('--store', 'total', 'all');
    expect(unknown.status).toBe(2);
    expect(unknown.err).toBe('kslens: Application shop has no store total: there is no topic shop-total-changelog. Its stores: totals\n');
    const application = await kslens('--store', 'totals', 'all', '--via', 'application');
    expect([application.status, application.err]).toEqual([2, expect.stringContaining('There is no group shop')]);
    const badKey = await kslens('--store', 'totals', 'get', 'x', '--key-serde', 'long');
    expect([badKey.status, badKey.err]).toEqual([2, 'kslens: "x" is not of type long.\n']);
  });

  it('leave nothing on the cluster', async () => {
    expect(valueOf(await cluster.groups()).values).toEqual([]);
  });
});
