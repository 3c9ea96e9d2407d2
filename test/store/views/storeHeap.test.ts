import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HeapFull, openStoreHeap } from '../../../src/store/views/storeHeap.js';
import { fillHeap } from './fillHeap.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('is one for all, and used again by the next within half a minute', () => {
  const heap = openStoreHeap();
  expect(openStoreHeap()).toBe(heap);
  heap.close();
  heap.close();
  vi.advanceTimersByTime(29_000);
  expect(openStoreHeap()).toBe(heap);
  vi.advanceTimersByTime(60_000);
  expect(openStoreHeap()).toBe(heap);
  heap.close();
  heap.close();
  vi.advanceTimersByTime(31_000);
  const next = openStoreHeap();
  expect(next).not.toBe(heap);
  next.close();
});

it('gives what it was given again, and grows for what does not fit', () => {
  const heap = openStoreHeap();
  const before = heap.bytes.length;
  const at = heap.take(before + 3);
  expect(heap.bytes.length).toBeGreaterThan(before * 2);
  expect([at % 8, heap.words.length, heap.doubles.length]).toEqual([0, heap.bytes.length / 4, heap.bytes.length / 8]);
  const grown = heap.bytes.length;
  heap.give(at, before + 3);
  const again = heap.take(before + 3);
  expect(heap.bytes.length).toBe(grown);
  heap.give(again, before + 3);
  heap.close();
});

it('grows by what the free bytes at its end lack', () => {
  const heap = openStoreHeap();
  const end = heap.bytes.length;
  const first = heap.take(end + (1 << 20));
  const grown = heap.bytes.length;
  const free = grown - first - end - (1 << 20);
  const second = heap.take(free + 65_536 * 100);
  expect(second).toBe(first + end + (1 << 20));
  expect(heap.bytes.length).toBe(grown + 65_536 * 100);
  heap.give(first, end + (1 << 20));
  heap.give(second, free + 65_536 * 100);
  heap.close();
});

it('ends before the last address, so that no range ends at 0', () => {
  const heap = openStoreHeap();
  const taken = fillHeap(heap);
  expect(taken.every(({ at, bytes }) => at + bytes < 2 ** 32)).toBe(true);
  for (const { at, bytes } of taken) heap.give(at, bytes);
  heap.close();
});

it('has the loops ask for room there, too, though a sum with its last addresses begins at 0 again', () => {
  const heap = openStoreHeap();
  const taken = fillHeap(heap);
  const { kernel, words, bytes } = heap;
  const asked: [string, number][] = [];
  const askFor = (what: string) => (size: number) => {
    asked.push([what, size]);
    throw new HeapFull(what);
  };
  const room = { moreEntries: askFor('entries'), moreLog: askFor('values') };
  // A state, slots, an entry and its value, as in assembly/liveRecords.ts.
  const [state, slots, entry, value] = [1, 2, 3, 4].map((mebibytes) => mebibytes << 20) as [number, number, number, number];
  const drain = (keyLength: number, valueLength: number, keepsEntries: number): void => {
    words.fill(0, state / 4, entry / 4);
    words.set([slots, 1023, 0, bytes.length - 64, bytes.length - 32, bytes.length - 64, bytes.length], state / 4);
    words.set([value / 8, 0, keyLength], entry / 4 + 4);
    words.set([entry, 16 + valueLength, valueLength, 0], value / 4);
    heap.lend(room, () => kernel.drain(state, value, 16 + valueLength, value / 8, keepsEntries));
  };
  expect(() => drain(8, 80_000, 1)).toThrow(HeapFull);
  expect(() => drain(80_000, 8, 0)).toThrow(HeapFull);
  expect(asked).toEqual([
    ['values', 80_016],
    ['entries', 80_032],
  ]);
  for (const one of taken) heap.give(one.at, one.bytes);
  heap.close();
});

it('says when no memory may have what is asked, and goes on with less', () => {
  const heap = openStoreHeap();
  expect(() => heap.take(5e9)).toThrow(HeapFull);
  const at = heap.take(64);
  heap.bytes.fill(1, at, at + 64);
  heap.give(at, 64);
  heap.close();
});

it('says so where the system gives no memory at all, and asks again the next time', () => {
  openStoreHeap().close();
  vi.advanceTimersByTime(31_000);
  const memory = vi.spyOn(WebAssembly, 'Memory').mockImplementationOnce(function () {
    throw new RangeError('could not allocate memory');
  });
  expect(openStoreHeap).toThrow(HeapFull);
  memory.mockRestore();
  const heap = openStoreHeap();
  expect(heap.bytes.length).toBeGreaterThan(0);
  heap.close();
});
