/** KTable methods of one table: filter, mapValues, transformValues, toStream, suppress, groupBy. Source: KTableImpl. */
import type { Value } from '../values/values.js';
import { TopologyError, type StoreSpec } from '../topology/model.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext } from './context.js';
import { requireOldValues } from './forcing.js';
import { GraphNode, type NodeTraits } from './graphNode.js';
import type { KStream, KTable } from './handles.js';
import { givenStoreName, isVersioned, toKeyValueStore, type Materialization } from './materialization.js';
import { streamOperators, tableOperators } from './operators.js';
import { applyOperator, processorNode } from './streamOperators.js';

export const tableMethods: Readonly<Record<string, (context: DslContext, table: KTable, call: DslCall) => Value>> = {
  filter: derive,
  filterNot: derive,
  mapValues: derive,
  transformValues: derive,
  toStream,
  suppress,
  groupBy,
  queryableStoreName: (_context, table) => (table.queryableName === null ? { kind: 'null' } : { kind: 'text', text: table.queryableName }),
};

/** filter, mapValues, transformValues: a store only where the Materialized names it. */
function derive(context: DslContext, table: KTable, call: DslCall): Value {
  const { graph } = table.holder;
  const operator = tableOperators[call.method]!;
  const stores = call.method === 'transformValues';
  const given = readGiven(context, call, 1, ['Named', 'Materialized'], stores);
  const settings = given.get('Materialized');
  const store = givenStoreName(context, graph, settings, call);
  const wastes = operator.wastes || !graph.version.since('2.2');
  if (settings !== undefined && store === undefined && wastes) graph.drawStore(operator.prefix);
  const named = nameOf(context, given.get('Named'), call);
  const name = graph.drawUnlessNamed(operator.prefix, named);
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

function toStream(context: DslContext, table: KTable, call: DslCall): Value {
  const { graph } = table.holder;
  const named = nameOf(context, readGiven(context, call, 0, ['Named']).get('Named'), call);
  const hasMapper = call.args.some(
    (value) => value.kind === 'function' || value.kind === 'object' || (value.kind === 'unknown' && value.type?.name !== 'Named'),
  );
  const certain = call.args.every((value) => value.kind !== 'unknown' || value.type !== undefined) || call.args.length > 1;
  if (hasMapper && !certain) graph.lose('whether toStream() is given a mapper or a name is not known', call.site);
  const name = graph.drawUnlessNamed('KTABLE-TOSTREAM-', named);
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
  if (!hasMapper) return toValue(stream);
  return applyOperator(context, stream, streamOperators['selectKey']!, { ...call, args: [] });
}

function suppress(context: DslContext, table: KTable, call: DslCall): Value {
  const { graph } = table.holder;
  if (graph.version.since('3.5') && table.node.traits.outputVersioned === true) {
    throw new TopologyError('TopologyException', 'Invalid topology: suppress() is only supported for non-versioned KTables');
  }
  const given = readGiven(context, call, 0, ['Suppressed']).get('Suppressed');
  const named = nameOf(context, given, call);
  if (given?.opaque !== undefined)
    graph.lose(`whether the Suppressed given to suppress() has a name is not known: ${given.opaque}`, call.site);
  const name = named ?? graph.draw('KTABLE-SUPPRESS-');
  const logging = given === undefined || given.opaque !== undefined ? null : given.logging;
  const buffer = named === undefined ? graph.drawStore('KTABLE-SUPPRESS-') : `${named}-store`;
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
    operator: 'suppress',
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

function groupBy(context: DslContext, table: KTable, call: DslCall): Value {
  const { graph } = table.holder;
  const grouped = readGiven(context, call, 1, ['Grouped']).get('Grouped');
  const given = nameOf(context, grouped, call);
  const name = graph.drawUnlessNamed('KTABLE-SELECT-', graph.version.since('2.4') ? given : undefined);
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
