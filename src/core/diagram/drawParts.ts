/** From sub-topologies, wherever they are known from, to the nodes and edges of a diagram. */
import type { Diagram, DiagramNode } from './diagram.js';
import type { DiagramBuilder } from './diagramBuilder.js';
import { createDiagramBuilder } from './diagramBuilder.js';

export interface TopologyPart {
  readonly id: number | string;
  readonly global: boolean;
  readonly nodes: readonly PartNode[];
}

export interface PartNode {
  readonly type: 'source' | 'processor' | 'sink';
  /** A pattern where it is not exact; nodes of the same pattern cannot be told apart, and are drawn as one. */
  readonly name: string;
  readonly exact: boolean;
  /** What a source reads, or a sink writes. */
  readonly topics: readonly string[];
  readonly readsPattern: boolean;
  readonly stores: readonly string[];
  readonly successors: readonly string[];
  readonly location: DiagramNode['location'];
}

type Made = Pick<DiagramNode, 'exact' | 'unnamed' | 'location' | 'facts'>;

/** What is known of stores and topics beside their names. */
export interface Surroundings {
  readonly title: string;
  readonly notes: readonly string[];
  toTopic(name: string): Made & { readonly kind: 'topic' | 'repartition' };
  toStore(name: string): Made & { readonly changelog: ChangelogNode | null };
}

export interface ChangelogNode extends Made {
  readonly name: string;
  /** The user's topic in its place. */
  readonly reusesSourceTopic: boolean;
}

export function drawParts(parts: readonly TopologyPart[], surroundings: Surroundings, more?: (builder: DiagramBuilder) => void): Diagram {
  const builder = createDiagramBuilder();
  for (const part of parts) {
    const group = `group ${part.id}`;
    const title = `Sub-topology ${part.id}`;
    builder.group(part.global ? { id: group, title: `${title}, global store`, kind: 'global' } : { id: group, title, kind: 'subtopology' });
    drawPart(part, group, builder, surroundings);
  }
  more?.(builder);
  return builder.toDiagram(surroundings.title, surroundings.notes);
}

function drawPart(part: TopologyPart, group: string, builder: DiagramBuilder, surroundings: Surroundings): void {
  // Names are unique in a topology, but patterns are not: they are told apart by their sub-topologies.
  const idOf = (name: string, exact: boolean): string => (exact ? `node ${name}` : `node ${part.id} ${name}`);
  const exactNames = new Set(part.nodes.filter(({ exact }) => exact).map(({ name }) => name));
  const counts = new Map<string, number>();
  for (const { name } of part.nodes) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const node of part.nodes) {
    const { name, exact, type } = node;
    const count = exact ? 1 : (counts.get(name) ?? 1);
    const facts = count > 1 ? [{ term: 'Stands for', text: `${count} nodes whose names are not known any further` }] : [];
    const id = builder.node({ id: idOf(name, exact), kind: type, name, exact, unnamed: false, group, location: node.location, facts });
    for (const next of node.successors) builder.edge({ from: id, to: idOf(next, exactNames.has(next)), kind: 'flow' });
    for (const store of node.stores) builder.edge({ from: id, to: drawStore(store, group, builder, surroundings), kind: 'use' });
    for (const topic of node.topics) {
      const end = drawTopic(topic, node, builder, surroundings);
      builder.edge(type === 'sink' ? { from: id, to: end, kind: 'flow' } : { from: end, to: id, kind: 'flow' });
    }
  }
}

function drawTopic(name: string, node: PartNode, builder: DiagramBuilder, surroundings: Surroundings): string {
  const topic = surroundings.toTopic(name);
  const facts = node.readsPattern ? [{ term: 'Reads', text: 'every topic that this pattern matches' }, ...topic.facts] : topic.facts;
  return builder.node({ id: `topic ${name}`, name, group: null, ...topic, exact: node.readsPattern || topic.exact, facts });
}

export function drawStore(name: string, group: string, builder: DiagramBuilder, surroundings: Pick<Surroundings, 'toStore'>): string {
  const { changelog, ...store } = surroundings.toStore(name);
  const id = `store ${name}`;
  if (builder.has(id)) return id;
  builder.node({ id, kind: 'store', name, group, ...store });
  if (changelog !== null) {
    const { name: topic, exact, unnamed, location, facts, reusesSourceTopic } = changelog;
    const kind = reusesSourceTopic ? 'topic' : 'changelog';
    const backup = { id: `topic ${topic}`, kind, name: topic, exact, unnamed, location, facts } as const;
    builder.node({ ...backup, group: reusesSourceTopic ? null : group });
    builder.edge({ from: id, to: backup.id, kind: 'backup' });
  }
  return id;
}
