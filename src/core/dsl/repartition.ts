/** Repartition nodes: the three indices they draw, the topic, the names of their plumbing. Source: KStreamImpl.createRepartitionedSource, graph.*RepartitionNode. */
import type { Site } from '../../base/text.js';
import { repartitionPrefixes } from '../operators/operator.js';
import { GraphNode, type RepartitionTopic, type WriteNode } from './graphNode.js';
import type { StreamsGraph } from './streamsGraph.js';

const suffix = '-repartition';
/** Digits, or digits that are lost. */
const generated = /^KSTREAM.*-([0-9]{10}|\uE002{10}[\uE010-\uE019]*)$/s;

export interface RepartitionRequest {
  readonly prefix: string;
  /** The prefix holds a drawn index. */
  readonly autoNamed: boolean;
  /** In the sense of KIP-1111. */
  readonly named: boolean;
  /** `repartition()` itself: never merged. */
  readonly fixed?: { readonly partitions: number | null | undefined; readonly hasOwnPartitioner: boolean };
  readonly keySerde?: string | null;
  readonly valueSerde?: string | null;
  readonly operator: string;
  readonly site: Site;
}

/** Draws the triple and makes the node; it is the caller's to add, or to drop in favour of one that is there. */
export function createRepartition(graph: StreamsGraph, request: RepartitionRequest): GraphNode {
  const { prefix, autoNamed, operator, site } = request;
  const modern = graph.version.since('2.5');
  const topic = modern && prefix.endsWith(suffix) ? prefix : prefix + suffix;
  if (!request.named) graph.recordImplicitRepartition(topic, site);
  const { sink, filter, source } = repartitionPrefixes;
  const drawn = { sink: graph.draw(sink), filter: graph.draw(filter), source: graph.draw(source) };
  const names = !modern || generated.test(prefix) ? drawn : { sink: `${topic}-sink`, filter: `${topic}-filter`, source: `${topic}-source` };
  const { keySerde = null, valueSerde = null } = request;
  const repartitionTopic: RepartitionTopic = {
    name: topic,
    sink: names.sink,
    filter: names.filter,
    keySerde,
    valueSerde,
    autoNamed,
    operator,
    site,
  };
  const partitions = request.fixed?.partitions ?? undefined;
  if (partitions !== undefined) graph.fixedPartitions.set(names.source, { topic, partitions });
  const write: WriteNode = (topology, parents) => {
    topology.addInternalTopic(topic, partitions, autoNamed, operator, site, request.fixed?.hasOwnPartitioner);
    topology.addProcessor(names.filter, parents, site);
    topology.addSink(names.sink, topic, [names.filter], site);
    topology.addSource(names.source, [topic], site);
  };
  return new GraphNode(names.source, write, request.fixed === undefined ? { role: { kind: 'repartition', topic: repartitionTopic } } : {});
}

/** The node that takes the place of several: their first topic. */
export function createMergedRepartition(graph: StreamsGraph, topic: RepartitionTopic): GraphNode {
  const prefix = graph.version.since('2.5') ? topic.name : topic.name.slice(0, -suffix.length);
  return createRepartition(graph, { prefix, autoNamed: topic.autoNamed, named: true, operator: topic.operator, site: topic.site });
}

/** The repartition node of a grouped table: no filter, and its suffix may be doubled. Source: GroupedTableOperationRepartitionNode. */
export function createTableRepartition(
  names: { readonly sink: string; readonly source: string },
  request: Pick<RepartitionRequest, 'prefix' | 'autoNamed' | 'operator' | 'site'>,
): GraphNode {
  const { prefix, autoNamed, operator, site } = request;
  const topic = prefix + suffix;
  return new GraphNode(names.source, (topology, parents) => {
    topology.addInternalTopic(topic, undefined, autoNamed, operator, site);
    topology.addSink(names.sink, topic, parents, site);
    topology.addSource(names.source, [topic], site);
  });
}
