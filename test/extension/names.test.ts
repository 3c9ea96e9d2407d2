import { expect, test } from 'vitest';
import type { FolderReport } from '../../src/platform/analysis/analysisMessages.js';
import { nameGroups } from '../../src/extension/namesPicks.js';
import { namesLines } from '../../src/extension/namesText.js';
import { at, report, store, topic, topology } from '../core/features/sampleReport.js';

const shop = topology({
  entry: { ...at('src/Shop.java', 1, 1, 5), symbol: 'Shop.build' },
  stores: [
    store(at('src/Shop.java', 5, 10, 5), {
      name: 'counts',
      changelog: topic(at('src/Shop.java', 5, 10, 5), { name: 'shop-counts-changelog' }),
    }),
    store(at('src/Stores.java', 7, 10, 5), {
      pattern: 'KSTREAM-REDUCE-STATE-STORE-??????????',
      autoNamed: true,
      loggingEnabled: false,
      operator: 'reduce',
    }),
  ],
  repartitions: [topic(at('src/Shop.java', 5, 10, 5), { name: 'shop-counts-repartition' })],
  otherInternalTopics: [topic(at('src/Shop.java', 9, 10, 4), { name: 'shop-j-subscription-registration-topic', operator: 'join' })],
  gaps: [{ reason: 'a call that was not understood', location: at('src/Shop.java', 6, 1, 4), affects: [], help: null }],
  complete: false,
});
const other = topology({ entry: { ...at('src/Other.java', 1, 1, 5), symbol: 'Other.build' }, applicationId: null });
const reports: FolderReport[] = [
  { folder: '/work', report: { ...report(shop, other), skipped: [{ file: 'Big.java', reason: 'too large' }] } },
];

test('the list shows the topologies of the active file, else all', () => {
  const titles = (active?: { folder: string; file: string }) => nameGroups(reports, active).map(({ title }) => title);
  expect(titles()).toEqual(['Shop.build (incomplete)', 'Other.build']);
  expect(titles({ folder: '/work', file: 'src/Shop.java' })).toEqual(['Shop.build (incomplete)']);
  expect(titles({ folder: '/work', file: 'src/Other.java' })).toEqual(['Other.build']);
  expect(titles({ folder: '/work', file: 'pom.xml' })).toEqual(['Shop.build (incomplete)', 'Other.build']);
});

test('a row says the name, whether somebody gave it, the topic and the place', () => {
  const rows = nameGroups(reports, { folder: '/work', file: 'src/Shop.java' })[0]?.rows;
  expect(rows?.map(({ name, unnamed, beside, below }) => [name, unnamed, beside, below])).toEqual([
    ['counts', false, 'count · line 5', 'shop-counts-changelog'],
    ['KSTREAM-REDUCE-STATE-STORE-??????????', true, 'reduce · Stores.java:7', 'no changelog topic: logging is disabled'],
    ['shop-counts-repartition', false, '', 'repartition topic · count · line 5'],
    ['shop-j-subscription-registration-topic', false, '', 'internal topic · join · line 9'],
  ]);
});

test('the text holds every name, every gap and every skipped file', () => {
  expect(namesLines(reports).map(({ text }) => text)).toEqual([
    'Shop.build',
    '  src/Shop.java:1',
    '  Kafka Streams 3.9.1 (from the build file), application id shop, optimization none',
    '',
    '  Store counts',
    '    changelog topic  shop-counts-changelog',
    '    kind             key-value with timestamps, RocksDB',
    '    made by          count, src/Shop.java:5',
    '',
    '  Store KSTREAM-REDUCE-STATE-STORE-?????????? (unnamed)',
    '    changelog topic  no changelog topic: logging is disabled',
    '    kind             key-value with timestamps, RocksDB',
    '    made by          reduce, src/Stores.java:7',
    '',
    '  Repartition topic shop-counts-repartition',
    '    made by          count, src/Shop.java:5',
    '',
    '  Internal topic shop-j-subscription-registration-topic',
    '    made by          join, src/Shop.java:9',
    '',
    '  Not determinable',
    '    src/Shop.java:6: a call that was not understood',
    '',
    'Other.build',
    '  src/Other.java:1',
    '  Kafka Streams 3.9.1 (from the build file), application id not known, optimization none',
    '',
    '  No store and no internal topic.',
    '',
    'Skipped',
    '  Big.java: too large',
    '',
  ]);
});

test('every place in the text leads to its call', () => {
  const links = namesLines(reports).flatMap(({ text, link }) =>
    link === undefined ? [] : [[text.slice(link.start, link.end), link.folder, link.location.line]],
  );
  expect(links).toEqual([
    ['src/Shop.java:1', '/work', 1],
    ['src/Shop.java:5', '/work', 5],
    ['src/Stores.java:7', '/work', 7],
    ['src/Shop.java:5', '/work', 5],
    ['src/Shop.java:9', '/work', 9],
    ['src/Shop.java:6', '/work', 6],
    ['src/Other.java:1', '/work', 1],
  ]);
});

test('without a topology the text says so', () => {
  expect(namesLines([{ folder: '/work', report: report() }])[0]?.text).toBe('No Kafka Streams topology was found.');
});
