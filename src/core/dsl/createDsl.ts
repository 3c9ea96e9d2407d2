/** The Streams API as the evaluator meets it: handles, configuration objects, and in the end the topologies that were built. */
import type { Site } from '../../base/text.js';
import { isExact } from '../values/holes.js';
import { textEntries, valueAt } from '../values/maps.js';
import type { DslObject, UnknownValue, Value } from '../values/values.js';
import type { TypeRef } from '../form/form.js';
import { TopologyError, type TopicSettings } from '../topology/model.js';
import { createTopologyBuilder } from '../topology/topologyBuilder.js';
import type { BuiltTopology, CreateDsl, Dsl, DslCall, DslOptions, Host, Origin } from './api.js';
import { buildGraph } from './buildGraph.js';
import { nothing, toValue, type DslContext } from './context.js';
import { callHandle, isHandleType, isReading, isRunningType } from './dispatch.js';
import { graphsWithin, type GraphHolder, type Handle, type StreamsBuilder, type Topology } from './handles.js';
import { createKafkaVersion, type KafkaVersion } from '../kafkaVersion.js';
import { createOrphan } from './orphans.js';
import type { AnySettings, TopologyConfig } from './settings.js';
import { createSettingsLibrary } from './settings/settingsLibrary.js';
import { readProperty, toProperties } from './streamsBuilder.js';
import { StreamsGraph, type GraphSettings } from './streamsGraph.js';

const day = 24 * 60 * 60 * 1000;

export const createDsl: CreateDsl = (options, host) => {
  const version = createKafkaVersion(options.kafkaVersion);
  const library = createSettingsLibrary(options, host);
  const application = (key: string): string | undefined => options.configuration[key];
  const builders: StreamsBuilder[] = [];
  const topologies: { readonly topology: Topology; readonly builder: StreamsBuilder | undefined }[] = [];
  /** Graphs of streams that came from where we cannot look. */
  const strays: { readonly holder: GraphHolder; readonly origin: Site; readonly reason: string }[] = [];
  /** Builders made by code that was not seen. */
  const foreign = new Set<StreamsBuilder>();
  const drawnBefore: { readonly reason: string; readonly site: Site }[] = [];
  const beans = new Map<string, StreamsBuilder>();
  const properties = new Map<Topology, Value>();
  const adopted = new WeakMap<object, object>();
  const keys = new WeakMap<object, string>();
  let operations = 0;
  let lostIds = 0;
  let ended = false;
  let keyCount = 0;

  const context: DslContext = {
    version,
    host,
    opaque(type, reason, site) {
      const value = library.orphan({ name: type, args: [], dimensions: 0 }, reason, site);
      if (value?.kind !== 'dsl') throw new Error(`no orphan of ${type}`);
      return value.object as Extract<AnySettings, { type: typeof type }>;
    },
    hole(object, label, reason, site) {
      let key = keys.get(object);
      if (key === undefined) keys.set(object, (key = `${label}:${site.file}:${site.start}:${++keyCount}`));
      return host.toText({ kind: 'unknown', reason, site, key, label });
    },
    storeBuilder: (value, call) => library.storeBuilder(value, call),
    join(holders) {
      const known = holders.find((holder) => builders.some((builder) => builder.holder.graph === holder.graph)) ?? holders[0]!;
      for (const holder of holders) {
        if (holder.graph === known.graph || !strays.some((stray) => stray.holder.graph === holder.graph)) continue;
        known.graph.adopt(holder.graph);
        const left = holder.graph;
        for (const stray of strays) if (stray.holder.graph === left) stray.holder.graph = known.graph;
      }
      return known.graph;
    },
    adopted<T extends object>(key: object, make: () => T): T {
      let made = adopted.get(key) as T | undefined;
      if (made === undefined) adopted.set(key, (made = make()));
      return made;
    },
  };

  function createGraph(topologyConfig: GraphSettings['topologyConfig']): StreamsGraph {
    return new StreamsGraph(
      version,
      createTopologyBuilder,
      { topologyConfig, application },
      (reason, site) => host.gap(reason, site),
      () => ++lostIds,
    );
  }

  function addBuilder(topologyConfig: GraphSettings['topologyConfig'], origin: Site): StreamsBuilder {
    const builder: StreamsBuilder = { type: 'StreamsBuilder', holder: { graph: createGraph(topologyConfig) }, origin, built: undefined };
    if (!ended) builders.push(builder);
    return builder;
  }

  function addTopology(graph: StreamsGraph, origin: Site, builder: StreamsBuilder | undefined): Topology {
    const topology: Topology = {
      type: 'Topology',
      builder: graph.topology,
      graph,
      origin,
      applicationId: undefined,
      builtInCode: true,
      optimizations: [],
      indexBeforeBuild: undefined,
      indexAfterBuild: undefined,
    };
    if (!ended || builder !== undefined) topologies.push({ topology, builder });
    return topology;
  }

  function build(
    builder: StreamsBuilder,
    given: Value | undefined,
    optimization: string | undefined,
    site: Site,
    inCode: boolean,
  ): Topology {
    if (builder.built !== undefined) {
      builder.holder.graph.gap('build() is called again on a StreamsBuilder that was built', site);
      return builder.built;
    }
    const graph = context.join(partsOf(builder, builders, strays), site);
    const topology = addTopology(graph, builder.origin, builder);
    builder.built = topology;
    topology.builtInCode = inCode;
    topology.indexBeforeBuild = graph.nextIndex;
    topology.optimizations = buildGraph(graph, { optimization, configured: options.optimization }, site);
    topology.indexAfterBuild = graph.nextIndex;
    if (given !== undefined) useProperties(topology, given);
    return topology;
  }

  function useProperties(topology: Topology, given: Value): void {
    const map = toProperties(given);
    if (map === undefined) return;
    if (!properties.has(topology)) properties.set(topology, map);
    const id = valueAt(map, 'application.id');
    if (id?.kind === 'text' && isExact(id.text)) topology.applicationId ??= id.text;
  }

  /** What an error of the library ends: every builder that is not built, and the topology it came from. */
  function end(error: TopologyError, call: DslCall, receiver: DslObject | undefined): Value {
    const site = error.site ?? call.site;
    const graphs = receiver === undefined ? [] : graphsWithin({ kind: 'dsl', object: receiver });
    const doubtful = graphs.find((graph) => graph.counterLost !== undefined);
    if (doubtful !== undefined) doubtful.gap(`${call.method}() may fail: ${error.message}`, site);
    else {
      for (const graph of [...unbuilt(), ...graphs]) graph.fail('DSL', error, site);
      ended = true;
    }
    return {
      kind: 'unknown',
      reason: `the library throws here: ${error.message}`,
      site,
      key: `error:${site.file}:${site.start}`,
      label: call.method,
    };
  }

  function unbuilt(): StreamsGraph[] {
    return [
      ...builders.filter((builder) => builder.built === undefined).map((builder) => builder.holder.graph),
      ...strays.map((stray) => stray.holder.graph),
    ];
  }

  function guarded<T extends Value | undefined>(call: DslCall, receiver: DslObject | undefined, run: () => T): T | Value {
    try {
      return run();
    } catch (error) {
      if (error instanceof TopologyError) return end(error, call, receiver);
      throw error;
    }
  }

  function construct(className: string, call: DslCall): Value | undefined {
    if (className === 'StreamsBuilder') {
      operations++;
      return toValue(addBuilder(topologyConfigOf(call.args[0]), call.site));
    }
    if (className === 'Topology') {
      operations++;
      return toValue(addTopology(createGraph(topologyConfigOf(call.args[0])), call.site, undefined));
    }
    if (isRunningType(className)) {
      const topology = call.args.find((value) => value.kind === 'dsl' && value.object.type === 'Topology');
      const given = call.args.find((value) => toProperties(value) !== undefined);
      if (topology?.kind === 'dsl' && given !== undefined) useProperties(topology.object as Topology, given);
      return toValue({ type: className });
    }
    return guarded(call, undefined, () => library.construct(className, call));
  }

  /** What the builder's TopologyConfig says, by key; undefined: there is none. */
  function topologyConfigOf(value: Value | undefined): GraphSettings['topologyConfig'] {
    if (value === undefined) return undefined;
    if (value.kind !== 'dsl' || value.object.type !== 'TopologyConfig') return (key) => application(key);
    const { configuration, opaque } = value.object as TopologyConfig;
    return (key) => (opaque === undefined ? readProperty(configuration, key, application(key)) : application(key));
  }

  function call(receiver: DslObject, request: DslCall): Value {
    if (!isHandleType(receiver.type)) return guarded(request, receiver, () => library.call(receiver, request));
    const handle = receiver as Handle;
    if (isRunningType(handle.type)) return nothing;
    if (!isReading(handle, request.method)) operations++;
    if (handle.type === 'StreamsBuilder' && request.method === 'build') {
      const given = request.args[0];
      const optimization = optimizationIn(given, options.optimization, host, request.site);
      return toValue(build(handle, given, optimization, request.site, true));
    }
    return guarded(request, receiver, () => callHandle(context, handle, request) ?? unknownMethod(handle, request));
  }

  function unknownMethod(handle: Handle, request: DslCall): UnknownValue {
    const reason = `${handle.type}.${request.method}() is not known`;
    for (const graph of graphsWithin(toValue(handle))) graph.reached(reason, request.site);
    return {
      kind: 'unknown',
      reason,
      site: request.site,
      key: `${request.site.file}:${request.site.start}:${request.method}:${++keyCount}`,
      label: request.method,
    };
  }

  function orphan(type: TypeRef, reason: string, site: Site, origin: Origin): Value | undefined {
    if (type.dimensions > 0) return undefined;
    if (type.name === 'StreamsBuilder') {
      const bean = typeof origin === 'string' ? undefined : beans.get(origin.bean);
      if (bean !== undefined) return toValue(bean);
      const builder = addBuilder(origin === 'parameter' && options.topologyConfigForParameter === true ? application : undefined, site);
      if (typeof origin !== 'string') beans.set(origin.bean, builder);
      loseGiven(foreign.add(builder), builder, origin === 'unknownCall' ? reason : undefined, site);
      for (const { reason: why, site: where } of drawnBefore) builder.holder.graph.lose(why, where);
      // A stream of unseen code was made by a builder of unseen code: then its numbers do not begin at 0.
      for (const stray of strays) builder.holder.graph.lose(stray.reason, stray.origin);
      return toValue(builder);
    }
    if (type.name === 'Topology') return toValue(addTopology(createGraph(undefined), site, undefined));
    if (isRunningType(type.name)) return toValue({ type: type.name });
    if (isHandleType(type.name)) {
      const holder: GraphHolder = { graph: createGraph(undefined) };
      const object = createOrphan(context, type.name, holder, reason, site);
      if (object === undefined) return undefined;
      const lost = holder.graph.counterLost?.reason ?? reason;
      strays.push({ holder, origin: site, reason: lost });
      for (const builder of foreign) builder.holder.graph.lose(lost, site);
      return toValue(object);
    }
    return library.orphan(type, reason, site);
  }

  function toResult(topology: Topology): BuiltTopology {
    const { graph } = topology;
    const rest = topology.builder.toResult(topicSettings(options.configuration, properties.get(topology), version));
    return {
      origin: topology.origin,
      builtInCode: topology.builtInCode,
      isUsed: graph.isUsed || rest.subtopologies.length + rest.globalStores.length + rest.stores.length > 0,
      applicationId: topology.applicationId,
      result: {
        ...rest,
        error: graph.failure ?? rest.error,
        indexBeforeBuild: topology.indexBeforeBuild,
        indexAfterBuild: topology.indexAfterBuild,
        optimizations: topology.optimizations,
        implicitNames: graph.implicitNames,
        counterLost: graph.counterLost,
        gaps: graph.gaps,
      },
    };
  }

  function finish(): readonly BuiltTopology[] {
    ended = false; // what was begun before the error is still told
    for (const builder of builders) {
      if (builder.built === undefined) build(builder, undefined, options.optimization, builder.origin, false);
    }
    for (const { holder, origin } of strays) {
      const { graph } = holder;
      if (graph.built || builders.some((builder) => builder.holder.graph === graph) || !graph.hasOperations) continue;
      const topology = addTopology(graph, origin, undefined);
      topology.builtInCode = false;
      topology.optimizations = buildGraph(graph, { optimization: options.optimization, configured: undefined }, origin);
    }
    return topologies.map(({ topology }) => toResult(topology));
  }

  const loseCounters = (reason: string, site: Site): void => unbuilt().forEach((graph) => graph.lose(reason, site));

  return {
    version,
    knows: (className, method) => isHandleType(className, method) || (method === undefined && library.knows(className)),
    construct,
    callStatic: (className, request) => guarded(request, undefined, () => library.callStatic(className, request)),
    call,
    constant: (className, field) => library.constant(className, field),
    orphan,
    poison(values, reason, site) {
      for (const value of values) for (const graph of graphsWithin(value)) graph.reached(reason, site);
    },
    get operations() {
      return operations;
    },
    loseCounters,
    loseGiven(reason, site) {
      drawnBefore.push({ reason, site });
      loseCounters(reason, site);
    },
    finish,
  } satisfies Dsl;
};

/**
 * Streams of unseen code are parts of the only builder that there is, where that was given by such code or to it. Then its numbers are not known
 * anyway; where they are, nothing was built on it that was not seen.
 */
function partsOf(
  builder: StreamsBuilder,
  builders: readonly StreamsBuilder[],
  strays: readonly { readonly holder: GraphHolder }[],
): readonly GraphHolder[] {
  const isOpen = builders.length === 1 && builder.holder.graph.counterLost !== undefined;
  return [builder.holder, ...(isOpen ? strays.map(({ holder }) => holder) : [])];
}

/**
 * What the Properties say. Those that the program fills from somewhere may set it: the library optimises on one way and does not on
 * another. Those that it is given are taken not to, as few set it.
 */
function optimizationIn(given: Value | undefined, fallback: string | undefined, host: Host, site: Site): string | undefined {
  const key = 'topology.optimization';
  const known = readProperty(given, key, fallback);
  if (known !== undefined || given === undefined || given.kind === 'null') return known;
  const map = toProperties(given);
  if (map === undefined || map.key !== undefined) {
    host.takeDefault(`${key} is taken not to be set in what build() is given`, site);
    return undefined;
  }
  const isKnown = !map.open && valueAt(map, key) === undefined;
  if (isKnown) return undefined;
  return host.choose(`optimization:${site.file}:${site.start}`, 2, `whether ${key} is set is not known`, site) === 0 ? undefined : 'all';
}

/** The application's settings for topics: those of its configuration files, and over them what the code gives. */
function topicSettings(configuration: DslOptions['configuration'], given: Value | undefined, version: KafkaVersion): TopicSettings {
  const all = { ...configuration };
  const properties = toProperties(given);
  for (const [key, value] of properties === undefined ? [] : textEntries(properties))
    if (value.kind === 'text' && isExact(value.text)) all[key] = value.text;
  const topicDefaults = Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => (key.startsWith('topic.') ? [[key.slice('topic.'.length), value]] : [])),
  );
  const additional = Number(all['windowstore.changelog.additional.retention.ms'] ?? day);
  return { version, topicDefaults, additionalRetentionMs: Number.isFinite(additional) ? additional : day };
}

/** `giver`: why what gave the builder is not followed; undefined: a container or caller gives it. Two that are given may be one. */
function loseGiven(given: ReadonlySet<StreamsBuilder>, added: StreamsBuilder, giver: string | undefined, site: Site): void {
  if (giver !== undefined) added.holder.graph.lose(`what gave this builder may have built on it before: ${giver}`, site);
  if (given.size > 1)
    for (const builder of given) builder.holder.graph.lose('several builders are given from outside, and may be the same one', site);
}
