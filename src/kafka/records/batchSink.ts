/** Takes records batch by batch: for whom a call for each record would be too dear. */

/** The records of one batch, decompressed. */
export interface PlainBatch {
  /** Another array for other content. */
  readonly bytes: Uint8Array;
  /** Of the records in `bytes`. */
  readonly start: number;
  readonly end: number;
  readonly base: number;
  /** No record's offset is further from `base`. */
  readonly lastDelta: number;
  /** As the batch says, not below 0: there are neither more nor fewer in one that is not broken. */
  readonly count: number;
  readonly firstTimestamp: number;
  /** undefined: each record has its own timestamp. */
  readonly appendTime: number | undefined;
}

export interface BatchSink {
  /** Takes the records whose offset lies in [from, to). `bytes` is lent as that of a RecordSink. May throw BrokenBatch. */
  takeBatch(batch: PlainBatch, from: number, to: number): void;
}
