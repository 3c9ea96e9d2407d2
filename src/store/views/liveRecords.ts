/** The last record of each key, kept in the heap: what the kernel's loops do with a view's entries and its log of values. */
import { createEntryTable, type EntryTable } from './entryTable.js';
import type { MemoryBudget, SpillFile } from './memoryBudget.js';
import { rangesOfRecord, type RecordGroup } from './recordGroup.js';
import { openStoreHeap } from './storeHeap.js';
import { createValueLog, type StoredValue } from './valueLog.js';

export interface LiveRecordsOptions {
  /** Records that are newer only leave their key; Infinity: none is. */
  readonly asOf: number;
  /** The record with the largest timestamp counts, else the last. */
  readonly byTimestamp: boolean;
  /** Keys stay when their value is deleted. */
  readonly keepsTombstones: boolean;
  readonly budget: MemoryBudget;
  readonly openSpill: (() => SpillFile) | undefined;
}

export interface LiveRecords {
  /** Another one when `letGo` says so; its entries are ours. */
  readonly entries: Omit<EntryTable, 'enter' | 'leave' | 'more' | 'reserve' | 'close'>;
  /** Entries that have a value. */
  readonly live: number;
  isLive(entry: number): boolean;
  /** Copies; null: it has none. */
  read(entry: number): StoredValue | null;
  /** Of a group of which all keys are there, and in order. Where it throws, nothing but `close` may follow. */
  take(group: RecordGroup): void;
  /** The first from the entry on, as they came, whose key proper is not behind that of `bound`; 0: there is none. */
  notBehind(entry: number, bound: number, suffixLength: number): number;
  /** Lets go of dead values and keys where they are many. `keys`: all entries are others than before. Throws as `take` does. */
  letGo(): 'nothing' | 'values' | 'keys';
  readonly isSpilled: boolean;
  /** Once. */
  close(): void;
}

/** The kernel may read some bytes further. */
const inputPadding = 16;

export function createLiveRecords({ asOf, byTimestamp, keepsTombstones, budget, openSpill }: LiveRecordsOptions): LiveRecords {
  const heap = openStoreHeap();
  const { kernel } = heap;
  let table = createEntryTable(heap, budget);
  let log = createValueLog(heap, budget, openSpill);
  let live = 0;
  /** Bytes of the log that belong to what is live. */
  let liveBytes = 0;

  const room = { moreEntries: (bytes: number): void => table.more(bytes), moreLog: (bytes: number): void => log.more(bytes) };
  /** The kernel works on the present table and log. */
  const enter = (use: () => void): void => {
    table.enter();
    log.enter();
    kernel.liveCount.value = live;
    kernel.liveBytes.value = liveBytes;
    try {
      heap.lend(room, use);
    } finally {
      table.leave();
      log.leave();
      live = kernel.liveCount.value;
      liveBytes = kernel.liveBytes.value;
    }
  };

  /** Makes a new log of what is live. That is the last of an entry's values in the old one: where it lies now is not met there again. */
  const compactLog = (): void => {
    const oldLog = log;
    log = createValueLog(heap, budget, openSpill);
    liveBytes = 0;
    try {
      enter(() => oldLog.drain((chunk, used, place) => kernel.drain(chunk, used, place, 1)));
    } finally {
      oldLog.close(); // also where the disk fails: its file and its part of the budget
    }
  };

  /** Makes a new table and log of what is live, without the keys of what is not. */
  const compact = (): void => {
    const [oldTable, oldLog, count] = [table, log, live];
    table = createEntryTable(heap, budget);
    log = createValueLog(heap, budget, openSpill);
    [live, liveBytes] = [0, 0];
    try {
      table.reserve(count);
      enter(() => oldLog.drain((chunk, used, place) => kernel.drain(chunk, used, place, 0)));
    } finally {
      oldLog.close();
      oldTable.close();
    }
  };

  return {
    get entries() {
      return table;
    },
    get live() {
      return live;
    },
    isLive: (entry) => table.placeOf(entry) !== 0,
    read(entry) {
      const place = table.placeOf(entry);
      return place === 0 ? null : log.read(place);
    },
    take({ bytes, count, ranges, offsets, timestamps }) {
      const from = ranges[0]!;
      const length = ranges[(count - 1) * rangesOfRecord + 5]! - from;
      table.reserve(count);
      const input = heap.take(length + inputPadding);
      try {
        heap.bytes.set(bytes.subarray(from, from + length), input);
        heap.words.set(ranges.subarray(0, count * rangesOfRecord), kernel.ranges.value / 4);
        heap.doubles.set(offsets.subarray(0, count), kernel.offsets.value / 8);
        heap.doubles.set(timestamps.subarray(0, count), kernel.timestamps.value / 8);
        enter(() => kernel.take(count, input - from, asOf, byTimestamp ? 1 : 0, keepsTombstones ? 1 : 0));
      } finally {
        heap.give(input, length + inputPadding);
      }
    },
    notBehind: (entry, bound, suffixLength) => (kernel.notBehind(entry * 8, bound * 8, suffixLength) >>> 0) / 8,
    letGo() {
      const deadBytes = log.bytes - liveBytes;
      const deadKeys = keepsTombstones ? 0 : table.count - live;
      const isWorthIt = (deadBytes > 1 << 20 && deadBytes > liveBytes / 2) || (deadKeys > 65_536 && deadKeys > live);
      if (!isWorthIt) return 'nothing';
      // A few dead keys are not worth that all others get a new place in the order.
      if (deadKeys * 8 <= live) {
        compactLog();
        return 'values';
      }
      compact();
      return 'keys';
    },
    get isSpilled() {
      return log.isSpilled;
    },
    close() {
      table.close();
      log.close();
      heap.close();
    },
  };
}
