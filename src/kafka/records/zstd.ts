/** Zstandard (RFC 8878), by Node where it has it. */
import zlib from 'node:zlib';
import { ZSTDDecoder } from 'zstddec/stream';
import { PlainTooLarge } from './plainLimit.js';

/** Throws where the bytes are not Zstandard, and PlainTooLarge. */
export type DecompressZstd = (bytes: Buffer, limit: number) => Buffer;

type Native = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

/** Ready once the wasm is that Node before 22.15 needs. */
export async function createZstd(): Promise<DecompressZstd> {
  const native = (zlib as { readonly zstdDecompressSync?: Native }).zstdDecompressSync;
  return native === undefined ? await createWasmZstd() : createNativeZstd(native);
}

/** Node's reads the first frame only, and takes one that is cut off for whole. */
function createNativeZstd(native: Native): DecompressZstd {
  return (bytes, limit) => {
    let rest = limit;
    const parts = framesOf(bytes, limit).map(({ from, to }) => {
      // Node's least is 1, which it allows where nothing is left, too: one byte more is found below.
      const part = native(bytes.subarray(from, to), { maxOutputLength: Math.max(rest, 1) });
      rest -= part.length;
      if (rest < 0) throw new PlainTooLarge(limit);
      return part;
    });
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  };
}

/** In one go: its streams take twice the time, and keep their memory where they are left early. */
async function createWasmZstd(): Promise<DecompressZstd> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return (bytes, limit) => {
    const most = framesOf(bytes, limit).reduce((sum, frame) => sum + frame.most, 0);
    if (most === 0) return Buffer.alloc(0);
    const plain = decoder.decode(bytes, Math.min(most, limit));
    if (plain.length > 0) return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
    // What does not fit, or is damaged, comes back empty.
    if (most > limit) throw new PlainTooLarge(limit);
    throw new Error('a Zstandard frame is broken');
  };
}

interface Frame {
  readonly from: number;
  readonly to: number;
  /** It becomes no larger, in bytes. */
  readonly most: number;
}

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;
const largestBlock = 128 * 1024;
/** Of the dictionary's id and of the size of the content, by their bits in the descriptor. */
const idBytes = [0, 1, 2, 4];
const sizeBytes = [0, 2, 4, 8];

/** The frames that hold something. Throws PlainTooLarge where one says so. */
function framesOf(bytes: Buffer, limit: number): Frame[] {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) throw new Error('a Zstandard frame is broken');
    const magic = bytes.readUInt32LE(at);
    if ((magic & ~15) === skippableMagic) {
      at += 8 + bytes.readUInt32LE(at + 4);
      if (at > bytes.length) throw new Error('a Zstandard frame ends too early');
      continue;
    }
    if (magic !== frameMagic) throw new Error('not a Zstandard frame');
    const frame = frameAt(bytes, at, limit);
    frames.push(frame);
    at = frame.to;
  }
  return frames;
}

function frameAt(bytes: Buffer, from: number, limit: number): Frame {
  const descriptor = bytes[from + 4]!;
  const isSingle = (descriptor & 0x20) !== 0;
  const hasChecksum = (descriptor & 0x04) !== 0;
  const sizeLength = descriptor < 0x40 && isSingle ? 1 : sizeBytes[descriptor >>> 6]!;
  const sizeAt = from + 5 + (isSingle ? 0 : 1) + idBytes[descriptor & 3]!;
  let at = sizeAt + sizeLength;
  if (at > bytes.length) throw new Error('a Zstandard frame ends too early');
  const said = sizeLength === 0 ? undefined : sizeSaid(bytes, sizeAt, sizeLength);
  if (said !== undefined && said > limit) throw new PlainTooLarge(limit);
  let most = 0;
  for (let isLast = false; !isLast;) {
    if (at + 3 > bytes.length) throw new Error('a Zstandard frame ends too early');
    const header = bytes.readUIntLE(at, 3);
    isLast = (header & 1) === 1;
    const kind = (header >>> 1) & 3;
    const size = header >>> 3;
    const isRepeated = kind === 1;
    at += 3 + (isRepeated ? 1 : size);
    most += kind === 2 ? largestBlock : size;
  }
  at += hasChecksum ? 4 : 0;
  if (at > bytes.length) throw new Error('a Zstandard frame ends too early');
  return { from, to: at, most: Math.min(said ?? Infinity, most) };
}

function sizeSaid(bytes: Buffer, at: number, length: number): number {
  if (length === 8) return Number(bytes.readBigUInt64LE(at));
  return bytes.readUIntLE(at, length) + (length === 2 ? 256 : 0);
}
