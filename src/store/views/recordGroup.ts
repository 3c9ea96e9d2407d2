/** Records of one fetch that were put off until there are enough of them to be taken together. */

/** What they touch in memory stays in a core's own cache until they are taken. */
export const mostInGroup = 512;
/** From and to of key, value and headers. */
export const rangesOfRecord = 6;

export interface RecordGroup {
  /** Of these they all are. */
  bytes: Uint8Array;
  count: number;
  /** `rangesOfRecord` of each. */
  readonly ranges: Int32Array;
  readonly offsets: Float64Array;
  readonly timestamps: Float64Array;
  /** In the table of the view, once they are located. */
  readonly entries: Int32Array;
}

export const createRecordGroup = (): RecordGroup => ({
  bytes: noBytes,
  count: 0,
  ranges: new Int32Array(mostInGroup * rangesOfRecord),
  offsets: new Float64Array(mostInGroup),
  timestamps: new Float64Array(mostInGroup),
  entries: new Int32Array(mostInGroup),
});

export const noBytes: Uint8Array = new Uint8Array();
