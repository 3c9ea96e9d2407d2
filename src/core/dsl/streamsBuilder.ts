/** StreamsBuilder: sources, tables, stores and build(). Source: StreamsBuilder, InternalStreamsBuilder, graph.TableSourceNode, GlobalStoreNode. */
import { processorDraw, processorDraws, storePrefix, type DslMethod, type Operator } from '../operators/operator.js';
import { operatorWith } from '../operators/operators.js';
import { isExact } from '../values/holes.js';
import { valueAt } from '../values/maps.js';
import type { MapValue, Value } from '../values/values.js';
import { TopologyError, type StoreSpec } from '../topology/model.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { isPast } from './availability.js';
import { toValue, type DslContext, type Handlers } from './context.js';
import { drawProcessor } from './drawing.js';
import { GraphNode, type NodeRole } from './graphNode.js';
import type { KTable, StreamsBuilder } from './handles.js';
import { givenStoreName, isVersioned, materialize, toKeyValueStore } from './materialization.js';
import { findPattern } from './patterns.js';
import { adoptStore, supplierStores } from './processors.js';
import type { Consumed, Materialized } from './settings.js';
import { sourceNode } from './streamOperators.js';

/** All but `build`, which ends the builder and is createDsl's. */
export const builderMethods: Omit<Handlers<'StreamsBuilder', StreamsBuilder>, 'build'> = {
  stream,
  table,
  globalTable,
  addStateStore,
  addGlobalStore,
};

function stream(context: DslContext, builder: StreamsBuilder, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = builder.holder;
  const consumed = readGiven(context, call, operator).get('Consumed');
  const named = nameOf(context, consumed, call);
  const name = drawProcessor(graph, processorDraw(operator), named);
  const pattern = findPattern(context, call.args[0]);
  const node =
    pattern === undefined
      ? sourceNode(name, toTopics(context, builder, call), call)
      : new GraphNode(name, (topology) => topology.addSource(name, { pattern: pattern.pattern }, call.site), {
          role: { kind: 'streamSource', topics: undefined, pattern },
        });
  graph.add(graph.root, node);
  return toValue({
    type: 'KStream',
    holder: builder.holder,
    name,
    node,
    autoNamed: named === undefined,
    rekeyed: false,
    sources: new Set([name]),
    keySerde: consumed?.keySerde ?? null,
    valueSerde: consumed?.valueSerde ?? null,
    joinRepartition: undefined,
  });
}

function toTopics(context: DslContext, builder: StreamsBuilder, call: DslCall): Set<string> {
  const value = call.args[0];
  if (value?.kind !== 'list') return new Set(value === undefined ? [] : [context.host.toText(value)]);
  const topics = new Set(value.items.map((item) => context.host.toText(item)));
  if (value.open) {
    builder.holder.graph.gap('the topics given to stream() are not all known', call.site);
    topics.add(context.hole(value, 'topics', 'the topics are not all known', call.site));
  }
  return topics;
}

function table(context: DslContext, builder: StreamsBuilder, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = builder.holder;
  const given = readGiven(context, call, operator);
  const consumed = given.get('Consumed');
  const settings = withSerdesOf(consumed, given.get('Materialized'));
  if (given.ambiguous) graph.lose('whether table() is given a Materialized is not known', call.site);
  const topic = toTopicName(context, call.args[0]);
  const m = materialize(context, graph, settings, tablePrefix(operator, topic), serdesOf(consumed), call);
  const [sourceName, name] = drawTableNames(context, builder, consumed, call, operator);
  const origin: KTable['origin'] = {
    kind: 'source',
    store: toKeyValueStore(graph, m, call),
    materialized: m.named !== false || (operator.storesUntil !== undefined && !isPast(graph.version, operator.storesUntil)),
  };
  const role: NodeRole = { kind: 'tableSource', reuseTopic: false };
  const node = new GraphNode(
    name,
    (topology) => {
      topology.addSource(sourceName, [topic], call.site);
      topology.addProcessor(name, [sourceName], call.site);
      if (!origin.materialized) return;
      topology.addStateStore(role.reuseTopic ? { ...origin.store, logging: false } : origin.store, [name]);
      if (role.reuseTopic) topology.connectSourceStoreAndTopic(origin.store.name, topic);
    },
    { role, outputVersioned: isVersioned(settings) },
  );
  graph.add(graph.root, node);
  return toValue({
    type: 'KTable',
    holder: builder.holder,
    name,
    node,
    sources: new Set([sourceName]),
    origin,
    keySerde: m.keySerde,
    valueSerde: m.valueSerde,
    queryableName: m.named === true ? m.store : null,
  });
}

/** StreamsBuilder#table and #globalTable put the serdes of a Consumed, even none, over those of the Materialized. */
function withSerdesOf(consumed: Consumed | undefined, settings: Materialized | undefined): Materialized | undefined {
  return settings === undefined || consumed === undefined ? settings : { ...settings, ...serdesOf(consumed) };
}

function serdesOf(consumed: Consumed | undefined): { keySerde: string | null; valueSerde: string | null } {
  return { keySerde: consumed?.keySerde ?? null, valueSerde: consumed?.valueSerde ?? null };
}

function toTopicName(context: DslContext, value: Value | undefined): string {
  return value === undefined ? '' : context.host.toText(value);
}

function tablePrefix(operator: Operator, topic: string): string {
  return storePrefix(operator).replace('<topic>', () => topic);
}

/** The source's name and the processor's. */
function drawTableNames(
  context: DslContext,
  builder: StreamsBuilder,
  consumed: Consumed | undefined,
  call: DslCall,
  operator: Operator,
): [sourceName: string, name: string] {
  const named = nameOf(context, consumed, call);
  return processorDraws(operator).map((draw) => drawProcessor(builder.holder.graph, draw, named)) as [string, string];
}

function globalTable(context: DslContext, builder: StreamsBuilder, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = builder.holder;
  const given = readGiven(context, call, operator);
  const consumed = given.get('Consumed');
  const settings = withSerdesOf(consumed, given.get('Materialized'));
  if (given.ambiguous) graph.lose('whether globalTable() is given a Materialized is not known', call.site);
  const topic = toTopicName(context, call.args[0]);
  // Global stores are never logged, so no changelog counts as unnamed either (4.1+: except for a Materialized that does not say so).
  const unnamed = settings === undefined || givenStoreName(context, graph, settings, call) === undefined;
  const quiet = settings === undefined || consumed !== undefined ? { logging: false as const } : {};
  const m = materialize(
    context,
    graph,
    settings === undefined ? unloggedMaterialized : { ...settings, ...quiet },
    tablePrefix(operator, topic),
    serdesOf(consumed),
    call,
  );
  if (isVersioned(settings) && graph.version.since('3.5'))
    throw new TopologyError('TopologyException', 'Invalid topology: GlobalTables cannot be versioned.');
  const [sourceName, name] = drawTableNames(context, builder, consumed, call, operator);
  const spec: StoreSpec = { ...toKeyValueStore(graph, m, call), logging: false };
  const rejected = settings !== undefined && unnamed && graph.version.since('4.0');
  const node = new GraphNode(name, (topology) => {
    if (rejected)
      throw new TopologyError(
        'IllegalArgumentException',
        'Global stores must pass in suppliers with exactly one store but got 0',
        call.site,
      );
    topology.addGlobalStore(spec, sourceName, topic, name, call.site);
  });
  graph.add(graph.root, node);
  return toValue({
    type: 'GlobalKTable',
    queryableName: m.named === true || (settings === undefined && graph.version.since('2.0')) ? m.store : null,
  });
}

const unloggedMaterialized = {
  type: 'Materialized',
  name: undefined,
  supplier: undefined,
  storeType: undefined,
  logging: false,
  loggingConfig: {},
  caching: true,
  retentionMs: undefined,
  keySerde: null,
  valueSerde: null,
} as const;

function addStateStore(context: DslContext, builder: StreamsBuilder, call: DslCall): Value {
  const { graph } = builder.holder;
  const store = context.storeBuilder(call.args[0], call);
  graph.add(graph.root, new GraphNode(store.spec.name, (topology) => topology.addStateStore(adoptStore(context, store, call), [])));
  return toValue(builder);
}

function addGlobalStore(context: DslContext, builder: StreamsBuilder, call: DslCall, method: DslMethod): Value {
  const { graph } = builder.holder;
  const store = context.storeBuilder(call.args[0], call);
  const topic = toTopicName(context, call.args[1]);
  const withNames = operatorWith(method, 'names');
  const named = withNames.overloads.some(({ parameters }) => call.args.length >= parameters.length);
  const operator = named ? withNames : operatorWith(method, undefined);
  const consumed = readGiven(context, call, operator).get('Consumed');
  const [sourceName, name] = named
    ? [toTopicName(context, call.args[2]), toTopicName(context, call.args[4])]
    : drawTableNames(context, builder, consumed, call, operator);
  supplierStores(context, graph, call.args.at(-1), call);
  const node = new GraphNode(store.spec.name, (topology) => {
    topology.addGlobalStore({ ...adoptStore(context, store, call), logging: false }, sourceName, topic, name, call.site);
  });
  graph.add(graph.root, node);
  return toValue(builder);
}

/** The value of a setting in Properties, or in what `fallback` knows where the code does not say. */
export function readProperty(properties: Value | undefined, key: string, fallback: string | undefined): string | undefined {
  if (properties === undefined || properties.kind === 'null') return undefined;
  const map = toProperties(properties);
  if (map === undefined) return fallback;
  const value = valueAt(map, key);
  if (value?.kind === 'text') return isExact(value.text) ? value.text : fallback;
  return value !== undefined || map.open ? fallback : undefined;
}

/** Properties, or the ones a StreamsConfig was made of. */
export function toProperties(value: Value | undefined): MapValue | undefined {
  if (value?.kind === 'map') return value;
  if (value?.kind === 'dsl' && 'configuration' in value.object)
    return toProperties((value.object as { configuration: Value }).configuration);
  return undefined;
}
