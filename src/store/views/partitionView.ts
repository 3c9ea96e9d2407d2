/** The content of one partition of a store, built from its changelog record by record and kept up by its tail. */
import type { RecordSink } from '../../kafka/records/recordSink.js';
import { findFirst, lowerBound, sortEntries, type KeySource } from './keyOrder.js';
import { noOffset } from './entryTable.js';
import { createLiveRecords } from './liveRecords.js';
import type { MemoryBudget, SpillFile } from './memoryBudget.js';
import { createRecordGroup, mostGroupBytes, mostInGroup, noBytes, rangesOfRecord } from './recordGroup.js';
import { expiryTimeOf, suffixLengths, type ViewRules } from './viewRules.js';

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
  /** Versions that were left out, as they came later than the store's history retention allows. */
  readonly tooLate: number;
  /** As of a time: keys of which only later records are left, so that compaction may have taken what they were then. */
  countLaterOnly(): number;
  /** Keys alone take more memory than all views may. */
  readonly isOverBudget: boolean;
  readonly isSpilled: boolean;
  /** What is applied later is nobody's; nothing may be asked any more. */
  close(): void;
}

/** More are better sorted. */
const mostLeading = 1024;

export function createPartitionView({ rules, asOf, budget, openSpill, wanted }: ViewOptions): PartitionView {
  const byTimestamp = rules.materialise === 'versions';
  const keepsNulls = rules.materialise === 'duplicates';
  const group = createRecordGroup();
  // Versions and as-of views keep their tombstones: older versions may still come, and are counted.
  const records = createLiveRecords({
    asOf: asOf ?? Infinity,
    byTimestamp,
    keepsTombstones: byTimestamp || asOf !== null,
    budget,
    openSpill,
  });
  let order: Uint32Array | undefined;
  /** The last entry that came before `order` was made, if it has any: later ones are merged in. */
  let lastOrdered = 0;
  let newestTime = -Infinity;
  let observedTime = -Infinity;
  let firstOffset = Infinity;
  let tooLate = 0;
  let isClosed = false;
  /** What was counted last; undefined: a record came since. */
  let counted: { readonly logStart: number; readonly visible: number; readonly expired: number; readonly atEdge: number } | undefined;

  const apply: RecordSink = (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
    counted = undefined;
    if (firstOffset === Infinity) firstOffset = offset;
    if (keyFrom < 0) return;
    if (byTimestamp) {
      if (timestamp > observedTime) observedTime = timestamp;
      if (rules.historyRetentionMs !== null && timestamp < observedTime - rules.historyRetentionMs) {
        if (wanted === undefined || wanted(bytes, keyFrom, keyTo)) tooLate++;
        return;
      }
    }
    // A store of duplicates logs a null, and takes nothing of it, not even its time (RocksDBWindowStore.put).
    if (keepsNulls && valueFrom < 0) return;
    const isLater = asOf !== null && timestamp > asOf;
    if (rules.retentionMs !== null && !isLater) {
      const time = expiryTimeOf(rules.suffix, bytes, keyFrom, keyTo);
      if (time !== undefined && time > newestTime) newestTime = time;
    }
    if (wanted !== undefined && !wanted(bytes, keyFrom, keyTo)) return;
    if (group.bytes !== bytes || group.count === mostInGroup || headersTo - group.ranges[0]! > mostGroupBytes) {
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
    if (group.count === 0) return;
    try {
      // A scan that is still under way brings some yet: the memory may be another view's by now.
      if (isClosed) return;
      records.take(group);
    } finally {
      group.count = 0;
      group.bytes = noBytes;
    }
    if (records.letGo() === 'keys') order = undefined;
  };

  const keys: KeySource = {
    chunkOf: (entry) => records.entries.chunkOf(entry),
    fromOf: (entry) => records.entries.fromOf(entry),
    toOf: (entry) => records.entries.toOf(entry),
  };

  const retentionMs = rules.retentionMs ?? Infinity;
  /** Infinity: it does not expire. */
  const timeOf = (entry: number): number =>
    rules.retentionMs === null
      ? Infinity
      : (expiryTimeOf(rules.suffix, keys.chunkOf(entry), keys.fromOf(entry), keys.toOf(entry)) ?? Infinity);
  const lastHidden = (): number => newestTime - retentionMs;
  const firstShown = (): number => newestTime - (retentionMs - 1);
  const isHeld = (entry: number, logStart: number): boolean => records.isLive(entry) && records.entries.offsetOf(entry) >= logStart;
  const isVisible = (entry: number, logStart: number): boolean => isHeld(entry, logStart) && timeOf(entry) > lastHidden();
  const count = (logStart: number): NonNullable<typeof counted> => {
    if (counted?.logStart === logStart) return counted;
    let [visible, expired, atEdge] = [0, 0, 0];
    for (let entry = records.entries.first(); entry !== 0; entry = records.entries.after(entry))
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
    const { entries } = records;
    const known = order?.length ?? 0;
    if (order !== undefined && known === entries.count) return order;
    const added = new Uint32Array(entries.count - known);
    let entry = known === 0 ? entries.first() : entries.after(lastOrdered);
    for (let i = 0; i < added.length; i++, entry = entries.after(entry)) added[i] = lastOrdered = entry;
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
      const { entries } = records;
      const walk = {
        first: () => entries.first(),
        after: (entry: number) => entries.after(entry),
        notBehind: (entry: number, bound: number) => records.notBehind(entry, bound, suffixLengths[rules.suffix]),
      };
      return findFirst(count, { ...keys, ...walk }, rules.suffix, (entry) => isVisible(entry, logStart)) ?? sorted();
    },
    isHeld,
    isVisible,
    read(entry) {
      const key = keys.chunkOf(entry).slice(keys.fromOf(entry), keys.toOf(entry));
      const stored = records.read(entry) ?? { value: null, headers: new Uint8Array() };
      return { key, ...stored, timestamp: records.entries.timestampOf(entry), offset: records.entries.offsetOf(entry) };
    },
    countVisible(logStart) {
      return rules.retentionMs === null && firstOffset >= logStart ? records.live : count(logStart).visible;
    },
    countExpired: (logStart) => (rules.retentionMs === null ? 0 : count(logStart).expired),
    isAtEdge: (entry) => timeOf(entry) === firstShown(),
    countAtEdge: (logStart) => (rules.retentionMs === null ? 0 : count(logStart).atEdge),
    get newestTime() {
      return newestTime;
    },
    get tooLate() {
      return tooLate;
    },
    countLaterOnly() {
      let later = 0;
      if (asOf !== null)
        for (let entry = records.entries.first(); entry !== 0; entry = records.entries.after(entry))
          if (records.entries.offsetOf(entry) === noOffset) later++;
      return later;
    },
    get isOverBudget() {
      return budget.used > budget.limit * 1.25 + (16 << 20);
    },
    get isSpilled() {
      return records.isSpilled;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      group.count = 0;
      group.bytes = noBytes;
      records.close();
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
