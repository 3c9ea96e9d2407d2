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
