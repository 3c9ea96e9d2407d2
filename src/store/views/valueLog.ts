/** Values of a view in chunks of the heap, the oldest of which go to a file where the memory budget is spent. The kernel's loops append. */
import { openSpillFile, SpillFailure, type MemoryBudget, type SpillFile } from './memoryBudget.js';
import type { StoreHeap } from './storeHeap.js';

const largestChunk = 4 * 1024 * 1024;
const smallestChunk = 32 * 1024;
const headerBytes = 16;
/** What a place can name. */
const longestFile = 2 ** 34;
const inFile = 0x80000000;

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
  /** A copy. */
  read(place: number): StoredValue;
  /**
   * Hands over every chunk, in order, with the place of its first value; each is let go of when it was taken.
   * What was entered meanwhile is another log.
   */
  drain(take: (chunk: number, used: number, place: number) => void): void;
  /** Appended, overwritten ones too. */
  readonly bytes: number;
  readonly isSpilled: boolean;
  /** Sets the kernel's variables; `leave` takes them back. Between them no other log is entered. */
  enter(): void;
  leave(): void;
  /** What the kernel asks, while it is entered. */
  more(bytes: number): void;
  close(): void;
}

/** `openSpill` undefined: all stays in memory. */
export function createValueLog(heap: StoreHeap, budget: MemoryBudget, openSpill: (() => SpillFile) | undefined): ValueLog {
  const { kernel } = heap;
  const chunks: Chunk[] = [];
  let firstInMemory = 0;
  let spill: SpillFile | undefined;
  let fileEnd = 0;
  let [logAt, logEnd] = [0, 0];
  /** Of the chunks before the last. */
  let bytesBefore = 0;

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

  /** The last chunk is as full as the kernel has made it. */
  const noteUsed = (end: number): void => {
    const last = chunks.at(-1);
    if (last?.at !== undefined) last.used = end - last.at;
  };

  return {
    read(place) {
      if (place >= 0) {
        const from = place * 8 + headerBytes;
        const to = from + heap.words[place * 2 + 2]!;
        return { value: heap.bytes.slice(from, to), headers: heap.bytes.slice(to, to + heap.words[place * 2 + 3]!) };
      }
      const at = (place & ~inFile) * 8;
      const header = new Int32Array(Uint8Array.from(spill!.read(at, headerBytes)).buffer);
      const valueLength = header[2]!;
      const all = spill!.read(at + headerBytes, valueLength + header[3]!);
      return { value: all.subarray(0, valueLength), headers: all.subarray(valueLength) };
    },
    drain(take) {
      for (const chunk of chunks) {
        if (chunk.at === undefined) {
          const at = heap.take(chunk.used);
          try {
            heap.bytes.set(spill!.read(chunk.fileAt, chunk.used), at);
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
      return bytesBefore + (chunks.at(-1)?.used ?? 0);
    },
    get isSpilled() {
      return spill !== undefined;
    },
    enter() {
      kernel.logAt.value = logAt;
      kernel.logEnd.value = logEnd;
    },
    leave() {
      logAt = kernel.logAt.value >>> 0;
      logEnd = kernel.logEnd.value >>> 0;
      noteUsed(logAt);
    },
    more(bytes) {
      const last = chunks.at(-1);
      noteUsed(kernel.logAt.value >>> 0);
      bytesBefore += last?.used ?? 0;
      const size = Math.max(Math.min(largestChunk, last === undefined ? smallestChunk : last.size * 2), bytes);
      if (openSpill !== undefined) makeRoom(size, openSpill);
      const at = heap.take(size);
      budget.take(size);
      chunks.push({ at, size, used: 0, fileAt: 0 });
      kernel.logAt.value = at;
      kernel.logEnd.value = at + size;
    },
    close() {
      chunks.forEach(release);
      spill?.close();
    },
  };
}
