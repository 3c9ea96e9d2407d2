/** Certificates of a PKCS#12 trust store, as `keytool` makes them: Node.js itself opens only those that hold a key. */
import forge from 'node-forge';
import { fail, succeed, type Result } from '../../base/result.js';

/** PEM texts of every certificate in the file; an error says in words why it cannot be opened. */
export function readTrustedCertificates(bytes: Uint8Array, password: string | null): Result<readonly string[], string> {
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('latin1')));
    const store = forge.pkcs12.pkcs12FromAsn1(asn1, password ?? '');
    const bags = store.getBags({ bagType: forge.pki.oids['certBag']! })[forge.pki.oids['certBag']!] ?? [];
    const certificates = bags.map(({ cert, asn1: raw }) =>
      toPem(cert === undefined || cert === null ? raw : forge.pki.certificateToAsn1(cert)),
    );
    return certificates.length === 0 ? fail('it holds no certificate') : succeed(certificates);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return fail(/mac|password/i.test(text) ? 'the password does not open it' : 'it is not a PKCS#12 file');
  }
}

function toPem(certificate: forge.asn1.Asn1): string {
  return forge.pem.encode({ type: 'CERTIFICATE', body: forge.asn1.toDer(certificate).getBytes() });
}
