/** The lock file: names as they are agreed on, under version control. One line per name, so that a review sees one line per change. */
import type { PersistentName, TopologyNames } from './topologyNames.js';

export function toLockFile(topologies: readonly TopologyNames[]): string {
  const blocks = [...topologies]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({ id, applicationId, names }) =>
        `    {\n      "id": ${JSON.stringify(id)},\n      "applicationId": ${JSON.stringify(applicationId)},\n` +
        `      "stores": ${lines(names.filter((n) => n.kind === 'store').map(toStoreLine))},\n` +
        `      "repartitions": ${lines(names.filter((n) => n.kind === 'repartition').map(toTopicLine))}\n    }`,
    );
  return `{\n  "formatVersion": 1,\n  "topologies": ${blocks.length === 0 ? '[]' : `[\n${blocks.join(',\n')}\n  ]`}\n}\n`;
}

/** undefined: not a lock file. Throws a LockFileError where it is one that cannot be read. */
export function parseLockFile(text: string): TopologyNames[] | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    if (/"formatVersion"\s*:/.test(text) && /"repartitions"\s*:/.test(text)) throw new LockFileError('it is not valid JSON');
    return undefined;
  }
  if (!isRecord(root) || !Array.isArray(root['topologies']) || 'tool' in root) return undefined;
  if (root['formatVersion'] !== 1)
    throw new LockFileError(`its formatVersion is ${versionWords(root['formatVersion'])}; this program reads 1`);
  return root['topologies'].map((topology: unknown): TopologyNames => {
    if (!isRecord(topology) || typeof topology['id'] !== 'string') throw new LockFileError('a topology in it has no id');
    const { id, applicationId } = topology;
    return {
      id,
      applicationId: typeof applicationId === 'string' ? applicationId : null,
      names: [...toNames(topology, 'stores', 'store'), ...toNames(topology, 'repartitions', 'topic')],
    };
  });
}

/** A lock file, also one that cannot be read; nothing else may be written over. */
export function isLockFile(text: string): boolean {
  try {
    return parseLockFile(text) !== undefined;
  } catch (error) {
    if (error instanceof LockFileError) return true;
    throw error;
  }
}

function versionWords(version: unknown): string {
  return typeof version === 'number' || typeof version === 'string' ? JSON.stringify(version) : 'no number';
}

export class LockFileError extends Error {}

function toStoreLine({ name, exact, changelog, autoNamed, operator, from }: PersistentName): object {
  return { store: name, ...flags(exact, autoNamed), changelog, operator, from };
}

function toTopicLine({ name, exact, autoNamed, operator, from }: PersistentName): object {
  return { topic: name, ...flags(exact, autoNamed), operator, from };
}

const flags = (exact: boolean, autoNamed: boolean): object => ({ ...(exact ? {} : { exact }), ...(autoNamed ? { autoNamed } : {}) });

function lines(items: readonly object[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `        ${JSON.stringify(item)}`).join(',\n')}\n      ]`;
}

function toNames(topology: Record<string, unknown>, list: string, key: string): PersistentName[] {
  const items = topology[list];
  if (!Array.isArray(items)) throw new LockFileError(`${String(topology['id'])} has no list of ${list}`);
  return items.map((item: unknown): PersistentName => {
    if (!isRecord(item) || typeof item[key] !== 'string') throw new LockFileError(`a line of ${list} has no ${key}`);
    const { changelog, operator, from } = item;
    return {
      kind: key === 'store' ? 'store' : 'repartition',
      name: item[key],
      exact: item['exact'] !== false,
      changelog: typeof changelog === 'string' ? changelog : changelog === null ? null : undefined,
      autoNamed: item['autoNamed'] === true,
      operator: typeof operator === 'string' ? operator : null,
      from: Array.isArray(from) ? from.filter((topic) => typeof topic === 'string') : [],
      location: null,
    };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
