/** Whether what is read of stores is what the application's own interactive queries answer, while nothing is written. */
import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import type { OrdersCluster, OrdersInstance } from '../../demo/cluster/ordersCluster.mjs';
import type { FolderReport } from '../../src/platform/analysis/analysisMessages.js';
import type { ClusterSession } from '../../src/platform/cluster/clusterService.js';
import type { QueryRow, StoreOperation } from '../../src/store/query.js';
import { valueOf } from '../cluster/lib/programs.js';
import { lookAtApplication } from './looks.js';
import type { OpenStore } from './queries.js';
import { applicationIds, ask, categories, countries, customers, type ApplicationId } from './stores.js';
import type { Random } from '../robustness/mutations.js';
import { between } from './driving.js';
import type { Tally } from './tally.js';

interface ToldRow {
  readonly key?: string;
  readonly value: unknown;
  /** Of windows and sessions, milliseconds. */
  readonly start?: number;
  readonly end?: number;
}

type Told = { readonly rows: readonly ToldRow[] } | { readonly found: boolean; readonly value: unknown };

/** Waits until the applications have read all that there is, and have written all of it. */
export async function whenQuiet(session: ClusterSession, reports: readonly FolderReport[]): Promise<void> {
  const patienceMs = 300_000;
  for (const end = Date.now() + patienceMs; ;) {
    const lags = await Promise.all(applicationIds.map((id) => lagOf(session, id, reports)));
    if (lags.every((lag) => lag === 0)) break;
    if (Date.now() > end) throw new Error(`the applications do not catch up: ${lags.join(' and ')} records wait`);
    await wait(1000);
  }
  // What their caches hold is written with the next commit, every second.
  await wait(5000);
}

/** Records to be read; undefined: not known now. */
async function lagOf(session: ClusterSession, id: ApplicationId, reports: readonly FolderReport[]): Promise<number | undefined> {
  const state = await lookAtApplication(session, id, reports);
  if (!state.ok || state.value.instances.length === 0) return undefined;
  const lags = [...state.value.sources, ...state.value.repartitions].map(({ lag }) => lag.value);
  // A topic that the group does not read, such as a global store's, has no lag.
  return lags.reduce<number>((sum, lag) => sum + (lag ?? 0), 0);
}

/** `sessions`: a service may keep views in several ways; each of them is asked. */
export async function compareStores(
  orders: OrdersCluster,
  sessions: Readonly<Record<string, ClusterSession>>,
  stores: readonly OpenStore[],
  random: Random,
  tally: Tally,
): Promise<void> {
  const without: Without = new Map();
  for (const open of stores)
    for (const { operation, place } of questionsOf(open, random)) {
      for (const [name, session] of Object.entries(sessions)) {
        let difference: string | undefined;
        // A task that moves between two instances is told by both or by none for a moment.
        for (let tries = 0; tries < 3 && (tries === 0 || difference !== undefined); tries++) {
          if (tries > 0) await wait(5000);
          const told = await askInstances(orders, open, place, without);
          const answer = valueOf(await session.query(ask(open.target, operation, { withExpired: true, limit: 10_000 })));
          difference = differenceOf(told, answer.rows);
          tally.done(tries === 0 ? 'answers compared' : 'answers compared again');
          if (tries === 0) tally.done('rows compared', told.length);
        }
        if (difference !== undefined) tally.wrong(`${name}: ${open.store.name}, ${JSON.stringify(operation)}: ${difference}`);
      }
    }
}

interface TwoQuestions {
  readonly operation: StoreOperation;
  readonly place: string;
}

function questionsOf({ store }: OpenStore, random: Random): readonly TwoQuestions[] {
  const windows = (key: string): TwoQuestions => ({
    operation: { kind: 'window', key: { text: key }, from: null, to: null },
    place: `window?key=${key}`,
  });
  const sessions = (key: string): TwoQuestions => ({ operation: { kind: 'sessions', key: { text: key } }, place: `session?key=${key}` });
  const get = (key: string): TwoQuestions => ({ operation: { kind: 'get', key: { text: key } }, place: `get?key=${key}` });
  const range = (from: string, to: string): TwoQuestions => ({
    operation: { kind: 'range', from: { text: from }, to: { text: to } },
    place: `range?from=${from}&to=${to}`,
  });
  if (store.kind === 'window') return countries.map(windows);
  if (store.kind === 'session') return categories.map(sessions);
  if (store.kind === 'silent') return [];
  if (store.kind === 'keyValue') return [{ operation: { kind: 'all' }, place: 'all' }];
  // Not all: the endpoint answers with 1,000 rows at most.
  const keys = Array.from({ length: 20 }, () => `c-${between(random, 0, customers - 1)}`);
  const first = between(random, 1000, 9998);
  return [...keys.map(get), range(`c-${first}`, `c-${first + 1}`)];
}

async function askInstances(orders: OrdersCluster, { store }: OpenStore, place: string, without: Without): Promise<readonly ToldRow[]> {
  const own = orders.instances.filter(({ application }) => application === store.application);
  const asked = store.isGlobal ? own.slice(0, 1) : own;
  const answers = await Promise.all(asked.map((instance) => tellOf(instance, store.name, place, without)));
  return answers.flatMap((told) => {
    if ('rows' in told) return told.rows;
    return told.found ? [{ key: new URLSearchParams(place.slice(place.indexOf('?'))).get('key')!, value: told.value }] : [];
  });
}

/** What an instance says of a store of which it has no task, for as long as that is so: after churn all may lie with the other one. */
const hasNone = { rows: [] } as const;
const settledMs = 30_000;
/** Since when it is so, by instance and store: it is waited for once, not at each question. */
type Without = Map<string, number>;

/** While its tasks move or restore, an instance refuses, or hangs up: it is asked again for five minutes. */
async function tellOf({ name, url, alive }: OrdersInstance, store: string, place: string, without: Without): Promise<Told> {
  const both = `${name} ${store}`;
  let last: unknown;
  for (const end = Date.now() + 300_000; Date.now() < end && alive(); await wait(1000)) {
    const told = await textAt(`${url}/stores/${encodeURIComponent(store)}/${place}`).then(
      (text) => JSON.parse(text) as Told | { readonly error: unknown },
      (error: unknown) => ({ error }),
    );
    last = 'error' in told ? told.error : undefined;
    if (!isWithoutStore(last)) without.delete(both);
    else if (!without.has(both)) without.set(both, Date.now());
    if (!('error' in told)) return told;
    if (Date.now() - (without.get(both) ?? Infinity) > settledMs) return hasNone;
  }
  throw new Error(
    `${name} ${alive() ? 'does not answer' : 'has ended, asked'} ${store} ${place}: ${JSON.stringify(last) ?? ''} ${String(last)}`,
  );
}

/** It runs, and no task of its has the store. */
function isWithoutStore(error: unknown): boolean {
  const { code, state } = (error ?? {}) as { readonly code?: unknown; readonly state?: unknown };
  return code === 'INVALID_STATE_STORE' && state === 'RUNNING';
}

/** Over a connection of its own: the endpoint closes those that were kept, and may do so while it is asked. */
async function textAt(url: string): Promise<string> {
  const [response] = (await once(http.get(url, { agent: false }), 'response')) as [http.IncomingMessage];
  return text(response);
}

/** undefined: there is none. What is past the retention is marked, and the application may have it or not: its cache may hold it still. */
function differenceOf(told: readonly ToldRow[], read: readonly QueryRow[]): string | undefined {
  const placeOf = (key: unknown, start: number | undefined, end: number | undefined): string =>
    JSON.stringify([key, start ?? null, end ?? null]);
  const millisecondsOf = (time: string | null | undefined): number | undefined =>
    time === null || time === undefined ? undefined : Date.parse(time);
  const byPlace = new Map(read.map((row) => [placeOf(row.key, millisecondsOf(row.window?.start), millisecondsOf(row.window?.end)), row]));
  const seen = new Set<string>();
  for (const { key, start, end, value } of told) {
    const place = placeOf(key, start, end);
    const row = byPlace.get(place);
    if (row === undefined) return `${place} is not read; the application has ${JSON.stringify(value)}`;
    seen.add(place);
    if (!isDeepStrictEqual(row.value, value))
      return `${place} is read as ${JSON.stringify(row.value)}; the application has ${JSON.stringify(value)}`;
  }
  for (const [place, { expired, value }] of byPlace)
    if (!seen.has(place) && expired === undefined) return `${place} is read as ${JSON.stringify(value)}; the application does not have it`;
  return undefined;
}
