import { expect, test } from 'vitest';
import { findOperatorFacts } from '../../../src/core/features/operatorFacts.js';
import { at, report, store, topic, topology } from './sampleReport.js';

const count = at('Shop.java', 5, 10, 5);

test('an operator is hit from before its first letter to behind its last', () => {
  const sample = report(topology({ stores: [store(count, { name: 'counts' })] }));
  const hit = (line: number, column: number): boolean => findOperatorFacts(sample, 'Shop.java', { line, column }) !== undefined;
  expect([9, 10, 15, 16].map((column) => hit(5, column))).toEqual([false, true, true, false]);
  expect([hit(4, 12), hit(6, 12)]).toEqual([false, false]);
  expect(findOperatorFacts(sample, 'Other.java', { line: 5, column: 12 })).toBeUndefined();
});

test('an operator that several topologies share speaks for each', () => {
  const sample = report(
    topology({ id: 'a', stores: [store(count, { name: 'a' })] }),
    topology({ id: 'b' }),
    topology({ id: 'c', repartitions: [topic(count, { suffix: 'c-repartition' })] }),
  );
  const facts = findOperatorFacts(sample, 'Shop.java', { line: 5, column: 11 });
  expect(facts?.topologies.map(({ topology: { id }, stores, repartitions }) => [id, stores.length, repartitions.length])).toEqual([
    ['a', 1, 0],
    ['c', 0, 1],
  ]);
  expect(facts?.location).toEqual(count);
});

test('only the gaps that touch the operator are told', () => {
  const pattern = 'KSTREAM-AGGREGATE-STATE-STORE-??????????';
  const topicPattern = 'KSTREAM-KEY-SELECT-??????????-repartition';
  const gap = (reason: string, affects: string[]) => ({ reason, location: at('Shop.java', 2, 1, 3), affects, help: null });
  const sample = report(
    topology({
      stores: [store(count, { pattern })],
      repartitions: [topic(count, { pattern: `shop-${topicPattern}` })],
      gaps: [
        gap('an unknown call', [pattern]),
        gap('a lost number', [topicPattern]),
        gap('another', ['other-??????????']),
        { reason: 'right here', location: count, affects: [], help: null },
      ],
    }),
  );
  const facts = findOperatorFacts(sample, 'Shop.java', { line: 5, column: 11 });
  expect(facts?.topologies[0]?.gaps.map(({ reason }) => reason)).toEqual(['an unknown call', 'a lost number', 'right here']);
});
