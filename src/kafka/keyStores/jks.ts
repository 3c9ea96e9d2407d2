/** JKS, Java's own form of key stores until Java 9 (sun.security.provider.JavaKeyStore and KeyProtector), opened within bounds. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { fail, succeed, type Result } from '../../base/result.js';
import { nameOf, octetsOf, partsOf, readAsn1 } from './asn1.js';
import { BadKeyStore, BrokenAsn1, wrongPassword } from './badKeyStore.js';
import { checkKeyLength } from './privateKeys.js';

export interface JksStore {
  /** What a Java client trusts by it, as DER: each trusted certificate, and the first one of each key's chain (sun.security.validator.TrustStoreUtil). */
  readonly trusted: readonly Uint8Array[];
  readonly keys: readonly JksKey[];
}

export interface JksKey {
  readonly alias: string;
  /** DER, the key's own certificate first. */
  readonly chain: readonly Uint8Array[];
  /** PKCS#8 in DER; an error is in words that follow the file's name and a colon. */
  open(password: string): Result<Uint8Array, string>;
}

const magic = 0xfeedfeed;
const tagOf = { key: 1, certificate: 2 } as const;
/** What Java hashes between the password and the store. */
const whitener = 'Mighty Aphrodite';
const sealLength = 20;
/** 1.3.6.1.4.1.42.2.17.1.1 */
const sunProtector = '2b060104012a02110101';
/** As of PKCS#12; and in a chain. */
const mostEntries = 2_000;
const longestChain = 100;

export const isJks = (bytes: Uint8Array): boolean => bytes.length > 4 && Buffer.from(bytes.subarray(0, 4)).readUInt32BE() === magic;

/** `password` null: nobody compares whether the file was changed, as Java does for a trust store without one. An error is in words as above. */
export function openJks(bytes: Uint8Array, password: string | null): Result<JksStore, string> {
  try {
    return succeed(readStore(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), password));
  } catch (error) {
    if (error instanceof BadKeyStore) return fail(error.message);
    throw error;
  }
}

function readStore(bytes: Buffer, password: string | null): JksStore {
  const sealed = bytes.subarray(0, Math.max(0, bytes.length - sealLength));
  const reader = createReader(sealed);
  if (reader.uint32() !== magic) throw new BadKeyStore('it is not a JKS file');
  const version = reader.uint32();
  if (version !== 1 && version !== 2) throw new BadKeyStore(`it is a JKS file of version ${version}, and 1 and 2 are known`);
  const count = reader.uint32();
  if (count > mostEntries) throw new BadKeyStore(`it holds more than ${mostEntries} certificates and keys`);
  const trusted: Uint8Array[] = [];
  const keys: JksKey[] = [];
  for (let i = 0; i < count; i++) {
    const tag = reader.uint32();
    const alias = reader.text();
    reader.skip(8);
    if (tag === tagOf.key) {
      const key = readKey(reader, alias, version);
      keys.push(key);
      trusted.push(...key.chain.slice(0, 1));
    } else if (tag === tagOf.certificate) trusted.push(readCertificate(reader, version));
    else throw damaged();
  }
  if (!reader.isAtEnd()) throw damaged();
  // Of a store that its bytes do not fit, nothing says whether the password is wrong, or somebody changed it: Java says no more either.
  if (password !== null && !isSealedBy(bytes, sealed, password)) throw new BadKeyStore(wrongPassword);
  return { trusted, keys };
}

const damaged = (): BadKeyStore => new BadKeyStore('it is damaged');

function isSealedBy(bytes: Buffer, sealed: Buffer, password: string): boolean {
  const digest = createHash('sha1').update(passwordBytes(password)).update(whitener, 'utf8').update(sealed).digest();
  return timingSafeEqual(digest, bytes.subarray(sealed.length));
}

/** Two bytes for each UTF-16 unit. */
const passwordBytes = (password: string): Buffer => Buffer.from(password, 'utf16le').swap16();

function readKey(reader: Reader, alias: string, version: number): JksKey {
  const encrypted = reader.bytes();
  checkKeyLength(encrypted);
  const length = reader.uint32();
  if (length > longestChain) throw new BadKeyStore(`it holds a chain of more than ${longestChain} certificates`);
  const chain = Array.from({ length }, () => readCertificate(reader, version));
  return { alias, chain, open: (password) => openKey(encrypted, password) };
}

function readCertificate(reader: Reader, version: number): Uint8Array {
  if (version === 2) reader.text(); // X.509: Java writes no other
  return reader.bytes();
}

/** EncryptedPrivateKeyInfo of Sun's protector: 20 bytes of salt, the key under a stream of digests, and a digest of the key. */
function openKey(encrypted: Uint8Array, password: string): Result<Uint8Array, string> {
  let text: Uint8Array;
  try {
    const [algorithm, octets] = partsOf(readAsn1(encrypted));
    if (nameOf(partsOf(algorithm)[0]) !== sunProtector) return fail('its key is encrypted in a way that is not that of JKS');
    text = octetsOf(octets);
  } catch (error) {
    if (error instanceof BrokenAsn1 || error instanceof BadKeyStore) return fail('its encrypted key is damaged');
    throw error;
  }
  if (text.length < 2 * sealLength) return fail('its encrypted key is damaged');
  const secret = passwordBytes(password);
  const plain = Buffer.from(text.subarray(sealLength, text.length - sealLength));
  let stream = text.subarray(0, sealLength);
  for (let from = 0; from < plain.length; from += sealLength) {
    stream = createHash('sha1').update(secret).update(stream).digest();
    for (let at = from; at < Math.min(from + sealLength, plain.length); at++) plain[at]! ^= stream[at - from]!;
  }
  const digest = createHash('sha1').update(secret).update(plain).digest();
  return timingSafeEqual(digest, text.subarray(text.length - sealLength)) ? succeed(plain) : fail('the password does not open its key');
}

interface Reader {
  uint32(): number;
  skip(count: number): void;
  /** With its length in four bytes before it. */
  bytes(): Uint8Array;
  /** As java.io.DataOutput#writeUTF writes it; letters beyond ASCII are told apart, not shown right. */
  text(): string;
  isAtEnd(): boolean;
}

/** Throws BadKeyStore where the bytes end too early. */
function createReader(bytes: Buffer): Reader {
  let at = 0;
  const take = (count: number): number => {
    const from = at;
    if (from + count > bytes.length) throw damaged();
    at += count;
    return from;
  };
  const uint32 = (): number => bytes.readUInt32BE(take(4));
  const range = (count: number): Buffer => {
    const from = take(count);
    return bytes.subarray(from, from + count);
  };
  return {
    uint32,
    skip: (count) => void take(count),
    bytes: () => range(uint32()),
    text: () => range(bytes.readUInt16BE(take(2))).toString('utf8'),
    isAtEnd: () => at === bytes.length,
  };
}
