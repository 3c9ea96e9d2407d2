import { expect, it } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import { deletedRecordsWarnings } from '../../src/store/reading/deletedRecords.js';
import type { StoreReading } from '../../src/store/reading/storeReading.js';
import { createFakeCluster } from './fakeCluster.js';

const hour = 3_600_000;
const now = 1_000 * 24 * hour;
const cluster = createFakeCluster('t', []);
let newest: readonly (number | null)[] = [];
let asked: unknown;
cluster.offsets = (partitions, at) => {
  asked = at;
  const values = partitions.map((one) => ({ ...one, offset: 1, timestamp: newest[one.partition] ?? null }));
  return Promise.resolve(succeed({ values, problems: [] }));
};

type Kept = Pick<StoreReading, 'deletesAfterMs' | 'isWindowed' | 'retention'>;
/** Kept for an hour by the code, and for a day more on the cluster. */
const windows: Kept = { deletesAfterMs: 25 * hour, isWindowed: true, retention: { ms: hour, origin: 'code', showsEdge: false } };
const keys: Kept = { deletesAfterMs: 25 * hour, isWindowed: false, retention: null };

const warningsOf = (reading: Kept, starts: readonly number[]): Promise<string[]> =>
  deletedRecordsWarnings(
    cluster,
    { topic: 't', id: null, partitions: starts.map((start, partition) => ({ partition, start, end: 9 })) },
    reading,
    now,
  );

it('is nothing where nothing was deleted, or nothing can be', async () => {
  asked = undefined;
  expect(await warningsOf(windows, [0, 0])).toEqual([]);
  expect(await warningsOf({ ...windows, deletesAfterMs: null }, [5, 5])).toEqual([]);
  expect(asked).toBeUndefined();
});

it("is nothing while time goes on: windows that brokers delete are no application's any more", async () => {
  newest = [now - hour, now - 23 * hour];
  expect(await warningsOf(windows, [5, 5])).toEqual([]);
  expect(asked).toBe('maxTimestamp');
});

it('is said where records are older than the clock allows for: a replay, or an application that stood still', async () => {
  newest = [now - hour, now - 25 * hour, null];
  const [warning] = await warningsOf(windows, [5, 5, 9]);
  expect(warning).toBe(
    "Retention (1 d 1 h) has deleted the first records of 3 partitions of t, by the brokers' clock. The newest record of 2 of them is more than 1 d old, and the " +
      'application keeps windows by the time of its records, not by the clock: it may still have what is not here.',
  );
  const short: Kept = { ...windows, deletesAfterMs: 2 * hour };
  newest = [now - 90 * 60_000];
  expect(await warningsOf(short, [5])).toHaveLength(1);
  expect(await warningsOf({ ...short, retention: { ms: hour, origin: 'topic', showsEdge: null } }, [5])).toEqual([]);
});

it('is always said of keys without a time: nothing else tells that they are gone', async () => {
  expect(await warningsOf(keys, [5, 0])).toEqual([
    'Retention (1 d 1 h) has deleted the first records of 1 partition of t: a key whose last record was among them is not here, and the application may still have it.',
  ]);
});

it('is not said where brokers do not tell the newest time', async () => {
  cluster.offsets = () => Promise.resolve(fail({ kind: 'unsupported', message: 'The brokers are too old.' }));
  expect(await warningsOf(windows, [5])).toEqual([]);
});
