/** Searches, orders and pages of a query panel: what is asked of the session, and what the page is sent. */
import { expect, test } from 'vitest';
import { succeed } from '../../src/base/result.js';
import type { ClusterSession, FollowedRows } from '../../src/platform/cluster/clusterService.js';
import type { QueryToPage } from '../../src/protocol/queryPanel.js';
import type { Json, QueryRow } from '../../src/store/query.js';
import type { SearchAsk } from '../../src/store/search/searchStore.js';
import { all, answerOf, many, never, open, rowOf } from '../support/queryPanel.js';

test('is searched and sorted where all rows are, page after page; export reads all of it again', async () => {
  const asks: SearchAsk[] = [];
  const found = many(70);
  const search: ClusterSession['search'] = async (ask, onRows) => {
    asks.push(ask);
    await onRows(found.slice(ask.skip, ask.skip + ask.query.limit));
    return succeed({ ...answerOf([]), matched: 70, looked: 5000 });
  };
  const { ask, send, saved } = open({ query: never, search });
  const question = { ...all, search: 'value > 1', sort: 'value desc', skip: 20, limit: 30 };
  const messages = await ask(1, question);
  expect(messages).toMatchObject([
    { type: 'rows', from: 0, answer: null, rows: { length: 30 } },
    { type: 'rows', from: 30, rows: [], answer: { more: true, found: { matched: 70, looked: 5000 } } },
    { type: 'end', state: 'full', message: null },
  ]);
  expect(asks[0]).toMatchObject({ text: 'value > 1', sort: 'value desc', skip: 20, query: { limit: 30, cursor: null } });
  send({ type: 'export', run: 1 });
  const keys: Json[] = [];
  const take = (rows: readonly QueryRow[]): Promise<void> => Promise.resolve(void keys.push(...rows.map(({ key }) => key)));
  expect(saved[0]?.isWhole).toBe(false);
  expect((await saved[0]?.readAll(take, {}))?.ok).toBe(true);
  expect(keys).toEqual(found.map(({ key }) => key));
  expect(asks[1]).toMatchObject({ text: 'value > 1', skip: 0, query: { withBytes: false } });
});

test('a page whose beginning is not known is found by what is before it', async () => {
  const skips: number[] = [];
  const search: ClusterSession['search'] = ({ skip }) => {
    skips.push(skip);
    return Promise.resolve(succeed({ ...answerOf([]), matched: 0, looked: 0 }));
  };
  const { ask } = open({ query: never, search });
  expect((await ask(1, { ...all, skip: 4000 })).at(-1)).toMatchObject({ state: 'done' });
  expect(skips).toEqual([4000]);
});

test('a history says of each record what it changed, also of those that come', async () => {
  const records = [3, 2, 1].map((n) => rowOf('k', { total: n > 1 ? n : 2, n }, { offset: String(n) }));
  let follow: ((rows: FollowedRows) => void) | undefined;
  const { ask, posted } = open({
    query: never,
    search: async (_, onRows) => {
      await onRows(records);
      return succeed({ ...answerOf([]), matched: 3, looked: 3 });
    },
    follow: (_, onRows) => {
      follow = onRows;
      return new Promise(() => undefined);
    },
  });
  await ask(1, { ...all, operation: { kind: 'history', key: { text: 'k' } }, sort: 'offset desc', follow: true });
  const changesOf = (message: QueryToPage | undefined): (string | null)[] =>
    message?.type === 'rows' ? message.rows.map(({ change }) => change) : [];
  expect(changesOf(posted.find(({ type }) => type === 'rows'))).toEqual([
    'total 2 \u2192 3, n 2 \u2192 3',
    'n 1 \u2192 2',
    'the first that is known',
  ]);
  follow?.({ rows: [rowOf('k', null, { offset: '4', tombstone: true })] });
  await expect.poll(() => posted.at(-1)).toMatchObject({ type: 'changes', rows: [{ index: 3, row: { change: 'deleted' } }] });
});
