/** The foreign-key join: thirteen names, two internal topics, a subscription store. Source: KTableImpl.doJoinOnForeignKey. */
import type { Value } from '../values/values.js';
import type { StoreSpec } from '../topology/model.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext } from './context.js';
import { readValues, requireOldValues } from './forcing.js';
import { GraphNode } from './graphNode.js';
import type { KTable } from './handles.js';
import { configuredSuppliers, isVersioned, materialize, toKeyValueStore } from './materialization.js';
import type { StreamsGraph } from './streamsGraph.js';
import { processorNode } from './streamOperators.js';

const prefix = 'KTABLE-FK-JOIN-';

export function joinByForeignKey(context: DslContext, table: KTable, other: KTable, call: DslCall): Value {
  const graph = context.join([table.holder, other.holder], call.site);
  const given = readGiven(context, call, 3, ['TableJoined', 'Named', 'Materialized']);
  requireOldValues(other, graph.version);
  requireOldValues(table, graph.version);
  const tableJoined = given.get('TableJoined');
  const named = nameOf(context, tableJoined ?? given.get('Named'), call);
  const autoNamed = named === undefined;
  const draw = (kind: string, suffix: string): string => graph.drawUnlessNamed(kind, named === undefined ? undefined : named + suffix);
  const topic = (suffix: string): string => {
    graph.topology.addInternalTopic(suffix, undefined, autoNamed, call.method, call.site);
    return suffix;
  };

  const registrationTopic = topic(`${draw(`${prefix}SUBSCRIPTION-REGISTRATION-`, '-subscription-registration')}-topic`);
  const send = graph.add(
    table.node,
    processorNode(draw(`${prefix}SUBSCRIPTION-REGISTRATION-`, '-subscription-registration-processor'), call),
  );
  const registration = addTopic(
    graph,
    [send],
    registrationTopic,
    draw('KTABLE-SINK-', '-subscription-registration-sink'),
    draw('KTABLE-SOURCE-', '-subscription-registration-source'),
    call,
  );
  graph.copartition([other.sources, new Set([registration.name])]);

  const subscription = subscriptionStore(graph, draw(`${prefix}SUBSCRIPTION-STATE-STORE-`, '-subscription-store'), autoNamed, call);
  const receive = graph.add(registration, withStore(draw(`${prefix}SUBSCRIPTION-PROCESSOR-`, '-subscription-receive'), subscription, call));
  const join = graph.add(receive, reading(draw(`${prefix}SUBSCRIPTION-PROCESSOR-`, '-subscription-join-foreign'), readValues(other), call));
  const foreign = graph.add(
    other.node,
    withStore(draw(`${prefix}SUBSCRIPTION-PROCESSOR-`, '-foreign-join-subscription'), subscription, call),
  );

  const responseTopic = topic(`${draw(`${prefix}SUBSCRIPTION-RESPONSE-`, '-subscription-response')}-topic`);
  const response = addTopic(
    graph,
    [join, foreign],
    responseTopic,
    draw('KTABLE-SINK-', '-subscription-response-sink'),
    draw('KTABLE-SOURCE-', '-subscription-response-source'),
    call,
  );
  const sources = graph.copartition([table.sources, new Set([response.name])]);
  const resolver = graph.add(
    response,
    reading(draw(`${prefix}SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-`, '-subscription-response-resolver'), readValues(table), call),
  );

  const name = draw(`${prefix}OUTPUT-`, '-result');
  const settings = given.get('Materialized');
  if (given.ambiguous && settings !== undefined) graph.lose(`whether ${call.method}() is given a Materialized is not known`, call.site);
  const m = materialize(context, graph, settings, `${prefix}OUTPUT-`, { keySerde: table.keySerde, valueSerde: null }, call);
  const origin: KTable['origin'] = { kind: 'source', store: toKeyValueStore(graph, m, call), materialized: m.named !== false };
  const result = new GraphNode(
    name,
    (topology, parents) => {
      topology.addProcessor(name, parents, call.site);
      if (origin.materialized) topology.addStateStore(origin.store, [name]);
    },
    { outputVersioned: isVersioned(settings) },
  );
  graph.add(resolver, result);
  // The library answers queryableStoreName() with the store's name even where it keeps none.
  return toValue({
    type: 'KTable',
    holder: table.holder,
    name,
    node: result,
    sources,
    origin,
    keySerde: m.keySerde,
    valueSerde: m.valueSerde,
    queryableName: m.store,
  });
}

/** An internal topic with the sink that fills it and the source that reads it. */
function addTopic(
  graph: StreamsGraph,
  parents: readonly GraphNode[],
  topic: string,
  sinkName: string,
  sourceName: string,
  call: DslCall,
): GraphNode {
  const sink = new GraphNode(sinkName, (topology, names) => topology.addSink(sinkName, topic, names, call.site));
  const source = new GraphNode(sourceName, (topology) => topology.addSource(sourceName, [topic], call.site));
  graph.add(parents, sink);
  return graph.add(sink, source);
}

function withStore(name: string, store: StoreSpec, call: DslCall): GraphNode {
  return new GraphNode(name, (topology, parents) => {
    topology.addProcessor(name, parents, call.site);
    topology.addStateStore(store, [name]);
  });
}

function reading(name: string, stores: readonly string[], call: DslCall): GraphNode {
  return new GraphNode(name, (topology, parents) => {
    topology.addProcessor(name, parents, call.site);
    if (stores.length > 0) topology.connectProcessorAndStateStores(name, stores);
  });
}

function subscriptionStore(graph: StreamsGraph, name: string, autoNamed: boolean, call: DslCall): StoreSpec {
  const { topologyConfig, application } = graph.settings;
  // It ignores default.dsl.store, and follows dsl.store.suppliers.class from 3.8.
  const configured = graph.version.since('3.8')
    ? ((topologyConfig && configuredSuppliers(graph, topologyConfig)) ?? configuredSuppliers(graph, application))
    : undefined;
  return {
    name,
    autoNamed,
    kind: 'foreignKeySubscription',
    persistence: configured ?? 'rocksdb',
    logging: true,
    loggingConfig: {},
    caching: false,
    queryable: false,
    keySerde: null,
    valueSerde: null,
    retentionMs: null,
    historyRetentionMs: null,
    windowSizeMs: null,
    changelogPolicy: 'compact',
    operator: call.method,
    site: call.site,
  };
}
