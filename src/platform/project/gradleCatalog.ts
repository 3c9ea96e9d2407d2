/** Gradle version catalogs: gradle/*.versions.toml. */
import { parse, TomlError } from 'smol-toml';
import { type ProjectReading, stepsOfEntry } from './projectReading.js';
import { onlyOne } from './scriptText.js';

export interface Catalog {
  /** By accessor without the catalog's name: `kafka.streams`. */
  readonly libraries: ReadonlyMap<string, { readonly module: string; readonly version: string | undefined }>;
  readonly versions: ReadonlyMap<string, string>;
  /** The one version that its libraries have of kafka-streams. */
  readonly streams: string | undefined;
  readonly bootPlugins: readonly AccessedVersion[];
  readonly bootPlatforms: readonly AccessedVersion[];
}

interface AccessedVersion {
  readonly accessor: string;
  readonly version: string | undefined;
}

export const emptyCatalog: Catalog = { libraries: new Map(), versions: new Map(), streams: undefined, bootPlugins: [], bootPlatforms: [] };

/** `kafka-streams` and `kafka_streams` are both written `kafka.streams` in a script. */
const accessorOf = (alias: string): string => alias.replace(/[-_]/g, '.').toLowerCase();

type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);
/** The entries of a table's own keys: a name in a file may be one of those that every object has. */
const entriesOf = (value: unknown): ReadonlyMap<string, unknown> => new Map(isTable(value) ? Object.entries(value) : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Steps for a character of TOML. */
const perTomlCharacter = 1 / 4;
/** One catalog is looked through for each module. */
const mostOfSpringBoot = 100;

/** Without entries where it is no TOML. Fails (`Unread`) where it is too long. */
export function readCatalog(toml: string, reading: ProjectReading): Catalog {
  reading.spend(toml.length * perTomlCharacter);
  const root = entriesOf(parseToml(toml));
  const versions = new Map<string, string>();
  for (const [alias, value] of entriesOf(root.get('versions'))) {
    const version = richVersion(value);
    if (version !== undefined) versions.set(accessorOf(alias), version);
  }
  const versionOf = (value: unknown): string | undefined => {
    const reference = textOf(entriesOf(value).get('ref'));
    return reference === undefined ? richVersion(value) : versions.get(accessorOf(reference));
  };
  const libraries = new Map<string, { readonly module: string; readonly version: string | undefined }>();
  for (const [alias, value] of entriesOf(root.get('libraries'))) {
    reading.spend(stepsOfEntry);
    libraries.set(accessorOf(alias), toLibrary(value, versionOf));
  }
  const bootPlugins = [...entriesOf(root.get('plugins'))].flatMap(([alias, value]) => {
    const [id, version] =
      typeof value === 'string' ? value.split(':') : [textOf(entriesOf(value).get('id')), versionOf(entriesOf(value).get('version'))];
    return id === 'org.springframework.boot' ? [{ accessor: accessorOf(alias), version }] : [];
  });
  const having = (name: string): AccessedVersion[] =>
    [...libraries].flatMap(([accessor, { module, version }]) => (module === name ? [{ accessor, version }] : []));
  return {
    libraries,
    versions,
    streams: onlyOne(having('org.apache.kafka:kafka-streams').flatMap(({ version }) => version ?? [])),
    bootPlugins: bootPlugins.slice(0, mostOfSpringBoot),
    bootPlatforms: having('org.springframework.boot:spring-boot-dependencies').slice(0, mostOfSpringBoot),
  };
}

function parseToml(toml: string): unknown {
  try {
    return parse(toml);
  } catch (error) {
    if (error instanceof TomlError) return undefined;
    throw error;
  }
}

function toLibrary(
  value: unknown,
  versionOf: (value: unknown) => string | undefined,
): { readonly module: string; readonly version: string | undefined } {
  if (typeof value === 'string') {
    const [group = '', name = '', version] = value.split(':');
    return { module: `${group}:${name}`, version };
  }
  const entries = entriesOf(value);
  const parts = `${textOf(entries.get('group')) ?? ''}:${textOf(entries.get('name')) ?? ''}`;
  return { module: textOf(entries.get('module')) ?? parts, version: versionOf(entries.get('version')) };
}

function richVersion(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const entries = entriesOf(value);
  return ['strictly', 'require', 'prefer'].map((key) => textOf(entries.get(key))).find((version) => version !== undefined);
}
