/** Patterns of the code and of reports that a regular expression would take for ever over: they match what they did, and end. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { createTopicPatterns } from '../../src/core/topology/topicPattern.js';
import { toExpectedApplication } from '../../src/applications/expectedStores.js';
import { importsTestFramework } from '../../src/platform/files/testSources.js';
import { createTextAnalyser, type TextAnalyser } from '../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const build = (body: string): Report =>
  analyser.analyse({
    'A.java': `import java.util.regex.Pattern;\nimport org.apache.kafka.streams.*;\nimport org.apache.kafka.streams.kstream.*;\nclass A { Object q(); void build(StreamsBuilder b) {\n${body}\n} }`,
  });

describe('a topic pattern of the code', () => {
  test.each(['(a+)+b', '(a|a)*b', '(a|aa)+$|c', '(a*)*b', '(?:a?){60}a{60}b', '(.*a){40}b', '((((a*)*)*)*)*b', '(?=(a+)+b).*'])(
    '%s is matched in steps that are few',
    (pattern) => {
      const { matches } = createTopicPatterns();
      expect(matches(pattern, 'a'.repeat(200))).toBe(new RegExp(`^(?:${pattern})$`).test('a'.repeat(10)) && !pattern.includes('b'));
      const { topologies } = build(
        `b.stream(Pattern.compile("${pattern}"));\nb.stream("${'a'.repeat(100)}");\nb.<String, String>stream("in").groupByKey().count();`,
      );
      expect(topologies[0]?.stores).toHaveLength(pattern.startsWith('(a|aa)') ? 0 : 1);
    },
  );

  const patterns = [
    'orders-.*', 'a|b', '', 'a{2,3}', 'a{2}', 'a{2,}', '[a-c]+\\d', '[^a]*?x', '(a)(?:b)?', '(?<name>a)b*', '\\w+-\\d{2}', 'a\\.b', 'a.b', '^a$', 'a$b',
    '\\ba\\b', 'a\\Bb', '(?!in).*', '(?=a).*b', '.*(?<=b)', '.*(?<!b)', '.*(?<=a.)b?', 'a{x', '[]', '[^]', '[\\]]', '\\x61', '\\u0061', '(a|b|)*', 'a**', '(', '(a)\\1',
    '(?:a|b){1,3}', '(?:){5}a', '(?:a*){3}', '(a*b*)+', '(?:^a|b)+',
  ]; // prettier-ignore
  const topics = ['', 'a', 'b', 'ab', 'aa', 'aaa', 'aab', 'a.b', 'orders-1', 'x', 'bx', 'c1', 'in', 'inside', 'a{x', ']', 'a-12', 'aab'];
  test.each(patterns)('%s matches what JavaScript says', (pattern) => {
    const { matches } = createTopicPatterns();
    const isKnown = !['a**', '(', '(a)\\1'].includes(pattern);
    for (const topic of topics)
      expect([topic, matches(pattern, topic)]).toEqual([topic, isKnown && new RegExp(`^(?:${pattern})$`).test(topic)]);
  });

  it('twenty topics that do not fit the worst pattern leave steps for one that does', () => {
    const { matches } = createTopicPatterns();
    for (let times = 0; times < 20; times++) matches('(a+)+b', 'a'.repeat(100));
    expect(matches('(a+)+b', `${'a'.repeat(100)}b`)).toBe(true);
  });
});

describe('a name of which many parts are not known', () => {
  it('could be a topic, or not', () => {
    const report = build(
      `String s = ${Array.from({ length: 30 }, () => 'q() + "a" + ').join('')}"b";\nb.<String, String>stream("in").groupByKey().count(Materialized.as(s));`,
    );
    const [store] = toExpectedApplication('app', report.topologies).stores;
    expect(store?.name).toBeNull();
    expect(store?.couldBe(`app-${'a'.repeat(200)}b-changelog`)).toBe(true);
    expect(store?.couldBe(`app-${'a'.repeat(200)}`)).toBe(false);
    expect(store?.couldBe(`app-${'a'.repeat(20)}b-changelog`)).toBe(false);
  });
});

it('blank lines are no import of a test framework', () => {
  expect(importsTestFramework(`${'\n'.repeat(1_000_000)}class A {}`)).toBe(false);
  expect(importsTestFramework('class A;\n \timport static\n org.junit.Assert;\nAssert.fail();')).toBe(true);
});
