/** SCRAM (RFC 5802) over kafkajs: its own computes as many iterations as a broker asks for, in threads that all of the process shares. */
import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { say, type SaslExchange } from './saslExchange.js';

export interface ScramSettings {
  readonly mechanism: 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: string;
}

/** The broker is none that knows the user, or asks for what no broker does. Says why. */
export class ScramRefused extends Error {}

/** Kafka's own are 4,096 and more, OWASP's advice 600,000; a million take a second. */
const leastIterations = 4_096;
const mostIterations = 1_000_000;
/** Of a broker's message, and of the salt in it: Kafka's have some dozens of bytes. */
const longestMessage = 4_096;
const longestSalt = 1_024;

const header = 'n,,';
const derive = promisify(pbkdf2);

/** What kafkajs takes as `authenticationProvider`. */
export function createScram({
  mechanism,
  username,
  password,
}: ScramSettings): (exchange: SaslExchange) => { authenticate(): Promise<void> } {
  const digest = mechanism === 'SCRAM-SHA-256' ? 'sha256' : 'sha512';
  const keyBytes = mechanism === 'SCRAM-SHA-256' ? 32 : 64;
  const hmac = (key: Uint8Array, text: string): Buffer => createHmac(digest, key).update(text).digest();
  return (exchange) => ({
    async authenticate() {
      const nonce = randomBytes(24).toString('base64');
      const first = `n=${username.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
      const challenge = await say(exchange, `${header}${first}`);
      const { salt, iterations, serverNonce } = readChallenge(challenge, nonce);
      const salted = await derive(password, salt, iterations, keyBytes, digest);
      const final = `c=${Buffer.from(header).toString('base64')},r=${serverNonce}`;
      const all = `${first},${challenge},${final}`;
      const clientKey = hmac(salted, 'Client Key');
      const signature = hmac(createHash(digest).update(clientKey).digest(), all);
      const proof = clientKey.map((byte, i) => byte ^ signature[i]!);
      const verdict = fieldsOf(await say(exchange, `${final},p=${Buffer.from(proof).toString('base64')}`));
      const proven = Buffer.from(verdict.get('v') ?? '', 'base64');
      const expected = hmac(hmac(salted, 'Server Key'), all);
      if (proven.length !== expected.length || !timingSafeEqual(proven, expected))
        throw new ScramRefused('it does not know the password itself');
    },
  });
}

function readChallenge(text: string, nonce: string): { readonly salt: Buffer; readonly iterations: number; readonly serverNonce: string } {
  const fields = fieldsOf(text);
  const serverNonce = fields.get('r') ?? '';
  if (!serverNonce.startsWith(nonce) || serverNonce.length === nonce.length)
    throw new ScramRefused('it answers to another message than ours');
  const salt = Buffer.from(fields.get('s') ?? '', 'base64');
  if (salt.length === 0 || salt.length > longestSalt) throw new ScramRefused(`it sends a salt of ${salt.length} bytes`);
  const asked = fields.get('i') ?? '';
  const iterations = /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
  if (iterations < leastIterations) throw new ScramRefused(`it asks for fewer than ${leastIterations} iterations`);
  if (iterations > mostIterations)
    throw new ScramRefused(`it asks for ${iterations} iterations, and more than ${mostIterations} are not computed`);
  return { salt, iterations, serverNonce };
}

/** By their letters. An error of the broker's, or what we would have to know and do not, is thrown. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  if (text.length > longestMessage) throw new ScramRefused(`it sends a message of ${text.length} characters`);
  const fields = new Map(text.split(',').map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]));
  if (fields.has('e'))
    throw new ScramRefused(
      `it says ${fields
        .get('e')!
        .replaceAll(/[^\w -]/g, '')
        .slice(0, 80)}`,
    );
  if (fields.has('m')) throw new ScramRefused('it asks for an extension that is not known here');
  return fields;
}
