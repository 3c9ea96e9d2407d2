/** The library's InternalTopologyBuilder, as far as names, groups, descriptions and errors go. */
import type { Site } from '../../base/text.js';
import { describeTopology, toNodeGroups } from './describeTopology.js';
import { changelogConfig, repartitionConfig } from './internalTopics.js';
import { JavaHashSet } from './javaCollections.js';
import type { MayBe, StoreSpec, TopicSettings, TopologyBuilder } from './model.js';
import { TopologyError } from './model.js';
import type { NodeFactory } from './nodes.js';
import { NodeGroups } from './nodes.js';
import type { PartitionSources } from './partitionSources.js';
import { createPartitionSources } from './partitionSources.js';
import type { InternalTopic, Store } from './result.js';
import { createTopicPatterns } from './topicPattern.js';

interface AddedTopic {
  readonly partitions: number | undefined;
  readonly autoNamed: boolean;
  readonly operator: string;
  readonly site: Site;
  readonly hasOwnPartitioner: boolean;
}

interface AddedStore {
  readonly spec: StoreSpec;
  readonly processors: JavaHashSet;
}

function refuse(message: string, site?: Site): never {
  throw new TopologyError('TopologyException', `Invalid topology: ${message}`, site);
}

export function createTopologyBuilder(mayBe: MayBe): TopologyBuilder {
  const factories = new Map<string, NodeFactory>();
  const groups = new NodeGroups();
  const stores = new Map<string, AddedStore>();
  const globalStores = new Map<string, { readonly spec: StoreSpec; readonly processor: string }>();
  const sourceTopics = new Set<string>();
  const globalTopics = new Set<string>();
  const internalTopics = new Map<string, AddedTopic>();
  const changelogOf = new Map<string, string>(); // stores that restore from a source topic
  const copartitions: (readonly string[])[] = [];
  const patterns = createTopicPatterns();

  function checkNew(name: string, site: Site): void {
    if (factories.has(name)) refuse(`Processor ${name} is already added.`, site);
  }

  function checkTopic(topic: string, site: Site): void {
    if (sourceTopics.has(topic) || globalTopics.has(topic)) refuse(`Topic ${topic} has already been registered by another source.`, site);
    for (const factory of factories.values()) {
      if (factory.kind === 'source' && factory.pattern !== undefined && patterns.matches(factory.pattern, topic)) {
        refuse(`Topic ${topic} matches a Pattern already registered by another source.`, site);
      }
    }
  }

  /** Whether the node is there; where it is not, and cannot be, it is refused. */
  function exists(name: string, refusal: string, site?: Site): boolean {
    if (factories.has(name)) return true;
    return mayBe(name, factories.keys(), site) ? false : refuse(refusal, site);
  }

  function connect(processor: string, store: string): void {
    if (globalStores.has(store))
      refuse(`Global StateStore ${store} can be used by a Processor without being specified; it should not be explicitly passed.`);
    const added = stores.get(store);
    if (added === undefined && !mayBe(store, stores.keys(), factories.get(processor)?.site))
      refuse(`StateStore ${store} is not added yet.`);
    if (!exists(processor, `Processor ${processor} is not added yet.`, added?.spec.site) || added === undefined) return;
    const factory = factories.get(processor)!;
    const [user] = added.processors.toArray();
    if (user !== undefined) groups.unite(user, [processor]);
    added.processors.add(processor);
    if (factory.kind !== 'processor') refuse(`cannot connect a state store ${store} to a source node or a sink node.`);
    factory.stores.add(store);
  }

  function setChangelog(store: string, topic: string): void {
    if (changelogOf.has(store)) refuse(`Source store ${store} is already added.`);
    changelogOf.set(store, topic);
  }

  function addStateStore(store: StoreSpec, processors: readonly string[], allowOverride: boolean): void {
    const known = stores.get(store.name);
    if (!allowOverride && known !== undefined && known.spec !== store)
      refuse(`A different StateStore has already been added with the name ${store.name}`, store.site);
    if (globalStores.has(store.name)) refuse(`A different GlobalStateStore has already been added with the name ${store.name}`, store.site);
    if (known === undefined || allowOverride) stores.set(store.name, { spec: store, processors: new JavaHashSet() });
    for (const processor of processors) connect(processor, store.name);
  }

  const builder: TopologyBuilder = {
    addSource(name, topics, site) {
      if ('pattern' in topics) {
        checkNew(name, site);
        for (const topic of sourceTopics)
          if (patterns.matches(topics.pattern, topic))
            refuse(`Pattern ${topics.pattern} will match a topic that has already been registered by another source.`, site);
        factories.set(name, { kind: 'source', name, topics: [], pattern: topics.pattern, site });
      } else {
        if (topics.length === 0) refuse('You must provide at least one topic', site);
        checkNew(name, site);
        for (const topic of topics) {
          checkTopic(topic, site);
          sourceTopics.add(topic);
        }
        factories.set(name, { kind: 'source', name, topics, pattern: undefined, site });
      }
      groups.add(name);
    },
    addProcessor(name, predecessors, site) {
      checkNew(name, site);
      if (predecessors.length === 0) refuse(`Processor ${name} must have at least one parent`, site);
      const above = predecessors.filter((predecessor) => {
        if (predecessor === name) refuse(`Processor ${name} cannot be a predecessor of itself.`, site);
        return exists(predecessor, `Predecessor processor ${predecessor} is not added yet for ${name}`, site);
      });
      factories.set(name, { kind: 'processor', name, predecessors: above, stores: new JavaHashSet(), site });
      groups.add(name);
      groups.unite(name, above);
    },
    addSink(name, topic, predecessors, site) {
      if (topic !== undefined && predecessors.length === 0) refuse(`Sink ${name} must have at least one parent`, site);
      checkNew(name, site);
      if (predecessors.length === 0) refuse(`Sink ${name} must have at least one parent`, site);
      const above = predecessors.filter((predecessor) => {
        if (predecessor === name) refuse(`Processor ${name} cannot be a predecessor of itself.`, site);
        if (!exists(predecessor, `Predecessor processor ${predecessor} is not added yet.`, site)) return false;
        const factory = factories.get(predecessor)!;
        if (factory.kind === 'sink' && factory.topic !== undefined) refuse(`Sink ${predecessor} cannot be used a parent.`, site);
        return true;
      });
      factories.set(name, { kind: 'sink', name, predecessors: above, topic, site });
      groups.add(name);
      groups.unite(name, above);
    },
    addStateStore: (store, processors, allowOverride = false) => addStateStore(store, processors, allowOverride),
    connectProcessorAndStateStores(processor, names) {
      if (names.length === 0) refuse('Must provide at least one state store name.');
      for (const name of names) connect(processor, name);
    },
    addGlobalStore(store, sourceName, topic, processorName, site) {
      checkNew(sourceName, site);
      checkNew(processorName, site);
      if (stores.has(store.name)) refuse(`A different StateStore has already been added with the name ${store.name}`, site);
      if (globalStores.has(store.name)) refuse(`A different GlobalStateStore has already been added with the name ${store.name}`, site);
      if (store.logging === true) refuse(`StateStore ${store.name} for global table must not have logging enabled.`, site);
      if (sourceName === processorName) refuse('sourceName and processorName must be different.', site);
      checkTopic(topic, site);
      globalTopics.add(topic);
      factories.set(sourceName, { kind: 'source', name: sourceName, topics: [topic], pattern: undefined, site });
      groups.add(sourceName);
      const used = new JavaHashSet();
      used.add(store.name);
      factories.set(processorName, { kind: 'processor', name: processorName, predecessors: [sourceName], stores: used, site });
      groups.add(processorName);
      groups.unite(processorName, [sourceName]);
      globalStores.set(store.name, { spec: store, processor: processorName });
      setChangelog(store.name, topic);
    },
    addReadOnlyStateStore(store, sourceName, topic, processorName, site) {
      builder.addSource(sourceName, [topic], site);
      builder.addProcessor(processorName, [sourceName], site);
      addStateStore(store, [processorName], false);
      setChangelog(store.name, topic);
    },
    addInternalTopic(suffix, partitions, autoNamed, operator, site, hasOwnPartitioner = false) {
      internalTopics.set(suffix, { partitions, autoNamed, operator, site, hasOwnPartitioner });
    },
    connectSourceStoreAndTopic: setChangelog,
    copartitionSources(sourceNodes) {
      copartitions.push(sourceNodes);
    },
    toResult(settings) {
      const nodeGroups = toNodeGroups(factories, groups, settings.version);
      const described = describeTopology(factories, nodeGroups, globalTopics);
      const partitionsOf = createPartitionSources(factories, nodeGroups, internalTopics);
      return {
        error: undefined,
        stores: [...toStores(settings, partitionsOf), ...[...globalStores.values()].map(toGlobalStore)],
        repartitions: toRepartitions(settings, partitionsOf),
        subtopologies: described.subtopologies,
        globalStores: described.globalStores,
        describe: described.text,
        sources: [...factories.values()].flatMap((f): { topic: string; pattern: boolean; site: Site }[] => {
          if (f.kind !== 'source') return [];
          if (f.pattern !== undefined) return [{ topic: f.pattern, pattern: true, site: f.site }];
          return f.topics.filter((topic) => !internalTopics.has(topic)).map((topic) => ({ topic, pattern: false, site: f.site }));
        }),
        sinks: [...factories.values()].flatMap((f) =>
          f.kind === 'sink' && (f.topic === undefined || !internalTopics.has(f.topic)) ? [{ topic: f.topic, site: f.site }] : [],
        ),
        copartitionGroups: merge(copartitions.map((names) => names.flatMap((name) => topicsOf(name)))),
      };
    },
  };

  function toStores(settings: TopicSettings, partitionsOf: PartitionSources): Store[] {
    return [...stores.values()].map(({ spec, processors }): Store => {
      const users = processors.toArray();
      return {
        ...described(spec),
        global: false,
        unconnected: users.length === 0,
        changelog: users.length === 0 ? undefined : toChangelog(spec, users, settings, partitionsOf),
        processors: users,
      };
    });
  }

  function toChangelog(
    spec: StoreSpec,
    users: readonly string[],
    settings: TopicSettings,
    partitionsOf: PartitionSources,
  ): InternalTopic | undefined {
    const reused = changelogOf.get(spec.name);
    const common = {
      autoNamed: spec.autoNamed,
      partitions: undefined,
      partitionsFrom: partitionsOf.ofNode(users[0]!),
      operator: spec.operator,
      site: spec.site,
    };
    if (reused !== undefined)
      return { ...common, suffix: reused, autoNamed: false, reusesSourceTopic: true, cleanupPolicy: null, retentionMs: null, config: null };
    if (spec.logging === false) return undefined;
    const config = changelogConfig(spec, settings);
    return { ...common, suffix: `${spec.name}-changelog`, reusesSourceTopic: false, ...policyOf(config, spec.changelogPolicy), config };
  }

  function toRepartitions(settings: TopicSettings, partitionsOf: PartitionSources): InternalTopic[] {
    const read = new Set([...factories.values()].flatMap((f) => (f.kind === 'source' ? f.topics : [])));
    return [...internalTopics]
      .filter(([suffix]) => read.has(suffix))
      .map(([suffix, topic]): InternalTopic => {
        const config = repartitionConfig(settings);
        return {
          suffix,
          ...topic,
          reusesSourceTopic: false,
          ...policyOf(config, 'delete'),
          config,
          partitionsFrom: topic.partitions === undefined ? partitionsOf.ofTopic(suffix) : [],
        };
      });
  }

  function topicsOf(source: string): readonly string[] {
    const factory = factories.get(source);
    return factory?.kind === 'source' ? factory.topics : [];
  }

  return builder;
}

function toGlobalStore({ spec, processor }: { readonly spec: StoreSpec; readonly processor: string }): Store {
  return { ...described(spec), logging: false, global: true, unconnected: false, changelog: undefined, processors: [processor] };
}

/** Topics that must have equally many partitions; groups that share a topic are one. */
function merge(copartitions: readonly (readonly string[])[]): string[][] {
  const merged: Set<string>[] = [];
  for (const topics of copartitions) {
    const group = new Set(topics);
    for (const other of merged.filter((known) => [...known].some((topic) => group.has(topic)))) {
      for (const topic of other) group.add(topic);
      merged.splice(merged.indexOf(other), 1);
    }
    merged.push(group);
  }
  return merged.filter((group) => group.size > 0).map((group) => [...group].sort());
}

function described(spec: StoreSpec): Omit<Store, 'global' | 'unconnected' | 'changelog' | 'processors'> {
  const {
    name,
    autoNamed,
    kind,
    persistence,
    logging,
    caching,
    queryable,
    keySerde,
    valueSerde,
    retentionMs,
    historyRetentionMs,
    windowSizeMs,
    timeFirst,
    operator,
    site,
  } = spec;
  return {
    name,
    autoNamed,
    kind,
    persistence,
    logging,
    caching,
    queryable,
    keySerde,
    valueSerde,
    retentionMs,
    historyRetentionMs,
    windowSizeMs,
    operator,
    site,
    ...(timeFirst === undefined ? {} : { timeFirst }),
  };
}

function policyOf(
  config: Readonly<Record<string, string>> | null,
  policy: string,
): { cleanupPolicy: string | null; retentionMs: number | null } {
  const retention = config?.['retention.ms'];
  return { cleanupPolicy: config?.['cleanup.policy'] ?? policy, retentionMs: retention === undefined ? null : Number(retention) };
}
