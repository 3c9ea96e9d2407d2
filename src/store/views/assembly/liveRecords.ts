/**
 * The inner loops of a view, in AssemblyScript (scripts/assembly.mjs compiles it to WebAssembly): what they take is most of what a view costs.
 * They know entries and values by address. The caller owns the memory, of which a view has its state (see `enter`).
 *
 * An entry: f64 offset, f64 timestamp, u32 place of its value, u32 room of the value, i32 length of the key, the key.
 * After the last of a chunk lies a link: key length -1, and as place the address of the next chunk's first entry (0: there is none).
 * A value: u32 address of its entry, u32 room, i32 length of the value, i32 length of the headers, both.
 * A place: the address / 8; with the highest bit, the position in the file / 8; 0: there is no value.
 */

import {
  entryKeyAt,
  entryLengthAt,
  entryPlaceAt,
  entryRoomAt,
  entryTimestampAt,
  groupAsOfAt,
  groupByTimestampAt,
  groupNullsAddAt,
  groupOutcomeAt,
  groupRecordsAt,
  hashesAt,
  inFile,
  isFull,
  linkLength,
  offsetsAt,
  queueGroupsAt,
  queuePlaces,
  queueStageAt,
  queueTakenAt,
  rangeBytes,
  rangesAt,
  slotBytes,
  slotHashAt,
  stateEntryAt,
  stateEntryCountAt,
  stateEntryEndAt,
  stateFactorAt,
  stateFormerLogEndAt,
  stateLiveBytesAt,
  stateLiveCountAt,
  stateLogAt,
  stateLogEndAt,
  stateSeedAt,
  stateSlotMaskAt,
  stateSlotsAt,
  stateSpareEntriesAt,
  stateSpareEntriesEndAt,
  stateSpareLogAt,
  stateSpareLogEndAt,
  timestampsAt,
  valueBytesAt,
  valueHeadersLengthAt,
  valueLengthAt,
  valueRoomAt,
} from '../layout';
import { find as findRecords } from './recordGroup';

export { find } from './recordGroup';

// No memory of the module's own: the instance of a second thread would clear it under the hands of the first.
/** Memory before it is ours. */
export const heapBase: usize = __heap_base;

/** Pairs of an entry's address (0: free) and its hash; a power of two, twice as many as there may be entries. */
let slots: usize = 0;
let slotMask: u32 = 0;
let entryCount: i32 = 0;
/** Where the next entry goes, and where it must end: a link fits behind. 0: there is no chunk. */
let entryAt: usize = 0;
let entryEnd: usize = 0;
/** Where the next value goes, and the end of the chunk. */
let logAt: usize = 0;
let logEnd: usize = 0;
/** Entries that have a value, and the room of those values. */
let liveCount: i32 = 0;
let liveBytes: f64 = 0;
/** Of the view's memory: see `hashOf`. */
let seed: u64 = 0;
let factor: u64 = 0;

function enter(state: usize): void {
  slots = load<u32>(state, stateSlotsAt);
  slotMask = load<u32>(state, stateSlotMaskAt);
  entryCount = load<i32>(state, stateEntryCountAt);
  entryAt = load<u32>(state, stateEntryAt);
  entryEnd = load<u32>(state, stateEntryEndAt);
  logAt = load<u32>(state, stateLogAt);
  logEnd = load<u32>(state, stateLogEndAt);
  liveCount = load<i32>(state, stateLiveCountAt);
  liveBytes = load<f64>(state, stateLiveBytesAt);
  seed = load<u64>(state, stateSeedAt);
  factor = load<u64>(state, stateFactorAt);
}

function leave(state: usize): void {
  store<i32>(state, entryCount, stateEntryCountAt);
  store<u32>(state, <u32>entryAt, stateEntryAt);
  store<u32>(state, <u32>entryEnd, stateEntryEndAt);
  store<u32>(state, <u32>logAt, stateLogAt);
  store<u32>(state, <u32>logEnd, stateLogEndAt);
  store<i32>(state, liveCount, stateLiveCountAt);
  store<f64>(state, liveBytes, stateLiveBytesAt);
}

/** Make room for an entry or a value of so many bytes in the state. What they throw ends the call. */
@external("room", "moreEntries")
declare function askMoreEntries(bytes: usize): void;
@external("room", "moreLog")
declare function askMoreLog(bytes: usize): void;
/** Of the call that may need room. */
let entered: usize = 0;

/**
 * In the state also lies what was made ready: address and end of a chunk for entries, and of one for values (0: there is none); then where the
 * values of the former chunk end. The address is written last, perhaps while we work: only an atomic read of it says that the end, which is read next,
 * is of the same chunk.
 */
function moreEntries(bytes: usize): void {
  const spare = <usize>atomic.load<u32>(entered + stateSpareEntriesAt);
  if (spare != 0 && entryAt != 0 && bytes <= <usize>load<u32>(entered, stateSpareEntriesEndAt) - spare) {
    endWith(entryAt, spare);
    entryAt = spare;
    entryEnd = load<u32>(entered, stateSpareEntriesEndAt);
    atomic.store<u32>(entered + stateSpareEntriesAt, 0);
    return;
  }
  leave(entered);
  askMoreEntries(bytes);
  enter(entered);
}

function moreLog(bytes: usize): void {
  const spare = <usize>atomic.load<u32>(entered + stateSpareLogAt);
  if (spare != 0 && logAt != 0 && bytes <= <usize>load<u32>(entered, stateSpareLogEndAt) - spare) {
    store<u32>(entered, <u32>logAt, stateFormerLogEndAt);
    logAt = spare;
    logEnd = load<u32>(entered, stateSpareLogEndAt);
    atomic.store<u32>(entered + stateSpareLogAt, 0);
    return;
  }
  leave(entered);
  askMoreLog(bytes);
  enter(entered);
}

/**
 * Keys are chosen by others, and many of one hash would take a time that grows with their square. So what words are multiplied by is a secret, and all
 * 128 bits of the products count: with a factor that is known, or with 64 bits of them, a change of one word can be undone by the next whatever the
 * seed is. Reads up to 7 bytes further.
 */
@inline
function hashOf(key: usize, length: i32): u32 {
  let hash: u64 = seed ^ <u64>length;
  const end = key + length;
  let at = key;
  for (; at + 8 <= end; at += 8) hash = fold(hash ^ load<u64>(at));
  if (at < end) hash = fold(hash ^ (load<u64>(at) & (((<u64>1) << ((<u64>(end - at)) << 3)) - 1)));
  return <u32>((hash * 0xc4ceb9fe1a85ec53) >> 32);
}

/** Both halves of the product with the secret factor. */
@inline
function fold(value: u64): u64 {
  const low = (value & 0xffffffff) * (factor & 0xffffffff);
  const inner = (value & 0xffffffff) * (factor >> 32);
  const outer = (value >> 32) * (factor & 0xffffffff);
  const middle = (low >> 32) + (inner & 0xffffffff) + (outer & 0xffffffff);
  return (value * factor) ^ ((value >> 32) * (factor >> 32) + (inner >> 32) + (outer >> 32) + (middle >> 32));
}

/** Of a key in a view. Reads up to 7 bytes further. */
export function hash(state: usize, key: usize, length: i32): u32 {
  enter(state);
  return hashOf(key, length);
}

/** Reads up to 7 bytes further. */
@inline
function isSame(a: usize, b: usize, length: i32): bool {
  let at: i32 = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false;
  return at == length || (load<u64>(a + at) ^ load<u64>(b + at)) << ((8 - <u64>(length - at)) << 3) == 0;
}

/** Reads and writes up to 7 bytes further. */
@inline
function copy(to: usize, from: usize, length: i32): void {
  if (length > 1024) {
    memory.copy(to, from, length);
    return;
  }
  let at: i32 = 0;
  for (; at + 16 <= length; at += 16) v128.store(to + at, v128.load(from + at));
  for (; at < length; at += 8) store<u64>(to + at, load<u64>(from + at));
}

/** The entry of the key: a new one has the offset -1, the timestamp -Infinity and no value; 0: there is none, and none is added. */
@inline
function entryOf(hash: u32, key: usize, length: i32, adds: bool): usize {
  let slot = hash & slotMask;
  while (true) {
    const at = slots + ((<usize>slot) << 3);
    const entry = <usize>load<u32>(at);
    if (entry == 0) return adds ? add(at, hash, key, length) : 0;
    if (load<u32>(at, slotHashAt) == hash && load<i32>(entry, entryLengthAt) == length && isSame(entry + entryKeyAt, key, length)) return entry;
    slot = (slot + 1) & slotMask;
  }
}

@inline
function add(slot: usize, hash: u32, key: usize, length: i32): usize {
  const size = <usize>entryRoom(length);
  // Not by sums: at the end of the memory those begin at 0 again.
  if (size > entryEnd - entryAt) moreEntries(size);
  const entry = entryAt;
  entryAt += size;
  store<f64>(entry, -1);
  store<f64>(entry, -Infinity, entryTimestampAt);
  store<u32>(entry, 0, entryPlaceAt);
  store<i32>(entry, length, entryLengthAt);
  copy(entry + entryKeyAt, key, length);
  endWith(entryAt, 0);
  store<u32>(slot, <u32>entry);
  store<u32>(slot, hash, slotHashAt);
  entryCount++;
  return entry;
}

@inline
function append(entry: usize, room: i32, value: usize, valueLength: i32, headers: usize, headersLength: i32): void {
  if (<usize>room > logEnd - logAt) moreLog(room);
  const at = logAt;
  logAt += room;
  store<u32>(at, <u32>entry);
  store<i32>(at, room, valueRoomAt);
  write(at, value, valueLength, headers, headersLength);
  store<u32>(entry, <u32>(at >> 3), entryPlaceAt);
  store<i32>(entry, room, entryRoomAt);
  liveBytes += room;
}

@inline
function write(at: usize, value: usize, valueLength: i32, headers: usize, headersLength: i32): void {
  store<i32>(at, valueLength, valueLengthAt);
  store<i32>(at, headersLength, valueHeadersLengthAt);
  copy(at + valueBytesAt, value, valueLength);
  // What lies behind them may be another's: not a byte more.
  if (headersLength > 0) memory.copy(at + valueBytesAt + valueLength, headers, headersLength);
}

@inline
function entryRoom(keyLength: i32): i32 {
  return (<i32>entryKeyAt + keyLength + 7) & ~7;
}

@inline
function valueRoom(valueLength: i32, headersLength: i32): i32 {
  return (<i32>valueBytesAt + valueLength + headersLength + 7) & ~7;
}

/** Finds and takes all records of a group, for which there is room. */
export function process(group: usize): void {
  let outcome: i32;
  do {
    outcome = findRecords(group);
    take(group);
  } while (outcome == isFull);
  store<i32>(group, outcome, groupOutcomeAt);
}

/** Takes what was found, for which there is room. Those that are later than the group says only leave their key. */
export function take(group: usize): void {
  entered = load<u32>(group);
  enter(entered);
  const records = load<i32>(group, groupRecordsAt);
  const asOf = load<f64>(group, groupAsOfAt);
  const byTimestamp = load<i32>(group, groupByTimestampAt) != 0;
  const nullsAdd = load<i32>(group, groupNullsAddAt) != 0;
  const ranges = group + rangesAt;
  const hashes = group + hashesAt;
  for (let i: i32 = 0; i < records; i++) {
    const range = ranges + <usize>i * rangeBytes;
    const from = <usize>load<u32>(range);
    store<u32>(hashes + ((<usize>i) << 2), hashOf(from, <i32>(load<u32>(range, 4) - <u32>from)));
  }
  // Memory answers many questions at a time, if none waits for the answer to another: nothing else may stand in this loop.
  let sum: u32 = 0;
  for (let i: i32 = 0; i < records; i++) sum ^= load<u32>(firstSlot(hashes, i));
  touched = sum;
  for (let i: i32 = 0; i < records; i++) {
    const range = ranges + <usize>i * rangeBytes;
    const key = <usize>load<u32>(range);
    const value = <usize>load<u32>(range, 8);
    const isNull = value == 0;
    const hash = load<u32>(hashes + ((<usize>i) << 2));
    const entry = entryOf(hash, key, <i32>(load<u32>(range, 4) - <u32>key), nullsAdd || !isNull);
    const timestamp = load<f64>(group + ((<usize>i) << 3), timestampsAt);
    if (entry == 0 || timestamp > asOf || (byTimestamp && load<f64>(entry, entryTimestampAt) > timestamp)) continue;
    store<f64>(entry, load<f64>(group + ((<usize>i) << 3), offsetsAt));
    store<f64>(entry, timestamp, entryTimestampAt);
    if (isNull) drop(entry);
    else {
      const headers = load<u32>(range, 16);
      put(entry, value, <i32>(load<u32>(range, 12) - <u32>value), headers, <i32>(load<u32>(range, 20) - headers));
    }
  }
  store<i32>(group, 0, groupRecordsAt);
  leave(entered);
}

@inline
function firstSlot(hashes: usize, i: i32): usize {
  return slots + ((<usize>(load<u32>(hashes + ((<usize>i) << 2)) & slotMask)) << 3);
}
/** Else a compiler may leave the loop out. */
let touched: u32 = 0;

@inline
function drop(entry: usize): void {
  if (load<u32>(entry, entryPlaceAt) == 0) return;
  liveBytes -= load<i32>(entry, entryRoomAt);
  liveCount--;
  store<u32>(entry, 0, entryPlaceAt);
}

@inline
function put(entry: usize, value: usize, valueLength: i32, headers: usize, allHeaders: i32): void {
  // One byte says "no headers": not worth its room.
  const headersLength = allHeaders > 1 ? allHeaders : 0;
  const room = valueRoom(valueLength, headersLength);
  const place = load<u32>(entry, entryPlaceAt);
  if (place == 0) liveCount++;
  else {
    const had = load<i32>(entry, entryRoomAt);
    if (room <= had && place < inFile) {
      write((<usize>place) << 3, value, valueLength, headers, headersLength);
      return;
    }
    liveBytes -= had;
  }
  append(entry, room, value, valueLength, headers, headersLength);
}

/**
 * Appends what is live of a chunk of a former log anew. `place` is that of its first value: their entry has it, if it is live.
 * `keepsEntries` false: its key goes into the present table.
 */
export function drain(state: usize, chunk: usize, used: usize, place: u32, keepsEntries: bool): void {
  entered = state;
  enter(state);
  const end = chunk + used;
  for (let at = chunk; at < end;) {
    const old = <usize>load<u32>(at);
    const room = load<i32>(at, valueRoomAt);
    if (load<u32>(old, entryPlaceAt) == place) {
      const valueLength = load<i32>(at, valueLengthAt);
      const headersLength = load<i32>(at, valueHeadersLengthAt);
      const value = at + valueBytesAt;
      const entry = keepsEntries ? old : moved(old);
      append(entry, valueRoom(valueLength, headersLength), value, valueLength, value + valueLength, headersLength);
    }
    at += room;
    place += room >> 3;
  }
  leave(state);
}

function moved(old: usize): usize {
  const length = load<i32>(old, entryLengthAt);
  const entry = entryOf(hashOf(old + entryKeyAt, length), old + entryKeyAt, length, true);
  store<f64>(entry, load<f64>(old));
  store<f64>(entry, load<f64>(old, entryTimestampAt), entryTimestampAt);
  liveCount++;
  return entry;
}

/** Tells the entries of a chunk that their values lie in the file: the first at `place`. */
export function moveToFile(chunk: usize, used: usize, place: u32): void {
  const end = chunk + used;
  for (let at = chunk; at < end;) {
    const entry = <usize>load<u32>(at);
    const room = load<i32>(at, valueRoomAt);
    if (load<u32>(entry, entryPlaceAt) == <u32>(at >> 3)) store<u32>(entry, inFile | place, entryPlaceAt);
    at += room;
    place += room >> 3;
  }
}

/** Puts a link to the next chunk there. */
export function endWith(at: usize, next: usize): void {
  store<u32>(at, <u32>next, entryPlaceAt);
  store<i32>(at, linkLength, entryLengthAt);
}

/** Fills the present slots, which are empty, from former ones, of which there are so many. */
export function fillSlots(state: usize, from: usize, count: usize): void {
  enter(state);
  for (let at = from, end = from + (count << 3); at < end; at += slotBytes) {
    const entry = load<u32>(at);
    if (entry == 0) continue;
    const hash = load<u32>(at, slotHashAt);
    let slot = hash & slotMask;
    while (load<u32>(slots + ((<usize>slot) << 3)) != 0) slot = (slot + 1) & slotMask;
    store<u32>(slots + ((<usize>slot) << 3), entry);
    store<u32>(slots + ((<usize>slot) << 3), hash, slotHashAt);
  }
}

export function clear(at: usize, bytes: usize): void {
  memory.fill(at, 0, bytes);
}

/** In the order in which they came; 0: it was the last. */
export function after(entry: usize): usize {
  return follow(entry + <usize>entryRoom(load<i32>(entry, entryLengthAt)));
}

/** The entry there, or behind the link that is there: chunks may be empty. 0: there is none. */
export function follow(at: usize): usize {
  while (at != 0 && load<i32>(at, entryLengthAt) == linkLength) at = load<u32>(at, entryPlaceAt);
  return at;
}

/** The first from the entry on whose key, without its suffix, is not behind that of `bound`; 0: there is none. */
export function notBehind(entry: usize, bound: usize, suffix: i32): usize {
  const length = properLength(bound, suffix);
  for (; entry != 0; entry = after(entry))
    if (compare(entry + entryKeyAt, properLength(entry, suffix), bound + entryKeyAt, length) <= 0) return entry;
  return 0;
}

/** Keys that are too short for a suffix have none. */
function properLength(entry: usize, suffix: i32): i32 {
  const length = load<i32>(entry, entryLengthAt);
  return length < suffix ? length : length - suffix;
}

/** Unsigned bytes; a prefix comes first. Reads up to 7 bytes further. */
function compare(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const common = aLength < bLength ? aLength : bLength;
  for (let at: i32 = 0; at < common; at += 8) {
    const left = bswap<u64>(load<u64>(a + at));
    const right = bswap<u64>(load<u64>(b + at));
    if (left == right) continue;
    const beyond = at + 8 - common;
    const kept = beyond > 0 ? (<u64>beyond) << 3 : 0;
    if (left >> kept == right >> kept) break;
    return left < right ? -1 : 1;
  }
  return aLength - bLength;
}

/** Processes groups as they are posted, until a 0 is; other threads wait meanwhile, or do not. `queueStageAt` is 1 when it began. */
export function serve(queue: usize): void {
  let taken = atomic.load<i32>(queue, queueTakenAt);
  atomic.store<i32>(queue, 1, queueStageAt);
  while (true) {
    while (atomic.load<i32>(queue) == taken) atomic.wait<i32>(queue, taken, -1);
    const group = <usize>load<u32>(queue + ((<usize>taken & (queuePlaces - 1)) << 2), queueGroupsAt);
    if (group == 0) return;
    process(group);
    atomic.store<i32>(queue, ++taken, queueTakenAt);
    atomic.notify(queue + queueTakenAt, 1);
  }
}
