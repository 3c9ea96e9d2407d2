/** Which topics outside decide how many partitions an internal topic has: through sub-topologies, back to what they read. */
import type { JavaHashSet } from './javaCollections.js';
import type { NodeFactory } from './nodes.js';

export interface PartitionSources {
  /** The external topics whose partition counts decide that of an internal topic or of a node's tasks; sorted. */
  ofTopic(suffix: string): readonly string[];
  ofNode(name: string): readonly string[];
}

interface Group {
  readonly external: Set<string>;
  /** Internal topics that it reads and whose partitions follow from what writes them. */
  readonly internal: Set<string>;
}

export function createPartitionSources(
  factories: ReadonlyMap<string, NodeFactory>,
  nodeGroups: readonly JavaHashSet[],
  internalTopics: ReadonlyMap<string, { readonly partitions: number | undefined }>,
): PartitionSources {
  const groupOf = new Map<string, Group>();
  const writersOf = new Map<string, Set<Group>>();
  for (const nodes of nodeGroups) {
    const group: Group = { external: new Set(), internal: new Set() };
    for (const name of nodes.toArray()) {
      groupOf.set(name, group);
      const factory = factories.get(name);
      if (factory?.kind === 'source') {
        for (const topic of factory.topics) {
          const internal = internalTopics.get(topic);
          if (internal === undefined) group.external.add(topic);
          else if (internal.partitions === undefined) group.internal.add(topic);
        }
      } else if (factory?.kind === 'sink' && factory.topic !== undefined) {
        const writers = writersOf.get(factory.topic);
        if (writers === undefined) writersOf.set(factory.topic, new Set([group]));
        else writers.add(group);
      }
    }
  }

  const known = new Map<Group, readonly string[]>();
  function upstreamOf(group: Group): readonly string[] {
    let topics = known.get(group);
    if (topics === undefined) known.set(group, (topics = toTopics([group])));
    return topics;
  }
  function toTopics(start: Iterable<Group>): string[] {
    const seen = new Set(start);
    const found = new Set<string>();
    for (const group of seen) {
      for (const topic of group.external) found.add(topic);
      for (const topic of group.internal) for (const writer of writersOf.get(topic) ?? []) seen.add(writer); // also visited by this loop
    }
    return [...found].sort();
  }

  const knownTopics = new Map<string, readonly string[]>();
  return {
    ofTopic(suffix) {
      let topics = knownTopics.get(suffix);
      if (topics === undefined) knownTopics.set(suffix, (topics = toTopics(writersOf.get(suffix) ?? [])));
      return topics;
    },
    ofNode(name) {
      const group = groupOf.get(name);
      return group === undefined ? [] : upstreamOf(group);
    },
  };
}
