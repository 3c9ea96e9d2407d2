/** From what was evaluated to what is reported: exact names, patterns, alternatives, and why. */
import type { Site } from '../../base/text.js';
import type { EvaluatedTopology } from '../evaluate/evaluateTopologies.js';
import { createKafkaVersion, type KafkaVersion } from '../kafkaVersion.js';
import { isExact, toPattern } from '../values/holes.js';
import type { InternalTopicReport, NodeReport, StoreReport, TopicUse, TopologyReport } from '../report.js';
import type { InternalTopic, Store, TopologyResult } from '../topology/result.js';
import { collectGaps } from './collectGaps.js';
import type { Locations } from './locations.js';
import { compareLocations } from './locations.js';
import { refusedTopic } from './refusedTopics.js';
import { agreed, matchVariants, mergeNames } from './mergeVariants.js';

export interface TopologySettings {
  readonly kafkaVersion: string;
  readonly kafkaVersionFrom: TopologyReport['kafkaVersionFrom'];
  /** A version that we do not know: the one that was asked for. */
  readonly unknownVersion: string | undefined;
  readonly applicationId: string | undefined;
  /** An option wins over the code. */
  readonly applicationIdOption: boolean;
  readonly language: TopologyReport['language'];
}

export function toTopologyReport(
  topology: EvaluatedTopology,
  id: string,
  settings: TopologySettings,
  locations: Locations,
): TopologyReport {
  const applicationId = applicationIdOf(topology, settings);
  const results = resultsOf(topology, applicationId, createKafkaVersion(settings.kafkaVersion));
  const prefix = applicationId === null ? null : `${applicationId}-`;

  const names: string[] = []; // every text that stands for a name, for completeness and gaps
  const toTopic = (topics: readonly InternalTopic[], certain: boolean): InternalTopicReport => {
    const [first] = topics;
    const suffixes = topics.map((t) => t.suffix);
    const merged = mergeNames(suffixes, certain);
    names.push(...suffixes);
    const reuses = agreed(topics, (t) => t.reusesSourceTopic) ?? false;
    const full = merged.name === null ? null : reuses ? merged.name : prefix === null ? null : prefix + merged.name;
    return {
      name: full,
      suffix: reuses ? null : merged.name,
      pattern: merged.pattern === null ? null : reuses ? merged.pattern : `${prefix ?? '<application.id>-'}${merged.pattern}`,
      autoNamed: topics.some((t) => t.autoNamed),
      reusesSourceTopic: reuses,
      cleanupPolicy: agreed(topics, (t) => t.cleanupPolicy),
      retentionMs: agreed(topics, (t) => t.retentionMs),
      partitionsFrom: (agreed(topics, (t) => JSON.stringify(t.partitionsFrom)) === null ? [] : first!.partitionsFrom).map(toPattern),
      operator: first!.operator,
      location: locations.locate(first!.site),
      fingerprint: locations.fingerprint(first!.site),
      alternatives: merged.alternatives.map((suffix) => (isSource(topics, suffix) ? suffix : (prefix ?? '<application.id>-') + suffix)),
      ...(topics.some((t) => t.hasOwnPartitioner === true) ? { hasOwnPartitioner: true as const } : {}),
    };
  };

  const placeOf = (site: Site, operator: string): string => `${site.file}:${site.start}:${operator}`;
  const uncertain: string[] = []; // those that other ways through the code make otherwise, or not at all
  const storeGroups = matchVariants(
    results.map((r) => r.stores.filter((s) => !s.unconnected)),
    (s: Store) => placeOf(s.site, s.operator) + (s.global ? 'global' : ''),
  );
  const stores = storeGroups.map(({ items, always }): StoreReport => {
    const first = items[0]!;
    const certain = always && topology.cut === undefined;
    const merged = mergeNames(
      items.map((s) => s.name),
      certain,
    );
    names.push(...items.map((s) => s.name));
    const changelogs = items.flatMap((s) => (s.changelog === undefined ? [] : [s.changelog]));
    if (merged.alternatives.length > 0) uncertain.push(...items.map((s) => s.name), ...changelogs.map((t) => t.suffix));
    return {
      name: merged.name,
      pattern: merged.pattern,
      autoNamed: items.some((s) => s.autoNamed),
      kind: agreed(items, (s) => s.kind) ?? 'unknown',
      persistence: agreed(items, (s) => s.persistence) ?? 'unknown',
      loggingEnabled: agreed(items, (s) => s.logging),
      cachingEnabled: agreed(items, (s) => s.caching),
      queryable: agreed(items, (s) => s.queryable),
      changelog: changelogs.length === 0 ? null : toTopic(changelogs, certain && changelogs.length === items.length),
      keySerde: agreed(items, (s) => s.keySerde),
      valueSerde: agreed(items, (s) => s.valueSerde),
      retentionMs: agreed(items, (s) => s.retentionMs),
      windowSizeMs: agreed(items, (s) => s.windowSizeMs),
      operator: first.operator,
      location: locations.locate(first.site),
      alternatives: merged.alternatives,
      global: first.global,
      unconnected: false,
      fingerprint: locations.fingerprint(first.site),
      ...(items.every((s) => s.timeFirst === undefined) ? {} : { timeFirst: items.every((s) => s.timeFirst === true) ? true : null }),
    };
  });
  const repartitionGroups = matchVariants(
    results.map((r) => r.repartitions),
    (t: InternalTopic) => placeOf(t.site, t.operator),
  );
  const repartitions = repartitionGroups.map(({ items, always }) => {
    const topic = toTopic(items, always && topology.cut === undefined);
    if (topic.alternatives.length > 0) uncertain.push(...items.map((t) => t.suffix));
    return withNaming(topic, namingSite(topic, results), locations);
  });

  const single = results.length === 1 ? results[0]! : undefined;
  const gaps = collectGaps({ topology, results, names, uncertain, settings, locations });
  const complete = single !== undefined && settings.unknownVersion === undefined && isComplete(topology, single, names);

  return {
    id,
    entry: { ...locations.locate(topology.site), symbol: topology.symbol },
    language: settings.language,
    applicationId,
    kafkaVersion: settings.kafkaVersion,
    kafkaVersionFrom: settings.kafkaVersionFrom,
    optimization: toOptimization(results),
    complete,
    numbersKnown: topology.cut === undefined && results.every((r) => r.counterLost === undefined && r.error === undefined),
    gaps,
    defaults: sorted(
      topology.defaults.map(({ reason, site }) => ({ reason, location: locations.locate(site) })),
      ({ reason }) => reason,
    ),
    stores: sorted(stores, (s) => s.name ?? s.pattern ?? ''),
    repartitions: sorted(repartitions, (t) => t.suffix ?? t.pattern ?? ''),
    otherInternalTopics: [],
    sources: topicUses(
      results.map((r) =>
        r.sources.map((s) => ({ topic: s.pattern ? undefined : s.topic, pattern: s.pattern ? s.topic : undefined, site: s.site })),
      ),
      locations,
    ),
    sinks: topicUses(
      results.map((r) => r.sinks.map((s) => ({ topic: s.topic, pattern: undefined, site: s.site }))),
      locations,
    ),
    subtopologies: single === undefined ? [] : toSubtopologies(single, locations),
    describe: complete ? single.describe : null,
    error: toError(topology, results, locations),
    implicitNames: single === undefined ? [] : toImplicitNames(single, locations),
  };
}

const withNaming = (topic: InternalTopicReport, site: Site | undefined, locations: Locations): InternalTopicReport =>
  site === undefined ? topic : { ...topic, nameFrom: locations.locate(site) };

/** Where the processor is made whose name the topic takes, if it is the same on every way that makes the topic. */
function namingSite({ autoNamed, suffix }: InternalTopicReport, results: readonly TopologyResult[]): Site | undefined {
  if (!autoNamed || suffix === null) return undefined;
  const makers = results.filter(({ repartitions }) => repartitions.some((topic) => topic.suffix === suffix));
  const sites = makers.map(({ subtopologies }) =>
    subtopologies.flatMap(({ nodes }) => nodes).find(({ name }) => `${name}-repartition` === suffix),
  );
  const [first, ...others] = sites.map((node) => node?.site);
  return others.every((site) => site?.file === first?.file && site?.start === first?.start) ? first : undefined;
}

/** Of each way: names that are refused at the start come with the application id. */
function resultsOf({ variants }: EvaluatedTopology, applicationId: string | null, version: KafkaVersion): TopologyResult[] {
  return variants.map(({ result }) => ({ ...result, error: result.error ?? refusedTopic(result, applicationId, version) }));
}

/** An error that depends on the way through the code is only a gap. */
function toError(topology: EvaluatedTopology, results: readonly TopologyResult[], locations: Locations): TopologyReport['error'] {
  const [first] = results;
  if (topology.cut !== undefined || first?.error === undefined || !isExact(first.error.message)) return null;
  if (results.some(({ error }) => error?.message !== first.error?.message)) return null;
  const { phase, type, message, site } = first.error;
  return { phase, type, message, location: locations.locate(site === undefined || site.file === '' ? topology.site : site) };
}

function toImplicitNames({ implicitNames }: TopologyResult, locations: Locations): TopologyReport['implicitNames'] {
  const kinds = [
    ['store', implicitNames.stores],
    ['changelog', implicitNames.changelogs],
    ['repartition', implicitNames.repartitions],
  ] as const;
  return kinds.flatMap(([kind, names]) =>
    names.filter(({ name }) => isExact(name)).map(({ name, site }) => ({ kind, name, location: locations.locate(site) })),
  );
}

function sorted<T extends { readonly location: StoreReport['location'] }>(items: readonly T[], nameOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => compareLocations(a.location, b.location) || (nameOf(a) < nameOf(b) ? -1 : 1));
}

function applicationIdOf(topology: EvaluatedTopology, settings: TopologySettings): string | null {
  if (settings.applicationIdOption) return settings.applicationId ?? null;
  const fromCode = [...new Set(topology.variants.map((v) => v.topology.applicationId))];
  if (fromCode.length > 1) return null;
  const [id] = fromCode;
  if (id !== undefined) return isExact(id) ? id : null;
  return settings.applicationId ?? null;
}

function toOptimization(results: readonly TopologyResult[]): TopologyReport['optimization'] {
  const flags = results[0]?.optimizations ?? [];
  if (flags.length === 0) return 'none';
  return flags.length >= 3 ? 'all' : flags;
}

function topicUses(
  variants: readonly (readonly { topic: string | undefined; pattern: string | undefined; site: Site }[])[],
  locations: Locations,
): TopicUse[] {
  const uses = matchVariants(variants, (u) => `${u.site.file}:${u.site.start}`).map(({ items }): TopicUse => {
    const first = items[0]!;
    const merged = mergeNames(
      items.flatMap((u) => (u.topic === undefined ? [] : [u.topic])),
      true,
    );
    return { topic: merged.name, pattern: merged.pattern ?? first.pattern ?? null, location: locations.locate(first.site) };
  });
  return sorted(uses, (u) => u.topic ?? u.pattern ?? '');
}

function toSubtopologies(result: TopologyResult, locations: Locations): TopologyReport['subtopologies'] {
  return result.subtopologies.map((s) => ({
    id: s.id,
    nodes: s.nodes.map((n): NodeReport => ({
      name: isExact(n.name) ? n.name : null,
      pattern: isExact(n.name) ? null : toPattern(n.name),
      type: n.type,
      topics: (n.type === 'sink' ? (n.topic === undefined ? [] : [n.topic]) : n.topics).map(toPattern),
      stores: n.stores.map(toPattern),
      successors: n.successors.map(toPattern),
      location: n.site === undefined ? null : locations.locate(n.site),
    })),
  }));
}

function isSource(topics: readonly InternalTopic[], suffix: string): boolean {
  return topics.some((topic) => topic.reusesSourceTopic && toPattern(topic.suffix) === suffix);
}

function isComplete(topology: EvaluatedTopology, result: TopologyResult, names: readonly string[]): boolean {
  return (
    isExact(result.describe) &&
    topology.cut === undefined &&
    topology.end === undefined &&
    result.error === undefined &&
    result.counterLost === undefined &&
    result.gaps.length === 0 &&
    names.every(isExact)
  );
}
