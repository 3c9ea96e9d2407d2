/** A client's .properties: a connection, or one message that names what is wrong and none of the secrets. */
import { parseClientProperties } from '../../../src/kafka/settings/clientProperties.js';
import { mutate, type Random } from '../../robustness/mutations.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick, randomBytes } from './randomBytes.js';
import { oneFile } from '../../support/settingsFiles.js';

const secret = 'S3CR3T';
const plain = [
  'bootstrap.servers=h:1,[::1]:2',
  'security.protocol=SASL_SSL',
  'security.protocol=SSL',
  'sasl.mechanism=PLAIN',
  'sasl.mechanism=OAUTHBEARER',
  'sasl.mechanism=SCRAM-SHA-512',
  'ssl.truststore.location=trust.p12',
  'ssl.keystore.location=key.p12',
  'ssl.endpoint.identification.algorithm=',
  'schema.registry.ssl.truststore.location=${HOME}/trust.p12',
  'x=${',
];
const withSecrets = [
  `sasl.jaas.config=x required username="a" password="${secret}";`,
  `sasl.jaas.config=x required clientId="a" clientSecret="${secret}" scope=b;`,
  `sasl.oauthbearer.token.endpoint.url=https://a:${secret}@h/token`,
  `sasl.oauthbearer.token.endpoint.url=https://h/token?client_secret=${secret}`,
  `ssl.truststore.password=${secret}`,
  `ssl.key.password=${secret}`,
  `ssl.keystore.key=-----BEGIN PRIVATE KEY----- ${secret}`,
  `schema.registry.url=http://a:${secret}@h:8081`,
  `basic.auth.user.info=a:${secret}`,
  `bearer.auth.token=${secret}`,
];

/** Damage is done to what holds no secret: it would put one where people are shown what stands there. */
const textOf = (random: Random): string => {
  const some = (lines: readonly string[]): string => Array.from({ length: below(random, 7) }, () => pick(random, lines)).join('\n');
  const honest = some(plain);
  return `${random() < 0.5 ? honest : mutate(honest, random)}\n${some(withSecrets)}`;
};

export const clientProperties: FuzzTarget = {
  name: 'client properties',
  prepare: () => (random) => {
    const text = textOf(random);
    const file = pick(random, [
      undefined,
      Buffer.from('feedfeed00', 'hex'),
      randomBytes(random),
      Buffer.from('-----BEGIN CERTIFICATE-----'),
    ]);
    return {
      input: JSON.stringify([text, file?.toString('hex')]),
      async run() {
        const read = await parseClientProperties(text, random() < 0.5 ? ['h:1'] : [], {
          readFile: oneFile(file),
          variable: (name) => (name === 'HOME' ? '/home' : undefined),
        });
        if (read.ok) return;
        const { kind, message, advice } = read.error;
        if (kind !== 'badSettings') throw new Error(`it fails as ${kind}`);
        if (message === '' || message.length > 400 || message.includes('\n')) throw new Error(`the message is ${JSON.stringify(message)}`);
        if (`${message} ${advice ?? ''}`.includes(secret)) throw new Error(`the secret is in: ${message} ${advice ?? ''}`);
      },
    };
  },
};
