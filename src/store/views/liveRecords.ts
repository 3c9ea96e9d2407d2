/** The last record of each key, kept in the heap: what the kernel's loops do with a view's entries and its log of values. */
import { createEntryTable, type Entries } from './entryTable.js';
import type { MemoryBudget, SpillFile } from './memoryBudget.js';
import type { IsKept, RecordGroup, RoomNeeded, Taking } from './recordGroup.js';
import type { StoreHeap } from './storeHeap.js';
import { TakerEnded } from './takerThread.js';
import { createValueLog, type StoredValue } from './valueLog.js';
import { createViewState } from './viewState.js';

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
  /** Its entries are ours, until it is another one. */
  readonly entries: Entries;
  /** How often that was another one. */
  readonly renewals: number;
  /** Entries that have a value. */
  readonly live: number;
  isLive(entry: number): boolean;
  /** Copies; null: it has none. */
  read(entry: number): StoredValue | null;
  /** Has it processed, in part where `isKept` is given, and leaves it empty. Where it throws, nothing but `close` may follow. */
  take(group: RecordGroup, isKept?: IsKept): void;
  /** Waits until all is taken: before anything is asked. Throws as `take` does. */
  settle(): void;
  /** The first from the entry on, as they came, whose key proper is not behind that of `bound`; 0: there is none. */
  notBehind(entry: number, bound: number, suffixLength: number): number;
  readonly isSpilled: boolean;
  /** Once. */
  close(): void;
}

export function createLiveRecords(
  heap: StoreHeap,
  { asOf, byTimestamp, keepsTombstones, budget, openSpill }: LiveRecordsOptions,
): LiveRecords {
  const { kernel, taker } = heap;
  const state = createViewState(heap);
  const taking: Taking = { state: state.at, asOf, byTimestamp, nullsAdd: keepsTombstones };
  let table = createEntryTable(heap, state, budget);
  let log = createValueLog(heap, state, budget, openSpill);
  let renewals = 0;
  /** What was posted and may not be taken yet: its number, and the room that it takes at most. */
  let pending: (RoomNeeded & { readonly number: number })[] = [];

  const room = { moreEntries: (bytes: number): void => table.more(bytes), moreLog: (bytes: number): void => log.more(bytes) };

  /** Makes a new log of what is live. That is the last of an entry's values in the old one: where it lies now is not met there again. */
  const compactLog = (): void => {
    const oldLog = log;
    oldLog.seal();
    log = createValueLog(heap, state, budget, openSpill);
    state.liveBytes = 0;
    try {
      heap.lend(room, () => oldLog.drain((chunk, used, place) => kernel.drain(state.at, chunk, used, place, 1)));
    } finally {
      oldLog.close(); // also where the disk fails: its file and its part of the budget
    }
  };

  /** Makes a new table and log of what is live, without the keys of what is not. */
  const compact = (): void => {
    const [oldTable, oldLog, count] = [table, log, state.get('liveCount')];
    oldLog.seal();
    oldTable.withdraw();
    table = createEntryTable(heap, state, budget);
    log = createValueLog(heap, state, budget, openSpill);
    state.set('liveCount', 0);
    state.liveBytes = 0;
    try {
      table.reserve(count);
      heap.lend(room, () => oldLog.drain((chunk, used, place) => kernel.drain(state.at, chunk, used, place, 0)));
    } finally {
      oldLog.close();
      oldTable.close();
    }
  };

  const dead = (): { readonly keys: number; readonly isMuch: boolean } => {
    const { liveBytes } = state;
    const live = state.get('liveCount');
    const bytes = log.bytes - liveBytes;
    const keys = keepsTombstones ? 0 : table.count - live;
    return { keys, isMuch: (bytes > 1 << 20 && bytes > liveBytes / 2) || (keys > 65_536 && keys > live) };
  };

  /** Lets go of dead values and keys where they are many. */
  const letGo = (): void => {
    const { keys, isMuch } = dead();
    if (!isMuch) return;
    // Few dead keys take little; new ones would cost all views their place in the order.
    if (keys * 8 <= state.get('liveCount')) compactLog();
    else {
      compact();
      renewals++;
    }
  };

  const finish = (): void => {
    taker.finish();
    pending = [];
  };

  /** Enough for all that is pending and this, though the kernel is at work. */
  const hasRoom = (needed: RoomNeeded): boolean => {
    table.provide();
    if (log.provide() && dead().isMuch) return false;
    pending = pending.filter(({ number }) => !taker.isTaken(number));
    let { entries, entryBytes, valueBytes } = needed;
    for (const one of pending) {
      entries += one.entries;
      entryBytes += one.entryBytes;
      valueBytes += one.valueBytes;
    }
    return entries <= table.freeSlots && entryBytes <= table.spareBytes && valueBytes <= log.spareBytes;
  };

  const makeRoom = (needed: RoomNeeded): void => {
    if (!taker.isAlone && hasRoom(needed)) return;
    finish();
    letGo();
    table.reserve(needed.entries);
    table.ensure(needed.entryBytes);
    log.ensure(needed.valueBytes);
  };

  /** Makes room as it is asked for: no more than is taken. */
  const takeHere = (group: RecordGroup, isKept: IsKept | undefined): void => {
    if (pending.length > 0) finish();
    table.withdraw();
    log.withdraw();
    table.reserve(group.room.entries);
    heap.lend(room, () => group.takeHere(taking, isKept));
    letGo();
  };

  return {
    get entries() {
      return table;
    },
    get live() {
      return state.get('liveCount');
    },
    get renewals() {
      return renewals;
    },
    isLive: (entry) => table.placeOf(entry) !== 0,
    read(entry) {
      const place = table.placeOf(entry);
      return place === 0 ? null : log.read(place, table.roomOf(entry));
    },
    take(group, isKept) {
      if (isKept !== undefined || group.isLarge) {
        takeHere(group, isKept);
        return;
      }
      const needed = group.room;
      makeRoom(needed);
      const number = group.post(taking);
      if (taker.isAlone) letGo();
      else pending.push({ ...needed, number });
    },
    settle() {
      finish();
      table.withdraw();
      log.withdraw();
      letGo();
    },
    notBehind: (entry, bound, suffixLength) => (kernel.notBehind(entry * 8, bound * 8, suffixLength) >>> 0) / 8,
    get isSpilled() {
      return log.isSpilled;
    },
    close() {
      try {
        taker.finish();
      } catch (error) {
        if (!(error instanceof TakerEnded)) throw error; // nobody touches it any more
      }
      table.close();
      log.close();
      state.close();
    },
  };
}
