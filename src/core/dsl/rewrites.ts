/** The rewrites of the logical graph at build(). Source: InternalStreamsBuilder (mergeDuplicateSourceNodes, mergeRepartitionTopics, rewriteSingleStoreSelfJoin). */
import { TopologyError } from '../topology/model.js';
import type { KafkaVersion } from '../kafkaVersion.js';
import type { GraphNode } from './graphNode.js';
import { createMergedRepartition } from './repartition.js';
import { findAncestor, type StreamsGraph } from './streamsGraph.js';

/** Several `stream()` of the same topics, or of the same pattern, become one source (2.8+). */
export function mergeDuplicateSources(graph: StreamsGraph): void {
  const byTopic = new Map<string, GraphNode>();
  const byPattern = new Map<string, GraphNode>();
  for (const node of [...graph.root.children]) {
    if (node.role?.kind !== 'streamSource') continue;
    const { pattern, topics } = node.role;
    if (pattern !== undefined) {
      const key = `${pattern.flags} ${pattern.pattern}`;
      const first = byPattern.get(key);
      if (first === undefined) byPattern.set(key, node);
      else mergeInto(graph, first, node);
    }
    for (const topic of topics ?? []) {
      const first = byTopic.get(topic);
      if (first === undefined) {
        byTopic.set(topic, node);
        continue;
      }
      const others = first.role?.kind === 'streamSource' ? first.role.topics : undefined;
      if (others === undefined || !sameSet(others, topics!)) {
        throw new TopologyError(
          'TopologyException',
          'Invalid topology: Two source nodes are subscribed to overlapping but not equal input topics',
        );
      }
      mergeInto(graph, first, node);
    }
  }
}

function mergeInto(graph: StreamsGraph, main: GraphNode, other: GraphNode): void {
  if (main === other) return;
  for (const child of [...other.children]) {
    other.removeChild(child);
    main.addChild(child);
  }
  graph.root.removeChild(other);
}

/** One repartition node directly below each key changer replaces those listed under it. */
export function mergeRepartitions(graph: StreamsGraph): void {
  listUnderMergeNodes(graph);
  for (const [keyChanger, listed] of graph.keyChangers) {
    const first = [...listed][0];
    if (first?.role?.kind !== 'repartition') continue;
    const merged = createMergedRepartition(graph, first.role.topic);
    merged.priority = keyChanger.priority;
    for (const replaced of listed) {
      const child = findAncestor(graph.version, replaced, (node) => node.parents.has(keyChanger));
      if (child === undefined) throw unmergeable(graph, replaced);
      merged.addChild(child);
      keyChanger.removeChild(child);
      const parents = [...replaced.parents];
      for (const grandchild of [...replaced.children]) for (const parent of parents) parent.addChild(grandchild);
      for (const parent of parents) parent.removeChild(replaced);
      for (const grandchild of [...replaced.children]) replaced.removeChild(grandchild);
      graph.copartitions = graph.copartitions.map((group) =>
        group.has(replaced.name) ? new Set([...group].filter((name) => name !== replaced.name)).add(merged.name) : group,
      );
    }
    keyChanger.addChild(merged);
  }
}

/** The library's own crash: of two repartition nodes below one child of the key changer, the second is no longer found. Its words are the node's toString(). */
function unmergeable(graph: StreamsGraph, node: GraphNode): TopologyError {
  if (node.role?.kind !== 'repartition') throw new Error(`${node.name} is listed for merging`);
  const { name, sink, filter, keySerde, valueSerde, site } = node.role.topic;
  const internals = 'class org.apache.kafka.streams.';
  const { version } = graph;
  const processor = version.since('3.3')
    ? `processor supplier class=null, fixed key processor supplier class=${internals}kstream.internals.KStreamFilter`
    : `processor class=${internals}${oldProcessorClass(version)}`;
  const settings = version.since('2.4')
    ? `', partitioner=null${version.since('2.6') ? ', internalTopicProperties=InternalTopicProperties{numberOfPartitions=null}' : ''}`
    : '';
  const repartition =
    `BaseRepartitionNode{keySerde=${keySerde}, valueSerde=${valueSerde}, sinkName='${sink}', sourceName='${node.name}', repartitionTopic='${name}', ` +
    `processorParameters=ProcessorParameters{${processor}, processor name='${filter}'}${settings}}`;
  const parents = [...node.parents].map((parent) => parent.name).join(', ');
  const graphNode =
    `StreamsGraphNode{nodeName='${node.name}', buildPriority=${node.priority}, hasWrittenToTopology=false, ` +
    `keyChangingOperation=false, valueChangingOperation=false, mergeNode=false, parentNodes=[${parents}]}`;
  return new TopologyError(
    'StreamsException',
    `Found a null keyChangingChild node for OptimizableRepartitionNode{ ${repartition} ${graphNode} }`,
    site,
  );
}

function oldProcessorClass(version: KafkaVersion): string {
  if (version.since('3.0')) return 'kstream.internals.KStreamFilter';
  return version.since('2.7') ? 'processor.internals.ProcessorAdapter' : 'kstream.internals.KStreamFilter$KStreamFilterProcessor';
}

/**
 * Where all nodes listed under key changers lie below a merge node, they are listed under that instead. Up to 2.5.0 (KAFKA-9739) also
 * those that do not, which then cannot be merged; up to 2.4.0 (KAFKA-9335) a key changer above two merge nodes was an error.
 */
function listUnderMergeNodes(graph: StreamsGraph): void {
  const { version, keyChangers } = graph;
  const gone = new Set<GraphNode>();
  const relisted = new Map<GraphNode, Set<GraphNode>>();
  for (const merge of graph.mergeNodes) {
    const nodes = new Set<GraphNode>();
    for (const [keyChanger, listed] of keyChangers) {
      const allBelow =
        !version.since('2.5.1') || [...listed].every((node) => findAncestor(version, node, (n) => n.parents.has(merge)) !== undefined);
      if (!allBelow || findAncestor(version, merge, (n) => n.parents.has(keyChanger)) === undefined) continue;
      for (const node of listed) nodes.add(node);
      if (gone.has(keyChanger) && !version.since('2.4.1'))
        throw new TopologyError('NullPointerException', 'Cannot invoke "java.util.Collection.iterator()" because "c" is null');
      gone.add(keyChanger);
    }
    relisted.set(merge, nodes);
  }
  for (const [merge, nodes] of relisted) keyChangers.set(merge, nodes);
  for (const keyChanger of gone) keyChangers.delete(keyChanger);
}

/** A stream joined with itself needs one window store only (3.4+). */
export function rewriteSelfJoins(graph: StreamsGraph): void {
  const visited = new Set<GraphNode>([graph.root]);
  const visit = (node: GraphNode): void => {
    visited.add(node);
    const role = node.role;
    if (role?.kind === 'streamJoin' && node.parents.size === 1) {
      const parent = [...node.parents][0]!;
      const { thisWindowed, otherWindowed } = role;
      if (!parent.children.has(thisWindowed) || !parent.children.has(otherWindowed)) {
        throw new TopologyError(
          'IllegalStateException',
          `Expected the left node ${thisWindowed.name} to have smaller build priority than the right node ${otherWindowed.name}.`,
        );
      }
      parent.removeChild(otherWindowed);
      role.selfJoin = true;
    }
    for (const child of [...node.children]) if (!visited.has(child)) visit(child);
  };
  visit(graph.root);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}
