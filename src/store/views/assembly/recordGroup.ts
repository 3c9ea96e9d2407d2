/**
 * A group: batches whose bytes lie together, and their records as they are found (org.apache.kafka.common.record.DefaultRecord). In it lie, where
 * ../layout.ts says:
 *
 *   u32 the view's state, i32 batches, i32 batches of which all is found, i32 records that were found and not taken, f64 later records only leave
 *   their key, i32 byTimestamp, i32 nullsAdd, f64 base offset of the batch that cannot be read, u32 where the next record of the batch begins (0: with
 *   the first), i32 records left in it, i32 how `process` ended;
 *   the batches; then of records that were found: offsets, timestamps, six addresses each (from and to of key, value and headers; a value from 0:
 *   null), hashes.
 *
 * A batch: u32 from, u32 to, i32 records, i32 the largest offset less the base offset, f64 base offset, f64 first timestamp, f64 append time or NaN,
 * f64 the first offset that is wanted, f64 the first that is not any more.
 */
import {
  batchAppendTimeAt,
  batchBaseAt,
  batchBytes,
  batchFromAt,
  batchLastDeltaAt,
  batchRecordsAt,
  batchTimestampAt,
  batchToAt,
  batchUntilAt,
  firstBatchAt,
  groupBatchesAt,
  groupBrokenAt,
  groupLeftAt,
  groupNextAt,
  groupReadBatchesAt,
  groupRecordsAt,
  isBroken,
  isFull,
  isRead,
  mostFound,
  offsetsAt,
  rangeBytes,
  rangesAt,
  timestampsAt,
} from '../layout';

/** Finds records from where the group stands on: those with a key, as many as there is room for. Reads up to 40 bytes further than a batch. */
export function find(group: usize): i32 {
  const batches = load<i32>(group, groupBatchesAt);
  let outcome = isRead;
  while (load<i32>(group, groupReadBatchesAt) < batches) {
    outcome = findIn(group, group + firstBatchAt + <usize>load<i32>(group, groupReadBatchesAt) * batchBytes);
    if (outcome != isRead) break;
    store<i32>(group, load<i32>(group, groupReadBatchesAt) + 1, groupReadBatchesAt);
    store<u32>(group, 0, groupNextAt);
  }
  return outcome;
}

@inline
function findIn(group: usize, batch: usize): i32 {
  let at = <usize>load<u32>(group, groupNextAt);
  let left = load<i32>(group, groupLeftAt);
  if (at == 0) {
    at = load<u32>(batch);
    left = load<i32>(batch, batchRecordsAt);
  }
  const batchEnd = <usize>load<u32>(batch, batchToAt);
  const lastDelta = <i64>load<i32>(batch, batchLastDeltaAt);
  const base = load<f64>(batch, batchBaseAt);
  const firstTimestamp = load<f64>(batch, batchTimestampAt);
  const appendTime = load<f64>(batch, batchAppendTimeAt);
  const from = load<f64>(batch, batchFromAt);
  const to = load<f64>(batch, batchUntilAt);
  let count = load<i32>(group, groupRecordsAt);
  let outcome = isRead;
  for (; left > 0; left--) {
    if (count == mostFound) {
      outcome = isFull;
      break;
    }
    let read = varint(at, inVarint);
    const start = at + lengthOf(read);
    const length = valueOf(read);
    if (length < 0 || length > <i64>batchEnd - <i64>start) {
      store<f64>(group, base, groupBrokenAt);
      outcome = isBroken;
      break;
    }
    const end = start + <usize>length;
    const timestamp = varint(start + 1, inVarlong);
    const offset = varint(start + 1 + lengthOf(timestamp), inVarint);
    const keyLength = varint(start + 1 + lengthOf(timestamp) + lengthOf(offset), inVarint);
    const key = start + 1 + lengthOf(timestamp) + lengthOf(offset) + lengthOf(keyLength);
    const keyBytes = valueOf(keyLength) > 0 ? valueOf(keyLength) : 0;
    // A length beyond the record must not become an address.
    let fits = keyBytes <= <i64>end - <i64>key && valueOf(offset) >= 0 && valueOf(offset) <= lastDelta;
    if (fits) {
      const keyEnd = key + <usize>keyBytes;
      read = varint(keyEnd, inVarint);
      const value = keyEnd + lengthOf(read);
      const valueBytes = valueOf(read) > 0 ? valueOf(read) : 0;
      fits = valueBytes <= <i64>end - <i64>value;
      const number = base + <f64>valueOf(offset);
      if (fits && valueOf(keyLength) >= 0 && number >= from && number < to) {
        const valueEnd = value + <usize>valueBytes;
        store<f64>(group + ((<usize>count) << 3), number, offsetsAt);
        const time = appendTime == appendTime ? appendTime : firstTimestamp + <f64>valueOf(timestamp);
        store<f64>(group + ((<usize>count) << 3), time, timestampsAt);
        const range = group + <usize>count * rangeBytes;
        store<u32>(range, <u32>key, rangesAt);
        store<u32>(range, <u32>keyEnd, rangesAt + 4);
        store<u32>(range, valueOf(read) < 0 ? 0 : <u32>value, rangesAt + 8);
        store<u32>(range, <u32>valueEnd, rangesAt + 12);
        store<u32>(range, <u32>valueEnd, rangesAt + 16);
        store<u32>(range, <u32>end, rangesAt + 20);
        count++;
      }
    }
    if (!fits) {
      store<f64>(group, base, groupBrokenAt);
      outcome = isBroken;
      break;
    }
    at = end;
  }
  // More records than it says.
  if (outcome == isRead && at != batchEnd) {
    store<f64>(group, base, groupBrokenAt);
    outcome = isBroken;
  }
  store<i32>(group, count, groupRecordsAt);
  store<u32>(group, <u32>at, groupNextAt);
  store<i32>(group, left, groupLeftAt);
  return outcome;
}

/** Bytes of a varint, which has 32 bits, and of a varlong, of which 56 are read: more than there are milliseconds to come. */
const inVarint: u32 = 5;
const inVarlong: u32 = 10;

/** The value and, in the lowest byte, how many bytes it took: mostly one or two. `most` may be read. */
@inline
function varint(at: usize, most: u32): i64 {
  const first: u32 = load<u8>(at);
  if (first < 128) return packed(first, 1);
  const second: u32 = load<u8>(at, 1);
  return second < 128 ? packed((first & 127) | (second << 7), 2) : longVarint(at, most);
}

@inline
function packed(zigzag: u32, length: i64): i64 {
  return (<i64>(<i32>(zigzag >>> 1) ^ -(<i32>(zigzag & 1))) << 8) | length;
}

@inline
function lengthOf(read: i64): usize {
  return <usize>(read & 255);
}

@inline
function valueOf(read: i64): i64 {
  return read >> 8;
}

function longVarint(at: usize, most: u32): i64 {
  let value: u64 = 0;
  let length: u32 = 0;
  let byte: u64;
  do {
    byte = load<u8>(at + length);
    value |= (byte & 127) << (7 * length++);
  } while (byte > 127 && length < most);
  return most == inVarint ? packed(<u32>value, length) : ((<i64>(value >>> 1) ^ -(<i64>(value & 1))) << 8) | length;
}
