/**
 * Takes the records of a scan, without an object for each. The parts are ranges of `bytes`,
 * which is only lent until the scan tells of its progress or ends: who keeps a part copies it.
 * `keyFrom` or `valueFrom` of -1: null. Headers are a range of the record format's own bytes (varint count first).
 * Offsets and timestamps are exact: Kafka's are below 2^53 for the next 285,000 years.
 */
export type RecordSink = (
  offset: number,
  timestamp: number,
  bytes: Uint8Array,
  keyFrom: number,
  keyTo: number,
  valueFrom: number,
  valueTo: number,
  headersFrom: number,
  headersTo: number,
) => void;
