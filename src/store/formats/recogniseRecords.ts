/** Whether bytes look like those of one kind of store: tests over samples, for stores that no code tells of. */
import type { StoredRecord } from '../views/partitionView.js';
import { readInt64, type ViewRules } from '../views/viewRules.js';
import { createByteReader, MalformedBytes } from './byteReader.js';
import { decodeSubscription } from './foreignKeyJoin.js';
import { readHeaders } from './headers.js';
import { decodeOuterJoinKey, decodeOuterJoinValue } from './outerJoin.js';
import { decodeBufferedValue, formatVersionOf, type BufferedValue } from './suppressBuffer.js';

/** Before 2100: small numbers are a test's. */
const isTime = (value: number): boolean => value >= 0 && value < 4.2e12;

export function endsAsWindow(key: Uint8Array): boolean {
  const { length } = key;
  return length >= 12 && isTime(readInt64(key, length - 12)) && key[length - 4]! < 128;
}

/** Stores of duplicates count their puts from 1 on; others write 0 (RocksDBWindowStore.maybeUpdateSeqnumForDups). */
export const countsPuts = ({ key }: StoredRecord): boolean => endsAsWindow(key) && key.subarray(-4).some((byte) => byte !== 0);

export function endsAsSession(key: Uint8Array): boolean {
  if (key.length < 16) return false;
  const end = readInt64(key, key.length - 16);
  const start = readInt64(key, key.length - 8);
  return isTime(start) && isTime(end) && end >= start;
}

export const holdsBufferedValue = (record: StoredRecord): boolean => bufferedValueOf(record) !== null;

function bufferedValueOf({ value, headers }: StoredRecord): BufferedValue | null {
  const version = formatVersionOf(readHeaders(headers));
  return value === null || version === undefined ? null : attempt(() => decodeBufferedValue(value, version));
}

/** The wrapper repeats the primary key that the store's key ends with. */
export function holdsSubscription({ key, value }: StoredRecord): boolean {
  const ends = attempt(() => {
    const reader = createByteReader(key);
    reader.take(reader.int32());
    return reader.rest();
  });
  const subscription = value === null ? null : attempt(() => decodeSubscription(value));
  return ends !== null && subscription !== null && Buffer.compare(ends, subscription.primaryKey) === 0;
}

export function holdsOuterJoinItems({ key, value }: StoredRecord): boolean {
  const decoded = attempt(() => decodeOuterJoinKey(key));
  const items = value === null ? null : attempt(() => decodeOuterJoinValue(value));
  return decoded !== null && isTime(Number(decoded.timestamp)) && items !== null && items.every(({ side }) => side === decoded.side);
}

/** A suppress buffer's keys are of the table before it: a window or a session fits only if the buffered record lies in it. */
export function suffixOfBufferedKeys(samples: readonly StoredRecord[]): ViewRules['suffix'] {
  const known = samples.flatMap((record) => {
    const context = bufferedValueOf(record)?.context;
    return context === null || context === undefined ? [] : [{ key: record.key, time: Number(context.timestamp) }];
  });
  if (known.length === 0) return 'none';
  const sessions = known.every(
    ({ key, time }) => endsAsSession(key) && readInt64(key, key.length - 16) >= time && readInt64(key, key.length - 8) <= time,
  );
  if (sessions && known.some(({ key }) => key.length > 16)) return 'endStart';
  const windows = known.every(({ key, time }) => key.length >= 8 && startsBefore(readInt64(key, key.length - 8), time));
  return windows && known.some(({ key }) => key.length > 8) ? 'start' : 'none';
}

const longestWindow = 400 * 86_400_000;
const startsBefore = (start: number, time: number): boolean => start >= 0 && start <= time && time - start < longestWindow;

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedBytes) return null;
    throw error;
  }
}
