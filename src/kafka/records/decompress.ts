/** The compressions of record batches (org.apache.kafka.common.record.CompressionType). */
import zlib from 'node:zlib';
import { uncompress } from 'snappyjs';
import { ZSTDDecoder } from 'zstddec/stream';
import { takeBuffer } from '../answerBuffers.js';
import { decompressLz4 } from './lz4.js';

/** Of the attributes' lowest three bits; throws where the bytes are not of that form. What it gives may be of answerBuffers: it can be given back. */
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

/** A batch seldom is larger when it is decompressed, nor does it shrink to less. */
const usualPlain = 4 * 1024 * 1024;
const usualRatio = 32;

async function createWasmZstd(): Promise<(bytes: Buffer) => Buffer> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return (bytes) => {
    // In one go it takes half the time. Java's producer does not say how long it will be: what does not fit, or is damaged, comes back empty.
    const whole = decoder.decode(bytes, Math.min(usualPlain, bytes.length * usualRatio));
    if (whole.length > 0) return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
    const parts: Uint8Array[] = [];
    for (const part of decoder.decodeStreaming([bytes])) {
      // At damage it gives empty parts without end.
      if (part.length === 0 && parts.at(-1)?.length === 0) throw new Error('a Zstandard frame is broken');
      parts.push(part);
    }
    const plain = takeBuffer(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      plain.set(part, at);
      at += part.length;
    }
    return plain;
  };
}

const xerialMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);

/** Of three bytes snappy makes at most 64: a length above that is damage, and is not allocated. */
const largestRatio = 22;

/** Java's clients frame snappy blocks (snappy-java's SnappyOutputStream); librdkafka writes one bare block. */
function decompressSnappy(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, 8).equals(xerialMagic)) return decompressSnappyBlock(bytes);
  const blocks: Buffer[] = [];
  for (let at = 16; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readInt32BE(at);
    if (end <= at + 4 || end > bytes.length) throw new Error('a Snappy block is broken');
    blocks.push(decompressSnappyBlock(bytes.subarray(at + 4, end)));
    at = end;
  }
  return Buffer.concat(blocks);
}

function decompressSnappyBlock(bytes: Buffer): Buffer {
  const plain = uncompress(bytes, bytes.length * largestRatio + 64);
  return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
}
