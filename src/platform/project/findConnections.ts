/** Connections to Kafka in configuration files: what Spring, Spring Cloud Stream, Quarkus, Micronaut and plain clients read, under Kafka's own keys. */
import { createPlaceholderFiller } from '../../base/placeholders.js';
import type { WorkspaceFiles } from '../files/workspaceFiles.js';
import type { ConfigurationDocument } from './configurationFiles.js';
import { readConfigurationFile } from './configurationFiles.js';
import { createProjectReading, perCharacter, type ProjectReading } from './projectReading.js';

export interface FoundConnection {
  readonly file: string;
  readonly profile: string | undefined;
  /** Whose settings they are. */
  readonly origin: 'Spring' | 'Spring Cloud Stream' | 'Quarkus' | 'Kafka client';
  readonly bootstrap: string;
  /** The text of a properties file that a Java client would read. */
  readonly properties: string;
}

/** What makes keys of Kafka: later rules win over earlier ones. The first group of the expression, or `to`, is Kafka's key. */
interface Rule {
  readonly key: RegExp;
  readonly to?: string;
}

const springSsl = (prefix: string): Rule[] => [
  { key: new RegExp(`^${prefix}\\.security\\.protocol$`), to: 'security.protocol' },
  { key: new RegExp(`^${prefix}\\.ssl\\.trust-store-location$`), to: 'ssl.truststore.location' },
  { key: new RegExp(`^${prefix}\\.ssl\\.trust-store-type$`), to: 'ssl.truststore.type' },
  { key: new RegExp(`^${prefix}\\.ssl\\.trust-store-password$`), to: 'ssl.truststore.password' },
  { key: new RegExp(`^${prefix}\\.ssl\\.trust-store-certificates$`), to: 'ssl.truststore.certificates' },
  { key: new RegExp(`^${prefix}\\.ssl\\.key-store-location$`), to: 'ssl.keystore.location' },
  { key: new RegExp(`^${prefix}\\.ssl\\.key-store-type$`), to: 'ssl.keystore.type' },
  { key: new RegExp(`^${prefix}\\.ssl\\.key-store-password$`), to: 'ssl.keystore.password' },
  { key: new RegExp(`^${prefix}\\.ssl\\.key-store-certificate-chain$`), to: 'ssl.keystore.certificate.chain' },
  { key: new RegExp(`^${prefix}\\.ssl\\.key-store-key$`), to: 'ssl.keystore.key' },
  { key: new RegExp(`^${prefix}\\.ssl\\.key-password$`), to: 'ssl.key.password' },
];

const origins: readonly { readonly origin: FoundConnection['origin']; readonly framework: boolean; readonly rules: readonly Rule[] }[] = [
  {
    origin: 'Spring',
    framework: true,
    rules: [
      { key: /^spring\.kafka\.properties\.(.+)$/ },
      ...springSsl('spring\\.kafka'),
      { key: /^spring\.kafka\.bootstrap-?servers$/i, to: 'bootstrap.servers' },
      { key: /^spring\.kafka\.streams\.properties\.(.+)$/ },
      ...springSsl('spring\\.kafka\\.streams'),
      { key: /^spring\.kafka\.streams\.bootstrap-?servers$/i, to: 'bootstrap.servers' },
    ],
  },
  {
    origin: 'Spring Cloud Stream',
    framework: true,
    rules: [
      { key: /^spring\.cloud\.stream\.kafka\.binder\.configuration\.(.+)$/ },
      { key: /^spring\.cloud\.stream\.kafka\.binder\.brokers$/, to: 'bootstrap.servers' },
      { key: /^spring\.cloud\.stream\.kafka\.streams\.binder\.configuration\.(.+)$/ },
      { key: /^spring\.cloud\.stream\.kafka\.streams\.binder\.brokers$/, to: 'bootstrap.servers' },
    ],
  },
  {
    origin: 'Quarkus',
    framework: true,
    rules: [
      { key: /^kafka\.((?:bootstrap|security|sasl|ssl|schema)\..+)$/ },
      { key: /^kafka-streams\.((?:bootstrap|security|sasl|ssl|schema)\..+)$/ },
      { key: /^quarkus\.kafka-streams\.((?:security|sasl|ssl)\..+)$/ },
      { key: /^quarkus\.kafka-streams\.sasl\.jaas-config$/, to: 'sasl.jaas.config' },
      { key: /^quarkus\.kafka-streams\.schema-registry-url$/, to: 'schema.registry.url' },
      { key: /^quarkus\.kafka-streams\.bootstrap-servers$/, to: 'bootstrap.servers' },
    ],
  },
  { origin: 'Kafka client', framework: false, rules: [{ key: /^((?:bootstrap|security|sasl|ssl|schema|basic|bearer)\..+)$/ }] },
];

const mostConnections = 1000;

/**
 * `names` are absolute. What cannot be read, or sets no address, has none. Placeholders that nothing resolves stay, and so do those that lead
 * to themselves or to a text without end. Where there is more than anyone picks from, the rest is left out.
 */
export function findConnections(
  names: readonly string[],
  files: WorkspaceFiles,
  variable: (name: string) => string | undefined,
): FoundConnection[] {
  const reading = createProjectReading(files);
  const found: FoundConnection[] = [];
  for (const file of [...names].sort()) {
    if (found.length >= mostConnections) break;
    found.push(
      ...reading.attempt(file, [], () => {
        // Addresses are words that all read alike; lists of them are joined.
        const documents = readConfigurationFile(file, 'micronaut', reading);
        return documents.flatMap((document) => inDocument(document, documents, variable, reading));
      }),
    );
  }
  return found.slice(0, mostConnections);
}

/** A profile's document adds to the one without a profile in the same file. */
function inDocument(
  { file, framework, profile, entries }: ConfigurationDocument,
  documents: readonly ConfigurationDocument[],
  variable: (name: string) => string | undefined,
  reading: ProjectReading,
): FoundConnection[] {
  const base = profile === undefined ? [] : documents.filter((other) => other.profile === undefined);
  const all = new Map([...base.flatMap((other) => [...other.entries]), ...entries]);
  reading.spend(all.size);
  const filler = createPlaceholderFiller({
    find: (name) => all.get(name) ?? variable(name) ?? variable(name.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase()),
    read: nameAndDefault,
    keepsUnset: true,
  });
  return origins.flatMap(({ origin, framework: ofFramework, rules }) => {
    // A profile that says nothing of Kafka is no connection of its own.
    if (framework !== ofFramework || ![...entries.keys()].some((key) => rules.some((rule) => rule.key.test(key)))) return [];
    const properties = new Map<string, string>();
    for (const rule of rules)
      for (const [key, written] of all) {
        const to = rule.key.exec(key) === null ? undefined : (rule.to ?? rule.key.exec(key)?.[1]);
        if (to === undefined) continue;
        const value = filler.valueOf(key);
        properties.set(unbracketed(to), toFile(to, value?.ok === true ? value.value : written));
      }
    const bootstrap = properties.get('bootstrap.servers');
    if (bootstrap === undefined || bootstrap === '') return [];
    const text = toText(properties);
    reading.spend(text.length * perCharacter);
    return [{ file, profile, origin, bootstrap, properties: text }];
  });
}

/** In `${name}` and `${name:default}`, as Spring and MicroProfile read them; a name is another key, or a variable as it is written or in capitals. */
function nameAndDefault(inside: string): { readonly name: string; readonly otherwise: string | undefined } | undefined {
  const colon = inside.indexOf(':');
  const name = colon < 0 ? inside : inside.slice(0, colon);
  return name === '' || name.includes('{') ? undefined : { name, otherwise: colon < 0 ? undefined : inside.slice(colon + 1) };
}

/** Spring keeps dots in a key of a map by brackets: `[security.protocol]`. */
const unbracketed = (key: string): string => key.replace(/^\[(.+)\]$/, '$1');

/** Spring writes resources as addresses. */
const toFile = (key: string, value: string): string => (key.endsWith('.location') ? value.replace(/^file:(?:\/\/)?/, '') : value);

function toText(properties: ReadonlyMap<string, string>): string {
  const escape = (text: string): string =>
    text
      .replaceAll(/[\\=: #!]/g, String.raw`\$&`)
      .replaceAll('\n', String.raw`\n`)
      .replaceAll('\r', String.raw`\r`);
  return [...properties].map(([key, value]) => `${escape(key)}=${escape(value)}`).join('\n');
}
