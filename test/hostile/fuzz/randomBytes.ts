/** Bytes as those that read them fear: lengths at the edges, long runs, and pieces of what is right. */
import type { Random } from '../../robustness/mutations.js';

export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

export function pick<T>(random: Random, from: readonly T[]): T {
  if (from.length === 0) throw new RangeError('nothing to pick from');
  return from[below(random, from.length)] as T;
}

const edges = [
  '00',
  'ff',
  '7fffffff',
  '80000000',
  'ffffffff',
  '7fffffffffffffff',
  '8000000000000000',
  'fffffffe',
  '01',
  '0000000000000000',
];

export function randomBytes(random: Random, most = 200): Buffer {
  const parts: Buffer[] = [];
  for (let left = below(random, 8); left > 0; left--) {
    const length = below(random, most / 8);
    const kind = below(random, 4);
    if (kind === 0) parts.push(Buffer.from(pick(random, edges), 'hex'));
    else if (kind === 1) parts.push(Buffer.alloc(length, below(random, 256)));
    else parts.push(Buffer.from(Array.from({ length }, () => (kind === 2 ? below(random, 256) : below(random, 8)))));
  }
  return Buffer.concat(parts);
}

/** Bytes for targets that read what others wrote: small numbers, those at the edges of their types, and damage. */
export interface WireBytes {
  /** From 0 up to below `end`. */
  number(end: number): number;
  pick<T>(items: readonly T[]): T;
  bytes(length: number): Buffer;
  /** Often of the edges of 32 bits. */
  int32(): Buffer;
  int16(): Buffer;
  /** Some of its bytes changed, cut off, put in or repeated. */
  damaged(bytes: Uint8Array): Buffer;
}

const edgesOfInts = [0, 1, 2, -1, -2, 127, 128, 255, 256, 32_767, -32_768, 65_535, 0x7fffffff, -0x80000000, 1_000_000_000];

export function createWireBytes(random: Random): WireBytes {
  const number = (end: number): number => below(random, end);
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => number(256)));
  const value = (): number => (number(3) === 0 ? pick(random, edgesOfInts) : number(6));
  return {
    number,
    pick: (items) => pick(random, items),
    bytes,
    int32() {
      const written = Buffer.alloc(4);
      written.writeInt32BE(value());
      return written;
    },
    int16() {
      const written = Buffer.alloc(2);
      written.writeInt16BE((value() << 16) >> 16);
      return written;
    },
    damaged(given) {
      let damaged = Buffer.from(given);
      for (let times = 1 + number(4); times > 0; times--) {
        const at = number(damaged.length + 1);
        const kind = number(5);
        if (kind === 0) damaged = damaged.subarray(0, at);
        else if (kind === 1) damaged = Buffer.concat([damaged.subarray(0, at), bytes(number(8)), damaged.subarray(at)]);
        else if (kind === 2) damaged = Buffer.concat([damaged.subarray(0, at), damaged.subarray(number(damaged.length + 1))]);
        else if (at < damaged.length) damaged[at] = kind === 3 ? number(256) : damaged[at]! ^ (1 << number(8));
      }
      return damaged;
    },
  };
}
