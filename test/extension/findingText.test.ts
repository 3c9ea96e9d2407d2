import { expect, test } from 'vitest';
import type { DiagnosticReport } from '../../src/core/report.js';
import { ruleTable } from '../../src/core/rules/rules.js';
import { longestFinding } from '../../src/extension/findingBriefs.js';
import { findingText } from '../../src/extension/findingText.js';
import { at, report, store, topic, topology } from '../core/features/sampleReport.js';

const count = at('Shop.java', 5, 10, 5);
const generated = 'KSTREAM-AGGREGATE-STATE-STORE-0000000003';
const finding = (rule: string, more: Partial<DiagnosticReport> = {}): DiagnosticReport => ({
  ...{ rule, severity: 'warning', message: 'all of it', location: count, related: [], fixes: [] },
  ...more,
});

test('one line says what is at stake and what to do', () => {
  const shop = report(
    topology({
      stores: [store(count, { name: generated, autoNamed: true })],
      repartitions: [topic(count, { suffix: `${generated}-repartition`, autoNamed: true })],
    }),
  );
  expect(findingText(finding('unnamed-store'), shop)).toBe(
    'An edit above orphans the state of count(): its store is unnamed. Pin it. (KSTREAM-AG…TORE-0000000003)',
  );
  expect(findingText(finding('unnamed-store', { severity: 'info' }), shop)).toBe(
    'An edit above renames the unnamed store of count(). No state is lost. (KSTREAM-AG…TORE-0000000003)',
  );
  expect(findingText(finding('unnamed-repartition'), shop)).toBe(
    'An edit above orphans records of count(): its repartition topic is unnamed. Pin it. (KSTREAM-AG…003-repartition)',
  );
  expect(findingText(finding('store-query-unknown'), shop)).toBe('all of it');
});

test('several stores of one call are one sentence; the same call in two topologies makes one store', () => {
  const stores = ['A-0000000001', 'B-0000000002'].map((name) => store(count, { name, autoNamed: true, operator: 'join' }));
  expect(findingText(finding('unnamed-store'), report(topology({ stores })))).toBe(
    'An edit above orphans the state of join(): its 2 stores are unnamed. Pin them.',
  );
  const one = topology({ stores: stores.slice(0, 1) });
  expect(findingText(finding('unnamed-store'), report(one, one))).toMatch(/its store is unnamed\. Pin it\. \(A-0000000001\)$/);
});

test('an edit that moves names says how many, and none of the list', () => {
  const message = 'Since HEAD, an edit here moves 16 names of OrdersTopology.build and orphans their topics:\na, now b\nc, now d';
  expect(findingText(finding('name-shift', { message }), report())).toBe(
    'Since HEAD, an edit here moves 16 names of OrdersTopology.build and orphans their topics. Its quick fix keeps them.',
  );
});

test('no name makes it longer', () => {
  const stores = [store(count, { name: 'x'.repeat(500), autoNamed: true, operator: 'o'.repeat(200) })];
  expect(findingText(finding('unnamed-store'), report(topology({ stores }))).length).toBeLessThanOrEqual(longestFinding);
});

test('what the library would say stands between what it does and what to do', () => {
  const error = {
    phase: 'BUILD',
    type: 'TopologyException',
    message: 'Invalid topology: Processor a is already added.',
    location: count,
  } as const;
  expect(findingText(finding('duplicate-name'), report(topology({ error })))).toBe(
    'The application will not start: Processor a is already added. Rename one.',
  );
  const long = report(topology({ error: { ...error, message: 'x'.repeat(400) } }));
  expect(findingText(finding('build-error'), long)).toMatch(/^The application will not start: x+…x+\. Change this call\.$/);
  expect(findingText(finding('invalid-name'), long)).toHaveLength(longestFinding);
});

test("a name that is not the store's says whose store is unnamed", () => {
  const shop = report(topology({ stores: [store(count, { name: generated, autoNamed: true })] }));
  expect(findingText(finding('named-is-not-store-name', { message: 'm'.repeat(200) }), shop)).toBe(
    "The name here is the operator's: the store of count() is unnamed. Name or pin the store.",
  );
});

test.each(ruleTable.map(({ id }) => id))('%s is one line of at most 120 characters, whatever is found', (rule) => {
  const message = `${'a long word '.repeat(40)}.`;
  const text = findingText(finding(rule, { message }), report(topology({})));
  expect(text.length).toBeLessThanOrEqual(longestFinding);
  expect(text).not.toContain('\n');
});
