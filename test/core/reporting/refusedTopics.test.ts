/** Names of internal topics that Kafka does not allow. The library's words are in test/oracle/golden, L29 to L38. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

function errorOf(code: string): string | undefined {
  const text = `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;\nclass A { void build(StreamsBuilder b) { ${code} } }`;
  return analyser.analyse({ 'A.java': text }).topologies[0]!.error?.message;
}

test('is said where the application id is not known', () => {
  expect(
    errorOf(
      'b.<String, String>table("t", Materialized.as(name())).suppress(Suppressed.<String>untilTimeLimit(null, null).withName("a b"));',
    ),
  ).toBe(
    `Topic name is invalid: '<application.id>-a b-store-changelog' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`,
  );
});

test('a length that depends on the application id is no error', () => {
  const count = (length: number): string => `b.<String, String>stream("s").groupByKey().count(Materialized.as("x".repeat(${length})));`;
  expect(errorOf(count(238))).toBeUndefined();
  expect(errorOf(count(239))).toContain('is longer than the max allowed length 249');
});

test('a name with a part that is not known is no error', () => {
  expect(errorOf('b.<String, String>stream("s").repartition(Repartitioned.as("a b" + name()));')).toBeUndefined();
});
