/** Topology: the Processor API. Every name is what the code says; nothing is drawn. Source: Topology. */
import type { Value } from '../values/values.js';
import type { DslCall } from './api.js';
import { toValue, type DslContext, type Handlers } from './context.js';
import type { Topology } from './handles.js';
import { findPattern } from './patterns.js';
import { adoptStore, supplierStores } from './processors.js';
import type { StoreBuilder } from './settings.js';

export const topologyMethods: Handlers<'Topology', Topology> = {
  addSource,
  addProcessor,
  addSink,
  addStateStore,
  addGlobalStore,
  addReadOnlyStateStore: addGlobalStore,
  connectProcessorAndStateStores,
  describe: () => toValue({ type: 'TopologyDescription' }),
};

function isText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'unknown' && value.type?.name === 'String');
}

/** Names at the end of a call: several arguments, or one array. */
function toNames(context: DslContext, topology: Topology, values: readonly Value[], call: DslCall): string[] {
  return values.flatMap((value) => {
    if (value.kind !== 'list') return [context.host.toText(value)];
    if (!value.open) return value.items.map((item) => context.host.toText(item));
    const reason = value.loss?.reason ?? `the names given to ${call.method}() are not all known`;
    topology.graph.gap(reason, value.loss?.site ?? call.site);
    // There may be none, or any: an error for want of one is not claimed.
    return value.items.length > 0
      ? value.items.map((item) => context.host.toText(item))
      : [context.hole(value, 'names', reason, call.site)];
  });
}

/** ([offset reset,] [timestamp extractor,] name, [key and value deserializer,] topics… or a pattern). */
function addSource(context: DslContext, topology: Topology, call: DslCall): Value {
  const { args } = call;
  const pattern = findPattern(context, args.at(-1));
  const texts = args.filter((value) => isText(value) || value.kind === 'list').length + (pattern === undefined ? 0 : 1);
  const firstText = args.findIndex(isText);
  // With one text only, it is the topic, and the name is what stands before it.
  const isNamed = texts >= 2 || (firstText === 0 && args.length > 1);
  const nameAt = isNamed && firstText >= 0 ? firstText : args.findIndex((value) => value.kind === 'unknown');
  const name = args[nameAt];
  if (name === undefined) {
    topology.graph.gap('a source whose name is not known is added', call.site);
    return toValue(topology);
  }
  const rest = args.slice(nameAt + 1);
  const start = rest.findIndex((value) => isText(value) || value.kind === 'list');
  const topics = start >= 0 ? rest.slice(start) : rest.length > 2 ? rest.slice(2) : rest;
  topology.builder.addSource(
    context.host.toText(name),
    pattern === undefined ? toNames(context, topology, topics, call) : { pattern: pattern.pattern },
    call.site,
  );
  return toValue(topology);
}

function addProcessor(context: DslContext, topology: Topology, call: DslCall): Value {
  const [name, supplier, ...parents] = call.args;
  if (name === undefined) return toValue(topology);
  const text = context.host.toText(name);
  topology.builder.addProcessor(text, toNames(context, topology, parents, call), call.site);
  for (const store of supplierStores(context, topology.graph, supplier, call))
    topology.builder.addStateStore(adoptStore(context, store, call), [text]);
  return toValue(topology);
}

/** (name, topic or extractor, [serializers, partitioner,] parents…). */
function addSink(context: DslContext, topology: Topology, call: DslCall): Value {
  const [name, topic, ...rest] = call.args;
  if (name === undefined || topic === undefined) return toValue(topology);
  const dynamic =
    topic.kind === 'function' || topic.kind === 'object' || (topic.kind === 'unknown' && topic.type?.name === 'TopicNameExtractor');
  const start = rest.findIndex((value) => isText(value) || value.kind === 'list');
  const parents = toNames(context, topology, start >= 0 ? rest.slice(start) : rest.slice(-1), call);
  topology.builder.addSink(context.host.toText(name), dynamic ? undefined : context.host.toText(topic), parents, call.site);
  return toValue(topology);
}

function findStore(topology: Topology, call: DslCall): StoreBuilder | undefined {
  const value = call.args[0];
  if (value?.kind === 'dsl' && value.object.type === 'StoreBuilder') return value.object as StoreBuilder;
  topology.graph.gap(`the store given to ${call.method}() is not known`, call.site);
  return undefined;
}

function addStateStore(context: DslContext, topology: Topology, call: DslCall): Value {
  const store = findStore(topology, call);
  if (store !== undefined)
    topology.builder.addStateStore(adoptStore(context, store, call), toNames(context, topology, call.args.slice(1), call));
  return toValue(topology);
}

/** (store, source name, [timestamp extractor,] deserializers, topic, processor name, supplier): also for read-only stores. */
function addGlobalStore(context: DslContext, topology: Topology, call: DslCall): Value {
  const store = findStore(topology, call);
  const source = call.args[1];
  const topic = call.args.at(-3);
  const processor = call.args.at(-2);
  if (store === undefined || source === undefined || topic === undefined || processor === undefined) return toValue(topology);
  const [sourceName, topicName, processorName] = [source, topic, processor].map((value) => context.host.toText(value)) as [
    string,
    string,
    string,
  ];
  const spec = adoptStore(context, store, call);
  if (call.method === 'addGlobalStore')
    topology.builder.addGlobalStore({ ...spec, logging: false }, sourceName, topicName, processorName, call.site);
  else topology.builder.addReadOnlyStateStore({ ...spec, logging: false }, sourceName, topicName, processorName, call.site);
  return toValue(topology);
}

function connectProcessorAndStateStores(context: DslContext, topology: Topology, call: DslCall): Value {
  const [processor, ...stores] = call.args;
  if (processor !== undefined)
    topology.builder.connectProcessorAndStateStores(context.host.toText(processor), toNames(context, topology, stores, call));
  return toValue(topology);
}
