/** Keys that were chosen to have one hash have it for one secret only: counted, not timed. */
import { afterAll, describe, expect, it } from 'vitest';
import { stateSeedAt } from '../../src/store/views/layout.js';
import { openStoreHeap } from '../../src/store/views/storeHeap.js';
import { createViewState } from '../../src/store/views/viewState.js';

const heap = openStoreHeap();
const state = createViewState(heap);
const keyAt = heap.take(64);
afterAll(() => {
  heap.give(keyAt, 64);
  state.close();
  heap.close();
});

function hashOf(key: Uint8Array, seed: readonly number[]): number {
  heap.words.set(seed, (state.at + stateSeedAt) / 4);
  heap.copyIn(key, keyAt);
  return heap.kernel.hash(state.at, keyAt, key.length) >>> 0;
}

/** Looks into slots until all keys have one of their own, as a table of twice as many slots takes them. */
function countProbes(keys: readonly Uint8Array[], seed: readonly number[]): number {
  let size = 2;
  while (size < 2 * keys.length) size *= 2;
  const slots = new Uint8Array(size);
  let probes = 0;
  for (const key of keys) {
    let slot = hashOf(key, seed) & (size - 1);
    for (probes++; slots[slot] === 1; probes++) slot = (slot + 1) & (size - 1);
    slots[slot] = 1;
  }
  return probes;
}

const numbered = (count: number, length: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => {
    const key = Buffer.alloc(length);
    key.writeUInt32LE(i, (i * 7) % (length - 3));
    return key;
  });

const seedA = [0x1234567, 0x89abcde, 0x5bd1e995, 0x2545f491];
const seedB = [0x7654321, 0x1edcba9, 0x6c078965, 0x1b873593];

describe('the hash of views', () => {
  it('makes keys that share their slots under one secret share none under another', () => {
    for (const length of [8, 13, 24]) {
      // All in the first of some thousand slots: among many keys there are enough.
      const flood = numbered(100_000, length).filter((key) => (hashOf(key, seedA) & 4095) < 32);
      expect(flood.length).toBeGreaterThan(500);
      expect(countProbes(flood, seedA)).toBeGreaterThan(20 * flood.length);
      expect(countProbes(flood, seedB)).toBeLessThan(3 * flood.length);
    }
  });

  it('gives no two words of a key a change that undoes itself whatever the secret is', () => {
    // The top bit of a word stays the top bit where it is multiplied by an odd number, and comes to the lower half where halves are mixed.
    const pairs: Uint8Array[] = [];
    for (let bits = 0; bits < 16; bits++) {
      const key = Buffer.alloc(64);
      for (let i = 0; i < 4; i++) {
        if (((bits >> i) & 1) === 0) continue;
        key[i * 16 + 7] = 0x80;
        key.writeBigUInt64LE(0x8000000080000000n, i * 16 + 8);
      }
      pairs.push(key);
    }
    for (const seed of [seedA, seedB]) expect(new Set(pairs.map((key) => hashOf(key, seed))).size).toBe(pairs.length);
  });

  it('makes the keys that had one hash as long as it had no secret as many', () => {
    const flood = Array.from({ length: 20_000 }, (_, i) => formerlyAlike(i));
    expect(new Set(flood.map((key) => Buffer.from(key).toString('hex'))).size).toBe(flood.length);
    expect(countProbes(flood, [...heap.seed])).toBeLessThan(3 * flood.length);
  });

  it('has a secret of its own in each memory of views', () => {
    expect(heap.seed.some((word) => word !== 0)).toBe(true);
    expect(heap.seed[2]! & 1).toBe(1);
  });
});

const mask = (1n << 64n) - 1n;

/** Of an odd number, modulo 2 ** 64. */
function inverse(of: bigint): bigint {
  let value = of;
  for (let i = 0; i < 6; i++) value = (value * (2n - of * value)) & mask;
  return value;
}

/** The key of eight bytes whose hash was 0x12345678 when nothing was secret: each step of it can be undone. */
function formerlyAlike(low: number): Uint8Array {
  let hash = (((0x12345678n << 32n) | BigInt(low)) * inverse(0xc4ceb9fe1a85ec53n)) & mask;
  hash ^= hash >> 32n;
  const word = ((hash * inverse(0xff51afd7ed558ccdn)) & mask) ^ 0x9e3779b97f4a7c15n ^ 8n;
  const key = Buffer.alloc(8);
  key.writeBigUInt64LE(word);
  return key;
}
