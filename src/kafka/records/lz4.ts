/**
 * LZ4 frames as Kafka writes them (KafkaLZ4BlockOutputStream): the one npm decoder is unmaintained and slower. Blocks are read in WebAssembly, as
 * JavaScript takes more than twice as long. Checksums are not checked: the batch has one, for where it cannot be read.
 */
import { giveBack, takeBuffer } from '../answerBuffers.js';
import { wasm } from './assembly/lz4.wasm';
import { PlainTooLarge } from './plainLimit.js';

/** Throws where the bytes are none, and PlainTooLarge. */
export type DecompressLz4 = (bytes: Buffer, limit: number) => Buffer;

/** See assembly/lz4.ts. */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly input: { readonly value: number };
  reserve(blockBytes: number): number;
  keep(length: number, kept: number): number;
  decompress(length: number, kept: number): number;
}

const frameMagic = 0x184d2204;
/** Of sizes that Kafka's own reader takes, too: 64 KiB to 4 MiB. */
const smallestBlockCode = 4;

interface Frame {
  readonly blockBytes: number;
  readonly hasBlockChecksum: boolean;
  /** No block repeats what another became. */
  readonly isIndependent: boolean;
  /** Where the first block begins. */
  readonly at: number;
}

function readFrame(bytes: Buffer): Frame {
  if (bytes.length < 7 || bytes.readUInt32LE(0) !== frameMagic) throw new Error('not an LZ4 frame');
  const flags = bytes[4]!;
  const blockCode = (bytes[5]! >> 4) & 7;
  if (blockCode < smallestBlockCode) throw new Error('an LZ4 frame has blocks of no known size');
  return {
    blockBytes: 1 << (8 + 2 * blockCode),
    hasBlockChecksum: (flags & 0x10) !== 0,
    isIndependent: (flags & 0x20) !== 0,
    at: 4 + 2 + ((flags & 0x08) === 0 ? 0 : 8) + 1,
  };
}

/** Reads the first frame of what it is given: others that follow it, Java's consumer does not read. */
export function createLz4(): DecompressLz4 {
  const kernel = new WebAssembly.Instance(new WebAssembly.Module(wasm), {}).exports as unknown as Kernel;
  const input = kernel.input.value;
  const noRoom = { blockBytes: 0, output: 0, bytes: new Uint8Array() };
  let room = noRoom;

  const roomFor = (blockBytes: number): typeof room => {
    if (blockBytes === room.blockBytes) return room;
    room = noRoom;
    const output = kernel.reserve(blockBytes);
    if (output === 0) throw new Error('there is no memory for an LZ4 block');
    room = { blockBytes, output, bytes: new Uint8Array(kernel.memory.buffer) };
    return room;
  };

  return (bytes, limit) => {
    const { blockBytes, hasBlockChecksum, isIndependent, at: first } = readFrame(bytes);
    const { output, bytes: memory } = roomFor(blockBytes);
    let out = takeBuffer(Math.max(blockBytes, Math.min(bytes.length * 3, limit)));
    let [length, kept] = [0, 0];
    for (let at = first; at + 4 <= bytes.length;) {
      const header = bytes.readUInt32LE(at);
      at += 4;
      if (header === 0) break;
      const size = header & 0x7fffffff;
      if (size > blockBytes) throw new Error('an LZ4 block is broken');
      if (at + size > bytes.length) throw new Error('an LZ4 block ends too early');
      const isStored = header >>> 31 === 1;
      memory.set(bytes.subarray(at, at + size), isStored ? output : input);
      const plain = isStored ? size : kernel.decompress(size, kept);
      if (plain < 0) throw new Error('an LZ4 block is broken');
      if (length + plain > limit) throw new PlainTooLarge(limit);
      if (length + plain > out.length) {
        const grown = takeBuffer(Math.min((length + blockBytes) * 2, limit));
        out.copy(grown, 0, 0, length);
        giveBack(out);
        out = grown;
      }
      out.set(memory.subarray(output, output + plain), length);
      length += plain;
      if (!isIndependent) kept = kernel.keep(plain, kept);
      at += size + (hasBlockChecksum ? 4 : 0);
    }
    return out.subarray(0, length);
  };
}
