/** PKCS#12 (RFC 7292): what Java and OpenSSL write, opened within bounds. */
import { fail, succeed, type Result } from '../../base/result.js';
import { nameOf, octetsOf, partsOf, readAsn1, type Asn1 } from './asn1.js';
import { BadKeyStore, BrokenAsn1, wrongPassword } from './badKeyStore.js';
import { createIterationBudget, type IterationBudget } from './iterations.js';
import { readKeyEncryption } from './keyEncryption.js';
import { readSeal } from './pkcs12Seal.js';
import { checkKeyLength } from './privateKeys.js';

/** Certificates, keys and whatever else lies in a store. A JDK's own trust store has about 150. */
const mostBags = 2_000;

const names = {
  data: '2a864886f70d010701',
  encryptedData: '2a864886f70d010706',
  keyBag: '2a864886f70d010c0a0101',
  encryptedKeyBag: '2a864886f70d010c0a0102',
  certificateBag: '2a864886f70d010c0a0103',
  nestedBags: '2a864886f70d010c0a0106',
  x509: '2a864886f70d01091601',
} as const;

/**
 * The certificates (DER), in the order of the file. Looks at everything that whoever opens the file for its key would compute, before
 * it is computed; keys stay encrypted. `seal`: whether the checksum, which shows that nobody else changed the file, is compared, too,
 * where there is one. An error says why the file is not opened, in words that follow its name and a colon.
 */
export function openPkcs12(bytes: Uint8Array, password: string | null, seal: 'compare' | 'leave'): Result<readonly Uint8Array[], string> {
  try {
    return succeed(readStore(bytes, password ?? '', seal === 'compare'));
  } catch (error) {
    if (error instanceof BadKeyStore) return fail(error.message);
    if (error instanceof BrokenAsn1) return fail('it is not a PKCS#12 file');
    throw error;
  }
}

interface Opening {
  readonly password: string;
  readonly budget: IterationBudget;
  readonly certificates: Uint8Array[];
  bags: number;
}

function readStore(bytes: Uint8Array, password: string, isCompared: boolean): readonly Uint8Array[] {
  const [, content, macData] = partsOf(readAsn1(bytes));
  const opening: Opening = { password, budget: createIterationBudget(), certificates: [], bags: 0 };
  const seal = macData === undefined ? undefined : readSeal(macData);
  if (seal !== undefined) opening.budget.take(seal.iterations);
  const [kind, tagged] = partsOf(content);
  if (nameOf(kind) !== names.data) throw new BadKeyStore('it is sealed by a certificate instead of a password, which is not supported');
  const sealed = octetsOf(partsOf(tagged)[0]);
  const parts = partsOf(readAsn1(sealed)).map((part) => readPart(part, opening));
  for (const openBags of parts) readBags(openBags(), opening);
  if (isCompared && seal?.isRight(sealed, password) === false) throw new BadKeyStore(wrongPassword);
  return opening.certificates;
}

/** Of a ContentInfo: its bags are opened once it is known what all others cost. */
function readPart(part: Asn1, { password, budget }: Opening): () => Asn1 {
  const [kind, tagged] = partsOf(part);
  const [content] = partsOf(tagged);
  if (nameOf(kind) === names.data) return () => readAsn1(octetsOf(content));
  if (nameOf(kind) !== names.encryptedData)
    throw new BadKeyStore('it is encrypted for a certificate instead of a password, which is not supported');
  const [, algorithm, bytes] = partsOf(partsOf(content)[1]);
  const encryption = readKeyEncryption(algorithm);
  budget.take(encryption.iterations);
  return () => {
    const plain = encryption.decrypt(octetsOf(bytes), password);
    try {
      return readAsn1(plain);
    } catch (error) {
      // Of two hundred wrong passwords one leaves a padding that could be right.
      throw error instanceof BrokenAsn1 ? new BadKeyStore(wrongPassword) : error;
    }
  };
}

function readBags(bags: Asn1, opening: Opening): void {
  for (const bag of partsOf(bags)) {
    if (++opening.bags > mostBags) throw new BadKeyStore(`it holds more than ${mostBags} certificates and keys`);
    const [kind, tagged] = partsOf(bag);
    const [value] = partsOf(tagged);
    switch (nameOf(kind)) {
      case names.certificateBag: {
        const [form, certificate] = partsOf(value);
        if (nameOf(form) === names.x509) opening.certificates.push(octetsOf(partsOf(certificate)[0]));
        break;
      }
      case names.encryptedKeyBag: {
        const [algorithm, key] = partsOf(value);
        opening.budget.take(readKeyEncryption(algorithm).iterations);
        checkKeyLength(octetsOf(key));
        break;
      }
      case names.keyBag:
        checkKeyLength(octetsOf(partsOf(value)[2]));
        break;
      case names.nestedBags:
        if (value !== undefined) readBags(value, opening);
    }
  }
}
