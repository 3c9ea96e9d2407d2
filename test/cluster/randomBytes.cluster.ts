/** A topic of random and broken bytes: what was written is what is read, as a store of whatever kind, and nothing in it stops a reader. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cluster } from '../../src/kafka/cluster.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { createOpenReading } from '../../src/store/createOpenReading.js';
import { createStoreReader } from '../../src/store/createStoreReader.js';
import { storeKinds, type QueryResult, type QueryRow, type StoreTarget } from '../../src/store/query.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { createTopic, plainSettings, runProgram, valueOf } from './lib/programs.js';
import { unknownTarget } from '../support/storeTarget.js';

const count = 100_000;
const topic = 'random';
/** A header's bytes: count 1 or 2, key length 3, `sum`, value length 4; lengths are zigzag. */
const sumAt = Buffer.from([6, 0x73, 0x75, 0x6d, 8]);

interface Written {
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
}

let directory: string;
let brokers: TestCluster | undefined;
let cluster: Cluster;
/** By offset, as the scan gave them; their sums are right. */
const written: Written[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'streams-lens-random-'));
  brokers = await startCluster({ version: '4.3.0', directory });
  cluster = openCluster(plainSettings(brokers.bootstrap));
  await createTopic(brokers, topic, 1, { 'retention.ms': '-1' });
  await runProgram(brokers, 'RandomBytes', topic, String(count), '7');
});

afterAll(async () => {
  await cluster?.close();
  await brokers?.stop();
  rmSync(directory, { recursive: true, force: true });
});

it(`reads ${count} records of random bytes`, async () => {
  const wrong: number[] = [];
  const end = await cluster.scan(
    { topic, partition: 0, from: 0, to: count, isolation: 'committed' },
    (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
      const part = (from: number, to: number): Uint8Array => (from < 0 ? new Uint8Array() : bytes.subarray(from, to));
      const headers = Buffer.from(part(headersFrom, headersTo));
      const isMarked = headers.subarray(1, 6).equals(sumAt);
      const sum = crc32(part(valueFrom, valueTo), crc32(part(keyFrom, keyTo)));
      if (offset !== written.length || !isMarked || headers.readUInt32BE(6) !== sum) wrong.push(offset);
      const text = (from: number, to: number): string | null => (from < 0 ? null : Buffer.from(part(from, to)).toString('base64'));
      written.push({ timestamp, key: text(keyFrom, keyTo), value: text(valueFrom, valueTo) });
    },
  );
  expect(valueOf(end)).toEqual({ kind: 'done', next: count });
  expect({ records: written.length, wrong }).toEqual({ records: count, wrong: [] });
});

it.each([null, ...storeKinds])('shows all of them as a store of kind %s', async (kind) => {
  const reader = createStoreReader(cluster, { openReading: createOpenReading(null) });
  try {
    const query = {
      target: targetOf(kind),
      operation: { kind: 'all' },
      asOf: null,
      limit: 20_000,
      withBytes: true,
      withExpired: false,
    } as const;
    const seen = new Map<string, string>();
    let liveKeys: number | null = null;
    let told: StoreTarget['kind'] = kind;
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page: QueryResult = valueOf(await reader.query({ ...query, cursor }));
      for (const row of page.rows) seen.set(row.keyBytes!, shown(row));
      ({ liveKeys, storeKind: told, next: cursor } = page);
    }
    const expected = contentOf(told);
    expect(liveKeys).toBe(expected.size);
    const different = [...expected].filter(([key, value]) => seen.get(key) !== value);
    expect({ size: seen.size, different: different.slice(0, 3) }).toEqual({ size: expected.size, different: [] });
  } finally {
    await reader.close();
  }
});

it('shows every record of a key in its history', async () => {
  const reader = createStoreReader(cluster, { openReading: createOpenReading(null) });
  try {
    // The empty key is the most frequent, with every kind of value.
    const operation = { kind: 'history', key: { base64: '' } } as const;
    const target = targetOf('keyValue');
    const { rows } = valueOf(
      await reader.query({ target, operation, asOf: null, limit: count, cursor: null, withBytes: true, withExpired: false }),
    );
    const expected = written.flatMap(({ key, value }, offset) => (key === '' ? [`${offset} ${value}`] : []));
    expect(expected.length).toBeGreaterThan(5000);
    expect(rows.map((row) => `${row.offset} ${row.tombstone ? null : row.valueBytes}`)).toEqual(expected);
  } finally {
    await reader.close();
  }
});

/** Nothing is hidden for its age: no retention is known of a topic that is not a changelog. */
const targetOf = (kind: StoreTarget['kind']): StoreTarget =>
  unknownTarget(topic, { application: 'random', store: 'random', kind, kindOrigin: kind === null ? 'topic' : 'chosen' });

/** A row has to be text that can be shown, whatever was in it. */
function shown(row: QueryRow): string {
  if (JSON.stringify([row.key, row.value, row.window, row.details]).length === 0) throw new Error('a row of nothing');
  return `${row.offset} ${row.valueBytes}`;
}

/** By the rules of each kind: what a key has, with its offset. */
function contentOf(kind: StoreTarget['kind']): Map<string, string> {
  const content = new Map<string, { readonly timestamp: number; readonly text: string | null }>();
  for (const [offset, { timestamp, key, value }] of written.entries()) {
    if (key === null || (kind === 'joinWindow' && value === null)) continue;
    if (kind === 'versionedKeyValue' && (content.get(key)?.timestamp ?? -1) > timestamp) continue;
    content.set(key, { timestamp, text: value === null ? null : `${offset} ${value}` });
  }
  return new Map([...content].flatMap(([key, { text }]) => (text === null ? [] : [[key, text] as const])));
}
