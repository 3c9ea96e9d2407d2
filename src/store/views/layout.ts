/**
 * Where things lie in the memory of views, in bytes: written once, for TypeScript and for the loops in AssemblyScript, which reads these
 * constants as they stand (so they have no types, and are numbers only). `At` is a distance from where the thing itself lies.
 */

/** A view's state: see `enter` of assembly/liveRecords.ts. */
export const stateSlotsAt = 0;
export const stateSlotMaskAt = 4;
export const stateEntryCountAt = 8;
export const stateEntryAt = 12;
export const stateEntryEndAt = 16;
export const stateLogAt = 20;
export const stateLogEndAt = 24;
export const stateLiveCountAt = 28;
/** A double. */
export const stateLiveBytesAt = 32;
export const stateSpareEntriesAt = 40;
export const stateSpareEntriesEndAt = 44;
export const stateSpareLogAt = 48;
export const stateSpareLogEndAt = 52;
export const stateFormerLogEndAt = 56;
/** Four words: where the secret of the hash of keys lies. */
export const stateSeedAt = 64;
export const stateFactorAt = 72;
export const stateBytes = 80;

/** A slot of the table of keys: the entry's address (0: free) and its hash. */
export const slotHashAt = 4;
export const slotBytes = 8;

/** An entry: its offset, a double, lies first. */
export const entryTimestampAt = 8;
export const entryPlaceAt = 16;
/** The room of its value. */
export const entryRoomAt = 20;
/** Of the key. */
export const entryLengthAt = 24;
export const entryKeyAt = 28;
/** After the last entry of a chunk, as an entry whose length is this: its place is the address of the next chunk's first entry (0: there is none). */
export const linkLength = -1;
export const linkBytes = 32;

/** A value: the address of its entry lies first. */
export const valueRoomAt = 4;
export const valueLengthAt = 8;
export const valueHeadersLengthAt = 12;
export const valueBytesAt = 16;
/** In a place: it lies in the file. */
export const inFile = 0x80000000;

/** A group: see assembly/recordGroup.ts. The view's state lies first. */
export const groupBatchesAt = 4;
export const groupReadBatchesAt = 8;
export const groupRecordsAt = 12;
/** A double. */
export const groupAsOfAt = 16;
export const groupByTimestampAt = 24;
export const groupNullsAddAt = 28;
/** A double. */
export const groupBrokenAt = 32;
export const groupNextAt = 40;
export const groupLeftAt = 44;
export const groupOutcomeAt = 48;
export const firstBatchAt = 56;
export const mostBatches = 512;

/** A batch of a group: where its records begin lies first. */
export const batchToAt = 4;
export const batchRecordsAt = 8;
export const batchLastDeltaAt = 12;
/** Doubles, from here on. */
export const batchBaseAt = 16;
export const batchTimestampAt = 24;
export const batchAppendTimeAt = 32;
export const batchFromAt = 40;
export const batchUntilAt = 48;
export const batchBytes = 56;

/** What is looked up together: what that touches stays in a core's own cache. */
export const mostFound = 512;
/** Of the records that were found: doubles, doubles, six addresses each (from and to of key, value and headers), hashes. */
export const offsetsAt = firstBatchAt + mostBatches * batchBytes;
export const timestampsAt = offsetsAt + mostFound * 8;
export const rangesAt = timestampsAt + mostFound * 8;
export const rangeBytes = 24;
export const hashesAt = rangesAt + mostFound * rangeBytes;
export const groupBytes = hashesAt + mostFound * 4;

/** How finding the records of a group ends. */
export const isRead = 0;
export const isFull = 1;
export const isBroken = 2;

/** The second thread's queue: how many were posted lies first. */
export const queueTakenAt = 4;
export const queueStageAt = 8;
export const queueGroupsAt = 16;
/** A power of two: none is posted before one is taken that lies so far back. */
export const queuePlaces = 32;
export const queueBytes = queueGroupsAt + queuePlaces * 4;
