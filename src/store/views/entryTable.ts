/**
 * The distinct keys of a view, and beside each what is known of it: an open-addressing hash over entries in chunks.
 * No string, no object, no slice for each key, and two looks into memory for a record: its slot, its entry.
 */
import { murmur2 } from '../partitioner.js';
import { createCopier } from './copier.js';
import type { MemoryBudget } from './memoryBudget.js';
import { mostInGroup, rangesOfRecord, type RecordGroup } from './recordGroup.js';

const largestChunk = 4 * 1024 * 1024;
const unitBits = 19; // units of eight bytes in a chunk of 4 MiB
const unitMask = (1 << unitBits) - 1;

/** One entry of a chunk: two doubles (offset, timestamp), three words (where its value lies, its bytes there, the key's length), the key. */
const headerBytes = 28;
const unitsFor = (keyLength: number): number => (headerBytes + keyLength + 7) >> 3;

/** The offset of an entry of which no record was taken. */
export const noOffset = -1;
/** The place of a value that is not there. */
export const noPlace = -1;

interface Chunk {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  /** Units that are taken. */
  used: number;
}

/** An entry is a number that is never 0, grows with each new key, and stays as it is. */
export interface EntryTable {
  readonly count: number;
  /** A new entry has `noOffset`, the timestamp -Infinity and `noPlace`. */
  findOrAdd(bytes: Uint8Array, from: number, to: number): number;
  /** The entries of a group's records, as `findOrAdd` gives them one after another; 0 where the key is not there, the value is null and nulls add none. */
  locate(group: RecordGroup, nullsAdd: boolean): void;
  /** In the order in which they came; 0: there is none. */
  first(): number;
  /** 0: it was the last. */
  after(entry: number): number;
  /** Where the entry's key lies: not to be written to. */
  chunkOf(entry: number): Uint8Array;
  fromOf(entry: number): number;
  toOf(entry: number): number;
  offsetOf(entry: number): number;
  timestampOf(entry: number): number;
  setTimes(entry: number, offset: number, timestamp: number): void;
  /** The place in the log; `noPlace`: it has no value. */
  placeOf(entry: number): number;
  /** Bytes of the log that its value has. */
  roomOf(entry: number): number;
  setPlace(entry: number, place: number, room: number): void;
  close(): void;
}

export function createEntryTable(budget: MemoryBudget): EntryTable {
  const chunks: Chunk[] = [];
  let capacity = 1024;
  let count = 0;
  /** Two for each entry: its number (0: free) and, beside it as what is asked for first, its hash. */
  let slots = new Int32Array(capacity * 4);
  let held = 0;
  const copier = createCopier();
  const hashes = new Int32Array(mostInGroup);

  const account = (bytes: number): void => {
    held += bytes;
    budget.take(bytes);
  };
  account(capacity * 16);

  /** Room for so many more, up to a group's: less than there are already. */
  const reserve = (more: number): void => {
    if (count + more > capacity) grow();
  };

  const grow = (): void => {
    account(capacity * 16);
    capacity *= 2;
    const old = slots;
    slots = new Int32Array(capacity * 4);
    const mask = slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let slot = (old[from + 1]! << 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[from]!;
      slots[slot + 1] = old[from + 1]!;
    }
  };

  const addChunk = (units: number): void => {
    const usual = Math.min(largestChunk, chunks.length === 0 ? 16 * 1024 : chunks.at(-1)!.bytes.length * 2);
    // No entry is 0, and what is larger than a chunk has one of its own, and nothing after it.
    const buffer = new ArrayBuffer(Math.max(usual, (units + 1) * 8));
    chunks.push({ bytes: new Uint8Array(buffer), words: new Int32Array(buffer), doubles: new Float64Array(buffer), used: 1 });
    account(buffer.byteLength);
  };

  const add = (bytes: Uint8Array, from: number, to: number): number => {
    const units = unitsFor(to - from);
    let chunk = chunks.at(-1);
    if (chunk === undefined || chunk.used + units > unitMask + 1 || chunk.used + units > chunk.doubles.length) {
      addChunk(units);
      chunk = chunks.at(-1)!;
    }
    const unit = chunk.used;
    chunk.used += units;
    const { words, doubles } = chunk;
    doubles[unit] = noOffset;
    doubles[unit + 1] = -Infinity;
    words[unit * 2 + 4] = noPlace;
    words[unit * 2 + 6] = to - from;
    copier.copy(chunk.bytes, words, unit * 8 + headerBytes, bytes, from, to);
    count++;
    return ((chunks.length - 1) << unitBits) | unit;
  };

  /** The slot of the key, or where it would be put. */
  const slotOf = (hash: number, bytes: Uint8Array, from: number, to: number): number => {
    const mask = slots.length - 2;
    const length = to - from;
    let slot = (hash << 1) & mask;
    for (;;) {
      const entry = slots[slot]!;
      if (entry === 0) return slot;
      if (slots[slot + 1] === hash) {
        const chunk = chunks[entry >>> unitBits]!;
        const unit = entry & unitMask;
        if (chunk.words[unit * 2 + 6] === length && sameBytes(chunk.bytes, unit * 8 + headerBytes, bytes, from, length)) return slot;
      }
      slot = (slot + 2) & mask;
    }
  };

  const firstFrom = (index: number): number => (index < chunks.length ? (index << unitBits) | 1 : 0);
  const lengthOf = (entry: number): number => chunks[entry >>> unitBits]!.words[(entry & unitMask) * 2 + 6]!;

  return {
    get count() {
      return count;
    },
    findOrAdd(bytes, from, to) {
      reserve(1);
      const hash = hashOf(bytes, from, to);
      const slot = slotOf(hash, bytes, from, to);
      if (slots[slot] === 0) {
        slots[slot] = add(bytes, from, to);
        slots[slot + 1] = hash;
      }
      return slots[slot]!;
    },
    locate({ bytes, count: records, ranges, entries }, nullsAdd) {
      reserve(records);
      const mask = slots.length - 2;
      for (let i = 0, at = 0; i < records; i++, at += rangesOfRecord) hashes[i] = hashOf(bytes, ranges[at]!, ranges[at + 1]!);
      // Memory answers many questions at a time, if none waits for the answer to another: nothing else may stand in this loop.
      let sum = 0;
      for (let i = 0; i < records; i++) sum ^= slots[(hashes[i]! << 1) & mask]!;
      entries[0] = sum; // else a compiler may leave the loop out
      for (let i = 0, at = 0; i < records; i++, at += rangesOfRecord) {
        const hash = hashes[i]!;
        const from = ranges[at]!;
        const to = ranges[at + 1]!;
        const slot = slotOf(hash, bytes, from, to);
        if (slots[slot] === 0 && (nullsAdd || ranges[at + 2]! >= 0)) {
          slots[slot] = add(bytes, from, to);
          slots[slot + 1] = hash;
        }
        entries[i] = slots[slot]!;
      }
      copier.release();
    },
    first: () => firstFrom(0),
    after(entry) {
      const index = entry >>> unitBits;
      const next = (entry & unitMask) + unitsFor(lengthOf(entry));
      return next < chunks[index]!.used ? (index << unitBits) | next : firstFrom(index + 1);
    },
    chunkOf: (entry) => chunks[entry >>> unitBits]!.bytes,
    fromOf: (entry) => (entry & unitMask) * 8 + headerBytes,
    toOf: (entry) => (entry & unitMask) * 8 + headerBytes + lengthOf(entry),
    offsetOf: (entry) => chunks[entry >>> unitBits]!.doubles[entry & unitMask]!,
    timestampOf: (entry) => chunks[entry >>> unitBits]!.doubles[(entry & unitMask) + 1]!,
    setTimes(entry, offset, timestamp) {
      const { doubles } = chunks[entry >>> unitBits]!;
      doubles[entry & unitMask] = offset;
      doubles[(entry & unitMask) + 1] = timestamp;
    },
    placeOf: (entry) => chunks[entry >>> unitBits]!.words[(entry & unitMask) * 2 + 4]!,
    roomOf: (entry) => chunks[entry >>> unitBits]!.words[(entry & unitMask) * 2 + 5]!,
    setPlace(entry, place, room) {
      const { words } = chunks[entry >>> unitBits]!;
      words[(entry & unitMask) * 2 + 4] = place;
      words[(entry & unitMask) * 2 + 5] = room;
    },
    close() {
      copier.release();
      budget.give(held);
      held = 0;
      chunks.length = 0;
    },
  };
}

/** Keys are chosen by others, but only for their own topic: speed counts more than a secret. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = murmur2(bytes, from, to);
  // Producers choose a partition by the same hash: without more, its keys would share a remainder, and slots with it.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function sameBytes(a: Uint8Array, aFrom: number, b: Uint8Array, bFrom: number, length: number): boolean {
  for (let i = length - 1; i >= 0; i--) if (a[aFrom + i] !== b[bFrom + i]) return false;
  return true;
}
