/** LZ4 frames as Kafka writes them (KafkaLZ4BlockOutputStream): the one npm decoder is unmaintained and slower. Checksums are not checked: the batch has one, for where it cannot be read. */
import { giveBack, takeBuffer } from '../answerBuffers.js';
import { PlainTooLarge } from './plainLimit.js';

const frameMagic = 0x184d2204;

/** Of sizes that Kafka's own reader takes, too: 64 KiB to 4 MiB. */
const smallestBlockCode = 4;

/** Of the first frame: others that follow it, Java's consumer does not read. Throws where the bytes are none, and PlainTooLarge. */
export function decompressLz4(bytes: Buffer, limit: number): Buffer {
  if (bytes.length < 7 || bytes.readUInt32LE(0) !== frameMagic) throw new Error('not an LZ4 frame');
  const flags = bytes[4]!;
  const hasBlockChecksum = (flags & 0x10) !== 0;
  const hasContentSize = (flags & 0x08) !== 0;
  const blockCode = (bytes[5]! >> 4) & 7;
  if (blockCode < smallestBlockCode) throw new Error('an LZ4 frame has blocks of no known size');
  const blockSize = 1 << (8 + 2 * blockCode);
  let at = 4 + 2 + (hasContentSize ? 8 : 0) + 1;
  let out = takeBuffer(Math.max(blockSize, Math.min(bytes.length * 3, limit)));
  let length = 0;
  while (at + 4 <= bytes.length) {
    const header = bytes.readUInt32LE(at);
    at += 4;
    if (header === 0) break;
    const size = header & 0x7fffffff;
    if (size > blockSize) throw new Error('an LZ4 block is broken');
    if (at + size > bytes.length) throw new Error('an LZ4 block ends too early');
    if (length + blockSize > out.length) {
      if (length > limit) throw new PlainTooLarge(limit);
      const grown = takeBuffer(Math.min((length + blockSize) * 2, limit + blockSize));
      out.copy(grown, 0, 0, length);
      giveBack(out);
      out = grown;
    }
    if (header >>> 31 === 1) length += bytes.copy(out, length, at, at + size);
    else length = decompressBlock(bytes, at, at + size, out, length);
    at += size + (hasBlockChecksum ? 4 : 0);
  }
  if (length > limit) throw new PlainTooLarge(limit);
  return out.subarray(0, length);
}

/** Below it, a loop is faster than a call that copies. */
const fewBytes = 24;

/** A length of 15 goes on in further bytes. */
function decompressBlock(bytes: Buffer, from: number, to: number, out: Buffer, length: number): number {
  const room = out.length;
  let at = from;
  let end = length;
  while (at < to) {
    const token = bytes[at++]!;
    let literals = token >> 4;
    if (literals === 15) {
      let more;
      do literals += more = bytes[at++] ?? 0;
      while (more === 255);
    }
    if (at + literals > to || end + literals > room) throw new Error('an LZ4 block is broken');
    if (literals < fewBytes) for (const stop = at + literals; at < stop;) out[end++] = bytes[at++]!;
    else {
      out.set(bytes.subarray(at, at + literals), end);
      at += literals;
      end += literals;
    }
    if (at >= to) break; // the last sequence has literals only
    const distance = bytes[at]! | (bytes[at + 1]! << 8);
    at += 2;
    let match = (token & 15) + 4;
    if (match === 19) {
      let more;
      do match += more = bytes[at++] ?? 0;
      while (more === 255);
    }
    const source = end - distance;
    if (distance === 0 || source < 0 || end + match > room) throw new Error('an LZ4 block is broken');
    if (distance >= match && match >= fewBytes) {
      out.copyWithin(end, source, source + match);
      end += match;
    } else for (let i = source, stop = end + match; end < stop;) out[end++] = out[i++]!; // may read what it wrote
  }
  return end;
}
