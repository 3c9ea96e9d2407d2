import { describe, expect, it } from 'vitest';
import type { InternalTopicReport, Location, Report, StoreReport, TopologyReport } from '../../src/core/report.js';
import { classify, type CorpusEntry } from './classify.js';

const at: Location = { file: 'A.java', line: 3, column: 1, endLine: 3, endColumn: 6 };

function toTopic(name: string | null, suffix: string | null = null): InternalTopicReport {
  return {
    name,
    suffix,
    pattern: null,
    autoNamed: false,
    reusesSourceTopic: false,
    cleanupPolicy: 'compact',
    retentionMs: null,
    partitionsFrom: [],
    operator: 'count',
    location: at,
    alternatives: [],
    fingerprint: '00000000',
  };
}

function toStore(name: string | null, changelog: InternalTopicReport | null): StoreReport {
  return {
    ...{
      name,
      changelog,
      pattern: null,
      autoNamed: false,
      kind: 'keyValue',
      persistence: 'rocksdb',
      loggingEnabled: changelog !== null,
      cachingEnabled: null,
      queryable: null,
    },
    ...{
      keySerde: null,
      valueSerde: null,
      retentionMs: null,
      windowSizeMs: null,
      operator: 'count',
      location: at,
      alternatives: [],
      fingerprint: '00000000',
      global: false,
      unconnected: false,
    },
  };
}

function toReport(topology: Partial<TopologyReport>): Report {
  const whole: TopologyReport = {
    ...{
      id: 'A.java#A.build',
      entry: { ...at, symbol: 'A.build' },
      language: 'java',
      applicationId: 'app',
      kafkaVersion: '4.3.0',
      kafkaVersionFrom: 'default',
      optimization: 'none',
    },
    ...{
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
      describe: 'text',
      error: null,
      implicitNames: [],
    },
    ...topology,
  };
  return {
    formatVersion: 1,
    tool: { name: 't', version: '0' },
    topologies: [whole],
    diagnostics: [],
    suppressions: [],
    skipped: [],
    stats: { filesSeen: 1, filesParsed: 1, bytesParsed: 1 },
  };
}

const entry: CorpusEntry = {
  ...{
    id: 'x',
    repo: 'a/b',
    commit: '0',
    language: 'java',
    entry: { file: 'A.java', method: 'build' },
    kafka: { declared: '4.3.0', ranOn: '4.3.0' },
    describe: 'text',
  },
  truth: {
    stores: [{ name: 's', global: false, changelog: 'app-s-changelog', file: 'A.java', line: 3 }],
    changelogs: ['app-s-changelog'],
    repartitions: [{ topic: 'app-s-repartition', file: 'A.java', line: 3 }],
  },
};
const right = { stores: [toStore('s', toTopic('app-s-changelog'))], repartitions: [toTopic('app-s-repartition')] };
const wrongs = (topology: Partial<TopologyReport>, of = entry): readonly string[] =>
  classify(of, toReport(topology), '').notes.filter((n) => n.startsWith('WRONG'));

describe('the corpus', () => {
  it('counts what is exact', () => {
    const { counts, notes } = classify(entry, toReport(right), '');
    expect(notes).toEqual([]);
    expect(Object.values(counts)).toEqual(Array.from({ length: 4 }, () => ({ exact: 1, unknown: 0, wrong: 0 })));
  });

  it('counts what is said to be unknown', () => {
    const { counts } = classify(
      entry,
      toReport({ complete: false, describe: null, stores: [toStore(null, toTopic(null))], repartitions: [toTopic(null)] }),
      '',
    );
    expect(Object.values(counts)).toEqual(Array.from({ length: 4 }, () => ({ exact: 0, unknown: 1, wrong: 0 })));
  });

  it('counts an entry that was not analysed', () => {
    expect(classify(entry, { ...toReport(right), topologies: [] }, '').counts.store).toEqual({ exact: 0, unknown: 1, wrong: 0 });
  });

  it.each<[string, Partial<TopologyReport>]>([
    ['a store that does not exist', { ...right, stores: [...right.stores, toStore('t', null)] }],
    ['a changelog of another name', { ...right, stores: [toStore('s', toTopic('other-s-changelog'))] }],
    ['no changelog where there is one', { ...right, stores: [toStore('s', null)] }],
    ['a repartition topic that does not exist', { ...right, repartitions: [...right.repartitions, toTopic('app-t-repartition')] }],
    ['a complete topology that lacks a store', { ...right, stores: [] }],
    ['a complete topology that lacks a repartition topic', { ...right, repartitions: [] }],
    ['another text of describe()', { ...right, describe: 'other' }],
  ])('sees %s as wrong', (_, topology) => {
    expect(wrongs(topology)).toHaveLength(1);
  });

  it('sees a changelog of a store without one as wrong', () => {
    const unlogged = { ...entry, truth: { ...entry.truth, changelogs: [], stores: [{ ...entry.truth.stores[0]!, changelog: null }] } };
    expect(wrongs(right, unlogged)).toHaveLength(1);
  });
});
