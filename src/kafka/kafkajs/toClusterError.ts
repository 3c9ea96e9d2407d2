/** kafkajs's, Node's and the broker's errors in our vocabulary: the one place that reads their words. */
import type { ClusterError } from '../clusterError.js';
import type { ConnectionSettings } from '../connectionSettings.js';
import { tooLongCode } from './answerLimits.js';
import { NotSigned } from './awsMskIam.js';
import type { BrokerLink } from './brokerLink.js';
import { certificateError } from './certificateError.js';
import { TokenRefused } from './oauthBearer.js';
import { TokenError } from './oauthToken.js';
import { ScramRefused } from './scram.js';
import type { Heard } from './watchedSocket.js';

export interface Attempt {
  /** `host:port`. */
  readonly address: string;
  readonly settings: ConnectionSettings;
  readonly heard: Readonly<Heard>;
  readonly stage: ReturnType<BrokerLink['stage']>;
}

/** What came of a try that failed. */
export function toClusterError(error: unknown, attempt: Attempt): ClusterError {
  if (error instanceof TokenError || error instanceof NotSigned) return error.clusterError;
  const { address, stage } = attempt;
  if (error instanceof TokenRefused) {
    return {
      kind: 'unauthenticated',
      message: `${address} did not let us in: it refused the token${error.status === undefined ? '' : ` (${error.status})`}.`,
      advice: 'Check what the token endpoint issues: audience, scope and signature.',
    };
  }
  if (error instanceof ScramRefused) {
    return {
      kind: 'unauthenticated',
      message: `${address} is not trusted with the password: ${error.message}.`,
      advice: 'A broker of Kafka does not do so: check the address, and who runs it.',
    };
  }
  const facts = factsOf(error);
  const { code, text } = facts;
  if (code === tooLongCode) return { kind: 'broken', message: `${address}: ${text}: no cluster needs as much.` };
  return (
    noWay(code, address) ??
    certificateError(code, text, address) ??
    refusedTls(text, code, attempt) ??
    notLetIn(facts, attempt) ??
    otherProtocol(attempt) ??
    (stage === 'used' || !isClosed(text, code)
      ? { kind: 'unavailable', message: isClosed(text, code) ? `${address} closed the connection.` : `${address}: ${text}.` }
      : closedAtFirst(attempt))
  );
}

/** What came of a try that took too long. */
export function toTimeout(seconds: number, attempt: Attempt): ClusterError {
  const { address, heard, stage, settings } = attempt;
  if (stage !== 'connecting') return { kind: 'timeout', message: `${address} did not answer within ${seconds} s.` };
  if (!heard.accepted) {
    return {
      kind: 'unreachable',
      message: `${address} does not answer: no connection within ${seconds} s.`,
      advice: 'Check host and port; a firewall or a missing VPN looks like this.',
    };
  }
  return {
    kind: 'timeout',
    message: `${address} accepts connections and does not answer (${seconds} s).`,
    advice: `Check that it is a Kafka listener${settings.tls === null ? ', and whether it wants TLS' : ', and that it speaks TLS'}.`,
  };
}

function noWay(code: string, address: string): ClusterError | undefined {
  switch (code) {
    case 'ECONNREFUSED':
      return { kind: 'unreachable', message: `Nothing listens on ${address}.`, advice: 'Check host and port, and that the broker runs.' };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        kind: 'unreachable',
        message: `The host of ${address} is not known.`,
        advice: 'Check the name, and that this machine can resolve it.',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'ETIMEDOUT':
      return {
        kind: 'unreachable',
        message: `There is no way to ${address} from this machine (${code}).`,
        advice: 'Check the network, a VPN or a firewall.',
      };
    default:
      return undefined;
  }
}

function refusedTls(text: string, code: string, { address, settings }: Attempt): ClusterError | undefined {
  if (settings.tls === null) return undefined;
  const words = `${text} ${code}`;
  if (/alert (?:bad certificate|certificate|handshake failure|unknown ca|access denied)|ALERT_(?:BAD_)?CERTIFICATE/i.test(words)) {
    return settings.tls.client === null
      ? {
          kind: 'certificate',
          message: `${address} wants a client certificate, and the connection has none.`,
          advice: 'Give a certificate that the broker trusts, with its key.',
        }
      : {
          kind: 'certificate',
          message: `${address} did not accept our client certificate.`,
          advice: 'It has to be signed by an authority that the broker trusts, and be in date.',
        };
  }
  if (/alert protocol version|unsupported protocol|no protocols available/i.test(words)) {
    return { kind: 'wrongProtocol', message: `${address} speaks no version of TLS that is spoken here (1.2 or later).` };
  }
  if (/wrong version number|packet length too long|unknown protocol|record layer|http request|unexpected message/i.test(words)) {
    return {
      kind: 'wrongProtocol',
      message: `${address} does not speak TLS, and the connection asks for it.`,
      advice: 'Switch TLS off (PLAINTEXT or SASL_PLAINTEXT), or take the port of the TLS listener.',
    };
  }
  return undefined;
}

function notLetIn({ name, type, text }: Facts, { address, settings: { sasl } }: Attempt): ClusterError | undefined {
  const mechanism = sasl?.mechanism ?? 'no mechanism';
  if (type === 'UNSUPPORTED_SASL_MECHANISM' || /mechanism is not supported/i.test(text)) {
    return {
      kind: 'unauthenticated',
      message: `${address} does not offer the mechanism ${mechanism}.`,
      advice: 'Take one that is in its sasl.enabled.mechanisms.',
    };
  }
  if (type === 'ILLEGAL_SASL_STATE') {
    return {
      kind: 'wrongProtocol',
      message: `${address} takes no user: its listener is without SASL.`,
      advice: 'Switch authentication off (PLAINTEXT or SSL), or take the port of a SASL listener.',
    };
  }
  if (name === 'KafkaJSSASLAuthenticationError' || type === 'SASL_AUTHENTICATION_FAILED') {
    const who = sasl !== null && 'username' in sasl ? ` as ${sasl.username}` : '';
    return {
      kind: 'unauthenticated',
      message: `${address} did not let us in${who} by ${mechanism}.`,
      advice: adviceOf[sasl?.mechanism ?? ''] ?? 'Check user name and password.',
    };
  }
  return undefined;
}

const adviceOf: Readonly<Record<string, string>> = {
  OAUTHBEARER: 'Check what the token endpoint issues.',
  AWS_MSK_IAM: 'Check that the keys have not expired, their policy (kafka-cluster:Connect), and the clock of this machine.',
};

/** By what was heard first: TLS alerts begin with 0x15, everything else that is no length of an answer is another protocol. */
function otherProtocol({ address, heard: { first } }: Attempt): ClusterError | undefined {
  if (first[0] === 0x15 && first[1] === 0x03) return wantsTls(address);
  if (first.toString('latin1', 0, 5) === 'HTTP/') {
    return {
      kind: 'wrongProtocol',
      message: `${address} is a web server (it answers in HTTP), not a Kafka broker.`,
      advice: 'Take the port of a Kafka listener, often 9092.',
    };
  }
  if (first.length >= 4 && first[0]! >= 0x10) {
    return {
      kind: 'wrongProtocol',
      message: `${address} does not speak Kafka's protocol.`,
      advice: 'Check that it is a Kafka listener.',
    };
  }
  return undefined;
}

const wantsTls = (address: string): ClusterError => ({
  kind: 'wrongProtocol',
  message: `${address} speaks TLS, and the connection is plain text.`,
  advice: 'Switch TLS on (SSL or SASL_SSL), or take the port of the plain text listener.',
});

function closedAtFirst({ address, settings: { tls, sasl }, heard }: Attempt): ClusterError {
  if (!heard.secured) {
    return {
      kind: 'wrongProtocol',
      message: `${address} closed the connection during the TLS handshake.`,
      advice: 'It probably expects plain text (PLAINTEXT or SASL_PLAINTEXT): switch TLS off, or take the port of the TLS listener.',
    };
  }
  const spoken = `${tls === null ? 'plain text' : 'TLS'}${sasl === null ? ' without authentication' : ''}`;
  const expected = [
    tls === null ? 'TLS' : 'plain text',
    ...(sasl === null ? ['authentication (SASL)'] : []),
    ...(tls !== null && tls.client === null ? ['a client certificate'] : []),
  ];
  return {
    kind: 'wrongProtocol',
    message: `${address} closed the connection at our first request, which was in ${spoken}.`,
    advice: `Check whether this listener expects ${expected.join(' or ')}.`,
  };
}

const isClosed = (text: string, code: string): boolean =>
  /Closed connection|Connection closed|Not connected|socket hang up|socket disconnected/i.test(text) ||
  code === 'ECONNRESET' ||
  code === 'EPIPE';

interface Facts {
  readonly text: string;
  readonly code: string;
  readonly name: string;
  readonly type: string;
}

function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { text: String(error), code: '', name: '', type: '' };
  const { code, type } = error as { code?: unknown; type?: unknown };
  return {
    text: error.message.replace(/^Connection error: /, '').replace(/\.$/, ''),
    code: typeof code === 'string' ? code : '',
    name: error.name,
    type: typeof type === 'string' ? type : '',
  };
}
