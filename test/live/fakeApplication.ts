/** A running application of several instances in this process, which answers ks-iq/1 by its rows, and whose instances can fail. */
import { succeed, fail } from '../../src/base/result.js';
import type { GetFromInstance, HttpAnswer } from '../../src/live/client/askInstance.js';
import { liveAddressText, ofApplicationServer, type LiveAddress } from '../../src/live/client/liveAddress.js';
import { partitionOf } from '../../src/store/partitioner.js';

export interface FakeInstance {
  active: number[];
  standby: number[];
  /** What it answers instead, by the path below the store; undefined: as it should. */
  answers?: ((operation: string, parameters: URLSearchParams) => { status: number; json: unknown } | 'refused' | undefined) | undefined;
}

export interface FakeApplication {
  readonly instances: Map<string, FakeInstance>;
  readonly get: GetFromInstance;
  readonly seeds: readonly LiveAddress[];
  /** `host operation?parameters`, in order. */
  readonly asked: string[];
}

export interface FakeStore {
  readonly partitions: number;
  /** By partition, in any order. */
  readonly rows: ReadonlyMap<number, readonly { readonly key: string; readonly value: unknown }[]>;
}

export const error = (status: number, code: string, reason: string, more: object = {}): { status: number; json: unknown } => ({
  status,
  json: { error: { code, reason, message: `it is ${reason}`, ...more } },
});

export const addressOf = (text: string): LiveAddress => {
  const [host = '', port] = text.split(':');
  return ofApplicationServer({ host, port: Number(port) });
};

/** Keys where Kafka's partitioner has them. */
export function storeOf(partitions: number, keys: readonly string[]): FakeStore {
  const rows = new Map<number, { key: string; value: unknown }[]>();
  for (const key of keys) {
    const partition = partitionOf(Buffer.from(key), partitions);
    rows.set(partition, [...(rows.get(partition) ?? []), { key, value: `of ${key}` }]);
  }
  return { partitions, rows };
}

export function createFakeApplication(store: FakeStore, given: Readonly<Record<string, FakeInstance>>): FakeApplication {
  const instances = new Map(Object.entries(given));
  const asked: string[] = [];
  const hostOf = (text: string): { host: string; port: number } => addressOf(text).server;
  const hosts = (): unknown[] => [...instances].map(([text, { active, standby }]) => ({ host: hostOf(text), active, standby }));
  const answerOf = (text: string, one: FakeInstance, operation: string, parameters: URLSearchParams): { status: number; json: unknown } => {
    if (operation === 'metadata') {
      const key = parameters.get('key');
      if (key === null)
        return { status: 200, json: { kind: 'timestamped', keySerde: 'String', active: one.active, standby: one.standby, hosts: hosts() } };
      const partition = partitionOf(Buffer.from(key), store.partitions);
      return { status: 200, json: { keyBytes: Buffer.from(key).toString('base64'), partition, active: null, standby: [] } };
    }
    const partition = Number(parameters.get('partition'));
    const isActive = one.active.includes(partition);
    const isStale = !isActive && parameters.get('stale') === 'true' && one.standby.includes(partition);
    if (!isActive && !isStale) {
      const active = [...instances].find(([, other]) => other.active.includes(partition))?.[0];
      return error(421, 'PARTITION_NOT_LOCAL', 'not-local', { active: active === undefined ? null : hostOf(active) });
    }
    return { status: 200, json: rowsOf(store, partition, operation, parameters, { stale: isStale, lag: isStale ? 7 : 0 }) };
  };
  const get: GetFromInstance = (address, path) => {
    const text = liveAddressText(address);
    const [, operation = '', query = ''] = /^\/iq\/v1\/stores\/[^/]+\/([^?]+)\??(.*)$/.exec(path) ?? [];
    asked.push(`${text} ${operation}?${query}`);
    const one = instances.get(text);
    const parameters = new URLSearchParams(query);
    const instead = one?.answers?.(operation, parameters);
    if (one === undefined || instead === 'refused') return Promise.resolve(fail('does not answer: connect ECONNREFUSED'));
    const { status, json } = instead ?? answerOf(text, one, operation, parameters);
    return Promise.resolve(succeed<HttpAnswer>({ status, body: Buffer.from(JSON.stringify(json)) }));
  };
  return { instances, get, asked, seeds: [...instances.keys()].map(addressOf) };
}

function rowsOf(
  store: FakeStore,
  partition: number,
  operation: string,
  parameters: URLSearchParams,
  standing: { stale: boolean; lag: number },
): object {
  const sorted = (store.rows.get(partition) ?? []).toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  const toRow = ({ key, value }: { readonly key: string; readonly value: unknown }): object => ({
    key,
    keyBytes: Buffer.from(key).toString('base64'),
    value,
    timestamp: 1_700_000_000_000,
    partition,
  });
  if (operation === 'get') {
    const found = sorted.find(({ key }) => key === parameters.get('key'));
    const none = { key: parameters.get('key'), keyBytes: '', value: null };
    return { found: found !== undefined, ...(found === undefined ? none : toRow(found)), partition, ...standing };
  }
  const after = parameters.get('cursor')?.split('~')[1];
  const from = after === undefined ? undefined : Buffer.from(after, 'base64url');
  const rest = from === undefined ? sorted : sorted.filter(({ key }) => Buffer.compare(Buffer.from(key), from) > 0);
  const rows = rest.slice(0, Number(parameters.get('limit')));
  const last = rows.at(-1);
  const next = rest.length > rows.length && last !== undefined ? `${partition}~${Buffer.from(last.key).toString('base64url')}` : null;
  return { rows: rows.map(toRow), next, partitions: [{ partition, ...standing }] };
}
