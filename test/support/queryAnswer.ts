import type { QueryResult, QueryRow } from '../../src/store/query.js';

/** What a query of a key-value store answers: these rows, and no more unless `more` says so. */
export const queryAnswer = (rows: readonly QueryRow[], more: Partial<QueryResult> = {}): QueryResult => ({
  application: 'shop',
  store: 'counts',
  storeKind: 'keyValue',
  source: { via: 'changelog', topic: 'shop-counts-changelog', partitions: [{ partition: 0, fromOffset: '0', toOffset: '9' }] },
  rows,
  complete: true,
  next: null,
  warnings: [],
  lacking: [],
  notes: [],
  lost: [],
  kindOrigin: { origin: 'code', certainty: 'certain', reason: '' },
  serdes: {
    key: { serde: 'string', origin: 'code', certainty: 'certain', reason: '' },
    value: { serde: 'json', origin: 'bytes', certainty: 'likely', reason: '' },
  },
  readAt: '2026-11-26T09:30:00.000Z',
  place: null,
  liveKeys: null,
  expiredKeys: null,
  held: 'memory',
  ...more,
});
