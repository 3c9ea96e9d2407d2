/** TLS settings as Node takes them. */
import { X509Certificate } from 'node:crypto';
import { createSecureContext, type ConnectionOptions } from 'node:tls';
import { fail, succeed } from '../../base/result.js';
import type { ClusterResult } from '../clusterError.js';
import type { ClientCertificate, TlsSettings } from '../connectionSettings.js';
import { wrongPassword } from '../keyStores/badKeyStore.js';
import { openPkcs12 } from '../keyStores/pkcs12.js';
import { checkPrivateKeys } from '../keyStores/privateKeys.js';

/**
 * Fails as `badSettings` where a certificate or key cannot be read, or asks for too much. Passwords are hashed here, once, and not
 * again for each connection.
 */
export function toTlsOptions({ authorities, client, checkHostName }: TlsSettings): ClusterResult<ConnectionOptions> {
  for (const authority of authorities) {
    const blocks = authority.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length === 0 || !blocks.every(isCertificate)) {
      return fail({
        kind: 'badSettings',
        message: 'A certificate authority of the connection is not a certificate in PEM form.',
        advice: 'Give a file with -----BEGIN CERTIFICATE-----.',
      });
    }
  }
  const problem = client === null ? undefined : problemOf(client);
  if (problem !== undefined) return unusable(problem);
  const options = {
    ...(authorities.length === 0 ? {} : { ca: [...authorities] }),
    ...(client?.form === 'pem' ? { cert: client.certificate, key: client.key } : {}),
    ...(client?.form === 'pkcs12' ? { pfx: Buffer.from(client.base64, 'base64') } : {}),
    ...(client === null || client.password === null ? {} : { passphrase: client.password }),
    ...(checkHostName ? {} : { checkServerIdentity: () => undefined }),
  };
  try {
    return succeed({ ...options, secureContext: createSecureContext(options) });
  } catch (error) {
    return unusable(reasonOf(error instanceof Error ? error.message : String(error)));
  }
}

function unusable(reason: string): ClusterResult<never> {
  return fail({
    kind: 'badSettings',
    message: `The client certificate of the connection cannot be used: ${reason}.`,
    advice: 'Check the files of the certificate and its key, and the password.',
  });
}

/** What OpenSSL would not see, or would compute for hours. */
function problemOf(client: ClientCertificate): string | undefined {
  const checked =
    client.form === 'pem' ? checkPrivateKeys(client.key) : openPkcs12(Buffer.from(client.base64, 'base64'), client.password, 'leave');
  if (checked.ok) return undefined;
  if (client.form === 'pem') return `its key (ssl.keystore.key, ssl.keystore.location or keyFile) is refused: ${checked.error}`;
  return checked.error === wrongPassword
    ? 'the password does not open the PKCS#12 file'
    : `the PKCS#12 file (ssl.keystore.location or pkcs12File) is refused: ${checked.error}`;
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== undefined;
  } catch {
    return false; // says so in words of OpenSSL that help nobody
  }
}

/** OpenSSL's words in ours, where they are known. */
function reasonOf(text: string): string {
  if (/mac verify failure/i.test(text)) return 'the password does not open the PKCS#12 file';
  if (/bad decrypt|bad password|interrupted or cancelled|maybe wrong password/i.test(text)) return 'the password does not open the key';
  if (/Unsupported PKCS12/i.test(text))
    return 'the PKCS#12 file is encrypted in a way that is no longer supported; export it anew with a current keytool or openssl';
  if (/key values mismatch/i.test(text)) return 'certificate and key do not belong together';
  if (/no start line|PEM/i.test(text)) return 'certificate or key is not in PEM form';
  if (/wrong tag|not enough data|asn1|too long|header too long/i.test(text)) return 'it is not a PKCS#12 file';
  return text.replace(/^error:[0-9A-F]+:/i, '');
}
