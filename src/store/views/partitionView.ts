/** The content of one partition of a store, built from its changelog record by record and kept up by its tail. */
import type { BatchSink } from '../../kafka/records/batchSink.js';
import { BrokenBatch } from '../../kafka/records/brokenBatch.js';
import { findFirst, lowerBound, sortEntries, type KeySource } from './keyOrder.js';
import { noOffset } from './entryTable.js';
import { createLiveRecords, type LiveRecords } from './liveRecords.js';
import type { MemoryBudget, SpillFile } from './memoryBudget.js';
import { createRecordGroup } from './recordGroup.js';
import { openStoreHeap } from './storeHeap.js';
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

/** Puts records off until there are many. What is taken when it is closed is nobody's. */
export interface PartitionView extends BatchSink {
  /** Takes what was put off: before anything is asked. */
  settle(): void;
  /** The base offset of a batch that could not be read; undefined: all could, when settled. What followed it is not in the view. */
  readonly brokenAt: number | undefined;
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
  /** Nothing may be asked any more. */
  close(): void;
}

/** More are better sorted. */
const mostLeading = 1024;

export function createPartitionView({ rules, asOf, budget, openSpill, wanted }: ViewOptions): PartitionView {
  const byTimestamp = rules.materialise === 'versions';
  const keepsNulls = rules.materialise === 'duplicates';
  const heap = openStoreHeap();
  const group = createRecordGroup(heap);
  let records: LiveRecords;
  try {
    // Versions and as-of views keep their tombstones: older versions may still come, and are counted.
    const keepsTombstones = byTimestamp || asOf !== null;
    records = createLiveRecords(heap, { asOf: asOf ?? Infinity, byTimestamp, keepsTombstones, budget, openSpill });
  } catch (error) {
    heap.close();
    throw error;
  }
  let order: Uint32Array | undefined;
  /** The last entry that came before `order` was made, if it has any: later ones are merged in. */
  let lastOrdered = 0;
  /** Which entries they are: see LiveRecords.renewals. */
  let orderedAt = 0;
  let newestTime = -Infinity;
  let observedTime = -Infinity;
  let firstOffset = Infinity;
  let tooLate = 0;
  let isClosed = false;
  /** It could not hold what it was to take: nothing but `close` may follow. */
  let isBroken = false;
  /** What was counted last; undefined: a record came since. */
  let counted: { readonly logStart: number; readonly visible: number; readonly expired: number; readonly atEdge: number } | undefined;

  /** Whether the store takes the record; follows the times. */
  const isTaken = (timestamp: number, bytes: Uint8Array, keyFrom: number, keyTo: number, isNull: boolean): boolean => {
    if (byTimestamp) {
      if (timestamp > observedTime) observedTime = timestamp;
      if (rules.historyRetentionMs !== null && timestamp < observedTime - rules.historyRetentionMs) {
        if (wanted === undefined || wanted(bytes, keyFrom, keyTo)) tooLate++;
        return false;
      }
    }
    // A store of duplicates logs a null, and takes nothing of it, not even its time (RocksDBWindowStore.put).
    if (keepsNulls && isNull) return false;
    if (rules.retentionMs !== null && (asOf === null || timestamp <= asOf)) {
      const time = expiryTimeOf(rules.suffix, bytes, keyFrom, keyTo);
      if (time !== undefined && time > newestTime) newestTime = time;
    }
    return wanted === undefined || wanted(bytes, keyFrom, keyTo);
  };
  const takesAll = !byTimestamp && !keepsNulls && rules.retentionMs === null && wanted === undefined;

  const takeGroup = (): void => {
    try {
      records.take(group, takesAll ? undefined : isTaken);
    } catch (error) {
      isBroken = true;
      throw error;
    }
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
    const { entries, renewals } = records;
    if (renewals !== orderedAt) order = undefined;
    orderedAt = renewals;
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
    takeBatch(batch, from, to) {
      // A scan that is still under way may bring some to a view that is closed: the memory is another view's by now.
      if (isClosed || isBroken) return;
      if (group.brokenAt !== undefined) throw new BrokenBatch(`the batch at offset ${group.brokenAt} cannot be read`);
      counted = undefined;
      firstOffset = Math.min(firstOffset, Math.max(batch.base, from));
      group.add(batch, from, to, takeGroup);
    },
    settle() {
      if (isClosed || isBroken) return;
      if (!group.isEmpty) takeGroup();
      records.settle();
      group.close();
    },
    get brokenAt() {
      return group.brokenAt;
    },
    keys,
    sorted,
    leading(count, logStart) {
      if ((order !== undefined && orderedAt === records.renewals) || count > mostLeading) return sorted();
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
      records.close();
      group.close();
      heap.close();
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
