/** KStream methods of one pattern, and those of one kind each: merge, branch, through, to, repartition, toTable. */
import { isExact } from '../values/holes.js';
import { processorDraw, storePrefix, type DslMethod, type Operator } from '../operators/operator.js';
import type { Value } from '../values/values.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { nothing, toValue, type DslContext } from './context.js';
import { drawProcessor } from './drawing.js';
import { GraphNode } from './graphNode.js';
import type { KStream, KTable } from './handles.js';
import { materialize, isVersioned, toKeyValueStore } from './materialization.js';
import { addProcessor, processorName, type ProcessorCall } from './processors.js';
import { createRepartition } from './repartition.js';
import type { StreamsGraph } from './streamsGraph.js';

type StreamChange = Partial<Pick<KStream, 'rekeyed' | 'keySerde' | 'valueSerde' | 'sources' | 'autoNamed'>>;

/** The stream that an operator gives. */
export function toStream(from: KStream, name: string, node: GraphNode, change: StreamChange = {}): KStream {
  return {
    type: 'KStream',
    holder: from.holder,
    name,
    node,
    autoNamed: from.autoNamed,
    rekeyed: from.rekeyed,
    sources: from.sources,
    keySerde: from.keySerde,
    valueSerde: from.valueSerde,
    joinRepartition: undefined,
    ...change,
  };
}

/** A node that only adds a processor. */
export function processorNode(name: string, call: DslCall, traits: GraphNode['traits'] = {}): GraphNode {
  return new GraphNode(name, (topology, parents) => topology.addProcessor(name, parents, call.site), traits);
}

/** The operators that follow one pattern: draw a name, add a processor, give a stream. */
export function applyStep(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = stream.holder;
  const given = readGiven(context, call, operator);
  const named = nameOf(context, given.get('Named') ?? given.get('Printed'), call);
  const name = drawProcessor(graph, processorDraw(operator), named);
  const node = graph.add(
    stream.node,
    processorNode(name, call, { keyChanging: operator.changes === 'key', valueChanging: operator.changes === 'value' }),
  );
  return operator.gives === 'void'
    ? nothing
    : toValue(toStream(stream, name, node, { autoNamed: named === undefined, ...keptOf(stream, operator) }));
}

/** The same with a supplier of processors. */
export function applyProcessor(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = stream.holder;
  const request: ProcessorCall = { supplier: call.args[0], given: readGiven(context, call, operator) };
  const { name, named } = processorName(context, graph, processorDraw(operator), request, call);
  const fixed = graph.version.since('4.1.2') && graph.settings.topologyConfig?.('__enable.process.processValue.fix__') === 'true';
  const traits = {
    keyChanging: operator.changes === 'key' || (fixed && operator.rekeyed === 'set'),
    valueChanging: operator.changes === 'value' || (fixed && operator.changes === undefined),
  };
  const node = addProcessor(context, graph, stream.node, name, request, call, traits);
  return toValue(toStream(stream, name, node, { autoNamed: !named, ...keptOf(stream, operator) }));
}

/** What the stream that the operator gives still has of its own. */
export function keptOf(stream: KStream, operator: Operator): StreamChange {
  return {
    rekeyed: operator.rekeyed === 'set' ? true : stream.rekeyed,
    keySerde: operator.keeps === 'both' || operator.keeps === 'key' ? stream.keySerde : null,
    valueSerde: operator.keeps === 'both' || operator.keeps === 'value' ? stream.valueSerde : null,
  };
}

export function merge(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const other = asStream(call.args[0]);
  const named = nameOf(context, readGiven(context, call, operator).get('Named'), call);
  const merging = processorDraw(operator);
  if (other === undefined) {
    const { graph } = stream.holder;
    graph.lose('the other stream of merge() is not known', call.site);
    const name = drawProcessor(graph, merging, named);
    const alone = graph.add(stream.node, processorNode(name, call, { merging: true }));
    return toValue(
      toStream(stream, name, alone, {
        rekeyed: stream.rekeyed === true ? true : 'unknown',
        autoNamed: named === undefined,
        keySerde: null,
        valueSerde: null,
      }),
    );
  }
  const graph = context.join([stream.holder, other.holder], call.site);
  const name = drawProcessor(graph, merging, named);
  const node = graph.add([stream.node, other.node], processorNode(name, call, { merging: true }));
  const rekeyed =
    stream.rekeyed === true || other.rekeyed === true
      ? true
      : stream.rekeyed === 'unknown' || other.rekeyed === 'unknown'
        ? 'unknown'
        : false;
  const sources = new Set([...stream.sources, ...other.sources]);
  return toValue(toStream(stream, name, node, { rekeyed, sources, autoNamed: named === undefined, keySerde: null, valueSerde: null }));
}

export function sendTo(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  addSink(context, stream, call, operator);
  return nothing;
}

function addSink(context: DslContext, stream: KStream, call: DslCall, operator: Operator): string | undefined {
  const { graph } = stream.holder;
  const named = nameOf(context, readGiven(context, call, operator).get('Produced'), call);
  const name = drawProcessor(graph, processorDraw(operator), named);
  const topic = toTopic(context, call.args[0]);
  graph.add(stream.node, new GraphNode(name, (topology, parents) => topology.addSink(name, topic, parents, call.site)));
  return topic;
}

/** undefined: a TopicNameExtractor. */
function toTopic(context: DslContext, value: Value | undefined): string | undefined {
  if (value === undefined || value.kind === 'function' || value.kind === 'object' || value.kind === 'dsl') return undefined;
  if (value.kind === 'unknown' && value.type?.name === 'TopicNameExtractor') return undefined;
  return context.host.toText(value);
}

export function through(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = stream.holder;
  const topic = addSink(context, stream, call, operator) ?? context.hole(call, 'topic', 'the topic of through() is not known', call.site);
  const name = drawProcessor(graph, processorDraw(operator, 1), undefined);
  const node = graph.add(graph.root, sourceNode(name, new Set([topic]), call));
  return toValue(toStream(stream, name, node, { rekeyed: false, sources: new Set([name]), autoNamed: true }));
}

export function sourceNode(name: string, topics: ReadonlySet<string>, call: DslCall): GraphNode {
  return new GraphNode(name, (topology) => topology.addSource(name, [...topics], call.site), {
    role: { kind: 'streamSource', topics, pattern: undefined },
  });
}

/** The old `branch(predicates…)`: an array of streams. */
export function branch(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = stream.holder;
  const first = call.args[0];
  const isNamed = first?.kind === 'dsl' && first.object.type === 'Named';
  const named = isNamed ? nameOf(context, readGiven(context, call, operator).get('Named'), call) : undefined;
  const rest = isNamed ? call.args.slice(1) : call.args;
  const array = rest.length === 1 && rest[0]?.kind === 'list' ? rest[0] : undefined;
  const predicates = array?.items ?? rest;
  const splitting = processorDraw(operator);
  const branching = processorDraw(operator, 1);
  const name = drawProcessor(graph, splitting, named);
  const names = predicates.map((_, i) => drawProcessor(graph, branching, named, i));
  if (array?.open === true) graph.lose('the number of predicates given to branch() is not known', call.site);
  const splitter = graph.add(stream.node, processorNode(name, call));
  const items = names.map((child) =>
    toValue(toStream(stream, child, graph.add(splitter, processorNode(child, call)), { autoNamed: named === undefined })),
  );
  return { kind: 'list', items, open: array?.open ?? false };
}

export function repartition(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = stream.holder;
  const given = readGiven(context, call, operator).get('Repartitioned');
  const named = nameOf(context, given, call);
  if (given?.opaque !== undefined)
    graph.lose(`whether the Repartitioned given to repartition() has a name is not known: ${given.opaque}`, call.site);
  const prefix = drawProcessor(graph, processorDraw(operator), named);
  const autoNamed = named === undefined;
  const node = graph.add(
    stream.node,
    createRepartition(graph, {
      prefix,
      autoNamed,
      named: !autoNamed,
      fixed: { partitions: given?.partitions, hasOwnPartitioner: given?.ownPartitioner ?? false },
      operator: call.method,
      site: call.site,
    }),
  );
  return toValue(toStream(stream, node.name, node, { rekeyed: false, sources: new Set([node.name]), autoNamed }));
}

export function toTable(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = stream.holder;
  const given = readGiven(context, call, operator);
  const named = nameOf(context, given.get('Named'), call);
  const name = drawProcessor(graph, processorDraw(operator), named);
  const m = materialize(context, graph, given.get('Materialized'), storePrefix(operator), stream, call);
  let parent = stream.node;
  let sources = stream.sources;
  if (needsRepartition(graph, stream.rekeyed, `${name}-repartition`, call)) {
    parent = graph.add(
      parent,
      createRepartition(graph, {
        prefix: name,
        autoNamed: named === undefined,
        named: named !== undefined,
        keySerde: m.keySerde,
        valueSerde: m.valueSerde,
        operator: call.method,
        site: call.site,
      }),
    );
    sources = new Set([parent.name]);
  }
  const origin: KTable['origin'] = { kind: 'source', store: toKeyValueStore(graph, m, call), materialized: m.named !== false };
  const node = new GraphNode(
    name,
    (topology, parents) => {
      topology.addProcessor(name, parents, call.site);
      if (origin.materialized) topology.addStateStore(origin.store, [name]);
    },
    { outputVersioned: isVersioned(m.settings) },
  );
  graph.add(parent, node);
  return toValue({
    type: 'KTable',
    holder: stream.holder,
    name,
    node,
    sources,
    origin,
    keySerde: m.keySerde,
    valueSerde: m.valueSerde,
    queryableName: m.named === true ? m.store : null,
  });
}

/** Whether a repartition topic is needed; where that is not known, three indices more or less may be drawn. */
export function needsRepartition(graph: StreamsGraph, rekeyed: boolean | 'unknown', topic: string, call: DslCall): boolean {
  if (rekeyed !== 'unknown') return rekeyed;
  const which = isExact(topic) ? ` "${topic}"` : '';
  graph.lose(
    `whether ${call.method}() needs a repartition topic${which} is not known: its stream comes from where it cannot be followed`,
    call.site,
  );
  return false;
}

export function asStream(value: Value | undefined): KStream | undefined {
  return value?.kind === 'dsl' && value.object.type === 'KStream' ? (value.object as KStream) : undefined;
}

export function asTable(value: Value | undefined): KTable | undefined {
  return value?.kind === 'dsl' && value.object.type === 'KTable' ? (value.object as KTable) : undefined;
}
