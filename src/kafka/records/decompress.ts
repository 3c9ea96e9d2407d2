/** The compressions of record batches (org.apache.kafka.common.record.CompressionType). */
import zlib from 'node:zlib';
import { uncompress } from 'snappyjs';
import { ZSTDDecoder } from 'zstddec/stream';
import { decompressLz4 } from './lz4.js';

/** Of the attributes' lowest three bits; throws where the bytes are not of that form. */
export type Decompress = (codec: number, bytes: Buffer) => Buffer;

/** Ready once the wasm for zstd is, which Node before 22.15 needs. */
export async function createDecompress(): Promise<Decompress> {
  const native = (zlib as { readonly zstdDecompressSync?: (bytes: Buffer) => Buffer }).zstdDecompressSync;
  const zstd = native ?? (await createWasmZstd());
  return (codec, bytes) => {
    switch (codec) {
      case 1:
        return zlib.gunzipSync(bytes);
      case 2:
        return decompressSnappy(bytes);
      case 3:
        return decompressLz4(bytes);
      case 4:
        return zstd(bytes);
      default:
        throw new Error(`compression ${codec} is not known`);
    }
  };
}

async function createWasmZstd(): Promise<(bytes: Buffer) => Buffer> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return (bytes) => {
    const plain = decoder.decode(bytes);
    return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  };
}

const xerialMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);

/** Java's clients frame snappy blocks (snappy-java's SnappyOutputStream); librdkafka writes one bare block. */
function decompressSnappy(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, 8).equals(xerialMagic)) return Buffer.from(uncompress(bytes));
  const blocks: Uint8Array[] = [];
  for (let at = 16; at + 4 <= bytes.length;) {
    const length = bytes.readInt32BE(at);
    blocks.push(uncompress(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return Buffer.concat(blocks);
}
