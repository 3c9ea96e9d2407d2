/** What is said of windows and sessions past the retention, and of those exactly at its edge. */
import { expect, it } from 'vitest';
import type { ConfigEntry } from '../../src/kafka/cluster.js';
import { createOpenReading } from '../../src/store/createOpenReading.js';
import { createStoreReader } from '../../src/store/createStoreReader.js';
import { tellFormat } from '../../src/store/formats/tellFormat.js';
import type { QueryResult, StoreQuery, StoreTarget } from '../../src/store/query.js';
import { unknownTarget } from '../support/storeTarget.js';
import { createFakeCluster } from './fakeCluster.js';
import type { HistoryRecord } from './views/naiveModel.js';

const minute = 60_000;
const strings = { name: 'string', origin: 'chosen' } as const;

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

const windowRecord = (key: string, start: number, offset: number): HistoryRecord => ({
  key: Buffer.concat([Buffer.from(key), long(start), Buffer.alloc(4)]),
  value: Buffer.from(`at ${start / minute}`),
  timestamp: start,
  offset,
});

/** The newest window starts at 60 min: with a retention of 10 min, 50 min is the edge. */
const windows = [10, 20, 49, 50, 51, 60].map((start, i) => windowRecord(i === 5 ? 'b' : 'a', start * minute, i));

const everything = { operation: { kind: 'all' }, asOf: null, limit: 100, cursor: null, withBytes: false, withExpired: false } as const;

async function ask(
  target: Partial<StoreTarget>,
  query: Partial<StoreQuery> = {},
  configs: Readonly<Record<string, string>> = {},
): Promise<QueryResult> {
  const reader = createStoreReader(createFakeCluster('t', [[...windows], []], { configs }), { openReading: createOpenReading(null) });
  const known = { kind: 'window', kindOrigin: 'chosen', retentionMs: 10 * minute, keySerde: strings, valueSerde: strings } as const;
  const answer = await reader.query({
    ...everything,
    target: unknownTarget('t', { ...known, ...target }),
    ...query,
  });
  await reader.close();
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const marks = ({ rows }: QueryResult): string[] => rows.map(({ value, expired }) => `${value as string} ${expired ?? ''}`.trim());

it('is exact where the code is known', async () => {
  const others = await ask({ timeFirst: false });
  expect(marks(others)).toEqual(['at 51', 'at 60']);
  expect(others).toMatchObject({ expiredKeys: 4, liveKeys: 2 });
  expect(others.warnings).toEqual([
    '4 windows are left out: they lie behind the newest of the partition by the retention of 10 min or more, and the application (of Kafka Streams 3.9 or newer) does not see them either.',
  ]);
  const onClose = await ask({ timeFirst: true });
  expect(marks(onClose)).toEqual(['at 50', 'at 51', 'at 60']);
  expect(onClose.warnings).toEqual([
    '3 windows are left out: they lie behind the newest of the partition by more than the retention of 10 min, and the application (of Kafka Streams 3.9 or newer) does not see them either.',
  ]);
});

it('shows and marks what lies at the edge where no code tells what the store makes of it', async () => {
  const answer = await ask({});
  expect(marks(answer)).toEqual(['at 50 possible', 'at 51', 'at 60']);
  expect(answer).toMatchObject({ expiredKeys: 3, liveKeys: 3 });
  expect(answer.warnings).toHaveLength(2);
  expect(answer.warnings[1]).toMatch(
    /^1 window lies behind the newest by exactly the retention of 10 min: a store that emits when windows close shows it/,
  );
});

it('says of each page what lies at the edge among all that was asked for', async () => {
  const first = await ask({}, { limit: 1 });
  const second = await ask({}, { limit: 1, cursor: first.next });
  expect([marks(first), marks(second)]).toEqual([['at 50 possible'], ['at 51']]);
  expect(second.warnings[1]).toMatch(/^1 window lies behind the newest by exactly/);
  expect(second.warnings).toEqual(first.warnings);
  const later = { kind: 'window', key: { text: 'a' }, from: 51 * minute, to: null } as const;
  expect((await ask({ keyedByInput: true }, { operation: later })).warnings).toEqual([]);
});

it('shows all that is left where that is asked for', async () => {
  const answer = await ask({ timeFirst: false }, { withExpired: true });
  expect(marks(answer)).toEqual(['at 10 certain', 'at 20 certain', 'at 49 certain', 'at 50 certain', 'at 51', 'at 60']);
  expect(answer.warnings[0]).toMatch(
    /^4 windows are marked as expired: .* and the application \(of Kafka Streams 3\.9 or newer\) does not see them\.$/,
  );
});

it('counts only what was asked for, and knows a key by its expired windows', async () => {
  const span = { kind: 'window', key: { text: 'a' }, from: 15 * minute, to: 49 * minute } as const;
  const answer = await ask({ timeFirst: false, keyedByInput: true, sourceTopics: [] }, { operation: span });
  expect([answer.rows.length, answer.expiredKeys]).toEqual([0, 2]);
  expect(answer.warnings[0]).toMatch(/^2 windows are left out/);
  const [whole, other] = await Promise.all([
    ask({ timeFirst: false }, { operation: { kind: 'prefix', prefix: { text: 'a' } } }),
    ask({ timeFirst: false }, { operation: { kind: 'range', from: { text: 'b' }, to: null } }),
  ]);
  expect([whole.expiredKeys, other.expiredKeys]).toEqual([4, 0]);
  expect(other.warnings).toEqual([]);
});

it('does not count records of a history, which are all shown', async () => {
  const answer = await ask({ keyedByInput: true }, { operation: { kind: 'history', key: { text: 'a' } } });
  expect([answer.rows.length, answer.expiredKeys, answer.warnings]).toEqual([5, null, []]);
});

it('says where the retention comes from, or that it is not known', () => {
  const told = (kind: 'session' | 'window' | 'keyValue', retention?: string) => {
    const configs: Record<string, ConfigEntry> = retention === undefined ? {} : { 'retention.ms': { value: retention, isOwn: true } };
    return tellFormat({ target: unknownTarget('t', { kind, kindOrigin: 'chosen' }), configs, samples: [] });
  };
  expect(told('session', String(86_400_000 + minute))).toMatchObject({
    retention: { ms: minute, origin: 'topic', showsEdge: false },
    format: { rules: { retentionMs: minute } },
    warnings: [],
  });
  expect(told('window', String(86_400_000 + minute))).toMatchObject({
    retention: { ms: minute, origin: 'topic', showsEdge: null },
    format: { rules: { retentionMs: minute + 1 } },
  });
  expect(told('window')).toMatchObject({ retention: null, warnings: [expect.stringContaining('is not known') as string] });
  const compacted = { 'retention.ms': { value: '604800000', isOwn: false }, 'cleanup.policy': { value: 'compact', isOwn: true } };
  expect(
    tellFormat({ target: unknownTarget('t', { kind: 'window', kindOrigin: 'chosen' }), configs: compacted, samples: [] }),
  ).toMatchObject({
    retention: null,
  });
  expect(told('keyValue')).toMatchObject({ retention: null, warnings: [] });
});

it('marks and hides nothing by what the topic alone tells of the retention', async () => {
  const configs = { 'retention.ms': String(86_400_000 + 10 * minute) };
  const answer = await ask({ retentionMs: null }, {}, configs);
  expect(marks(answer)).toEqual(['at 10 possible', 'at 20 possible', 'at 49 possible', 'at 50 possible', 'at 51', 'at 60']);
  expect([answer.expiredKeys, answer.liveKeys, answer.complete]).toEqual([null, null, true]);
  expect(answer.warnings).toEqual([expect.stringMatching(/^4 windows are marked as perhaps expired: they lie 10 min or more behind/)]);
  const long = await ask({ retentionMs: null }, {}, { 'retention.ms': String(7 * 86_400_000) });
  expect(marks(long)).toEqual(['at 10', 'at 20', 'at 49', 'at 50', 'at 51', 'at 60']);
  expect(long.warnings).toEqual([
    expect.stringMatching(/^No window is marked as expired: .* where it is shorter, the application does not/),
  ]);
  const chosen = await ask({ retentionMs: 10 * minute, retentionIsChosen: true, timeFirst: false }, {}, configs);
  expect(marks(chosen)).toEqual(['at 51', 'at 60']);
  expect(chosen.warnings[0]).toMatch(/by the retention of 10 min that was chosen or more/);
});

it('counts the versions that came too late for the store', async () => {
  const version = (minutes: number, offset: number): HistoryRecord => ({
    key: Buffer.from('a'),
    value: Buffer.from(`at ${minutes}`),
    timestamp: minutes * minute,
    offset,
  });
  const reader = createStoreReader(createFakeCluster('t', [[60, 50, 49, 48, 61].map(version)]), { openReading: createOpenReading(null) });
  const target = unknownTarget('t', {
    kind: 'versionedKeyValue',
    kindOrigin: 'chosen',
    retentionMs: 10 * minute,
    keySerde: strings,
    valueSerde: strings,
  });
  const answer = await reader.query({ ...everything, target });
  await reader.close();
  expect(answer).toMatchObject({ ok: true, value: { liveKeys: 1 } });
  expect(answer.ok && marks(answer.value)).toEqual(['at 61']);
  expect(answer.ok && answer.value.warnings).toEqual([
    '2 versions are left out, which came later than the history retention of 10 min allows: the store did not take them either.',
  ]);
});
