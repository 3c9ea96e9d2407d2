/** What the kernel must know of a view, in the heap: written by it, while it takes records, and by us, while it does not. See assembly/liveRecords.ts. */
import type { StoreHeap } from './storeHeap.js';

const viewStateBytes = 80;
/** Where the secret of the hash of keys begins: see assembly/liveRecords.ts. */
export const seedAt = 64;

/** Places of 32-bit words, unsigned but for the counts. */
const places = {
  slots: 0,
  slotMask: 1,
  entryCount: 2,
  entryAt: 3,
  entryEnd: 4,
  logAt: 5,
  logEnd: 6,
  liveCount: 7,
  spareEntries: 10,
  spareEntriesEnd: 11,
  spareLog: 12,
  spareLogEnd: 13,
  formerLogEnd: 14,
} as const;

export type StateField = keyof typeof places;

export interface ViewState {
  readonly at: number;
  get(field: StateField): number;
  set(field: StateField, value: number): void;
  /** The room of what is live. */
  liveBytes: number;
  close(): void;
}

/** All zeros, with the secret of the heap. Throws HeapFull. */
export function createViewState(heap: StoreHeap): ViewState {
  const at = heap.take(viewStateBytes);
  heap.words.fill(0, at / 4, (at + viewStateBytes) / 4);
  heap.words.set(heap.seed, (at + seedAt) / 4);
  return {
    at,
    get: (field) => Atomics.load(heap.words, at / 4 + places[field]) >>> 0,
    set: (field, value) => void Atomics.store(heap.words, at / 4 + places[field], value),
    get liveBytes() {
      return heap.doubles[at / 8 + 4]!;
    },
    set liveBytes(value) {
      heap.doubles[at / 8 + 4] = value;
    },
    close: () => heap.give(at, viewStateBytes),
  };
}
