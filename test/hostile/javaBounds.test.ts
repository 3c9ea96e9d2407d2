/** Java that is nested too deeply, or that makes more than anyone could read: its topology says so, and the others are reported. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { findCall, usesOf } from '../../src/core/writing/callSite.js';
import { createParser } from '../../src/core/languages/tree/parser.js';
import { createUnits } from '../../src/core/units.js';
import { readGrammars } from '../support/sourceEvaluator.js';
import { createTextAnalyser, type TextAnalyser } from '../support/textAnalyser.js';

const hangs = 60_000;
const largestReport = 10_000_000;

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const header =
  'import java.util.*;\nimport java.util.stream.*;\nimport org.apache.kafka.streams.*;\nimport org.apache.kafka.streams.kstream.*;\n';
const count = (topic: string): string => `b.<String, String>stream("${topic}").groupByKey().count();\n`;
const inClass = (name: string, body: string, more = ''): string =>
  `${header}class ${name} {\n${more}\n  void build(StreamsBuilder b) {\n${count('before')}${body}\n${count('after')}  }\n}\n`;
const nest = (times: number, open: string, inside: string, close: string): string => open.repeat(times) + inside + close.repeat(times);

/** The report of a file beside a good one, which must not suffer. */
function analyse(text: string): Report {
  const report = analyser.analyse({ 'A.java': text, 'Good.java': inClass('Good', '') });
  expect(report.topologies.find(({ id }) => id === 'Good.java#Good.build')?.complete).toBe(true);
  expect(JSON.stringify(report).length).toBeLessThan(largestReport);
  return report;
}

const hostile = ({ topologies }: Report) => topologies.find(({ id }) => id === 'A.java#A.build');
const reasonsOf = (report: Report): string => (hostile(report)?.gaps ?? []).map(({ reason }) => reason).join('\n');
const namesOf = (report: Report): (string | null)[] => (hostile(report)?.stores ?? []).map(({ name }) => name);
const first = 'KSTREAM-AGGREGATE-STATE-STORE-0000000001';

describe('what is nested too deeply', () => {
  test('classes: the file is read in part, and says so', () => {
    const { topologies, skipped } = analyse(header + nest(2000, 'class A {\n', `void build(StreamsBuilder b) { ${count('in')} }`, '}\n'));
    expect(topologies).toHaveLength(1);
    expect(skipped).toEqual([{ file: 'A.java', reason: 'line 406 has classes nested more than 400 deep: the file was read in part' }]);
  });

  test.each([
    ['parentheses', 'int x = ' + nest(20_000, '(\n', '1', ')') + ';'],
    ['conditions', 'int x = ' + nest(20_000, 'b == null ? 1 :\n', '1', '') + ';'],
    ['initialisers of arrays', 'Object x = new Object[] {' + nest(20_000, '{\n', '1', '}') + '};'],
    ['texts put together from the right', 'String s = ' + nest(20_000, '"a" + (\n', '"b"', ')') + ';'],
    ['subtractions', 'int s = 1' + '\n- 1'.repeat(50_000) + ';'],
    ['members of members', 'Object x = y' + '\n.a'.repeat(20_000) + ';'],
    ['blocks', nest(20_000, '{\n', '', '}')],
    ['loops', nest(20_000, 'for (;;)\n', ';', '')],
    ['anonymous classes', nest(2_000, 'new Object() { {\n', '', '} };')],
    ['calls in arguments', 'f(' + nest(20_000, 'f(\n', '1', ')') + ');'],
  ])(
    '%s: what comes before is exact, what comes after is not',
    (_, body) => {
      const report = analyse(inClass('A', body));
      expect(namesOf(report)).toContain(first);
      expect(hostile(report)?.complete).toBe(false);
      expect(namesOf(report)).not.toContain('KSTREAM-AGGREGATE-STATE-STORE-0000000004');
      expect(reasonsOf(report)).toMatch(/nested (?:too deeply|more than 400 deep)/);
    },
    hangs,
  );

  test.each([
    ['branches of else if', nest(20_000, 'if (b == null) {} else\n', '{}', '')],
    ['type arguments', nest(20_000, 'List<\n', 'String', '>') + ' x = null;'],
    ['lambdas that nothing calls', 'Object o = ' + nest(20_000, 'x ->\n', 'x', '') + ';'],
  ])(
    '%s do no harm',
    (_, body) => {
      expect(namesOf(analyse(inClass('A', body)))).toEqual([first, 'KSTREAM-AGGREGATE-STATE-STORE-0000000004']);
    },
    hangs,
  );
});

describe('what makes more than anyone could read', () => {
  const numbers = 'List<Integer> l = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);';
  const flatMaps = '.flatMap(a -> l.stream())'.repeat(7);

  test.each([
    ['calls in a chain', `b.<String, String>stream("x")${'\n.filter((k, v) -> true)'.repeat(20_000)};`],
    [
      'nested flatMap that builds',
      `${numbers} l.stream()${flatMaps}.forEach(x -> b.<String, String>stream("t" + x).groupByKey().count());`,
    ],
    ['nested flatMap that builds nothing', `${numbers} List<Integer> r = l.stream()${flatMaps}.toList();`],
    ['a list added to itself', `List<String> l = new ArrayList<>(List.of("a", "b"));${'l.addAll(l);\n'.repeat(60)}`],
    ['nested loops', 'for (int i = 0; i < 999; i++) for (int j = 0; j < 999; j++) for (int k = 0; k < 999; k++) b.stream("t" + i);'],
    ['nested ranges', 'IntStream.range(0, 999).forEach(i -> IntStream.range(0, 999).forEach(j -> b.stream("t" + j)));'],
    ['copies of a list', 'List<Object> l = new ArrayList<>(); for (int i = 0; i < 999; i++) l.add(new ArrayList<>(l));'],
  ])(
    '%s: the run ends at its bound, and says so',
    (_, body) => {
      const report = analyse(inClass('A', body));
      expect(namesOf(report)).toContain(first);
      expect(hostile(report)?.complete).toBe(false);
      expect(reasonsOf(report)).toContain('the code takes more than 300000 steps to follow');
    },
    hangs,
  );

  test.each([
    ['doubled texts', `String s = "ab";${'s += s;\n'.repeat(60)}b.<String, String>stream(s).groupByKey().count(Materialized.as(s));`],
    ['texts doubled in a StringBuilder', `StringBuilder s = new StringBuilder("ab"); for (int i = 0; i < 60; i++) s.append(s.toString());`],
    ['formats of formats', 'String s = "ab"; for (int i = 0; i < 60; i++) s = String.format("%s%s%s%s", s, s, s, s);'],
    ['wide formats', 'String s = String.format("%0999999999d", 1);'],
    ['texts in place of letters', 'String s = "aaaaaaaa"; for (int i = 0; i < 60; i++) s = s.replace("a", s);'],
    ['repeated texts', 'String s = "a".repeat(2_000_000_000).repeat(9999);'],
    ['large arrays', 'String[] s = new String[1 << 30];'],
    ['long ranges', 'IntStream.range(0, 2_000_000_000).forEach(i -> System.out.println(i));'],
    ['doubled differences of what is not known', `int x = q();${'x = x - x;\n'.repeat(60)}`],
    ['doubled arguments of what is not known', `Object x = q();${'x = z(x, x);\n'.repeat(60)}`],
  ])(
    '%s: a text or list that is too long is not known, and counts on',
    (_, body) => {
      expect(namesOf(analyse(inClass('A', body)))).toContain(first);
    },
    hangs,
  );

  test.each([
    ['conditions', Array.from({ length: 2000 }, (_, i) => `if (q${i}()) ${count(`w${i}`)}`).join('')],
    [
      'conditions over a large topology',
      Array.from({ length: 60 }, (_, i) => `if (q${i}()) ${count(`w${i}`)}`).join('') +
        Array.from({ length: 900 }, (_, i) => count(`t${i}`)).join(''),
    ],
  ])(
    '%s: more ways than are followed make nothing exact',
    (_, body) => {
      const report = analyse(inClass('A', body));
      expect(hostile(report)?.complete).toBe(false);
      expect(namesOf(report).every((name) => name === null)).toBe(true);
      expect(reasonsOf(report)).toContain('the code can go more ways than were followed');
    },
    hangs,
  );

  test(
    'many topologies of one file: those beyond its bound are named as not looked at',
    () => {
      const heavy = `${header}class A {\n${Array.from({ length: 60 }, (_, i) => `void m${i}(StreamsBuilder b) { for (int i = 0; i < 900; i++) ${count('t')} }\n`).join('')}}`;
      const { topologies, skipped } = analyse(heavy);
      expect(topologies.length).toBeGreaterThan(2);
      expect(skipped[0]?.reason).toMatch(/its code takes more steps than are followed: A\.m\d+ and what comes after was not looked at/);
    },
    hangs,
  );
});

describe('what is cut short before it builds anything is named', () => {
  test.each([
    ['loops', 'for (int i = 0; i < 999; i++) for (int j = 0; j < 999; j++) q();', '', 'the code takes more than 300000 steps to follow'],
    [
      'conditions',
      'long n = java.util.stream.Stream.iterate(1, x -> x < Unseen.limit(), x -> x + 1).count();',
      '',
      'the code meets a condition that is not known more than 10000 times',
    ],
    ['a class far below others', '', ' extends C299', 'A has more than 250 classes above it'],
    ['an object of such a class', 'new C299();', '', 'C299 has more than 250 classes above it'],
  ])('%s', (_, body, parent, reason) => {
    const chain = Array.from({ length: 300 }, (__, i) => `class C${i}${i === 0 ? '' : ` extends C${i - 1}`} {}`).join('\n');
    const { topologies, skipped } = analyse(
      `${header}class A${parent} { void build(StreamsBuilder b) { ${body} ${count('x')} } }\n${chain}`,
    );
    expect(topologies).toHaveLength(1);
    expect(skipped).toEqual([{ file: 'A.java', reason: `A.build was not followed to what it builds: ${reason}` }]);
  });

  test('beside what is reported of the file', () => {
    const more = `class B { void build(StreamsBuilder b) { for (int i = 0; i < 999; i++) for (int j = 0; j < 999; j++) q(); ${count('y')} } }`;
    const { topologies, skipped } = analyse(`${inClass('A', '')}\n${more}`);
    expect(topologies.map(({ id }) => id)).toEqual(['A.java#A.build', 'Good.java#Good.build']);
    expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringMatching(/^B\.build was not followed to what it builds/)]);
  });
});

test(
  'reports that are too much together are left out by name',
  () => {
    const large = (name: string): string =>
      inClass(
        name,
        `for (int i = 0; i < 1400; i++) b.stream("a-topic-with-a-name-of-some-length-that-is-said-in-many-places-of-a-report-and-which-nobody-would-give-" + i).groupByKey().count();`,
      );
    const files = Array.from({ length: 34 }, (_, i) => `L${i + 10}`);
    const report = analyser.analyse(Object.fromEntries(files.map((name) => [`${name}.java`, large(name)])));
    const sizes = report.topologies.map((topology) => JSON.stringify(topology).length);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(70_000_000);
    expect(report.skipped.length).toBe(files.length - sizes.length);
    expect(report.skipped.at(-1)).toEqual({
      file: 'L43.java',
      reason: 'L43.build was left out: the reports of the others are more than 60000000 characters',
    });
  },
  4 * hangs,
);

describe('pinning what is long', () => {
  const pin = (body: string) => analyser.planFix({ 'A.java': inClass('A', body) }, { mode: 'pin' });

  test.each([
    ['a chain of 2000 calls', `b.<String, String>stream("x")${'\n.filter((k, v) -> true)'.repeat(2000)}.groupByKey().count();`],
    ['a text of 2000 parts', `String s = "a"${'\n+ "b"'.repeat(2000)};\nb.<String, String>stream("x").groupByKey().count();`],
    ['2000 variables before', `${Array.from({ length: 2000 }, (_, i) => `int x${i} = ${i};\n`).join('')}${count('x')}`],
  ])(
    '%s: every store is named as it is',
    (_, body) => {
      const { named, refused, changes } = pin(body);
      expect(named).toHaveLength(3);
      expect({ refused, changes }).toEqual({ refused: [], changes: [] });
    },
    hangs,
  );

  test(
    'a call at the beginning of a chain of 20000 is found, and what it uses is counted',
    async () => {
      const text = inClass('A', `b.stream(m)${'\n.filter((k, v) -> m)'.repeat(20_000)};`);
      const units = createUnits(await createParser(await readGrammars()));
      const unit = units
        .open({ files: ['A.java'], read: () => ({ text }), findByClassName: () => [], findByParent: () => [] })
        .unitOf('A.java');
      const site = unit === undefined ? undefined : findCall(unit, text, text.indexOf('stream(m)'));
      expect(site?.call.args).toHaveLength(1);
      expect(site === undefined ? 0 : usesOf(site, 'm')).toBe(20_001);
      units.dispose();
    },
    hangs,
  );

  test(
    '2000 stores: each is named, or it is said why not',
    () => {
      const { named, refused } = pin(Array.from({ length: 1500 }, (_, i) => count(`t${i}`)).join(''));
      expect(named).toHaveLength(1502);
      expect(refused).toEqual([]);
      const over = pin(Array.from({ length: 2000 }, (_, i) => count(`t${i}`)).join(''));
      expect(over.named).toEqual([]);
      expect(over.refused.length).toBeGreaterThan(1000);
      expect(over.refused[0]?.reason).toContain('the code takes more than 300000 steps to follow');
    },
    hangs,
  );
});
