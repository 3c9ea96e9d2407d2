/** Record batches that lie: of what they become, of their length, their records, their offsets. */
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDecompress } from '../../src/kafka/records/decompress.js';
import { BrokenBatch } from '../../src/kafka/records/brokenBatch.js';
import { readBatches } from '../../src/kafka/records/readBatches.js';
import { oneByOne } from '../../src/kafka/records/readRecords.js';
import { plainLimit } from '../../src/kafka/records/plainLimit.js';
import { gzipBomb, lz4Bomb, snappyBomb, snappyFrame, snappyLiterals, zstdBomb } from './support/bombs.js';
import { plainRecords, recordBatch, type BatchShape } from './support/recordBatch.js';

const decompress = await createDecompress();
const mebibyte = 1024 * 1024;
/** Bits of a batch's attributes. */
const controlOfTransaction = 0x30;

/** Offsets that were handed over. */
function read(...batches: readonly Buffer[]): number[] {
  const offsets: number[] = [];
  const sink = oneByOne((offset) => void offsets.push(offset));
  readBatches(Buffer.concat(batches), { from: 0, to: Number.MAX_SAFE_INTEGER, aborted: [] }, decompress, sink);
  return offsets;
}

function failureOf(...batches: readonly Buffer[]): string {
  try {
    read(...batches);
  } catch (error) {
    if (error instanceof BrokenBatch) return error.message;
    throw error;
  }
  return 'none';
}

describe('a batch that becomes larger than it may when it is decompressed is refused', () => {
  it.each([
    ['gzip of several members', 1, gzipBomb(1024)],
    ['a bare block of Snappy', 2, snappyBomb(300 * mebibyte)],
    ['Snappy, over all blocks', 2, snappyFrame(Array.from({ length: 5 }, () => snappyBomb(60 * mebibyte)))],
    ['LZ4', 3, lz4Bomb(1024)],
    ['Zstandard', 4, zstdBomb(1900)],
    ['Zstandard that says so', 4, zstdBomb(1, 1900 * mebibyte)],
    ['Zstandard that says more than a number can', 4, zstdBomb(1, Number.MAX_SAFE_INTEGER)],
    ['Zstandard, over all frames', 4, Buffer.concat(Array.from({ length: 70 }, () => zstdBomb(1)))],
    ['Zstandard, over all frames that say so', 4, Buffer.concat(Array.from({ length: 70 }, () => zstdBomb(1, mebibyte)))],
  ])('%s', (_, codec, payload) => {
    const limit = Math.floor(plainLimit(payload.length) / mebibyte);
    const batch = recordBatch({ base: 7, codec, payload, records: 1 });
    expect(failureOf(batch)).toBe(`the batch at offset 7 becomes larger than ${limit} MiB when it is decompressed`);
  });

  it('and is told from damage', () => {
    for (const [codec, payload] of [
      [1, Buffer.from('1f8b08', 'hex')],
      [2, snappyBomb(1000).subarray(0, 40)],
      [2, snappyFrame([snappyBomb(1000).subarray(0, 40)])],
      [3, lz4Bomb(4).subarray(0, 100)],
      [4, zstdBomb(1).subarray(0, 20)],
      [4, Buffer.from('not at all')],
    ] as const)
      expect(failureOf(recordBatch({ codec, payload }))).toContain('the batch at offset 0 cannot be decompressed: ');
  });

  it('and one that is large without a lie is read', () => {
    const records = plainRecords(3, Buffer.alloc(4 * mebibyte));
    for (const [codec, payload] of [
      [1, zlib.gzipSync(records)],
      [2, snappyFrame([snappyLiterals(records.subarray(0, 999)), snappyLiterals(records.subarray(999))])],
      [2, Buffer.concat([snappyFrame([snappyLiterals(records.subarray(0, 999))]), snappyFrame([snappyLiterals(records.subarray(999))])])],
    ] as const)
      expect(read(recordBatch({ codec, payload, records: 3 }))).toEqual([0, 1, 2]);
  });
});

describe('a batch that is not what it says is refused, in words', () => {
  const lies: readonly (readonly [string, BatchShape])[] = [
    ['the batch at offset 0 is damaged: its checksum does not fit', { checksum: 1 }],
    ['the batch at offset 0 holds more records than the 2 that it says', { count: 2 }],
    ['the batch at offset 0 holds more records than the 0 that it says', { count: 0 }],
    ['the batch at offset 0 ends within a record', { count: 6 }],
    ['the batch at offset 0 ends within a record', { count: 0x7fffffff }],
    ['the batch at offset 0 says that it has -5 records', { count: -5 }],
    ['the batch at offset 0 ends before it begins', { lastDelta: -100 }],
    ['the batch at offset 0 holds a record of offset 3', { lastDelta: 2 }],
    ['the batch at offset -10 is where no offset can be', { base: -10 }],
    ['the batch at offset 9007199254740990 is where no offset can be', { base: Number.MAX_SAFE_INTEGER - 1 }],
    ['records of format 9, which no Kafka has that is known here, are not read', { format: 9 }],
    ['a batch of 17 bytes', { length: 5 }],
    ['a batch of -4988 bytes', { length: -5000 }],
    ['the batch at offset 0 cannot be decompressed: compression 7 is not known', { codec: 7 }],
    ['the batch at offset 0 ends within a record', { payload: Buffer.alloc(1000, 255) }],
  ];
  it.each(lies)('%s (%o)', (message, shape) => {
    expect(failureOf(recordBatch(shape))).toBe(message);
  });

  it('also where it follows another that ends behind its first offset', () => {
    expect(read(recordBatch(), recordBatch({ base: 5 }))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(failureOf(recordBatch(), recordBatch({ base: 4 }))).toBe('the batch at offset 4 comes after that of offset 4');
    expect(failureOf(recordBatch(), recordBatch())).toBe('the batch at offset 0 comes after that of offset 4');
  });

  it.each([0, 1, 5, 9])('also where it marks the end of a transaction in %i bytes', (length) => {
    const marker = recordBatch({ payload: Buffer.alloc(length, 255), records: 1, codec: controlOfTransaction, producerId: 7 });
    expect(failureOf(marker)).toBe('the marker of a transaction at offset 0 ends too early');
  });
});
