/** What the kernel must know of a view, in the heap: written by it, while it takes records, and by us, while it does not. See assembly/liveRecords.ts. */
import * as layout from './layout.js';
import type { StoreHeap } from './storeHeap.js';

/** Words of 32 bits, unsigned but for the counts. */
const places = {
  slots: layout.stateSlotsAt,
  slotMask: layout.stateSlotMaskAt,
  entryCount: layout.stateEntryCountAt,
  entryAt: layout.stateEntryAt,
  entryEnd: layout.stateEntryEndAt,
  logAt: layout.stateLogAt,
  logEnd: layout.stateLogEndAt,
  liveCount: layout.stateLiveCountAt,
  spareEntries: layout.stateSpareEntriesAt,
  spareEntriesEnd: layout.stateSpareEntriesEndAt,
  spareLog: layout.stateSpareLogAt,
  spareLogEnd: layout.stateSpareLogEndAt,
  formerLogEnd: layout.stateFormerLogEndAt,
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
  const at = heap.take(layout.stateBytes);
  heap.words.fill(0, at / 4, (at + layout.stateBytes) / 4);
  heap.words.set(heap.seed, (at + layout.stateSeedAt) / 4);
  return {
    at,
    get: (field) => Atomics.load(heap.words, (at + places[field]) / 4) >>> 0,
    set: (field, value) => void Atomics.store(heap.words, (at + places[field]) / 4, value),
    get liveBytes() {
      return heap.doubles[(at + layout.stateLiveBytesAt) / 8]!;
    },
    set liveBytes(value) {
      heap.doubles[(at + layout.stateLiveBytesAt) / 8] = value;
    },
    close: () => heap.give(at, layout.stateBytes),
  };
}
