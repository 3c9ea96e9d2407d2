/** Views take what reading the same batches record by record finds, also damaged ones, and however many threads do it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { fail, succeed } from '../../../src/base/result.js';
import type { Cluster } from '../../../src/kafka/cluster.js';
import { BrokenBatch } from '../../../src/kafka/records/brokenBatch.js';
import { crc32c } from '../../../src/kafka/records/crc32c.js';
import { createDecompress } from '../../../src/kafka/records/decompress.js';
import { readBatches, wholeBatchesEnd } from '../../../src/kafka/records/readBatches.js';
import { oneByOne } from '../../../src/kafka/records/readRecords.js';
import { createTopicView } from '../../../src/store/reading/topicView.js';
import { wasm } from '../../../src/store/views/assembly/liveRecords.wasm';
import { createMemoryBudget } from '../../../src/store/views/memoryBudget.js';
import { createPartitionView } from '../../../src/store/views/partitionView.js';
import { openStoreHeap } from '../../../src/store/views/storeHeap.js';
import { TakerEnded } from '../../../src/store/views/takerThread.js';
import type { Fixture } from '../../kafka/records/readBatches.test.js';
import { plainBatch, type WrittenRecord } from '../../kafka/records/plainBatch.js';
import { createFakeCluster } from '../fakeCluster.js';
import { createFile } from './memoryFile.js';
import { createRandom, everyKind } from './naiveModel.js';

const fixtures = JSON.parse(readFileSync(join(import.meta.dirname, '../../kafka/records/fixtures.json'), 'utf8')) as readonly Fixture[];
const decompress = await createDecompress();
const rules = everyKind['key-value']!;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A partition that has these bytes. */
function clusterOf(bytes: Buffer, aborted: Fixture['aborted']): Cluster {
  return {
    ...createFakeCluster('topic', [[]]),
    scan({ from, to }, sink, call) {
      try {
        const read = readBatches(bytes, { from, to, aborted }, decompress, typeof sink === 'function' ? oneByOne(sink) : sink);
        call?.onProgress?.({ next: to, records: read.records, bytes: read.bytes });
        return Promise.resolve(succeed({ kind: 'done', next: to }));
      } catch (error) {
        if (!(error instanceof BrokenBatch)) throw error;
        return Promise.resolve(fail({ kind: 'broken', message: error.message }));
      }
    },
  };
}

type Content = Record<string, string>;

/** Record by record; a message where that fails. */
async function plainly(bytes: Buffer, aborted: Fixture['aborted'], end: number): Promise<Content | string> {
  const content: Content = {};
  const request = { topic: 'topic', partition: 0, from: 0, to: end, isolation: 'committed' } as const;
  const read = await clusterOf(bytes, aborted).scan(request, (offset, timestamp, lent, keyFrom, keyTo, valueFrom, valueTo, from, to) => {
    if (keyFrom < 0) return;
    const key = hex(lent.subarray(keyFrom, keyTo));
    const headers = to - from > 1 ? hex(lent.subarray(from, to)) : '';
    if (valueFrom < 0) delete content[key];
    else content[key] = [offset, timestamp, hex(lent.subarray(valueFrom, valueTo)), headers].join(' ');
  });
  return read.ok ? content : read.error.message;
}

async function throughView(bytes: Buffer, aborted: Fixture['aborted'], end: number): Promise<Content | string> {
  const topicView = createTopicView(clusterOf(bytes, aborted), { rules, asOf: null, budget: createMemoryBudget(1 << 30) });
  const partition = { partition: 0, start: 0, end };
  const read = await topicView.bringUp({ topic: 'topic', id: 'id', partitions: [partition] }, [partition]);
  const content: Content = {};
  for (const { view } of topicView.held())
    for (const entry of view.sorted()) {
      if (!view.isHeld(entry, 0)) continue;
      const { key, value, headers, offset, timestamp } = view.read(entry);
      content[hex(key)] = [offset, timestamp, hex(value!), hex(headers)].join(' ');
    }
  topicView.close();
  return read.ok ? content : read.error.message;
}

it.each(fixtures)('$topic', async ({ base64, aborted, next }) => {
  const bytes = Buffer.from(base64, 'base64');
  const expected = await plainly(bytes, aborted, next);
  expect(Object.keys(expected).length).toBeGreaterThan(2);
  expect(await throughView(bytes, aborted, next)).toEqual(expected);
});

it.each(fixtures)('$topic with any damaged byte, or says why it cannot be read', async ({ base64, aborted }) => {
  const bytes = Buffer.from(base64, 'base64');
  const end = 12 + bytes.readInt32BE(8);
  const next = wholeBatchesEnd(bytes.subarray(0, end))!;
  let unread = 0;
  for (let at = 57; at < Math.min(end, 500); at++) {
    const damaged = Buffer.from(bytes.subarray(0, end));
    damaged[at] = damaged[at]! ^ (at % 2 === 0 ? 0x55 : 0x80);
    damaged.writeUInt32BE(crc32c(damaged, 21, end), 17);
    const expected = await plainly(damaged, aborted, next);
    if (typeof expected === 'string') unread++;
    expect(await throughView(damaged, aborted, next)).toEqual(expected);
  }
  expect(unread).toBeGreaterThan(0);
});

it('however many threads take them: while a second one starts, and after', async () => {
  const heap = openStoreHeap();
  const random = createRandom(5);
  const content = new Map<string, string>();
  let offset = 0;
  let rounds = 0;
  // Until the second thread has had its share: the first one begins alone.
  for (let shared = 0; shared < 8 && rounds < 200; rounds++) {
    const view = createPartitionView({ rules, asOf: null, budget: createMemoryBudget(1 << 30) });
    content.clear();
    for (let batch = 0; batch < 400; batch++) {
      const records = Array.from({ length: 1 + random(120) }, (): WrittenRecord => {
        const value = random(10) === 0 ? null : Buffer.alloc(random(300), random(256));
        return { offset: offset++, timestamp: offset, key: Buffer.from(`key-${random(20_000)}`), value };
      });
      for (const { key, value, ...record } of records)
        if (value === null) content.delete(hex(key!));
        else content.set(hex(key!), `${record.offset} ${hex(value)}`);
      view.takeBatch(plainBatch(records), 0, Infinity);
    }
    view.settle();
    const found = new Map<string, string>();
    for (const entry of view.sorted())
      if (view.isHeld(entry, 0)) {
        const { key, value, offset: written } = view.read(entry);
        found.set(hex(key), `${written} ${hex(value!)}`);
      }
    expect(view.countVisible(0)).toBe(content.size);
    expect(found.size).toBe(content.size);
    for (const [key, value] of content) if (found.get(key) !== value) throw new Error(`${key}: ${found.get(key)}, not ${value}`);
    view.close();
    if (!heap.taker.isAlone) shared++;
    await new Promise((resolve) => void setTimeout(resolve));
  }
  expect(heap.taker.isAlone).toBe(false);
  heap.close();
});

/** Has it read, again and again, until a second thread does. */
async function startTaker(read: () => Promise<unknown>): Promise<void> {
  const heap = openStoreHeap();
  for (let round = 0; heap.taker.isAlone; round++) {
    if (round === 2000) throw new Error('no second thread has started');
    await read();
    await new Promise((resolve) => void setTimeout(resolve));
  }
  heap.close();
}

it('in no more memory for large batches than their values take, nor than the budget has', async () => {
  const { base64, aborted, next } = fixtures[0]!;
  await startTaker(() => throughView(Buffer.from(base64, 'base64'), aborted, next));
  const heap = openStoreHeap();
  const before = heap.bytes.length;
  const budget = createMemoryBudget(16 << 20);
  const view = createPartitionView({ rules, asOf: null, budget, openSpill: createFile });
  for (let i = 0; i < 30; i++) {
    const record = { offset: i, timestamp: i, key: Buffer.from(`key-${i}`), value: Buffer.alloc(5 << 20, i) };
    view.takeBatch(plainBatch([record]), 0, Infinity);
    expect(view.isOverBudget).toBe(false);
  }
  view.settle();
  const found = [...view.sorted()].map((entry) => view.read(entry));
  expect(found.every(({ value, offset }) => Buffer.alloc(5 << 20, offset).equals(value!))).toBe(true);
  expect(found).toHaveLength(30);
  expect(heap.bytes.length - before).toBeLessThan(64 << 20);
  view.close();
  expect(budget.used).toBe(0);
  heap.close();
});

it('in little more memory for a partition than its keys take, where values take most', () => {
  const budget = createMemoryBudget(0);
  const view = createPartitionView({ rules, asOf: null, budget, openSpill: createFile });
  for (let i = 0; i < 200; i++) {
    const record = { offset: i, timestamp: i, key: Buffer.from(`key-${i}`), value: Buffer.alloc(100_000) };
    view.takeBatch(plainBatch([record]), 0, Infinity);
  }
  view.settle();
  expect(view.countVisible(0)).toBe(200);
  // The last chunk of values has 4 MiB.
  expect(budget.used).toBeLessThan((4 << 20) + 100_000);
  view.close();
  expect(budget.used).toBe(0);
});

it('in no more memory for a view that is brought up often, by few records each time', async () => {
  const { base64, aborted, next } = fixtures[0]!;
  await startTaker(() => throughView(Buffer.from(base64, 'base64'), aborted, next));
  const heap = openStoreHeap();
  const budget = createMemoryBudget(1 << 30);
  const view = createPartitionView({ rules, asOf: null, budget });
  let offset = 0;
  for (let i = 0; i < 100; i++) {
    const records = Array.from({ length: 5 }, () => ({
      offset,
      timestamp: 0,
      key: Buffer.from(`key-${offset++}`),
      value: Buffer.from('v'),
    }));
    view.takeBatch(plainBatch(records), 0, Infinity);
    view.settle();
  }
  expect(heap.taker.isAlone).toBe(false);
  expect(view.countVisible(0)).toBe(500);
  expect(budget.used).toBeLessThan(200_000);
  view.close();
  heap.close();
});

it('or says that the second thread has ended, and goes on without it', async () => {
  const { base64, aborted, next } = fixtures[0]!;
  const bytes = Buffer.from(base64, 'base64');
  const expected = await plainly(bytes, aborted, next);
  await startTaker(() => throughView(bytes, aborted, next));
  const heap = openStoreHeap();
  // What ends it, and is never answered; it is woken for some at once.
  for (let i = 0; i < 4; i++) heap.taker.post(0);
  while (!heap.taker.isAlone) await new Promise((resolve) => void setTimeout(resolve, 10));
  expect(await throughView(bytes, aborted, next)).toMatch(/^topic could not be read on: The thread .* has ended\.$/);
  heap.close();
  expect(await throughView(bytes, aborted, next)).toEqual(expected);
  const another = openStoreHeap();
  expect(another).not.toBe(heap);
  another.close();
});

it('or says so from then on where the second thread came too late: its memory may be given back by then', async () => {
  const { base64, aborted, next } = fixtures[0]!;
  await startTaker(() => throughView(Buffer.from(base64, 'base64'), aborted, next));
  const heap = openStoreHeap();
  const view = createPartitionView({ rules, asOf: null, budget: createMemoryBudget(1 << 30) });
  const late = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
  expect(() => {
    for (let base = 0; base < 1e6; base += 1000) {
      const key = (i: number): Buffer => Buffer.from(String(base + i));
      const records = Array.from({ length: 1000 }, (_, i) => ({ offset: base + i, timestamp: 0, key: key(i), value: Buffer.alloc(100) }));
      view.takeBatch(plainBatch(records), 0, Infinity);
    }
  }).toThrow(TakerEnded);
  late.mockRestore();
  view.close();
  // It goes on after all, with what it was told before.
  await new Promise((resolve) => void setTimeout(resolve, 100));
  expect(heap.taker.finish).toThrow(TakerEnded);
  heap.close();
  const another = openStoreHeap();
  expect(another).not.toBe(heap);
  another.close();
});

it('in a module that has no memory of its own: a second instance would clear it', () => {
  const dataSection = 11;
  for (let at = 8; at < wasm.length;) {
    expect(wasm[at]).not.toBe(dataSection);
    let [length, shift] = [0, 0];
    do length |= (wasm[++at]! & 127) << (7 * shift++);
    while (wasm[at]! > 127);
    at += 1 + length;
  }
});
