import { expect, test } from 'vitest';
import type { FixPlan } from '../../src/core/fixes/planFix.js';
import { fixTexts, keepPlacesTitle, pinTitle, wrongName } from '../../src/present/code/fixTexts.js';
import { at } from '../core/features/sampleReport.js';

const location = at('Shop.java', 5, 10, 5);
const plan = (more: Partial<FixPlan>): FixPlan => ({
  topologies: 1,
  files: new Map(),
  changes: [],
  named: [],
  refused: [],
  drawn: 0,
  ...more,
});
const call = (name: string) => ({ location, operator: 'count', names: [name], given: name });

test('nothing to do says nothing', () => {
  expect(fixTexts('pin', plan({}))).toBeUndefined();
});

test('a pin says each name, and what stays without', () => {
  const texts = fixTexts(
    'pin',
    plan({ named: [call('A-1'), call('A-2')], refused: [{ location, operator: 'suppress', names: ['S-3'], reason: 'it has no name' }] }),
  );
  expect(texts).toMatchObject({ message: 'Pin the names of 2 calls? Nothing moves.', action: 'Pin', loses: false });
  expect(texts?.detail.split('\n').slice(1)).toEqual(['A-1', 'A-2', '', 'Cannot be pinned, and stays as it is:', 'S-3: it has no name.']);
});

test('a plain pin says what the form that keeps the places would pin, and only where it pins more', () => {
  const refused = [{ location, operator: 'count', names: ['A-1'], reason: 'it would move S-3' }];
  const withPlaces = plan({ named: [call('A-1'), call('B-2')], drawn: 1 });
  const line = '"Pin, and Keep the Places" pins 1 more call, by 1 operator that does nothing: nothing moves.';
  const some = fixTexts('pin', plan({ named: [call('B-2')], refused }), { withPlaces });
  expect(some).toMatchObject({ action: 'Pin', otherAction: 'Pin, and Keep the Places' });
  expect(some?.detail).toContain(line);
  const none = fixTexts('pin', plan({ refused }), { withPlaces: plan({ named: [call('A-1')], drawn: 1 }) });
  expect(none).toMatchObject({ message: 'Nothing can be pinned.', action: '', otherAction: 'Pin, and Keep the Places' });
  expect(none?.detail).toBe(`${line}\n\nA-1: it would move S-3.`);
  const same = fixTexts('pin', plan({ named: [call('B-2')], refused }), { withPlaces: plan({ named: [call('B-2')], drawn: 1 }) });
  expect(same).not.toHaveProperty('otherAction');
  expect(same?.detail).not.toContain('Places');
});

test('a name says each topic once, and counts what is orphaned', () => {
  const texts = fixTexts(
    'name',
    plan({
      named: [call('A-1')],
      changes: [
        { kind: 'store', before: 'A-1', after: 'orders' },
        { kind: 'changelog', before: 'shop-A-1-changelog', after: 'shop-orders-changelog' },
        { kind: 'store', before: 'B-4', after: 'B-3' },
        { kind: 'repartition', before: 'shop-C-1-repartition', after: 'shop-C-0-repartition' },
      ],
    }),
    { deployed: 'On Demo, shop runs.' },
  );
  expect(texts).toMatchObject({ message: 'Name 1 call? 2 topics are orphaned.', loses: true });
  expect(texts?.detail.split('\n')[0]).toBe('On Demo, shop runs.');
  expect(texts?.detail.split('\n').slice(2)).toEqual([
    'shop-A-1-changelog → shop-orders-changelog',
    'B-4 → B-3',
    'shop-C-1-repartition → shop-C-0-repartition',
  ]);
});

test('a long list says how much more there is', () => {
  const texts = fixTexts('pin', plan({ named: Array.from({ length: 30 }, (_, i) => call(`A-${i}`)) }));
  expect(texts?.detail.split('\n')).toHaveLength(9);
  expect(texts?.detail).toMatch(/and 23 more$/);
});

test('what cannot be named says why', () => {
  const texts = fixTexts('name', plan({ refused: [{ location, operator: 'join', names: ['J-1'], reason: 'why' }] }));
  expect(texts).toMatchObject({ message: 'Nothing can be named.', detail: 'J-1: why.', action: '' });
});

test('a reason is said once, with the names that it is for', () => {
  const refusal = (name: string, reason: string) => ({ location, operator: 'suppress', names: [name], reason });
  const refused = [
    ...Array.from({ length: 9 }, (_, i) => refusal(`S-${i}`, 'it would move J')),
    ...['a', 'b', 'c', 'd'].map((reason) => refusal(`R-${reason}`, reason)),
  ];
  expect(fixTexts('pin', plan({ refused }))?.detail.split('\n\n')).toEqual([
    'S-0, S-1 and 7 other names: it would move J.',
    'R-a: a.',
    'R-b: b.',
    'and 2 more reasons',
  ]);
});

test('the menu promises of a pin what was planned', () => {
  expect(pinTitle(undefined)).toMatchObject({ isPreferred: true });
  expect(pinTitle(plan({ named: [call('A-1')] })).title).toBe('Pin the name that it has now (nothing moves)');
  expect(pinTitle(plan({ named: [call('A-1'), call('B-2')] })).title).toContain('2 calls');
  expect(pinTitle(plan({ refused: [{ location, operator: 'join', names: ['J'], reason: 'why' }] }))).toEqual({
    title: 'Why its name cannot be pinned…',
    isPreferred: false,
  });
});

test('a name is checked as the library does', () => {
  expect(wrongName('orders.per_customer-2')).toBeUndefined();
  for (const wrong of ['', '.', '..', 'a b', 'käse', 'x'.repeat(201)]) expect(wrongName(wrong)).toBeTypeOf('string');
});

test('names that are kept say where they are from', () => {
  const texts = fixTexts(
    'pin',
    plan({
      named: [call('A-2')],
      changes: [
        { kind: 'store', before: 'A-2', after: 'A-1' },
        { kind: 'changelog', before: 'a-A-2', after: 'a-A-1' },
      ],
    }),
    { keptFrom: 'HEAD' },
  );
  expect(texts).toMatchObject({ message: 'Keep the names of HEAD for 1 call?', action: 'Keep Names', loses: false });
  expect(texts?.detail.split('\n').slice(1)).toEqual(['a-A-1']);
});

test('the places are kept only where that pins more', () => {
  const without = plan({ named: [call('A-1')] });
  expect(keepPlacesTitle(plan({ named: [call('A-1'), call('B-2')], drawn: 2 }), without)).toBe(
    'Pin its name, and keep the places: 2 calls, by 2 operators that do nothing (nothing moves)',
  );
  expect(keepPlacesTitle(plan({ named: [call('A-1')], drawn: 1 }), without)).toBeUndefined();
  expect(keepPlacesTitle(undefined, without)).toBeUndefined();
});
