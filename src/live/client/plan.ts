/** What a question to a store is in ks-iq/1, by the store's kind. */
import type { StoreKind } from '../../core/topology/result.js';
import { fail, succeed, type Result } from '../../base/result.js';
import type { KeyText, StoreOperation } from '../../store/query.js';
import { bytesOfText } from '../../store/serdes/keysOfText.js';
import type { RequestParameters } from './askInstance.js';
import type { LiveRow } from './contract.js';
import type { LiveQuery } from './liveResult.js';
import type { Place } from './mergeRows.js';

export interface Plan {
  readonly operation: 'get' | 'all' | 'range' | 'prefix' | 'window' | 'session' | 'versions';
  readonly parameters: RequestParameters;
  /** Of the one key that it is about; null: of several. */
  readonly key: RequestParameters | null;
  placeOf(row: LiveRow): Place;
}

/** As servers name kinds; a name that is not known is of no kind that takes questions. */
const kinds: ReadonlyMap<string, StoreKind> = new Map([
  ['keyValue', 'keyValue'],
  ['global', 'keyValue'],
  ['timestamped', 'timestampedKeyValue'],
  ['window', 'window'],
  ['timestampedWindow', 'timestampedWindow'],
  ['session', 'session'],
  ['versioned', 'versionedKeyValue'],
]);

export const kindOfAnswer = (kind: string): StoreKind | undefined => kinds.get(kind);

/** Fails with a sentence on what answers instead. */
export function toPlan(query: LiveQuery, kind: StoreKind, now: number): Result<Plan, string> {
  const { operation, asOf } = query;
  const isVersioned = kind === 'versionedKeyValue';
  if (asOf !== null && !(isVersioned && operation.kind === 'get'))
    return fail('An application answers as of a time for a key of a versioned store only; --via changelog reads any store as it was.');
  if (isVersioned) return ofVersioned(operation, asOf, now);
  if (kind === 'window' || kind === 'timestampedWindow') return ofWindows(query);
  if (kind === 'session') return ofSessions(query);
  switch (operation.kind) {
    case 'get':
      return succeed({ operation: 'get', parameters: keyOf(operation.key), key: keyOf(operation.key), placeOf: byKey });
    case 'all':
      return succeed({ operation: 'all', parameters: {}, key: null, placeOf: byKey });
    case 'range':
      return ofRange(operation);
    case 'prefix': {
      const { key, keyFormat } = keyOf(operation.prefix);
      return succeed({ operation: 'prefix', parameters: { prefix: key, keyFormat }, key: null, placeOf: byKey });
    }
    default:
      return wrongKind(operation, 'a key-value store', 'get, range, prefix and all');
  }
}

function ofRange({ from, to }: Extract<StoreOperation, { readonly kind: 'range' }>): Result<Plan, string> {
  const [first, last] = [from === null ? undefined : keyOf(from), to === null ? undefined : keyOf(to)];
  if (first !== undefined && last !== undefined && first.keyFormat !== last.keyFormat)
    return fail('Give both ends of the range as bytes, or both as texts.');
  const keyFormat = (first ?? last)?.keyFormat;
  return succeed({ operation: 'range', parameters: { from: first?.key, to: last?.key, keyFormat }, key: null, placeOf: byKey });
}

function ofWindows({ operation, retentionMs }: LiveQuery): Result<Plan, string> {
  if (operation.kind !== 'window' && operation.kind !== 'all') return wrongKind(operation, 'a window store', 'window and all');
  const [from, to] = operation.kind === 'window' ? [operation.from, operation.to] : [null, null];
  const key = operation.kind === 'window' ? keyOf(operation.key) : null;
  return succeed({ operation: 'window', parameters: { ...key, ...timesOf(from, to, retentionMs) }, key, placeOf: byWindow });
}

const aDay = 86_400_000;

/** What is older than the changelog keeps is not in the store; from 1970 on its cache would look into millions of segments. */
function timesOf(from: number | null, to: number | null, retentionMs: number | null): RequestParameters {
  // Windows may begin after now, by the clocks of whoever wrote the records.
  const timeTo = to ?? Date.now() + aDay;
  const timeFrom = from ?? Math.max(0, (to ?? Date.now()) - (retentionMs ?? aDay));
  return { timeFrom, timeTo };
}

function ofSessions({ operation, retentionMs }: LiveQuery): Result<Plan, string> {
  if (operation.kind !== 'sessions' && operation.kind !== 'all') return wrongKind(operation, 'a session store', 'sessions and all');
  const key = operation.kind === 'sessions' ? keyOf(operation.key) : null;
  return succeed({ operation: 'session', parameters: { ...key, ...timesOf(null, null, retentionMs) }, key, placeOf: byWindow });
}

function ofVersioned(operation: StoreOperation, asOf: number | null, now: number): Result<Plan, string> {
  if (operation.kind !== 'get' && operation.kind !== 'history') return wrongKind(operation, 'a versioned store', 'get and history');
  const key = keyOf(operation.key);
  const parameters = operation.kind === 'get' ? { ...key, asOf: asOf ?? now } : key;
  return succeed({
    operation: 'versions',
    parameters,
    key,
    placeOf: ({ keyBytes, timestamp }) => ({ key: keyBytes, start: timestamp ?? -1, end: -1 }),
  });
}

const wrongKind = ({ kind }: StoreOperation, what: string, answers: string): { readonly ok: false; readonly error: string } =>
  fail(`The store is ${what}, which answers ${answers}, not ${kind}.`);

const byKey = ({ keyBytes }: LiveRow): Place => ({ key: keyBytes, start: -1, end: -1 });
const byWindow = ({ keyBytes, start, end }: LiveRow): Place => ({ key: keyBytes, start: start ?? -1, end: end ?? -1 });

function keyOf(key: KeyText): { readonly key: string; readonly keyFormat: 'base64' | undefined } {
  const bytes = 'base64' in key ? Buffer.from(key.base64, 'base64') : bytesOfText(key.text);
  if (bytes !== undefined) return { key: Buffer.from(bytes).toString('base64url'), keyFormat: 'base64' };
  return { key: 'text' in key ? key.text : '', keyFormat: undefined };
}
