/** Record batches as a hostile broker or producer may make them: every field as asked, the checksum fits unless it must not. */
import { crc32c } from '../../../src/kafka/records/crc32c.js';
import { plainBatch } from '../../kafka/records/plainBatch.js';

export interface BatchShape {
  readonly base?: number;
  /** What follows the header; undefined: `records` records. */
  readonly payload?: Uint8Array;
  readonly records?: number;
  readonly codec?: number;
  /** Said, whatever there are. */
  readonly count?: number;
  readonly lastDelta?: number;
  readonly format?: number;
  /** Of the whole batch, said in its header; undefined: as it is. */
  readonly length?: number;
  readonly checksum?: number;
  readonly producerId?: number;
}

const headerLength = 61;

/** Of `key-0`, `key-1` and so on, with values `value`. */
export function plainRecords(count: number, value: Uint8Array = Buffer.from('value')): Buffer {
  const records = Array.from({ length: count }, (_, offset) => ({ offset, timestamp: 0, key: Buffer.from(`key-${offset}`), value }));
  return Buffer.from(plainBatch(records).bytes);
}

export function recordBatch(shape: BatchShape = {}): Buffer {
  const { base = 0, records = 5, codec = 0, format = 2 } = shape;
  const payload = shape.payload ?? plainRecords(records);
  const batch = Buffer.alloc(headerLength + payload.length);
  batch.writeBigInt64BE(BigInt(base), 0);
  batch.writeInt32BE(shape.length ?? batch.length - 12, 8);
  batch[16] = format;
  batch.writeInt16BE(codec, 21);
  batch.writeInt32BE(shape.lastDelta ?? records - 1, 23);
  batch.writeBigInt64BE(1_700_000_000_000n, 27);
  batch.writeBigInt64BE(1_700_000_000_000n, 35);
  batch.writeBigInt64BE(BigInt(shape.producerId ?? -1), 43);
  batch.writeInt16BE(-1, 51);
  batch.writeInt32BE(-1, 53);
  batch.writeInt32BE(shape.count ?? records, 57);
  batch.set(payload, headerLength);
  batch.writeUInt32BE(shape.checksum ?? crc32c(batch, 21, batch.length), 17);
  return batch;
}
