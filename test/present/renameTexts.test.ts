import { expect, test } from 'vitest';
import type { Location, NameChange } from '../../src/core/report.js';
import { renameTexts } from '../../src/present/code/renameTexts.js';

const place = (line: number): Location => ({ file: 'Shop.java', line, column: 1, endLine: line, endColumn: 2 });
const plan = { files: new Map(), changes: [], others: [], shared: [], computed: [] };

test('says the topics that are left behind, and what stays', () => {
  const changes = [
    { kind: 'store', before: 'counts', after: 'sums' },
    { kind: 'changelog', before: 'shop-counts-changelog', after: 'shop-sums-changelog' },
  ] as unknown as NameChange[];
  const { message, detail } = renameTexts(
    'sums',
    { ...plan, changes, others: [1, 2, 3, 4, 5, 6, 7].map(place), shared: [place(8)], computed: [place(9)] },
    'No cluster is connected.',
  );
  expect(message).toBe('Rename the store to sums?');
  for (const part of [
    '1 topic is left behind with what it holds',
    'shop-counts-changelog → shop-sums-changelog',
    'No cluster is connected.',
    'Shop.java:5, and 2 more.',
    'is another there, too: Shop.java:8.',
    'they compute the name: Shop.java:9.',
  ])
    expect(detail).toContain(part);
  expect(renameTexts('sums', plan, '').detail).toBe('No topic gets another name.');
});
