/** The objects of the Streams DSL as the evaluator passes them around. */
import type { Site } from '../../base/text.js';
import type { DslObject, Value } from '../values/values.js';
import type { StoreSpec, TopologyBuilder } from '../topology/model.js';
import type { GraphNode } from './graphNode.js';
import type { EmitStrategy, Windows } from './settings.js';
import type { StreamsGraph } from './streamsGraph.js';

/** The graph that an object belongs to; a stream of unknown origin has its own until it meets a known one. */
export interface GraphHolder {
  graph: StreamsGraph;
}

interface Streamed extends DslObject {
  readonly holder: GraphHolder;
  readonly node: GraphNode;
  /** Source nodes that its data comes from (Kafka: subTopologySourceNodes). */
  readonly sources: ReadonlySet<string>;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
}

export interface StreamsBuilder extends DslObject {
  readonly type: 'StreamsBuilder';
  readonly holder: GraphHolder;
  readonly origin: Site;
  built: Topology | undefined;
}

export interface KStream extends Streamed {
  readonly type: 'KStream';
  readonly name: string;
  /** The name holds a drawn index. */
  readonly autoNamed: boolean;
  /** Its key may have changed: an operator by key needs a repartition topic. */
  readonly rekeyed: boolean | 'unknown';
  /** Of its last join: a later unnamed join takes it again (2.5.1+). */
  joinRepartition: GraphNode | undefined;
}

/** Where a table's values can be read from, and what makes it keep a store (Kafka: KTableProcessorSupplier and KTableSource). */
export type TableOrigin =
  | { readonly kind: 'source'; readonly store: StoreSpec; materialized: boolean }
  /** `windowSizeMs`: of the windows of its keys; null: they have none, or their size is not known. */
  | { readonly kind: 'stored'; readonly store: string; readonly windowSizeMs: number | null }
  | { readonly kind: 'derived'; readonly parent: KTable; readonly store: string | undefined }
  | { readonly kind: 'joined'; readonly parents: readonly [KTable, KTable]; readonly store: string | undefined }
  | { readonly kind: 'suppressed'; readonly parent: KTable; readonly buffer: string }
  | { readonly kind: 'unknown' };

export interface KTable extends Streamed {
  readonly type: 'KTable';
  readonly name: string;
  readonly origin: TableOrigin;
  /** null: none. */
  readonly queryableName: string | null;
}

export interface GlobalKTable extends DslObject {
  readonly type: 'GlobalKTable';
  readonly queryableName: string | null;
}

export interface KGroupedStream extends Streamed {
  readonly type: 'KGroupedStream';
  readonly rekeyed: boolean | 'unknown';
  readonly groupedName: string | undefined;
  /** Whether groupedName is the whole truth: false for a Grouped from where we cannot look. */
  readonly nameKnown: boolean;
  /** Shared with the windowed forms of this grouping. */
  readonly repartition: { node: GraphNode | undefined };
}

export interface WindowedKStream extends DslObject {
  readonly type: 'TimeWindowedKStream' | 'SessionWindowedKStream';
  readonly grouped: KGroupedStream;
  readonly windows: Windows | undefined;
  emit: EmitStrategy | undefined;
}

export interface CogroupedKStream extends DslObject {
  readonly type: 'CogroupedKStream';
  readonly groups: Set<KGroupedStream>;
  /** Where each group's aggregation hangs: kept between several aggregate() calls. */
  readonly parents: Map<KGroupedStream, GraphNode>;
}

export interface WindowedCogroupedKStream extends DslObject {
  readonly type: 'TimeWindowedCogroupedKStream' | 'SessionWindowedCogroupedKStream';
  readonly cogrouped: CogroupedKStream;
  readonly windows: Windows | undefined;
}

export interface KGroupedTable extends Streamed {
  readonly type: 'KGroupedTable';
  readonly groupedName: string | undefined;
  readonly nameKnown: boolean;
  repartition: GraphNode | undefined;
}

export interface BranchedKStream extends DslObject {
  readonly type: 'BranchedKStream';
  readonly source: KStream;
  readonly splitterName: string;
  readonly autoNamed: boolean;
  readonly node: GraphNode;
  branches: number;
  readonly outputs: Map<string, Value>;
}

export interface Topology extends DslObject {
  readonly type: 'Topology';
  readonly builder: TopologyBuilder;
  /** Also of a Topology that no StreamsBuilder made: it records errors and gaps. */
  readonly graph: StreamsGraph;
  readonly origin: Site;
  applicationId: string | undefined;
  builtInCode: boolean;
  optimizations: readonly string[];
  indexBeforeBuild: number | undefined;
  indexAfterBuild: number | undefined;
}

/** KafkaStreams, TopologyTestDriver, TopologyDescription …: nothing they do changes a topology. */
export interface Running extends DslObject {
  readonly type: 'KafkaStreams' | 'TopologyTestDriver' | 'TopologyDescription';
}

export type Handle =
  | StreamsBuilder
  | KStream
  | KTable
  | GlobalKTable
  | KGroupedStream
  | WindowedKStream
  | CogroupedKStream
  | WindowedCogroupedKStream
  | KGroupedTable
  | BranchedKStream
  | Topology
  | Running;

/** The graphs that it belongs to: several, where streams of several builders are in it. */
export function graphsOfHandle(handle: Handle): readonly StreamsGraph[] {
  if ('holder' in handle) return [handle.holder.graph];
  if (handle.type === 'Topology') return [handle.graph];
  if (handle.type === 'BranchedKStream') return [handle.source.holder.graph];
  if ('grouped' in handle) return [handle.grouped.holder.graph];
  const groups = 'cogrouped' in handle ? handle.cogrouped.groups : 'groups' in handle ? handle.groups : [];
  return [...groups].map((group) => group.holder.graph);
}

/** The graphs of all Kafka objects that a value holds, however deep. */
export function graphsWithin(value: Value): readonly StreamsGraph[] {
  const found = new Set<StreamsGraph>();
  const seen = new Set<Value>();
  const visit = (item: Value | undefined): void => {
    if (item === undefined || seen.has(item)) return;
    seen.add(item);
    if (item.kind === 'list') item.items.forEach(visit);
    else if (item.kind === 'map') for (const entry of item.entries.values()) visit(entry);
    else if (item.kind === 'object') [...item.fields.values()].forEach(visit);
    else if (item.kind === 'pair') [item.key, item.value].forEach(visit);
    else if (item.kind === 'optional') visit(item.value);
    else if (item.kind === 'dsl') for (const graph of graphsOfHandle(item.object as Handle)) found.add(graph);
  };
  visit(value);
  return [...found];
}
