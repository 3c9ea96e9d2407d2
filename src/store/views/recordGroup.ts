/** Records of one fetch that were put off until there are enough of them to be taken together. */

/** What they touch in memory stays in a core's own cache until they are taken. assembly/liveRecords.ts has room for so many. */
export const mostInGroup = 512;
/** From the first to the last: with more of them, too. */
export const mostGroupBytes = 256 * 1024;
/** From and to of key, value and headers. */
export const rangesOfRecord = 6;

export interface RecordGroup {
  /** Of these they all are. */
  bytes: Uint8Array;
  count: number;
  /** `rangesOfRecord` of each; -1: null. */
  readonly ranges: Int32Array;
  readonly offsets: Float64Array;
  readonly timestamps: Float64Array;
}

export const createRecordGroup = (): RecordGroup => ({
  bytes: noBytes,
  count: 0,
  ranges: new Int32Array(mostInGroup * rangesOfRecord),
  offsets: new Float64Array(mostInGroup),
  timestamps: new Float64Array(mostInGroup),
});

export const noBytes: Uint8Array = new Uint8Array();
