import type { InternalTopicReport, Location, Report, StoreReport, TopologyReport } from '../../../src/core/report.js';

/** The word at a 1-based line and column. */
export const at = (file: string, line: number, column: number, length: number): Location => ({
  file,
  line,
  column,
  endLine: line,
  endColumn: column + length,
});

export function topic(location: Location, more: Partial<InternalTopicReport> = {}): InternalTopicReport {
  return {
    name: null,
    suffix: null,
    pattern: null,
    autoNamed: false,
    reusesSourceTopic: false,
    cleanupPolicy: null,
    retentionMs: null,
    partitionsFrom: [],
    operator: 'count',
    location,
    alternatives: [],
    fingerprint: '00000000',
    ...more,
  };
}

export function store(location: Location, more: Partial<StoreReport> = {}): StoreReport {
  return {
    name: null,
    pattern: null,
    autoNamed: false,
    kind: 'timestampedKeyValue',
    persistence: 'rocksdb',
    loggingEnabled: true,
    cachingEnabled: true,
    queryable: true,
    changelog: null,
    keySerde: null,
    valueSerde: null,
    retentionMs: null,
    windowSizeMs: null,
    operator: 'count',
    location,
    alternatives: [],
    fingerprint: '00000000',
    global: false,
    unconnected: false,
    ...more,
  };
}

export function topology(more: Partial<TopologyReport> = {}): TopologyReport {
  return {
    id: 'Shop.java#Shop.build',
    entry: { ...at('Shop.java', 1, 1, 5), symbol: 'Shop.build' },
    language: 'java',
    applicationId: 'shop',
    kafkaVersion: '3.9.1',
    kafkaVersionFrom: 'build file',
    optimization: 'none',
    complete: true,
    numbersKnown: true,
    gaps: [],
    defaults: [],
    stores: [],
    repartitions: [],
    otherInternalTopics: [],
    sources: [],
    sinks: [],
    subtopologies: [],
    error: null,
    implicitNames: [],
    describe: null,
    ...more,
  };
}

export function report(...topologies: TopologyReport[]): Report {
  return {
    formatVersion: 1,
    tool: { name: 'kafka-streams-lens', version: '0' },
    topologies,
    diagnostics: [],
    suppressions: [],
    skipped: [],
    stats: { filesSeen: 1, filesParsed: 1, bytesParsed: 1 },
  };
}
