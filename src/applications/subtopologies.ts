/** Which sub-topology reads a topic and which has a store, as far as group and code tell. */
import type { GroupDescription } from '../kafka/cluster.js';
import type { ExpectedApplication } from './expectedStores.js';
import { parseAssignment } from './groupMetadata.js';

export interface Subtopologies {
  /** Sub-topologies that read the topic. */
  readersOf(topic: string): readonly string[];
  /** What the sub-topology reads: sources and repartition topics. */
  topicsOf(subtopology: string): readonly string[];
  /** By the changelog; null: not known. */
  ofChangelog(topic: string): string | null;
  /** What the group says that it uses of changelogs and repartition topics; undefined: it does not say. */
  readonly used: ReadonlySet<string> | undefined;
}

export function findSubtopologies(group: GroupDescription | undefined, code: ExpectedApplication): Subtopologies {
  const reads = new Map<string, Set<string>>();
  const changelogs = new Map<string, string>();
  const used = new Set<string>();
  const read = (topic: string, subtopology: string): void => void reads.set(topic, (reads.get(topic) ?? new Set()).add(subtopology));
  for (const { topic, subtopology } of code.stores) if (topic !== null && subtopology !== null) changelogs.set(topic, subtopology);
  if (group?.type === 'classic') {
    for (const { assignment } of group.members)
      for (const { topic, subtopology } of parseAssignment(assignment)?.reads ?? []) read(topic, subtopology);
  } else if (group?.type === 'streams') {
    for (const { id, sourceTopics, repartitionSourceTopics, changelogTopics, repartitionSinkTopics } of group.topology?.subtopologies ??
      []) {
      for (const topic of sourceTopics) read(topic, id);
      for (const { name } of repartitionSourceTopics) {
        read(name, id);
        used.add(name);
      }
      for (const name of repartitionSinkTopics) used.add(name);
      for (const { name } of changelogTopics) {
        changelogs.set(name, id);
        used.add(name);
      }
    }
  }
  const all = new Set([...reads.values()].flatMap((ids) => [...ids]));
  return {
    readersOf: (topic) => [...(reads.get(topic) ?? [])],
    topicsOf: (subtopology) => [...reads].filter(([, ids]) => ids.has(subtopology)).map(([topic]) => topic),
    ofChangelog(topic) {
      const known = changelogs.get(topic);
      if (known !== undefined) return known;
      // A store that is filled through a repartition topic bears its name.
      const [through] = reads.get(topic.replace(/-changelog$/, '-repartition')) ?? [];
      const [only, second] = all;
      return through ?? (second === undefined ? (only ?? null) : null);
    },
    used: group?.type === 'streams' && group.topology !== null ? used : undefined,
  };
}
