/** Processors with suppliers of the program: their stores (`stores()`, 2.6+) and the stores they are connected to. Source: ProcessorParameters, ProcessorToStateConnectorNode. */
import type { ProcessorDraw } from '../operators/operator.js';
import type { Value } from '../values/values.js';
import type { StoreSpec, TopologyBuilder } from '../topology/model.js';
import type { DslCall } from './api.js';
import { nameOf, type Given } from './arguments.js';
import type { DslContext } from './context.js';
import { drawProcessor } from './drawing.js';
import { GraphNode, type NodeTraits } from './graphNode.js';
import type { StoreBuilder } from './settings.js';
import type { StreamsGraph } from './streamsGraph.js';

export interface ProcessorCall {
  readonly supplier: Value | undefined;
  readonly given: Given;
}

/** The processor's name. Where a given one would save the index, it must be known whether there is one. */
export function processorName(
  context: DslContext,
  graph: StreamsGraph,
  draw: ProcessorDraw,
  { given }: ProcessorCall,
  call: DslCall,
): { readonly name: string; readonly named: boolean } {
  const named = nameOf(context, given.get('Named'), call);
  if (draw.when === 'ifUnnamed' && given.ambiguous && given.get('Named')?.opaque !== undefined) {
    graph.lose(`whether ${call.method}() is given a name or only stores is not known`, call.site);
  }
  return { name: drawProcessor(graph, draw, named), named: named !== undefined };
}

export function addProcessor(
  context: DslContext,
  graph: StreamsGraph,
  parent: GraphNode,
  name: string,
  request: ProcessorCall,
  call: DslCall,
  traits: NodeTraits,
): GraphNode {
  const builders = supplierStores(context, graph, request.supplier, call);
  if (request.given.ambiguous) graph.gap(`the stores that ${call.method}() is connected to are not all known`, call.site);
  const write = (topology: TopologyBuilder, parents: readonly string[]): void => {
    topology.addProcessor(name, parents, call.site);
    for (const builder of builders) topology.addStateStore(adoptStore(context, builder, call), [name]);
    if (request.given.texts.length > 0) topology.connectProcessorAndStateStores(name, request.given.texts);
  };
  return graph.add(parent, new GraphNode(name, write, traits));
}

/** The StoreBuilders of a supplier's `stores()`. A lambda has none; a class that cannot be seen may add some, and that is said. */
export function supplierStores(
  context: DslContext,
  graph: StreamsGraph,
  supplier: Value | undefined,
  call: DslCall,
): readonly StoreBuilder[] {
  if (!graph.version.since('2.6') || supplier === undefined || supplier.kind === 'function') return [];
  if (supplier.kind !== 'object') {
    if (supplier.kind === 'unknown') graph.gap(`the supplier given to ${call.method}() may add stores: ${supplier.reason}`, call.site);
    return [];
  }
  const className = supplier.declaration.name === '' ? 'the supplier' : supplier.declaration.name;
  const declared = context.host.hasMethod(supplier, 'stores');
  if (declared === false) return [];
  const result = declared === true ? context.host.invoke(supplier, 'stores', [], call.site) : undefined;
  if (result === undefined) {
    graph.gap(`${className} given to ${call.method}() may add stores: its stores() cannot be followed`, call.site);
    return [];
  }
  return toStoreBuilders(context, graph, result, `stores() of ${className}`, call);
}

function toStoreBuilders(context: DslContext, graph: StreamsGraph, value: Value, what: string, call: DslCall): readonly StoreBuilder[] {
  const items = value.kind === 'list' ? value.items : value.kind === 'null' ? [] : [value];
  if (value.kind === 'list' && value.open) graph.gap(`${what} may give more stores than are known`, call.site);
  const builders: StoreBuilder[] = [];
  for (const item of items) {
    if (item.kind === 'dsl' || item.kind === 'object') builders.push(context.storeBuilder(item, call));
    else graph.gap(`${what} gives a store that is not known${item.kind === 'unknown' ? `: ${item.reason}` : ''}`, call.site);
  }
  return builders;
}

/** The store of a builder, told as made by the call that first added it; one spec for one builder, as the library compares them. */
export function adoptStore(context: DslContext, builder: StoreBuilder, call: DslCall): StoreSpec {
  const { spec } = builder;
  return context.adopted(spec, () => ({ ...spec, operator: call.method, site: call.site }));
}
