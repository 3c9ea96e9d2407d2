/** YAML configuration as flat properties, as Spring, Quarkus and Micronaut read it. */
import { parseAllDocuments } from 'yaml';

/** One map for each document; what is not valid YAML gives none. Lists become `key[0]`. */
export function parseYamlProperties(text: string): Map<string, string>[] {
  try {
    const documents = parseAllDocuments(text, { schema: 'core', merge: true, uniqueKeys: false, logLevel: 'silent' });
    if (!Array.isArray(documents)) return [];
    return documents.flatMap((document) => {
      if (document.errors.length > 0) return [];
      const entries = new Map<string, string>();
      flatten('', document.toJS({ maxAliasCount: 100 }), entries, 0);
      return [entries];
    });
  } catch {
    return [];
  }
}

const maxDepth = 50;

function flatten(key: string, value: unknown, entries: Map<string, string>, depth: number): void {
  if (depth > maxDepth) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) flatten(`${key}[${i}]`, item, entries, depth + 1);
    if (key !== '' && value.every((item) => typeof item !== 'object')) entries.set(key, value.join(','));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) flatten(key === '' ? name : `${key}.${name}`, item, entries, depth + 1);
  } else if (key !== '' && (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) {
    entries.set(key, value === null ? '' : String(value));
  }
}
