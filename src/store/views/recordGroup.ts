/** Batches that are put off until there are enough of them to be processed together, in the heap beside their bytes. */
import type { PlainBatch } from '../../kafka/records/batchSink.js';
import * as layout from './layout.js';
import type { StoreHeap } from './storeHeap.js';

/** From and to of key, value and headers. */
const rangeWords = layout.rangeBytes / 4;
/** What is 0 in an empty group. */
const countsOfGroup = [
  layout.groupBatchesAt,
  layout.groupReadBatchesAt,
  layout.groupRecordsAt,
  layout.groupNextAt,
  layout.groupLeftAt,
  layout.groupOutcomeAt,
] as const;

/** Of bytes that are processed together: with what else they touch, they stay in a core's own cache. */
const usualWindow = 128 * 1024;
/** A larger one is for one batch, and not kept: each slot might have one. */
const largestWindow = 8 * usualWindow;
/** The kernel may read some bytes further. */
const padding = 48;
/** While one is processed in another thread, the next ones are filled: with all of a fetch, so that the socket is read on. */
const mostSlots = 24;
/** The kernel's entries, and its values, take so much more than their bytes at most: what lies before them, and up to the next eight. */
const entryOverhead = layout.entryKeyAt + 7;
const valueOverhead = layout.valueBytesAt + 7;
/** What a record takes at least: a byte for its length, attributes, timestamp, offset, and the lengths of key and value. */
const leastRecord = 6;

/** How the view with this state takes records: see `take` in assembly/liveRecords.ts. */
export interface Taking {
  readonly state: number;
  readonly asOf: number;
  readonly byTimestamp: boolean;
  readonly nullsAdd: boolean;
}

/** At most. */
export interface RoomNeeded {
  readonly entries: number;
  readonly entryBytes: number;
  readonly valueBytes: number;
}

export type IsKept = (timestamp: number, bytes: Uint8Array, keyFrom: number, keyTo: number, isNull: boolean) => boolean;

export interface RecordGroup {
  /** The batch, without records outside [from, to). Calls `process`, which must post the group or take it here, where no more find room. */
  add(batch: PlainBatch, from: number, to: number, process: () => void): void;
  readonly isEmpty: boolean;
  readonly room: RoomNeeded;
  /** Not to be posted: all of its bytes might be keys, or values, and room for both is much more than it takes. */
  readonly isLarge: boolean;
  /** Has all processed, now or later. The taker's number for it. Leaves an empty group. */
  post(taking: Taking): number;
  /** Takes those that are kept, or all, now: the kernel may ask for room. Leaves an empty group. */
  takeHere(taking: Taking, isKept: IsKept | undefined): void;
  /** The base offset of a batch that could not be read; undefined: all could, as far as is known: for certain when `close` was called. */
  readonly brokenAt: number | undefined;
  /** Gives its memory back, and what is in it; all that was posted must be processed. It may be used again. */
  close(): void;
}

interface Slot {
  readonly at: number;
  window: number;
  windowBytes: number;
  /** The number that it was posted with; undefined: it was not, or that was seen to. */
  posted: number | undefined;
}

export function createRecordGroup(heap: StoreHeap): RecordGroup {
  const { kernel, taker } = heap;
  const slots: Slot[] = [];
  let turn = 0;
  let room = { entries: 0, entryBytes: 0, valueBytes: 0 };
  /** What is in the present slot's window: of these bytes, from here to there. */
  let source: Uint8Array | undefined;
  let [copiedFrom, copiedTo] = [0, 0];
  let brokenAt: number | undefined;

  const word = (at: number): number => (slots[turn]!.at + at) / 4;
  const double = (at: number): number => (slots[turn]!.at + at) / 8;
  const batches = (): number => (slots[turn] === undefined ? 0 : heap.words[word(layout.groupBatchesAt)]!);

  const empty = (): void => {
    source = undefined;
    room = { entries: 0, entryBytes: 0, valueBytes: 0 };
    for (const at of countsOfGroup) heap.words[word(at)] = 0;
  };

  const giveWindow = (slot: Slot): void => {
    if (slot.window !== 0) heap.give(slot.window, slot.windowBytes + padding);
    slot.window = 0;
    slot.windowBytes = 0;
  };

  /** A part of what is lent from `from` on, up to `to` at least. */
  const bring = (bytes: Uint8Array, from: number, to: number): void => {
    let slot = slots[turn];
    if (slot === undefined) {
      slot = { at: heap.take(layout.groupBytes), window: 0, windowBytes: 0, posted: undefined };
      slots[turn] = slot;
      empty();
    }
    if (to - from > slot.windowBytes) {
      giveWindow(slot);
      const size = Math.max(to - from, usualWindow);
      slot.window = heap.take(size + padding);
      slot.windowBytes = size;
    }
    source = bytes;
    copiedFrom = from;
    copiedTo = Math.min(bytes.length, from + slot.windowBytes);
    heap.copyIn(bytes.subarray(from, copiedTo), slot.window);
  };

  const noteOutcome = (slot: Slot, outcome: number): void => {
    if (outcome !== layout.isRead) brokenAt ??= heap.doubles[(slot.at + layout.groupBrokenAt) / 8]!;
  };

  /** Of a slot that is not at work any more. */
  const see = (slot: Slot): void => {
    if (slot.posted !== undefined) noteOutcome(slot, heap.words[(slot.at + layout.groupOutcomeAt) / 4]!);
    slot.posted = undefined;
  };

  const describe = (taking: Taking): void => {
    heap.words[word(0)] = taking.state;
    heap.doubles[double(layout.groupAsOfAt)] = taking.asOf;
    heap.words[word(layout.groupByTimestampAt)] = taking.byTimestamp ? 1 : 0;
    heap.words[word(layout.groupNullsAddAt)] = taking.nullsAdd ? 1 : 0;
  };

  const keep = (isKept: IsKept): void => {
    const { bytes, words, doubles } = heap;
    const { at } = slots[turn]!;
    const count = words[word(layout.groupRecordsAt)]!;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const range = (at + layout.rangesAt) / 4 + i * rangeWords;
      const timestamp = doubles[(at + layout.timestampsAt) / 8 + i]!;
      if (!isKept(timestamp, bytes, words[range]! >>> 0, words[range + 1]! >>> 0, words[range + 2] === 0)) continue;
      if (kept < i) {
        doubles[(at + layout.offsetsAt) / 8 + kept] = doubles[(at + layout.offsetsAt) / 8 + i]!;
        doubles[(at + layout.timestampsAt) / 8 + kept] = timestamp;
        words.copyWithin((at + layout.rangesAt) / 4 + kept * rangeWords, range, range + rangeWords);
      }
      kept++;
    }
    words[word(layout.groupRecordsAt)] = kept;
  };

  return {
    add({ bytes, start, end, base, lastDelta, count, firstTimestamp, appendTime }, from, to, process) {
      if (source !== bytes || start < copiedFrom || end > copiedTo || batches() === layout.mostBatches) {
        if (batches() > 0) process();
        bring(bytes, start, end);
      }
      const { words, doubles } = heap;
      const n = words[word(layout.groupBatchesAt)]!++;
      const batch = slots[turn]!.at + layout.firstBatchAt + n * layout.batchBytes;
      const shift = slots[turn]!.window - copiedFrom;
      words[batch / 4] = start + shift;
      words[(batch + layout.batchToAt) / 4] = end + shift;
      words[(batch + layout.batchRecordsAt) / 4] = count;
      words[(batch + layout.batchLastDeltaAt) / 4] = lastDelta;
      doubles[(batch + layout.batchBaseAt) / 8] = base;
      doubles[(batch + layout.batchTimestampAt) / 8] = firstTimestamp;
      doubles[(batch + layout.batchAppendTimeAt) / 8] = appendTime ?? NaN;
      doubles[(batch + layout.batchFromAt) / 8] = from;
      doubles[(batch + layout.batchUntilAt) / 8] = to;
      const length = end - start;
      const most = Math.min(Math.max(count, 0), Math.ceil(length / leastRecord));
      room.entries += most;
      room.entryBytes += most * entryOverhead + length;
      room.valueBytes += most * valueOverhead + length;
    },
    get isEmpty() {
      return batches() === 0;
    },
    get room() {
      return room;
    },
    get isLarge() {
      return slots[turn]!.windowBytes > largestWindow;
    },
    post(taking) {
      describe(taking);
      const slot = slots[turn]!;
      const number = taker.post(slot.at);
      slot.posted = number;
      if (taker.isAlone) see(slot);
      else {
        turn = (turn + 1) % mostSlots;
        const next = slots[turn];
        if (next?.posted !== undefined) {
          taker.wait(next.posted);
          see(next);
        }
      }
      source = undefined;
      if (slots[turn] === undefined) room = { entries: 0, entryBytes: 0, valueBytes: 0 };
      else empty();
      return number;
    },
    takeHere(taking, isKept) {
      describe(taking);
      const slot = slots[turn]!;
      let outcome: number;
      do {
        outcome = kernel.find(slot.at);
        if (isKept !== undefined) keep(isKept);
        kernel.take(slot.at);
      } while (outcome === layout.isFull);
      noteOutcome(slot, outcome);
      empty();
      if (slot.windowBytes > largestWindow) giveWindow(slot);
    },
    get brokenAt() {
      return brokenAt;
    },
    close() {
      for (const slot of slots) {
        see(slot);
        giveWindow(slot);
        heap.give(slot.at, layout.groupBytes);
      }
      slots.length = 0;
      turn = 0;
      source = undefined;
    },
  };
}
