/** Panels at the contents of stores: questions of all kinds, page after page, cancelled, followed; while everything changes. */
import type { ClusterSession } from '../../src/platform/cluster/clusterService.js';
import type { QueryResult, StoreOperation, StoreTarget } from '../../src/store/query.js';
import { between, oneOf, repeat, rest, take, type Driving } from './driving.js';
import { ask, categories, countries, customers, type AskedStore } from './stores.js';

export interface OpenStore {
  readonly store: AskedStore;
  readonly target: StoreTarget;
}

const keyOf = ({ random }: Driving, { store }: OpenStore): string => {
  if (store.kind === 'window' || store.name === 'orders-per-country') return oneOf(random, countries);
  if (store.kind === 'session') return oneOf(random, categories);
  if (store.kind === 'large') return `c-${between(random, 0, customers - 1)}`;
  return store.name.endsWith('product') || store.isGlobal ? `p-${between(random, 0, 9)}` : `c-${between(random, 0, 199)}`;
};

function operationOf(driving: Driving, open: OpenStore): StoreOperation {
  const { random } = driving;
  if (open.store.kind === 'silent') return { kind: 'all' };
  const key = { text: keyOf(driving, open) };
  if (random() < 0.1) return { kind: 'history', key };
  if (open.store.kind === 'window') return random() < 0.5 ? { kind: 'window', key, from: null, to: null } : { kind: 'all' };
  if (open.store.kind === 'session') return random() < 0.5 ? { kind: 'sessions', key } : { kind: 'all' };
  const choice = random();
  if (choice < 0.3) return { kind: 'get', key };
  if (choice < 0.5) return { kind: 'range', from: key, to: { text: keyOf(driving, open) } };
  if (choice < 0.6) return { kind: 'prefix', prefix: { text: key.text.slice(0, 4) } };
  return { kind: 'all' };
}

/** One question with up to three pages. Of the large store, of which nothing changes, a whole answer has all keys. */
async function askOnce(driving: Driving, session: ClusterSession, open: OpenStore): Promise<void> {
  const { random, tally, signal } = driving;
  const operation = operationOf(driving, open);
  // Two views of the large store, of now and of then, do not fit into memory for few.
  const asOf = open.store.kind !== 'large' && random() < 0.1 ? Date.now() - between(random, 0, 300_000) : null;
  const control = new AbortController();
  const late = random() < 0.15 ? setTimeout(() => control.abort(), between(random, 0, 200)) : undefined;
  let cursor: string | null = null;
  for (let page = 0; page < 3 && !signal.aborted; page++) {
    const query = ask(open.target, operation, { asOf, cursor, limit: between(random, 1, 500), withBytes: random() < 0.3 });
    const answer = await session.query(query, { signal: control.signal });
    if (!answer.ok) {
      take(tally, 'a query', answer.error);
      break;
    }
    tally.done(page === 0 ? 'queries' : 'later pages');
    if (answer.value.held === 'disk') tally.done('answers from files');
    if (asOf === null) checkAnswer(driving, open, operation, answer.value);
    cursor = answer.value.next;
    if (cursor === null) break;
  }
  clearTimeout(late);
}

/** What holds of every answer, whatever goes on meanwhile. */
function checkAnswer({ tally }: Driving, { store }: OpenStore, operation: StoreOperation, { rows, liveKeys }: QueryResult): void {
  const problem = (what: string): void => tally.wrong(`${store.name}, ${JSON.stringify(operation)}: ${what}`);
  for (const { trouble } of rows) if (trouble !== undefined) return problem(`a row does not decode: ${trouble}`);
  if (store.kind !== 'large') return;
  if (liveKeys !== null && liveKeys !== customers) problem(`${liveKeys} live keys, and there are ${customers}`);
  if (operation.kind === 'get' && rows.length !== 1) problem(`${rows.length} rows`);
  for (const { key, value } of rows) {
    const named = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
    if (operation.kind !== 'history' && named !== key) return problem(`the value of ${JSON.stringify(key)} is ${JSON.stringify(value)}`);
  }
}

export const query = (
  driving: Driving,
  session: ClusterSession,
  stores: readonly OpenStore[],
  pause: readonly [number, number],
): Promise<void> => repeat(driving, pause, () => askOnce(driving, session, oneOf(driving.random, stores)));

/** One store after another, each for a while. */
export const follow = (driving: Driving, session: ClusterSession, stores: readonly OpenStore[]): Promise<void> =>
  repeat(driving, [100, 2000], async () => {
    const { random, tally, signal } = driving;
    const { target } = oneOf(random, stores);
    const control = new AbortController();
    const onRows = ({ rows }: { readonly rows: readonly unknown[] }): void => tally.done('rows followed', rows.length);
    const following = session.follow(ask(target, { kind: 'all' }), onRows, { signal: control.signal });
    await Promise.race([rest(signal, between(random, 5_000, 30_000)), following]);
    control.abort();
    const end = await following;
    if (!end.ok && end.error.kind !== 'cancelled') take(tally, 'a follow', end.error);
    else tally.done('follows');
  });
