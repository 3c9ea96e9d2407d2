/** Key stores and trust stores of Java clients, by their bytes as Java tells them (sun.security.util.KeyStoreDelegator): JKS, else PKCS#12. */
import { shortText } from '../../base/printable.js';
import { fail, succeed, type Result } from '../../base/result.js';
import type { ClientCertificate } from '../connectionSettings.js';
import { isJks, openJks } from '../keyStores/jks.js';
import { openPkcs12 } from '../keyStores/pkcs12.js';

/** PEM texts of every certificate that the file makes trusted; an error says in words why there is none. */
export function readTrustedCertificates(bytes: Uint8Array, password: string | null): Result<readonly string[], string> {
  const opened = isJks(bytes) ? trustedOfJks(bytes, password) : openPkcs12(bytes, password, 'compare');
  if (!opened.ok) return opened;
  return opened.value.length === 0 ? fail('it holds no certificate') : succeed(opened.value.map((one) => toPem('CERTIFICATE', one)));
}

function trustedOfJks(bytes: Uint8Array, password: string | null): Result<readonly Uint8Array[], string> {
  const opened = openJks(bytes, password);
  return opened.ok ? succeed(opened.value.trusted) : opened;
}

/** `keyPassword` null: as the store's. PKCS#12 is handed on as it is: what it asks for is looked at where it is used. */
export function readClientKeyStore(
  bytes: Uint8Array,
  storePassword: string | null,
  keyPassword: string | null,
): Result<ClientCertificate, string> {
  const password = keyPassword ?? storePassword;
  if (!isJks(bytes)) return succeed({ form: 'pkcs12', base64: Buffer.from(bytes).toString('base64'), password });
  const opened = openJks(bytes, storePassword);
  if (!opened.ok) return opened;
  const [key, ...others] = opened.value.keys;
  if (key === undefined) return fail('it holds no private key');
  if (others.length > 0) {
    const aliases = opened.value.keys.slice(0, 5).map(({ alias }) => shortText(alias, 60));
    return fail(`it holds ${opened.value.keys.length} private keys (${aliases.join(', ')}), and which of them is meant cannot be told`);
  }
  const plain = key.open(password ?? '');
  if (!plain.ok) return plain;
  const certificate = key.chain.map((one) => toPem('CERTIFICATE', one)).join('');
  return succeed({ form: 'pem', certificate, key: toPem('PRIVATE KEY', plain.value), password: null });
}

function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
