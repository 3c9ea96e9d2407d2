/** Which keys an operation is about, in the order of rows. */
import { fail, succeed, type Result } from '../../base/result.js';
import type { KeyText, StoreOperation } from '../query.js';
import { compareBytes } from '../views/keyOrder.js';
import { innerEnd, readInt64, suffixLengthOf, type ViewRules } from '../views/viewRules.js';
import type { StoreReading } from './storeReading.js';

export interface Selection {
  /** The one key that it is about, in every form that what was typed may mean; null: any number of keys. */
  readonly keys: readonly Uint8Array[] | null;
  /** No key proper below it is wanted; null: from the first. */
  readonly lower: Uint8Array | null;
  /** Of a raw key from `lower` on: `past` where none that follows is wanted. */
  test(bytes: Uint8Array, from: number, to: number): 'in' | 'out' | 'past';
}

/** All keys. */
export const everything: Selection = { keys: null, lower: null, test: () => 'in' };

/** Fails with one sentence: a key that its serde does not read, a window of a store that has none. */
export function toSelection(operation: StoreOperation, { rules, kind, encodeKey }: StoreReading): Result<Selection, string> {
  const { suffix } = rules;
  // A bound is what was typed, word for word.
  const encode = (key: KeyText | null): Result<Uint8Array | null, string> => {
    const encoded = key === null ? succeed(null) : encodeKey(key);
    return encoded.ok ? succeed(encoded.value?.[0] ?? null) : encoded;
  };
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
        keys: null,
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
        keys: null,
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
      return oneKey(encodeKey(operation.key), suffix, null, null);
    case 'window':
      return isWindowed
        ? oneKey(encodeKey(operation.key), suffix, operation.from, operation.to)
        : fail(`The store has no windows: it is of kind ${kind}. Ask for the key with get.`);
    case 'sessions':
      return suffix === 'endStart'
        ? oneKey(encodeKey(operation.key), suffix, null, null)
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
  encoded: Result<readonly Uint8Array[], string>,
  suffix: ViewRules['suffix'],
  first: number | null,
  last: number | null,
): Result<Selection, string> {
  return encoded.ok ? succeed(selectKeys(encoded.value, suffix, first, last)) : encoded;
}

/** `keys`: one at least. `first`, `last`: of window starts, inclusive; null: open. */
export function selectKeys(keys: readonly Uint8Array[], suffix: ViewRules['suffix'], first: number | null, last: number | null): Selection {
  const sorted = [...keys].sort((a, b) => compareBytes(a, 0, a.length, b, 0, b.length));
  const largest = sorted.at(-1)!;
  return {
    keys,
    lower: sorted[0]!,
    test: (bytes, from, to) => {
      const inner = innerEnd(suffix, from, to);
      if (indexOfKey(sorted, bytes, from, inner) < 0)
        return compareBytes(bytes, from, inner, largest, 0, largest.length) < 0 ? 'out' : 'past';
      if (first === null && last === null) return 'in';
      const start = windowStartOf(suffix, bytes, from, to);
      return start !== null && (first === null || start >= first) && (last === null || start <= last) ? 'in' : 'out';
    },
  };
}

/** Which of the keys these bytes are; -1: none. */
export const indexOfKey = (keys: readonly Uint8Array[], bytes: Uint8Array, from: number, to: number): number =>
  keys.findIndex((key) => to - from === key.length && compareBytes(bytes, from, to, key, 0, key.length) === 0);
