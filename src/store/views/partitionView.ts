/** The content of one partition of a store, built from its changelog record by record and kept up by its tail. */
import type { RecordSink } from '../../kafka/records/recordSink.js';
import { findFirst, lowerBound, sortEntries, type KeySource } from './keyOrder.js';
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
  /** The first `count` of them that are visible: without the cost of `sorted` where no one asked for that yet. */
  leading(count: number, logStart: number): Uint32Array;
  readonly keys: KeySource;
  /** -1: not there, or deleted. */
  find(key: Uint8Array): number;
  /** Neither deleted nor written before the log's start. */
  isHeld(entry: number, logStart: number): boolean;
  /** Held, and not expired. */
  isVisible(entry: number, logStart: number): boolean;
  read(entry: number): StoredRecord;
  /** Keys that are visible. */
  countVisible(logStart: number): number;
  /** Keys that are held and not visible. */
  countExpired(logStart: number): number;
  /** What the expiry goes by: the largest window start or session end of all keys; -Infinity: none is known. */
  readonly newestTime: number;
  /** As of a time: keys of which only later records are left, so that compaction may have taken what they were then. */
  countLaterOnly(): number;
  /** Keys alone take more memory than all views may. */
  readonly isOverBudget: boolean;
  readonly isSpilled: boolean;
  close(): void;
}

const none = 0xffffffff;

/** More are better sorted. */
const mostLeading = 1024;

/** What is known of each entry, side by side so that one look into memory has it all: two doubles, then two words. */
const factBytes = 24;
const [offsetAt, timestampAt] = [0, 1]; // of three doubles
const [place, room] = [4, 5]; // of six words: where the value lies (none: deleted), and its bytes there

function createFacts(capacity: number): { readonly times: Float64Array; readonly words: Uint32Array } {
  const buffer = new ArrayBuffer(capacity * factBytes);
  return { times: new Float64Array(buffer), words: new Uint32Array(buffer) };
}

/** Offset of an entry of which only later records were seen. */
const laterOnly = -1;

export function createPartitionView({ rules, asOf, budget, openSpill, wanted }: ViewOptions): PartitionView {
  const byTimestamp = rules.materialise === 'versions';
  const keepsNulls = rules.materialise === 'duplicates';
  const keepsTombstones = byTimestamp || asOf !== null;
  let table: KeyTable = createKeyTable(budget);
  let log = createValueLog(budget, openSpill);
  let capacity = 256;
  let facts = createFacts(capacity);
  budget.take(capacity * factBytes);
  let live = 0;
  /** Bytes of the log that belong to what is live. */
  let liveBytes = 0;
  let order: Uint32Array | undefined;
  /** Entries that `order` knows: later ones are merged in. */
  let ordered = 0;
  let newestTime = -Infinity;
  let observedTime = -Infinity;
  let firstOffset = Infinity;
  /** What was counted last; undefined: a record came since. */
  let counted: { readonly logStart: number; readonly visible: number; readonly expired: number } | undefined;

  const grow = (): void => {
    budget.take(capacity * factBytes);
    capacity *= 2;
    const before = facts;
    facts = createFacts(capacity);
    facts.words.set(before.words);
  };

  const drop = (entry: number): void => {
    const { words } = facts;
    if (words[entry * 6 + place] === none) return;
    words[entry * 6 + place] = none;
    liveBytes -= words[entry * 6 + room]!;
    live--;
  };

  const entryFor = (bytes: Uint8Array, from: number, to: number): number => {
    const before = table.count;
    const entry = table.findOrAdd(bytes, from, to);
    if (entry === before) {
      if (entry === capacity) grow();
      facts.words[entry * 6 + place] = none;
      facts.times[entry * 3 + offsetAt] = laterOnly;
      facts.times[entry * 3 + timestampAt] = -Infinity;
    }
    return entry;
  };

  /** Appends a value of which is known that it takes this room, and notes where it is. */
  const keep = (
    entry: number,
    needed: number,
    bytes: Uint8Array,
    valueFrom: number,
    valueTo: number,
    headersFrom: number,
    headersTo: number,
  ): void => {
    const { words } = facts;
    words[entry * 6 + place] = log.append(entry, needed, bytes, valueFrom, valueTo, headersFrom, headersTo);
    words[entry * 6 + room] = needed;
    liveBytes += needed;
  };

  /** Makes a new log of what is live. That is the last of an entry's values in the old one: where it lies now is not met there again. */
  const compactLog = (): void => {
    const oldLog = log;
    log = createValueLog(budget, openSpill);
    liveBytes = 0;
    try {
      oldLog.drain((entry, at, bytes, valueFrom, valueTo, headersTo) => {
        if (facts.words[entry * 6 + place] !== at) return;
        keep(entry, roomFor(valueTo - valueFrom, headersTo - valueTo), bytes, valueFrom, valueTo, valueTo, headersTo);
      });
    } finally {
      oldLog.close(); // also where the disk fails: its file and its part of the budget
    }
    log.release();
  };

  /** Makes a new table and log of what is live, without the keys of what is not. */
  const compact = (): void => {
    const [oldTable, oldLog, old] = [table, log, facts];
    budget.give(capacity * factBytes);
    table = createKeyTable(budget);
    log = createValueLog(budget, openSpill);
    capacity = 256;
    budget.take(capacity * factBytes);
    facts = createFacts(capacity);
    live = 0;
    liveBytes = 0;
    order = undefined;
    ordered = 0;
    try {
      oldLog.drain((from, at, bytes, valueFrom, valueTo, headersTo) => {
        if (old.words[from * 6 + place] !== at) return;
        const entry = entryFor(oldTable.chunkOf(from), oldTable.fromOf(from), oldTable.toOf(from));
        facts.times[entry * 3 + offsetAt] = old.times[from * 3 + offsetAt]!;
        facts.times[entry * 3 + timestampAt] = old.times[from * 3 + timestampAt]!;
        keep(entry, roomFor(valueTo - valueFrom, headersTo - valueTo), bytes, valueFrom, valueTo, valueTo, headersTo);
        live++;
      });
    } finally {
      oldLog.close();
      oldTable.close();
    }
    table.release();
    log.release();
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
      if (entry === -1 || (byTimestamp && facts.times[entry * 3 + timestampAt]! > timestamp)) return;
      drop(entry);
      facts.times[entry * 3 + offsetAt] = offset;
      facts.times[entry * 3 + timestampAt] = timestamp;
      compactIfWorthIt();
      return;
    }
    const entry = entryFor(bytes, keyFrom, keyTo);
    const { words, times } = facts;
    if (byTimestamp && times[entry * 3 + timestampAt]! > timestamp) return;
    times[entry * 3 + offsetAt] = offset;
    times[entry * 3 + timestampAt] = timestamp;
    // One byte says "no headers": not worth its room.
    const headersEnd = headersTo - headersFrom <= 1 ? headersFrom : headersTo;
    const before = words[entry * 6 + place]!;
    const needed = roomFor(valueTo - valueFrom, headersEnd - headersFrom);
    if (before === none) {
      live++;
      keep(entry, needed, bytes, valueFrom, valueTo, headersFrom, headersEnd);
      return;
    }
    const had = words[entry * 6 + room]!;
    if (needed <= had && log.overwrite(before, bytes, valueFrom, valueTo, headersFrom, headersEnd)) return;
    liveBytes -= had;
    keep(entry, needed, bytes, valueFrom, valueTo, headersFrom, headersEnd);
    compactIfWorthIt();
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
  const isHeld = (entry: number, logStart: number): boolean =>
    facts.words[entry * 6 + place] !== none && facts.times[entry * 3 + offsetAt]! >= logStart;
  const isVisible = (entry: number, logStart: number): boolean => isHeld(entry, logStart) && !isExpired(entry);
  const count = (logStart: number): NonNullable<typeof counted> => {
    if (counted?.logStart === logStart) return counted;
    let [visible, expired] = [0, 0];
    for (let entry = 0; entry < table.count; entry++)
      if (isHeld(entry, logStart)) {
        if (isExpired(entry)) expired++;
        else visible++;
      }
    counted = { logStart, visible, expired };
    return counted;
  };

  const sorted = (): Uint32Array => {
    if (order !== undefined && ordered === table.count) return order;
    const added = new Uint32Array(table.count - ordered);
    for (let i = 0; i < added.length; i++) added[i] = ordered + i;
    sortEntries(added, keys, rules.suffix);
    order = order === undefined ? added : mergeSorted(order, added, keys, rules.suffix);
    ordered = table.count;
    return order;
  };

  return {
    apply,
    keys,
    sorted,
    leading(count, logStart) {
      if (order !== undefined || count > mostLeading) return sorted();
      return findFirst(count, table.count, keys, rules.suffix, (entry) => isVisible(entry, logStart)) ?? sorted();
    },
    find(key) {
      const entry = table.find(key, 0, key.length);
      return entry === -1 || facts.words[entry * 6 + place] === none ? -1 : entry;
    },
    isHeld,
    isVisible,
    read(entry) {
      const key = table.chunkOf(entry).slice(table.fromOf(entry), table.toOf(entry));
      const at = facts.words[entry * 6 + place]!;
      const stored = at === none ? { value: null, headers: new Uint8Array() } : log.read(at);
      return { key, ...stored, timestamp: facts.times[entry * 3 + timestampAt]!, offset: facts.times[entry * 3 + offsetAt]! };
    },
    countVisible(logStart) {
      return rules.retentionMs === null && firstOffset >= logStart ? live : count(logStart).visible;
    },
    countExpired: (logStart) => (rules.retentionMs === null ? 0 : count(logStart).expired),
    get newestTime() {
      return newestTime;
    },
    countLaterOnly() {
      let later = 0;
      if (asOf !== null) for (let entry = 0; entry < table.count; entry++) if (facts.times[entry * 3 + offsetAt] === laterOnly) later++;
      return later;
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
      budget.give(capacity * factBytes);
      capacity = 0;
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
