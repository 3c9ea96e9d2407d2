/** Damaged PKCS#12 files and keys: they are opened, or refused in words. */
import { checkPrivateKeys } from '../../../src/kafka/keyStores/privateKeys.js';
import { openPkcs12 } from '../../../src/kafka/keyStores/pkcs12.js';
import { rc2Of128BitsStore, rc2Store, tripleDesStore } from '../support/oldStores.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { createWireBytes } from './randomBytes.js';

export const keyStores: FuzzTarget = {
  name: 'keyStores',
  prepare() {
    const stores = [rc2Store, rc2Of128BitsStore, tripleDesStore].map((base64) => Buffer.from(base64, 'base64'));
    return (random) => {
      const { number, pick, bytes, damaged } = createWireBytes(random);
      const input = number(9) === 0 ? bytes(number(60)) : damaged(Buffer.from(pick(stores)));
      const base64 = input.toString('base64');
      return {
        input: base64,
        run() {
          const opened = openPkcs12(input, pick(['geheim', 'other', null]), 'compare');
          if (!opened.ok && opened.error === '') throw new Error('no reason is told');
          checkPrivateKeys(`-----BEGIN ENCRYPTED PRIVATE KEY-----\n${base64}\n-----END ENCRYPTED PRIVATE KEY-----\n`);
        },
      };
    };
  },
};
