/** How records of a changelog become a store's content, as far as a view must know: bytes of key and value mean nothing to it. */
export interface ViewRules {
  /**
   * `latest`: the last record by offset wins, null deletes. `versions`: the record with the largest timestamp wins (versioned stores).
   * `duplicates`: as `latest`, but null is no deletion (stores that retain duplicates log it, and keep nothing of it).
   */
  readonly materialise: 'latest' | 'versions' | 'duplicates';
  /** What the key ends with: nothing; int64 start; int64 start + int32 sequence; int64 end + int64 start. */
  readonly suffix: 'none' | 'start' | 'startSequence' | 'endStart';
  /** Windows and sessions that lie this far behind the newest of their partition are hidden; null: none is. */
  readonly retentionMs: number | null;
  /** Versions that come later than this are not kept by the store; null: all are. */
  readonly historyRetentionMs: number | null;
}

export const suffixLengths: Readonly<Record<ViewRules['suffix'], number>> = { none: 0, start: 8, startSequence: 12, endStart: 16 };

/** Bytes after the key proper: none where the key is too short to be of this kind. */
export function suffixLengthOf(suffix: ViewRules['suffix'], keyLength: number): number {
  if (suffix === 'none') return 0;
  const length = suffixLengths[suffix];
  return keyLength < length ? 0 : length;
}

/** Where the key proper of a raw key ends. */
export function innerEnd(suffix: ViewRules['suffix'], from: number, to: number): number {
  return to - suffixLengthOf(suffix, to - from);
}

/** The time that the expiry goes by: a window's start, a session's end; undefined: the key has none. */
export function expiryTimeOf(suffix: ViewRules['suffix'], bytes: Uint8Array, from: number, to: number): number | undefined {
  const length = suffixLengthOf(suffix, to - from);
  return length === 0 ? undefined : readInt64(bytes, to - length);
}

/** Exact up to 2^53. */
export function readInt64(bytes: Uint8Array, at: number): number {
  const high = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  const low = ((bytes[at + 4]! << 24) | (bytes[at + 5]! << 16) | (bytes[at + 6]! << 8) | bytes[at + 7]!) >>> 0;
  return high * 4_294_967_296 + low;
}
