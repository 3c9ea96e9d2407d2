/** Which keys an operation is about, in the order of rows. */
import { fail, succeed, type Result } from '../../base/result.js';
import type { KeyText, StoreOperation } from '../query.js';
import { compareBytes } from '../views/keyOrder.js';
import { innerEnd, readInt64, suffixLengthOf, type ViewRules } from '../views/viewRules.js';
import type { StoreReading } from './storeReading.js';

export interface Selection {
  /** The one key that it is about; null: several. */
  readonly key: Uint8Array | null;
  /** No key proper below it is wanted; null: from the first. */
  readonly lower: Uint8Array | null;
  /** Of a raw key from `lower` on: `past` where none that follows is wanted. */
  test(bytes: Uint8Array, from: number, to: number): 'in' | 'out' | 'past';
}

/** All keys. */
export const everything: Selection = { key: null, lower: null, test: () => 'in' };

/** Fails with one sentence: a key that its serde does not read, a window of a store that has none. */
export function toSelection(operation: StoreOperation, { rules, kind, encodeKey }: StoreReading): Result<Selection, string> {
  const { suffix } = rules;
  const encode = (key: KeyText | null): Result<Uint8Array | null, string> => (key === null ? succeed(null) : encodeKey(key));
  const isWindowed = suffix !== 'none';
  switch (operation.kind) {
    case 'all':
      return succeed(everything);
    case 'range': {
      const from = encode(operation.from);
      if (!from.ok) return from;
      const to = encode(operation.to);
      if (!to.ok) return to;
      const last = to.value;
      return succeed({
        key: null,
        lower: from.value,
        test: (bytes, start, end) =>
          last === null || compareBytes(bytes, start, innerEnd(suffix, start, end), last, 0, last.length) <= 0 ? 'in' : 'past',
      });
    }
    case 'prefix': {
      const prefix = encode(operation.prefix);
      if (!prefix.ok) return prefix;
      const wanted = prefix.value!;
      return succeed({
        key: null,
        lower: wanted,
        test: (bytes, start, end) => {
          const inner = innerEnd(suffix, start, end);
          const length = Math.min(wanted.length, inner - start);
          return length === wanted.length && compareBytes(bytes, start, start + length, wanted, 0, length) === 0 ? 'in' : 'past';
        },
      });
    }
    case 'get':
    case 'history':
      return oneKey(encode(operation.key), suffix, null, null);
    case 'window':
      return isWindowed
        ? oneKey(encode(operation.key), suffix, operation.from, operation.to)
        : fail(`The store has no windows: it is of kind ${kind}. Ask for the key with get.`);
    case 'sessions':
      return suffix === 'endStart'
        ? oneKey(encode(operation.key), suffix, null, null)
        : fail(`The store has no sessions: it is of kind ${kind}. Ask for the key with ${isWindowed ? 'window' : 'get'}.`);
  }
}

/** The start of a raw key's window or session; null: it has none. */
function windowStartOf(suffix: ViewRules['suffix'], bytes: Uint8Array, from: number, to: number): number | null {
  const length = suffixLengthOf(suffix, to - from);
  if (length === 0) return null;
  return readInt64(bytes, suffix === 'endStart' ? to - 8 : to - length);
}

function oneKey(
  key: Result<Uint8Array | null, string>,
  suffix: ViewRules['suffix'],
  first: number | null,
  last: number | null,
): Result<Selection, string> {
  if (!key.ok) return key;
  const wanted = key.value!;
  return succeed({
    key: wanted,
    lower: wanted,
    test: (bytes, from, to) => {
      if (compareBytes(bytes, from, innerEnd(suffix, from, to), wanted, 0, wanted.length) !== 0) return 'past';
      if (first === null && last === null) return 'in';
      const start = windowStartOf(suffix, bytes, from, to);
      return start !== null && (first === null || start >= first) && (last === null || start <= last) ? 'in' : 'out';
    },
  });
}
