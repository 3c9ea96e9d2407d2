/** cogroup: several grouped streams into one table. Source: CogroupedKStreamImpl, CogroupedStreamAggregateBuilder. */
import type { Value } from '../values/values.js';
import { processorDraw, storePrefix, type DslMethod } from '../operators/operator.js';
import type { DslCall } from './api.js';
import { findWindows, closeTimeOf } from './aggregations.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext } from './context.js';
import { drawProcessor } from './drawing.js';
import { GraphNode, type NodeTraits } from './graphNode.js';
import type { CogroupedKStream, KGroupedStream, WindowedCogroupedKStream } from './handles.js';
import { isVersioned, materialize, toKeyValueStore, toWindowedStore, type Materialization } from './materialization.js';
import { createRepartition } from './repartition.js';
import type { StreamsGraph } from './streamsGraph.js';
import { needsRepartition, processorNode } from './streamOperators.js';

/** `KGroupedStream.cogroup(aggregator)`. */
export function startCogroup(_context: DslContext, grouped: KGroupedStream): Value {
  return toValue({ type: 'CogroupedKStream', groups: new Set([grouped]), parents: new Map() });
}

/** `CogroupedKStream.cogroup(grouped, aggregator)`: the same object, one group more. */
export function addCogroup(_context: DslContext, cogrouped: CogroupedKStream, call: DslCall): Value {
  const value = call.args[0];
  if (value?.kind === 'dsl' && value.object.type === 'KGroupedStream') cogrouped.groups.add(value.object as KGroupedStream);
  else for (const { holder } of cogrouped.groups) holder.graph.lose('a grouped stream given to cogroup() is not known', call.site);
  return toValue(cogrouped);
}

export function windowCogroup(_context: DslContext, cogrouped: CogroupedKStream, call: DslCall): Value {
  const windows = findWindows(call);
  if (windows === undefined)
    for (const { holder } of cogrouped.groups) holder.graph.gap('the windows given to windowedBy() are not known', call.site);
  const type = windows?.type === 'SessionWindows' ? 'SessionWindowedCogroupedKStream' : 'TimeWindowedCogroupedKStream';
  return toValue({ type, cogrouped, windows });
}

export function aggregateCogroup(
  context: DslContext,
  receiver: CogroupedKStream | WindowedCogroupedKStream,
  call: DslCall,
  { operators: [operator] }: DslMethod,
): Value {
  const windowed = receiver.type === 'CogroupedKStream' ? undefined : receiver;
  const cogrouped = windowed?.cogrouped ?? (receiver as CogroupedKStream);
  const groups = [...cogrouped.groups];
  const graph = context.join(
    groups.map((group) => group.holder),
    call.site,
  );
  const given = readGiven(context, call, operator);
  const settings = given.get('Materialized');
  const named = nameOf(context, given.get('Named'), call);
  const m = materialize(context, graph, settings, storePrefix(operator), { keySerde: null, valueSerde: null }, call);
  const spec = windowed === undefined ? toKeyValueStore(graph, m, call) : toWindowedStore(graph, m, windowed.windows, undefined, call);

  for (const group of groups) addRepartition(graph, cogrouped, group, m, call);
  // Kept as the library has it: every repartition or source of the groups, by the groups' own sources.
  graph.copartition(groups.map((group) => group.sources));

  const traits: NodeTraits =
    windowed === undefined
      ? { outputVersioned: isVersioned(settings) }
      : { gracePeriodMs: windowed.windows === undefined ? null : closeTimeOf(windowed.windows) };
  const aggregating = processorDraw(operator);
  const merging = processorDraw(operator, 1);
  const aggregates = groups.map((group, i) => {
    const name = drawProcessor(graph, aggregating, named, i);
    const node = new GraphNode(
      name,
      (topology, parents) => {
        topology.addProcessor(name, parents, call.site);
        topology.addStateStore(spec, [name]);
      },
      traits,
    );
    return graph.add(cogrouped.parents.get(group) ?? group.node, node);
  });
  const mergeName = drawProcessor(graph, merging, named);
  const node = graph.add(aggregates, processorNode(mergeName, call));
  return toValue({
    type: 'KTable',
    holder: groups[0]!.holder,
    name: mergeName,
    node,
    sources: new Set([mergeName]),
    origin: { kind: 'stored', store: m.store, windowSizeMs: spec.windowSizeMs },
    keySerde: m.keySerde,
    valueSerde: m.valueSerde,
    queryableName: m.named === true ? m.store : null,
  });
}

function addRepartition(graph: StreamsGraph, cogrouped: CogroupedKStream, group: KGroupedStream, m: Materialization, call: DslCall): void {
  const prefix = group.groupedName ?? m.store;
  if (!needsRepartition(graph, group.rekeyed, `${prefix}-repartition`, call)) {
    cogrouped.parents.set(group, group.node);
    return;
  }
  const named = group.groupedName !== undefined;
  const node = createRepartition(graph, {
    prefix,
    autoNamed: !named && m.autoNamed,
    named: named || m.named !== false,
    keySerde: group.keySerde,
    valueSerde: group.valueSerde,
    operator: call.method,
    site: call.site,
  });
  if (cogrouped.parents.has(group)) return;
  cogrouped.parents.set(group, graph.add(group.node, node));
}
