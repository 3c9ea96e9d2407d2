/** Topology#describe() before 2.4: what 2.3.1 printed for these programs. */
import { beforeAll, expect, test } from 'vitest';
import { createSourceEvaluator, type SourceEvaluator } from '../../support/sourceEvaluator.js';

let evaluator: SourceEvaluator;
beforeAll(async () => {
  evaluator = await createSourceEvaluator();
});

const imports = 'import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;\n';

function sourcesOf(version: string, code: string): readonly string[] {
  const [topology] = evaluator.evaluate('A.java', `${imports}class A { static void build(StreamsBuilder b) { ${code} } }`, {
    kafkaVersion: { version, from: 'option' },
  });
  return topology!.variants[0]!.result.describe.split('\n').filter((line) => line.includes('Source: '));
}

test('sub-topologies stand by the names of their sources', () => {
  const code =
    'b.stream("in", Consumed.<String, String>as("zeta")).to("x"); b.stream("in2", Consumed.<String, String>as("alpha")).to("y"); b.<String, String>stream("in3").to("x");';
  expect(sourcesOf('2.3.1', code)).toEqual([
    '    Source: KSTREAM-SOURCE-0000000004 (topics: [in3])',
    '    Source: alpha (topics: [in2])',
    '    Source: zeta (topics: [in])',
  ]);
  expect(sourcesOf('2.4.0', code).map((line) => /Source: (\S+)/.exec(line)![1])).toEqual(['zeta', 'alpha', 'KSTREAM-SOURCE-0000000004']);
});

test('sources of global tables are called as those of tables, and take no name', () => {
  const code = 'b.globalTable("g", Consumed.<String, String>as("src")); b.globalTable("h"); b.<String, String>stream("s").to("x");';
  expect(sourcesOf('2.3.1', code)).toEqual([
    '    Source: KSTREAM-SOURCE-0000000006 (topics: [s])',
    '    Source: KTABLE-SOURCE-0000000001 (topics: [g])',
    '    Source: KTABLE-SOURCE-0000000004 (topics: [h])',
  ]);
});
