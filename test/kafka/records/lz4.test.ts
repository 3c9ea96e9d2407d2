import { describe, expect, it } from 'vitest';
import { createLz4 } from '../../../src/kafka/records/lz4.js';
import { createRandom } from '../../store/views/naiveModel.js';

const decompress = createLz4();
const limit = 64 * 1024 * 1024;
const independent = 0x20;

/** A frame with blocks of up to 64 KiB; what is said of their sizes counts. */
function frame(flags: number, blocks: readonly { readonly bytes: Buffer; readonly isStored?: boolean }[]): Buffer {
  const parts = blocks.flatMap(({ bytes, isStored }) => [int32((bytes.length | (isStored === true ? 0x80000000 : 0)) >>> 0), bytes]);
  return Buffer.concat([int32(0x184d2204), Buffer.from([0x40 | flags, 4 << 4, 0]), ...parts, int32(0)]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Of a length beyond 15. */
function more(length: number): number[] {
  const bytes: number[] = [];
  let left = length - 15;
  for (; left >= 255; left -= 255) bytes.push(255);
  return [...bytes, left];
}

/** A block of random sequences, and what it becomes behind what was before: by the format's own words (lz4_Block_format.md), byte by byte. */
function randomBlock(random: (below: number) => number, before: readonly number[]): { readonly bytes: Buffer; readonly plain: number[] } {
  const block: number[] = [];
  const plain: number[] = [];
  const at = (place: number): number => (place < 0 ? before[before.length + place]! : plain[place]!);
  const lengths = [0, 1, 3, 14, 15, 16, 17, 31, 40, 269, 270, 271, 600];
  const sequences = 1 + random(20);
  for (let i = 0; i < sequences; i++) {
    const literals = lengths[random(lengths.length)]! + (plain.length + before.length === 0 ? 1 : 0);
    const isLast = i === sequences - 1;
    const match = lengths[random(lengths.length)]! + 4;
    block.push((Math.min(literals, 15) << 4) | (isLast ? 0 : Math.min(match - 4, 15)));
    if (literals >= 15) block.push(...more(literals));
    for (let n = 0; n < literals; n++) {
      block.push(random(4));
      plain.push(block.at(-1)!);
    }
    if (isLast) break;
    const reach = Math.min(plain.length + before.length, 65_535);
    const distance = 1 + (random(2) === 0 ? random(Math.min(reach, 20)) : random(reach));
    block.push(distance & 255, distance >> 8);
    if (match - 4 >= 15) block.push(...more(match - 4));
    for (let n = 0; n < match; n++) plain.push(at(plain.length - distance));
  }
  return { bytes: Buffer.from(block), plain };
}

function outcomeOf(bytes: Buffer): string {
  try {
    return decompress(bytes, limit).length <= 64 * 1024 ? 'at most a block' : 'more than a block';
  } catch (error) {
    return String(error);
  }
}

describe('LZ4', () => {
  it('reads blocks of all lengths and distances', () => {
    const random = createRandom(1);
    for (let round = 0; round < 150; round++) {
      const blocks = Array.from({ length: 1 + random(4) }, () => randomBlock(random, []));
      const plain = Buffer.from(blocks.flatMap((block) => block.plain));
      expect(decompress(frame(independent, blocks), limit).equals(plain), `round ${round}`).toBe(true);
    }
  });

  it('reads blocks that repeat what former ones became, stored ones too', () => {
    const random = createRandom(2);
    for (let round = 0; round < 40; round++) {
      const all: number[] = [];
      const blocks = Array.from({ length: 2 + random(30) }, () => {
        const isStored = random(4) === 0;
        const block = randomBlock(random, all);
        all.push(...block.plain);
        return isStored ? { bytes: Buffer.from(block.plain), isStored } : block;
      });
      expect(decompress(frame(0, blocks), limit).equals(Buffer.from(all)), `round ${round}`).toBe(true);
    }
  });

  it('refuses a block that repeats what is not its own', () => {
    const literal = { bytes: Buffer.from([0x40, 1, 2, 3, 4]) };
    const repeating = { bytes: Buffer.from([0x00, 4, 0, 0x10, 9]) };
    expect([...decompress(frame(0, [literal, repeating]), limit)]).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 9]);
    expect(() => decompress(frame(independent, [literal, repeating]), limit)).toThrow('an LZ4 block is broken');
    expect(() => decompress(frame(0, [repeating]), limit)).toThrow('an LZ4 block is broken');
  });

  it('gives bytes or says why not, whatever is cut off or damaged, and reads on', () => {
    const random = createRandom(3);
    for (let round = 0; round < 500; round++) {
      const { bytes, plain } = randomBlock(random, []);
      const damaged = Buffer.from(bytes);
      for (let n = random(4); n >= 0; n--) damaged[random(damaged.length)] = [0, 15, 240, 255, random(256)][random(5)]!;
      const cut = damaged.subarray(0, 1 + random(damaged.length));
      expect(outcomeOf(frame(independent, [{ bytes: cut }]))).toMatch(/^(?:at most a block|Error: an LZ4 block is broken)$/);
      expect(decompress(frame(independent, [{ bytes }]), limit).equals(Buffer.from(plain)), `round ${round}`).toBe(true);
    }
  });

  it('refuses a block that becomes more than the frame allows', () => {
    const long = Buffer.from([0x1f, 7, 1, 0, ...more(65_536 - 4 - 1), 0x00]);
    expect(decompress(frame(independent, [{ bytes: long }]), limit).length).toBe(65_536);
    const longer = Buffer.from([0x1f, 7, 1, 0, ...more(65_536 - 4), 0x00]);
    expect(() => decompress(frame(independent, [{ bytes: longer }]), limit)).toThrow('an LZ4 block is broken');
  });
});
