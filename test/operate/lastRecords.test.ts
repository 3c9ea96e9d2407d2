import { expect, test } from 'vitest';
import { digestOf, LastRecords } from '../../src/operate/lastRecords.js';

/** A small generator of our own: the same numbers each time. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const put = (last: LastRecords, model: Map<string, string>, key: string, value: string | null): void => {
  last.put(digestOf(key), value === null ? null : digestOf(value));
  if (value === null) model.delete(key);
  else model.set(key, value);
};

test('what a map of the last values has, through growth and tombstones', () => {
  const random = createRandom(7);
  const [one, two] = [new LastRecords(), new LastRecords()];
  const [first, second] = [new Map<string, string>(), new Map<string, string>()];
  for (let i = 0; i < 20_000; i++) put(one, first, `k${random(5_000)}`, random(4) === 0 ? null : `v${random(3)}`);
  for (const [key, value] of first) put(two, second, key, value);
  expect(one.size).toBe(first.size);
  expect(one.countDifferent(two)).toBe(0);

  const keys = [...first.keys()];
  put(two, second, keys[0]!, null);
  put(two, second, keys[1]!, 'other');
  put(two, second, 'new', 'v');
  put(two, second, 'gone again', 'v');
  put(two, second, 'gone again', null);
  expect([two.size, one.countDifferent(two), two.countDifferent(one)]).toEqual([first.size, 3, 3]);
});

test('parts are told apart', () => {
  expect(digestOf('ab', 'c')).not.toBe(digestOf('a', 'bc'));
  expect(digestOf('')).not.toBe(digestOf());
});
