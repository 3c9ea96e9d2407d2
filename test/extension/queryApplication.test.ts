/** A panel whose source is the running application: whom it asks, what it says of the answer, and how it follows. */
import { describe, expect, test } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import type { LiveResult } from '../../src/live/client/liveResult.js';
import type { LiveStoreAsk } from '../../src/live/store/askStore.js';
import type { LiveStoreAnswer } from '../../src/live/store/liveRows.js';
import type { ClusterSession } from '../../src/platform/cluster/clusterService.js';
import type { Question } from '../../src/protocol/queryPanel.js';
import type { QueryRow } from '../../src/store/query.js';
import { all, never, open, rowOf, target } from '../support/queryPanel.js';

const agreed = ['a:1', 'b:1'];
const ofApplication: Question = { ...all, via: 'application', limit: 1000 };

function answerOf(more: Partial<LiveResult> = {}, rest: Partial<LiveStoreAnswer> = {}): LiveStoreAnswer {
  const live: LiveResult = {
    ...{ application: 'shop', store: 'counts', storeKind: 'timestampedKeyValue', rows: [], complete: true, next: null, warnings: [] },
    source: {
      via: 'application',
      instances: [{ host: 'a:1', answered: true, stale: false, error: null }],
      route: [{ partition: 0, host: 'a:1', role: 'active', lag: null }],
    },
    ...{ unanswered: [], place: null, timings: [{ host: 'a:1', questions: 2, slowestMs: 5 }], failure: null },
    ...more,
  };
  const { complete, next, warnings } = live;
  return { live, changelog: null, differences: null, notAsked: [], found: null, complete, next, warnings, ...rest };
}

/** Answers in turn, the last again and again. */
function answering(
  answers: readonly { readonly rows: readonly QueryRow[]; readonly answer?: LiveStoreAnswer }[],
  asks: LiveStoreAsk[] = [],
) {
  const live: ClusterSession['live'] = async (ask, onRows) => {
    const { rows, answer = answerOf() } = answers[Math.min(asks.length, answers.length - 1)] ?? never();
    asks.push(ask);
    await onRows(rows);
    return succeed(answer);
  };
  return live;
}

const ownRow = (key: string, value: number): QueryRow => rowOf(key, value, { offset: null, keyBytes: Buffer.from(key).toString('base64') });

describe('a question to the application', () => {
  test('is asked of nobody before a person agreed', async () => {
    const { ask } = open({ query: never });
    expect(await ask(1, ofApplication)).toEqual([
      { type: 'end', run: 1, state: 'failed', message: 'The instances of shop are asked over HTTP once you agree to it.', mayAsk: true },
    ]);
  });

  test('goes to the addresses that were agreed to, and the answer says who gave it', async () => {
    const asks: LiveStoreAsk[] = [];
    const live = answering([{ rows: [ownRow('k', 1)], answer: answerOf({}, { notAsked: ['c:1'] }) }], asks);
    const messages = await open({ query: never, live, agreed }).ask(1, { ...ofApplication, stale: true });
    expect(asks).toMatchObject([
      { application: 'shop', store: 'counts', via: 'application', agreed, takesStale: true, search: null, cursor: null },
    ]);
    expect(messages).toMatchObject([
      {
        type: 'rows',
        rows: [{ key: { text: 'k' }, offset: null }],
        answer: {
          ...{ topic: null, complete: true, storeKind: 'timestampedKeyValue', kindOrigin: { origin: 'application' } },
          live: {
            instances: [{ host: 'a:1', active: [0], standby: [], trouble: null, questions: 2 }],
            notAsked: ['c:1'],
            differences: null,
          },
        },
      },
      { type: 'end', state: 'done', mayAsk: true },
    ]);
  });

  test('that nobody answers shows each instance with what can be done', async () => {
    const instances = [{ host: 'a:1', answered: false, stale: false, error: 'restoring' as const }];
    const failed = answerOf({ failure: 'a:1: it restores', complete: false, source: { via: 'application', instances, route: [] } });
    const messages = await open({ query: never, live: answering([{ rows: [], answer: failed }]), agreed }).ask(1, ofApplication);
    expect(messages[0]).toMatchObject({
      answer: { live: { instances: [{ trouble: 'restoring: it restores the store: ask again later, or take stale answers' }] } },
    });
    expect(messages[1]).toMatchObject({
      state: 'failed',
      message: 'a:1: it restores: it restores the store: ask again later, or take stale answers.',
    });
  });

  test('whose instances are all new tells whom to agree to', async () => {
    const nobody = answerOf(
      { failure: 'No instance is known.', source: { via: 'application', instances: [], route: [] } },
      { notAsked: ['c:1'] },
    );
    const messages = await open({ query: never, live: answering([{ rows: [], answer: nobody }]), agreed }).ask(1, ofApplication);
    expect(messages.at(-1)).toMatchObject({
      message: 'The application was not asked: you did not agree yet that its instance is (c:1).',
      mayAsk: true,
    });
  });

  test('of a store without a topic is asked all the same', async () => {
    const asks: LiveStoreAsk[] = [];
    const found = () => fail({ kind: 'unsupported', message: 'No topic backs counts.' } as const);
    const one = open({ query: never, live: answering([{ rows: [ownRow('k', 1)] }], asks), agreed, found });
    expect((await one.ask(1, ofApplication)).at(-1)).toMatchObject({ state: 'done' });
    expect(asks).toMatchObject([{ target: null }]);
    one.send({ type: 'ready' });
    await expect
      .poll(() => one.posted.at(-1))
      .toMatchObject({ type: 'store', found: null, problem: null, onlyApplication: 'No topic backs counts.' });
  });

  test('about the history of a key is one for the changelog', async () => {
    const messages = await open({ query: never, agreed }).ask(1, { ...ofApplication, operation: { kind: 'history', key: { text: 'k' } } });
    expect(messages).toMatchObject([{ state: 'failed', message: expect.stringContaining('Choose the changelog') }]);
  });
});

test('what is followed is asked for again: rows that are other, or gone, and who answers now', async () => {
  const moved = answerOf({
    source: {
      via: 'application',
      instances: [{ host: 'b:1', answered: true, stale: false, error: null }],
      route: [{ partition: 0, host: 'b:1', role: 'active', lag: null }],
    },
  });
  const live = answering([
    { rows: [ownRow('k', 1), ownRow('l', 1)] },
    { rows: [ownRow('k', 1), ownRow('l', 2)], answer: moved },
    { rows: [ownRow('l', 2)], answer: moved },
  ]);
  const { ask, posted, send } = open({ query: never, live, agreed });
  await ask(1, { ...ofApplication, follow: true });
  const changes = (): unknown[] => posted.filter(({ type }) => type === 'changes');
  await expect.poll(() => changes().length, { timeout: 15_000 }).toBe(2);
  expect(changes()).toMatchObject([
    { rows: [{ index: 1, row: { value: { text: '2' } } }] },
    { rows: [{ index: 0, row: { value: { shape: 'deleted' } } }] },
  ]);
  expect(posted.filter((one) => one.type === 'rows').at(-1)).toMatchObject({
    rows: [],
    answer: { live: { instances: [{ host: 'b:1', active: [0] }] } },
  });
  send({ type: 'cancel' });
  await expect.poll(() => posted.at(-1)).toMatchObject({ type: 'end', state: 'cancelled' });
}, 20_000);

test('of versions that are followed, each is told: one that came, and when the one before it ended', async () => {
  const version = (second: number, validTo: string | null): QueryRow => ({
    ...ownRow('k', second),
    timestamp: `2026-11-26T09:30:0${second}.000Z`,
    details: { validTo },
  });
  const answer = answerOf({ storeKind: 'versionedKeyValue' });
  const live = answering([
    { rows: [version(1, null)], answer },
    { rows: [version(1, null)], answer },
    { rows: [version(1, '2026-11-26T09:30:02.000Z'), version(2, '2026-11-26T09:30:03.000Z'), version(3, null)], answer },
  ]);
  const found = () => succeed({ ...target, kind: 'versionedKeyValue' } as const);
  const { ask, posted, send } = open({ query: never, live, agreed, found });
  await ask(1, { ...ofApplication, operation: { kind: 'history', key: { text: 'k' } }, follow: true });
  await expect.poll(() => posted.filter(({ type }) => type === 'changes'), { timeout: 15_000 }).toHaveLength(1);
  expect(posted.find(({ type }) => type === 'changes')).toMatchObject({
    rows: [
      { index: 0, row: { details: 'validTo: 2026-11-26T09:30:02.000Z' } },
      { index: 1, row: { value: { text: '2' } } },
      { index: 2, row: { value: { text: '3' } } },
    ],
  });
  send({ type: 'cancel' });
}, 20_000);

test('a comparison is of all rows that were asked for, as it has no second page', async () => {
  const asks: LiveStoreAsk[] = [];
  const rows = Array.from({ length: 2500 }, (_, i) => ownRow(`k${i}`, i));
  const messages = await open({ query: never, live: answering([{ rows }], asks), agreed }).ask(1, {
    ...ofApplication,
    via: 'both',
    limit: 10_000,
  });
  expect(asks.map(({ limit }) => limit)).toEqual([10_000]);
  const posted = messages.flatMap((one) => (one.type === 'rows' ? [[one.from, one.rows.length, one.answer !== null]] : []));
  expect(posted).toEqual([
    [0, 1000, true],
    [1000, 1000, false],
    [2000, 500, false],
  ]);
});
