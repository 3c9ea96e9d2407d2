/** The parts of the topology panel that need no editor. */
import { describe, expect, test } from 'vitest';
import { toReportedDiagram } from '../../src/core/diagram/reportedDiagram.js';
import { nodesAt } from '../../src/extension/topologyPanel/nodesAt.js';
import { panelPage } from '../../src/extension/panelPage.js';
import { at, store, topic, topology } from '../core/features/sampleReport.js';

const count = at('Shop.java', 5, 10, 5);
const reduce = at('Shop.java', 5, 30, 6);
const shop = toReportedDiagram(
  topology({
    describe: null,
    subtopologies: [],
    stores: [
      store(count, { name: 'counts', changelog: topic(count, { suffix: 'counts-changelog', name: 'shop-counts-changelog' }) }),
      store(reduce, { name: 'sums' }),
    ],
    repartitions: [],
  }),
);

describe('the nodes of a place', () => {
  test.each([
    ['in a word', 'Shop.java', 5, 12, ['store counts', 'topic counts-changelog']],
    ['behind a word', 'Shop.java', 5, 36, ['store sums']],
    ['elsewhere on the line', 'Shop.java', 5, 1, ['store counts', 'topic counts-changelog', 'store sums']],
    ['on another line', 'Shop.java', 6, 12, []],
    ['in another file', 'Other.java', 5, 12, []],
  ])('%s', (_, file, line, column, ids) => {
    expect(nodesAt(shop, file, line, column)).toEqual(ids);
  });
});

test('the page runs one script by its nonce, and loads nothing else from anywhere', () => {
  const page = panelPage({
    title: 'Topology',
    cspSource: 'https://files',
    script: 'https://files/a.js',
    style: 'https://files/a.css',
    nonce: 'abc',
  });
  expect(page).toContain(`content="default-src 'none'; script-src 'nonce-abc'; style-src https://files"`);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/unsafe|<style|\bon\w+=|\bstyle=/);
});

test('a page with controls of the toolkit allows one style sheet more, by a nonce that runs no script', () => {
  const page = panelPage({ title: 'Store', cspSource: 'https://files', script: 'a.js', style: 'a.css', nonce: 'abc', styleNonce: 'def' });
  expect(page).toContain(`content="default-src 'none'; script-src 'nonce-abc'; style-src https://files 'nonce-def'"`);
  expect(page).toContain('<meta property="csp-nonce" content="def">');
  expect(page).not.toMatch(/unsafe/);
});
