/** The comparison with the real library sees every kind of difference: an answer that is changed in one place is not ours any more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSourceEvaluator } from './sourceEvaluator.js';
import type { OracleAnswer, OracleTopology } from './oracleAnswer.js';

const golden = join(import.meta.dirname, '../oracle/golden/4.3.0');
const evaluator = await createSourceEvaluator();

function read(name: string): { answer: OracleAnswer; text: string } {
  return {
    answer: JSON.parse(readFileSync(join(golden, `${name}.json`), 'utf8')) as OracleAnswer,
    text: readFileSync(join(golden, 'src', `${name}.java`), 'utf8'),
  };
}

/** The answer with one thing changed anywhere in it. */
type Edit = (answer: { -readonly [K in keyof OracleTopology]: OracleTopology[K] }) => void;

const edits: readonly [string, string, Edit][] = [
  ['a store less', 'C03_GroupByRepartition', (a) => (a.stores = a.stores.slice(1))],
  ['a store more', 'C03_GroupByRepartition', (a) => (a.stores = [...a.stores, { ...a.stores[0]!, name: 'more' }])],
  [
    'a store of another name',
    'C03_GroupByRepartition',
    (a) => (a.stores = a.stores.map((s, i) => (i === 0 ? { ...s, name: `${s.name}1` } : s))),
  ],
  ['a store of another kind', 'C03_GroupByRepartition', (a) => (a.stores = a.stores.map((s) => ({ ...s, kind: 'session' })))],
  ['a store in memory', 'C03_GroupByRepartition', (a) => (a.stores = a.stores.map((s) => ({ ...s, persistent: false })))],
  [
    'a store without logging',
    'C03_GroupByRepartition',
    (a) =>
      (a.stores = a.stores.map((s) => {
        const { changelog, ...rest } = { ...s, logging: false };
        return changelog === undefined ? s : rest;
      })),
  ],
  [
    'a changelog of another name',
    'C03_GroupByRepartition',
    (a) => (a.changelogTopics = a.changelogTopics.map((t) => ({ ...t, name: `${t.name}2` }))),
  ],
  [
    'a changelog of another policy',
    'D01_TimeWindows',
    (a) => (a.changelogTopics = a.changelogTopics.map((t) => ({ ...t, config: { ...t.config, 'cleanup.policy': 'compact' } }))),
  ],
  [
    'a changelog of another retention',
    'D01_TimeWindows',
    (a) => (a.changelogTopics = a.changelogTopics.map((t) => ({ ...t, config: { ...t.config, 'retention.ms': '5' } }))),
  ],
  [
    'a changelog that is a source topic',
    'C03_GroupByRepartition',
    (a) => (a.changelogTopics = a.changelogTopics.map((t) => ({ ...t, isSourceTopic: true }))),
  ],
  ['a repartition topic less', 'C03_GroupByRepartition', (a) => (a.repartitionTopics = a.repartitionTopics.slice(1))],
  [
    'a repartition topic with partitions',
    'C03_GroupByRepartition',
    (a) => (a.repartitionTopics = a.repartitionTopics.map((t) => ({ ...t, partitions: 77 }))),
  ],
  ['another counter', 'C03_GroupByRepartition', (a) => (a.indexAfterBuild = (a.indexAfterBuild ?? 0) + 1)],
  [
    'a node in another subtopology',
    'C03_GroupByRepartition',
    (a) => (a.subtopologies = a.subtopologies.map((s) => ({ ...s, id: s.id + 1 }))),
  ],
  ['another source topic', 'C03_GroupByRepartition', (a) => (a.sourceTopics = ['other'])],
  ['another sink topic', 'C03_GroupByRepartition', (a) => (a.sinkTopics = ['other'])],
  ['other copartitions', 'E01_StreamStreamJoin', (a) => (a.copartitionGroups = [])],
  ['another text of describe()', 'C03_GroupByRepartition', (a) => (a.describe = `${a.describe} `)],
  ['another retention of a store', 'D01_TimeWindows', (a) => (a.stores = a.stores.map((s) => ({ ...s, retentionMs: 3 })))],
];

describe('an answer that differs by', () => {
  it.each(edits)('%s', (_, name, edit) => {
    const { answer, text } = read(name);
    expect(evaluator.differences(answer, text)).toEqual([]);
    if (answer.status !== 'ok') throw new Error('choose a case without an error');
    const changed = structuredClone(answer);
    edit(changed);
    expect(evaluator.differences(changed, text)).not.toEqual([]);
  });

  it('an error', () => {
    const { answer, text } = read('C03_GroupByRepartition');
    const failed: OracleAnswer = {
      case: answer.case,
      kafka: answer.kafka,
      applicationId: answer.applicationId,
      props: answer.props,
      status: 'error',
      errorKind: 'BUILD',
      error: 'TopologyException: no',
    };
    expect(evaluator.differences(failed, text)).not.toEqual([]);
  });

  it('another message of an error', () => {
    const { answer, text } = read('C05_GroupedSameNameTwice');
    expect(evaluator.differences(answer, text)).toEqual([]);
    if (answer.status !== 'error') throw new Error('choose a case with an error');
    expect(evaluator.differences({ ...answer, error: `${answer.error}!` }, text)).not.toEqual([]);
  });
});
