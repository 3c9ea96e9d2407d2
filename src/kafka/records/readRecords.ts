/** The records of a batch, one by one (org.apache.kafka.common.record.DefaultRecord). */
import type { BatchSink, PlainBatch } from './batchSink.js';
import { BrokenBatch } from './brokenBatch.js';
import type { RecordSink } from './recordSink.js';

/** Of the byte after the tenth, which no varlong has. */
const largestFactor = 128 ** 10;

export const oneByOne = (sink: RecordSink): BatchSink => ({ takeBatch: (batch, from, to) => readRecords(batch, from, to, sink) });

function readRecords(
  { bytes, start, end: batchEnd, base, lastDelta, count, firstTimestamp, appendTime }: PlainBatch,
  from: number,
  to: number,
  sink: RecordSink,
): void {
  let at = start;
  // Varints are read in place: a function that also returns where it ended would need an object for each.
  const varint = (): number => {
    let byte = bytes[at++]!;
    let value = byte & 127;
    for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
      byte = bytes[at++]!;
      value |= (byte & 127) << shift;
    }
    return (value >>> 1) ^ -(value & 1);
  };
  const varlong = (): number => {
    let byte = bytes[at++]!;
    let value = byte & 127;
    for (let factor = 128; byte > 127 && factor < largestFactor; factor *= 128) {
      byte = bytes[at++]!;
      value += (byte & 127) * factor;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  for (let i = 0; i < count; i++) {
    const length = varint();
    const end = at + length;
    if (length < 0 || end > batchEnd) throw new BrokenBatch(`the batch at offset ${base} ends within a record`);
    at++;
    const timestamp = firstTimestamp + varlong();
    const delta = varint();
    const offset = base + delta;
    if (delta < 0 || delta > lastDelta) throw new BrokenBatch(`the batch at offset ${base} holds a record of offset ${offset}`);
    const keyLength = varint();
    const keyFrom = keyLength < 0 ? -1 : at;
    if (keyLength > 0) at += keyLength;
    const keyTo = keyLength < 0 ? -1 : at;
    const valueLength = varint();
    const valueFrom = valueLength < 0 ? -1 : at;
    if (valueLength > 0) at += valueLength;
    const valueTo = valueLength < 0 ? -1 : at;
    if (at > end) throw new BrokenBatch(`the record at offset ${offset} is longer than it says`);
    if (offset >= from && offset < to) {
      sink(offset, appendTime ?? timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, at, end);
    }
    at = end;
  }
  if (at !== batchEnd) throw new BrokenBatch(`the batch at offset ${base} holds more records than the ${count} that it says`);
}
