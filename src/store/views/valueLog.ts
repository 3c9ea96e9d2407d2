/** Values of a view in chunks of up to 4 MiB, the oldest of which go to a file where the memory budget is spent. */
import { copyBytes, createCopier } from './copier.js';
import { openSpillFile, type MemoryBudget, type SpillFile } from './memoryBudget.js';

const largestChunk = 4 * 1024 * 1024;
const unitBits = 19; // units of eight bytes in a chunk of 4 MiB
const unitMask = (1 << unitBits) - 1;
const headerBytes = 16; // int32 each: entry, bytes of all, length of the value, length of the headers

interface Chunk {
  /** undefined: in the file. */
  memory: { readonly bytes: Uint8Array; readonly words: Int32Array } | undefined;
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
  /** Where it is now, never -1. `room`: what `roomFor` says of it. */
  append(
    entry: number,
    room: number,
    bytes: Uint8Array,
    valueFrom: number,
    valueTo: number,
    headersFrom: number,
    headersTo: number,
  ): number;
  /** Writes over the one at the place, whose room must be enough; false: it lies in the file. */
  overwrite(place: number, bytes: Uint8Array, valueFrom: number, valueTo: number, headersFrom: number, headersTo: number): boolean;
  /** A copy. */
  read(place: number): StoredValue;
  /** Every value that was appended, overwritten ones as they are now, in order; a chunk is let go when it is done. */
  drain(take: (entry: number, place: number, bytes: Uint8Array, valueFrom: number, valueTo: number, headersTo: number) => void): void;
  readonly bytes: number;
  readonly isSpilled: boolean;
  /** Lets go of the bytes that the last value came from. */
  release(): void;
  close(): void;
}

/** What an append takes. */
export const roomFor = (valueLength: number, headersLength: number): number => (headerBytes + valueLength + headersLength + 7) & ~7;

/** `openSpill` undefined: all stays in memory. */
export function createValueLog(budget: MemoryBudget, openSpill: (() => SpillFile) | undefined): ValueLog {
  const chunks: Chunk[] = [];
  let bytesUsed = 0;
  let firstInMemory = 0;
  let spill: SpillFile | undefined;
  let fileEnd = 0;
  const copier = createCopier();

  const makeRoom = (size: number, open: () => SpillFile): void => {
    while (budget.used + size > budget.limit && firstInMemory < chunks.length) {
      const oldest = chunks[firstInMemory++]!;
      if (oldest.memory === undefined) continue;
      spill ??= openSpillFile(open);
      oldest.fileAt = fileEnd;
      spill.write(fileEnd, oldest.memory.bytes.subarray(0, oldest.used));
      fileEnd += oldest.used;
      oldest.memory = undefined;
      budget.give(oldest.size);
    }
  };

  const addChunk = (size: number): Chunk => {
    if (openSpill !== undefined) makeRoom(size, openSpill);
    const buffer = new ArrayBuffer(size);
    const chunk: Chunk = { memory: { bytes: new Uint8Array(buffer), words: new Int32Array(buffer) }, size, used: 0, fileAt: 0 };
    budget.take(size);
    chunks.push(chunk);
    return chunk;
  };

  const write = (
    chunk: Chunk,
    at: number,
    bytes: Uint8Array,
    valueFrom: number,
    valueTo: number,
    headersFrom: number,
    headersTo: number,
  ): void => {
    const { bytes: target, words } = chunk.memory!;
    words[(at >> 2) + 2] = valueTo - valueFrom;
    words[(at >> 2) + 3] = headersTo - headersFrom;
    copier.copy(target, words, at + headerBytes, bytes, valueFrom, valueTo);
    if (headersTo > headersFrom) copyBytes(target, at + headerBytes + valueTo - valueFrom, bytes, headersFrom, headersTo);
  };

  const free = (chunk: Chunk): void => {
    if (chunk.memory !== undefined) budget.give(chunk.size);
    chunk.memory = undefined;
    bytesUsed -= chunk.used;
    chunk.used = 0;
  };

  return {
    append(entry, room, bytes, valueFrom, valueTo, headersFrom, headersTo) {
      let chunk = chunks.at(-1);
      if (chunk?.memory === undefined || chunk.used + room > chunk.size)
        chunk = addChunk(Math.max(Math.min(largestChunk, chunk === undefined ? 32 * 1024 : chunk.size * 2), room));
      const at = chunk.used;
      const { words } = chunk.memory!;
      words[at >> 2] = entry;
      words[(at >> 2) + 1] = room;
      write(chunk, at, bytes, valueFrom, valueTo, headersFrom, headersTo);
      chunk.used += room;
      bytesUsed += room;
      return ((chunks.length - 1) << unitBits) | (at >> 3);
    },
    overwrite(place, bytes, valueFrom, valueTo, headersFrom, headersTo) {
      const chunk = chunks[place >>> unitBits]!;
      if (chunk.memory === undefined) return false;
      write(chunk, (place & unitMask) << 3, bytes, valueFrom, valueTo, headersFrom, headersTo);
      return true;
    },
    read(place) {
      const chunk = chunks[place >>> unitBits]!;
      const at = (place & unitMask) << 3;
      if (chunk.memory !== undefined) {
        const { bytes, words } = chunk.memory;
        const from = at + headerBytes;
        const to = from + words[(at >> 2) + 2]!;
        return { value: bytes.slice(from, to), headers: bytes.slice(to, to + words[(at >> 2) + 3]!) };
      }
      const header = new Int32Array(Uint8Array.from(spill!.read(chunk.fileAt + at, headerBytes)).buffer);
      const valueLength = header[2]!;
      const all = spill!.read(chunk.fileAt + at + headerBytes, valueLength + header[3]!);
      return { value: all.subarray(0, valueLength), headers: all.subarray(valueLength) };
    },
    drain(take) {
      chunks.forEach((chunk, index) => {
        const bytes = chunk.memory?.bytes ?? Uint8Array.from(spill!.read(chunk.fileAt, chunk.used));
        const words = chunk.memory?.words ?? new Int32Array(bytes.buffer);
        for (let at = 0; at < chunk.used;) {
          const valueFrom = at + headerBytes;
          const valueTo = valueFrom + words[(at >> 2) + 2]!;
          take(words[at >> 2]!, (index << unitBits) | (at >> 3), bytes, valueFrom, valueTo, valueTo + words[(at >> 2) + 3]!);
          at += words[(at >> 2) + 1]!;
        }
        free(chunk);
      });
    },
    get bytes() {
      return bytesUsed;
    },
    get isSpilled() {
      return spill !== undefined;
    },
    release: copier.release,
    close() {
      copier.release();
      chunks.forEach(free);
      chunks.length = 0;
      spill?.close();
      spill = undefined;
    },
  };
}
