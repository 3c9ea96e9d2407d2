/** The compressions of record batches (org.apache.kafka.common.record.CompressionType). */
import zlib from 'node:zlib';
import { createLz4 } from './lz4.js';
import { plainLimit, PlainTooLarge } from './plainLimit.js';
import { decompressSnappy } from './snappy.js';
import { createZstd } from './zstd.js';

/**
 * Of the attributes' lowest three bits. Throws where the bytes are not of that form, and PlainTooLarge where they become more than
 * `plainLimit` allows. What it gives may be of answerBuffers: it can be given back.
 */
export type Decompress = (codec: number, bytes: Buffer) => Buffer;

/** Ready once the wasm for zstd is, where that is needed. */
export async function createDecompress(): Promise<Decompress> {
  const decompressZstd = await createZstd();
  const decompressLz4 = createLz4();
  return (codec, bytes) => {
    const limit = plainLimit(bytes.length);
    switch (codec) {
      case 1:
        return bounded(limit, () => zlib.gunzipSync(bytes, { maxOutputLength: limit }));
      case 2:
        return decompressSnappy(bytes, limit);
      case 3:
        return decompressLz4(bytes, limit);
      case 4:
        return bounded(limit, () => decompressZstd(bytes, limit));
      default:
        throw new Error(`compression ${codec} is not known`);
    }
  };
}

/** Node says in a code of its own where there is more than was allowed. */
function bounded(limit: number, decompress: () => Buffer): Buffer {
  try {
    return decompress();
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? new PlainTooLarge(limit) : error;
  }
}
