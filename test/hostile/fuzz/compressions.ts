/** Compressed bytes of every codec, damaged or of no form at all: they become no more than they may, or an error in words. */
import zlib from 'node:zlib';
import { createDecompress } from '../../../src/kafka/records/decompress.js';
import { plainLimit } from '../../../src/kafka/records/plainLimit.js';
import { lz4Bomb, snappyBomb, snappyFrame, snappyLiterals, storedLz4, storedZstd, zstdBomb } from '../support/bombs.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { createWireBytes } from './randomBytes.js';

export const compressions: FuzzTarget = {
  name: 'compressions',
  async prepare() {
    const decompress = await createDecompress();
    return (random) => {
      const { number, pick, bytes, damaged } = createWireBytes(random);
      const plain = Buffer.concat([bytes(number(40)), Buffer.alloc(number(200), number(256)), bytes(number(20))]);
      const codec = 1 + number(4);
      const forms: readonly (() => Buffer)[] = [
        () => zlib.gzipSync(plain),
        () =>
          pick([
            () => snappyLiterals(plain),
            () => snappyBomb(1 + number(9999)),
            () => snappyFrame([snappyLiterals(plain), snappyBomb(99)]),
          ])(),
        () => pick([() => storedLz4(plain), () => lz4Bomb(4)])(),
        () => pick([() => storedZstd(plain), () => zstdBomb(1), () => Buffer.concat([storedZstd(plain), zstdBomb(1, 131_072 * 8)])])(),
      ];
      const input = number(9) === 0 ? bytes(number(60)) : damaged(forms[codec - 1]!());
      return {
        input: `codec ${codec}: ${input.toString('base64')}`,
        run() {
          const length = lengthOf(() => decompress(codec, input));
          if (length > plainLimit(input.length)) throw new Error(`${input.length} bytes became ${length}`);
        },
      };
    };
  },
};

/** 0: it is refused. A TypeError would be an error of ours. */
function lengthOf(decompress: () => Buffer): number {
  try {
    return decompress().length;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || error.message === '') throw error;
    return 0;
  }
}
