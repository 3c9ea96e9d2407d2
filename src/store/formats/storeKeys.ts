/** A key as a person types it, to the bytes by which a store's rows are found: several parts for stores of joins. */
import { isLosslessNumber, parse, stringify } from 'lossless-json';
import { fail, succeed, type Result } from '../../base/result.js';
import type { StoreKind } from '../../core/topology/result.js';
import type { ColumnName } from './shape.js';

export type EncodeColumn = (column: ColumnName, text: string) => Result<Uint8Array, string>;

/** Keys of several columns, which are written as an object. */
export const isOfParts = (kind: StoreKind): boolean => kind === 'foreignKeySubscription' || kind === 'outerJoin';

/** Without a window. Fails with one sentence. */
export function encodeStoreKey(kind: StoreKind, text: string, encode: EncodeColumn): Result<Uint8Array, string> {
  if (kind === 'foreignKeySubscription') return encodeSubscriptionKey(text, encode);
  return kind === 'outerJoin' ? encodeOuterJoinKey(text, encode) : encode('key', text);
}

/** The foreign key alone is the prefix of all its subscriptions. */
function encodeSubscriptionKey(text: string, encode: EncodeColumn): Result<Uint8Array, string> {
  const parts = partsOf(text);
  const [foreign, primary] = [parts?.['foreignKey'], parts?.['primaryKey']];
  if (foreign === undefined)
    return fail(
      'Keys of this store have two parts: {"foreignKey":…,"primaryKey":…}; with prefix, {"foreignKey":…} finds all of a foreign key.',
    );
  const foreignKey = encode('key', foreign);
  if (!foreignKey.ok) return foreignKey;
  const primaryKey = primary === undefined ? succeed(new Uint8Array()) : encode('primaryKey', primary);
  if (!primaryKey.ok) return primaryKey;
  const length = Buffer.alloc(4);
  length.writeInt32BE(foreignKey.value.length);
  return succeed(Buffer.concat([length, foreignKey.value, primaryKey.value]));
}

function encodeOuterJoinKey(text: string, encode: EncodeColumn): Result<Uint8Array, string> {
  const parts = partsOf(text);
  const [timestamp, side, own] = [parts?.['joinTimestamp'], parts?.['side'], parts?.['key']];
  if (timestamp === undefined || !/^\d{1,18}$/.test(timestamp) || (side !== 'left' && side !== 'right') || own === undefined)
    return fail('Keys of this store have three parts: {"joinTimestamp":…,"side":"left" or "right","key":…}.');
  const key = encode('key', own);
  if (!key.ok) return key;
  const head = Buffer.alloc(9);
  head.writeBigInt64BE(BigInt(timestamp));
  head[8] = side === 'left' ? 1 : 0;
  return succeed(Buffer.concat([head, key.value]));
}

/** Texts as they are, all else as JSON, for the serdes of the parts. undefined: no object. */
function partsOf(text: string): Readonly<Record<string, string>> | undefined {
  let given: unknown;
  try {
    given = parse(text);
  } catch {
    return undefined;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given) || isLosslessNumber(given)) return undefined;
  return Object.fromEntries(Object.entries(given).map(([name, part]) => [name, typeof part === 'string' ? part : stringify(part)!]));
}
