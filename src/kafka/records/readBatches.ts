/**
 * Record batches of format 2 (org.apache.kafka.common.record.DefaultRecordBatch) as a broker sends them, handed to a sink one by one.
 * Aborted transactions are left out as Java's consumer does (CompletedFetch), control records always.
 */
import type { BatchSink, PlainBatch } from './batchSink.js';
import { BrokenBatch } from './brokenBatch.js';
import { crc32c } from './crc32c.js';
import type { Decompress } from './decompress.js';
import { PlainTooLarge } from './plainLimit.js';

export interface BatchesRead {
  /** The offset after the last whole batch: also where batches hold no record for us. undefined: not one whole batch. */
  readonly next: number | undefined;
  /** Of batches that were handed over, also those outside [from, to). */
  readonly records: number;
  /** Of these records, decompressed. */
  readonly bytes: number;
}

export interface BatchesAsked {
  /** Records outside [from, to) are not handed over. */
  readonly from: number;
  readonly to: number;
  readonly aborted: readonly { readonly producerId: number; readonly firstOffset: number }[];
}

const format = 2;
const headerLength = 61;
const compressionBits = 0x07;
const appendTimeBit = 0x08;
const transactionalBit = 0x10;
const controlBit = 0x20;

/**
 * Throws BrokenBatch: also where a batch is not as it was sealed, or holds more or fewer records than it says. `afterEach` gets what was
 * read so far, for each batch that was handed over.
 */
export function readBatches(
  bytes: Uint8Array,
  asked: BatchesAsked,
  decompress: Decompress,
  sink: BatchSink,
  afterEach?: (read: BatchesRead) => void,
): BatchesRead {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const aborted = [...asked.aborted].sort((a, b) => a.firstOffset - b.firstOffset);
  const abortedProducers = new Set<number>();
  let nextAborted = 0;
  let next: number | undefined;
  let records = 0;
  let taken = 0;
  let at = 0;
  while (at + 17 <= buffer.length) {
    const end = at + 12 + buffer.readInt32BE(at + 8);
    checkFormat(buffer[at + 16]!);
    if (end > buffer.length) break;
    checkBatch(buffer, at, end, next);
    const base = readInt64(buffer, at);
    const attributes = buffer.readInt16BE(at + 21);
    const last = base + buffer.readInt32BE(at + 23);
    next = last + 1;
    const producer = readInt64(buffer, at + 43);
    const isControl = (attributes & controlBit) !== 0;
    if (producer >= 0) {
      while (nextAborted < aborted.length && aborted[nextAborted]!.firstOffset <= last)
        abortedProducers.add(aborted[nextAborted++]!.producerId);
      if (isControl && isAbortMarker(buffer, at, end)) abortedProducers.delete(producer);
    }
    const isAborted = (attributes & transactionalBit) !== 0 && abortedProducers.has(producer);
    if (!isControl && !isAborted && next > asked.from && base < asked.to) {
      const batch = toPlain(buffer, at, end, decompress);
      sink.takeBatch(batch, asked.from, asked.to);
      records += batch.count;
      taken += batch.end - batch.start;
      afterEach?.({ next, records, bytes: taken });
    }
    at = end;
  }
  return { next, records, bytes: taken };
}

function checkFormat(magic: number): void {
  if (magic === format) return;
  const age = magic < format ? 'from before Kafka 0.11' : 'which no Kafka has that is known here';
  throw new BrokenBatch(`records of format ${magic}, ${age}, are not read`);
}

/** `former`: the offset after the batch before it. Throws BrokenBatch. */
function checkBatch(buffer: Buffer, at: number, end: number, former: number | undefined): void {
  if (end < at + headerLength) throw new BrokenBatch(`a batch of ${end - at} bytes`);
  const base = readInt64(buffer, at);
  const broken = (why: string): BrokenBatch => new BrokenBatch(`the batch at offset ${base} ${why}`);
  // It is of all that follows it.
  if (crc32c(buffer, at + 21, end) !== buffer.readUInt32BE(at + 17)) throw broken('is damaged: its checksum does not fit');
  const lastDelta = buffer.readInt32BE(at + 23);
  if (lastDelta < 0) throw broken('ends before it begins');
  if (base < 0 || base + lastDelta >= Number.MAX_SAFE_INTEGER) throw broken('is where no offset can be');
  if (former !== undefined && base < former) throw broken(`comes after that of offset ${former - 1}`);
  const count = buffer.readInt32BE(at + 57);
  if (count < 0) throw broken(`says that it has ${count} records`);
}

function toPlain(buffer: Buffer, at: number, end: number, decompress: Decompress): PlainBatch {
  const base = readInt64(buffer, at);
  const attributes = buffer.readInt16BE(at + 21);
  const codec = attributes & compressionBits;
  const plain = codec === 0 ? buffer : inflate(decompress, codec, buffer.subarray(at + headerLength, end), base);
  return {
    bytes: plain,
    start: codec === 0 ? at + headerLength : 0,
    end: codec === 0 ? end : plain.length,
    base,
    lastDelta: buffer.readInt32BE(at + 23),
    count: buffer.readInt32BE(at + 57),
    firstTimestamp: readInt64(buffer, at + 27),
    appendTime: (attributes & appendTimeBit) === 0 ? undefined : readInt64(buffer, at + 35),
  };
}

/** The offset after the last whole batch; undefined: the first is cut off. */
export function wholeBatchesEnd(records: Uint8Array): number | undefined {
  const buffer = Buffer.from(records.buffer, records.byteOffset, records.byteLength);
  let next: number | undefined;
  for (let at = 0; at + 27 <= buffer.length;) {
    const end = at + 12 + buffer.readInt32BE(at + 8);
    if (end > buffer.length || end <= at) break;
    next = readInt64(buffer, at) + buffer.readInt32BE(at + 23) + 1;
    at = end;
  }
  return next;
}

/** The key of a control record: int16 version, int16 type; 0 is an abort. Control batches are never compressed. Throws BrokenBatch. */
function isAbortMarker(buffer: Buffer, at: number, end: number): boolean {
  if (buffer.readInt32BE(at + 57) < 1) return false; // compaction took the marker and kept the batch
  const skipVarint = (from: number): number => {
    let next = from;
    while (next < end && buffer[next]! > 127) next++;
    return next + 1;
  };
  const afterLength = skipVarint(at + headerLength);
  const keyLengthAt = skipVarint(skipVarint(afterLength + 1));
  const key = skipVarint(keyLengthAt);
  if (key + 4 > end) throw new BrokenBatch(`the marker of a transaction at offset ${readInt64(buffer, at)} ends too early`);
  return buffer.readInt16BE(key + 2) === 0;
}

function inflate(decompress: Decompress, codec: number, bytes: Buffer, base: number): Buffer {
  try {
    return decompress(codec, bytes);
  } catch (error) {
    if (error instanceof PlainTooLarge)
      throw new BrokenBatch(`the batch at offset ${base} becomes ${error.message} when it is decompressed`, { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new BrokenBatch(`the batch at offset ${base} cannot be decompressed: ${reason}`, { cause: error });
  }
}

function readInt64(buffer: Buffer, at: number): number {
  return buffer.readInt32BE(at) * 4_294_967_296 + buffer.readUInt32BE(at + 4);
}
