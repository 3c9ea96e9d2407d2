/** Why Node did not accept the certificate of the other side. */
import type { ClusterError } from '../clusterError.js';

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
]);

/** undefined: the error is about something else. `code` and `text` are Node's. */
export function certificateError(code: string, text: string, whose: string): ClusterError | undefined {
  if (code === 'CERT_HAS_EXPIRED') {
    return {
      kind: 'certificate',
      message: `The certificate of ${whose} has expired, or that of an authority above it.`,
      advice: 'It has to be renewed there; check also the clock of this machine.',
    };
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return {
      kind: 'certificate',
      message: `The certificate of ${whose} is not valid yet.`,
      advice: 'Check the clock of this machine.',
    };
  }
  if (code === 'CERT_REVOKED') return { kind: 'certificate', message: `The certificate of ${whose} was revoked.` };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = /list: ([\w:*.,\- ]{1,300})/.exec(text)?.[1]?.trim();
    return {
      kind: 'certificate',
      message: `The certificate of ${whose} is for another host${names === undefined || names === '' ? '' : `: ${names}`}.`,
      advice: 'Connect by a name that is in the certificate, or switch off the check of host names.',
    };
  }
  if (!untrusted.has(code)) return undefined;
  return {
    kind: 'certificate',
    message: `The certificate of ${whose} is not trusted (${code}).`,
    advice: 'Give the certificate of the authority that signed it, in PEM.',
  };
}
