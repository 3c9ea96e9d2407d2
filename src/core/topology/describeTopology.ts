/**
 * Sub-topologies and the text of Topology#describe(), in the library's order. Source: InternalTopologyBuilder#makeNodeGroups,
 * #describeSubtopology and the toString methods of its descriptions; the text is the same in 2.0 … 4.3.
 */
import { copyOf, JavaHashSet, JavaTreeSet } from './javaCollections.js';
import type { KafkaVersion } from '../kafkaVersion.js';
import type { NodeFactory, NodeGroups } from './nodes.js';
import { predecessorsOf } from './nodes.js';
import type { GlobalStoreDescription, Subtopology, TopologyNode } from './result.js';

export interface DescribedTopology {
  readonly subtopologies: readonly Subtopology[];
  readonly globalStores: readonly GlobalStoreDescription[];
  readonly text: string;
}

interface DescribedNode {
  readonly factory: NodeFactory;
  /** Nodes that can be reached, paths counted: it grows while edges are added. */
  size: number;
  readonly predecessors: JavaTreeSet<DescribedNode>;
  readonly successors: JavaTreeSet<DescribedNode>;
}

/** The node groups by id: numbered as their first node was added; before 2.4 by the names of their sources. */
export function toNodeGroups(factories: ReadonlyMap<string, NodeFactory>, groups: NodeGroups, version: KafkaVersion): JavaHashSet[] {
  const byRoot = new Map<string, JavaHashSet>();
  for (const name of version.since('2.4') ? factories.keys() : sourcesFirst(factories)) {
    const root = groups.root(name);
    let group = byRoot.get(root);
    if (group === undefined) byRoot.set(root, (group = new JavaHashSet()));
    group.add(name);
  }
  return [...byRoot.values()];
}

function sourcesFirst(factories: ReadonlyMap<string, NodeFactory>): string[] {
  const names = [...factories.keys()].sort();
  const isSource = (name: string): boolean => factories.get(name)!.kind === 'source';
  return [...names.filter(isSource), ...names.filter((name) => !isSource(name))];
}

export function describeTopology(
  factories: ReadonlyMap<string, NodeFactory>,
  groups: readonly JavaHashSet[],
  globalTopics: ReadonlySet<string>,
): DescribedTopology {
  const subtopologies: Subtopology[] = [];
  const globalStores: GlobalStoreDescription[] = [];
  const texts: string[] = [];
  for (const [id, group] of groups.entries()) {
    const members = group.toArray();
    const globalSource = members
      .map((name) => factories.get(name)!)
      .find((f) => f.kind === 'source' && f.topics.length === 1 && globalTopics.has(f.topics[0]!));
    if (globalSource?.kind === 'source') {
      const processor = members.map((name) => factories.get(name)!).find((f) => f.kind === 'processor');
      const stores = processor?.kind === 'processor' ? processor.stores.toArray().slice(0, 1) : [];
      const processorName = processor?.name ?? '';
      globalStores.push({ id, source: globalSource.name, topic: globalSource.topics[0]!, processor: processorName, stores });
      texts.push(
        `Sub-topology: ${id} for global store (will not generate tasks)\n` +
          `    Source: ${globalSource.name} (topics: [${globalSource.topics[0]!}])\n      --> ${processorName}\n` +
          `    Processor: ${processorName} (stores: [${stores.join(', ')}])\n      --> none\n      <-- ${globalSource.name}\n`,
      );
      continue;
    }
    const nodes = describeNodes(factories, members);
    subtopologies.push({ id, nodes: nodes.map(toTopologyNode) });
    texts.push(`Sub-topology: ${id}\n${nodes.map((node) => `    ${nodeText(node)}\n`).join('')}\n`);
  }
  return { subtopologies, globalStores, text: `Topologies:\n ${texts.map((text) => `  ${text}`).join('')}` };
}

/** Larger first; the order of a set is decided by the sizes at the time of insertion. */
function compareNodes(a: DescribedNode, b: DescribedNode): number {
  if (a === b) return 0;
  if (a.size !== b.size) return b.size - a.size;
  return a.factory.name < b.factory.name ? -1 : 1;
}

function describeNodes(factories: ReadonlyMap<string, NodeFactory>, members: readonly string[]): DescribedNode[] {
  // A HashMap by name, filled in the group's order.
  const order = new JavaHashSet();
  const byName = new Map<string, DescribedNode>();
  for (const name of members) {
    order.add(name);
    byName.set(name, {
      factory: factories.get(name)!,
      size: 1,
      predecessors: new JavaTreeSet(compareNodes),
      successors: new JavaTreeSet(compareNodes),
    });
  }
  const nodes = order.toArray().map((name) => byName.get(name)!);
  for (const node of nodes) {
    for (const name of predecessorsOf(node.factory)) {
      const predecessor = byName.get(name);
      if (predecessor === undefined) continue;
      node.predecessors.add(predecessor);
      predecessor.successors.add(node);
      grow(predecessor, node.size);
    }
  }
  return nodes.sort(compareNodes);
}

function grow(node: DescribedNode, by: number): void {
  node.size += by;
  for (const predecessor of node.predecessors.toArray()) grow(predecessor, by);
}

function namesOf(nodes: readonly DescribedNode[]): string {
  return nodes.length === 0 ? 'none' : nodes.map((n) => n.factory.name).join(', ');
}

/** The order in which a HashSet made of a collection gives its elements. */
function inSetOrder(members: readonly string[]): readonly string[] {
  return members.length < 2 ? members : copyOf(members).toArray();
}

function nodeText(node: DescribedNode): string {
  const { factory } = node;
  const predecessors = `      <-- ${namesOf(node.predecessors.toArray())}`;
  const successors = `      --> ${namesOf(node.successors.toArray())}`;
  switch (factory.kind) {
    case 'source': {
      const topics = factory.pattern ?? `[${inSetOrder(factory.topics).join(', ')}]`;
      return `Source: ${factory.name} (topics: ${topics})\n${successors}`;
    }
    case 'processor':
      return `Processor: ${factory.name} (stores: [${inSetOrder(factory.stores.toArray()).join(', ')}])\n${successors}\n${predecessors}`;
    case 'sink':
      // The library prints the extractor object itself here.
      return `Sink: ${factory.name} (${factory.topic === undefined ? 'extractor class: ?' : `topic: ${factory.topic}`})\n${predecessors}`;
  }
}

function toTopologyNode(node: DescribedNode): TopologyNode {
  const { factory } = node;
  return {
    name: factory.name,
    type: factory.kind,
    topics: factory.kind === 'source' ? factory.topics : [],
    pattern: factory.kind === 'source' ? factory.pattern : undefined,
    topic: factory.kind === 'sink' ? factory.topic : undefined,
    stores: factory.kind === 'processor' ? factory.stores.toArray() : [],
    successors: node.successors.toArray().map((n) => n.factory.name),
    predecessors: node.predecessors.toArray().map((n) => n.factory.name),
    site: factory.site,
  };
}
