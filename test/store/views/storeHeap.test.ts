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
