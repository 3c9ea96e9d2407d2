/** Values of a view in chunks of the heap, the oldest of which go to a file where the memory budget is spent. The kernel's loops append. */
import { inFile, valueBytesAt, valueHeadersLengthAt, valueLengthAt } from './layout.js';
import { openSpillFile, SpillFailure, type MemoryBudget, type SpillFile } from './memoryBudget.js';
import type { StoreHeap } from './storeHeap.js';
import type { ViewState } from './viewState.js';

const largestChunk = 4 * 1024 * 1024;
const smallestChunk = 32 * 1024;
/** What a place can name. */
const longestFile = 2 ** 34;

interface Chunk {
  /** undefined: in the file. */
  at: number | undefined;
  readonly size: number;
  used: number;
  fileAt: number;
}

export interface StoredValue {
  readonly value: Uint8Array;
  /** Empty: none, else the record format's own bytes. */
  readonly headers: Uint8Array;
}

export interface ValueLog {
  /** A copy. `room` is that of the value there. */
  read(place: number, room: number): StoredValue;
  /**
   * Hands over every chunk, in order, with the place of its first value; each is let go of when it was taken.
   * What was entered meanwhile is another log.
   */
  drain(take: (chunk: number, used: number, place: number) => void): void;
  /** Appended, overwritten ones too. */
  readonly bytes: number;
  readonly isSpilled: boolean;
  /** Bytes of what was made ready. */
  readonly spareBytes: number;
  /** Makes a chunk ready, if there is none and the budget has room: while the kernel works, too. Whether it did. */
  provide(): boolean;
  /** Gives it back, if the kernel has not begun with it; like what follows, only while it does not work. */
  withdraw(): void;
  /** Room for values of so many bytes, if there is none. */
  ensure(bytes: number): void;
  /** A chunk for so many bytes at least; what is left of the last stays empty. */
  more(bytes: number): void;
  /** Nothing is appended to it any more: before another log has its part of the state. */
  seal(): void;
  close(): void;
}

/** `openSpill` undefined: all stays in memory. Its part of the state is another log's no longer. */
export function createValueLog(
  heap: StoreHeap,
  state: ViewState,
  budget: MemoryBudget,
  openSpill: (() => SpillFile) | undefined,
): ValueLog {
  const { kernel } = heap;
  const chunks: Chunk[] = [];
  let firstInMemory = 0;
  let spill: SpillFile | undefined;
  let fileEnd = 0;
  /** Of the chunks before the last. */
  let bytesBefore = 0;
  let isSealed = false;
  let spare: { readonly at: number; readonly size: number } | undefined;

  const release = (chunk: Chunk): void => {
    if (chunk.at === undefined) return;
    heap.give(chunk.at, chunk.size);
    budget.give(chunk.size);
    chunk.at = undefined;
  };

  const makeRoom = (size: number, open: () => SpillFile): void => {
    while (budget.used + size > budget.limit && firstInMemory < chunks.length) {
      const oldest = chunks[firstInMemory++]!;
      if (oldest.at === undefined) continue;
      spill ??= openSpillFile(open);
      if (fileEnd + oldest.used > longestFile) throw new SpillFailure('it would be longer than 16 GiB');
      oldest.fileAt = fileEnd;
      spill.write(fileEnd, heap.bytes.subarray(oldest.at, oldest.at + oldest.used));
      kernel.moveToFile(oldest.at, oldest.used, fileEnd / 8);
      fileEnd += oldest.used;
      release(oldest);
    }
  };

  /** The last chunk is as full as the kernel has made it; once sealed, as it was. */
  const noteUsed = (): void => {
    if (spare !== undefined && state.get('spareLog') === 0) {
      const former = chunks.at(-1)!;
      former.used = state.get('formerLogEnd') - former.at!;
      bytesBefore += former.used;
      chunks.push({ ...spare, used: 0, fileAt: 0 });
      spare = undefined;
    }
    const last = chunks.at(-1);
    if (last?.at === undefined || isSealed) return;
    // While the kernel works, what it last told may be of the former chunk.
    const end = state.get('logAt');
    if (end >= last.at && end <= last.at + last.size) last.used = end - last.at;
  };

  state.set('logAt', 0);
  state.set('logEnd', 0);
  state.set('spareLog', 0);

  const withdraw = (): void => {
    noteUsed();
    if (spare === undefined) return;
    state.set('spareLog', 0);
    heap.give(spare.at, spare.size);
    budget.give(spare.size);
    spare = undefined;
  };

  const nextSize = (): number => Math.min(largestChunk, (chunks.at(-1)?.size ?? smallestChunk / 2) * 2);

  const more = (bytes: number): void => {
    noteUsed();
    bytesBefore += chunks.at(-1)?.used ?? 0;
    const size = Math.max(nextSize(), bytes);
    if (openSpill !== undefined) makeRoom(size, openSpill);
    const at = heap.take(size);
    budget.take(size);
    chunks.push({ at, size, used: 0, fileAt: 0 });
    state.set('logAt', at);
    state.set('logEnd', at + size);
  };

  return {
    read(place, room) {
      if (place >= 0) {
        const from = place * 8 + valueBytesAt;
        const to = from + heap.words[place * 2 + valueLengthAt / 4]!;
        return { value: heap.bytes.slice(from, to), headers: heap.bytes.slice(to, to + heap.words[place * 2 + valueHeadersLengthAt / 4]!) };
      }
      const at = (place & ~inFile) * 8;
      const stored = spill!.read(at, room);
      const words = new DataView(stored.buffer, stored.byteOffset);
      const to = valueBytesAt + words.getInt32(valueLengthAt, true);
      return { value: stored.subarray(valueBytesAt, to), headers: stored.subarray(to, to + words.getInt32(valueHeadersLengthAt, true)) };
    },
    drain(take) {
      for (const chunk of chunks) {
        if (chunk.at === undefined) {
          const at = heap.take(chunk.used);
          try {
            heap.copyIn(spill!.read(chunk.fileAt, chunk.used), at);
            take(at, chunk.used, inFile | (chunk.fileAt / 8));
          } finally {
            heap.give(at, chunk.used);
          }
        } else {
          take(chunk.at, chunk.used, chunk.at / 8);
          release(chunk);
        }
      }
    },
    get bytes() {
      noteUsed();
      return bytesBefore + (chunks.at(-1)?.used ?? 0);
    },
    get spareBytes() {
      noteUsed();
      return spare?.size ?? 0;
    },
    provide() {
      noteUsed();
      const size = nextSize();
      const hasRoom = openSpill === undefined || budget.used + size <= budget.limit;
      if (spare !== undefined || chunks.length === 0 || !hasRoom) return false;
      spare = { at: heap.take(size), size };
      budget.take(size);
      state.set('spareLogEnd', spare.at + spare.size);
      state.set('spareLog', spare.at);
      return true;
    },
    withdraw,
    ensure(bytes) {
      withdraw();
      if (state.get('logEnd') - state.get('logAt') < bytes) more(bytes);
    },
    seal() {
      withdraw();
      noteUsed();
      isSealed = true;
    },
    get isSpilled() {
      return spill !== undefined;
    },
    more,
    close() {
      if (!isSealed) withdraw();
      chunks.forEach(release);
      spill?.close();
    },
  };
}
