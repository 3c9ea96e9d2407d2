/** Private keys, in PEM and in key stores: what they would cost whoever opens and uses them. */
import { fail, succeed, type Result } from '../../base/result.js';
import { partsOf, readAsn1 } from './asn1.js';
import { BadKeyStore, BrokenAsn1 } from './badKeyStore.js';
import { createIterationBudget } from './iterations.js';
import { readKeyEncryption } from './keyEncryption.js';

/** In bytes: an RSA key of 16,384 bits, with which a signature takes a second. */
const longestKey = 10 * 1024;

/** Throws BadKeyStore. */
export function checkKeyLength({ length }: { readonly length: number }): void {
  if (length > longestKey) throw new BadKeyStore(`it holds a key of ${length} bytes, and ${longestKey} are the most`);
}

/** Of all that OpenSSL may take for a private key in a PEM text. An error is in words that follow its name and a colon. */
export function checkPrivateKeys(text: string): Result<void, string> {
  try {
    // No other name is taken for an encrypted key, and none with the headers that older ones have.
    for (const [, isEncrypted, base64 = ''] of text.matchAll(/-----BEGIN (ENCRYPTED )?[A-Z ]*PRIVATE KEY-----([^-]*)/g)) {
      const key = Buffer.from(base64, 'base64');
      checkKeyLength(key);
      if (isEncrypted !== undefined) createIterationBudget().take(readKeyEncryption(partsOf(readAsn1(key))[0]).iterations);
    }
    return succeed(undefined);
  } catch (error) {
    if (error instanceof BadKeyStore) return fail(error.message);
    if (error instanceof BrokenAsn1) return fail('its encrypted key is damaged');
    throw error;
  }
}
