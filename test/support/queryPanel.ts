/** A query panel without an editor and without a cluster: a session that answers as a test says. */
import { expect } from 'vitest';
import { succeed } from '../../src/base/result.js';
import { createQueryRuns, type ExportAsk } from '../../src/extension/queryPanel/queryRuns.js';
import type { ClusterResult } from '../../src/kafka/clusterError.js';
import type { ClusterSession } from '../../src/platform/cluster/clusterService.js';
import type { Choice, Question, QueryFromPage, QueryToPage } from '../../src/protocol/queryPanel.js';
import { readQueryToPage } from '../../src/protocol/queryPanel.js';
import type { Json, QueryResult, QueryRow, StoreQuery, StoreTarget } from '../../src/store/query.js';
import { unknownTarget } from './storeTarget.js';
import { queryAnswer } from './queryAnswer.js';

export const id = { cluster: 'demo', application: 'shop', store: 'counts' };
const none: Choice = { kind: null, keySerde: null, valueSerde: null };
export const target = unknownTarget('shop-counts-changelog', {
  application: 'shop',
  store: 'counts',
  kind: 'keyValue',
  kindOrigin: 'code',
  keyedByInput: true,
  keySerde: { name: 'string', origin: 'code' },
});
export const all: Question = {
  via: 'changelog',
  operation: { kind: 'all' },
  asOf: null,
  limit: 100_000,
  follow: false,
  withExpired: false,
  stale: false,
  search: '',
  sort: '',
  skip: 0,
  choice: none,
};

export function rowOf(key: Json, value: Json, more: Partial<QueryRow> = {}): QueryRow {
  return {
    key,
    window: null,
    value,
    timestamp: '2026-11-26T09:30:00.000Z',
    partition: 0,
    offset: '12',
    keySerde: 'string',
    valueSerde: 'json',
    tombstone: false,
    ...more,
  };
}

export const answerOf = (rows: readonly QueryRow[], next: string | null = null): QueryResult =>
  queryAnswer(rows, { complete: next === null, next });

export const never = (): never => {
  throw new Error('not asked for here');
};

/** A panel over a session that answers as `query` and `follow` say; all that is posted is read by the page's own schema. */
export function open(parts: {
  query: ClusterSession['query'];
  search?: ClusterSession['search'];
  live?: ClusterSession['live'];
  agreed?: readonly string[];
  follow?: ClusterSession['follow'];
  holders?: ClusterSession['holders'];
  found?: () => ClusterResult<StoreTarget>;
}) {
  const posted: QueryToPage[] = [];
  /** Of each time that the store was looked for: whether anew. */
  const looked: boolean[] = [];
  const copied: string[] = [];
  const saved: ExportAsk[] = [];
  const kept: Choice[] = [];
  const session: ClusterSession = {
    describe: never,
    overview: never,
    application: never,
    holders: parts.holders ?? never,
    query: parts.query,
    search: parts.search ?? never,
    live: parts.live ?? never,
    follow: parts.follow ?? never,
    planChange: never,
    carryOut: never,
    close: never,
  };
  const runs = createQueryRuns({
    id,
    sessions: {
      names: ['demo'],
      settledIds: () => Promise.resolve([]),
      session: (name) => (name === 'demo' ? session : undefined),
      askedInstances: () => parts.agreed,
      readApplication: never,
      findTarget: (_, { anew }) => {
        looked.push(anew);
        return Promise.resolve(parts.found?.() ?? succeed(target));
      },
    },
    choices: { get: () => none, set: (_, choice) => kept.push(choice) },
    post: (message) => {
      const read = readQueryToPage(structuredClone(message));
      expect(read).toEqual(message);
      posted.push(message);
    },
    copy: (text) => copied.push(text),
    askInstances: () => Promise.resolve(false),
    save: (asked) => void saved.push(asked),
    lookMs: 5,
    now: () => performance.now(),
  });
  const ask = async (run: number, question: Question): Promise<QueryToPage[]> => {
    runs.receive({ type: 'run', run, question });
    await expect.poll(() => posted.some((one) => one.type === 'end' && one.run === run)).toBe(true);
    return posted.filter((one) => 'run' in one && one.run === run);
  };
  return { runs, posted, copied, saved, kept, looked, ask, send: (message: QueryFromPage) => runs.receive(message) };
}

/** Pages by a cursor that is an index. */
export const paged =
  (rows: readonly QueryRow[], asked: StoreQuery[] = []): ClusterSession['query'] =>
  (query) => {
    asked.push(query);
    const from = Number(query.cursor ?? 0);
    const to = Math.min(rows.length, from + query.limit);
    return Promise.resolve(succeed(answerOf(rows.slice(from, to), to < rows.length ? String(to) : null)));
  };

export const many = (count: number): QueryRow[] => Array.from({ length: count }, (_, n) => rowOf(`k${n}`, n));
