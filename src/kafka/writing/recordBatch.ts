/** Record batches of format 2 as a producer makes them: without compression, so that each record is taken as it is. */
import { crc32c } from '../records/crc32c.js';

export interface NewRecord {
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  /** In the record format's own bytes, their count first: as a sink is given them. */
  readonly headers: Uint8Array;
}

/** Tells a broker that a batch comes again. */
export interface BatchSeal {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Of the first record. */
  readonly sequence: number;
}

const headerLength = 61;
const format = 2;
/** Lengths, attributes and deltas of a record at most. */
const besideFields = 40;

/** At least what the record takes in a batch. */
export const bytesOf = ({ key, value, headers }: NewRecord): number =>
  besideFields + (key?.length ?? 0) + (value?.length ?? 0) + Math.max(headers.length, 1);

/** At least one record. */
export function encodeBatch(records: readonly NewRecord[], { producerId, producerEpoch, sequence }: BatchSeal): Uint8Array {
  const bytes = Buffer.alloc(headerLength + records.reduce((sum, record) => sum + bytesOf(record), 0));
  const first = records[0]?.timestamp ?? 0;
  let at = headerLength;
  for (const [i, record] of records.entries()) at = writeRecord(bytes, at, record, record.timestamp - first, i);
  bytes.writeInt32BE(at - 12, 8);
  bytes.writeInt32BE(-1, 12);
  bytes.writeInt8(format, 16);
  bytes.writeInt32BE(records.length - 1, 23);
  bytes.writeBigInt64BE(BigInt(first), 27);
  bytes.writeBigInt64BE(BigInt(records.reduce((most, { timestamp }) => Math.max(most, timestamp), first)), 35);
  bytes.writeBigInt64BE(BigInt(producerId), 43);
  bytes.writeInt16BE(producerEpoch, 51);
  bytes.writeInt32BE(sequence, 53);
  bytes.writeInt32BE(records.length, 57);
  bytes.writeUInt32BE(crc32c(bytes, 21, at), 17);
  return bytes.subarray(0, at);
}

function writeRecord(bytes: Buffer, at: number, { key, value, headers }: NewRecord, timestampDelta: number, offsetDelta: number): number {
  const body = Buffer.alloc(besideFields + (key?.length ?? 0) + (value?.length ?? 0) + Math.max(headers.length, 1));
  let end = 1; // the attributes: none
  end = writeVarint(body, end, timestampDelta);
  end = writeVarint(body, end, offsetDelta);
  for (const field of [key, value]) {
    end = writeVarint(body, end, field === null ? -1 : field.length);
    if (field !== null) body.set(field, end);
    end += field?.length ?? 0;
  }
  if (headers.length === 0) end = writeVarint(body, end, 0);
  else body.set(headers, end);
  end += headers.length;
  const start = writeVarint(bytes, at, end);
  bytes.set(body.subarray(0, end), start);
  return start + end;
}

/** Zigzag, as varint or varlong: they differ in what they may hold. */
function writeVarint(bytes: Buffer, from: number, value: number): number {
  let at = from;
  let rest = value < 0 ? -value * 2 - 1 : value * 2;
  while (rest > 127) {
    bytes[at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  bytes[at++] = rest;
  return at;
}
