/** Changes are followed over what passes, and what is missing is said. */
import { expect, it } from 'vitest';
import { fail } from '../../src/base/result.js';
import { createOpenReading } from '../../src/store/createOpenReading.js';
import { createStoreReader } from '../../src/store/createStoreReader.js';
import type { StoreQuery } from '../../src/store/query.js';
import { unknownTarget } from '../support/storeTarget.js';
import { createFakeCluster } from './fakeCluster.js';
import type { HistoryRecord } from './views/naiveModel.js';

const strings = { name: 'string', origin: 'chosen' } as const;
const record = (offset: number): HistoryRecord => ({
  key: Buffer.from('k'),
  value: Buffer.from(`v${offset}`),
  timestamp: 1_700_000_000_000 + offset,
  offset,
});
const question: StoreQuery = {
  target: unknownTarget('t', { kind: 'keyValue', kindOrigin: 'chosen', keySerde: strings, valueSerde: strings }),
  operation: { kind: 'all' },
  asOf: null,
  limit: 100,
  cursor: null,
  withBytes: false,
  withExpired: false,
};

/** `troubles` holds how many questions are not answered from now on. */
function followed() {
  const cluster = createFakeCluster('t', [[record(0)]]);
  const state = { asked: 0, troubles: 0, seen: [] as string[], notes: [] as string[] };
  const { topics } = cluster;
  cluster.topics = (...args) =>
    state.asked++ > 0 && state.troubles-- > 0
      ? Promise.resolve(fail({ kind: 'timeout', message: 'The broker did not answer.' } as const))
      : topics.apply(cluster, args);
  const reader = createStoreReader(cluster, { openReading: createOpenReading(null) });
  const control = new AbortController();
  const ended = reader.follow(
    question,
    ({ rows, note }) => {
      state.seen.push(...rows.map(({ value }) => value as string));
      if (note !== undefined) state.notes.push(note);
    },
    { signal: control.signal },
  );
  const until = async (test: () => boolean): Promise<void> => {
    await expect.poll(test, { timeout: 10_000, interval: 20 }).toBe(true);
  };
  return { cluster, state, until, ended, stop: () => control.abort() };
}

it('goes on where it was when brokers answer again, and says both', async () => {
  const { cluster, state, until, ended, stop } = followed();
  await until(() => state.asked > 1);
  cluster.partitions[0]!.push(record(1));
  await until(() => state.seen.length === 1);
  state.troubles = 2;
  cluster.partitions[0]!.push(record(2), record(3));
  await until(() => state.notes.length === 2);
  await until(() => state.seen.length === 3);
  stop();
  expect(await ended).toEqual({ ok: true, value: undefined });
  expect(state.seen).toEqual(['v1', 'v2', 'v3']);
  expect(state.notes).toEqual([
    expect.stringMatching(/^The broker did not answer\. .* none is left out\.$/),
    expect.stringMatching(/^The brokers answer again/),
  ]);
});

it('says what retention took before it was read', async () => {
  const { cluster, state, until, ended, stop } = followed();
  state.troubles = 1;
  await until(() => state.notes.length === 2);
  cluster.partitions[0]!.splice(0, 1, record(7), record(8));
  await until(() => state.seen.length === 2);
  stop();
  await ended;
  expect(state.seen).toEqual(['v7', 'v8']);
  expect(state.notes[2]).toBe('Partition 0: the records from offset 1 to 7 were deleted before they were read. Their changes are missing.');
});

it('ends where the topic may not be read any more', async () => {
  const { cluster, ended } = followed();
  cluster.topics = () => Promise.resolve(fail({ kind: 'unauthorised', message: 'The principal may not do this.' } as const));
  expect(await ended).toMatchObject({ ok: false, error: { kind: 'unauthorised' } });
});
