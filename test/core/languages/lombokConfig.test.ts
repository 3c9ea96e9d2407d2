/** What a lombok.config sets that is not followed: nothing that depends on it is said. What is followed is held to Lombok by test/frameworks/lombok. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyser } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

const text = `import lombok.*; import org.apache.kafka.streams.*;
class App { static class Parent { String getA() { return "parent"; } public String toString() { return "parent"; } }
  @ToString @Getter @AllArgsConstructor static class X extends Parent { String a; String b = "b"; int count() { return 1; } }
  void build(StreamsBuilder s) { X x = new X("a", "b"); s.stream("t" + EXPRESSION).to("out"); } }`;

/** null: it is not known. */
function topicOf(expression: string, ...configs: readonly string[]): string | null {
  const sources = {
    files: ['App.java'],
    read: () => ({ text: text.replace('EXPRESSION', expression) }),
    findByClassName: () => [],
    findByParent: () => [],
    above: (_: string, name: string) => (name === 'lombok.config' ? configs : []),
  };
  const settings = { ...unknownSettings, kafkaVersion: { version: '4.3.0', from: 'option' as const } };
  return analyser.analyse({ sources, settingsFor: () => settings, includeTests: true }).topologies[0]?.sources[0]?.topic ?? null;
}

const unclear = 'lombok.getter.noIsPrefix = true';

test.each([
  ['x.getA()', [], 'ta'],
  ['x.getA()', [unclear], null],
  ['x.b', [unclear], null],
  ['x.count()', [unclear], 't1'],
  ['x', [unclear], null],
  ['x.getA()', ['import ../other.config'], null],
  ['x.getA()', ['lombok.accessors.chain = perhaps'], null],
  ['x.getA()', [unclear, 'config.stopBubbling = true'], 'ta'],
  ['x.getA()', [unclear, 'clear lombok.getter.noIsPrefix'], 'ta'],
  ['x.getA()', ['lombok.addNullAnnotations = spring\n lombok.log.fieldName = LOG\n\n# lombok.x = y'], 'ta'],
  ['x.getA()', ['lombok.toString.callSuper = CALL'], 'ta'],
  ['x', [], 'tApp.X(a=a, b=b)'],
  ['x', ['lombok.toString.callSuper = CALL'], null],
  ['x', ['lombok.equalsAndHashCode.callSuper = CALL'], 'tApp.X(a=a, b=b)'],
])('%s with %j', (expression, configs, expected) => {
  expect(topicOf(expression, ...configs)).toBe(expected);
});

test('a lombok.config that changes is read again', () => {
  expect([topicOf('x.getA()'), topicOf('x.getA()', unclear), topicOf('x.getA()')]).toEqual(['ta', null, 'ta']);
});
