/**
 * What a real application answers of its stores is what the store reader reads from their changelogs; and the harness itself: both are what the
 * rules of the record formats say.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCluster } from '../../src/kafka/openCluster.js';
import {
  runEveryStore,
  type EveryStoreAnswer,
  type EveryStoreRow,
  type EveryStoreRun,
  type EveryStoreStore,
} from './everyStore/everyStore.mjs';
import { compareWithReader } from './everyStore/equality.js';
import { bytesOf, entriesOf, pendingOf, recordsAt, versionsOf, type Entry } from './everyStore/rules.js';
import { analyseApplication } from './everyStore/targets.js';
import { plainSettings, valueOf } from './lib/programs.js';

const runs = [
  { version: '4.3.0', mode: 'default', options: {} },
  { version: '3.9.1', mode: 'default', options: {} },
  { version: '3.9.1', mode: 'exactly once, compacted', options: { exactlyOnce: true, compaction: true, seed: 3 } },
  {
    version: '4.3.0',
    mode: 'exactly once, headers format',
    options: { exactlyOnce: true, streams: { 'dsl.store.format': 'HEADERS' }, seed: 4 },
  },
] as const;

describe.each(runs)('every store on $version, $mode', ({ version, options }) => {
  let directory: string;
  let run: EveryStoreRun;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'streams-lens-every-store-'));
    run = await runEveryStore({ version, directory, ...options });
  }, 900_000);

  afterAll(async () => {
    await run?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it('has every kind of store, and an answer for each', () => {
    expect([...new Set(run.stores.map(({ kind }) => kind))].sort()).toEqual([
      'foreignKeySubscription',
      'joinWindow',
      'keyValue',
      'outerJoin',
      'session',
      'suppressBuffer',
      'timestampedKeyValue',
      'timestampedWindow',
      'versionedKeyValue',
      'window',
    ]);
    const silent = run.stores.filter(({ name }) => !run.answers.some(({ store, rows }) => store === name && rows.length > 0));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('answers what the rules read from the changelog', () => {
    const differences: string[] = [];
    let compared = 0;
    for (const store of run.stores) {
      if (store.kind === 'versionedKeyValue') continue;
      for (const answer of run.answers.filter((one) => one.store === store.name)) {
        const expected = matching(store, answer, entriesAt(run, store, answer.partition)).map((entry) => fromEntry(store, answer, entry));
        const actual = answer.rows.map((row) => fromRow(store, row));
        compared += actual.length;
        differences.push(
          ...difference(`${store.name}[${answer.partition}] ${answer.ask} ${JSON.stringify(answer.arguments)}`, expected, actual),
        );
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  });

  it('has the versions that the rules read from the changelog', () => {
    const differences: string[] = [];
    let compared = 0;
    for (const store of run.stores.filter(({ kind }) => kind === 'versionedKeyValue'))
      for (const answer of run.answers.filter((one) => one.store === store.name)) {
        const { keyBytes = '', asOf } = answer.arguments;
        const { versions, historyFrom } = versionsOf(store, recordsAt(run, store, answer.partition), keyBytes);
        // Versions that ended before the history may be there or not: the store drops them by segments.
        const isKept = (validTo: number | null | undefined): boolean => (validTo ?? Infinity) > historyFrom;
        const wanted =
          asOf === undefined
            ? versions.filter(({ value, validTo }) => value !== null && isKept(validTo))
            : versions.filter(
                // The newest version is answered however old the question is.
                ({ timestamp, value, validTo }) =>
                  value !== null && timestamp <= asOf && asOf < (validTo ?? Infinity) && (asOf >= historyFrom || validTo === null),
              );
        const rows = asOf === undefined ? answer.rows.filter(({ validTo }) => isKept(validTo)) : answer.rows;
        compared += rows.length;
        differences.push(
          ...difference(
            `${store.name}[${answer.partition}] ${answer.ask} ${JSON.stringify(answer.arguments)}`,
            wanted.map(({ timestamp, value }) => `${timestamp} ${value}`),
            rows.map(({ timestamp, valueBytes }) => `${timestamp} ${valueBytes}`),
          ),
        );
      }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });

  it.each(['code', 'cluster alone'] as const)(
    'gives what the store reader reads from the changelogs, told by the %s',
    async (told) => {
      const cluster = openCluster(plainSettings(run.bootstrap));
      try {
        const topologies = told === 'code' ? await analyseApplication() : [];
        const found = await compareWithReader({ run, cluster, topologies, isCompacting: 'compaction' in options });
        expect(found.differences).toEqual([]);
        // Only the code says that these are restored from topics of the user.
        const ofCode = ['reused-store', 'global-store', 'people-store', 'cities-store'];
        expect(found.unknown).toEqual(told === 'code' ? [] : ofCode);
        const wrong = run.stores.filter(({ name, kind }) => told === 'code' && found.told[name]?.split(' ')[0] !== kind);
        expect(wrong.map(({ name }) => `${name}: ${found.told[name]}`)).toEqual([]);
        expect(found.rows).toBeGreaterThan(5000);
        expect(found.foundInOne > 100).toBe(told === 'code');
        expect(found.homes).toBeGreaterThan(told === 'code' ? 100 : 300);
      } finally {
        await cluster.close();
      }
    },
    600_000,
  );

  it('was compacted where that was asked for', () => {
    const count = (name: string): number =>
      recordsAt(
        run,
        run.stores.find((store) => store.name === name)!,
        null,
      ).length;
    // Both are written for every event; only the first has a compacted topic.
    const share = count('kv-plain') / count('window-duplicates');
    expect('compaction' in options ? share < 0.7 : share === 1).toBe(true);
  });

  it('has records that the cluster port hands over alike', async () => {
    const cluster = openCluster(plainSettings(run.bootstrap));
    try {
      for (const topic of new Set(run.stores.map((store) => store.topic)))
        for (const partition of [0, 1, 2]) {
          // What a cleaner took meanwhile is not asked for.
          const wanted = run.records.filter((record) => record.topic === topic && record.partition === partition);
          if (wanted.length === 0 || 'compaction' in options) continue;
          const seen: string[] = [];
          const request = { topic, partition, from: 0, to: wanted.at(-1)!.offset + 1, isolation: 'committed' } as const;
          valueOf(
            await cluster.scan(request, (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo) => {
              const part = (from: number, to: number): string | null =>
                from < 0 ? null : Buffer.from(bytes.subarray(from, to)).toString('base64');
              seen.push(`${offset} ${timestamp} ${part(keyFrom, keyTo)} ${part(valueFrom, valueTo)}`);
            }),
          );
          expect({ topic, seen }).toEqual({
            topic,
            seen: wanted.map((one) => `${one.offset} ${one.timestamp} ${one.keyBytes} ${one.valueBytes}`),
          });
        }
    } finally {
      await cluster.close();
    }
  });
});

/** By store and partition: the same for each of its answers. */
const known = new WeakMap<EveryStoreRun, Map<string, readonly Entry[]>>();

function entriesAt(run: EveryStoreRun, store: EveryStoreStore, partition: number | null): readonly Entry[] {
  const entries = known.get(run) ?? new Map<string, readonly Entry[]>();
  known.set(run, entries);
  const name = `${store.name} ${partition}`;
  const found = entries.get(name) ?? entriesOf(store, recordsAt(run, store, partition));
  entries.set(name, found);
  return found;
}

function matching(store: EveryStoreStore, { ask, arguments: given }: EveryStoreAnswer, entries: readonly Entry[]): readonly Entry[] {
  const isKey = ({ key }: Entry): boolean => key.equals(bytesOf(given.keyBytes ?? ''));
  const bound = (text: string | number | null | undefined): Buffer | null => (typeof text === 'string' ? Buffer.from(text) : null);
  switch (ask) {
    case 'all':
      return entries;
    case 'get':
    case 'sessions':
      return entries.filter(isKey);
    case 'range': {
      const [from, to] = [bound(given.from), bound(given.to)];
      return entries.filter(({ key }) => (from === null || key.compare(from) >= 0) && (to === null || key.compare(to) <= 0));
    }
    case 'prefix': {
      const prefix = Buffer.from(given.prefix ?? '');
      return entries.filter(({ key }) => key.subarray(0, prefix.length).equals(prefix));
    }
    case 'window':
      return entries.filter((entry) => isKey(entry) && entry.start! >= Number(given.from) && entry.start! <= Number(given.to));
    case 'versions':
    case 'asOf':
      throw new Error(`${store.name} is not versioned`);
  }
}

const hasTimestamp = ({ form }: EveryStoreStore): boolean =>
  ['timestamped', 'global', 'timestampedWindow', 'headers', 'headersWindow'].includes(form);
const hasHeaders = ({ form }: EveryStoreStore): boolean => form.startsWith('headers');

function fromEntry(store: EveryStoreStore, answer: EveryStoreAnswer, entry: Entry): string {
  const { key, start, end, value, record, timestamp } = entry;
  const parts: unknown[] = [key.toString('base64'), start, answer.ask === 'window' ? null : end];
  if (store.kind === 'foreignKeySubscription') parts.push(primaryKeyOf(value!));
  else parts.push(value?.toString('base64') ?? null);
  if (hasTimestamp(store)) parts.push(timestamp);
  if (hasHeaders(store)) parts.push(record.headers);
  if (store.kind === 'suppressBuffer') parts.push(pendingOf(bytesOf(record.valueBytes!)).time);
  return JSON.stringify(parts);
}

function fromRow(store: EveryStoreStore, row: EveryStoreRow): string {
  const parts: unknown[] = [row.keyBytes, row.start ?? null, row.end ?? null];
  if (store.kind === 'foreignKeySubscription') parts.push(subscriptionOf(row));
  else parts.push(row.valueBytes ?? null);
  if (hasTimestamp(store)) parts.push(row.timestamp);
  if (hasHeaders(store)) parts.push(row.headers);
  if (store.kind === 'suppressBuffer') parts.push(row.bufferTime);
  return JSON.stringify(parts);
}

function primaryKeyOf(value: Buffer): string {
  const hasHash = (value[0]! & 0x80) === 0;
  const version = value[0]! & 0x7f;
  const end = value.length - (version >= 1 ? 4 : 0);
  return `${version} ${value.subarray(hasHash ? 18 : 2, end).toString()} ${version >= 1 ? value.readInt32BE(end) : null}`;
}

function subscriptionOf({ value }: EveryStoreRow): string {
  const { version, primaryKey, primaryPartition } = value as Record<string, unknown>;
  return [version, primaryKey, primaryPartition].map(String).join(' ');
}

function difference(of: string, expected: readonly string[], actual: readonly string[]): string[] {
  const [left, right] = [[...expected].sort(), [...actual].sort()];
  if (left.join('\n') === right.join('\n')) return [];
  const only = (some: readonly string[], others: readonly string[]): string =>
    some
      .filter((one) => !others.includes(one))
      .slice(0, 3)
      .join(' ');
  return [
    `${of}: changelog ${left.length}, application ${right.length}; only changelog ${only(left, right)}; only application ${only(right, left)}`,
  ];
}
