/** Code that is not finished, or not Java: it ends no analysis and makes no name, and where a name after it is not said there is a reason. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const statements = [
  'int x = ;',
  'int = 5;',
  'String s = "open;',
  "char c = '';",
  "char c = 'ab';",
  'x + ;',
  'int x = 1 +;',
  'int x = * 2;',
  'int x = (1 + 2;',
  'int x = (String) ;',
  'foo(;',
  'foo(1, );',
  'foo(, 1);',
  'b.;',
  'b.stream(;',
  'b.stream("a").;',
  'b.stream("a").to(;',
  'new ;',
  'new ArrayList<;',
  'new int[;',
  'new int[] {1, ;',
  'int[] a = {1, 2;',
  'if (x',
  'if () { }',
  'if (true',
  'for (;;',
  'for (int i = 0; i < ; i++) { }',
  'for (String s : ) { }',
  'for (String s) { }',
  'while () { }',
  'while (true',
  'do { } while;',
  'do { } while ()',
  'switch () { }',
  'switch (1) { case ; }',
  'switch (1) { case 1: ',
  'int y = switch (1) { case 1 -> ; default -> 2; };',
  'try { ',
  'try { } catch { }',
  'try { } catch (Exception) { }',
  'try (var x = ) { }',
  'synchronized { }',
  'throw ;',
  'return return;',
  'label: ;;;',
  'assert ;',
  'yield ;',
  'x -> ;',
  '(x, ) -> x;',
  'Runnable r = () -> ;',
  'Runnable r = () -> {;',
  'Function<String, String> f = String:: ;',
  'var f = ::length;',
  'x instanceof ;',
  'boolean q = x instanceof String s &&;',
  'a[;',
  'a[] = 1;',
  'i++ ++;',
  '@ int x = 1;',
  'class { }',
  'class Local { int ; }',
  'enum E { A, , B }',
  'record R( { }',
  'interface I { void m( }',
  '#;',
  '\\u00e9\\;',
  '1a2;',
  '0xZZ;',
  '1e;',
  '"""no line break""";',
  '"bad \\q escape";',
  'int x = 99999999999;',
  'int x = 0b12;',
  'int x = 09;',
  'int x = 1_;',
  'double d = 1e999;',
  'float f = 0x1.0p999f;',
  'double d = 0x.p1;',
  'double d = 0x1234567890123456.0p1;',
  "char c = '\\uD83D\\uDE00';",
  'char c = ;',
  'String s = """\n  open',
  'String s = "a \\{1 + 2} b";',
  'String s = "\uE000";',
  '/* open',
  "String s = 'ab",
  'super.;',
  'super;',
  'App.this.;',
  'App.super.;',
  'b.<String>;',
  'b.new ;',
  'new App.;',
  'new @A ;',
  'new int[]();',
  'int @A [] a = ;',
  'List<? extends > l;',
  'Map<String, List<;',
  'int[ a;',
  'a.b.c.;',
  'a = b = ;',
  'a ? b : ;',
  'a ? : c;',
  '(a;',
  '();',
  '- ;',
  '! ;',
  'x++ + ;',
  'int x = 1 << ;',
  'x instanceof R( ;',
  'x instanceof R(int a, var _) && a > ;',
  'switch (1) { case 1, -> ; }',
  'switch (1) { case R(var a) when -> ; }',
  'switch (1) { default -> }',
  'int y = switch (1) { case 1: yield ; default: yield 2; };',
  'try (R r) { }',
  'try (new R()) { }',
  'try { } catch (A | ) { }',
  'try { } finally',
  'for (int i = 0, ; ; ) { }',
  'for (var x : ;',
  'do x();',
  'else { }',
  'case 1: break;',
  'break 5;',
  'continue ;;',
  'int f() { return 1; }',
  'record R(int) { }',
  'record R(int a) { R { a = ; } }',
  'enum E { A(, B; }',
  'enum E { A { void } }',
  'class Local extends { }',
  'class Local<T extends > { }',
  'class Local { Local( { } }',
  'class Local { { int x = ; } }',
  'class Local { static { x( } }',
  'class Local { @A( int x; }',
  'class Local { int a[ = {1}; }',
  'class Local { void m(int... ) { } }',
  'class Local { void m(int, int b) { } }',
  'class Local { <T void m() { } }',
  'interface I { int X; }',
  'interface I extends { }',
  '@interface A { int x() default ; }',
  'final ;',
  'var ;',
  'goto x;',
  'int class = 1;',
];

const members = [
  'int ;',
  'int x',
  'int = 1;',
  'String s = ;',
  'void () { }',
  'void m( { }',
  'void m() ',
  'm() { }',
  'App( ',
  'static {',
  '@A(',
  '@A(x = ) int y;',
  '@A({1, }) int y;',
  'enum { A }',
  'enum E { A(1 }',
  'record R { }',
  'record R(int a, ) { }',
  'class { }',
  'class In extends { int x; }',
  'interface I { default void m( }',
  'int a, , b;',
  'int a[] = {1, };',
  'public public int x;',
  '<T> ;',
  '}',
  '{',
  ';;;',
  '#',
  'import java.util.List;',
  'Runnable r = () -> { ;',
  'int x = switch (1) { };',
];

const heads = [
  'package ;',
  'package 1;',
  'import ;',
  'import java.;',
  'import static java.lang.Math.;',
  'import static ;',
  'import java.util.*',
  '@A',
  'class',
  'class Other {',
  'class Other { void m() {',
  'interface Other extends',
  'record Other(',
  'enum Other { A,',
  'module a.b { requires c; }',
  'void top() { }',
  'int x = 1;',
  '}',
  ')',
  '\uFEFF',
  '\u0000',
  Array.from({ length: 300 }, (_, i) => `import p${i}.*;`).join(' '),
];

const afterwards = 'b.stream("in").groupByKey().count(org.apache.kafka.streams.kstream.Materialized.as("after"));';

/** The store after what is broken is named rightly, or not at all; where it is not named, there is a reason. */
function isHonest(text: string): boolean {
  const { topologies } = analyser.analyse({ 'App.java': text });
  const said = topologies.flatMap(({ stores }) => stores.map(({ name }) => name));
  return (
    said.length < 2 &&
    (said[0] === 'after' || (said[0] ?? null) === null) &&
    (said.includes('after') || topologies.every(({ gaps }) => gaps.length > 0))
  );
}

const imports = 'import java.util.*; import java.util.function.*; import org.apache.kafka.streams.*;';

test.each(statements)('in a method: %s', (statement) => {
  expect(
    isHonest(`${imports}
class App {
  static void build(StreamsBuilder b) {
    ${statement}
    ${afterwards}
  }
}`),
  ).toBe(true);
});

test.each(members)('in a class: %s', (member) => {
  const build = `static void build(StreamsBuilder b) { ${afterwards} }`;
  expect(isHonest(`${imports} class App { ${member}\n ${build} }`)).toBe(true);
  expect(isHonest(`${imports} class App { ${build} ${member}\n }`)).toBe(true);
});

test.each(heads)('in a file: %s', (head) => {
  const build = `class App { static void build(StreamsBuilder b) { ${afterwards} } }`;
  expect(isHonest(`${head}\n${imports} ${build}`)).toBe(true);
  expect(isHonest(`${imports} ${build}\n${head}`)).toBe(true);
});

/** They can be read, but no compiler takes them. */
const refused = [
  ...[
    '1.0 & 2.0',
    '1.5 << 2',
    '1 >> 2.5',
    '~1.5',
    '-"a"',
    '!1',
    '~true',
    '-true',
    'true + 1',
    'true < false',
    '"a" - 1',
    '"a" * 2',
    '1 && 2',
  ],
  ...['true ^ 1', '(int[]) 5', '(Runnable) 5', 'undefinedName', 'UnknownClass.X', 'App.nothing', 'App.nothing()', 'nothing()', 'one()'],
  ...[
    'one(1, 2)',
    'one("a")',
    'super.toString()',
    '"a".nothing',
    '"a".nothing()',
    'b.nothing',
    'new Unknown()',
    'new I()',
    'E.NONE',
    'new E()',
  ],
  ...[
    'new int["a"]',
    'new int[1].size',
    'new App(1, 2, 3).x',
    '5[0]',
    '"a"[0]',
    'null.x',
    'int',
    'E.valueOf()',
    'E.A.nothing',
    'E.A.nothing()',
  ],
  ...['new R()', 'R.a()', 'R.nothing()', 'switch (1) { case 2 -> "a"; }', 'super', 'List.of(1).get()', 'Math.max()'],
  ...['Math.max(1)', 'Integer.parseInt()', 'String.format()', 'String.join()', 'Collections.max()', 'Optional.of()'],
  ...['Stream.of(1).map()', 'Map.of(1)', 'Character.toString()', 'List.of(1).nothing()', 'System.getProperty()', 'Pattern.compile()'],
  ...[
    'Duration.ofSeconds()',
    'UUID.nothing()',
    'UUID.nothing',
    'Locale.NOTHING',
    'Integer.NOTHING',
    'Math.NOTHING',
    'Math.nothing()',
    'Double.nothing()',
  ],
  ...[
    'Collections.NOTHING',
    'TimeUnit.NOTHING',
    'Pattern.nothing',
    'Pattern.nothing("a")',
    'Matcher.quoteReplacement()',
    'Matcher.nothing("a")',
    'new File()',
  ],
  ...[
    'new File(1)',
    'new File("a").nothing()',
    'new Both().x',
    'Outer.this',
    'Outer.super.x()',
    'generic("a").nothing',
    'I.super.x()',
    'new I() { }.m()',
  ],
  ...[
    '((Function<String, String>) null).apply()',
    'new HashMap<String, String>().get()',
    'Map.ofEntries(1)',
    'new TreeMap<>(1, 2, 3).firstKey()',
  ],
  ...[
    'Collectors.nothing()',
    'Comparator.nothing()',
    'Function.nothing()',
    'new RuntimeException().nothing()',
    'new int[] {1}.nothing()',
    'new int[0][0].x',
  ],
];

test.each(refused)('what is made of %s is not said', (expression) => {
  const { topologies } = analyser.analyse({
    'App.java': `${imports} import java.util.stream.*; import java.util.regex.*; import java.util.concurrent.*; import java.time.*; import java.io.*;
class App { enum E { A } interface I { int m(); } record R(int a) { } static int one(int x) { return x; } static <T> T generic(T t) { return t; }
  static void build(StreamsBuilder b) { b.stream("in").groupByKey().count(org.apache.kafka.streams.kstream.Materialized.as("s" + (${expression}))); } }`,
  });
  const said = topologies.flatMap(({ stores }) => stores.map(({ name }) => name));
  expect(said.filter((name) => name !== null)).toEqual([]);
});
