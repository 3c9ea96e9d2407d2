/** The record format of each kind of store. */
import type { StoreKind } from '../../core/topology/result.js';
import { readInt64, suffixLengthOf, suffixLengths, type ViewRules } from '../views/viewRules.js';
import { MalformedBytes } from './byteReader.js';
import { readSubscriptionKey, readSubscriptionValue } from './foreignKeyJoin.js';
import { readOuterJoinKey, readOuterJoinValue } from './outerJoin.js';
import { column, plainShape, type Shape } from './shape.js';
import type { KeyParts, StoreFormat, ValueParts } from './storeFormat.js';
import { readBufferedValue } from './suppressBuffer.js';

export interface FormatFacts {
  readonly kind: StoreKind;
  readonly rules: ViewRules;
  readonly windowSizeMs: number | null;
}

export function createStoreFormat({ kind, rules, windowSizeMs }: FormatFacts): StoreFormat {
  return {
    kind,
    rules,
    readKey: (key) =>
      guarded(
        () => {
          if (kind === 'foreignKeySubscription') return readSubscriptionKey(key);
          return kind === 'outerJoin' ? readOuterJoinKey(key) : readWindowedKey(key, rules.suffix, windowSizeMs);
        },
        (reason): KeyParts => ({ ...wholeKey(key), trouble: `no key of a store of kind ${kind}: ${reason}` }),
      ),
    readValue: (value, headers) =>
      guarded(
        () => {
          if (kind === 'suppressBuffer') return readBufferedValue(value, headers);
          if (kind === 'foreignKeySubscription') return readSubscriptionValue(value);
          return kind === 'outerJoin' ? readOuterJoinValue(value) : wholeValue(value);
        },
        (reason): ValueParts => ({ ...wholeValue(value), trouble: `no value of a store of kind ${kind}: ${reason}` }),
      ),
  };
}

const wholeKey = (key: Uint8Array): KeyParts => ({ key: column('key', key), window: null, details: {} });
const wholeValue = (value: Uint8Array): ValueParts => ({ value: column('value', value), details: {} });

function guarded<T>(read: () => T, otherwise: (reason: string) => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedBytes) return otherwise(error.message);
    throw error;
  }
}

/** Windows and sessions; keys without a suffix are given whole. */
function readWindowedKey(key: Uint8Array, suffix: ViewRules['suffix'], windowSizeMs: number | null): KeyParts {
  const length = suffixLengthOf(suffix, key.length);
  if (suffix === 'none') return wholeKey(key);
  if (length === 0) throw new MalformedBytes(`${key.length} bytes are too few for the ${suffixLengths[suffix]} of its end`);
  const inner = column('key', key.subarray(0, key.length - length));
  const first = readInt64(key, key.length - length);
  if (suffix === 'endStart') return { key: inner, window: { start: readInt64(key, key.length - 8), end: first }, details: {} };
  const window = { start: first, end: windowSizeMs === null ? null : first + windowSizeMs };
  const sequence = suffix === 'startSequence' ? readInt32(key, key.length - 4) : 0;
  const details: Record<string, Shape> = sequence === 0 ? {} : { sequence: plainShape(sequence) };
  return { key: inner, window, details };
}

const readInt32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
