/** Less of a diagram: only its stores and topics, or a sub-topology as one node. */
import { groupBy } from '../../base/groupBy.js';
import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode, Fact } from './diagram.js';

export interface Arrangement {
  readonly storesOnly: boolean;
  /** Ids of groups that are drawn as one node each. */
  readonly collapsed: readonly string[];
}

export const wholeDiagram: Arrangement = { storesOnly: false, collapsed: [] };

export function arrangeDiagram(diagram: Diagram, { storesOnly, collapsed }: Arrangement): Diagram {
  const kept = storesOnly ? toStoresOnly(diagram) : diagram;
  const groups = kept.groups.filter(({ id }) => collapsed.includes(id));
  return groups.length === 0 ? kept : collapse(kept, groups);
}

const standing = 'collapsed ';
const collapsedId = (group: string): string => `${standing}${group}`;

/** The group that a node stands for; null: a node of its own. */
export const groupOfCollapsed = (id: string): string | null => (id.startsWith(standing) ? id.slice(standing.length) : null);

function collapse(diagram: Diagram, groups: readonly DiagramGroup[]): Diagram {
  const membersOf = groupBy(diagram.nodes, ({ group }) => group);
  const ids = new Set(groups.map(({ id }) => id));
  const groupOf = new Map(diagram.nodes.map(({ id, group }) => [id, group]));
  const drawnAs = (id: string): string => {
    const group = groupOf.get(id);
    return group !== null && group !== undefined && ids.has(group) ? collapsedId(group) : id;
  };
  const edges = diagram.edges.map((edge): DiagramEdge => {
    const [from, to] = [drawnAs(edge.from), drawnAs(edge.to)];
    return { from, to, kind: from === edge.from && to === edge.to ? edge.kind : 'flow' };
  });
  return {
    ...diagram,
    groups: diagram.groups.filter(({ id }) => !ids.has(id)),
    nodes: [
      ...groups.map((group) => toCollapsed(group, membersOf.get(group.id) ?? [])),
      ...diagram.nodes.filter(({ group }) => group === null || !ids.has(group)),
    ],
    edges: onceEach(edges.filter(({ from, to }) => from !== to)),
  };
}

function toCollapsed({ id, title }: DiagramGroup, members: readonly DiagramNode[]): DiagramNode {
  const count = (kind: DiagramNode['kind']): number => members.filter((node) => node.kind === kind).length;
  const stores = members.filter(({ kind }) => kind === 'store');
  const unnamed = stores.filter((store) => store.unnamed);
  const facts: Fact[] = [
    { term: 'Processors', text: String(count('processor')) },
    { term: 'Stores', text: stores.length === 0 ? 'none' : stores.map(({ name }) => name).join(', ') },
    ...(unnamed.length === 0 ? [] : [{ term: 'Unnamed', text: `${unnamed.length} of ${stores.length} stores` }]),
  ];
  return {
    id: collapsedId(id),
    kind: 'subtopology',
    name: `${title}: ${stores.length === 1 ? '1 store' : `${stores.length} stores`}`,
    exact: members.every(({ exact }) => exact),
    unnamed: unnamed.length > 0,
    group: null,
    location: null,
    facts,
  };
}

const isProcessing = ({ kind }: DiagramNode): boolean => kind === 'source' || kind === 'processor' || kind === 'sink';

/** Records flow from topics and stores to stores and topics: what processes them between is left out. */
function toStoresOnly(diagram: Diagram): Diagram {
  const byId = new Map(diagram.nodes.map((node) => [node.id, node]));
  const processing = new Set(diagram.nodes.filter(isProcessing).map(({ id }) => id));
  const [entering, leaving] = [groupBy(diagram.edges, ({ to }) => to), groupBy(diagram.edges, ({ from }) => from)];
  const storesOf = (id: string): string[] => (leaving.get(id) ?? []).filter(({ kind }) => kind === 'use').map(({ to }) => to);
  /** What the records that a node gets come from: topics and stores. */
  const origins = new Map<string, ReadonlySet<string>>();
  for (const id of inFlowOrder(processing, diagram.edges)) {
    const from = (entering.get(id) ?? []).flatMap((edge) => (processing.has(edge.from) ? givenBy(edge.from) : [edge.from]));
    origins.set(id, new Set(from));
  }
  function givenBy(id: string): readonly string[] {
    const stores = storesOf(id);
    return stores.length > 0 ? stores : [...(origins.get(id) ?? [])];
  }
  const flows = [...processing].flatMap((id) => {
    const ends = (leaving.get(id) ?? []).filter(({ to }) => !processing.has(to));
    return ends.flatMap(({ to, kind }) => {
      const from = kind === 'use' ? [...(origins.get(id) ?? [])] : givenBy(id);
      return from.filter((origin) => origin !== to).map((origin): DiagramEdge => ({ from: origin, to, kind: 'flow' }));
    });
  });
  const kept = diagram.edges.filter(({ from, to }) => !processing.has(from) && !processing.has(to));
  const nodes = diagram.nodes.filter(({ id }) => !processing.has(id));
  const groups = new Set(nodes.map(({ group }) => group));
  return {
    ...diagram,
    groups: diagram.groups.filter(({ id }) => groups.has(id)),
    nodes,
    edges: onceEach([...kept, ...flows]).filter(({ from, to }) => byId.has(from) && byId.has(to)),
  };
}

/** Each after those that lead to it; where they lead in a circle, as only a damaged description has it, from the first of them on. */
function inFlowOrder(ids: ReadonlySet<string>, edges: readonly DiagramEdge[]): readonly string[] {
  const inner = edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const leaving = groupBy(inner, ({ from }) => from);
  const waiting = new Map([...ids].map((id) => [id, 0]));
  for (const { to } of inner) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const ordered: string[] = [];
  const free = [...ids].filter((id) => waiting.get(id) === 0);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    ordered.push(id);
    for (const { to } of leaving.get(id) ?? []) {
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  const seen = new Set(ordered);
  return [...ordered, ...[...ids].filter((id) => !seen.has(id))];
}

function onceEach(edges: readonly DiagramEdge[]): DiagramEdge[] {
  return [...new Map(edges.map((edge) => [`${edge.from}\n${edge.to}`, edge])).values()];
}
