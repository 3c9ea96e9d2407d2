/** TLS settings as Node takes them. */
import { X509Certificate } from 'node:crypto';
import { createSecureContext, type ConnectionOptions } from 'node:tls';
import { fail, succeed } from '../../base/result.js';
import type { ClusterResult } from '../clusterError.js';
import type { TlsSettings } from '../connectionSettings.js';

/** Fails as `badSettings` where a certificate or key cannot be read. */
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
  const options = {
    ...(authorities.length === 0 ? {} : { ca: [...authorities] }),
    ...(client?.form === 'pem' ? { cert: client.certificate, key: client.key } : {}),
    ...(client?.form === 'pkcs12' ? { pfx: Buffer.from(client.base64, 'base64') } : {}),
    ...(client === null || client.password === null ? {} : { passphrase: client.password }),
    ...(checkHostName ? {} : { checkServerIdentity: () => undefined }),
  };
  try {
    createSecureContext(options);
  } catch (error) {
    return fail({
      kind: 'badSettings',
      message: `The client certificate of the connection cannot be used: ${reasonOf(error instanceof Error ? error.message : String(error))}.`,
      advice: 'Check the files of the certificate and its key, and the password.',
    });
  }
  return succeed(options);
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
