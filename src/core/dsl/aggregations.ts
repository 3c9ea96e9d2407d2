/** groupBy, groupByKey, windows, and the aggregations of grouped streams and tables. Source: GroupedStreamAggregateBuilder, KGroupedStreamImpl, *WindowedKStreamImpl, KGroupedTableImpl. */
import type { Value } from '../values/values.js';
import { processorDraw, processorDraws, storePrefix, type DslMethod, type Operator } from '../operators/operator.js';
import { TopologyError, type StoreSpec } from '../topology/model.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext } from './context.js';
import { drawProcessor } from './drawing.js';
import { GraphNode, type NodeTraits } from './graphNode.js';
import type { KGroupedStream, KGroupedTable, KStream, KTable, WindowedKStream } from './handles.js';
import { givenStoreName, isVersioned, materialize, toKeyValueStore, toWindowedStore, wastesIndex, type Serdes } from './materialization.js';
import type { Grouped, Windows } from './settings.js';
import { createRepartition, createTableRepartition } from './repartition.js';
import { needsRepartition, processorNode } from './streamOperators.js';
import { graceOf, sizeOf } from './windows.js';

const windowTypes = ['TimeWindows', 'SlidingWindows', 'SessionWindows', 'UnlimitedWindows', 'JoinWindows', 'Windows'] as const;

export function groupStream(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = stream.holder;
  const grouped = readGiven(context, call, operator).get('Grouped');
  const given = nameOf(context, grouped, call);
  const [selecting] = processorDraws(operator);
  if (selecting === undefined)
    return toValue(
      toGrouped(stream, stream.node, stream.rekeyed, grouped, given, { keySerde: stream.keySerde, valueSerde: stream.valueSerde }),
    );
  const name = drawProcessor(graph, selecting, given);
  const node = graph.add(stream.node, processorNode(name, call, { keyChanging: true }));
  return toValue(toGrouped(stream, node, true, grouped, given, { keySerde: null, valueSerde: stream.valueSerde }));
}

function toGrouped(
  stream: KStream,
  node: GraphNode,
  rekeyed: boolean | 'unknown',
  grouped: Grouped | undefined,
  groupedName: string | undefined,
  inherited: { readonly keySerde: string | null; readonly valueSerde: string | null },
): KGroupedStream {
  // Without a Grouped the stream's serdes are passed on; a Grouped stands for itself.
  const { keySerde, valueSerde } = grouped ?? inherited;
  return {
    type: 'KGroupedStream',
    holder: stream.holder,
    node,
    sources: stream.sources,
    rekeyed,
    groupedName,
    nameKnown: grouped?.opaque === undefined,
    keySerde,
    valueSerde,
    repartition: { node: undefined },
  };
}

export function findWindows(call: DslCall): Windows | undefined {
  const value = call.args[0];
  return value?.kind === 'dsl' && (windowTypes as readonly string[]).includes(value.object.type) ? (value.object as Windows) : undefined;
}

export function windowStream(_context: DslContext, grouped: KGroupedStream, call: DslCall): Value {
  const windows = findWindows(call);
  if (windows === undefined) grouped.holder.graph.gap('the windows given to windowedBy() are not known', call.site);
  const type = windows?.type === 'SessionWindows' ? 'SessionWindowedKStream' : 'TimeWindowedKStream';
  return toValue({ type, grouped, windows, emit: undefined });
}

export function setEmitStrategy(
  context: DslContext,
  windowed: WindowedKStream,
  call: DslCall,
  { operators: [operator] }: DslMethod,
): Value {
  windowed.emit = readGiven(context, call, operator).get('EmitStrategy');
  if (windowed.windows?.type === 'UnlimitedWindows' && windowed.emit?.onWindowClose === true) {
    throw new TopologyError('IllegalArgumentException', 'ON_WINDOW_CLOSE emit strategy cannot be used for UnlimitedWindows');
  }
  return toValue(windowed);
}

/** count, reduce and aggregate of a grouped stream, windowed or not. */
export function aggregateStream(
  context: DslContext,
  receiver: KGroupedStream | WindowedKStream,
  call: DslCall,
  { operators: [operator] }: DslMethod,
): Value {
  const windowed = receiver.type === 'KGroupedStream' ? undefined : receiver;
  const grouped = windowed?.grouped ?? (receiver as KGroupedStream);
  const { graph } = grouped.holder;
  const prefix = storePrefix(operator);
  const given = readGiven(context, call, operator);
  const settings = given.get('Materialized');
  if (wastesIndex(operator, graph) && settings !== undefined && givenStoreName(context, graph, settings, call) === undefined) {
    // Sliding windows came later and do without.
    if (windowed !== undefined && windowed.windows === undefined)
      graph.lose('the windows are not known, and sliding ones draw one index less here', call.site);
    else if (windowed?.windows?.type !== 'SlidingWindows') graph.drawStore(prefix);
  }
  const m = materialize(context, graph, settings, prefix, keptSerdes(grouped, operator), call);
  const name = drawProcessor(graph, processorDraw(operator), nameOf(context, given.get('Named'), call));
  const spec = windowed === undefined ? toKeyValueStore(graph, m, call) : toWindowedStore(graph, m, windowed.windows, windowed.emit, call);
  const traits: NodeTraits =
    windowed === undefined
      ? { outputVersioned: isVersioned(settings) }
      : { outputVersioned: false, gracePeriodMs: windowed.windows === undefined ? null : closeTimeOf(windowed.windows) };
  let parent = grouped.node;
  let sources = grouped.sources;
  const topicPrefix = grouped.groupedName ?? m.store;
  if (needsRepartition(graph, grouped.rekeyed, `${topicPrefix}-repartition`, call)) {
    const named = grouped.groupedName !== undefined;
    const node = createRepartition(graph, {
      prefix: topicPrefix,
      autoNamed: !named && m.autoNamed,
      named: named || m.named !== false,
      keySerde: grouped.keySerde,
      valueSerde: grouped.valueSerde,
      operator: call.method,
      site: call.site,
    });
    // A name of the user's makes one topic for all aggregations of this grouping.
    if (grouped.repartition.node === undefined || !named) grouped.repartition.node = node;
    parent = graph.add(parent, grouped.repartition.node);
    sources = new Set([node.name]);
  }
  return toValue(
    addAggregation(
      grouped,
      parent,
      sources,
      { name, spec, traits, queryable: m.named === true, keySerde: m.keySerde, valueSerde: m.valueSerde },
      call,
    ),
  );
}

interface Aggregation {
  readonly name: string;
  readonly spec: StoreSpec;
  readonly traits: NodeTraits;
  readonly queryable: boolean;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
}

function addAggregation(
  grouped: KGroupedStream | KGroupedTable,
  parent: GraphNode,
  sources: ReadonlySet<string>,
  { name, spec, traits, queryable, keySerde, valueSerde }: Aggregation,
  call: DslCall,
): KTable {
  const node = new GraphNode(
    name,
    (topology, parents) => {
      topology.addProcessor(name, parents, call.site);
      topology.addStateStore(spec, [name]);
    },
    traits,
  );
  grouped.holder.graph.add(parent, node);
  return {
    type: 'KTable',
    holder: grouped.holder,
    name,
    node,
    sources,
    origin: { kind: 'stored', store: spec.name, windowSizeMs: spec.windowSizeMs },
    keySerde,
    valueSerde,
    queryableName: queryable ? spec.name : null,
  };
}

/** When a window closes after its end, for suppress. */
export function closeTimeOf(windows: Windows): number | null {
  const grace = graceOf(windows);
  if (windows.type !== 'SessionWindows') return grace;
  const gap = sizeOf(windows);
  return grace === null || gap === null ? null : grace + gap;
}

/** The serdes that an aggregation's store has where its Materialized gives none. */
function keptSerdes(grouped: KGroupedStream | KGroupedTable, { keeps, valueSerde }: Operator): Serdes {
  return { keySerde: grouped.keySerde, valueSerde: valueSerde ?? (keeps === 'both' ? grouped.valueSerde : null) };
}

export function aggregateTable(context: DslContext, grouped: KGroupedTable, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = grouped.holder;
  const given = readGiven(context, call, operator);
  const settings = given.get('Materialized');
  const m = materialize(context, graph, settings, storePrefix(operator), keptSerdes(grouped, operator), call);
  const named = nameOf(context, given.get('Named'), call);
  const [sink, source, name] = processorDraws(operator).map((draw) => drawProcessor(graph, draw, named)) as [string, string, string];
  if (grouped.repartition === undefined || grouped.groupedName === undefined) {
    const autoNamed = grouped.groupedName === undefined && m.autoNamed;
    grouped.repartition = createTableRepartition(
      { sink, source },
      { prefix: grouped.groupedName ?? m.store, autoNamed, operator: call.method, site: call.site },
    );
  }
  const parent = graph.add(grouped.node, grouped.repartition);
  const aggregation = {
    name,
    spec: toKeyValueStore(graph, m, call),
    traits: { outputVersioned: isVersioned(settings) },
    queryable: m.named === true,
    keySerde: m.keySerde,
    valueSerde: m.valueSerde,
  };
  return toValue(addAggregation(grouped, parent, new Set([source]), aggregation, call));
}
