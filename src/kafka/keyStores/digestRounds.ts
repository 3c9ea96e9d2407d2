/** Digests of digests, as PKCS#12 makes keys of passwords (RFC 7292 B): a call of node:crypto for each costs many times as much. */
import { createHash } from 'node:crypto';

/** The digest of the digest, so many times over. `digest` is one of this algorithm's. */
export function repeatDigest(algorithm: string, digest: Buffer, times: number): Buffer {
  if (algorithm === 'sha1') return repeat(digest, times, hashSha1);
  if (algorithm === 'sha256') return repeat(digest, times, hashSha256);
  let last = digest; // nobody writes these but who asks for them
  for (let time = 0; time < times; time++) last = createHash(algorithm).update(last).digest();
  return last;
}

/** Replaces a digest by its own; `words` are for the block that is hashed. */
type HashDigest = (state: Int32Array, words: Int32Array) => void;

function repeat(digest: Buffer, times: number, hashDigest: HashDigest): Buffer {
  const state = Int32Array.from({ length: digest.length / 4 }, (_, word) => digest.readInt32BE(word * 4));
  const words = new Int32Array(80);
  for (let time = 0; time < times; time++) hashDigest(state, words);
  const last = Buffer.alloc(digest.length);
  state.forEach((word, at) => last.writeInt32BE(word, at * 4));
  return last;
}

/** The digest, a bit, and how many bits the digest has: one block. */
function fillBlock(state: Int32Array, words: Int32Array): void {
  words.set(state);
  words.fill(0, state.length, 15);
  words[state.length] = 0x80000000;
  words[15] = state.length * 32;
}

/** FIPS 180-4 6.1. */
function hashSha1(state: Int32Array, words: Int32Array): void {
  fillBlock(state, words);
  for (let at = 16; at < 80; at++) words[at] = rotated(words[at - 3]! ^ words[at - 8]! ^ words[at - 14]! ^ words[at - 16]!, 1);
  let [a, b, c, d, e] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  for (let at = 0; at < 80; at++) {
    const mixed =
      at < 20
        ? ((b & c) | (~b & d)) + 0x5a827999
        : at < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : at < 60
            ? ((b & c) | (b & d) | (c & d)) - 0x70e44324
            : (b ^ c ^ d) - 0x359d3e2a;
    const next = (rotated(a, 5) + mixed + e + words[at]!) | 0;
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next;
  }
  state[0] = (a + 0x67452301) | 0;
  state[1] = (b + 0xefcdab89) | 0;
  state[2] = (c + 0x98badcfe) | 0;
  state[3] = (d + 0x10325476) | 0;
  state[4] = (e + 0xc3d2e1f0) | 0;
}

/** The first 32 bits of the fractions of the roots of the first 64 primes, square (of eight) and cube. */
const sha256Start = Int32Array.from(rootsOfPrimes(8, 1 / 2));
const sha256Rounds = Int32Array.from(rootsOfPrimes(64, 1 / 3));

function rootsOfPrimes(count: number, power: number): number[] {
  const primes: number[] = [];
  for (let next = 2; primes.length < count; next++) if (primes.every((prime) => next % prime !== 0)) primes.push(next);
  return primes.map((prime) => Math.floor((prime ** power % 1) * 2 ** 32));
}

/** FIPS 180-4 6.2. */
function hashSha256(state: Int32Array, words: Int32Array): void {
  fillBlock(state, words);
  for (let at = 16; at < 64; at++) {
    const [early, late] = [words[at - 15]!, words[at - 2]!];
    const [first, second] = [turned(early, 7) ^ turned(early, 18) ^ (early >>> 3), turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)];
    words[at] = first + words[at - 16]! + second + words[at - 7]!;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = sha256Start;
  for (let at = 0; at < 64; at++) {
    const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + sha256Rounds[at]! + words[at]!) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = word + sha256Start[at]!;
}

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));
const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
