import { expect, test } from 'vitest';
import { findOperatorFacts } from '../../src/core/features/operatorFacts.js';
import type { TopologyReport } from '../../src/core/report.js';
import { hoverMarkdown } from '../../src/extension/hoverMarkdown.js';
import { at, report, store, topic, topology } from '../core/features/sampleReport.js';

const count = at('Shop.java', 5, 10, 5);

function hover(...topologies: TopologyReport[]): string {
  const facts = findOperatorFacts(report(...topologies), 'Shop.java', { line: 5, column: 11 });
  if (facts === undefined) throw new Error('nothing here');
  return hoverMarkdown(facts);
}

test('exact names', () => {
  const text = hover(
    topology({
      stores: [
        store(count, {
          name: 'KSTREAM-AGGREGATE-STATE-STORE-0000000003',
          autoNamed: true,
          kind: 'timestampedWindow',
          windowSizeMs: 300_000,
          retentionMs: 86_400_000,
          changelog: topic(count, { name: 'shop-KSTREAM-AGGREGATE-STATE-STORE-0000000003-changelog', autoNamed: true }),
        }),
      ],
      repartitions: [topic(count, { name: 'shop-KSTREAM-AGGREGATE-STATE-STORE-0000000003-repartition', autoNamed: true })],
    }),
  );
  expect(text).toBe(
    [
      '**Store** `KSTREAM-AGGREGATE-STATE-STORE-0000000003`  ',
      'Changelog topic `shop-KSTREAM-AGGREGATE-STATE-STORE-0000000003-changelog`  ',
      'Unnamed, numbered by position · window with timestamps · RocksDB · window 5 min · retention 1 d',
      '',
      '**Repartition topic** `shop-KSTREAM-AGGREGATE-STATE-STORE-0000000003-repartition`  ',
      'Unnamed, numbered by position',
      '',
      '---',
      '',
      String.raw`Kafka Streams 3\.9\.1 \(from the build file\)`,
    ].join('\n'),
  );
});

test('what is not known is said, with its reason, never guessed', () => {
  const pattern = 'KSTREAM-AGGREGATE-STATE-STORE-??????????';
  const text = hover(
    topology({
      applicationId: null,
      kafkaVersionFrom: 'default',
      stores: [store(count, { pattern, autoNamed: true, changelog: topic(count, { pattern: `<application.id>-${pattern}-changelog` }) })],
      gaps: [{ reason: 'addAll(builder) could not be read', location: at('Shop.java', 3, 1, 2), affects: [pattern], help: null }],
    }),
  );
  expect(text).toContain(`\`${pattern}\` (not fully determinable)`);
  expect(text).toContain(`Changelog topic \`<application.id>-${pattern}-changelog\` (not fully determinable)`);
  expect(text).toContain(String.raw`Not determinable: addAll\(builder\) could not be read \(line 3\)`);
  expect(text).toContain('The application id is not known here');
  expect(text).toContain('`kafkaStreams.applicationId`');
  expect(text).toContain('assumed, no build file says which');
});

test('alternatives are all listed', () => {
  expect(hover(topology({ stores: [store(count, { alternatives: ['fast', 'slow'] })] }))).toContain('one of `fast`, `slow`');
});

test.each([
  [{ loggingEnabled: false }, 'logging is disabled'],
  [{ global: true }, 'a global store restores from its source topic'],
  [{ unconnected: true }, 'no processor is connected'],
  [{ loggingEnabled: null }, 'Changelog topic not determinable'],
  [{ changelog: topic(count, { name: 'orders', reusesSourceTopic: true }) }, '`orders`, the source topic itself'],
])('%o', (more, expected) => {
  expect(hover(topology({ stores: [store(count, { name: 's', ...more })] }))).toContain(expected);
});

test('names from the code cannot become Markdown', () => {
  const text = hover(topology({ stores: [store(count, { name: 'a`[x](command:evil)`b\n# c' })] }));
  expect(text).toContain('**Store** ``a`[x](command:evil)`b # c``');
});

test('several topologies are told apart', () => {
  const other = topology({ entry: { ...at('Other.java', 1, 1, 5), symbol: 'Other.build' }, stores: [store(count, { name: 'b' })] });
  const text = hover(topology({ stores: [store(count, { name: 'a' })] }), other);
  expect(text).toMatch(/In `Shop\.build`:[\s\S]*`a`[\s\S]*In `Other\.build`:[\s\S]*`b`/);
});

test('a reason in another file names the file', () => {
  const gaps = [{ reason: 'unknown call', location: at('src/Names.java', 3, 1, 2), affects: ['a-??'], help: null }];
  const text = hover(topology({ stores: [store(count, { pattern: 'a-??' })], gaps }));
  expect(text).toContain(String.raw`unknown call \(Names\.java\:3\)`);
});

test('a call that many topologies share lists a few of them and counts the rest', () => {
  const many = Array.from({ length: 9 }, (_, i) => topology({ stores: [store(count, { name: `s${i}` })] }));
  const text = hover(...many);
  expect(text.match(/\*\*Store/g)).toHaveLength(5);
  expect(text).toMatch(/And in 4 more topologies\.$/);
});
