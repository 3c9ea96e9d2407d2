/** A query panel without an editor and without a cluster: what the page is sent when it asks. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import { cellLength, toPanelRow, toWholeRow } from '../../src/extension/queryPanel/toPanelRow.js';
import type { ClusterResult } from '../../src/kafka/clusterError.js';
import type { FollowedRows, ServiceCall } from '../../src/platform/cluster/clusterService.js';
import type { Choice, QueryToPage } from '../../src/protocol/queryPanel.js';
import type { Json, QueryResult, QueryRow, StoreQuery } from '../../src/store/query.js';
import { rowsAsText } from '../../src/present/rows/rowTexts.js';
import { queryAnswer } from '../support/queryAnswer.js';

import { all, answerOf, id, many, never, open, paged, rowOf, target } from '../support/queryPanel.js';

describe('a query', () => {
  test('is answered page after page until all is read', async () => {
    const asked: StoreQuery[] = [];
    const { ask } = open({ query: paged(many(2500), asked) });
    const messages = await ask(1, all);
    expect(messages.flatMap((one) => (one.type === 'rows' ? [[one.from, one.rows.length]] : []))).toEqual([
      [0, 1000],
      [1000, 1000],
      [2000, 500],
    ]);
    expect(messages.at(-1)).toEqual({ type: 'end', run: 1, state: 'done', message: null, mayAsk: false });
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, '1000', '2000']);
  });

  test('says of all its pages what was lost, and else what the last one says', async () => {
    const lost = 'Partition 0 lost the records before offset 7 while it was read.';
    let pages = [
      { warnings: [lost, '3 windows are left out.'], lost: [lost] },
      { warnings: [lost, '4 windows are left out.'], lost: [lost] },
      { warnings: ['5 windows are left out.'], lost: [] },
    ];
    const { ask } = open({
      query: ({ cursor }) => {
        const page = Number(cursor ?? 0);
        const isLast = page === pages.length - 1;
        return Promise.resolve(
          succeed({
            ...answerOf(many(1), isLast ? null : String(page + 1)),
            ...pages[page],
            complete: isLast && pages[page]!.lost.length === 0,
          }),
        );
      },
    });
    const told = (messages: readonly QueryToPage[]) =>
      messages.flatMap((one) => (one.type === 'rows' && one.answer !== null ? [[...one.answer.warnings, one.answer.complete]] : []));
    expect(told(await ask(1, all))).toEqual([
      [lost, '3 windows are left out.', false],
      [lost, '4 windows are left out.', false],
      ['5 windows are left out.', lost, false],
    ]);
    pages = [{ warnings: [], lost: [] }];
    expect(told(await ask(2, all))).toEqual([[true]]);
  });

  test('stops at its limit, and says that there is more', async () => {
    const asked: StoreQuery[] = [];
    const { ask } = open({ query: paged(many(2500), asked) });
    const first = await ask(1, { ...all, limit: 1500 });
    expect(first.at(-1)).toEqual({ type: 'end', run: 1, state: 'full', message: null, mayAsk: false });
    expect(first.at(-2)).toMatchObject({ type: 'rows', from: 1000, answer: { more: true, found: null } });
    const next = await ask(2, { ...all, limit: 1500, skip: 1500 });
    expect(next[0]).toMatchObject({ type: 'rows', from: 0, rows: { 0: { key: { text: 'k1500' } } }, answer: { more: false } });
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, '1000', '1500']);
    expect(next.at(-1)).toMatchObject({ state: 'done' });
  });

  test('stops where its rows fill the memory', async () => {
    const large = 'x'.repeat(30_000_000);
    const { ask } = open({
      query: paged(
        Array.from({ length: 4000 }, (_, n) => rowOf(n, n % 1000 === 0 ? large : n, n % 1000 === 0 ? { valueBytes: large } : {})),
      ),
    });
    expect((await ask(1, all)).at(-1)).toMatchObject({
      state: 'full',
      message: expect.stringContaining('The first 3,000 rows') as unknown,
    });
  });

  test('takes the person’s kind and serdes over the code’s, and keeps them', async () => {
    const asked: StoreQuery[] = [];
    const { ask, kept } = open({ query: paged([], asked) });
    const choice: Choice = { kind: 'session', keySerde: 'long', valueSerde: null };
    await ask(1, { ...all, choice });
    expect(asked[0]?.target).toMatchObject({
      kind: 'session',
      kindOrigin: 'chosen',
      keySerde: { name: 'long', origin: 'chosen' },
      valueSerde: null,
    });
    expect(kept).toEqual([choice]);
  });

  test('that fails says why, with what can be done', async () => {
    const { ask } = open({
      query: () => Promise.resolve(fail({ kind: 'unauthorised', message: 'The topic may not be read.', advice: 'Ask for READ.' } as const)),
    });
    expect((await ask(1, all)).at(-1)).toEqual({
      type: 'end',
      run: 1,
      state: 'failed',
      message: 'The topic may not be read. Ask for READ.',
      mayAsk: false,
    });
  });

  test('whose next page is the same page ends', async () => {
    const { ask } = open({ query: () => Promise.resolve(succeed(answerOf(many(1), 'again'))) });
    expect((await ask(1, all)).at(-1)).toMatchObject({ state: 'failed' });
  });

  test('is cancelled, and nothing comes of it any more', async () => {
    let signal: AbortSignal | undefined;
    const { ask, send, posted } = open({
      query: async (_, call) => {
        ({ signal } = call ?? {});
        await pause(300);
        return succeed(answerOf(many(10), '10'));
      },
    });
    const done = ask(1, all);
    await expect.poll(() => signal).toBeDefined();
    send({ type: 'cancel' });
    await done;
    expect(signal?.aborted).toBe(true);
    expect(posted.filter(({ type }) => type === 'rows')).toEqual([]);
    expect(posted.at(-1)).toMatchObject({ type: 'end', state: 'cancelled' });
  });

  test('is dropped by a newer one', async () => {
    let first = true;
    const { runs, ask, posted } = open({
      query: async () => {
        const isFirst = first;
        first = false;
        if (isFirst) await pause(40);
        return succeed(answerOf(many(isFirst ? 5 : 1)));
      },
    });
    runs.receive({ type: 'run', run: 1, question: all });
    await pause(5);
    await ask(2, all);
    await pause(60);
    expect(posted.filter((one) => 'run' in one && one.run === 1)).toEqual([]);
  });
});

test('progress comes no more often than ten times a second', async () => {
  const { ask } = open({
    query: (_, call) => {
      for (let n = 1; n <= 1000; n++) call?.onProgress?.({ next: n, records: n, bytes: n, span: 1000, done: n, secondsLeft: null });
      return Promise.resolve(succeed(answerOf([])));
    },
  });
  const messages = await ask(1, all);
  expect(messages.filter(({ type }) => type === 'progress').length).toBeLessThan(5);
  expect(messages[0]).toMatchObject({ type: 'progress', records: 1 });
});

test('live changes replace the state of a key, add new keys, and leave out deletions of what was never seen', async () => {
  const follow = async (_: StoreQuery, onRows: (rows: FollowedRows) => void, { signal }: ServiceCall) => {
    const deleted = (key: string, offset: string): QueryRow => rowOf(key, null, { tombstone: true, offset });
    onRows({
      rows: [rowOf('k1', 'new', { offset: '13' }), rowOf('k9', 'added', { offset: '14' }), deleted('k7', '15'), deleted('k0', '16')],
    });
    await new Promise((ended) => signal?.addEventListener('abort', ended));
    return succeed(undefined);
  };
  const { ask, posted, send } = open({ query: paged(many(2)), follow });
  await ask(1, { ...all, follow: true });
  await expect.poll(() => posted.at(-1)?.type).toBe('changes');
  const changes = posted.at(-1);
  expect(changes?.type === 'changes' && changes.rows.map(({ index, row }) => [index, row.value.text, row.value.shape])).toEqual([
    [1, 'new', 'text'],
    [2, 'added', 'text'],
    [0, '', 'deleted'],
  ]);
  send({ type: 'cancel' });
  await expect.poll(() => posted.at(-1)).toEqual({ type: 'end', run: 1, state: 'cancelled', message: null, mayAsk: false });
});

/** What a page shows in the end: rows by key, as messages replaced them. */
function shownOf(posted: readonly QueryToPage[]): Record<string, string> {
  const rows: { key: string; value: string }[] = [];
  for (const message of posted) {
    if (message.type !== 'rows' && message.type !== 'changes') continue;
    const placed = message.type === 'rows' ? message.rows.map((row, n) => ({ index: message.from + n, row })) : message.rows;
    for (const { index, row } of placed)
      rows[index] = { key: row.key.text, value: row.value.shape === 'deleted' ? 'deleted' : row.value.text };
  }
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

test('what is written while pages are read is neither lost nor put over what is newer', async () => {
  let write: (row: QueryRow) => void = never;
  const { ask, posted } = open({
    query: async () => {
      // Read: k0 as of offset 20, k1 as of 12; written before the answer: an older state of k0, a newer one of k1, and a new key.
      write(rowOf('k0', 'older', { offset: '15' }));
      write(rowOf('k1', 'newer', { offset: '21' }));
      write(rowOf('k2', 'added', { offset: '22' }));
      await pause(10);
      return succeed(answerOf([rowOf('k0', 'read', { offset: '20' }), rowOf('k1', 'read', { offset: '12' })]));
    },
    follow: async (_, onRows, { signal }) => {
      write = (row) => onRows({ rows: [row] });
      await new Promise((ended) => signal?.addEventListener('abort', ended));
      return succeed(undefined);
    },
  });
  await ask(1, { ...all, follow: true });
  expect(shownOf(posted)).toEqual({ k0: 'read', k1: 'newer', k2: 'added' });
});

test('what is added to a full panel is left out with a word, said once', async () => {
  let write: (rows: readonly QueryRow[]) => void = never;
  const { ask, posted } = open({
    query: paged(many(100_000)),
    follow: async (_, onRows, { signal }) => {
      write = (rows) => onRows({ rows });
      await new Promise((ended) => signal?.addEventListener('abort', ended));
      return succeed(undefined);
    },
  });
  await ask(1, { ...all, follow: true });
  const before = posted.length;
  write([rowOf('k1', 'newer', { offset: '21' }), rowOf('added', 'x', { offset: '22' })]);
  write([rowOf('k2', 'newer', { offset: '23' }), rowOf('added too', 'x', { offset: '24' })]);
  const after = posted.slice(before);
  expect(after.map((message) => (message.type === 'changes' ? message.rows.map(({ index }) => index) : message.type))).toEqual([
    [1],
    'end',
    [2],
  ]);
  expect(after[1]).toMatchObject({ state: 'following', message: expect.stringContaining('of the 100,000 rows') as string });
});

test('a version that is written late is not the newest of its key', async () => {
  const at = (value: Json, second: number, offset: string): QueryRow =>
    rowOf('k0', value, { timestamp: `2026-11-26T09:30:0${second}.000Z`, offset });
  const { ask, posted } = open({
    query: () => Promise.resolve(succeed({ ...answerOf([at('read', 5, '12')]), storeKind: 'versionedKeyValue' as const })),
    follow: async (_, onRows, { signal }) => {
      onRows({ rows: [at('of before', 3, '13')] });
      onRows({ rows: [rowOf('k1', 'added', { offset: '14' })] });
      await new Promise((ended) => signal?.addEventListener('abort', ended));
      return succeed(undefined);
    },
  });
  await ask(1, { ...all, follow: true });
  expect(shownOf(posted)).toEqual({ k0: 'read', k1: 'added' });
});

test('a row is opened, copied and exported whole', async () => {
  const long = 'y'.repeat(5_000_000);
  const { ask, send, posted, copied, saved } = open({ query: paged([rowOf('a', long), rowOf('b', { n: '9007199254740993' })]) });
  const rows = (await ask(1, all))[0];
  expect(rows?.type === 'rows' && rows.rows[0]?.value).toEqual({ text: 'y'.repeat(cellLength), shape: 'text', isCut: true });
  send({ type: 'open', run: 1, index: 0 });
  expect(posted.at(-1)).toMatchObject({ type: 'whole', index: 0, row: { valueJson: JSON.stringify(long) } });
  send({ type: 'copy', run: 1, index: 1, what: 'value' });
  expect(copied).toEqual(['{"n":"9007199254740993"}']);
  send({ type: 'export', run: 1 });
  expect([saved[0]?.rows.map(({ key }) => key), saved[0]?.isWhole]).toEqual([['a', 'b'], true]);
  send({ type: 'open', run: 2, index: 0 });
  send({ type: 'export', run: 9 });
  expect([posted.filter(({ type }) => type === 'whole').length, saved.length]).toEqual([1, 1]);
});

test('the rows of a run can be opened, copied and exported until the next one has an answer', async () => {
  let answer: ClusterResult<QueryResult> = succeed(answerOf([rowOf('a', 1)]));
  const { ask, send, posted, copied, saved } = open({ query: () => Promise.resolve(answer) });
  await ask(1, all);
  answer = fail({ kind: 'notFound', message: 'There is no such topic.' });
  expect(await ask(2, all)).toEqual([{ type: 'end', run: 2, state: 'failed', message: 'There is no such topic.', mayAsk: false }]);
  send({ type: 'open', run: 1, index: 0 });
  expect(posted.at(-1)).toMatchObject({ type: 'whole', run: 1, index: 0, row: { valueJson: '1' } });
  send({ type: 'copy', run: 1, index: 0, what: 'key' });
  send({ type: 'export', run: 1 });
  expect([copied, saved.map(({ rows }) => rows.length)]).toEqual([['a'], [1]]);
  answer = succeed(answerOf([]));
  await ask(3, all);
  send({ type: 'copy', run: 1, index: 0, what: 'key' });
  expect(copied).toEqual(['a']);
});

test('a store whose topic is gone is looked for anew by the next run, and only then', async () => {
  let answer: ClusterResult<QueryResult> = succeed(answerOf([rowOf('a', 1)]));
  const { ask, looked } = open({ query: () => Promise.resolve(answer) });
  await ask(1, all);
  answer = fail({ kind: 'unreachable', message: 'Nothing listens there.' });
  await ask(2, all);
  answer = fail({ kind: 'notFound', message: 'There is no such topic.' });
  await ask(3, all);
  answer = succeed(answerOf([rowOf('a', 1)]));
  await ask(4, all);
  await ask(5, all);
  expect(looked).toEqual([false, false, false, true, false]);
});

test('a value that is nested deeper than can be written is said, not thrown', () => {
  let deep: Json = [];
  for (let n = 0; n < 200_000; n++) deep = [deep];
  const row = rowOf('a', deep);
  expect(toWholeRow(row).valueJson).toBeNull();
  expect(toPanelRow(row).value.text).toMatch(/too deep/);
});

test('the page is told its store at once, then where it lies, or why that is not known', async () => {
  const found = open({ query: never });
  found.send({ type: 'ready' });
  expect(found.posted).toMatchObject([{ type: 'store', id, found: null, problem: null }]);
  await expect.poll(() => found.posted.length).toBe(2);
  expect(found.posted[1]).toMatchObject({
    type: 'store',
    id,
    found: { topic: target.topic, keySerde: 'string', valueSerde: null },
    problem: null,
  });
  const missing = open({ query: never, found: () => fail({ kind: 'notFound', message: 'No such store.', advice: 'Look again.' }) });
  missing.send({ type: 'ready' });
  await expect.poll(() => missing.posted[1]).toMatchObject({ found: null, problem: 'No such store. Look again.' });
});

describe('rows as files', () => {
  const rows = [
    rowOf('=1+1', '-2', { window: { start: '2026-11-26T09:00:00.000Z', end: null }, expired: 'certain' }),
    rowOf('a "b", c', 'line\r\nline'),
    rowOf(' lead', ''),
    rowOf(7, null),
    rowOf({ base64: 'AP8=' }, { n: [1, '2'] }, { keyBytes: 'AP8=', offset: null }),
  ];
  const textOf = (format: 'csv' | 'json' | 'ndjson'): string => [...rowsAsText(rows, format)].join('');

  test('CSV is RFC 4180, and what a spreadsheet would run is a text with an apostrophe in front', () => {
    const tail = '2026-11-26T09:30:00.000Z,0,12,string,json,false,';
    expect(textOf('csv').split(/\r\n(?!line)/)).toEqual([
      'key,windowStart,windowEnd,value,timestamp,partition,offset,keySerde,valueSerde,tombstone,expired',
      `"'=1+1",2026-11-26T09:00:00.000Z,,"-2",${tail}certain`,
      `"a ""b"", c",,,"line\r\nline",${tail}`,
      `" lead",,,"",${tail}`,
      `7,,,,${tail}`,
      `"{""base64"":""AP8=""}",,,"{""n"":[1,""2""]}",2026-11-26T09:30:00.000Z,0,,string,json,false,`,
      '',
    ]);
  });

  test('JSON and lines of JSON hold the contract’s rows', () => {
    const expected = rows.map(({ keyBytes: _key, ...row }) => row);
    expect(JSON.parse(textOf('json'))).toEqual(expected);
    expect(
      textOf('ndjson')
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual(expected);
    expect(JSON.parse([...rowsAsText([], 'json')].join(''))).toEqual([]);
  });
});

test('who holds the partition of a row, and the key that was asked for, is told where the page asks', async () => {
  const holder = (port: number) => ({
    processId: `process-${port}`,
    clientHost: '/10.0.0.1',
    endpoint: { host: 'localhost', port },
    clientId: 'thread',
  });
  const partitions = [0, 1].map((partition) => ({
    partition,
    task: `0_${partition}`,
    active: holder(partition + 1),
    standby: [holder(2 - partition)],
    warmup: [],
    why: null,
  }));
  const place = { found: [1], read: [0, 1], computed: { partition: 1, partitions: 2 }, why: null, others: [] };
  let asked = 0;
  const { ask, send, posted, copied } = open({
    query: () => Promise.resolve(succeed(queryAnswer([rowOf('a\u0000', 1), rowOf({ base64: '/w==' }, 1)], { place }))),
    holders: (given) => {
      asked++;
      expect(given).toEqual({ application: 'shop', topic: 'shop-counts-changelog', isSourceTopic: false, isGlobal: false, reads: null });
      return Promise.resolve(succeed({ state: 'Stable', subtopology: '0', certainty: 'certain', from: 'the code', partitions }));
    },
  });
  const rows = (await ask(1, all))[0];
  expect(rows?.type === 'rows' && rows.answer?.place).toMatch(/^The key was found in partition 1, where /);
  send({ type: 'holders', run: 1, index: null });
  send({ type: 'holders', run: 1, index: 0 });
  send({ type: 'holders', run: 7, index: 0 });
  await expect.poll(() => posted.filter(({ type }) => type === 'holders')).toHaveLength(2);
  expect(posted.slice(-2)).toEqual([
    { type: 'holders', run: 1, index: null, text: 'partition 1 · active on localhost:2 · standby on localhost:1' },
    { type: 'holders', run: 1, index: 0, text: 'partition 0 · active on localhost:1 · standby on localhost:2' },
  ]);
  expect(asked).toBe(1);
  // What is copied of a key can be asked for.
  for (const index of [0, 1]) send({ type: 'copy', run: 1, index, what: 'key' });
  expect(copied).toEqual(['"a\\u0000"', '{"base64":"/w=="}']);
});

test('that nobody can be asked who holds a key is told, too', async () => {
  const { ask, send, posted } = open({
    query: paged([rowOf('a', 1)]),
    holders: () => Promise.resolve(fail({ kind: 'unavailable', message: 'No right to describe the group.' })),
  });
  await ask(1, all);
  send({ type: 'holders', run: 1, index: 0 });
  await expect
    .poll(() => posted.at(-1))
    .toEqual({ type: 'holders', run: 1, index: 0, text: 'who holds it is not known: No right to describe the group.' });
});
