/** The checksum of a PKCS#12 file, by which it shows under its password that nobody else changed it (RFC 7292 4, RFC 9579). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { countOf, nameOf, octetsOf, partsOf, type Asn1 } from './asn1.js';
import { BadKeyStore } from './badKeyStore.js';
import { hmacs, readDerivation } from './keyEncryption.js';
import { createPkcs12Key } from './pkcs12Key.js';

export interface Seal {
  /** How often the password is hashed for it. */
  readonly iterations: number;
  isRight(content: Uint8Array, password: string): boolean;
}

const pbmac1 = '2a864886f70d01050e';
/** Name and length of the digest, in bytes. */
const digests: ReadonlyMap<string, readonly [name: string, length: number]> = new Map([
  ['2b0e03021a', ['sha1', 20]],
  ['608648016503040201', ['sha256', 32]],
  ['608648016503040202', ['sha384', 48]],
  ['608648016503040203', ['sha512', 64]],
  ['608648016503040204', ['sha224', 28]],
  ['2a864886f70d0205', ['md5', 16]],
]);

/** Of a MacData, which without a number has one iteration. Throws BadKeyStore where its cost is not known. */
export function readSeal(macData: Asn1): Seal {
  const [digestInfo, salt, count] = partsOf(macData);
  const [algorithm, checksum] = partsOf(digestInfo);
  const [name, parameters] = partsOf(algorithm);
  const isRight = (digest: string, key: Uint8Array, content: Uint8Array): boolean => {
    const [asked, made] = [octetsOf(checksum), createHmac(digest, key).update(content).digest()];
    return asked.length === made.length && timingSafeEqual(asked, made);
  };
  if (nameOf(name) === pbmac1) {
    const [derivation, hmac] = partsOf(parameters);
    const { iterations, derive } = readDerivation(derivation);
    const digest = hmacs.get(nameOf(partsOf(hmac)[0])) ?? unknownSeal();
    const length = countOf(partsOf(partsOf(derivation)[1])[2]);
    if (length > 64) unknownSeal();
    return { iterations, isRight: (content, password) => isRight(digest, derive(password, length), content) };
  }
  const [digest, length] = digests.get(nameOf(name)) ?? unknownSeal();
  const iterations = count === undefined ? 1 : countOf(count);
  return {
    iterations,
    isRight: (content, password) => isRight(digest, createPkcs12Key(digest, password, octetsOf(salt), iterations)(3, length), content),
  };
}

function unknownSeal(): never {
  throw new BadKeyStore('its checksum is of a kind that is not supported; export it anew with a current keytool or openssl');
}
