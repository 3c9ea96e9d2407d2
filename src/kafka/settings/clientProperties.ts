/** A Java client's .properties as a connection: the keys of org.apache.kafka.clients and of the schema registry's client. */
import { fail, type Result, succeed } from '../../base/result.js';
import { parseJavaProperties } from '../../base/javaProperties.js';
import { longestFilled, splitPlaceholders } from '../../base/placeholders.js';
import type { ClusterResult } from '../clusterError.js';
import { splitAddresses, wrongAddresses } from './addresses.js';
import { readAwsCredentials } from './awsCredentials.js';
import { readServiceAddress, type ServiceAddress } from './serviceAddress.js';
import { toPemText } from './pemText.js';
import { readClientKeyStore, readTrustedCertificates } from './javaKeyStores.js';
import type { ClientCertificate, ConnectionSettings, SaslSettings, SchemaRegistrySettings, TlsSettings } from '../connectionSettings.js';

export interface PropertiesPort {
  /** Fails with what is wrong, in words that name the file as `path` does: it is not there, or it is not read. */
  readFile(path: string): Result<Uint8Array, string>;
  /** The environment: `${NAME}` in a value stands for it. */
  variable(name: string): string | undefined;
}

/** Wrong settings, in words that name the key and hold no secret. */
class BadProperties extends Error {
  constructor(
    message: string,
    readonly advice?: string,
  ) {
    super(message);
  }
}

const longestMessage = 300;
/** Values come from a file: whatever it holds, a message can be read. */
const brief = (message: string): string => (message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message);

/** `bootstrap`: instead of what the file says; empty: the file must say it. Fails as `badSettings`. */
export async function parseClientProperties(
  text: string,
  bootstrap: readonly string[],
  port: PropertiesPort,
): Promise<ClusterResult<ConnectionSettings>> {
  const variables = new Map<string, string>();
  const remembering: PropertiesPort = {
    readFile: (path) => port.readFile(path),
    variable(name) {
      const value = port.variable(name);
      if (value !== undefined) variables.set(name, value);
      return value;
    },
  };
  try {
    return succeed(await readSettings(createProperties(text, remembering), bootstrap, remembering));
  } catch (error) {
    if (!(error instanceof BadProperties)) throw error;
    const told = (words: string): string => brief(withoutValues(words, variables));
    return fail({ kind: 'badSettings', message: told(error.message), advice: error.advice === undefined ? undefined : told(error.advice) });
  }
}

/** A variable is often a secret: a message names it and does not show what it holds. Addresses are told in small letters, so case does not count. */
function withoutValues(words: string, variables: ReadonlyMap<string, string>): string {
  const longestFirst = [...variables].filter(([, value]) => value.trim() !== '').toSorted(([, a], [, b]) => b.length - a.length);
  return longestFirst.reduce((text, [name, value]) => replaceAnyCase(text, value.trim(), `\${${name}}`), words);
}

function replaceAnyCase(text: string, searched: string, by: string): string {
  const [lower, wanted] = [text.toLowerCase(), searched.toLowerCase()];
  // Some letters have a longer small form: then places would not agree.
  if (lower.length !== text.length) return text.replaceAll(searched, by);
  let replaced = '';
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    replaced += text.slice(from, at) + by;
    from = at + wanted.length;
  }
  return replaced + text.slice(from);
}

interface Properties {
  /** undefined: not set, or empty. */
  find(key: string): string | undefined;
  isSet(key: string): boolean;
  get(key: string, why: string): string;
  file(key: string, path: string): Uint8Array;
}

function createProperties(text: string, port: PropertiesPort): Properties {
  const entries = parseJavaProperties(text);
  const find = (key: string): string | undefined => {
    const value = entries.get(key)?.trim();
    if (value === undefined || value === '') return undefined;
    return withVariables(key, value, port);
  };
  return {
    find,
    isSet: (key) => entries.has(key),
    get(key, why) {
      const value = find(key);
      if (value === undefined) throw new BadProperties(`${key} is missing: ${why}.`);
      return value;
    },
    file(key, path) {
      const read = port.readFile(path);
      if (read.ok) return read.value;
      throw new BadProperties(`${key}: ${read.error}.`, 'Relative paths start at the folder of the properties file.');
    },
  };
}

/** What a variable holds is taken as it is: it may be a password with `${` in it. */
function withVariables(key: string, value: string, port: PropertiesPort): string {
  let filled = '';
  for (const part of splitPlaceholders(value)) {
    const name = typeof part === 'string' ? undefined : /^(?:env:)?([A-Za-z_]\w*)$/.exec(part.inside)?.[1];
    if (typeof part === 'string' || name === undefined) filled += typeof part === 'string' ? part : part.whole;
    else {
      const set = port.variable(name);
      if (set === undefined) throw new BadProperties(`${key} asks for the environment variable ${name}, which is not set.`, `Set ${name}.`);
      filled += set;
      if (filled.length > longestFilled) throw new BadProperties(`${key} is longer than ${longestFilled} characters with its variables.`);
    }
  }
  return filled;
}

const protocols = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

async function readSettings(properties: Properties, bootstrap: readonly string[], port: PropertiesPort): Promise<ConnectionSettings> {
  const addresses = bootstrap.length > 0 ? bootstrap : splitAddresses(properties.get('bootstrap.servers', 'no address to connect to'));
  checkAddresses(addresses);
  const protocol = (properties.find('security.protocol') ?? 'PLAINTEXT').toUpperCase();
  if (!protocols.includes(protocol)) throw new BadProperties(`security.protocol is ${protocol}, and can be ${protocols.join(', ')}.`);
  return {
    bootstrap: addresses,
    tls: protocol.endsWith('SSL') ? await readTls(properties, 'ssl.') : null,
    sasl: protocol.startsWith('SASL') ? readSasl(properties, port) : null,
    schemaRegistry: await readRegistry(properties),
  };
}

function checkAddresses(addresses: readonly string[]): void {
  const wrong = wrongAddresses(addresses);
  if (wrong !== undefined)
    throw new BadProperties(`The bootstrap address cannot be used: ${wrong}.`, 'Write HOST:PORT, several with commas between.');
}

async function readTls(properties: Properties, prefix: string): Promise<TlsSettings> {
  const algorithm = `${prefix}endpoint.identification.algorithm`;
  return {
    authorities: await readAuthorities(properties, prefix),
    client: readClientCertificate(properties, prefix),
    // Set and empty switches the check off.
    checkHostName: !properties.isSet(algorithm) || properties.find(algorithm) !== undefined,
  };
}

async function readAuthorities(properties: Properties, prefix: string): Promise<readonly string[]> {
  const inline = properties.find(`${prefix}truststore.certificates`);
  if (inline !== undefined) return [toPemText(inline)];
  const key = `${prefix}truststore.location`;
  const path = properties.find(key);
  if (path === undefined) return [];
  const bytes = properties.file(key, path);
  const text = Buffer.from(bytes).toString('latin1');
  if (text.includes('-----BEGIN CERTIFICATE-----')) return [text];
  const certificates = readTrustedCertificates(bytes, properties.find(`${prefix}truststore.password`) ?? null);
  if (certificates.ok) return certificates.value;
  throw new BadProperties(
    `${key}: ${path} cannot be read: ${certificates.error}.`,
    `Give a PEM, PKCS#12 or JKS file, and the password of the latter two as ${prefix}truststore.password.`,
  );
}

function readClientCertificate(properties: Properties, prefix: string): ClientCertificate | null {
  const storePassword = properties.find(`${prefix}keystore.password`) ?? null;
  const keyPassword = properties.find(`${prefix}key.password`) ?? null;
  const password = keyPassword ?? storePassword;
  const chain = properties.find(`${prefix}keystore.certificate.chain`);
  const key = properties.find(`${prefix}keystore.key`);
  if (chain !== undefined && key !== undefined) return { form: 'pem', certificate: toPemText(chain), key: toPemText(key), password };
  const location = `${prefix}keystore.location`;
  const path = properties.find(location);
  if (path === undefined) return null;
  const bytes = Buffer.from(properties.file(location, path));
  const text = bytes.toString('latin1');
  if (text.includes('-----BEGIN')) return { form: 'pem', certificate: text, key: text, password };
  const store = readClientKeyStore(bytes, storePassword, keyPassword);
  if (store.ok) return store.value;
  throw new BadProperties(
    `${location}: ${path} cannot be read: ${store.error}.`,
    `Give the password of the file as ${prefix}keystore.password, and that of its key, where it is another, as ${prefix}key.password.`,
  );
}

function readSasl(properties: Properties, port: PropertiesPort): SaslSettings {
  const mechanism = properties.find('sasl.mechanism') ?? 'GSSAPI';
  const jaas = properties.find('sasl.jaas.config') ?? '';
  const option = (name: string): string | undefined => {
    // Java's tokenizer takes both quotes (JaasConfig).
    const value = `(?:(["'])((?:\\\\.|(?!\\1)[^\\\\])*)\\1|([^\\s;"']+))`;
    const [, , quoted, plain] = new RegExp(`\\b${name}\\s*=\\s*${value}`).exec(jaas) ?? [];
    return quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1');
  };
  if (mechanism === 'OAUTHBEARER') {
    const endpointKey = 'sasl.oauthbearer.token.endpoint.url';
    const endpoint = readAddress(endpointKey, properties.get(endpointKey, 'OAUTHBEARER asks there for a token'));
    const clientId = option('clientId') ?? properties.find('sasl.oauthbearer.client.credentials.client.id') ?? endpoint.user?.name;
    const clientSecret =
      option('clientSecret') ?? properties.find('sasl.oauthbearer.client.credentials.client.secret') ?? endpoint.user?.password;
    if (clientId === undefined || clientSecret === undefined)
      throw new BadProperties('sasl.jaas.config has no clientId and clientSecret: OAUTHBEARER is done by client credentials.');
    return {
      mechanism,
      tokenEndpoint: endpoint.url,
      clientId,
      clientSecret,
      scope: option('scope') ?? properties.find('sasl.oauthbearer.scope') ?? null,
    };
  }
  if (mechanism === 'AWS_MSK_IAM') return readMskIam(option, port);
  if (mechanism !== 'PLAIN' && mechanism !== 'SCRAM-SHA-256' && mechanism !== 'SCRAM-SHA-512')
    throw new BadProperties(
      `sasl.mechanism is ${mechanism}: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER and AWS_MSK_IAM can be used.`,
    );
  const username = option('username');
  const password = option('password');
  if (username === undefined || password === undefined)
    throw new BadProperties(
      'sasl.jaas.config has no username and password.',
      `As in: sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="NAME" password="\${PASSWORD}";`,
    );
  return { mechanism, username, password };
}

/** As IAMLoginModule (aws-msk-iam-auth) has them. */
function readMskIam(option: (name: string) => string | undefined, port: PropertiesPort): SaslSettings {
  const profile = option('awsProfileName') ?? null;
  const unknown = ['awsRoleArn', 'awsRoleAccessKeyId'].find((name) => option(name) !== undefined);
  if (unknown !== undefined)
    throw new BadProperties(
      `sasl.jaas.config has ${unknown}: no role is taken on here.`,
      'Take it on before (aws sts assume-role) and hand its keys over in the environment.',
    );
  const credentials = readAwsCredentials(profile, null, port);
  if (!credentials.ok) throw new BadProperties(credentials.error.message, credentials.error.advice);
  return { mechanism: 'AWS_MSK_IAM', profile, ...credentials.value };
}

/** Names and passwords that stand in addresses are taken out of them; other secrets are not taken there. */
function readAddress(key: string, text: string): ServiceAddress {
  const address = readServiceAddress(text);
  if (address.ok) return address.value;
  throw new BadProperties(`${key} ${address.error}.`, adviceOf[key]);
}

const adviceOf: Readonly<Record<string, string>> = {
  'schema.registry.url': `As in: basic.auth.user.info=NAME:\${PASSWORD}, or bearer.auth.token=\${TOKEN}.`,
  'sasl.oauthbearer.token.endpoint.url': `As in: sasl.jaas.config=… required clientId="NAME" clientSecret="\${SECRET}";`,
};

async function readRegistry(properties: Properties): Promise<SchemaRegistrySettings | null> {
  const key = 'schema.registry.url';
  const text = properties.find(key);
  if (text === undefined) return null;
  const { url, user } = readAddress(key, text);
  const token = properties.find('bearer.auth.token') ?? properties.find('schema.registry.bearer.auth.token');
  const userInfo = properties.find('basic.auth.user.info') ?? properties.find('schema.registry.basic.auth.user.info');
  const hasTls =
    properties.find('schema.registry.ssl.truststore.location') !== undefined ||
    properties.find('schema.registry.ssl.truststore.certificates') !== undefined;
  const tls = hasTls ? await readTls(properties, 'schema.registry.ssl.') : null;
  if (token !== undefined) return { url, authentication: { kind: 'bearer', token }, tls };
  if (userInfo === undefined && user !== null)
    return { url, authentication: { kind: 'basic', username: user.name, password: user.password }, tls };
  if (userInfo === undefined) return { url, authentication: { kind: 'none' }, tls };
  const colon = userInfo.indexOf(':');
  if (colon < 0) throw new BadProperties('basic.auth.user.info has no colon: write NAME:PASSWORD.');
  return { url, authentication: { kind: 'basic', username: userInfo.slice(0, colon), password: userInfo.slice(colon + 1) }, tls };
}
