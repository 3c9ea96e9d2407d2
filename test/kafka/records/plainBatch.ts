/** The records of a batch as a broker sends them, decompressed. */
import type { PlainBatch } from '../../../src/kafka/records/batchSink.js';

export interface WrittenRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  /** The record format's own bytes. */
  readonly headers?: Uint8Array;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value) * 2n;
  if (rest < 0n) rest = -rest - 1n;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

const withLength = (bytes: Uint8Array | null): Buffer => (bytes === null ? varint(-1) : Buffer.concat([varint(bytes.length), bytes]));

/** At least one record; `before` bytes of something else lie before them. */
export function plainBatch(records: readonly WrittenRecord[], before = 0): PlainBatch {
  const [first] = records as [WrittenRecord];
  const parts = records.map(({ offset, timestamp, key, value, headers = Buffer.from([0]) }) => {
    const numbers = [Buffer.from([0]), varint(timestamp - first.timestamp), varint(offset - first.offset)];
    const record = Buffer.concat([...numbers, withLength(key), withLength(value), headers]);
    return Buffer.concat([varint(record.length), record]);
  });
  const bytes = Buffer.concat([Buffer.alloc(before, 'junk'), ...parts]);
  const { offset: base, timestamp: firstTimestamp } = first;
  const lastDelta = records.at(-1)!.offset - base;
  return { bytes, start: before, end: bytes.length, base, lastDelta, count: records.length, firstTimestamp, appendTime: undefined };
}
