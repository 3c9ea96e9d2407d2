/** The operators that follow one pattern: draw a name, add a node, give a stream or table. What they differ in stands in these tables. */
import type { Site } from '../../base/text.js';
import type { DslCall } from './api.js';
import type { StreamsGraph } from './streamsGraph.js';

export interface Operator {
  readonly prefix: string;
  /** Arguments before the configuration objects and store names: predicates, mappers, suppliers, topics. */
  readonly functions: number;
  /** The configuration object that names it. */
  readonly namedBy: 'Named' | 'Printed';
  /** `unlessNamed`: a given name saves the index. Everywhere else a name only replaces the text. */
  readonly draws: 'always' | 'unlessNamed';
  /** What becomes of "the key may have changed". */
  readonly rekeyed: 'keep' | 'set';
  /** How the optimiser sees it (merge.repartition.topics). */
  readonly changes?: 'key' | 'value';
  /** Serdes that the result still has. */
  readonly keeps: 'both' | 'key' | 'value' | 'none';
  readonly terminal?: true;
  /** Takes a supplier, whose `stores()` are added (2.6+), and names of stores to connect. */
  readonly processor?: true;
  readonly since?: string;
  /** The last version that has it. */
  readonly until?: string;
}

const simple = { functions: 1, namedBy: 'Named', draws: 'always', rekeyed: 'keep', keeps: 'both' } as const;
const keyChanger = { ...simple, rekeyed: 'set', changes: 'key', keeps: 'none' } as const;
const valueChanger = { ...simple, changes: 'value', keeps: 'key' } as const;

export const streamOperators: Readonly<Record<string, Operator>> = {
  filter: { ...simple, prefix: 'KSTREAM-FILTER-' },
  filterNot: { ...simple, prefix: 'KSTREAM-FILTER-' },
  map: { ...keyChanger, prefix: 'KSTREAM-MAP-' },
  flatMap: { ...keyChanger, prefix: 'KSTREAM-FLATMAP-' },
  selectKey: { ...keyChanger, prefix: 'KSTREAM-KEY-SELECT-', keeps: 'value' },
  mapValues: { ...valueChanger, prefix: 'KSTREAM-MAPVALUES-' },
  flatMapValues: { ...valueChanger, prefix: 'KSTREAM-FLATMAPVALUES-' },
  peek: { ...simple, prefix: 'KSTREAM-PEEK-' },
  foreach: { ...simple, prefix: 'KSTREAM-FOREACH-', terminal: true },
  print: { ...simple, prefix: 'KSTREAM-PRINTER-', functions: 0, namedBy: 'Printed', terminal: true },
  // Not a key changer to the optimiser, nor processValues a value changer: see the hidden fix in processors.ts.
  process: { ...simple, prefix: 'KSTREAM-PROCESSOR-', draws: 'unlessNamed', rekeyed: 'set', keeps: 'none', processor: true },
  processValues: { ...simple, prefix: 'KSTREAM-PROCESSVALUES-', draws: 'unlessNamed', keeps: 'key', processor: true, since: '3.3' },
  transform: { ...keyChanger, prefix: 'KSTREAM-TRANSFORM-', draws: 'unlessNamed', processor: true, until: '3.9' },
  flatTransform: { ...keyChanger, prefix: 'KSTREAM-TRANSFORM-', draws: 'unlessNamed', processor: true, since: '2.2', until: '3.9' },
  transformValues: { ...valueChanger, prefix: 'KSTREAM-TRANSFORMVALUES-', processor: true, until: '3.9' },
  flatTransformValues: { ...valueChanger, prefix: 'KSTREAM-TRANSFORMVALUES-', processor: true, since: '2.3', until: '3.9' },
};

/** Of tables: with a Materialized that has no name an index is wasted, and no store is made. */
export const tableOperators: Readonly<
  Record<string, { readonly prefix: string; readonly keeps: 'both' | 'key'; readonly wastes: boolean }>
> = {
  filter: { prefix: 'KTABLE-FILTER-', keeps: 'both', wastes: true },
  filterNot: { prefix: 'KTABLE-FILTER-', keeps: 'both', wastes: true },
  mapValues: { prefix: 'KTABLE-MAPVALUES-', keeps: 'key', wastes: true },
  transformValues: { prefix: 'KTABLE-TRANSFORMVALUES-', keeps: 'key', wastes: false },
};

/** Other methods that not every version has. */
const availability: Readonly<Record<string, { readonly since?: string; readonly until?: string }>> = {
  'KStream.through': { until: '3.9' },
  'KStream.branch': { until: '3.9' },
  'KStream.split': { since: '2.8' },
  'KStream.repartition': { since: '2.6' },
  'KStream.toTable': { since: '2.5' },
  'KGroupedStream.cogroup': { since: '2.5' },
};

/** Says where the program uses what its version of the library does not have: it would not compile, so its names are in doubt. */
export function checkAvailable(graph: StreamsGraph, type: string, call: DslCall, operator?: Operator): void {
  const { since, until } = operator ?? availability[`${type}.${call.method}`] ?? {};
  const { version } = graph;
  if (since !== undefined && !version.since(since))
    say(graph, `${type}.${call.method}() came with Kafka Streams ${since}, the project uses ${version.text}`, call.site);
  if (until !== undefined && version.since(nextMinor(until)))
    say(graph, `${type}.${call.method}() is gone since Kafka Streams ${nextMinor(until)}, the project uses ${version.text}`, call.site);
}

function say(graph: StreamsGraph, reason: string, site: Site): void {
  graph.gap(reason, site);
}

function nextMinor(version: string): string {
  return version === '3.9' ? '4.0' : version;
}
