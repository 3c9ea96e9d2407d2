/** Keys of passwords as only PKCS#12 makes them (RFC 7292 B.2). */
import { createHash } from 'node:crypto';
import { repeatDigest } from './digestRounds.js';

/** So many bytes of the kind `id`: 1 for a key, 2 for what a cipher starts with, 3 for a checksum. */
export type Pkcs12Key = (id: number, length: number) => Buffer;

export function createPkcs12Key(algorithm: string, password: string, salt: Uint8Array, iterations: number): Pkcs12Key {
  const blockLength = algorithm === 'sha384' || algorithm === 'sha512' ? 128 : 64;
  /** Repeated until whole blocks are full. */
  const filled = (bytes: Uint8Array): Buffer => Buffer.alloc(Math.ceil(bytes.length / blockLength) * blockLength, bytes);
  return (id, length) => {
    const text = Buffer.from(`${password}\0`, 'utf16le').swap16();
    const mixed = Buffer.concat([filled(salt), filled(text)]);
    let key = Buffer.alloc(0);
    while (key.length < length) {
      const first = createHash(algorithm).update(Buffer.alloc(blockLength, id)).update(mixed).digest();
      const part = repeatDigest(algorithm, first, iterations - 1);
      key = Buffer.concat([key, part]);
      addToBlocks(mixed, filled(part));
    }
    return key.subarray(0, length);
  };
}

/** Each block of this number's length, as one number, plus this number and one. */
function addToBlocks(blocks: Buffer, number: Buffer): void {
  for (let start = 0; start < blocks.length; start += number.length) {
    let carried = 1;
    for (let at = number.length - 1; at >= 0; at--) {
      carried += blocks[start + at]! + number[at]!;
      blocks[start + at] = carried & 0xff;
      carried >>= 8;
    }
  }
}
