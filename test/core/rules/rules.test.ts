import { expect, test } from 'vitest';
import type { DiagnosticReport, InternalTopicReport, StoreReport } from '../../../src/core/report.js';
import { rules } from '../../../src/core/rules/rules.js';
import { at, store, topic, topology } from '../features/sampleReport.js';

const count = at('Shop.java', 5, 10, 5);
const join = at('Shop.java', 9, 4, 8);
const first = 'KSTREAM-AGGREGATE-STATE-STORE-0000000001';

const unnamed = (name: string, changelog: Partial<InternalTopicReport> | null, more: Partial<StoreReport> = {}): StoreReport =>
  store(more.location ?? count, {
    name,
    autoNamed: true,
    changelog: changelog === null ? null : topic(count, { autoNamed: true, ...changelog }),
    ...more,
  });

const findings = (stores: readonly StoreReport[], repartitions: readonly InternalTopicReport[] = []): readonly DiagnosticReport[] =>
  rules.flatMap((rule) => rule.check(topology({ stores, repartitions })));

test('a store says its changelog topic, what moves the number and what is lost', () => {
  const found = findings([unnamed(first, { name: `shop-${first}-changelog` })]);
  expect(found).toMatchObject([{ rule: 'unnamed-store', severity: 'warning', location: count }]);
  expect(found[0]?.message).toBe(
    `count() makes an unnamed store. Its changelog topic shop-${first}-changelog is numbered by position: adding or removing an ` +
      'operator, or naming a store, before this call renames it and orphans the state.',
  );
});

test('the stores of one call are one finding: one name names them all', () => {
  const made = ['KSTREAM-JOINTHIS-0000000005-store', 'KSTREAM-OUTEROTHER-0000000006-store', 'KSTREAM-OUTERSHARED-0000000005-store'].map(
    (name) => unnamed(name, { name: `shop-${name}-changelog` }, { location: join, operator: 'leftJoin' }),
  );
  const found = findings([...made, unnamed(first, { name: `shop-${first}-changelog` })]);
  expect(found.map(({ location }) => location)).toEqual([join, count]);
  expect(found[0]?.message).toMatch(
    /^leftJoin\(\) makes 3 unnamed stores\. Their changelog topics .*, .* and .* are numbered by position: .* renames them and orphans the state/,
  );
});

test('where no topic is named after the store, it is information', () => {
  const [reused] = findings([unnamed('orders-STATE-STORE-0000000000', { name: 'orders', reusesSourceTopic: true })]);
  expect(reused?.severity).toBe('info');
  expect(reused?.message).toMatch(/No state is lost: the store restores from the source topic orders\.$/);
  const [silent] = findings([unnamed(first, null, { loggingEnabled: false })]);
  expect(silent?.severity).toBe('info');
  expect(silent?.message).toMatch(/There is no changelog topic\.$/);
  const [open] = findings([unnamed(first, null, { loggingEnabled: null })]);
  expect(open?.message).not.toMatch(/changelog/);
});

test('a number that is not known is not made up', () => {
  const pattern = 'KSTREAM-AGGREGATE-STATE-STORE-??????????';
  const [found] = findings([store(count, { pattern, autoNamed: true, changelog: topic(count, { pattern: `shop-${pattern}-changelog` }) })]);
  expect(found?.message).toMatch(/is numbered by a position that could not be determined\.$/);
});

test('a repartition topic says its name, and the application id where that is not known', () => {
  const [known] = findings([], [topic(count, { name: `shop-${first}-repartition`, autoNamed: true })]);
  expect(known).toMatchObject({ rule: 'unnamed-repartition', severity: 'warning' });
  expect(known?.message).toContain(`an unnamed repartition topic. shop-${first}-repartition is numbered by position`);
  const [open] = findings([], [topic(count, { suffix: `${first}-repartition`, autoNamed: true })]);
  expect(open?.message).toContain(`<application.id>-${first}-repartition`);
});

test('names that somebody gave, and global stores, are quiet', () => {
  const named = store(count, { name: 'counts', changelog: topic(count, { name: 'shop-counts-changelog' }) });
  const global = unnamed('products-STATE-STORE-0000000000', null, { global: true });
  expect(findings([named, global], [topic(count, { name: 'shop-counts-repartition' })])).toEqual([]);
});
