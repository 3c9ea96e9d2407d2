import { expect, test } from 'vitest';
import { durationWords, topicWords } from '../../../src/core/features/words.js';
import { at, topic } from './sampleReport.js';

test.each([
  [0, '0 ms'],
  [1500, '1 s 500 ms'],
  [90_000, '1 min 30 s'],
  [86_400_000, '1 d'],
  [90_061_001, '1 d 1 h 1 min 1 s 1 ms'],
])('%i milliseconds are %s', (milliseconds, expected) => {
  expect(durationWords(milliseconds)).toBe(expected);
});

test('a topic shows as much of its name as is known', () => {
  const here = at('Shop.java', 1, 1, 5);
  expect(topicWords(topic(here, { name: 'shop-counts-changelog', suffix: 'counts-changelog' }))).toBe('shop-counts-changelog');
  expect(topicWords(topic(here, { suffix: 'counts-changelog' }))).toBe('<application.id>-counts-changelog');
  expect(topicWords(topic(here, { name: 'orders', reusesSourceTopic: true }))).toBe('orders');
  expect(topicWords(topic(here, { pattern: 'shop-??-changelog' }))).toBe('shop-??-changelog');
  expect(topicWords(topic(here, { alternatives: ['shop-a-changelog', 'shop-b-changelog'] }))).toBe('shop-a-changelog or shop-b-changelog');
  expect(topicWords(topic(here))).toBeUndefined();
});
