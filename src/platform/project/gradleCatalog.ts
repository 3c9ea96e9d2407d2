/** Gradle version catalogs: gradle/*.versions.toml. */
import { parse } from 'smol-toml';

export interface Catalog {
  /** By accessor without the catalog's name: `kafka.streams`. */
  readonly libraries: ReadonlyMap<string, { readonly module: string; readonly version: string | undefined }>;
  readonly plugins: ReadonlyMap<string, { readonly id: string; readonly version: string | undefined }>;
  readonly versions: ReadonlyMap<string, string>;
}

/** `kafka-streams` and `kafka_streams` are both written `kafka.streams` in a script. */
const accessor = (alias: string): string => alias.replace(/[-_]/g, '.').toLowerCase();

type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);
const tableOf = (value: unknown): Table => (isTable(value) ? value : {});

export function parseCatalog(toml: string): Catalog | undefined {
  let root: Table;
  try {
    root = parse(toml);
  } catch {
    return undefined;
  }
  const versions = new Map<string, string>();
  for (const [alias, value] of Object.entries(tableOf(root['versions']))) {
    const version = richVersion(value);
    if (version !== undefined) versions.set(accessor(alias), version);
  }
  const versionOf = (value: unknown): string | undefined => {
    const reference = isTable(value) ? value['ref'] : undefined;
    return typeof reference === 'string' ? versions.get(accessor(reference)) : richVersion(value);
  };
  const libraries = new Map<string, { readonly module: string; readonly version: string | undefined }>();
  for (const [alias, value] of Object.entries(tableOf(root['libraries']))) {
    if (typeof value === 'string') {
      const [group = '', name = '', version] = value.split(':');
      libraries.set(accessor(alias), { module: `${group}:${name}`, version });
      continue;
    }
    const { module, group, name, version } = tableOf(value);
    libraries.set(accessor(alias), {
      module: typeof module === 'string' ? module : `${String(group)}:${String(name)}`,
      version: versionOf(version),
    });
  }
  const plugins = new Map<string, { readonly id: string; readonly version: string | undefined }>();
  for (const [alias, value] of Object.entries(tableOf(root['plugins']))) {
    const [id, version] = typeof value === 'string' ? value.split(':') : [tableOf(value)['id'], versionOf(tableOf(value)['version'])];
    if (typeof id === 'string') plugins.set(accessor(alias), { id, version });
  }
  return { libraries, plugins, versions };
}

function richVersion(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const { strictly, require, prefer } = tableOf(value);
  return [strictly, require, prefer].find((version) => typeof version === 'string');
}
