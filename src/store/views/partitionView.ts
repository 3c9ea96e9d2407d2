/** The content of one partition of a store, built from its changelog record by record and kept up by its tail. */
import type { RecordSink } from '../../kafka/records/recordSink.js';
import { lowerBound, sortEntries, type KeySource } from './keyOrder.js';
import { createKeyTable, type KeyTable } from './keyTable.js';
import type { MemoryBudget, SpillFile } from './memoryBudget.js';
import { createValueLog, roomFor } from './valueLog.js';
import { expiryTimeOf, type ViewRules } from './viewRules.js';

export interface ViewOptions {
  readonly rules: ViewRules;
  /** Records that are newer than this are not taken; null: all are. */
  readonly asOf: number | null;
  readonly budget: MemoryBudget;
  readonly openSpill?: (() => SpillFile) | undefined;
  /** Keys to keep; undefined: all. Times are followed over all keys. */
  readonly wanted?: ((bytes: Uint8Array, from: number, to: number) => boolean) | undefined;
}

/** A copy of what a record holds. */
export interface StoredRecord {
  readonly key: Uint8Array;
  /** null: a tombstone. */
  readonly value: Uint8Array | null;
  /** Empty: none, else the record format's own bytes. */
  readonly headers: Uint8Array;
  readonly timestamp: number;
  readonly offset: number;
}

export interface PartitionView {
  readonly apply: RecordSink;
  /** Live keys in order; stays as it is until the next record. */
  sorted(): Uint32Array;
  readonly keys: KeySource;
  /** -1: not there, or deleted. */
  find(key: Uint8Array): number;
  /** Neither deleted, nor expired, nor written before the log's start. */
  isVisible(entry: number, logStart: number): boolean;
  read(entry: number): StoredRecord;
  /** Keys that are visible. */
  countVisible(logStart: number): number;
  /** As of a time: keys of which only later records are left, so that compaction may have taken what they were then. */
  countLaterOnly(): number;
  readonly nullKeys: number;
  /** Keys alone take more memory than all views may. */
  readonly isOverBudget: boolean;
  readonly isSpilled: boolean;
  close(): void;
}

const none = 0xffffffff;
/** Offset of an entry of which only later records were seen. */
const laterOnly = -1;

export function createPartitionView({ rules, asOf, budget, openSpill, wanted }: ViewOptions): PartitionView {
  const byTimestamp = rules.materialise === 'versions';
  const keepsNulls = rules.materialise === 'duplicates';
  let table: KeyTable = createKeyTable(budget);
  let log = createValueLog(budget, openSpill);
  let capacity = 256;
  let places = new Uint32Array(capacity).fill(none);
  let offsets = new Float64Array(capacity);
  let timestamps = new Float64Array(capacity);
  budget.take(capacity * 20);
  let live = 0;
  /** Bytes of the log that belong to what is live. */
  let liveBytes = 0;
  let order: Uint32Array | undefined;
  /** Entries that `order` knows: later ones are merged in. */
  let ordered = 0;
  let newestTime = -Infinity;
  let observedTime = -Infinity;
  let nullKeys = 0;

  const roomOf = (entry: number): number => rooms[entry]!;
  let rooms = new Uint32Array(capacity);
  budget.take(capacity * 4);

  const grow = (): void => {
    budget.take(capacity * 24);
    capacity *= 2;
    const [oldPlaces, oldOffsets, oldTimestamps, oldRooms] = [places, offsets, timestamps, rooms];
    places = new Uint32Array(capacity).fill(none);
    places.set(oldPlaces);
    offsets = new Float64Array(capacity);
    offsets.set(oldOffsets);
    timestamps = new Float64Array(capacity);
    timestamps.set(oldTimestamps);
    rooms = new Uint32Array(capacity);
    rooms.set(oldRooms);
  };

  const drop = (entry: number): void => {
    if (places[entry] === none) return;
    places[entry] = none;
    liveBytes -= roomOf(entry);
    live--;
  };

  const entryFor = (bytes: Uint8Array, from: number, to: number): number => {
    const before = table.count;
    const entry = table.findOrAdd(bytes, from, to);
    if (entry === before) {
      if (entry === capacity) grow();
      places[entry] = none;
      offsets[entry] = laterOnly;
      timestamps[entry] = -Infinity;
    }
    return entry;
  };

  /** Makes a new table and log of what is live. Versions and as-of views keep their tombstones: older versions may still come, and are counted. */
  const compact = (): void => {
    const [oldTable, oldLog, oldPlaces, oldOffsets, oldTimestamps] = [table, log, places, offsets, timestamps];
    budget.give(capacity * 24);
    table = createKeyTable(budget);
    log = createValueLog(budget, openSpill);
    capacity = 256;
    budget.take(capacity * 24);
    places = new Uint32Array(capacity).fill(none);
    offsets = new Float64Array(capacity);
    timestamps = new Float64Array(capacity);
    rooms = new Uint32Array(capacity);
    live = 0;
    liveBytes = 0;
    order = undefined;
    ordered = 0;
    const again = (old: number): number => {
      const entry = entryFor(oldTable.chunkOf(old), oldTable.fromOf(old), oldTable.toOf(old));
      offsets[entry] = oldOffsets[old]!;
      timestamps[entry] = oldTimestamps[old]!;
      return entry;
    };
    oldLog.drain((old, place, bytes, valueFrom, valueTo, headersTo) => {
      if (oldPlaces[old] !== place) return;
      const entry = again(old);
      places[entry] = log.append(entry, bytes, valueFrom, valueTo, valueTo, headersTo);
      rooms[entry] = roomFor(valueTo - valueFrom, headersTo - valueTo);
      liveBytes += roomOf(entry);
      live++;
    });
    if (byTimestamp || asOf !== null) for (let old = 0; old < oldTable.count; old++) if (oldPlaces[old] === none) again(old);
    oldLog.close();
    oldTable.close();
  };

  const keepsTombstones = byTimestamp || asOf !== null;
  const compactIfWorthIt = (): void => {
    const deadBytes = log.bytes - liveBytes;
    const deadKeys = table.count - live;
    if (deadBytes > 1 << 20 && deadBytes > liveBytes / 2) compact();
    else if (!keepsTombstones && deadKeys > 65_536 && deadKeys > live) compact();
  };

  const apply: RecordSink = (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
    if (keyFrom < 0) {
      nullKeys++;
      return;
    }
    if (byTimestamp) {
      if (timestamp > observedTime) observedTime = timestamp;
      if (rules.historyRetentionMs !== null && timestamp < observedTime - rules.historyRetentionMs) return;
    }
    const isLater = asOf !== null && timestamp > asOf;
    if (rules.retentionMs !== null && !isLater) {
      const time = expiryTimeOf(rules.suffix, bytes, keyFrom, keyTo);
      if (time !== undefined && time > newestTime) newestTime = time;
    }
    if (wanted !== undefined && !wanted(bytes, keyFrom, keyTo)) return;
    if (isLater) {
      if (valueFrom >= 0 || !keepsNulls) entryFor(bytes, keyFrom, keyTo);
      return;
    }
    if (valueFrom < 0) {
      if (keepsNulls) return;
      const entry = keepsTombstones ? entryFor(bytes, keyFrom, keyTo) : table.find(bytes, keyFrom, keyTo);
      if (entry === -1 || (byTimestamp && timestamps[entry]! > timestamp)) return;
      drop(entry);
      offsets[entry] = offset;
      timestamps[entry] = timestamp;
      compactIfWorthIt();
      return;
    }
    const entry = entryFor(bytes, keyFrom, keyTo);
    if (byTimestamp && timestamps[entry]! > timestamp) return;
    offsets[entry] = offset;
    timestamps[entry] = timestamp;
    // One byte says "no headers": not worth its room.
    const headersEnd = headersTo - headersFrom <= 1 ? headersFrom : headersTo;
    const place = places[entry]!;
    if (place !== none && log.overwrite(place, bytes, valueFrom, valueTo, headersFrom, headersEnd)) return;
    if (place === none) live++;
    else liveBytes -= roomOf(entry);
    places[entry] = log.append(entry, bytes, valueFrom, valueTo, headersFrom, headersEnd);
    rooms[entry] = roomFor(valueTo - valueFrom, headersEnd - headersFrom);
    liveBytes += roomOf(entry);
    if (place !== none) compactIfWorthIt();
  };

  const keys: KeySource = {
    chunkOf: (entry) => table.chunkOf(entry),
    fromOf: (entry) => table.fromOf(entry),
    toOf: (entry) => table.toOf(entry),
  };

  const isExpired = (entry: number): boolean => {
    if (rules.retentionMs === null || newestTime === -Infinity) return false;
    const time = expiryTimeOf(rules.suffix, table.chunkOf(entry), table.fromOf(entry), table.toOf(entry));
    return time !== undefined && time <= newestTime - rules.retentionMs;
  };
  const isVisible = (entry: number, logStart: number): boolean =>
    places[entry] !== none && offsets[entry]! >= logStart && !isExpired(entry);

  return {
    apply,
    keys,
    sorted() {
      if (order !== undefined && ordered === table.count) return order;
      const added = Uint32Array.from({ length: table.count - ordered }, (_, i) => ordered + i);
      sortEntries(added, keys, rules.suffix);
      order = order === undefined ? added : mergeSorted(order, added, keys, rules.suffix);
      ordered = table.count;
      return order;
    },
    find(key) {
      const entry = table.find(key, 0, key.length);
      return entry === -1 || places[entry] === none ? -1 : entry;
    },
    isVisible,
    read(entry) {
      const key = table.chunkOf(entry).slice(table.fromOf(entry), table.toOf(entry));
      const place = places[entry]!;
      const stored = place === none ? { value: null, headers: new Uint8Array() } : log.read(place);
      return { key, ...stored, timestamp: timestamps[entry]!, offset: offsets[entry]! };
    },
    countVisible(logStart) {
      let count = 0;
      for (let entry = 0; entry < table.count; entry++) if (isVisible(entry, logStart)) count++;
      return count;
    },
    countLaterOnly() {
      let count = 0;
      if (asOf !== null) for (let entry = 0; entry < table.count; entry++) if (offsets[entry] === laterOnly) count++;
      return count;
    },
    get nullKeys() {
      return nullKeys;
    },
    get isOverBudget() {
      return budget.used > budget.limit * 1.25 + (16 << 20);
    },
    get isSpilled() {
      return log.isSpilled;
    },
    close() {
      table.close();
      log.close();
      budget.give(capacity * 24);
      capacity = 0;
    },
  };
}

function mergeSorted(a: Uint32Array, b: Uint32Array, keys: KeySource, suffix: ViewRules['suffix']): Uint32Array {
  const merged = new Uint32Array(a.length + b.length);
  let taken = 0;
  let at = 0;
  for (const entry of b) {
    const from = keys.fromOf(entry);
    const place = firstAbove(a, taken, keys, suffix, keys.chunkOf(entry), from, keys.toOf(entry));
    merged.set(a.subarray(taken, place), at);
    at += place - taken;
    taken = place;
    merged[at++] = entry;
  }
  merged.set(a.subarray(taken), at);
  return merged;
}

function firstAbove(
  sorted: Uint32Array,
  low: number,
  keys: KeySource,
  suffix: ViewRules['suffix'],
  bytes: Uint8Array,
  from: number,
  to: number,
): number {
  const tail = sorted.subarray(low);
  return low + lowerBound(tail, keys, suffix, { bytes, from, to }, true);
}
