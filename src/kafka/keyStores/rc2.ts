/** RC2 in CBC mode (RFC 2268), which Java 8 still encrypts certificates with, and which Node.js no longer has. It hides nothing. */

/** Digits of pi. */
const mixing = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);

/** undefined: it does not decrypt, so the key is another one. */
export function decryptRc2(bytes: Uint8Array, key: Uint8Array, iv: Uint8Array): Buffer | undefined {
  if (bytes.length === 0 || bytes.length % 8 !== 0) return undefined;
  const words = expandKey(key);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const plain = Buffer.alloc(bytes.length);
  const block = new Uint16Array(4);
  for (let at = 0; at < bytes.length; at += 8) {
    for (let word = 0; word < 4; word++) block[word] = source.readUInt16LE(at + word * 2);
    decryptBlock(block, words);
    for (let word = 0; word < 4; word++) plain.writeUInt16LE(block[word]!, at + word * 2);
    for (let byte = 0; byte < 8; byte++) plain[at + byte]! ^= at === 0 ? iv[byte]! : source[at + byte - 8]!;
  }
  const padding = plain.at(-1) ?? 0;
  const isPadded = padding >= 1 && padding <= 8 && plain.subarray(-padding).every((byte) => byte === padding);
  return isPadded ? plain.subarray(0, -padding) : undefined;
}

/** All bits of the key count. */
function expandKey(key: Uint8Array): Uint16Array {
  const bytes = Buffer.alloc(128);
  bytes.set(key);
  for (let at = key.length; at < 128; at++) bytes[at] = mixing[(bytes[at - 1]! + bytes[at - key.length]!) & 0xff]!;
  bytes[128 - key.length] = mixing[bytes[128 - key.length]!]!;
  for (let at = 127 - key.length; at >= 0; at--) bytes[at] = mixing[bytes[at + 1]! ^ bytes[at + key.length]!]!;
  return Uint16Array.from({ length: 64 }, (_, word) => bytes.readUInt16LE(word * 2));
}

const shifts = [1, 2, 3, 5] as const;

/** Five rounds of mixing, one of mashing, six, one, five: backwards. */
function decryptBlock(block: Uint16Array, words: Uint16Array): void {
  let next = 63;
  for (const [rounds, isMashed] of [
    [5, true],
    [6, true],
    [5, false],
  ] as const) {
    for (let round = 0; round < rounds; round++)
      for (let at = 3; at >= 0; at--) {
        const before = block[(at + 3) & 3]!;
        const turned = (block[at]! >>> shifts[at]!) | (block[at]! << (16 - shifts[at]!));
        block[at] = turned - words[next--]! - (before & block[(at + 2) & 3]!) - (~before & block[(at + 1) & 3]!);
      }
    if (isMashed) for (let at = 3; at >= 0; at--) block[at]! -= words[block[(at + 3) & 3]! & 63]!;
  }
}
