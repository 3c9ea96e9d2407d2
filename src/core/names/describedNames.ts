/** The names in a saved Topology#describe() text: stores, and the repartition topics that it writes and reads. */
import type { PersistentName, TopologyNames } from './topologyNames.js';

const generated = /\d{10}/;
const internal = /-repartition$|-subscription-(?:registration|response)(?:-\d{10})?-topic$/i;

interface Subtopology {
  readonly stores: Set<string>;
  readonly reads: Set<string>;
  readonly writes: Set<string>;
}

/** undefined: not a description. Which stores are logged and which operators make them, it does not tell. */
export function parseDescription(text: string, id: string): TopologyNames | undefined {
  if (!/^\s*Topologies:/.test(text)) return undefined;
  const subtopologies = readSubtopologies(text);
  const writersOf = (topic: string): Subtopology[] => subtopologies.filter(({ writes }) => writes.has(topic));
  const isInternal = (topic: string): boolean => internal.test(topic) && writersOf(topic).length > 0;
  const from = (start: readonly Subtopology[]): string[] => {
    const seen = new Set(start);
    const found = new Set<string>();
    for (const { reads } of seen) {
      for (const topic of reads) {
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
      ...subtopologies.flatMap((part) => [...part.stores].map((name) => toName('store', name, from([part])))),
      ...[...repartitions].map((name) => toName('repartition', name, from(writersOf(name)))),
    ],
  };
}

/** Global sub-topologies are left out: nothing of them has a topic of its own. */
function readSubtopologies(text: string): Subtopology[] {
  const found: Subtopology[] = [];
  let current: Subtopology | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:Topologies:\s*)?Sub-topology: \d+/.test(line)) {
      current = { stores: new Set(), reads: new Set(), writes: new Set() };
      if (!line.includes('for global store')) found.push(current);
    }
    const node = /^\s*(?:Source|Processor|Sink): .*? \((topics|stores|topic): (.*)\)\s*$/.exec(line);
    if (node === null || current === undefined) continue;
    const [, what, list] = node;
    if (what === 'topic') current.writes.add(list!);
    else
      for (const name of list!.replace(/^\[|\]$/g, '').split(', '))
        if (name !== '') (what === 'stores' ? current.stores : current.reads).add(name);
  }
  return found;
}

function toName(kind: PersistentName['kind'], name: string, from: readonly string[]): PersistentName {
  return { kind, name, exact: true, changelog: undefined, autoNamed: generated.test(name), operator: null, from, location: null };
}
