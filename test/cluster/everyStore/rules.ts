/**
 * What a changelog says, by the rules of the record formats alone: small, in memory, and independent of the reader in `src/store`. Holds the
 * harness to the truth, and is what the reader is compared with where interactive queries give no answer.
 */
import type { EveryStoreRecord, EveryStoreRun, EveryStoreStore } from './everyStore.mjs';

/** A live entry of a partition. `key` is without the window's bytes. */
export interface Entry {
  readonly key: Buffer;
  readonly start: number | null;
  readonly end: number | null;
  readonly value: Buffer | null;
  readonly timestamp: number;
  readonly record: EveryStoreRecord;
}

export interface Version {
  readonly timestamp: number;
  /** null: the key was deleted then. */
  readonly value: string | null;
  /** Exclusive; null: it is the newest. */
  readonly validTo: number | null;
}

/** By run, topic and partition: a run has many records, and is asked for some of them often. */
const placed = new WeakMap<EveryStoreRun, ReadonlyMap<string, readonly EveryStoreRecord[]>>();

/** `partition` null: of all. */
export function recordsAt(run: EveryStoreRun, { topic }: EveryStoreStore, partition: number | null): readonly EveryStoreRecord[] {
  const places = placed.get(run) ?? byPlace(run.records);
  placed.set(run, places);
  const wanted = partition === null ? [0, 1, 2] : [partition];
  return wanted.flatMap((one) => places.get(`${topic} ${one}`) ?? []);
}

function byPlace(records: readonly EveryStoreRecord[]): ReadonlyMap<string, readonly EveryStoreRecord[]> {
  const places = new Map<string, EveryStoreRecord[]>();
  for (const record of records) {
    const name = `${record.topic} ${record.partition}`;
    const others = places.get(name);
    if (others === undefined) places.set(name, [record]);
    else others.push(record);
  }
  return places;
}

export const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** The entries of one partition, given its records in order of offset. */
export function entriesOf(store: EveryStoreStore, records: readonly EveryStoreRecord[]): readonly Entry[] {
  const last = new Map<string, EveryStoreRecord>();
  const keepsDuplicates = store.kind === 'joinWindow' || store.name === 'window-duplicates';
  let observed = Number.MIN_SAFE_INTEGER;
  for (const record of records) {
    const key = record.keyBytes ?? '';
    // A store of duplicates logs a null without taking it (RocksDBWindowStore.put): its time stands.
    if (keepsDuplicates && record.valueBytes === null) continue;
    if (store.retentionMs !== null) observed = Math.max(observed, timeOf(store, windowOf(store, bytesOf(key))));
    if (record.valueBytes === null) last.delete(key);
    else last.set(key, record);
  }
  const entries: Entry[] = [];
  for (const record of last.values()) {
    const window = windowOf(store, bytesOf(record.keyBytes ?? ''));
    const isExpired = (past: number): boolean => (store.timeFirst ? past > 0 : past >= 0);
    if (store.retentionMs !== null && isExpired(observed - store.retentionMs - timeOf(store, window))) continue;
    for (const value of valuesOf(store, bytesOf(record.valueBytes ?? '')))
      entries.push({ ...window, value, timestamp: record.timestamp, record });
  }
  return entries;
}

type KeyParts = Pick<Entry, 'key' | 'start' | 'end'>;

const timeOf = (store: EveryStoreStore, { start, end }: KeyParts): number => (store.kind === 'session' ? end : start) ?? 0;

function windowOf(store: EveryStoreStore, raw: Buffer): KeyParts {
  if (store.kind === 'session') {
    const at = raw.length - 16;
    return { key: raw.subarray(0, at), end: Number(raw.readBigInt64BE(at)), start: Number(raw.readBigInt64BE(at + 8)) };
  }
  if (store.kind !== 'window' && store.kind !== 'timestampedWindow' && store.kind !== 'joinWindow')
    return { key: raw, start: null, end: null };
  const start = Number(raw.readBigInt64BE(raw.length - 12));
  return { key: raw.subarray(0, raw.length - 12), start, end: start + (store.windowSizeMs ?? 0) };
}

function valuesOf(store: EveryStoreStore, raw: Buffer): readonly (Buffer | null)[] {
  if (store.kind === 'suppressBuffer') return [pendingOf(raw).value];
  if (store.kind !== 'outerJoin') return [raw];
  const values: Buffer[] = [];
  let at = 5;
  for (let left = raw.readInt32BE(1); left > 0; left--) {
    const length = raw.readInt32BE(at);
    values.push(raw.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return values;
}

/** The pending value of a suppress buffer's record, and the time it is sorted by. */
export function pendingOf(raw: Buffer): { readonly value: Buffer | null; readonly time: number } {
  let at = 16;
  const part = (): Buffer | null => {
    const length = raw.readInt32BE(at);
    at += 4 + Math.max(0, length);
    return length < 0 ? null : raw.subarray(at - length, at);
  };
  part(); // topic
  at += 4; // partition
  const headers = raw.readInt32BE(at);
  at += 4;
  for (let i = 0; i < 2 * headers; i++) part();
  part(); // prior
  part(); // old: null, or as prior
  const value = part();
  return { value, time: Number(raw.readBigInt64BE(at)) };
}

/** What a versioned store has of a key, oldest first, and the time its history begins at. */
export function versionsOf(
  store: EveryStoreStore,
  records: readonly EveryStoreRecord[],
  keyBytes: string,
): { readonly versions: readonly Version[]; readonly historyFrom: number } {
  const kept = new Map<number, string | null>();
  let observed = Number.MIN_SAFE_INTEGER;
  for (const record of records) {
    observed = Math.max(observed, record.timestamp);
    if (record.timestamp >= observed - (store.retentionMs ?? 0) && record.keyBytes === keyBytes)
      kept.set(record.timestamp, record.valueBytes);
  }
  const sorted = [...kept].sort(([a], [b]) => a - b);
  return {
    versions: sorted.map(([timestamp, value], i) => ({ timestamp, value, validTo: sorted[i + 1]?.[0] ?? null })),
    historyFrom: observed - (store.retentionMs ?? 0),
  };
}
