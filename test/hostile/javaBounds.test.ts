/** Java that is nested too deeply, or that makes more than anyone could read: its topology says so, and the others are reported. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Limits } from '../../src/core/createAnalyser.js';
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
      expect(reasonsOf(report)).toMatch(/nested (?:too deeply|more than 400 deep)|more than 100 inside each other/);
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

describe('what is made for each other in a long chain: one topology is lost, with the reason', () => {
  const classes = (line: (i: number, next: number) => string): string =>
    Array.from({ length: 2000 }, (_, i) => line(i, (i + 1) % 2000)).join('\n');
  const build = (name: string) =>
    `void build(StreamsBuilder b) { ${count('x')} b.stream("y").groupByKey().count(Materialized.as(${name})); }`;
  const spring = 'import org.springframework.stereotype.*;\nimport org.springframework.context.annotation.*;\n';

  test.each([
    [
      'beans by their constructors',
      `@Component class A { I0 i; A(I0 i) { this.i = i; } @Autowired ${build('i.t()')} }
${classes((i, next) => `interface I${i} { String t(); }\n@Component class C${i} implements I${i} { I${next} i; C${i}(I${next} i) { this.i = i; } public String t() { return i.t(); } }`)}`,
    ],
    [
      'beans by their fields',
      `@Component class A { @Autowired I0 i; @Autowired ${build('i.t()')} }
${classes((i, next) => `interface I${i} { String t(); }\n@Component class C${i} implements I${i} { @Autowired I${next} i; public String t() { return i.t(); } }`)}`,
    ],
    [
      'beans by methods',
      `@Component class A { C0 c; A(C0 c) { this.c = c; } @Autowired ${build('c.t()')} }
@Configuration class K {\n${classes((i, next) => `@Bean C${i} c${i}(C${next} c) { return new C${i}(c); }`)}\n}
${classes((i, next) => `class C${i} { C${next} c; C${i}(C${next} c) { this.c = c; } String t() { return c.t(); } }`)}`,
    ],
    [
      'objects',
      `class A { ${build('new C0().t()')} }\n${classes((i, next) => `class C${i} { C${next} c = new C${next}(); String t() { return c.t(); } }`)}`,
    ],
    ['constants', `class A { ${build('C0.T')} }\n${classes((i, next) => `class C${i} { static final String T = C${next}.T + "x"; }`)}`],
    ['static fields', `class A { ${build('C0.t')} }\n${classes((i, next) => `class C${i} { static String t = C${next}.t + "x"; }`)}`],
  ])('%s', (_, text) => {
    const report = analyse(header + spring + text);
    expect(namesOf(report)).not.toContain('y');
    const said = `${reasonsOf(report)}\n${report.skipped.map(({ reason }) => reason).join('\n')}`;
    expect(said).toContain('more than 100 inside each other, which is not followed');
    expect(said).not.toMatch(/RangeError|Maximum call|beyond/);
  });
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

test('more entries of a file than are followed: those beyond are named', () => {
  const each = Array.from({ length: 1_100 }, (_, i) => `void m${i}(StreamsBuilder b) { b.stream("t${i}"); }\n`).join('');
  const { topologies, skipped } = analyse(`${header}class A {\n${each}}`);
  expect(topologies.filter(({ complete }) => complete)).toHaveLength(1_001);
  const reason = 'its code has more than 1000 entries to follow: A.m1000 and what comes after was not looked at';
  expect(skipped).toEqual([{ file: 'A.java', reason }]);
}, 60_000);

test('more imports of whole packages than are asked: the file says so', () => {
  const imports = Array.from({ length: 300 }, (_, i) => `import x.y${i}.*;\n`).join('');
  const { skipped } = analyse(imports + inClass('A', ''));
  expect(skipped).toEqual([{ file: 'A.java', reason: 'line 201 has more than 200 imports that end in .*: the file was read in part' }]);
});

test('what Lombok would write for more members than are read is not there, and says so', () => {
  const fields = Array.from({ length: 10_000 }, (_, i) => `String f${i} = "x";\n`).join('');
  const report = analyse(inClass('A', `b.stream(new D().getF1()).groupByKey().count();`, `@lombok.Data static class D {\n${fields}}`));
  expect(hostile(report)?.complete).toBe(false);
  expect(reasonsOf(report)).toContain('what Lombok writes for D is not followed in a file of more than 10000 members');
}, 60_000);

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

describe('what is too much together', () => {
  const counting = (name: string, more = ''): string => inClass(name, '', more);
  const filesOf = (n: number, text: (name: string) => string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`L${i + 10}.java`, text(`L${i + 10}`)]));

  async function analyseWithin(limits: Limits, texts: Readonly<Record<string, string>>): Promise<Report> {
    const limited = await createTextAnalyser(limits);
    const report = limited.analyse(texts);
    limited.dispose();
    return report;
  }

  test('reports are left out by name', async () => {
    const { topologies, skipped } = await analyseWithin({ reports: 20_000 }, filesOf(6, counting));
    const sizes = topologies.map((topology) => JSON.stringify(topology).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.slice(0, -1).reduce((sum, size) => sum + size)).toBeLessThanOrEqual(20_000);
    expect(skipped.length).toBe(6 - sizes.length);
    expect(skipped.at(-1)).toEqual({
      file: 'L15.java',
      reason: 'L15.build was left out: the reports of the others are more than 20000 characters',
    });
  });

  test.each([
    ['steps', { steps: 400, operations: 1000, entries: 100 }, 'takes more steps than are followed'],
    ['operations of builders', { steps: 100_000, operations: 10, entries: 100 }, 'takes more steps than are followed'],
    ['entries', { steps: 100_000, operations: 1000, entries: 4 }, 'has more than 4 entries to follow'],
  ])('%s of all files: what comes after is named', async (_, effort, reason) => {
    const { topologies, skipped } = await analyseWithin({ reports: 1e6, effort }, filesOf(40, counting));
    expect(topologies.length).toBeGreaterThan(1);
    expect(topologies.every(({ complete }) => complete)).toBe(true);
    expect(skipped.length).toBe(40 - topologies.length);
    expect(skipped.at(-1)).toEqual({
      file: 'L49.java',
      reason: `the code of all files together ${reason} (name a part of the project): L49.build and what comes after was not looked at`,
    });
  });

  test('code of all files: what is not read is named, and no number is known of a builder that it may have built on', async () => {
    const making = (name: string): string =>
      `${header}class ${name} { void build() { StreamsBuilder b = new StreamsBuilder(); ${count('x')} b.build(); } }`;
    const texts = { 'A.java': counting('A'), 'B.java': making('B'), ...filesOf(20, counting) };
    const { topologies, skipped } = await analyseWithin({ reports: 1e6, weight: 3000 }, texts);
    expect(topologies.map(({ id, complete }) => [id, complete]).slice(0, 2)).toEqual([
      ['A.java#A.build', false],
      ['B.java#B.build', true],
    ]);
    expect(topologies[0]?.stores.every(({ name }) => name === null)).toBe(true);
    expect(topologies.length).toBeLessThan(20);
    expect(skipped.length).toBe(22 - topologies.length);
    expect(skipped.at(-1)).toEqual({
      file: 'L29.java',
      reason: 'the files that were read before it are as much code as is read in one analysis: name a part of the project',
    });
  });

  test('a caller that comes after the bound of its file makes nothing exact', () => {
    const heavy = `${header}class A {\n${Array.from({ length: 60 }, (_, i) => `void m${i}() { StreamsBuilder b = new StreamsBuilder(); for (int i = 0; i < 900; i++) ${count('t')} }\n`).join('')}
static void main(String[] a) { StreamsBuilder b = new StreamsBuilder(); ${count('first')} new Z().build(b); } }`;
    const { topologies, skipped } = analyser.analyse({ 'A.java': heavy, 'Z.java': counting('Z') });
    expect(skipped.map(({ file }) => file)).toEqual(['A.java']);
    const called = topologies.find(({ id }) => id === 'Z.java#Z.build');
    expect(called?.complete).toBe(false);
    expect(called?.stores.every(({ name }) => name === null)).toBe(true);
  }, 60_000);
});

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
