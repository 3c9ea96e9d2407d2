/** From the settings' entry, its secrets and the files that it names to what a client connects with. */
import { fail, type Result, succeed } from '../../../base/result.js';
import type { ClusterResult } from '../../../kafka/clusterError.js';
import type {
  ClientCertificate,
  ConnectionSettings,
  SaslSettings,
  SchemaRegistrySettings,
  TlsSettings,
} from '../../../kafka/connectionSettings.js';
import { marked } from '../../../kafka/writing/writableSettings.js';
import { readAwsCredentials } from '../../../kafka/settings/awsCredentials.js';
import { splitAddresses } from '../../../kafka/settings/addresses.js';
import type { ClusterSecrets } from './clusterSecrets.js';
import { type ClusterSetting, usesSasl, usesTls } from './clusterSetting.js';

/** Fails with what is wrong, in words that name the file. */
type ReadFile = (path: string) => Result<Uint8Array, string>;

export interface SettingsPort {
  readonly readFile: ReadFile;
  /** The environment, where AWS_MSK_IAM looks for keys. */
  variable(name: string): string | undefined;
}

interface Wrong {
  readonly wrong: string;
}

const isWrong = (value: object | null): value is Wrong => value !== null && 'wrong' in value;

/** Fails as `badSettings`, in words that name the entry and hold no secret. */
export function toConnectionSettings(
  setting: ClusterSetting,
  secrets: ClusterSecrets,
  { readFile, variable }: SettingsPort,
): ClusterResult<ConnectionSettings> {
  const tls = usesTls(setting) ? toTls(setting, secrets, readFile) : null;
  const sasl = usesSasl(setting) ? toSasl(setting, secrets, { readFile, variable }) : null;
  for (const part of [tls, sasl])
    if (isWrong(part))
      return fail({
        kind: 'badSettings',
        message: `The settings of ${setting.name} cannot be used: ${part.wrong}`,
        advice: 'Edit the cluster.',
      });
  const settings: ConnectionSettings = {
    bootstrap: splitAddresses(setting.bootstrap),
    tls: tls as TlsSettings | null,
    sasl: sasl as SaslSettings | null,
    schemaRegistry: toRegistry(setting, secrets),
  };
  return succeed(setting.writable === true ? marked(settings) : settings);
}

function toTls(setting: ClusterSetting, secrets: ClusterSecrets, readFile: ReadFile): TlsSettings | Wrong {
  const { caFile, checkHostName } = setting;
  const authorities = [...(secrets.authorities ?? [])];
  if (caFile !== undefined) {
    const read = readFile(caFile);
    if (!read.ok) return { wrong: `${read.error} (caFile).` };
    const text = Buffer.from(read.value).toString('latin1');
    if (!text.includes('-----BEGIN CERTIFICATE-----')) return { wrong: `${caFile} (caFile) holds no PEM certificates.` };
    authorities.push(text);
  }
  const client = toClientCertificate(setting, secrets, readFile);
  if (client !== null && isWrong(client)) return client;
  return { authorities, client, checkHostName: checkHostName !== false };
}

function toClientCertificate(setting: ClusterSetting, secrets: ClusterSecrets, readFile: ReadFile): ClientCertificate | Wrong | null {
  const { certificateFile, keyFile, pkcs12File } = setting;
  const password = secrets.keyPassword ?? null;
  if (pkcs12File !== undefined) {
    const store = readFile(pkcs12File);
    if (!store.ok) return { wrong: `${store.error} (pkcs12File).` };
    return { form: 'pkcs12', base64: Buffer.from(store.value).toString('base64'), password };
  }
  if (certificateFile !== undefined) {
    const certificate = readFile(certificateFile);
    if (!certificate.ok) return { wrong: `${certificate.error} (certificateFile).` };
    const key = keyFile === undefined ? certificate : readFile(keyFile);
    if (!key.ok) return { wrong: `${key.error} (keyFile).` };
    return {
      form: 'pem',
      certificate: Buffer.from(certificate.value).toString('latin1'),
      key: Buffer.from(key.value).toString('latin1'),
      password,
    };
  }
  return secrets.certificate ?? null;
}

function toSasl(setting: ClusterSetting, secrets: ClusterSecrets, port: SettingsPort): SaslSettings | Wrong {
  const { mechanism, username, tokenEndpoint, clientId, scope } = setting;
  if (mechanism === undefined) return { wrong: `security is ${setting.security}, and mechanism is not set.` };
  if (mechanism === 'OAUTHBEARER') {
    if (tokenEndpoint === undefined || clientId === undefined) return { wrong: 'OAUTHBEARER needs tokenEndpoint and clientId.' };
    if (secrets.clientSecret === undefined) return { wrong: 'its client secret was not entered.' };
    return { mechanism, tokenEndpoint, clientId, clientSecret: secrets.clientSecret, scope: scope ?? null };
  }
  if (mechanism === 'AWS_MSK_IAM') {
    const profile = setting.awsProfile ?? null;
    const keys = readAwsCredentials(profile, setting.awsRegion ?? null, port);
    return keys.ok ? { mechanism, profile, ...keys.value } : { wrong: `${keys.error.message} ${keys.error.advice}` };
  }
  if (username === undefined) return { wrong: `${mechanism} needs username.` };
  if (secrets.password === undefined) return { wrong: 'its password was not entered.' };
  return { mechanism, username, password: secrets.password };
}

function toRegistry({ schemaRegistry }: ClusterSetting, secrets: ClusterSecrets): SchemaRegistrySettings | null {
  if (schemaRegistry === undefined) return null;
  const { url, username } = schemaRegistry;
  const tls = null;
  if (username !== undefined) return { url, authentication: { kind: 'basic', username, password: secrets.registryPassword ?? '' }, tls };
  if (secrets.registryToken !== undefined) return { url, authentication: { kind: 'bearer', token: secrets.registryToken }, tls };
  return { url, authentication: { kind: 'none' }, tls };
}
