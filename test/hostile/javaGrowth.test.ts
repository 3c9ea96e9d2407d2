/** Ten times the Java costs ten times the steps: classes with many members, many classes, and what Lombok writes for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countSteps } from '../support/countSteps.js';
import { createTextAnalyser, type TextAnalyser } from '../support/textAnalyser.js';

/** Some steps do not grow; none may grow with the square. */
const tolerance = 1.5;
const hangs = 120_000;

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const header =
  'import org.apache.kafka.streams.*;\nimport org.apache.kafka.streams.kstream.*;\nimport lombok.*;\nimport lombok.experimental.*;\n';
const each = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
const count = (topic: string): string => `b.<String, String>stream(${topic}).groupByKey().count();\n`;
const building = (body: string): string => `class A { void build(StreamsBuilder b) { ${body} ${count('"x"')} } }\n`;

const lombok: Readonly<Record<string, (n: number) => string>> = {
  'fields with accessors': (n) => `@Data class D {\n${each(n, (i) => `String f${i};`)}}\n${building('new D().getF1();')}`,
  'accessors beside methods': (n) =>
    `@Data class D {\n${each(n, (i) => `String f${i}; void getF${i}(int x) {}`)}}\n${building('new D().toString();')}`,
  'static fields': (n) => `class D {\n${each(n, (i) => `@Getter @Setter static String f${i};`)}}\n${building('')}`,
  'copies with one field changed': (n) => `@With class D {\n${each(n, (i) => `String f${i};`)}}\n${building('')}`,
  'builders with defaults': (n) => `@SuperBuilder class D {\n${each(n, (i) => `@Builder.Default String f${i} = "v";`)}}\n${building('')}`,
  'builders of methods': (n) =>
    `class D {\n${each(n, (i) => `@Builder(builderClassName = "B${i}") static String f${i}(String a) { return a; }`)}}\n${building('')}`,
  'prefixes, and fields with each': (n) =>
    `@Data @Accessors(prefix = {\n${each(n, (i) => `"p${i}",`)}}) class D {\n${each(n, (i) => `String p${i}Name;`)}}\n${building('')}`,
  'fields that are left out': (n) =>
    `@Data @ToString(exclude = {\n${each(n, (i) => `"f${i}",`)}}) class D {\n${each(n, (i) => `String f${i};`)}}\n${building('new D().toString();')}`,
  'annotations of a class': (n) => `${each(n, (i) => `@X${i}`)}class D {\n${each(n, (i) => `@Getter String f${i};`)}}\n${building('')}`,
};

const classes: Readonly<Record<string, (n: number) => string>> = {
  'calls of the methods of a class': (n) =>
    `class D {\n${each(n, (i) => `static void m${i}() {}`)}}\n${building(each(n, (i) => `D.m${i}();`))}`,
  'fields that are read': (n) =>
    `class D {\n${each(n, (i) => `static int f${i} = 1;`)}}\n${building(each(n, (i) => `int v${i} = D.f${i};`))}`,
  'classes inside one': (n) =>
    `class D {\n${each(n, (i) => `static class C${i} { static void m() {} }`)}}\n${building(each(n, (i) => `D.C${i}.m();`))}`,
  'classes of a file': (n) => `${each(n, (i) => `class C${i} { static void m() {} }`)}${building(each(n, (i) => `C${i}.m();`))}`,
  'constants of an enum': (n) => `enum E {\n${each(n, (i) => `E${i},`)}}\n${building(each(n, (i) => `E.E${i}.ordinal();`))}`,
  imports: (n) => `${each(n, (i) => `import x.y${i}.Z${i};`)}${building(each(n, (i) => `Z${i}.m();`))}`,
  'methods of one name': (n) =>
    `${each(n, (i) => `class T${i} {}`)}class D {\n${each(n, (i) => `static void m(T${i} t) {}`)}}\n${building('D.m(new T1());')}`,
  'classes below one': (n) =>
    `abstract class P { abstract String t(); void build(StreamsBuilder b) { ${count('t()')} } }\n${each(n, (i) => `class S${i} extends P { String t() { return "t"; } }`)}`,
  'entries of a class': (n) => `class B {\n${each(n, (i) => `void m${i}(StreamsBuilder b) { ${count(`"t${i}"`)} }`)}}\n`,
  'objects of a class with many fields': (n) =>
    `class D {\n${each(n, (i) => `int f${i};`)}}\n${building('for (int i = 0; i < 1000000; i++) new D();')}`,
};

/** What is looked through again, up to a bound, beyond which it costs what it is long. */
const bounded: Readonly<Record<string, (n: number) => string>> = {
  'imports of all that a package has': (n) => `${each(n, (i) => `import x.y${i}.*;`)}${building(each(n, (i) => `Z${i}.m();`))}`,
  'classes below each other': (n) =>
    `abstract class P { abstract String t(); void build(StreamsBuilder b) { ${count('t()')} } }\nclass S0 extends P { String t() { return "t"; } }\n${each(n, (i) => `class S${i + 1} extends S${i} {}`)}`,
};

const inEach = 'static void main(String[] a) { StreamsBuilder b = new StreamsBuilder(); build(b); b.build(); }';
const managed = 'import org.springframework.context.annotation.*;\n';
const files: Readonly<Record<string, (i: number) => readonly [file: string, text: string]>> = {
  'methods of one name that are called in each': (i) => [
    `C${i}.java`,
    `class C${i} { static void build(StreamsBuilder b) { ${count('"x"')} } ${inEach} }`,
  ],
  'fields with a builder': (i) => [`C${i}.java`, `class C${i} { StreamsBuilder b = new StreamsBuilder(); void m() { ${count('"x"')} } }`],
  'fields with a builder of one class': (i) => [
    `C${i}.java`,
    `class C${i} extends P { void m() { ${count('"x"')} } }\nclass P { StreamsBuilder b; }`,
  ],
  'beans with a builder': (i) => [
    `C${i}.java`,
    `${managed}@Configuration class C${i} { @Bean KStream<String, String> k(StreamsBuilder b) { return b.stream("x"); } }`,
  ],
  'methods that cannot be read': (i) => [`C${i}.java`, `class C${i} { void m(StreamsBuilder b) { ${count('"x"')} } void n() { m( } }`],
};

describe('entries of many files', () => {
  it.each(Object.entries(files))(
    '%s',
    (_name, file) => {
      const texts = (n: number) =>
        Object.fromEntries(
          Array.from({ length: n }, (_, i) => {
            const [name, text] = file(i);
            return [name, text.startsWith('package') ? text : header + text];
          }),
        );
      const steps = (n: number): number => {
        const made = texts(n);
        return countSteps(() => analyser.analyse(made));
      };
      steps(2); // what is made once
      // Sorting them costs more than ten times as much.
      expect(steps(600)).toBeLessThanOrEqual(2 * 10 * steps(60));
    },
    hangs,
  );
});

it('a configuration that is bound to classes is asked in steps that grow with what is bound', () => {
  const text = `${header}@ConfigurationProperties("p") record R(N n) {}\nrecord N(${Array.from({ length: 12 }, (_, i) => `N a${i}`).join(', ')}) {}
@Component class A { A(R r) { this.r = r; } R r; void build(StreamsBuilder b) { ${count('"x"')} r.n().a1(); } }`;
  const steps = (n: number): number => {
    const keys = Array.from({ length: n }, (_, i) => [`p.n.a${i % 12}.x${i}`, 'x']);
    return countSteps(() => analyser.analyse({ 'A.java': text }, Object.fromEntries(keys)));
  };
  steps(2); // what is made once
  expect(steps(2000)).toBeLessThanOrEqual(tolerance * 10 * steps(200));
});

describe.each([
  ['Lombok', lombok, 60],
  ['classes', classes, 60],
  ['what has a bound', bounded, 300],
] as const)('%s', (_, inputs, few) => {
  it.each(Object.entries(inputs))(
    '%s',
    (_name, input) => {
      const steps = (n: number): number => countSteps(() => analyser.analyse({ 'A.java': header + input(n) }));
      steps(2); // what is made once
      expect(steps(10 * few)).toBeLessThanOrEqual(tolerance * 10 * steps(few));
    },
    hangs,
  );
});
