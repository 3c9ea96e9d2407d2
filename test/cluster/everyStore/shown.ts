/** Rows of the application's answers and rows of the store reader, in the one form in which they are compared. */
import type { Json, QueryResult, QueryRow } from '../../../src/store/query.js';
import type { EveryStoreRow, EveryStoreStore } from './everyStore.mjs';
import { bytesOf, pendingOf } from './rules.js';

/** Which parts both sides have. */
export interface Parts {
  readonly key: boolean;
  readonly value: boolean;
  /** The value is text to the application, and JSON to the reader. */
  readonly parsesValue: boolean;
  readonly partition: boolean;
  readonly windowEnd: boolean;
}

const hasTimestamp = ({ form }: EveryStoreStore): boolean =>
  ['timestamped', 'global', 'timestampedWindow', 'headers', 'headersWindow'].includes(form);
const hasHeaders = ({ form }: EveryStoreStore): boolean => form.startsWith('headers');

const suffixes: Readonly<Record<string, number>> = { window: 12, timestampedWindow: 12, joinWindow: 12, session: 16 };
/** Bytes of the window behind a key. */
const windowedBytes = (serde: string): number => (serde.startsWith('timeWindowed<') ? 8 : serde.startsWith('sessionWindowed<') ? 16 : 0);

/** The serdes that the reader found are the store's own. */
export function decodesAs(store: EveryStoreStore, serdes: QueryResult['serdes']): Pick<Parts, 'key' | 'value' | 'parsesValue'> {
  const isOf = (name: string, chosen: string): boolean => name === chosen || (name === 'json' && chosen === 'string');
  return {
    key: isOf(innerOf(store.keySerde), serdes.key.serde),
    value: isOf(innerOf(store.valueSerde), serdes.value.serde),
    parsesValue: serdes.value.serde === 'json',
  };
}

/** Join and window serdes are around the one that reads. */
const innerOf = (name: string): string =>
  /^(?:timeWindowed|sessionWindowed|timestampedKeyAndJoinSide|leftOrRight)<(.+)>$/.exec(name)?.[1] ?? name;

/** A row of the application's answers. `partition` null: a global store has the rows of all. */
export function showAnswer(store: EveryStoreStore, row: EveryStoreRow, partition: number | null, parts: Parts): string {
  const key = bytesOf(row.keyBytes);
  const windowed = windowedBytes(store.keySerde);
  const inner = key.subarray(0, key.length - windowed);
  let window: Window = { start: row.start ?? null, end: row.end ?? null };
  if (windowed === 8) window = { start: longAt(key, 8), end: store.windowSizeMs === null ? null : longAt(key, 8) + store.windowSizeMs };
  else if (windowed === 16) window = { start: longAt(key, 8), end: longAt(key, 16) };
  return show(store, parts, {
    partition,
    keyBytes: row.keyBytes,
    window,
    valueBytes: row.valueBytes ?? null,
    timestamp: row.timestamp ?? null,
    headers: row.headers?.map((header) => ({ [header.key]: header.value === null ? null : bytesOf(header.value).toString() })) ?? [],
    key:
      store.kind === 'suppressBuffer'
        ? inner.toString()
        : store.kind === 'foreignKeySubscription'
          ? subscriptionKey(key)
          : (row.key ?? null),
    value:
      store.kind === 'suppressBuffer'
        ? pendingJson(store, row)
        : store.kind === 'foreignKeySubscription'
          ? subscription(row)
          : plainValue(row, parts),
    extra: row.bufferTime ?? null,
  });
}

/** A row of the reader: several where the application gives one for each item of a list. */
export function showRow(store: EveryStoreStore, row: QueryRow, parts: Parts): string[] {
  const raw = bytesOf(row.keyBytes!);
  const value = bytesOf(row.valueBytes!);
  const suppressed = store.kind === 'suppressBuffer' ? pendingOf(value) : undefined;
  const time = (text: string | null | undefined): number | null => (text === null || text === undefined ? null : Date.parse(text));
  const items: readonly (readonly [string | null, Json])[] =
    store.kind === 'outerJoin'
      ? (row.value as readonly Json[]).map((item) => [null, item] as const)
      : [[suppressed === undefined ? row.valueBytes! : (suppressed.value?.toString('base64') ?? null), row.value]];
  const side = store.kind === 'outerJoin' && { timestamp: row.details?.['joinTimestamp'] ?? null, side: row.details?.['side'] ?? null };
  return items.map(([valueBytes, json]) =>
    show(store, parts, {
      partition: row.partition,
      keyBytes: raw.subarray(0, raw.length - (suffixes[store.kind] ?? 0)).toString('base64'),
      window: { start: time(row.window?.start), end: time(row.window?.end) },
      valueBytes,
      timestamp: time(row.timestamp),
      headers: row.details?.['headers'] ?? [],
      key: side === false ? row.key : { ...side, key: row.key },
      value: json,
      extra: row.details?.['bufferTime'] ?? null,
    }),
  );
}

interface Window {
  readonly start: number | null;
  readonly end: number | null;
}

interface Shown {
  readonly partition: number | null;
  readonly keyBytes: string;
  readonly window: Window;
  readonly valueBytes: string | null;
  readonly timestamp: number | null;
  readonly headers: Json;
  readonly key: Json;
  readonly value: Json;
  readonly extra: Json;
}

function show(store: EveryStoreStore, parts: Parts, row: Shown): string {
  // Of a list of both sides and of a subscription there are no bytes to compare: the application gives objects.
  const isObject = store.kind === 'outerJoin' || store.kind === 'foreignKeySubscription';
  return JSON.stringify([
    parts.partition ? row.partition : null,
    row.keyBytes,
    row.window.start,
    parts.windowEnd ? row.window.end : null,
    isObject ? null : row.valueBytes,
    hasTimestamp(store) ? row.timestamp : null,
    hasHeaders(store) ? row.headers : null,
    parts.key ? row.key : null,
    parts.value ? row.value : null,
    row.extra,
  ]);
}

function plainValue({ value }: EveryStoreRow, { parsesValue }: Parts): Json {
  return parsesValue && typeof value === 'string' ? (JSON.parse(value) as Json) : (value ?? null);
}

const longAt = (bytes: Buffer, fromEnd: number): number => Number(bytes.readBigInt64BE(bytes.length - fromEnd));

function pendingJson(store: EveryStoreStore, { valueBytes }: EveryStoreRow): Json {
  if (valueBytes === null || valueBytes === undefined) return null;
  return store.valueSerde === 'long' ? longAt(bytesOf(valueBytes), 8) : bytesOf(valueBytes).toString();
}

function subscriptionKey(key: Buffer): Json {
  const end = 4 + key.readInt32BE(0);
  return { foreignKey: key.subarray(4, end).toString(), primaryKey: key.subarray(end).toString() };
}

function subscription({ value }: EveryStoreRow): Json {
  const { instruction, primaryKey, primaryPartition, hash, version } = value as Readonly<Record<string, Json>>;
  const hex = (text: string): string =>
    (JSON.parse(text.replaceAll(/-?\d+/g, '"$&"')) as string[])
      .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
      .join('');
  return {
    instruction: instruction!,
    primaryKey: primaryKey!,
    primaryPartition: primaryPartition!,
    hash: typeof hash === 'string' ? hex(hash) : null,
    version: version!,
  };
}
