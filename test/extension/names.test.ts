import { expect, test } from 'vitest';
import type { FolderReport } from '../../src/platform/analysisMessages.js';
import { nameGroups } from '../../src/extension/namesPicks.js';
import { namesText } from '../../src/extension/namesText.js';
import { at, report, store, topic, topology } from '../core/features/sampleReport.js';

const shop = topology({
  stores: [
    store(at('src/Shop.java', 5, 10, 5), {
      name: 'counts',
      changelog: topic(at('src/Shop.java', 5, 10, 5), { name: 'shop-counts-changelog' }),
    }),
    store(at('src/Shop.java', 7, 10, 5), { pattern: 'KSTREAM-REDUCE-STATE-STORE-??????????', autoNamed: true, operator: 'reduce' }),
  ],
  repartitions: [topic(at('src/Shop.java', 5, 10, 5), { name: 'shop-counts-repartition' })],
  gaps: [{ reason: 'a call that was not understood', location: at('src/Shop.java', 6, 1, 4), affects: [] }],
  complete: false,
});
const other = topology({ entry: { ...at('src/Other.java', 1, 1, 5), symbol: 'Other.build' }, applicationId: null });
const reports: FolderReport[] = [
  { folder: '/work', report: { ...report(shop, other), skipped: [{ file: 'Big.java', reason: 'too large' }] } },
];

test('the list shows the topologies of the active file, else all', () => {
  const titles = (active?: { folder: string; file: string }) => nameGroups(reports, active).map(({ title }) => title.split(' · ')[0]);
  expect(titles()).toEqual(['Shop.build', 'Other.build']);
  expect(titles({ folder: '/work', file: 'src/Shop.java' })).toEqual(['Shop.build']);
  expect(titles({ folder: '/work', file: 'src/Other.java' })).toEqual(['Other.build']);
  expect(titles({ folder: '/work', file: 'pom.xml' })).toEqual(['Shop.build', 'Other.build']);
});

test('a row says the name, the topic, how it was named and where', () => {
  const rows = nameGroups(reports, { folder: '/work', file: 'src/Shop.java' })[0]?.rows;
  expect(rows?.map(({ name, topic: changelog, detail }) => [name, changelog, detail])).toEqual([
    ['counts', 'shop-counts-changelog', 'count · key-value with timestamps · named · Shop.java:5'],
    ['KSTREAM-REDUCE-STATE-STORE-??????????', 'no changelog', 'reduce · key-value with timestamps · numbered by position · Shop.java:7'],
    ['shop-counts-repartition', '', 'count · repartition topic · named · Shop.java:5'],
  ]);
});

test('the text holds every name, every gap and every skipped file', () => {
  expect(namesText(reports)).toBe(
    [
      'Shop.build',
      '  Shop.java:1',
      '  Kafka Streams 3.9.1 (from the build file); application id shop; optimization none',
      '',
      '  STORE                                  CHANGELOG              NAME      MADE BY                            WHERE',
      '  counts                                 shop-counts-changelog  named     count, key-value with timestamps   src/Shop.java:5',
      '  KSTREAM-REDUCE-STATE-STORE-??????????  -                      numbered  reduce, key-value with timestamps  src/Shop.java:7',
      '',
      '  REPARTITION TOPIC        NAME   MADE BY  WHERE',
      '  shop-counts-repartition  named  count    src/Shop.java:5',
      '',
      '  Not determinable:',
      '    src/Shop.java:6: a call that was not understood',
      '',
      'Other.build',
      '  src/Other.java:1',
      '  Kafka Streams 3.9.1 (from the build file); application id not known; optimization none',
      '',
      '  No store and no repartition topic.',
      '',
      'Skipped:',
      '  Big.java: too large',
      '',
    ].join('\n'),
  );
});
