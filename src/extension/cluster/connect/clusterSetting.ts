/** One entry of the setting `kafkaStreams.clusters`, read with care: people write settings by hand. No secrets in here. */
import { readServiceAddress } from '../../../kafka/settings/serviceAddress.js';
import { splitAddresses, wrongAddresses } from '../../../kafka/settings/addresses.js';

export const securities = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'] as const;
export type Security = (typeof securities)[number];

export const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER', 'AWS_MSK_IAM'] as const;
export type Mechanism = (typeof mechanisms)[number];

export interface ClusterSetting {
  readonly name: string;
  /** `host:port`, several with commas between. */
  readonly bootstrap: string;
  readonly security?: Security;
  readonly mechanism?: Mechanism;
  readonly username?: string;
  readonly tokenEndpoint?: string;
  readonly clientId?: string;
  readonly scope?: string;
  /** Of AWS_MSK_IAM. */
  readonly awsProfile?: string;
  readonly awsRegion?: string;
  readonly caFile?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly pkcs12File?: string;
  readonly checkHostName?: boolean;
  /** A person marked it: plans may be carried out on it. */
  readonly writable?: true;
  readonly schemaRegistry?: { readonly url: string; readonly username?: string };
}

export interface ReadSettings {
  readonly clusters: readonly ClusterSetting[];
  /** One sentence for each entry that cannot be used. */
  readonly problems: readonly string[];
}

const texts = [
  ...['username', 'tokenEndpoint', 'clientId', 'scope', 'awsProfile', 'awsRegion'],
  ...['caFile', 'certificateFile', 'keyFile', 'pkcs12File'],
] as const;

export const usesTls = ({ security }: Pick<ClusterSetting, 'security'>): boolean => security === 'SSL' || security === 'SASL_SSL';
export const usesSasl = ({ security }: Pick<ClusterSetting, 'security'>): boolean =>
  security === 'SASL_PLAINTEXT' || security === 'SASL_SSL';

export function readClusterSettings(value: unknown): ReadSettings {
  if (value === undefined || value === null) return { clusters: [], problems: [] };
  if (!Array.isArray(value)) return { clusters: [], problems: ['The setting is no list.'] };
  const clusters: ClusterSetting[] = [];
  const problems: string[] = [];
  value.forEach((entry: unknown, i) => {
    const read = readEntry(entry);
    const called = `Entry ${i + 1}`;
    if (typeof read === 'string') problems.push(`${called}: ${read}`);
    else if (clusters.some(({ name }) => name === read.name)) problems.push(`${called}: the name ${read.name} is taken by another entry.`);
    else clusters.push(read);
  });
  return { clusters, problems };
}

/** The entry, or what is wrong with it. */
function readEntry(entry: unknown): ClusterSetting | string {
  if (!isRecord(entry)) return 'it is no object.';
  const text = (key: string): string | undefined => {
    const found = entry[key];
    return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
  };
  const name = text('name');
  if (name === undefined) return 'it has no name.';
  const bootstrap = text('bootstrap');
  if (bootstrap === undefined) return `${name} has no bootstrap address.`;
  const wrong = wrongBootstrap(bootstrap);
  if (wrong !== undefined) return `${name}: ${wrong}`;
  const security = text('security') ?? 'PLAINTEXT';
  if (!isOneOf(securities, security)) return `${name}: security is ${security}, and can be ${securities.join(', ')}.`;
  const mechanism = text('mechanism');
  if (mechanism !== undefined && !isOneOf(mechanisms, mechanism))
    return `${name}: mechanism is ${mechanism}, and can be ${mechanisms.join(', ')}.`;
  const registry = isRecord(entry['schemaRegistry']) ? entry['schemaRegistry'] : {};
  const { url, username } = registry;
  const secret = secretIn('tokenEndpoint', text('tokenEndpoint')) ?? secretIn('schemaRegistry.url', url);
  if (secret !== undefined) return `${name}: ${secret}`;
  return {
    name,
    bootstrap,
    ...(security === 'PLAINTEXT' ? {} : { security }),
    ...(mechanism === undefined ? {} : { mechanism }),
    ...Object.fromEntries(texts.flatMap((key) => (text(key) === undefined ? [] : [[key, text(key)]]))),
    ...(entry['checkHostName'] === false ? { checkHostName: false } : {}),
    ...(entry['writable'] === true ? { writable: true } : {}),
    ...(typeof url === 'string' && url !== ''
      ? { schemaRegistry: { url, ...(typeof username === 'string' && username !== '' ? { username } : {}) } }
      : {}),
  };
}

/** What is secret in an address, and what to do about it; undefined: nothing is. */
function secretIn(key: string, value: unknown): string | undefined {
  const address = typeof value === 'string' ? readServiceAddress(value) : undefined;
  if (address === undefined || (address.ok && address.value.user === null)) return undefined;
  const wrong = address.ok ? 'holds a name and a password' : address.error;
  return `${key} ${wrong}. Write the address without them, then enter them with Edit Cluster: the secret storage keeps them.`;
}

/** What is wrong with a list of addresses, as a sentence; undefined: nothing. */
export function wrongBootstrap(text: string): string | undefined {
  const addresses = splitAddresses(text);
  if (addresses.length === 0) return 'Enter at least one HOST:PORT.';
  const wrong = wrongAddresses(addresses);
  return wrong === undefined ? undefined : `${wrong}. Write HOST:PORT, several with commas between.`;
}

/**
 * What a password was entered for, whatever may be done there. Where it changes, by hand or by a workspace's settings, secrets of before are not sent:
 * another address could collect them.
 */
export function bindingOf(setting: ClusterSetting): string {
  const places = Object.entries(setting).filter(([key]) => key !== 'name' && key !== 'writable');
  return JSON.stringify(places.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * That a cluster may be changed is said by a person: of `own`, the user's settings, the marks count, for what has the same address and
 * credentials; those of a workspace, which others write, do not.
 */
export function withOwnMarks(clusters: readonly ClusterSetting[], own: readonly ClusterSetting[]): readonly ClusterSetting[] {
  const marked = new Set(own.filter(({ writable }) => writable === true).map(bindingOf));
  return clusters.map((one) => {
    const { writable: _, ...plain } = one;
    return marked.has(bindingOf(plain)) ? { ...plain, writable: true } : plain;
  });
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
  return values.some((one) => one === value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
