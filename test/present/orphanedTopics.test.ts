import { expect, test } from 'vitest';
import { deployedText, deployedTopics, orphanedLines, orphanedTopics } from '../../src/present/cluster/orphanedTopics.js';
import { application, changelog, store } from '../extension/cluster/states.js';

const orphaned = orphanedTopics([
  { kind: 'store', before: 'orders', after: 'mine' },
  { kind: 'changelog', before: 'shop-orders-changelog', after: 'shop-mine-changelog' },
  { kind: 'repartition', before: 'shop-orders-repartition', after: 'shop-mine-repartition' },
  { kind: 'repartition', before: null, after: 'shop-new-repartition' },
]);
const found = [deployedTopics('Demo', application, orphaned)];

test('a topic is orphaned once, and a new one is not', () => {
  expect(orphaned.map(({ before }) => before)).toEqual(['shop-orders-changelog', 'shop-orders-repartition']);
});

test('of an application on the cluster the topics that are there count, once each', () => {
  const twice = { ...application, orphans: [changelog], stores: [store, { ...store, topic: null }] };
  expect(deployedTopics('Demo', twice, orphaned).topics.map(({ name }) => name)).toEqual(['shop-orders-changelog']);
});

test('what runs is said, what nobody knows is said, and nothing is said to be lost that is not there', () => {
  const runs = 'On Demo, shop runs (1 instance) and has 1 of these 2 topics, 3.4 GiB: under the new names it starts empty.';
  expect(deployedText({ found, asked: ['Demo'], silent: [] }, orphaned)).toBe(runs);
  expect(deployedText({ found, asked: ['Demo', 'Other'], silent: ['Other'] }, orphaned)).toBe(`${runs} Other did not answer.`);
  const gone = [{ ...found[0]!, instances: null }];
  expect(deployedText({ found: gone, asked: ['Demo'], silent: [] }, orphaned)).toContain('shop does not run now and has 1');
  expect(deployedText({ found: [], asked: ['Demo'], silent: [] }, orphaned)).toBe('None of these topics is on Demo.');
  expect(deployedText({ found: [], asked: [], silent: [] }, orphaned)).toMatch(/^No cluster is connected/);
});

test('the document lists every topic, with what is known', () => {
  expect(orphanedLines({ found, asked: ['Demo'], silent: [] }, orphaned).slice(5)).toEqual([
    'TOPIC NOW                CLUSTER  OFFSETS  BYTES    TOPIC AFTERWARDS',
    'shop-orders-changelog    Demo       2,468  3.4 GiB  shop-mine-changelog',
    'shop-orders-repartition                             shop-mine-repartition',
    '',
  ]);
});
