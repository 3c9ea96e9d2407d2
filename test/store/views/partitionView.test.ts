/** Views beside a model that keeps everything in a Map, on random histories of every kind. */
import { describe, expect, it } from 'vitest';
import { createMemoryBudget, type SpillFile } from '../../../src/store/views/memoryBudget.js';
import { createPartitionView, type PartitionView, type ViewOptions } from '../../../src/store/views/partitionView.js';
import { plainBatch } from '../../kafka/records/plainBatch.js';
import { createFile } from './memoryFile.js';
import { createRandom, everyKind, naiveContent, randomHistory, type HistoryRecord, type NaiveRow } from './naiveModel.js';

/** In batches of any size. */
function applyAll(view: PartitionView, records: readonly HistoryRecord[]): void {
  const read: Uint8Array[] = [];
  for (let at = 0, size = 1; at < records.length; at += size, size = (size * 5) % 13) {
    const batch = plainBatch(records.slice(at, at + size), at % 3);
    view.takeBatch(batch, 0, Infinity);
    read.push(batch.bytes);
  }
  view.settle();
  for (const bytes of read) bytes.fill(0xee); // no part of it is kept
}

function contentOf(view: PartitionView, logStart = 0): NaiveRow[] {
  return [...view.sorted()]
    .filter((entry) => view.isVisible(entry, logStart))
    .map((entry) => {
      const { key, value, offset, timestamp } = view.read(entry);
      return { key: Buffer.from(key).toString('hex'), value: Buffer.from(value!).toString('hex'), offset, timestamp };
    });
}

describe.each(Object.entries(everyKind))('a view of kind %s', (_, rules) => {
  const viewOf = (options: Partial<ViewOptions> = {}): PartitionView =>
    createPartitionView({ rules, asOf: null, budget: createMemoryBudget(1 << 30), ...options });

  it.each([1, 2, 3])('holds what the model holds, after every piece of its tail (seed %i)', (seed) => {
    const records = randomHistory(rules, seed, 1200);
    const view = viewOf();
    for (let at = 0; at < records.length; at += 97) {
      applyAll(view, records.slice(at, at + 97));
      const expected = naiveContent(rules, records.slice(0, at + 97), null);
      expect(contentOf(view)).toEqual(expected);
      expect(view.countVisible(0)).toBe(expected.length);
      const logStart = records[Math.floor(at / 2)]!.offset;
      expect(contentOf(view, logStart)).toEqual(naiveContent(rules, records.slice(0, at + 97), null, logStart));
    }
  });

  it('keeps no more than the keys that are wanted, however few of a batch', () => {
    const wanted = (bytes: Uint8Array, from: number, to: number): boolean => Buffer.from(bytes.subarray(from, to)).includes('-17');
    const view = viewOf({ wanted });
    const records = randomHistory(rules, 31, 6000);
    for (let at = 0, size = 3; at < records.length; at += size, size *= 2) {
      view.takeBatch(plainBatch(records.slice(at, at + size)), 0, Infinity);
      view.settle();
      const expected = naiveContent(rules, records.slice(0, at + size), null).filter(({ key }) => {
        const bytes = Buffer.from(key, 'hex');
        return wanted(bytes, 0, bytes.length);
      });
      expect(contentOf(view)).toEqual(expected);
      expect(view.countVisible(0)).toBe(expected.length);
    }
    view.close();
  });

  it.each([1, 5, 40])('has its first %i rows without the order of all', (count) => {
    const records = randomHistory(rules, 23, 1500);
    const logStart = records[300]!.offset;
    const [view, other] = [viewOf(), viewOf()];
    applyAll(view, records);
    applyAll(other, records);
    const leading = [...view.leading(count, logStart)].map((entry) => view.read(entry));
    const visible = [...other.sorted()].filter((entry) => other.isVisible(entry, logStart)).slice(0, count);
    expect(leading).toEqual(visible.map((entry) => other.read(entry)));
  });

  it('is as it was at every time', () => {
    const records = randomHistory(rules, 7, 300);
    for (let asOf = -1; asOf < 400; asOf += 3) {
      const view = viewOf({ asOf });
      applyAll(view, records);
      expect(contentOf(view)).toEqual(naiveContent(rules, records, asOf));
      view.close();
    }
  });

  it('spills to a file what the budget does not hold, and answers the same', () => {
    const files: ReturnType<typeof createFile>[] = [];
    const budget = createMemoryBudget(100_000);
    const openSpill = (): SpillFile => {
      const file = createFile();
      files.push(file);
      return file;
    };
    const random = createRandom(5);
    const records = randomHistory(rules, 11, 6000).map((record) =>
      record.value === null ? record : { ...record, value: Buffer.alloc(random(4000), random(256)) },
    );
    const view = viewOf({ budget, openSpill });
    applyAll(view, records);
    expect(view.isSpilled).toBe(true);
    expect(contentOf(view)).toEqual(naiveContent(rules, records, null));
    view.close();
    expect(budget.used).toBe(0);
    expect(files.every(({ isClosed }) => isClosed)).toBe(true);
  });
});

it('lets go of what was overwritten and deleted', () => {
  const budget = createMemoryBudget(1 << 30);
  const view = createPartitionView({ rules: everyKind['key-value']!, asOf: null, budget });
  const random = createRandom(1);
  for (let round = 0; round < 60; round++)
    applyAll(
      view,
      Array.from({ length: 4000 }, (_, i) => ({
        offset: round * 4000 + i,
        timestamp: 0,
        key: Buffer.from(`${round}-${i}`.slice(0, 40)),
        value: Buffer.alloc(100 + random(400)),
      })).flatMap((record) => [record, { ...record, value: null }]),
    );
  expect(view.countVisible(0)).toBe(0);
  expect(budget.used).toBeLessThan(16 << 20);
});

it('stays in order where only values were let go of', () => {
  const rules = everyKind['key-value']!;
  const budget = createMemoryBudget(1 << 30);
  const view = createPartitionView({ rules, asOf: null, budget });
  const random = createRandom(3);
  const records: HistoryRecord[] = [];
  for (let round = 1; round <= 12; round++) {
    const more = Array.from({ length: 500 }, (_, i) => ({
      offset: records.length + i,
      timestamp: 0,
      key: Buffer.from(`key-${random(40 * round)}`),
      value: Buffer.alloc(round * 100 + random(4000), random(256)),
    }));
    records.push(...more);
    applyAll(view, more);
    expect(contentOf(view)).toEqual(naiveContent(rules, records, null));
  }
  // All values that were written have 12 MB.
  expect(budget.used).toBeLessThan(6 << 20);
  view.close();
  expect(budget.used).toBe(0);
});

it('is in order again after all that it had was deleted and let go of', () => {
  const view = createPartitionView({ rules: everyKind['key-value']!, asOf: null, budget: createMemoryBudget(1 << 30) });
  const written = { offset: 0, timestamp: 0, key: Buffer.from('key'), value: Buffer.alloc(2 << 20) };
  applyAll(view, [written]);
  expect(view.sorted()).toHaveLength(1);
  applyAll(view, [{ ...written, offset: 1, value: null }]);
  expect(view.sorted()).toHaveLength(0);
  const later = [{ offset: 2, timestamp: 0, key: Buffer.from('later'), value: Buffer.from('v') }];
  applyAll(view, later);
  expect(contentOf(view)).toEqual(naiveContent(everyKind['key-value']!, later, null));
});

it('takes nothing once it is closed: its memory is the next view’s', () => {
  const rules = everyKind['key-value']!;
  const budget = createMemoryBudget(1 << 30);
  const records = Array.from({ length: 300 }, (_, i) => ({
    offset: i,
    timestamp: 0,
    key: Buffer.from(`key ${i}`),
    value: Buffer.alloc(20, i),
  }));
  const closed = createPartitionView({ rules, asOf: null, budget });
  applyAll(closed, records);
  closed.close();
  const next = createPartitionView({ rules, asOf: null, budget });
  applyAll(next, records);
  const { used } = budget;
  applyAll(
    closed,
    records.map((record) => ({ ...record, value: Buffer.from('late') })),
  );
  closed.close();
  expect(contentOf(next)).toEqual(naiveContent(rules, records, null));
  expect(budget.used).toBe(used);
  next.close();
  expect(budget.used).toBe(0);
});

it('tells keys apart by every byte, also those that are parts of others', () => {
  const view = createPartitionView({ rules: everyKind['key-value']!, asOf: null, budget: createMemoryBudget(1 << 30) });
  const keys = [0, 255].flatMap((fill) =>
    Array.from({ length: 40 }, (_, length) => [
      Buffer.alloc(length, fill),
      ...Array.from({ length }, (_, at) => Buffer.from(Buffer.alloc(length, fill)).fill(1, at, at + 1)),
    ]).flat(),
  );
  const distinct = [...new Set(keys.map((key) => key.toString('hex')))].sort();
  const written = (round: number): HistoryRecord[] =>
    keys.map((key, i) => ({ offset: round * keys.length + i, timestamp: i, key, value: Buffer.from(`${round} ${key.toString('hex')}`) }));
  applyAll(view, [...written(0), ...written(1)]);
  const rows = [...view.sorted()].map((entry) => view.read(entry));
  expect(rows.map(({ key }) => Buffer.from(key).toString('hex'))).toEqual(distinct);
  expect(rows.map(({ value }) => Buffer.from(value!).toString())).toEqual(distinct.map((key) => `1 ${key}`));
});

it('keeps keys and values that are larger than a chunk', () => {
  const view = createPartitionView({ rules: everyKind['key-value']!, asOf: null, budget: createMemoryBudget(1 << 30) });
  const records = [1, 2, 3].flatMap((n) => [
    { offset: n * 2, timestamp: n, key: Buffer.alloc(5 << 20, n), value: Buffer.alloc(9 << 20, n) },
    { offset: n * 2 + 1, timestamp: n, key: Buffer.from(`small ${n}`), value: Buffer.from('v') },
  ]);
  applyAll(view, records);
  const rows = [...view.sorted()].map((entry) => view.read(entry));
  expect(rows.map(({ key, value }) => [key.length, value?.length])).toEqual([
    ...[1, 2, 3].map(() => [5 << 20, 9 << 20]),
    ...[1, 2, 3].map(() => [7, 1]),
  ]);
});
