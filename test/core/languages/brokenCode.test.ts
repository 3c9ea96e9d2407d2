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
