/** Topology: the Processor API. Every name is what the code says; nothing is drawn. Source: Topology. */
import type { Value } from '../values/values.js';
import type { DslMethod } from '../operators/operator.js';
import type { DslCall } from './api.js';
import { toValue, type DslContext, type Handlers } from './context.js';
import type { Topology } from './handles.js';
import { fitsOf, type Fit } from './overloads.js';
import { findPattern } from './patterns.js';
import { adoptStore, supplierStores } from './processors.js';

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

/** Beside its name and topics it may be given an offset reset, a timestamp extractor and deserializers. */
function addSource(context: DslContext, topology: Topology, call: DslCall, method: DslMethod): Value {
  const found = fitOf(context, topology, call, method);
  if (found === undefined) return toValue(topology);
  const names = found.filter(({ type }) => type === 'String');
  const pattern = findPattern(context, found.find(({ type }) => type === 'Pattern')?.values[0]);
  const topics = pattern === undefined ? toNames(context, topology, names[1]?.values ?? [], call) : { pattern: pattern.pattern };
  topology.builder.addSource(nameIn(context, names[0]), topics, call.site);
  return toValue(topology);
}

/** The arguments by the overload that is called; undefined: none fits, or several, which is said. */
function fitOf(context: DslContext, topology: Topology, call: DslCall, { operators: [{ overloads }] }: DslMethod): Fit | undefined {
  const all = fitsOf(context.host, overloads, call.args);
  // A source without topics, or a sink without parents, is refused whatever else it is given.
  const allowed = all.filter((fit) => fit.at(-1)!.values.length > 0);
  const fits = allowed.length > 0 ? allowed : all;
  const shapes = new Set(
    fits.map((fit) => JSON.stringify(fit.map(({ type, values }) => [type === 'String' || type === 'Pattern', values.length]))),
  );
  // Which of them is a deserializer and which an extractor makes no difference.
  if (shapes.size === 1) return fits[0];
  const reason = `which form of ${call.method}() is called cannot be told`;
  // Whatever its topics are, it is known under one name.
  if (
    fits.length > 0 &&
    new Set(
      fits.map((fit) =>
        nameIn(
          context,
          fit.find(({ type }) => type === 'String'),
        ),
      ),
    ).size === 1
  )
    topology.graph.gap(reason, call.site);
  else topology.graph.lose(reason, call.site);
  return fits.find((fit) => fit.at(-1)?.values.length === Math.min(...fits.map((one) => one.at(-1)?.values.length ?? 0)));
}

function nameIn(context: DslContext, parameter: Fit[number] | undefined): string {
  const [value] = parameter?.values ?? [];
  return value === undefined ? '' : context.host.toText(value);
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

function addSink(context: DslContext, topology: Topology, call: DslCall, method: DslMethod): Value {
  const found = fitOf(context, topology, call, method);
  if (found === undefined) return toValue(topology);
  const [name, topic] = found;
  const parents = toNames(context, topology, found.at(-1)?.values ?? [], call);
  const topicName = topic?.type === 'String' ? nameIn(context, topic) : undefined;
  topology.builder.addSink(nameIn(context, name), topicName, parents, call.site);
  return toValue(topology);
}

function addStateStore(context: DslContext, topology: Topology, call: DslCall): Value {
  const store = context.storeBuilder(call.args[0], call);
  topology.builder.addStateStore(adoptStore(context, store, call), toNames(context, topology, call.args.slice(1), call));
  return toValue(topology);
}

/** (store, source name, [timestamp extractor,] deserializers, topic, processor name, supplier): also for read-only stores. */
function addGlobalStore(context: DslContext, topology: Topology, call: DslCall): Value {
  const store = context.storeBuilder(call.args[0], call);
  const source = call.args[1];
  const topic = call.args.at(-3);
  const processor = call.args.at(-2);
  if (source === undefined || topic === undefined || processor === undefined) return toValue(topology);
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
