/** Certificates of a PKCS#12 trust store, as `keytool` makes them: Node.js itself opens only those that hold a key. */
import { fail, succeed, type Result } from '../../base/result.js';
import { openPkcs12 } from '../keyStores/pkcs12.js';

/** PEM texts of every certificate in the file; an error says in words why it cannot be opened. */
export function readTrustedCertificates(bytes: Uint8Array, password: string | null): Result<readonly string[], string> {
  const opened = openPkcs12(bytes, password, 'compare');
  if (!opened.ok) return opened;
  return opened.value.length === 0 ? fail('it holds no certificate') : succeed(opened.value.map(toPem));
}

function toPem(certificate: Uint8Array): string {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
