/**
 * The distinct keys of a view, and beside each what is known of it: entries in chunks of the heap, and an open-addressing hash over them.
 * The loops of the kernel find and add; this gives them room, and reads. An entry is a number that is never 0, and stays as it is.
 */
import type { MemoryBudget } from './memoryBudget.js';
import type { StoreHeap } from './storeHeap.js';

const leastCapacity = 1024;
const largestChunk = 4 * 1024 * 1024;
const smallestChunk = 16 * 1024;
const headerBytes = 28;
/** At the end of each chunk: to the next. */
const linkBytes = 32;
const slotBytes = 8;

/** The offset of an entry of which no record was taken. */
export const noOffset = -1;

export interface EntryTable {
  readonly count: number;
  /** In the order in which they came; 0: there is none. */
  first(): number;
  /** 0: it was the last. */
  after(entry: number): number;
  /** Where the entry's key lies: not to be written to, nor kept. */
  chunkOf(entry: number): Uint8Array;
  fromOf(entry: number): number;
  toOf(entry: number): number;
  offsetOf(entry: number): number;
  timestampOf(entry: number): number;
  /** See assembly/liveRecords.ts; 0: it has no value. Signed. */
  placeOf(entry: number): number;
  /** Room for so many more: before it is entered, never while it is. */
  reserve(more: number): void;
  /** Sets the kernel's variables; `leave` takes them back. Between them no other table is entered. */
  enter(): void;
  leave(): void;
  /** What the kernel asks, while it is entered. */
  more(bytes: number): void;
  close(): void;
}

interface Range {
  readonly at: number;
  readonly bytes: number;
}

export function createEntryTable(heap: StoreHeap, budget: MemoryBudget): EntryTable {
  const { kernel } = heap;
  const chunks: Range[] = [];
  /** None before the first `reserve`: to make a table takes no memory, so it cannot fail. */
  let slots: Range | undefined;
  let capacity = 0;
  let count = 0;
  let first = 0;
  let [entryAt, entryEnd] = [0, 0];
  let chunkBytes = smallestChunk;

  const take = (bytes: number): Range => {
    const at = heap.take(bytes);
    budget.take(bytes);
    return { at, bytes };
  };
  const release = ({ at, bytes }: Range): void => {
    heap.give(at, bytes);
    budget.give(bytes);
  };

  const enterSlots = (): void => {
    kernel.slots.value = slots?.at ?? 0;
    kernel.slotMask.value = capacity * 2 - 1;
  };

  const at = (entry: number): number => entry * 2;

  return {
    get count() {
      return count;
    },
    first: () => first,
    after: (entry) => (kernel.after(entry * 8) >>> 0) / 8,
    chunkOf: () => heap.bytes,
    fromOf: (entry) => entry * 8 + headerBytes,
    toOf: (entry) => entry * 8 + headerBytes + heap.words[at(entry) + 6]!,
    offsetOf: (entry) => heap.doubles[entry]!,
    timestampOf: (entry) => heap.doubles[entry + 1]!,
    placeOf: (entry) => heap.words[at(entry) + 4]!,
    reserve(more) {
      if (count + more <= capacity) return;
      let enough = Math.max(capacity, leastCapacity);
      while (count + more > enough) enough *= 2;
      // Twice as many slots as there may be entries.
      const larger = take(enough * 2 * slotBytes);
      kernel.clear(larger.at, larger.bytes);
      const former = slots;
      [slots, capacity] = [larger, enough];
      if (former === undefined) return;
      enterSlots();
      kernel.fillSlots(former.at, former.bytes / slotBytes);
      release(former);
    },
    enter() {
      enterSlots();
      kernel.entryCount.value = count;
      kernel.entryAt.value = entryAt;
      kernel.entryEnd.value = entryEnd;
    },
    leave() {
      count = kernel.entryCount.value;
      entryAt = kernel.entryAt.value >>> 0;
      entryEnd = kernel.entryEnd.value >>> 0;
    },
    more(bytes) {
      const size = Math.max(chunkBytes, bytes + linkBytes);
      chunkBytes = Math.min(chunkBytes * 2, largestChunk);
      const chunk = take(size);
      chunks.push(chunk);
      const link = kernel.entryAt.value >>> 0;
      if (link === 0) first = chunk.at / 8;
      else heap.words[link / 4 + 4] = chunk.at;
      kernel.entryAt.value = chunk.at;
      kernel.entryEnd.value = chunk.at + size - linkBytes;
    },
    close() {
      if (slots !== undefined) release(slots);
      chunks.forEach(release);
    },
  };
}
