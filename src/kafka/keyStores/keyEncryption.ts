/** Encryption under a password, as key stores name it (RFC 7292 B and C, RFC 8018, RFC 7914): what it costs is known before it is paid. */
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { countOf, nameOf, octetsOf, partsOf, tags, type Asn1 } from './asn1.js';
import { createPkcs12Key, type Pkcs12Key } from './pkcs12Key.js';
import { BadKeyStore, wrongPassword } from './badKeyStore.js';
import { decryptRc2 } from './rc2.js';

export interface KeyEncryption {
  /** How often the password is hashed for its key, of scrypt what costs about as much. */
  readonly iterations: number;
  /** Throws BadKeyStore: with another password, or where the cipher is not known. */
  decrypt(bytes: Uint8Array, password: string): Uint8Array;
}

const pkcs5 = '2a864886f70d0105';
const pbes2 = `${pkcs5}0d`;
const pbkdf2 = `${pkcs5}0c`;
const scrypt = '2b06010401da47040b';
const pkcs12 = '2a864886f70d010c01';

/** Of an AlgorithmIdentifier. Throws BadKeyStore where the cost is not known. */
export function readKeyEncryption(algorithm: Asn1 | undefined): KeyEncryption {
  const [name, parameters] = partsOf(algorithm);
  const scheme = nameOf(name);
  if (scheme === pbes2) return readPbes2(parameters);
  if (!scheme.startsWith(pkcs12) && !scheme.startsWith(pkcs5)) throw unknownScheme();
  const [salt, iterations] = partsOf(parameters);
  return {
    iterations: countOf(iterations),
    decrypt: (bytes, password) => decryptPkcs12(scheme, bytes, createPkcs12Key('sha1', password, octetsOf(salt), countOf(iterations))),
  };
}

const unknownScheme = (): BadKeyStore =>
  new BadKeyStore('it is encrypted in a way that is not supported; export it anew with a current keytool or openssl');

/** By the name of the HMAC. */
export const hmacs: ReadonlyMap<string, string> = new Map([
  ['2a864886f70d0207', 'sha1'],
  ['2a864886f70d0208', 'sha224'],
  ['2a864886f70d0209', 'sha256'],
  ['2a864886f70d020a', 'sha384'],
  ['2a864886f70d020b', 'sha512'],
]);

interface Cipher {
  readonly name: string;
  /** In bytes. */
  readonly keyLength: number;
}

const ciphers: ReadonlyMap<string, Cipher> = new Map([
  ['608648016503040102', { name: 'aes-128-cbc', keyLength: 16 }],
  ['608648016503040116', { name: 'aes-192-cbc', keyLength: 24 }],
  ['60864801650304012a', { name: 'aes-256-cbc', keyLength: 32 }],
  ['2a864886f70d0307', { name: 'des-ede3-cbc', keyLength: 24 }],
]);

function readPbes2(parameters: Asn1 | undefined): KeyEncryption {
  const [derivation, encryption] = partsOf(parameters);
  const { iterations, derive } = readDerivation(derivation);
  return {
    iterations,
    decrypt(bytes, password) {
      const [name, iv] = partsOf(encryption);
      const cipher = ciphers.get(nameOf(name));
      if (cipher === undefined) throw unknownScheme();
      return decipher(cipher.name, bytes, derive(password, cipher.keyLength), octetsOf(iv));
    },
  };
}

export interface KeyDerivation {
  /** As of KeyEncryption. */
  readonly iterations: number;
  /** Throws BadKeyStore where it is not known how. */
  derive(password: string, length: number): Buffer;
}

/** PBKDF2, and scrypt, which is known by its cost alone. Throws BadKeyStore where the cost is not known. */
export function readDerivation(algorithm: Asn1 | undefined): KeyDerivation {
  const [name, settings] = partsOf(algorithm);
  const kind = nameOf(name);
  const [salt, count, ...more] = partsOf(settings);
  if (kind === scrypt) {
    const [blockSize, parallel] = more;
    return {
      iterations: countOf(count) * countOf(blockSize) * countOf(parallel),
      derive() {
        throw unknownScheme();
      },
    };
  }
  if (kind !== pbkdf2) throw unknownScheme();
  const iterations = countOf(count);
  return {
    iterations,
    derive(password, length) {
      const hash = more.find(({ tag }) => tag === tags.sequence);
      const digest = hash === undefined ? 'sha1' : hmacs.get(nameOf(partsOf(hash)[0]));
      if (digest === undefined) throw unknownScheme();
      return pbkdf2Sync(password, octetsOf(salt), iterations, length, digest);
    },
  };
}

function decipher(cipher: string, bytes: Uint8Array, key: Uint8Array, iv: Uint8Array): Buffer {
  try {
    const decryption = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decryption.update(bytes), decryption.final()]);
  } catch {
    throw new BadKeyStore(wrongPassword); // the padding is wrong, in words of OpenSSL
  }
}

function decryptPkcs12(scheme: string, bytes: Uint8Array, key: Pkcs12Key): Uint8Array {
  switch (scheme.slice(pkcs12.length)) {
    case '03':
      return decipher('des-ede3-cbc', bytes, key(1, 24), key(2, 8));
    case '04':
      return decipher('des-ede-cbc', bytes, key(1, 16), key(2, 8));
    case '05':
      return decipherRc2(bytes, key(1, 16), key(2, 8));
    case '06':
      return decipherRc2(bytes, key(1, 5), key(2, 8));
    default:
      throw unknownScheme();
  }
}

function decipherRc2(bytes: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  const plain = decryptRc2(bytes, key, iv);
  if (plain === undefined) throw new BadKeyStore(wrongPassword);
  return plain;
}
