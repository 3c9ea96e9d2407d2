/** kafkajs's, Node's and the token endpoint's errors in our vocabulary: the one place that reads their words. */
import type { ClusterError } from '../clusterError.js';
import type { ConnectionSettings } from '../connectionSettings.js';
import { TokenError } from './oauthToken.js';

const certificateCodes =
  /CERT_|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|ERR_TLS_CERT_ALTNAME_INVALID|certificate has expired|self[- ]signed|unable to (?:verify|get)|does not match certificate|Hostname\/IP/i;

export function toClusterError(error: unknown, address: string, settings: ConnectionSettings): ClusterError {
  if (error instanceof TokenError) {
    return {
      kind: 'unauthenticated',
      message: `No token: ${error.message}.`,
      advice: 'Check the token endpoint, the client id and its secret.',
    };
  }
  const { text, code, name, type } = factsOf(error);
  const tls = settings.tls !== null;
  if (code === 'ECONNREFUSED') {
    return { kind: 'unreachable', message: `Nothing listens on ${address}.`, advice: 'Check host and port, and that the broker runs.' };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      kind: 'unreachable',
      message: `The host of ${address} is not known.`,
      advice: 'Check the name, and that this machine can resolve it.',
    };
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL') {
    return {
      kind: 'unreachable',
      message: `There is no way to ${address} from this machine (${code}).`,
      advice: 'Check the network, a VPN or a firewall.',
    };
  }
  if (certificateCodes.test(`${code} ${text}`)) return badCertificate(text, address);
  if (/wrong version number|packet length too long|unknown protocol|record layer/i.test(text)) {
    return {
      kind: 'wrongProtocol',
      message: `${address} does not speak TLS, and the connection asks for it.`,
      advice: 'Take SASL_PLAINTEXT or PLAINTEXT instead, or the port of the TLS listener.',
    };
  }
  if (
    /alert (?:bad certificate|certificate required|handshake failure|unknown ca|certificate unknown)|CERTIFICATE_REQUIRED|BAD_CERTIFICATE/i.test(
      `${text} ${code}`,
    )
  ) {
    return {
      kind: 'certificate',
      message: `${address} did not accept our certificate${settings.tls?.client === null ? ': it wants one, and the connection has none' : ''}.`,
      advice: 'Give a client certificate that the broker trusts, with its key.',
    };
  }
  if (name === 'KafkaJSSASLAuthenticationError' || type === 'SASL_AUTHENTICATION_FAILED' || /SASL|authentication/i.test(text)) {
    const who = settings.sasl !== null && settings.sasl.mechanism !== 'OAUTHBEARER' ? ` as ${settings.sasl.username}` : '';
    const offered = /mechanism/i.test(text) ? `: ${text}` : '';
    return {
      kind: 'unauthenticated',
      message: `${address} did not let us in${who} by ${settings.sasl?.mechanism ?? 'no mechanism'}${offered}.`,
      advice: 'Check mechanism, user name and password.',
    };
  }
  if (/timed? ?out|Timeout/i.test(`${text} ${name} ${code}`)) {
    return {
      kind: 'timeout',
      message: `${address} accepts connections and does not answer.`,
      advice: `Check that it is a Kafka listener${tls ? '' : ', and whether it wants TLS'}.`,
    };
  }
  if (/Closed connection|Connection closed|ECONNRESET|EPIPE|socket hang up|socket disconnected/i.test(`${text} ${code}`)) {
    const expected = tls ? 'TLS' : 'plain text';
    return {
      kind: 'wrongProtocol',
      message: `${address} closed the connection at our first request.`,
      advice: `We spoke ${expected}${settings.sasl === null ? ' without authentication' : ''}: check whether this listener expects ${tls ? 'plain text' : 'TLS'}${settings.sasl === null ? ' or SASL' : ''}.`,
    };
  }
  return { kind: 'unavailable', message: `${address}: ${text}.` };
}

function badCertificate(text: string, address: string): ClusterError {
  if (/expired/i.test(text)) {
    return { kind: 'certificate', message: `The certificate of ${address} has expired.`, advice: 'The broker needs a new one.' };
  }
  if (/altname|does not match|Hostname/i.test(text)) {
    return {
      kind: 'certificate',
      message: `The certificate of ${address} is for another host.`,
      advice: 'Connect by a name that is in the certificate, or switch off the check of host names.',
    };
  }
  return {
    kind: 'certificate',
    message: `The certificate of ${address} is not trusted.`,
    advice: "Give the certificate authority that signed it (PEM), such as the one of the brokers' key store.",
  };
}

function factsOf(error: unknown): { readonly text: string; readonly code: string; readonly name: string; readonly type: string } {
  if (!(error instanceof Error)) return { text: String(error), code: '', name: '', type: '' };
  const { code, type } = error as { code?: unknown; type?: unknown };
  return {
    text: error.message.replace(/^Connection error: /, '').replace(/\.$/, ''),
    code: typeof code === 'string' ? code : '',
    name: error.name,
    type: typeof type === 'string' ? type : '',
  };
}
