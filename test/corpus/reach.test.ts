import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { addReach, reachOf, toLine, totalOf, type Reach } from './reach.js';

/** A report of one topology with stores of `count`, by name: generated or not. */
function report(stores: Readonly<Record<string, boolean>>, numbersKnown = true): Report {
  const made = Object.entries(stores).map(([name, autoNamed]) => ({ name, autoNamed, operator: 'count', pattern: null }));
  return { topologies: [{ id: 'a', numbersKnown, stores: made, repartitions: [] }] } as unknown as Report;
}

test('counts what has its name as one that was given, and what lost it', () => {
  const reach = reachOf(report({ 'S-1': true, 'S-2': true, 'S-3': true, own: false }), report({ 'S-1': false, 'S-2': true, 'S-4': true }));
  expect([...reach]).toEqual([['count', { generated: 3, pinned: 1, moved: 1 }]]);
  const all = new Map<string, Reach>();
  addReach(all, reach);
  addReach(all, reach);
  expect(toLine('all', totalOf(all))).toBe('all: 2 of 6 generated names pinned (33.3 %), 2 moved');
});

test('of what is not numbered for certain nothing is asked', () => {
  expect(reachOf(report({ 'S-1': true }, false), report({}, false)).size).toBe(0);
});
