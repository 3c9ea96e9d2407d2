/** Few bytes that become very many when they are decompressed, by codec of a record batch; and some that stay as they are. */
import zlib from 'node:zlib';

const mebibyte = 1024 * 1024;

/** Members of 32 MiB each. */
export const gzipBomb = (megabytes: number): Buffer => {
  const member = zlib.gzipSync(Buffer.alloc(32 * mebibyte));
  return Buffer.concat(Array.from({ length: Math.ceil(megabytes / 32) }, () => member));
};

/** One frame of blocks that repeat a byte. `said`: the size of the content in its header; undefined: none. */
export function zstdBomb(megabytes: number, said?: number): Buffer {
  const blocks = megabytes * 8;
  const bytes = Buffer.alloc(blocks * 4);
  for (let i = 0; i < blocks; i++) bytes.writeUIntLE((131_072 << 3) | (1 << 1) | (i === blocks - 1 ? 1 : 0), i * 4, 3);
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, said === undefined ? 0 : 0xc0, 0x50]);
  if (said === undefined) return Buffer.concat([header, bytes]);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(said));
  return Buffer.concat([header, size, bytes]);
}

/** A block: a byte, and copies of it. */
export function snappyBomb(bytes: number): Buffer {
  const length: number[] = [];
  let rest = bytes;
  for (; rest > 127; rest = Math.floor(rest / 128)) length.push((rest % 128) | 128);
  length.push(rest);
  const copies = Buffer.alloc(Math.floor((bytes - 1) / 64) * 3);
  for (let at = 0; at < copies.length; at += 3) copies.set([(63 << 2) | 2, 1, 0], at);
  return Buffer.concat([Buffer.from(length), Buffer.from([0, 97]), copies]);
}

/** Blocks in snappy-java's frame. */
export const snappyFrame = (blocks: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]),
    ...blocks.flatMap((block) => {
      const length = Buffer.alloc(4);
      length.writeInt32BE(block.length);
      return [length, block];
    }),
  ]);

/** Blocks of 4 MiB less some bytes, each a byte and a copy of it. */
export function lz4Bomb(megabytes: number): Buffer {
  const more = Math.floor((4 * mebibyte - 32) / 255);
  const block = Buffer.concat([Buffer.from([0x1f, 97, 1, 0]), Buffer.alloc(more, 255), Buffer.from([0, 0x50]), Buffer.alloc(5)]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(block.length);
  const blocks = Array.from({ length: Math.ceil(megabytes / 4) }, () => [length, block]).flat();
  return Buffer.concat([Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0]), ...blocks, Buffer.alloc(4)]);
}

/** A block that repeats nothing. */
export function snappyLiterals(bytes: Buffer): Buffer {
  const [length, header] = [Buffer.alloc(5), Buffer.from([62 << 2, 0, 0, 0])];
  for (let i = 0, rest = bytes.length; i < 5; i++, rest = Math.floor(rest / 128)) length[i] = (rest % 128) | (i < 4 ? 0x80 : 0);
  header.writeUIntLE(Math.max(bytes.length - 1, 0), 1, 3);
  return bytes.length === 0 ? length : Buffer.concat([length, header, bytes]);
}

/** A frame of one block that is not compressed, of at most 64 KiB. */
export function storedLz4(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length + 2 ** 31);
  return Buffer.concat([
    Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0]),
    ...(bytes.length === 0 ? [] : [length, bytes]),
    Buffer.alloc(4),
  ]);
}

/** A frame of one block that is not compressed, of at most 128 KiB. */
export function storedZstd(bytes: Buffer): Buffer {
  const block = Buffer.alloc(3);
  block.writeUIntLE((bytes.length << 3) | 1, 0, 3);
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x50]), block, bytes]);
}
