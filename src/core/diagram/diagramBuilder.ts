/** Puts a diagram together: what is named twice is one node, and an edge is drawn once. */
import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode } from './diagram.js';

export interface DiagramBuilder {
  group(group: DiagramGroup): void;
  /** The first that is said of a node counts; what is said later adds facts that are new. */
  node(node: DiagramNode): string;
  edge(edge: DiagramEdge): void;
  has(id: string): boolean;
  toDiagram(title: string, notes: readonly string[]): Diagram;
}

export function createDiagramBuilder(): DiagramBuilder {
  const groups: DiagramGroup[] = [];
  const nodes = new Map<string, DiagramNode>();
  const edges = new Map<string, DiagramEdge>();
  return {
    group: (group) => void groups.push(group),
    node(node) {
      const known = nodes.get(node.id);
      if (known === undefined) nodes.set(node.id, node);
      else {
        const fresh = node.facts.filter(({ term, text }) => !known.facts.some((fact) => fact.term === term && fact.text === text));
        nodes.set(node.id, { ...known, location: known.location ?? node.location, facts: [...known.facts, ...fresh] });
      }
      return node.id;
    },
    edge: (edge) => void edges.set(`${edge.from}\n${edge.to}`, edge),
    has: (id) => nodes.has(id),
    toDiagram: (title, notes) => ({
      title,
      notes,
      groups,
      nodes: [...nodes.values()],
      // An edge to what is not there: a successor outside of the part that is known.
      edges: [...edges.values()].filter(({ from, to }) => nodes.has(from) && nodes.has(to)),
    }),
  };
}
