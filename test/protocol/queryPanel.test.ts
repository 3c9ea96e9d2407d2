/** Each side of the wire takes what the other sends, and nothing else. */
import { expect, test } from 'vitest';
import { readChoice, readQueryFromPage, readQueryPageState, readQueryToPage } from '../../src/protocol/queryPanel.js';

const choice = { kind: null, keySerde: 'long', valueSerde: null };
const question = {
  via: 'changelog',
  operation: { kind: 'get', key: { text: 'a' } },
  asOf: null,
  limit: 100,
  follow: false,
  withExpired: true,
  stale: false,
  search: 'value.status = "OPEN"',
  sort: 'value.total desc',
  skip: 1000,
  choice,
} as const;
const id = { cluster: 'demo', application: 'shop', store: 'counts' };
const row = {
  key: { text: 'a', shape: 'text', isCut: false },
  value: { text: '9007199254740993', shape: 'text', isCut: false },
  window: { start: 0, end: null },
  timestamp: -1,
  partition: 0,
  offset: '9223372036854775807',
  details: '',
  trouble: null,
  expired: 'possible',
  change: null,
  difference: null,
};

test.each([
  [{ type: 'ready' }],
  [{ type: 'run', run: 1, question }],
  [{ type: 'run', run: 1, question: { ...question, operation: { kind: 'window', key: { base64: 'AAE=' }, from: 0, to: null } } }],
  [{ type: 'cancel' }],
  [{ type: 'export', run: 1 }],
  [{ type: 'run', run: 1, question: { ...question, via: 'application', stale: true } }],
  [{ type: 'run', run: 1, question: { ...question, via: 'both' } }],
  [{ type: 'askInstances' }],
  [{ type: 'copy', run: 1, index: 0, what: 'value' }],
])('the editor takes %j', (message) => {
  expect(readQueryFromPage(structuredClone(message))).toEqual(message);
});

test.each([
  [null],
  ['ready'],
  [{ type: 'run', run: 1 }],
  [{ type: 'run', run: -1, question }],
  [{ type: 'run', run: 1, question: { ...question, limit: 1e9 } }],
  [{ type: 'run', run: 1, question: { ...question, limit: 0 } }],
  [{ type: 'run', run: 1, question: { ...question, via: 'file:///etc' } }],
  [{ type: 'run', run: 1, question: { ...question, operation: { kind: 'delete', key: { text: 'a' } } } }],
  [{ type: 'run', run: 1, question: { ...question, operation: { kind: 'get', key: { base64: '<>' } } } }],
  [{ type: 'export', run: 0.5 }],
  [{ type: 'run', run: 1, question: { ...question, search: 'x'.repeat(10_001) } }],
  [{ type: 'run', run: 1, question: { ...question, skip: -1 } }],
  [{ type: 'open', run: 1, index: '__proto__' }],
])('the editor refuses %j', (message) => {
  expect(readQueryFromPage(message)).toBeUndefined();
});

test('live changes arrive as they were sent, with 64-bit offsets', () => {
  const message = { type: 'changes', run: 3, rows: [{ index: 7, row }] };
  expect(readQueryToPage(structuredClone(message))).toEqual(message);
  expect(readQueryToPage({ ...message, rows: [{ index: 7, row: { ...row, offset: 12 } }] })).toBeUndefined();
  expect(readQueryToPage({ ...message, rows: [{ index: 7, row: { ...row, value: { ...row.value, shape: 'html' } } }] })).toBeUndefined();
});

test('what a running application answered arrives with who did, and who did not', () => {
  const instance = {
    host: 'a:1',
    active: [3],
    standby: [{ partition: 1, lag: '9007199254740993' }],
    trouble: null,
    questions: 4,
    slowestMs: 12.5,
  };
  const live = { instances: [instance], notAsked: ['b:1'], tookMs: 31, differences: null };
  const own = { origin: 'application', certainty: 'certain', reason: '' } as const;
  const serde = { ...own, serde: 'as the application reads keys' };
  const answer = {
    ...{ storeKind: 'keyValue', kindOrigin: own, topic: null, live, partitions: [], complete: true, warnings: [], lacking: [], notes: [] },
    ...{ serdes: { key: serde, value: serde }, readAt: 1, place: 'partition 3', liveKeys: null, expiredKeys: null, held: 'not kept' },
    ...{ more: false, found: null },
  };
  const message = { type: 'rows', run: 1, from: 0, rows: [{ ...row, partition: -1, offset: null, difference: 'not known why' }], answer };
  expect(readQueryToPage(structuredClone(message))).toEqual(message);
  const wrong = { ...live, instances: [{ ...instance, active: 'all' }] };
  expect(readQueryToPage({ ...message, answer: { ...answer, live: wrong } })).toBeUndefined();
  expect(readQueryToPage({ type: 'waiting', run: 1, text: 'a:1 restores' })).toBeDefined();
});

test('what a page kept, and what was chosen, counts only as a whole', () => {
  const form = {
    operation: 'range',
    key: '',
    keyBase64: null,
    from: 'a',
    to: '',
    windowFrom: '',
    windowTo: '',
    asOf: '5 minutes ago',
    limit: 1000,
    follow: true,
  };
  const state = { id, form, times: 'utc', search: 'a', widths: { key: 120 }, detailsWidth: 400 };
  expect(readQueryPageState(state)).toEqual({ ...state, form: { ...form, via: 'changelog', withExpired: false, stale: false, sort: '' } });
  const ofBefore = { ...form, asOf: 5, windowFrom: null };
  expect(readQueryPageState({ ...state, form: ofBefore })?.form).toMatchObject({ asOf: '', windowFrom: '', from: 'a' });
  expect(readQueryPageState({ ...state, widths: { key: 1e9 } })).toBeUndefined();
  expect(readQueryPageState({ ...state, id: { cluster: 'demo' } })).toBeUndefined();
  expect(readQueryPageState(undefined)).toBeUndefined();
  expect(readChoice(choice)).toEqual(choice);
  expect(readChoice({ ...choice, kind: 'none' })).toBeUndefined();
});
