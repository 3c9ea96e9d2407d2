import { expect, test } from 'vitest';
import type { Refusal } from '../../src/core/fixes/planFix.js';
import type { Report } from '../../src/core/report.js';
import { givenByLibrary } from '../../src/core/fixes/pinWishes.js';
import { addReach, groupLeft, resultOf, toLine, toShareOfPossible, totalOf, type Reach } from './reach.js';

const location = { file: 'A.java', line: 7, column: 1, endLine: 7, endColumn: 6 };

/** A report of one topology with stores of `count`, by name: generated or not. */
function report(stores: Readonly<Record<string, boolean>>, numbersKnown = true): Report {
  const made = Object.entries(stores).map(([name, autoNamed]) => ({ name, autoNamed, operator: 'count', pattern: null, location }));
  return { topologies: [{ id: 'a', numbersKnown, stores: made, repartitions: [] }] } as unknown as Report;
}

test('counts what has its name as one that was given, and what lost it; of the rest it has the reason', () => {
  const refused: Refusal[] = [{ location, operator: 'count', names: ['S-0000000002'], reason: 'T-0000000009 is in the way (line 3)' }];
  const before = report({ 'S-0000000001': true, 'S-0000000002': true, 'S-0000000003': true, own: false });
  const after = report({ 'S-0000000001': false, 'S-0000000002': true, 'S-0000000004': true });
  const { byOperator, left } = resultOf(before, after, refused);
  expect([...byOperator]).toEqual([['count', { generated: 3, pinned: 1, moved: 1 }]]);
  expect(left.map(({ name, place, reason }) => [name, place, reason])).toEqual([
    ['S-0000000002', 'A.java:7', 'T-0000000009 is in the way (line 3)'],
    ['S-0000000003', 'A.java:7', 'nothing was said'],
  ]);
  expect(groupLeft(left).map(([reason, all]) => [reason, all.length])).toEqual([
    ['count: NAME is in the way (line N)', 1],
    ['count: nothing was said', 1],
  ]);
  const all = new Map<string, Reach>();
  addReach(all, byOperator);
  addReach(all, byOperator);
  expect(toLine('all', totalOf(all))).toBe('all: 2 of 6 generated names pinned (33.3 %), 2 moved');
});

test('names that no code can give are told apart', () => {
  const left = [givenByLibrary.suppress, 'nothing was said'].map((reason) => ({
    operator: 'suppress',
    name: 'S',
    place: 'A.java:7',
    reason,
  }));
  const reach = { generated: 4, pinned: 2, moved: 0 };
  expect(toShareOfPossible(reach, left)).toBe('  no code gives 1 of them the name that they have: of the other 3, 66.7 % are pinned');
  expect(toShareOfPossible(reach, left.slice(1))).toBeUndefined();
});

test('of what is not numbered for certain nothing is asked', () => {
  expect(resultOf(report({ 'S-1': true }, false), report({}, false), []).byOperator.size).toBe(0);
});
