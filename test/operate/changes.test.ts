/** What may be changed, to whom it may be done, and the words for it. */
import { expect, test } from 'vitest';
import { codeOf } from '../../src/applications/leftBehind.js';
import { findMoveTargets } from '../../src/applications/moveTargets.js';
import type { TopologyReport } from '../../src/core/report.js';
import { agreedTo, consentOf, obstacleOf, type ChangePlan } from '../../src/operate/change.js';
import { withWriter } from '../../src/operate/withWriter.js';
import { planLines, resultLines } from '../../src/present/operate/changeTexts.js';
import { application, changelog, known, partition, store } from '../extension/cluster/states.js';
import { deletionPlan, movePlan, resetPlan } from '../support/changePlans.js';

test('an orphan goes to a store of its application that has its partitions, and its kind as far as that is known', () => {
  const orphan = { ...changelog, name: 'shop-old-changelog' };
  const stores = [
    store,
    { ...store, name: 'new', topic: null },
    { ...store, name: 'wide', topic: { ...changelog, partitions: [partition] } },
    { ...store, name: 'windows', kind: known('timestampedWindow' as const), topic: null },
    { ...store, name: 'deleting', topic: { ...changelog, cleanupPolicy: known('delete, compact') } },
    { ...store, name: 'source', backedBy: 'source topic' as const },
    { ...store, name: 'memory', backedBy: 'nothing' as const, topic: null },
  ];
  const { targets, unsuitable } = findMoveTargets({ ...application, stores }, orphan);
  expect(targets).toEqual([
    { store: 'orders', topic: 'shop-orders-changelog', isThere: true },
    { store: 'new', topic: 'shop-new-changelog', isThere: false },
  ]);
  expect(unsuitable).toEqual([
    { store: 'wide', why: 'its changelog topic has 1 partition, not 2' },
    { store: 'windows', why: 'its changelog topic has cleanup.policy=compact,delete, not compact' },
    { store: 'deleting', why: 'its changelog topic has cleanup.policy=delete, compact, not compact' },
    { store: 'source', why: 'a source topic serves as its changelog' },
    { store: 'memory', why: 'it has no changelog topic' },
  ]);
  const suppress = { ...orphan, name: 'shop-KTABLE-SUPPRESS-STATE-STORE-0000000004-changelog' };
  expect(findMoveTargets({ ...application, stores: [store] }, suppress).unsuitable).toEqual([
    { store: 'orders', why: 'it is key-value with timestamps, not suppress buffer' },
  ]);
});

test('what may be an application speaks for it; what is another speaks for that', () => {
  const report = (id: string, applicationId: string | null) => ({ id, applicationId }) as TopologyReport;
  const [own, nameless, other, byHand] = [report('1', 'shop'), report('2', null), report('3', 'bills'), report('4', 'x')];
  expect(codeOf('shop', [byHand], [own, nameless, other, byHand])).toEqual({ topologies: [own, nameless, byHand], others: [other] });
});

test('what must be written out is the name of what changes', () => {
  expect(consentOf(movePlan)).toEqual({ purpose: 'To copy', names: ['shop-new-changelog'], each: false });
  expect(consentOf(resetPlan)).toMatchObject({ names: ['shop'], each: false });
  expect(consentOf(deletionPlan)).toMatchObject({ names: ['shop-old-changelog', 'shop-older-changelog'], each: true });
  const agreed = agreedTo(deletionPlan, ['shop-older-changelog']);
  expect(agreed.kind === 'deletion' && agreed.topics.map(({ name }) => name)).toEqual(['shop-older-changelog']);
  expect(agreedTo(movePlan, [])).toBe(movePlan);
});

test('nothing is done while the application runs, without its code, or to what may be of another application', () => {
  const refusal = { kind: 'refused', message: 'It runs.' } as const;
  const plans: readonly ChangePlan[] = [
    { ...movePlan, refusal },
    { ...deletionPlan, refusal },
    { ...deletionPlan, code: null },
    { ...resetPlan, perhapsOf: new Map([['shop-eu-x-changelog', ['shop-eu']]]) },
    { ...resetPlan, perhapsOf: new Map([['shop-eu-x-changelog', ['shop-eu']]]), isNamed: true },
    ...[movePlan, deletionPlan, resetPlan],
  ];
  expect(plans.map((plan) => obstacleOf(plan)?.message ?? null)).toEqual([
    'It runs.',
    'It runs.',
    'The code of the application is not known, and its group does not say which topics a global table reads.',
    'shop-eu-x-changelog may be of shop-eu.',
    ...[null, null, null, null],
  ]);
});

test('a writer is opened for a marked cluster only', async () => {
  const settings = { bootstrap: ['127.0.0.1:1'], tls: null, sasl: null, schemaRegistry: null };
  const used = await withWriter(settings, 'Mark it.', () => Promise.reject(new Error('a writer was opened')));
  expect(used).toEqual({ ok: false, error: { kind: 'refused', message: 'This cluster is not marked as writable.', advice: 'Mark it.' } });
});

test('a plan says what is held, what is made and what speaks against it', () => {
  const move = planLines(movePlan).join('\n');
  for (const part of [
    'of shop; 2 partitions',
    '12 records, 3 keys, 2.0 KiB, last write 2026-01-02T03:04:05',
    'is not there: it is made with',
  ])
    expect(move).toContain(part);
  const deletion = planLines({ ...deletionPlan, code: { hasUnknownNames: true }, unsure: [{ topic: 't', message: 'why' }] });
  expect(deletion).toContain('shop: 2 topics are left behind, and what they hold would be lost:');
  expect(deletion).toContain('      1 partition, not read: It is gone.');
  expect(deletion).toContain('  t: why');
  expect(planLines({ ...resetPlan, refusal: { kind: 'refused', message: 'It runs.', advice: 'Stop it.' } })).toEqual([
    'Reset shop, as kafka-streams-application-reset does',
    '  1 offset of input topics:',
    '    orders-0 to 0',
    '  the input topic gone is not on the cluster: it is left out',
    '  1 internal topic is deleted:',
    '    shop-x-changelog',
    '',
    'Not now: It runs. Stop it.',
  ]);
});

test('what was done is said with what comes next', () => {
  const moved = { kind: 'move', moved: { copied: 9, found: 3, keys: 3 } } as const;
  expect(resultLines(movePlan, moved)).toEqual([
    'Copied 9 records to shop-new-changelog (3 records had been copied by a former run).',
    'Checked: 3 keys have the same last record in shop-old-changelog and shop-new-changelog. The application can be started.',
  ]);
  expect(resultLines(deletionPlan, { kind: 'deletion' })).toEqual(['Deleted 2 topics.']);
  expect(resultLines(resetPlan, { kind: 'reset' }).join()).toContain('shop is reset.');
});
