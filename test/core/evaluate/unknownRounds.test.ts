/** Loops over what is not known: what any of their rounds may have changed is not known after them, nor in them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const members = `
  static int seen = 0;
  static class Box { int n = 0; void mark() { n = n + 1; } }
  static class Late { static int n = 0; static int next() { return ++n; } }
  static void put(List<String> list, String s) { list.add(s); }
  static void note() { seen++; }`;

/** The names of the stores, in their order; null where one is not known. */
function namesOf(statements: string): (string | null)[] {
  const text = `import java.util.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class App {${members}
  static void store(StreamsBuilder b, Object name) { b.<String, String>stream("in").groupByKey().count(Materialized.as("s-" + name)); }
  static void build(StreamsBuilder b, String[] given) { List<String> list = new ArrayList<>(); ${statements} }
}`;
  return analyser.analyse({ 'App.java': text }).topologies.flatMap(({ stores }) => stores.map(({ name }) => name));
}

test.each([
  ['a list that a method adds to', 'for (String s : given) put(list, s); store(b, list.size());'],
  ['a list that a lambda adds to', 'Arrays.asList(given).forEach(s -> list.add(s)); store(b, list.size());'],
  ['a list that a method reference adds to', 'Arrays.stream(given).forEach(list::add); store(b, list.size());'],
  ['a field of an object', 'Box box = new Box(); for (String s : given) box.mark(); store(b, box.n);'],
  ['a field of an object in an array', 'Box[] boxes = {new Box()}; for (String s : given) boxes[0].mark(); store(b, boxes[0].n);'],
  ['a static field', 'for (String s : given) note(); store(b, seen);'],
  ['a static field of a class that the loop is the first to use', 'for (String s : given) Late.next(); store(b, Late.n);'],
  ['a variable that the condition sets', 'int i = 0; while (i++ < given.length) { } store(b, i);'],
  ['a text that is appended to', 'StringBuilder text = new StringBuilder(); for (String s : given) text.append("x"); store(b, text);'],
  [
    'what the body leaves where it throws',
    'try { for (String s : given) { put(list, s); Integer.parseInt(s); } } catch (NumberFormatException e) { } store(b, list.size());',
  ],
  ['what is used in the loop itself', 'int n = 0; for (String s : given) { n++; store(b, n); }'],
])('%s is not known', (_, statements) => {
  expect(namesOf(statements)).toEqual([null]);
});

test('what no round changes stays known', () => {
  expect(namesOf('list.add("a"); int n = 0; for (String s : given) n++; store(b, list.size());')).toEqual(['s-1']);
});

test('a set of values that are not known is a value that is not known', () => {
  const set = 'Object set = com.google.common.collect.ImmutableSet.of(given[0], given[1]);';
  expect(namesOf(`${set} for (String s : given) put(list, s); store(b, set);`)).toEqual([null]);
});

test('many loops are followed in a few runs', () => {
  const loops = Array.from({ length: 400 }, (_, i) => `int n${i} = 0; for (String s : given) for (int i = 0; i < 100; i++) n${i} += i;`);
  expect(namesOf(`${loops.join('\n')} store(b, list.size());`)).toEqual(['s-0']);
});
