/** Bytes for targets that read what others wrote: small numbers, those at the edges of their types, and damage. */
import type { Random } from '../../robustness/mutations.js';

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

const edges = [0, 1, 2, -1, -2, 127, 128, 255, 256, 32_767, -32_768, 65_535, 0x7fffffff, -0x80000000, 1_000_000_000];

export function createWireBytes(random: Random): WireBytes {
  const number = (end: number): number => Math.floor(random() * end);
  const pick = <T>(items: readonly T[]): T => items[number(items.length)]!;
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => number(256)));
  const value = (): number => (number(3) === 0 ? pick(edges) : number(6));
  return {
    number,
    pick,
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
