/** Records of one fetch, put off until there are enough of them to be taken together. */
import { hashOf } from './entryTable.js';

/** What they touch in memory must stay in a core's own cache until it is asked for. */
const mostRecords = 512;

export interface RecordGroup {
  readonly count: number;
  /** Of these bytes they all are; undefined: it is empty. */
  readonly bytes: Uint8Array | undefined;
  readonly isFull: boolean;
  /** Of the keys. */
  readonly hashes: Int32Array;
  /** Two of each: offset, timestamp. */
  readonly times: Float64Array;
  /** Six of each: from and to of key, value and headers. */
  readonly ranges: Int32Array;
  add(
    offset: number,
    timestamp: number,
    bytes: Uint8Array,
    keyFrom: number,
    keyTo: number,
    valueFrom: number,
    valueTo: number,
    headersFrom: number,
    headersTo: number,
  ): void;
  /** Before the hashes are read. */
  hash(): void;
  clear(): void;
}

export function createRecordGroup(): RecordGroup {
  const hashes = new Int32Array(mostRecords);
  const times = new Float64Array(mostRecords * 2);
  const ranges = new Int32Array(mostRecords * 6);
  let count = 0;
  let lent: Uint8Array | undefined;
  return {
    hashes,
    times,
    ranges,
    get count() {
      return count;
    },
    get bytes() {
      return lent;
    },
    get isFull() {
      return count === mostRecords;
    },
    add(offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) {
      lent = bytes;
      times[count * 2] = offset;
      times[count * 2 + 1] = timestamp;
      const at = count++ * 6;
      ranges[at] = keyFrom;
      ranges[at + 1] = keyTo;
      ranges[at + 2] = valueFrom;
      ranges[at + 3] = valueTo;
      ranges[at + 4] = headersFrom;
      ranges[at + 5] = headersTo;
    },
    hash() {
      for (let i = 0; i < count; i++) hashes[i] = hashOf(lent!, ranges[i * 6]!, ranges[i * 6 + 1]!);
    },
    clear() {
      count = 0;
      lent = undefined;
    },
  };
}
