/** The content of one partition of a store, built from its changelog record by record and kept up by its tail. */
import type { RecordSink } from '../../kafka/records/recordSink.js';
import { findFirst, lowerBound, sortEntries, type KeySource } from './keyOrder.js';
import { createEntryTable, noOffset, noPlace } from './entryTable.js';
import type { MemoryBudget, SpillFile } from './memoryBudget.js';
import { createRecordGroup, mostInGroup, noBytes, rangesOfRecord } from './recordGroup.js';
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
  /** Puts records off until there are many. */
  readonly apply: RecordSink;
  /** Takes what was put off: before the bytes that were lent are taken back, and before anything is asked. */
  settle(): void;
  /** Live keys in order; stays as it is until the next record. */
  sorted(): Uint32Array;
  /** The first `count` of them that are visible: without the cost of `sorted` where no one asked for that yet. */
  leading(count: number, logStart: number): Uint32Array;
  readonly keys: KeySource;
  /** Neither deleted nor written before the log's start. */
  isHeld(entry: number, logStart: number): boolean;
  /** Held, and not expired. */
  isVisible(entry: number, logStart: number): boolean;
  read(entry: number): StoredRecord;
  /** Keys that are visible. */
  countVisible(logStart: number): number;
  /** Keys that are held and not visible. */
  countExpired(logStart: number): number;
  /** Visible for as long as the newest time is no later. */
  isAtEdge(entry: number): boolean;
  /** Keys that are visible and at the edge. */
  countAtEdge(logStart: number): number;
  /** What the expiry goes by: the largest window start or session end of all keys; -Infinity: none is known. */
  readonly newestTime: number;
  /** As of a time: keys of which only later records are left, so that compaction may have taken what they were then. */
  countLaterOnly(): number;
  /** Keys alone take more memory than all views may. */
  readonly isOverBudget: boolean;
  readonly isSpilled: boolean;
  close(): void;
}

/** More are better sorted. */
const mostLeading = 1024;

export function createPartitionView({ rules, asOf, budget, openSpill, wanted }: ViewOptions): PartitionView {
  const byTimestamp = rules.materialise === 'versions';
  const keepsNulls = rules.materialise === 'duplicates';
  const keepsTombstones = byTimestamp || asOf !== null;
  const group = createRecordGroup();
  let table = createEntryTable(budget);
  let log = createValueLog(budget, openSpill);
  let live = 0;
  /** Bytes of the log that belong to what is live. */
  let liveBytes = 0;
  let order: Uint32Array | undefined;
  /** The last entry that came before `order` was made, if it has any: later ones are merged in. */
  let lastOrdered = 0;
  let newestTime = -Infinity;
  let observedTime = -Infinity;
  let firstOffset = Infinity;
  /** What was counted last; undefined: a record came since. */
  let counted: { readonly logStart: number; readonly visible: number; readonly expired: number; readonly atEdge: number } | undefined;

  const drop = (entry: number): void => {
    if (table.placeOf(entry) === noPlace) return;
    liveBytes -= table.roomOf(entry);
    table.setPlace(entry, noPlace, 0);
    live--;
  };

  /** Appends a value of which is known that it takes this room, and notes where it is. */
  const keep = (
    entry: number,
    room: number,
    bytes: Uint8Array,
    valueFrom: number,
    valueTo: number,
    headersFrom: number,
    headersTo: number,
  ): void => {
    table.setPlace(entry, log.append(entry, room, bytes, valueFrom, valueTo, headersFrom, headersTo), room);
    liveBytes += room;
  };

  /** Makes a new log of what is live. That is the last of an entry's values in the old one: where it lies now is not met there again. */
  const compactLog = (): void => {
    const oldLog = log;
    log = createValueLog(budget, openSpill);
    liveBytes = 0;
    try {
      oldLog.drain((entry, at, bytes, valueFrom, valueTo, headersTo) => {
        if (table.placeOf(entry) !== at) return;
        keep(entry, roomFor(valueTo - valueFrom, headersTo - valueTo), bytes, valueFrom, valueTo, valueTo, headersTo);
      });
    } finally {
      oldLog.close(); // also where the disk fails: its file and its part of the budget
    }
  };

  /** Makes a new table and log of what is live, without the keys of what is not. */
  const compact = (): void => {
    const [oldTable, oldLog] = [table, log];
    table = createEntryTable(budget);
    log = createValueLog(budget, openSpill);
    live = 0;
    liveBytes = 0;
    order = undefined;
    try {
      oldLog.drain((from, at, bytes, valueFrom, valueTo, headersTo) => {
        if (oldTable.placeOf(from) !== at) return;
        const [key, keyFrom, keyTo] = [oldTable.chunkOf(from), oldTable.fromOf(from), oldTable.toOf(from)];
        const entry = table.findOrAdd(key, keyFrom, keyTo);
        table.setTimes(entry, oldTable.offsetOf(from), oldTable.timestampOf(from));
        keep(entry, roomFor(valueTo - valueFrom, headersTo - valueTo), bytes, valueFrom, valueTo, valueTo, headersTo);
        live++;
      });
    } finally {
      oldLog.close();
      oldTable.close();
    }
  };

  /** Versions and as-of views keep their tombstones: older versions may still come, and are counted. */
  const compactIfWorthIt = (): void => {
    const deadBytes = log.bytes - liveBytes;
    const deadKeys = keepsTombstones ? 0 : table.count - live;
    if (deadBytes > 1 << 20 && deadBytes > liveBytes / 2) {
      if (deadKeys === 0) compactLog();
      else compact();
    } else if (deadKeys > 65_536 && deadKeys > live) compact();
  };

  const apply: RecordSink = (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
    counted = undefined;
    if (firstOffset === Infinity) firstOffset = offset;
    if (keyFrom < 0) return;
    if (byTimestamp) {
      if (timestamp > observedTime) observedTime = timestamp;
      if (rules.historyRetentionMs !== null && timestamp < observedTime - rules.historyRetentionMs) return;
    }
    // A store of duplicates logs a null, and takes nothing of it, not even its time (RocksDBWindowStore.put).
    if (keepsNulls && valueFrom < 0) return;
    const isLater = asOf !== null && timestamp > asOf;
    if (rules.retentionMs !== null && !isLater) {
      const time = expiryTimeOf(rules.suffix, bytes, keyFrom, keyTo);
      if (time !== undefined && time > newestTime) newestTime = time;
    }
    if (wanted !== undefined && !wanted(bytes, keyFrom, keyTo)) return;
    if (group.bytes !== bytes || group.count === mostInGroup) {
      settle();
      group.bytes = bytes;
    }
    const i = group.count++;
    group.offsets[i] = offset;
    group.timestamps[i] = timestamp;
    const { ranges } = group;
    const at = i * rangesOfRecord;
    ranges[at] = keyFrom;
    ranges[at + 1] = keyTo;
    ranges[at + 2] = valueFrom;
    ranges[at + 3] = valueTo;
    ranges[at + 4] = headersFrom;
    ranges[at + 5] = headersTo;
  };

  const settle = (): void => {
    const { bytes, count, offsets, timestamps, ranges, entries } = group;
    if (count === 0) return;
    table.locate(group, keepsTombstones);
    group.count = 0;
    group.bytes = noBytes;
    for (let i = 0, at = 0; i < count; i++, at += rangesOfRecord) {
      const entry = entries[i]!;
      const timestamp = timestamps[i]!;
      if (entry === 0 || (asOf !== null && timestamp > asOf) || (byTimestamp && table.timestampOf(entry) > timestamp)) continue;
      table.setTimes(entry, offsets[i]!, timestamp);
      const valueFrom = ranges[at + 2]!;
      if (valueFrom < 0) drop(entry);
      else put(entry, bytes, valueFrom, ranges[at + 3]!, ranges[at + 4]!, ranges[at + 5]!);
    }
    log.release();
    compactIfWorthIt();
  };

  const put = (entry: number, bytes: Uint8Array, valueFrom: number, valueTo: number, headersFrom: number, headersTo: number): void => {
    // One byte says "no headers": not worth its room.
    const headersEnd = headersTo - headersFrom <= 1 ? headersFrom : headersTo;
    const room = roomFor(valueTo - valueFrom, headersEnd - headersFrom);
    const before = table.placeOf(entry);
    if (before === noPlace) live++;
    else {
      const had = table.roomOf(entry);
      if (room <= had && log.overwrite(before, bytes, valueFrom, valueTo, headersFrom, headersEnd)) return;
      liveBytes -= had;
    }
    keep(entry, room, bytes, valueFrom, valueTo, headersFrom, headersEnd);
  };

  const keys: KeySource = {
    chunkOf: (entry) => table.chunkOf(entry),
    fromOf: (entry) => table.fromOf(entry),
    toOf: (entry) => table.toOf(entry),
  };

  const retentionMs = rules.retentionMs ?? Infinity;
  /** Infinity: it does not expire. */
  const timeOf = (entry: number): number =>
    rules.retentionMs === null
      ? Infinity
      : (expiryTimeOf(rules.suffix, table.chunkOf(entry), table.fromOf(entry), table.toOf(entry)) ?? Infinity);
  const lastHidden = (): number => newestTime - retentionMs;
  const firstShown = (): number => newestTime - (retentionMs - 1);
  const isHeld = (entry: number, logStart: number): boolean => table.placeOf(entry) !== noPlace && table.offsetOf(entry) >= logStart;
  const isVisible = (entry: number, logStart: number): boolean => isHeld(entry, logStart) && timeOf(entry) > lastHidden();
  const count = (logStart: number): NonNullable<typeof counted> => {
    if (counted?.logStart === logStart) return counted;
    let [visible, expired, atEdge] = [0, 0, 0];
    for (let entry = table.first(); entry !== 0; entry = table.after(entry))
      if (isHeld(entry, logStart)) {
        const time = timeOf(entry);
        if (time <= lastHidden()) expired++;
        else {
          visible++;
          if (time === firstShown()) atEdge++;
        }
      }
    counted = { logStart, visible, expired, atEdge };
    return counted;
  };

  const sorted = (): Uint32Array => {
    const known = order?.length ?? 0;
    if (order !== undefined && known === table.count) return order;
    const added = new Uint32Array(table.count - known);
    let entry = known === 0 ? table.first() : table.after(lastOrdered);
    for (let i = 0; i < added.length; i++, entry = table.after(entry)) added[i] = lastOrdered = entry;
    sortEntries(added, keys, rules.suffix);
    order = order === undefined ? added : mergeSorted(order, added, keys, rules.suffix);
    return order;
  };

  return {
    apply,
    settle,
    keys,
    sorted,
    leading(count, logStart) {
      if (order !== undefined || count > mostLeading) return sorted();
      return findFirst(count, table, rules.suffix, (entry) => isVisible(entry, logStart)) ?? sorted();
    },
    isHeld,
    isVisible,
    read(entry) {
      const key = table.chunkOf(entry).slice(table.fromOf(entry), table.toOf(entry));
      const place = table.placeOf(entry);
      const stored = place === noPlace ? { value: null, headers: new Uint8Array() } : log.read(place);
      return { key, ...stored, timestamp: table.timestampOf(entry), offset: table.offsetOf(entry) };
    },
    countVisible(logStart) {
      return rules.retentionMs === null && firstOffset >= logStart ? live : count(logStart).visible;
    },
    countExpired: (logStart) => (rules.retentionMs === null ? 0 : count(logStart).expired),
    isAtEdge: (entry) => timeOf(entry) === firstShown(),
    countAtEdge: (logStart) => (rules.retentionMs === null ? 0 : count(logStart).atEdge),
    get newestTime() {
      return newestTime;
    },
    countLaterOnly() {
      let later = 0;
      if (asOf !== null)
        for (let entry = table.first(); entry !== 0; entry = table.after(entry)) if (table.offsetOf(entry) === noOffset) later++;
      return later;
    },
    get isOverBudget() {
      return budget.used > budget.limit * 1.25 + (16 << 20);
    },
    get isSpilled() {
      return log.isSpilled;
    },
    close() {
      group.count = 0;
      group.bytes = noBytes;
      table.close();
      log.close();
    },
  };
}

function mergeSorted(a: Uint32Array, b: Uint32Array, keys: KeySource, suffix: ViewRules['suffix']): Uint32Array {
  const merged = new Uint32Array(a.length + b.length);
  let taken = 0;
  let at = 0;
  for (const entry of b) {
    const key = { bytes: keys.chunkOf(entry), from: keys.fromOf(entry), to: keys.toOf(entry) };
    const place = lowerBound(a, keys, suffix, key, true, taken);
    merged.set(a.subarray(taken, place), at);
    at += place - taken;
    taken = place;
    merged[at++] = entry;
  }
  merged.set(a.subarray(taken), at);
  return merged;
}
