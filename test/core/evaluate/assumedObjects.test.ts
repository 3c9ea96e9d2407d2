/** Objects that were not seen to be made: nothing of them is known that other code may have made otherwise. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const imports = 'import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import lombok.*;\n';

/** The name of the one store, and why it is not known. */
function storeOf(expression: string, parameters: string, ...classes: readonly string[]): { name: string | null; reasons: string[] } {
  const code = `class App { static void build(StreamsBuilder b${parameters}) { b.<String, String>stream("in").groupByKey().count(Materialized.as(${expression})); } }`;
  const { topologies } = analyser.analyse({ 'App.java': `${imports}${code}\n${classes.join('\n')}` });
  expect(topologies).toHaveLength(1);
  return { name: topologies[0]!.stores[0]!.name, reasons: topologies[0]!.gaps.map(({ reason }) => reason) };
}

test.each([
  ['a field that a mapper may set', 'c.store', 'class Config { public String store = "default"; }'],
  ['a field that a getter shows', 'c.getStore()', 'class Config { private String store = "default"; String getStore() { return store; } }'],
  ['a field with a setter of Lombok', 'c.getStore()', '@Data class Config { private String store = "default"; }'],
  [
    'a field of an object in a field',
    'c.inner.store',
    'class Config { Inner inner = new Inner(); static class Inner { String store = "default"; } }',
  ],
  [
    'a method that a subclass overrides',
    'c.store()',
    'class Config { String store() { return "default"; } }\nclass Other extends Config { String store() { return "other"; } }',
  ],
])('%s is not known', (_, expression, ...classes) => {
  const { name, reasons } = storeOf(expression, ', Config c', ...classes);
  expect(name).toBeNull();
  expect(reasons.join()).toMatch(/may have been set by code that was not read|is overridden in Other/);
});

test.each([
  ['a final field', 'c.store', ', Config c', 'class Config { final String store = "default"; }'],
  ['a method that nothing overrides', 'c.store()', ', Config c', 'class Config { String store() { return "default"; } }'],
  ['an object that is made here', 'new Config().store', '', 'class Config { public String store = "default"; }'],
  [
    "a container's bean",
    'c.store()',
    ', Config c',
    '@Component class Config { private String store = "default"; String store() { return store; } }',
  ],
])('%s is known', (_, expression, parameters, ...classes) => {
  expect(storeOf(expression, parameters, ...classes).name).toBe('default');
});

test.each([
  ['its own', 'c.store', 'class Config { Config parent; String store; }'],
  ['its own, given', 'c.store', 'class Config { final Config parent; String store; Config(Config parent) { this.parent = parent; } }'],
  ["another's that has one of it", 'c.store', 'class Config { Other other; String store; }\nclass Other { Config config; }'],
  ['its own, of a record', 'c.store()', 'record Config(Config parent, String store) {}'],
])('of a class with a field of %s there is no end of objects', (_, expression, classes) => {
  expect(storeOf(expression, ', Config c', classes).name).toBeNull();
});

test("a public static field that is not final is anybody's", () => {
  expect(storeOf('Names.STORE', '', 'public class Names { public static String STORE = "default"; }').name).toBeNull();
  expect(storeOf('Names.STORE', '', 'public class Names { public static final String STORE = "default"; }').name).toBe('default');
});

const params = 'class Params { final String store = "named"; }';
test.each([
  ['in its superclass', `abstract class Base<P> { protected P params; } class App extends Base<Params> {`],
  [
    'further up',
    `abstract class Top<A, B> { protected B params; } abstract class Base<P> extends Top<String, P> { } class App extends Base<Params> {`,
  ],
  ['with a getter', `abstract class Base<P> { @Getter protected P params; } class App extends Base<Params> {`],
])('a field of a type parameter is what stands for it: %s', (_, head) => {
  const read = head.includes('@Getter') ? 'getParams().store' : 'params.store';
  const code = `${head} void build(StreamsBuilder b) { b.<String, String>stream("in").groupByKey().count(Materialized.as(${read})); } }\n${params}`;
  const { topologies } = analyser.analyse({ 'App.java': `${imports}${code}` });
  expect(topologies.map(({ stores }) => stores.map(({ name }) => name))).toEqual([['named']]);
});

test('store builders that one field of two objects holds may be two', () => {
  const imports = 'import org.apache.kafka.streams.*; import org.apache.kafka.streams.state.*;\n';
  const held =
    'class Held { StoreBuilder<KeyValueStore<String, String>> store; StoreBuilder<KeyValueStore<String, String>> get() { return store; } }';
  const app =
    'class App { Topology build(Held x, Held y) { StreamsBuilder b = new StreamsBuilder(); b.addStateStore(x.get()); b.addStateStore(y.get()); b.<String, String>stream("in").groupByKey().count(); return b.build(); } }';
  const { topologies } = analyser.analyse({ 'App.java': `${imports}${held}\n${app}` });
  expect(topologies.flatMap(({ gaps }) => gaps.filter(({ reason }) => reason.includes('refuses')))).toEqual([]);
});
