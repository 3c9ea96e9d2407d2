/** The names in a saved Topology#describe() text: stores, and the repartition topics that it writes and reads. */
import { endsAsInternalTopic, holdsPosition, parseTopologyText } from '../description/topologyText.js';
import type { PersistentName, TopologyNames } from './topologyNames.js';

interface Subtopology {
  readonly stores: Set<string>;
  readonly reads: Set<string>;
  readonly writes: Set<string>;
}

/** Of topics, on the ways from all stores to what they come from; where it is met, it is not told what the others come from. */
const lookLimit = 1_000_000;

/** undefined: not a description. Which stores are logged and which operators make them, it does not tell. */
export function parseDescription(text: string, id: string): TopologyNames | undefined {
  const subtopologies = readSubtopologies(text);
  if (subtopologies === undefined) return undefined;
  const writers = new Map<string, Subtopology[]>();
  for (const part of subtopologies) for (const topic of part.writes) addTo(writers, topic, part);
  const writersOf = (topic: string): readonly Subtopology[] => writers.get(topic) ?? [];
  const isInternal = (topic: string): boolean => endsAsInternalTopic(topic) && writers.has(topic);
  let looked = 0;
  const from = (start: readonly Subtopology[]): string[] => {
    const seen = new Set(start);
    const found = new Set<string>();
    for (const { reads } of seen) {
      for (const topic of reads) {
        if (++looked > lookLimit) return [];
        if (!isInternal(topic)) found.add(topic);
        else for (const writer of writersOf(topic)) seen.add(writer); // also visited by this loop
      }
    }
    return [...found].sort();
  };
  const repartitions = new Set(subtopologies.flatMap(({ reads }) => [...reads].filter(isInternal)));
  return {
    id,
    applicationId: null,
    names: [
      ...subtopologies.flatMap((part) => {
        const topics = from([part]);
        return [...part.stores].map((name) => toName('store', name, topics));
      }),
      ...[...repartitions].map((name) => toName('repartition', name, from(writersOf(name)))),
    ],
  };
}

/** Global sub-topologies are left out: nothing of them has a topic of its own. */
function readSubtopologies(text: string): Subtopology[] | undefined {
  return parseTopologyText(text)
    ?.filter(({ global }) => !global)
    .map(({ nodes }) => ({
      stores: new Set(nodes.flatMap(({ stores }) => stores)),
      reads: new Set(nodes.flatMap(({ topics, pattern }) => (pattern === undefined ? topics : [pattern]))),
      writes: new Set(nodes.flatMap(({ topic }) => (topic === undefined ? [] : [topic]))),
    }));
}

function toName(kind: PersistentName['kind'], name: string, from: readonly string[]): PersistentName {
  return { kind, name, exact: true, changelog: undefined, autoNamed: holdsPosition(name), operator: null, from, location: null };
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
