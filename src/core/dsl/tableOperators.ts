/** KTable methods of one table: filter, mapValues, transformValues, toStream, suppress, groupBy. Source: KTableImpl. */
import type { Value } from '../values/values.js';
import { processorDraw, processorDraws, storePrefix, takesStoreNames, type DslMethod } from '../operators/operator.js';
import { operatorWith } from '../operators/operators.js';
import { TopologyError, type StoreSpec } from '../topology/model.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext, type Handlers } from './context.js';
import { drawProcessor } from './drawing.js';
import { requireOldValues } from './forcing.js';
import { GraphNode, type NodeTraits } from './graphNode.js';
import type { KStream, KTable } from './handles.js';
import { givenStoreName, isVersioned, toKeyValueStore, wastesIndex, type Materialization } from './materialization.js';
import { keptOf, processorNode, toStream as toStreamFrom } from './streamOperators.js';
import { joinTables } from './tableJoins.js';

export const tableMethods: Handlers<'KTable', KTable> = {
  filter: derive,
  filterNot: derive,
  mapValues: derive,
  transformValues: derive,
  toStream,
  suppress,
  groupBy,
  join: joinTables,
  leftJoin: joinTables,
  outerJoin: joinTables,
  queryableStoreName: (_context, table) => (table.queryableName === null ? { kind: 'null' } : { kind: 'text', text: table.queryableName }),
};

/** filter, mapValues, transformValues: a store only where the Materialized names it. */
function derive(context: DslContext, table: KTable, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = table.holder;
  const stores = takesStoreNames(operator);
  const given = readGiven(context, call, operator);
  const settings = given.get('Materialized');
  const store = givenStoreName(context, graph, settings, call);
  if (settings !== undefined && store === undefined && wastesIndex(operator, graph)) graph.drawStore(storePrefix(operator));
  const name = drawProcessor(graph, processorDraw(operator), nameOf(context, given.get('Named'), call));
  const keySerde = settings?.keySerde ?? table.keySerde;
  const valueSerde = settings?.valueSerde ?? (operator.keeps === 'both' ? table.valueSerde : null);
  let spec: StoreSpec | undefined;
  if (store !== undefined) {
    const m: Materialization = {
      store,
      autoNamed: false,
      named: settings?.opaque === undefined ? true : 'unknown',
      settings,
      keySerde,
      valueSerde,
    };
    spec = toKeyValueStore(graph, m, call);
  }
  if (given.ambiguous && stores) graph.gap('the stores that transformValues() is connected to are not all known', call.site);
  const traits: NodeTraits = settings === undefined ? {} : { outputVersioned: isVersioned(settings) };
  const node = new GraphNode(
    name,
    (topology, parents) => {
      topology.addProcessor(name, parents, call.site);
      if (spec !== undefined) topology.addStateStore(spec, [name]);
      if (stores && given.texts.length > 0) topology.connectProcessorAndStateStores(name, given.texts);
    },
    traits,
  );
  graph.add(table.node, node);
  const origin: KTable['origin'] = { kind: 'derived', parent: table, store };
  return toValue({
    type: 'KTable',
    holder: table.holder,
    name,
    node,
    sources: table.sources,
    origin,
    keySerde,
    valueSerde,
    queryableName: store ?? null,
  });
}

function toStream(context: DslContext, table: KTable, call: DslCall, method: DslMethod): Value {
  const { graph } = table.holder;
  const named = nameOf(context, readGiven(context, call, operatorWith(method, undefined)).get('Named'), call);
  const hasMapper = call.args.some(
    (value) => value.kind === 'function' || value.kind === 'object' || (value.kind === 'unknown' && value.type?.name !== 'Named'),
  );
  const certain = call.args.every((value) => value.kind !== 'unknown' || value.type !== undefined) || call.args.length > 1;
  if (hasMapper && !certain) graph.lose('whether toStream() is given a mapper or a name is not known', call.site);
  const operator = operatorWith(method, hasMapper ? 'mapper' : undefined);
  const [, selecting] = processorDraws(operator);
  const name = drawProcessor(graph, processorDraw(operator), named);
  const node = graph.add(table.node, processorNode(name, call));
  const stream: KStream = {
    type: 'KStream',
    holder: table.holder,
    name,
    node,
    autoNamed: named === undefined,
    rekeyed: false,
    sources: table.sources,
    keySerde: table.keySerde,
    valueSerde: table.valueSerde,
    joinRepartition: undefined,
  };
  if (selecting === undefined) return toValue(stream);
  const selected = drawProcessor(graph, selecting, undefined);
  const selector = graph.add(node, processorNode(selected, call, { keyChanging: true }));
  return toValue(toStreamFrom(stream, selected, selector, { autoNamed: true, ...keptOf(stream, operator) }));
}

function suppress(context: DslContext, table: KTable, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = table.holder;
  if (graph.version.since('3.5') && table.node.traits.outputVersioned === true) {
    throw new TopologyError('TopologyException', 'Invalid topology: suppress() is only supported for non-versioned KTables');
  }
  const given = readGiven(context, call, operator).get('Suppressed');
  const named = nameOf(context, given, call);
  if (given?.opaque !== undefined)
    graph.lose(`whether the Suppressed given to suppress() has a name is not known: ${given.opaque}`, call.site);
  const name = drawProcessor(graph, processorDraw(operator), named);
  const logging = given === undefined || given.opaque !== undefined ? null : given.logging;
  const buffer = named === undefined ? graph.drawStore(storePrefix(operator)) : `${named}-store`;
  if (named === undefined && logging !== false) graph.recordImplicitChangelog(buffer, call.site);
  const spec: StoreSpec = {
    name: buffer,
    autoNamed: named === undefined,
    kind: 'suppressBuffer',
    persistence: 'inMemory',
    logging,
    loggingConfig: given?.loggingConfig ?? {},
    caching: false,
    queryable: false,
    keySerde: table.keySerde,
    valueSerde: table.valueSerde,
    retentionMs: null,
    historyRetentionMs: null,
    windowSizeMs: windowSizeOf(table),
    changelogPolicy: 'compact',
    operator: call.method,
    site: call.site,
  };
  if (graph.version.since('2.3') || !graph.version.since('2.2')) requireOldValues(table, graph.version);
  const node = new GraphNode(
    name,
    (topology, parents) => {
      topology.addProcessor(name, parents, call.site);
      topology.addStateStore(spec, [name]);
    },
    { role: { kind: 'suppress' }, outputVersioned: false },
  );
  graph.add(table.node, node);
  return toValue({
    type: 'KTable',
    holder: table.holder,
    name,
    node,
    sources: new Set([table.name]),
    origin: { kind: 'suppressed', parent: table, buffer },
    keySerde: table.keySerde,
    valueSerde: table.valueSerde,
    queryableName: null,
  });
}

/** Of the windows that its keys have; null: they have none, or their size is not known. */
function windowSizeOf({ origin }: KTable): number | null {
  switch (origin.kind) {
    case 'stored':
      return origin.windowSizeMs;
    case 'derived':
    case 'suppressed':
      return windowSizeOf(origin.parent);
    case 'joined': {
      const [left, right] = origin.parents.map(windowSizeOf);
      return left === right ? (left ?? null) : null;
    }
    case 'source':
    case 'unknown':
      return null;
  }
}

function groupBy(context: DslContext, table: KTable, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = table.holder;
  const grouped = readGiven(context, call, operator).get('Grouped');
  const given = nameOf(context, grouped, call);
  const name = drawProcessor(graph, processorDraw(operator), given);
  const node = graph.add(table.node, processorNode(name, call));
  requireOldValues(table, graph.version);
  return toValue({
    type: 'KGroupedTable',
    holder: table.holder,
    node,
    sources: table.sources,
    groupedName: given,
    nameKnown: grouped?.opaque === undefined,
    keySerde: grouped?.keySerde ?? null,
    valueSerde: grouped?.valueSerde ?? null,
    repartition: undefined,
  });
}
