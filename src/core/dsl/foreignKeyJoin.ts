/** The foreign-key join: thirteen names, two internal topics, a subscription store. Source: KTableImpl.doJoinOnForeignKey. */
import { processorDraws, storePrefix, type Operator } from '../operators/operator.js';
import type { Value } from '../values/values.js';
import type { StoreSpec } from '../topology/model.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext } from './context.js';
import { drawProcessor } from './drawing.js';
import { readValues, requireOldValues } from './forcing.js';
import { GraphNode } from './graphNode.js';
import type { KTable } from './handles.js';
import { configuredSuppliers, isVersioned, materialize, toKeyValueStore } from './materialization.js';
import type { StreamsGraph } from './streamsGraph.js';
import { processorNode } from './streamOperators.js';

/** In the order of the record. */
type Names = readonly [
  registrationTopic: string,
  registrationProcessor: string,
  registrationSink: string,
  registrationSource: string,
  subscriptionStore: string,
  receive: string,
  join: string,
  foreign: string,
  responseTopic: string,
  responseSink: string,
  responseSource: string,
  resolver: string,
  result: string,
];

export function joinByForeignKey(context: DslContext, table: KTable, other: KTable, call: DslCall, operator: Operator): Value {
  const graph = context.join([table.holder, other.holder], call.site);
  const given = readGiven(context, call, operator);
  requireOldValues(other, graph.version);
  requireOldValues(table, graph.version);
  const tableJoined = given.get('TableJoined');
  const named = nameOf(context, tableJoined ?? given.get('Named'), call);
  const autoNamed = named === undefined;
  const names = processorDraws(operator).map((draw) => drawProcessor(graph, draw, named)) as readonly string[] as Names;
  const [registrationTopic, registrationProcessor, registrationSink, registrationSource] = names;
  const [, , , , subscriptionName, receiveName, joinName, foreignName] = names;
  const [, , , , , , , , responseTopic, responseSink, responseSource, resolverName, name] = names;
  const addTopic = (parents: readonly GraphNode[], prefix: string, sink: string, source: string, hasOwnPartitioner = false): GraphNode =>
    addTopicNodes(graph, parents, { topic: `${prefix}-topic`, sink, source, autoNamed, hasOwnPartitioner }, call);

  const send = graph.add(table.node, processorNode(registrationProcessor, call));
  const registration = addTopic([send], registrationTopic, registrationSink, registrationSource, tableJoined?.subscriptionPartitioner);
  graph.copartition([other.sources, new Set([registration.name])]);

  const subscription = subscriptionStore(graph, subscriptionName, autoNamed, call);
  // Up to 3.9 the store is a node of its own, which later nodes' priorities count.
  if (!graph.version.since('4.0')) {
    graph.add(graph.root, new GraphNode(subscriptionName, (topology) => topology.addStateStore(subscription, [])));
  }
  const receive = graph.add(registration, withStore(receiveName, subscription, call));
  const join = graph.add(receive, reading(joinName, readValues(other), call));
  const foreign = graph.add(other.node, withStore(foreignName, subscription, call));

  const response = addTopic([join, foreign], responseTopic, responseSink, responseSource, tableJoined?.responsePartitioner);
  const sources = graph.copartition([table.sources, new Set([response.name])]);
  const resolver = graph.add(response, reading(resolverName, readValues(table), call));

  const settings = given.get('Materialized');
  if (given.ambiguous && settings !== undefined) graph.lose(`whether ${call.method}() is given a Materialized is not known`, call.site);
  const m = materialize(context, graph, settings, storePrefix(operator), { keySerde: table.keySerde, valueSerde: null }, call);
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
function addTopicNodes(
  graph: StreamsGraph,
  parents: readonly GraphNode[],
  names: {
    readonly topic: string;
    readonly sink: string;
    readonly source: string;
    readonly autoNamed: boolean;
    readonly hasOwnPartitioner: boolean;
  },
  call: DslCall,
): GraphNode {
  const { topic, autoNamed, hasOwnPartitioner } = names;
  graph.topology.addInternalTopic(topic, undefined, autoNamed, call.method, call.site, hasOwnPartitioner);
  const sink = new GraphNode(names.sink, (topology, above) => topology.addSink(names.sink, topic, above, call.site));
  const source = new GraphNode(names.source, (topology) => topology.addSource(names.source, [topic], call.site));
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
