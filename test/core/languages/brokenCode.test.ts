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
];

const afterwards = 'b.stream("in").groupByKey().count(org.apache.kafka.streams.kstream.Materialized.as("after"));';

test.each(statements)('in a method: %s', (statement) => {
  const text = `import java.util.*; import java.util.function.*; import org.apache.kafka.streams.*;
class App {
  static void build(StreamsBuilder b) {
    ${statement}
    ${afterwards}
  }
}`;
  const { topologies } = analyser.analyse({ 'App.java': text });
  const said = topologies.flatMap(({ stores }) => stores.map(({ name }) => name));
  expect([[], ['after'], [null]]).toContainEqual(said);
  expect(said.includes('after') || topologies.every(({ gaps }) => gaps.length > 0)).toBe(true);
});
