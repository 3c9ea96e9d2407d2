/** Joins of a stream: with a stream in windows, with a table, with a global table. Source: KStreamImpl.doJoin, KStreamImplJoin, KStreamImpl.doStreamTableJoin. */
import { processorDraw, type DslMethod, type Operator } from '../operators/operator.js';
import { operatorWith } from '../operators/operators.js';
import type { Value } from '../values/values.js';
import { TopologyError, type StoreSpec } from '../topology/model.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext } from './context.js';
import { drawProcessor, givenName } from './drawing.js';
import { readValues } from './forcing.js';
import { GraphNode } from './graphNode.js';
import type { KStream, KTable } from './handles.js';
import { windowStores } from './joinStores.js';
import type { Serdes } from './materialization.js';
import { createRepartition } from './repartition.js';
import type { StreamsGraph } from './streamsGraph.js';
import { asStream, asTable, needsRepartition, processorNode, toStream } from './streamOperators.js';

export function joinStream(context: DslContext, stream: KStream, call: DslCall, method: DslMethod): Value {
  const other = call.args[0];
  const table = asTable(other);
  if (table !== undefined) return joinTable(context, stream, table, call, operatorWith(method, 'KTable'));
  const otherStream = asStream(other);
  if (otherStream !== undefined) return joinStreams(context, stream, otherStream, call, operatorWith(method, 'KStream'));
  if (other?.kind === 'dsl' && other.object.type === 'GlobalKTable')
    return joinGlobal(context, stream, call, operatorWith(method, 'GlobalKTable'));
  const { graph } = stream.holder;
  graph.lose(`what ${call.method}() joins with is not known`, call.site);
  // Which of its operators it is is not known, nor what they draw: the counter is lost, and any name does.
  const name = graph.draw('KSTREAM-JOIN-');
  return toValue(
    toStream(stream, name, graph.add(stream.node, processorNode(name, call)), { rekeyed: 'unknown', keySerde: null, valueSerde: null }),
  );
}

/** This stream behind a repartition topic. The node of an earlier join is taken again when this one is not named (2.5.1+). */
function repartitionForJoin(graph: StreamsGraph, stream: KStream, given: string | undefined, serdes: Serdes, call: DslCall): KStream {
  const prefix = given ?? stream.name;
  const keySerde = serdes.keySerde ?? stream.keySerde;
  const valueSerde = serdes.valueSerde ?? stream.valueSerde;
  const node = createRepartition(graph, {
    prefix,
    autoNamed: given === undefined && stream.autoNamed,
    named: given !== undefined,
    keySerde,
    valueSerde,
    operator: call.method,
    site: call.site,
  });
  const reuses = graph.version.since('2.5.1') && stream.joinRepartition !== undefined && stream.name === prefix;
  if (!reuses) stream.joinRepartition = graph.add(stream.node, node);
  return toStream(stream, node.name, stream.joinRepartition!, { rekeyed: false, sources: new Set([node.name]), keySerde, valueSerde });
}

function joinStreams(context: DslContext, stream: KStream, other: KStream, call: DslCall, operator: Operator): Value {
  const graph = context.join([stream.holder, other.holder], call.site);
  const given = readGiven(context, call, operator);
  const settings = given.get('StreamJoined');
  const joined = given.get('Joined');
  const named = settings === undefined ? nameOf(context, joined, call) : nameOf(context, settings, call);
  const { keySerde = null, valueSerde = null, otherValueSerde = null } = settings ?? joined ?? {};
  const suffixed = (suffix: string): string | undefined => (named === undefined ? undefined : named + suffix);

  let left = stream;
  let right = other;
  if (needsRepartition(graph, left.rekeyed, `${suffixed('-left') ?? left.name}-repartition`, call))
    left = repartitionForJoin(graph, stream, suffixed('-left'), { keySerde, valueSerde }, call);
  if (needsRepartition(graph, right.rekeyed, `${suffixed('-right') ?? right.name}-repartition`, call))
    right = repartitionForJoin(graph, other, suffixed('-right'), { keySerde, valueSerde: otherValueSerde }, call);
  const sources = graph.copartition([left.sources, right.sources]);

  const thisJoining = processorDraw(operator, 2);
  const otherJoining = processorDraw(operator, 3);
  const thisWindowedName = drawProcessor(graph, processorDraw(operator), named);
  const otherWindowedName = drawProcessor(graph, processorDraw(operator, 1), named);
  // Its stores are named by these even where its processors have a name.
  const thisGenerated = graph.draw(thisJoining.prefix);
  const otherGenerated = graph.draw(otherJoining.prefix);
  const thisName = givenName(graph, thisJoining, named) ?? thisGenerated;
  const otherName = givenName(graph, otherJoining, named) ?? otherGenerated;
  const name = drawProcessor(graph, processorDraw(operator, 4), named);

  const stores = windowStores(context, graph, {
    unmatched: operator.unmatched,
    settings,
    windows: given.get('JoinWindows'),
    thisSide: { draw: thisJoining, generated: thisGenerated },
    otherSide: { draw: otherJoining, generated: otherGenerated },
    call,
    keySerde: keySerde ?? left.keySerde,
    thisSerde: valueSerde ?? left.valueSerde,
    otherSerde: otherValueSerde ?? right.valueSerde,
  });
  const thisWindowed = graph.add(left.node, processorNode(thisWindowedName, call));
  const otherWindowed = graph.add(right.node, processorNode(otherWindowedName, call));

  const role = { kind: 'streamJoin' as const, thisWindowed, otherWindowed, selfJoin: false };
  const node = new GraphNode(
    name,
    (topology) => {
      if (role.selfJoin) {
        topology.addProcessor(name, [thisWindowedName], call.site);
        topology.addStateStore(stores.left, [thisWindowedName, name]);
        return;
      }
      topology.addProcessor(thisName, [thisWindowedName], call.site);
      topology.addProcessor(otherName, [otherWindowedName], call.site);
      topology.addProcessor(name, [thisName, otherName], call.site);
      topology.addStateStore(stores.left, [thisWindowedName, otherName]);
      topology.addStateStore(stores.right, [otherWindowedName, thisName]);
      if (stores.shared !== undefined) topology.addStateStore(stores.shared, [thisName, otherName]);
    },
    { role },
  );
  graph.add([left.node, right.node], node);
  return toValue(toStream(stream, name, node, { rekeyed: false, sources, autoNamed: named === undefined, keySerde, valueSerde: null }));
}

function joinTable(context: DslContext, stream: KStream, table: KTable, call: DslCall, operator: Operator): Value {
  const graph = context.join([stream.holder, table.holder], call.site);
  const joined = readGiven(context, call, operator).get('Joined');
  const given = nameOf(context, joined, call);
  const left = needsRepartition(graph, stream.rekeyed, `${given ?? stream.name}-repartition`, call)
    ? repartitionForJoin(graph, stream, given, { keySerde: joined?.keySerde ?? null, valueSerde: joined?.valueSerde ?? null }, call)
    : stream;
  const sources = graph.copartition([left.sources, table.sources]);
  const joining = processorDraw(operator);
  const name = drawProcessor(graph, joining, given);
  const autoNamed = givenName(graph, joining, given) === undefined;
  const hasGrace = graph.version.since('3.6') && joined?.graceMs !== undefined;
  if (hasGrace && table.node.traits.outputVersioned === false) throw notVersioned();
  const buffer: StoreSpec | undefined = hasGrace
    ? {
        name: `${name}-Buffer`,
        autoNamed,
        kind: 'suppressBuffer',
        persistence: 'rocksdb',
        logging: true,
        loggingConfig: {},
        caching: false,
        queryable: false,
        keySerde: joined?.keySerde ?? stream.keySerde,
        valueSerde: joined?.valueSerde ?? stream.valueSerde,
        retentionMs: null,
        historyRetentionMs: null,
        windowSizeMs: null,
        changelogPolicy: 'compact',
        operator: call.method,
        site: call.site,
      }
    : undefined;
  if (joined?.opaque !== undefined && graph.version.since('3.6'))
    graph.gap(`whether the join buffers its stream (Joined.withGracePeriod) is not known: ${joined.opaque}`, call.site);
  if (buffer !== undefined && autoNamed) graph.recordImplicitStore(buffer.name, true, call.site);
  const read = readValues(table);
  const node = new GraphNode(name, (topology, parents) => {
    topology.addProcessor(name, parents, call.site);
    if (buffer !== undefined) topology.addStateStore(buffer, [name]);
    if (read.length > 0) topology.connectProcessorAndStateStores(name, read);
  });
  graph.add(left.node, node);
  return toValue(
    toStream(stream, name, node, { rekeyed: false, sources, autoNamed, keySerde: joined?.keySerde ?? left.keySerde, valueSerde: null }),
  );
}

function notVersioned(): TopologyError {
  return new TopologyError('IllegalArgumentException', 'KTable must be versioned to use a grace period in a stream table join.');
}

/** No topic, no store: every instance has the whole table. */
function joinGlobal(context: DslContext, stream: KStream, call: DslCall, operator: Operator): Value {
  const { graph } = stream.holder;
  const named = nameOf(context, readGiven(context, call, operator).get('Named'), call);
  const name = drawProcessor(graph, processorDraw(operator), named);
  const node = graph.add(stream.node, processorNode(name, call));
  const rekeyed = graph.version.since('2.1.1') ? stream.rekeyed : false;
  return toValue(toStream(stream, name, node, { rekeyed, autoNamed: named === undefined, valueSerde: null }));
}
