/** Snappy as Kafka's clients write it: snappy-java frames blocks (its SnappyOutputStream), librdkafka writes one bare block. */
import { takeBuffer } from '../answerBuffers.js';
import { PlainTooLarge } from './plainLimit.js';

const frameMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
/** The magic, a version and the oldest version that reads it. */
const frameHeader = 16;
/** Of three bytes Snappy makes at most 64: a length above that is damage, and is not allocated. */
const largestRatio = 22;

interface Block {
  /** Behind its length. */
  readonly from: number;
  readonly to: number;
  readonly plainLength: number;
}

/** Throws where the bytes are not Snappy, and PlainTooLarge. */
export function decompressSnappy(bytes: Buffer, limit: number): Buffer {
  const blocks = startsFrame(bytes, 0) ? framedBlocks(bytes) : [blockAt(bytes, 0, bytes.length)];
  const length = blocks.reduce((sum, { plainLength }) => sum + plainLength, 0);
  if (length > limit) throw new PlainTooLarge(limit);
  const out = takeBuffer(length);
  let at = 0;
  for (const block of blocks) {
    decompressBlock(bytes, block, out, at);
    at += block.plainLength;
  }
  return out;
}

const startsFrame = (bytes: Buffer, at: number): boolean => bytes.subarray(at, at + frameMagic.length).equals(frameMagic);

/** Frames may follow one another. */
function framedBlocks(bytes: Buffer): Block[] {
  const blocks: Block[] = [];
  for (let at = frameHeader; at < bytes.length;) {
    if (startsFrame(bytes, at)) {
      at += frameHeader;
      continue;
    }
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readInt32BE(at) : at;
    if (end <= at + 4 || end > bytes.length) throw new Error('a Snappy block is broken');
    blocks.push(blockAt(bytes, at + 4, end));
    at = end;
  }
  return blocks;
}

function blockAt(bytes: Buffer, from: number, to: number): Block {
  let plainLength = 0;
  let at = from;
  for (let factor = 1; factor <= 128 ** 4 && at < to; factor *= 128) {
    const byte = bytes[at++]!;
    plainLength += (byte & 127) * factor;
    if (byte > 127) continue;
    if (plainLength > (to - at) * largestRatio) break;
    return { from: at, to, plainLength };
  }
  throw new Error('the length of a Snappy block is broken');
}

/** Below it, a loop is faster than a call that copies. */
const fewBytes = 24;

function decompressBlock(bytes: Buffer, { from, to, plainLength }: Block, out: Buffer, start: number): void {
  const stop = start + plainLength;
  let at = from;
  let end = start;
  while (at < to) {
    const tag = bytes[at++]!;
    const kind = tag & 3;
    if (kind === 0) {
      let length = (tag >>> 2) + 1;
      if (length > 60) {
        const digits = length - 60;
        if (at + digits > to) break;
        length = bytes.readUIntLE(at, digits) + 1;
        at += digits;
      }
      if (at + length > to || end + length > stop) break;
      if (length < fewBytes) for (const last = at + length; at < last;) out[end++] = bytes[at++]!;
      else {
        out.set(bytes.subarray(at, at + length), end);
        at += length;
        end += length;
      }
      continue;
    }
    const isShort = kind === 1;
    const digits = isShort ? 1 : kind === 2 ? 2 : 4;
    if (at + digits > to) break;
    const length = isShort ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
    const distance = isShort ? bytes[at]! | ((tag >>> 5) << 8) : kind === 2 ? bytes[at]! | (bytes[at + 1]! << 8) : bytes.readUInt32LE(at);
    at += digits;
    if (distance === 0 || distance > end - start || end + length > stop) break;
    if (distance >= length && length >= fewBytes) {
      out.copyWithin(end, end - distance, end - distance + length);
      end += length;
    } else for (const last = end + length; end < last; end++) out[end] = out[end - distance]!; // may read what it wrote
    if (at === to && end === stop) return;
  }
  if (at !== to || end !== stop) throw new Error('a Snappy block is broken');
}
