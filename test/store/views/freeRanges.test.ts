/** Ranges beside a map of every byte. */
import { expect, it } from 'vitest';
import { createFreeRanges } from '../../../src/store/views/freeRanges.js';
import { createRandom } from './naiveModel.js';

it.each([1, 2, 3])('gives no byte twice, and all of them again (seed %i)', (seed) => {
  const random = createRandom(seed);
  const size = 4096;
  const ranges = createFreeRanges();
  ranges.give(0, size);
  const isTaken = new Uint8Array(size);
  const taken: { at: number; bytes: number }[] = [];
  let [givenTwice, wrongEnds] = [0, 0];
  for (let step = 0; step < 5000; step++) {
    if (random(2) === 0) {
      const bytes = random(40) * 8;
      const at = ranges.take(bytes);
      if (at === undefined) continue;
      givenTwice += isTaken.subarray(at, at + bytes).reduce((sum, byte) => sum + byte, 0);
      isTaken.fill(1, at, at + bytes);
      taken.push({ at, bytes });
    } else if (taken.length > 0) {
      const [one] = taken.splice(random(taken.length), 1);
      isTaken.fill(0, one!.at, one!.at + one!.bytes);
      ranges.give(one!.at, one!.bytes);
    }
    if (ranges.freeBefore(size) !== size - (isTaken.lastIndexOf(1) + 1)) wrongEnds++;
  }
  expect([givenTwice, wrongEnds]).toEqual([0, 0]);
  for (const { at, bytes } of taken) ranges.give(at, bytes);
  expect(ranges.take(size)).toBe(0);
  expect(ranges.take(8)).toBeUndefined();
});
