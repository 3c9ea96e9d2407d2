/** The distinct keys of a view: an open-addressing hash over bytes in chunks. No string, no object, no slice for each key. */
import { murmur2 } from '../partitioner.js';
import { createCopier } from './copier.js';
import type { MemoryBudget } from './memoryBudget.js';

const largestChunk = 4 * 1024 * 1024;
const unitBits = 20; // units of four bytes in a chunk of 4 MiB
const unitMask = (1 << unitBits) - 1;

export interface KeyTable {
  /** Entries are numbered from 0 in the order in which they came. */
  readonly count: number;
  /** -1: not there. */
  find(bytes: Uint8Array, from: number, to: number): number;
  findOrAdd(bytes: Uint8Array, from: number, to: number): number;
  /** Where the entry's key lies: `chunk` is not to be written to. */
  chunkOf(entry: number): Uint8Array;
  fromOf(entry: number): number;
  toOf(entry: number): number;
  /** Lets go of the bytes that were only lent. */
  release(): void;
  close(): void;
}

export function createKeyTable(budget: MemoryBudget): KeyTable {
  const chunks: Uint8Array[] = [];
  const words: Int32Array[] = [];
  let unitsUsed = 0;
  let capacity = 1024;
  let count = 0;
  let places = new Uint32Array(capacity);
  /** Two for each entry: its number + 1 (0: free) and, beside it as what is asked for first, its hash. */
  let slots = new Int32Array(capacity * 4);
  let held = 0;
  const copier = createCopier();

  const account = (bytes: number): void => {
    held += bytes;
    budget.take(bytes);
  };
  account(capacity * 20);

  const grow = (): void => {
    account(capacity * 20);
    capacity *= 2;
    const before = places;
    places = new Uint32Array(capacity);
    places.set(before);
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

  const addChunk = (size: number): void => {
    const buffer = new ArrayBuffer(size);
    chunks.push(new Uint8Array(buffer));
    words.push(new Int32Array(buffer));
    account(size);
    unitsUsed = 0;
  };

  const place = (bytes: Uint8Array, from: number, to: number): number => {
    const units = 1 + ((to - from + 3) >> 2);
    const last = chunks.at(-1);
    if (last === undefined || unitsUsed + units > unitMask + 1 || (unitsUsed + units) * 4 > last.length) {
      const usual = Math.min(largestChunk, last === undefined ? 16 * 1024 : last.length * 2);
      addChunk(Math.max(usual, units * 4));
    }
    const index = chunks.length - 1;
    const at = unitsUsed;
    words[index]![at] = to - from;
    copier.copy(chunks[index]!, words[index]!, (at + 1) * 4, bytes, from, to);
    // What is larger than a chunk has one of its own, and nothing after it.
    unitsUsed = at + units;
    return index * (unitMask + 1) + at;
  };

  /** The slot of the key, or where it would be put. */
  const slotOf = (hash: number, bytes: Uint8Array, from: number, to: number): number => {
    const mask = slots.length - 2;
    const length = to - from;
    let slot = (hash << 1) & mask;
    for (;;) {
      const entry = slots[slot]! - 1;
      if (entry === -1) return slot;
      if (slots[slot + 1] === hash) {
        const at = places[entry]!;
        const index = at >>> unitBits;
        const unit = at & unitMask;
        if (words[index]![unit] === length && sameBytes(chunks[index]!, (unit + 1) * 4, bytes, from, length)) return slot;
      }
      slot = (slot + 2) & mask;
    }
  };

  return {
    get count() {
      return count;
    },
    find: (bytes, from, to) => slots[slotOf(hashOf(bytes, from, to), bytes, from, to)]! - 1,
    findOrAdd(bytes, from, to) {
      const hash = hashOf(bytes, from, to);
      let slot = slotOf(hash, bytes, from, to);
      const found = slots[slot]! - 1;
      if (found !== -1) return found;
      if (count === capacity) {
        grow();
        slot = slotOf(hash, bytes, from, to);
      }
      const entry = count++;
      places[entry] = place(bytes, from, to);
      slots[slot] = entry + 1;
      slots[slot + 1] = hash;
      return entry;
    },
    chunkOf: (entry) => chunks[places[entry]! >>> unitBits]!,
    fromOf: (entry) => ((places[entry]! & unitMask) + 1) * 4,
    toOf(entry) {
      const at = places[entry]!;
      const unit = at & unitMask;
      return (unit + 1) * 4 + words[at >>> unitBits]![unit]!;
    },
    release: copier.release,
    close() {
      copier.release();
      budget.give(held);
      held = 0;
      chunks.length = 0;
      words.length = 0;
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
