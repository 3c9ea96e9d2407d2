/**
 * The distinct keys of a view, and beside each what is known of it: entries in chunks of the heap, and an open-addressing hash over them.
 * The loops of the kernel find and add; this gives them room, and reads. An entry is a number that is never 0, and stays as it is.
 */
import { entryKeyAt, entryLengthAt, entryPlaceAt, entryRoomAt, entryTimestampAt, linkBytes, slotBytes } from './layout.js';
import type { MemoryBudget } from './memoryBudget.js';
import type { StoreHeap } from './storeHeap.js';
import type { ViewState } from './viewState.js';

const leastCapacity = 1024;
const largestChunk = 4 * 1024 * 1024;
const smallestChunk = 16 * 1024;

/** The offset of an entry of which no record was taken. */
export const noOffset = -1;

export interface Entries {
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
  /** Of its value, if it has one: bytes, with what lies before and behind it. */
  roomOf(entry: number): number;
}

export interface EntryTable extends Entries {
  /** How many more there are surely slots for. */
  readonly freeSlots: number;
  /** Bytes of what was made ready. */
  readonly spareBytes: number;
  /** Makes a chunk ready, if there is none: while the kernel works, too. */
  provide(): void;
  /** Gives it back, if the kernel has not begun with it, and what else is ready beyond as much again; like what follows, only while it does not work. */
  withdraw(): void;
  /** Slots for so many more. */
  reserve(more: number): void;
  /** Room for entries of so many bytes, if there is none. */
  ensure(bytes: number): void;
  /** A chunk for so many bytes at least. */
  more(bytes: number): void;
  close(): void;
}

interface Range {
  readonly at: number;
  bytes: number;
}

const wordOf = ({ words }: StoreHeap, entry: number, at: number): number => words[entry * 2 + at / 4]!;

/** Its part of the state is another table's no longer. */
export function createEntryTable(heap: StoreHeap, state: ViewState, budget: MemoryBudget): EntryTable {
  const { kernel } = heap;
  const chunks: Range[] = [];
  /** None before the first `reserve`: to make a table takes no memory, so it cannot fail. */
  let slots: Range | undefined;
  let capacity = 0;
  /** Of the first chunk; 0: there is none. */
  let first = 0;
  let chunkBytes = smallestChunk;
  let spare: Range | undefined;

  const take = (bytes: number): Range => {
    const at = heap.take(bytes);
    budget.take(bytes);
    return { at, bytes };
  };
  const release = ({ at, bytes }: Range): void => {
    heap.give(at, bytes);
    budget.give(bytes);
  };

  const count = (): number => state.get('entryCount');
  for (const field of ['slots', 'slotMask', 'entryCount', 'entryAt', 'entryEnd', 'spareEntries'] as const) state.set(field, 0);

  const nextChunk = (bytes: number): Range => {
    // In eights, as it is taken: it may be given back in two parts.
    const size = Math.max(chunkBytes, Math.ceil((bytes + linkBytes) / 8) * 8);
    chunkBytes = Math.min(chunkBytes * 2, largestChunk);
    const chunk = take(size);
    kernel.endWith(chunk.at, 0);
    return chunk;
  };

  const left = (): number => state.get('entryEnd') - state.get('entryAt');

  /** Gives back what is left of the last chunk, but for so many bytes: room is made for what may come, which mostly is more than what comes. */
  const trim = (kept: number): void => {
    const last = chunks.at(-1);
    const surplus = left() - kept;
    if (last === undefined || surplus <= 0) return;
    last.bytes -= surplus;
    state.set('entryEnd', state.get('entryEnd') - surplus);
    release({ at: last.at + last.bytes, bytes: surplus });
  };

  const more = (bytes: number): void => {
    trim(0);
    const chunk = nextChunk(bytes);
    chunks.push(chunk);
    const link = state.get('entryAt');
    if (link === 0) first = chunk.at;
    else kernel.endWith(link, chunk.at);
    state.set('entryAt', chunk.at);
    state.set('entryEnd', chunk.at + chunk.bytes - linkBytes);
  };

  /** Whether the kernel has begun with it. */
  const noteSpare = (): void => {
    if (spare === undefined || state.get('spareEntries') !== 0) return;
    chunks.push(spare);
    spare = undefined;
  };

  const withdraw = (): void => {
    noteSpare();
    if (spare === undefined) return;
    state.set('spareEntries', 0);
    release(spare);
    spare = undefined;
  };

  return {
    get count() {
      return count();
    },
    get freeSlots() {
      return capacity - count();
    },
    get spareBytes() {
      noteSpare();
      return spare === undefined ? 0 : spare.bytes - linkBytes;
    },
    provide() {
      noteSpare();
      if (spare !== undefined || first === 0) return;
      spare = nextChunk(0);
      state.set('spareEntriesEnd', spare.at + spare.bytes - linkBytes);
      state.set('spareEntries', spare.at);
    },
    withdraw() {
      withdraw();
      // What was made ready, and not used, is no reason for more.
      const used = chunks.reduce((sum, chunk) => sum + chunk.bytes, -left());
      chunkBytes = Math.min(Math.max(used, smallestChunk), largestChunk);
      trim(chunkBytes);
    },
    first: () => (kernel.follow(first) >>> 0) / 8,
    after: (entry) => (kernel.after(entry * 8) >>> 0) / 8,
    chunkOf: () => heap.bytes,
    fromOf: (entry) => entry * 8 + entryKeyAt,
    toOf: (entry) => entry * 8 + entryKeyAt + wordOf(heap, entry, entryLengthAt),
    offsetOf: (entry) => heap.doubles[entry]!,
    timestampOf: (entry) => heap.doubles[entry + entryTimestampAt / 8]!,
    placeOf: (entry) => wordOf(heap, entry, entryPlaceAt),
    roomOf: (entry) => wordOf(heap, entry, entryRoomAt),
    reserve(more) {
      if (count() + more <= capacity) return;
      let enough = Math.max(capacity, leastCapacity);
      while (count() + more > enough) enough *= 2;
      // Twice as many slots as there may be entries.
      const larger = take(enough * 2 * slotBytes);
      kernel.clear(larger.at, larger.bytes);
      const former = slots;
      [slots, capacity] = [larger, enough];
      state.set('slots', larger.at);
      state.set('slotMask', capacity * 2 - 1);
      if (former === undefined) return;
      kernel.fillSlots(state.at, former.at, former.bytes / slotBytes);
      release(former);
    },
    ensure(bytes) {
      withdraw();
      if (left() < bytes) more(bytes);
    },
    more,
    close() {
      for (const range of [slots, spare]) if (range !== undefined) release(range);
      chunks.forEach(release);
    },
  };
}
