import { describe, expect, it } from 'vitest';
import { succeed } from '../../../src/base/result.js';
import type { ThreadAnswer, ThreadRequest } from '../../../src/platform/cluster/clusterMessages.js';
import { createClusterService } from '../../../src/platform/cluster/createClusterService.js';
import type { SessionReader } from '../../../src/platform/cluster/createSessionReader.js';
import { serveClusters } from '../../../src/platform/cluster/serveClusters.js';
import type { StoreQuery } from '../../../src/store/query.js';
import { queryAnswer } from '../../support/queryAnswer.js';
import { createFakeCluster } from '../../support/fakeCluster.js';

const settings = { bootstrap: ['127.0.0.1:1'], tls: null, sasl: null, schemaRegistry: null };
/** Stands for a query; the reader of these tests looks at nothing in it. */
const query = {} as StoreQuery;

/** The thread's side without a thread: a reader whose queries last until they are aborted. */
function serve(read: Partial<SessionReader> = {}) {
  const answers: Exclude<ThreadAnswer, { readonly kind: 'pong' }>[] = [];
  let pongs = 0;
  const closed: string[] = [];
  let listener: (request: ThreadRequest) => void = () => undefined;
  const reader: SessionReader = {
    query: (_, call) =>
      new Promise((resolve) => {
        call?.onProgress?.({ next: 1, records: 1, bytes: 1, span: 2, done: 1, secondsLeft: null });
        call?.signal?.addEventListener('abort', () => resolve({ ok: false, error: { kind: 'cancelled', message: 'Cancelled.' } }));
      }),
    follow: (_, onRows) => {
      onRows({ rows: [] });
      return Promise.resolve(succeed(undefined));
    },
    close: () => Promise.resolve(void closed.push('reader')),
    ...read,
  };
  const cluster = { ...createFakeCluster(() => ({})), close: () => Promise.resolve(void closed.push('cluster')) };
  const service = createClusterService({
    openCluster: () => cluster,
    createReader: () => reader,
    fetchLags: () => Promise.resolve({ ok: false, error: 'no endpoint' }),
    findAgents: () => [],
    getLive: () => Promise.resolve({ ok: false, error: 'no endpoint' }),
  });
  const hear = (answer: ThreadAnswer): void => {
    if (answer.kind === 'pong') pongs++;
    else answers.push(answer);
  };
  serveClusters({ on: (_, listen) => void (listener = listen), postMessage: hear }, service);
  const say = async (...requests: readonly ThreadRequest[]): Promise<void> => {
    for (const request of requests) listener(request);
    await new Promise((done) => setTimeout(done, 5));
  };
  return { answers, closed, say, pongs: () => pongs };
}

const open: ThreadRequest = { kind: 'open', session: 1, settings };
const asked = (id: number, kind: 'query' | 'follow' = 'query'): ThreadRequest => ({
  kind: 'ask',
  session: 1,
  id,
  question: { kind, ask: query },
});

describe('the side of the cluster thread', () => {
  it('answers a ping at once, whatever else it does', async () => {
    const { pongs, say } = serve();
    await say(open, asked(1), { kind: 'ping' }, { kind: 'ping' });
    expect(pongs()).toBe(2);
  });

  it('answers, with rows and progress before', async () => {
    const { answers, say } = serve();
    await say(open, { kind: 'ask', session: 1, id: 1, question: { kind: 'describe', ask: [] } }, asked(2, 'follow'), asked(3));
    expect(answers.map(({ kind, id }) => [kind, id])).toEqual(
      expect.arrayContaining([
        ['answer', 1],
        ['rows', 2],
        ['answer', 2],
        ['progress', 3],
      ]),
    );
  });

  it('ends what is cancelled, and only that', async () => {
    const { answers, say } = serve();
    await say(open, asked(1), asked(2), { kind: 'cancel', id: 1 }, { kind: 'cancel', id: 77 });
    expect(answers.filter(({ kind }) => kind === 'answer')).toMatchObject([{ id: 1, result: { ok: false, error: { kind: 'cancelled' } } }]);
  });

  it('ends what runs before it closes a session: reader first, then cluster', async () => {
    const { answers, closed, say } = serve();
    await say(open, asked(1), { kind: 'close', session: 1, id: 2 });
    expect(answers.filter(({ kind }) => kind !== 'progress').map(({ kind, id }) => [kind, id])).toEqual([
      ['answer', 1],
      ['closed', 2],
    ]);
    expect(closed).toEqual(['reader', 'cluster']);
    await say({ kind: 'close', session: 9, id: 3 });
    expect(answers.at(-1)).toEqual({ kind: 'closed', id: 3 });
  });

  it('searches no faster than its rows are taken', async () => {
    const row = { key: 'a', value: 1, partition: 0, offset: '1', window: null, timestamp: null, tombstone: false };
    const full = { ...row, keySerde: 'string', valueSerde: 'long' };
    const { answers, say } = serve({
      async query(_, __, take) {
        for (let n = 0; n < 10; n++) await take?.([full]);
        return succeed(queryAnswer([], { complete: true }));
      },
    });
    const search = { query: { ...query, limit: 100 }, text: 'key = "a"', sort: '', skip: 1 };
    await say(open, { kind: 'ask', session: 1, id: 1, question: { kind: 'search', ask: search } });
    const given = (): number => answers.filter(({ kind }) => kind === 'rows').length;
    expect(given()).toBe(4);
    await say({ kind: 'taken', id: 1 });
    expect(given()).toBe(5);
    for (let n = 0; n < 9; n++) await say({ kind: 'taken', id: 1 });
    expect(given()).toBe(9);
    expect(answers.at(-1)).toMatchObject({ kind: 'answer', result: { ok: true, value: { matched: 10, looked: 10, complete: true } } });
  });

  it('says a mistake of ours and goes on', async () => {
    const { answers, say } = serve({ query: () => Promise.reject(new Error('a mistake')) });
    await say(open, asked(1), asked(2, 'follow'));
    const given = answers.filter(({ kind }) => kind === 'answer').toSorted((one, other) => one.id - other.id);
    expect(given).toMatchObject([
      { id: 1, result: { ok: false, error: { kind: 'broken', message: 'The cluster thread failed: a mistake.' } } },
      { id: 2, result: { ok: true } },
    ]);
  });
});
