/** What became of the stores and repartition topics of a diagram since another state of the code. */
import type { NamePair, TopologyComparison } from '../names/compareNames.js';
import { leavesTopic, topicOf } from '../names/orphans.js';
import type { PersistentName } from '../names/topologyNames.js';
import type { Diagram, DiagramNode, Fact, NodeChange } from './diagram.js';

interface Change {
  readonly change: NodeChange;
  readonly facts: readonly Fact[];
}

/** `called`: the other state, as people call it. Of a diagram that is made of the `after` of the comparison; what is gone stands in a group of its own. */
export function markChanges(diagram: Diagram, comparison: TopologyComparison, called: string): Diagram {
  const changes = changesOf(comparison, called);
  const gone = comparison.removed.map((name) => goneNode(name, comparison, called));
  const group = { id: goneGroup, title: `Only in ${called}`, kind: 'undetermined' } as const;
  return {
    ...diagram,
    groups: gone.length === 0 ? diagram.groups : [...diagram.groups, group],
    nodes: [
      ...diagram.nodes.map((node): DiagramNode => {
        const found = changes.get(node.id);
        return found === undefined ? node : { ...node, change: found.change, facts: [...found.facts, ...node.facts] };
      }),
      ...gone,
    ],
  };
}

const goneGroup = 'group gone';

const idOf = ({ kind, name }: PersistentName): string => (kind === 'store' ? `store ${name}` : `topic ${name}`);

function changesOf({ moved, added, takenOver, before }: TopologyComparison, called: string): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  const add = (name: PersistentName, change: NodeChange, text: string): void => {
    const known = changes.get(idOf(name));
    const fact = { term: changeTerms[change], text };
    changes.set(idOf(name), { change: known?.change ?? change, facts: [...(known?.facts ?? []), fact] });
  };
  for (const { before: old, after } of moved) add(after, 'moved', `${old.name} in ${called}: ${leftBehind(old, before)}`);
  for (const { before: old, after } of takenOver) add(after, 'taken', takenText({ before: old, after }, called));
  for (const name of added) add(name, 'new', `not in ${called}`);
  return changes;
}

const changeTerms: Readonly<Record<NodeChange, string>> = { moved: 'Was', new: 'New', taken: 'Taken over', gone: 'Gone' };

const leftBehind = (name: PersistentName, before: TopologyComparison['before']): string =>
  leavesTopic(name) ? `${topicOf(name, before)} is left behind` : 'no topic is left behind';

const takenText = ({ before }: NamePair, called: string): string =>
  `another operator has ${before.name} in ${called}: this one would start from what is not its own`;

function goneNode(name: PersistentName, { before }: TopologyComparison, called: string): DiagramNode {
  return {
    id: `gone ${idOf(name)}`,
    kind: name.kind,
    name: name.name,
    exact: name.exact,
    unnamed: name.autoNamed,
    change: 'gone',
    group: goneGroup,
    location: null,
    facts: [{ term: changeTerms.gone, text: `only in ${called}: ${leftBehind(name, before)}` }],
  };
}
