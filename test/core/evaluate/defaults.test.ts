/** Settings of the environment: where the code says what counts without them, that counts, and it is said. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

/** The one store of what follows these statements, and what was taken not to be set. */
function storeOf(statements: string, name = 'name'): { name: string | null | undefined; defaults: string[] } {
  const code = `import java.util.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class App { static void build(StreamsBuilder b) { ${statements} b.stream("in").groupByKey().count(Materialized.as(${name})); } }`;
  const { topologies } = analyser.analyse({ 'App.java': code });
  expect(topologies).toHaveLength(1);
  return { name: topologies[0]!.stores[0]?.name, defaults: topologies[0]!.defaults.map(({ reason }) => reason) };
}

const variable = 'the environment variable X is taken not to be set: the default that the code has counts';

test.each([
  'String name = System.getenv().getOrDefault("X", "other");',
  'String name = System.getenv("X") != null ? System.getenv("X") : "other";',
  'String name = System.getenv("X"); if (name == null) name = "other";',
  'String name = System.getenv("X"); if (name == null || name.isBlank()) { name = "other"; }',
  'String name = Optional.ofNullable(System.getenv("X")).orElse("other");',
  'String name = Optional.ofNullable(System.getenv("X")).orElseGet(() -> "other");',
  'String name = Objects.requireNonNullElse(System.getenv("X"), "other");',
  'String name = Boolean.parseBoolean(System.getenv("X")) ? "on" : "other";',
  'String name = "true".equalsIgnoreCase(System.getenv("X")) ? "on" : "other";',
  'Map<String, String> all = System.getenv(); String name = all.get("X") == null ? "other" : "set";',
])('%s', (statements) => {
  expect(storeOf(statements)).toEqual({ name: 'other', defaults: [variable] });
});

test.each([
  'String name = System.getProperty("os.name", "other");',
  'String name = System.getenv().getOrDefault("HOSTNAME", "other");',
  'System.setProperty("x", "set"); String name = System.getProperty("x", "other");',
  'System.setProperty(unread(), "set"); String name = System.getProperty("x", "other");',
  'String name = System.getenv("HOME") == null ? "other" : "set";',
])('%s: what systems set by themselves, or the code, is known at run time only', (statements) => {
  expect(storeOf(statements)).toEqual({ name: null, defaults: [] });
});

test.each([
  ['HOSTNAME', null],
  ['orders.name', 'other'],
])('nor has what a configuration finds there: %s', (key, name) => {
  const code = `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
@Component class App { @Value("\${${key}:other}") String name; @Autowired void build(StreamsBuilder b) { b.stream("in").groupByKey().count(Materialized.as(name)); } }`;
  expect(analyser.analyse({ 'App.java': code }).topologies[0]!.stores[0]!.name).toBe(name);
});

test('a system property has a default, too', () => {
  expect(storeOf('String name = System.getProperty("X", "other");')).toEqual({
    name: 'other',
    defaults: ['the system property X is taken not to be set: the default that the code has counts'],
  });
});

test('what is in Properties or maps that were not seen has no default: people fill them', () => {
  const loaded = 'Properties p = new Properties(); p.load(App.class.getResourceAsStream(FILE));';
  expect(storeOf(`${loaded} String name = p.getProperty("name", "other");`).name).toBeNull();
  expect(storeOf(`${loaded} String name = Boolean.parseBoolean(p.getProperty("flag")) ? "on" : "off";`).name).toBeNull();
  expect(storeOf('Map<String, String> p = Unread.map(); String name = p.getOrDefault("name", "other");').name).toBeNull();
});

function storeOfMain(statements: string): { name: string | null | undefined; defaults: string[] } {
  const code = `import java.util.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class App { public static void main(String[] args) { String name = "first"; ${statements} StreamsBuilder b = new StreamsBuilder();
b.stream("in").groupByKey().count(Materialized.as(name)); new KafkaStreams(b.build(), new Properties()).start(); } }`;
  const { topologies } = analyser.analyse({ 'App.java': code });
  return { name: topologies[0]?.stores[0]?.name, defaults: topologies[0]?.defaults.map(({ reason }) => reason) ?? [] };
}

const started = 'the program is taken to be started without arguments: the default that the code has counts';

test.each([
  ['if (args.length > 0) name = args[0];', 'first', [started]],
  ['if (args.length == 0) name = "none";', 'none', [started]],
  ['if (args != null && args.length >= 1) name = args[0];', 'first', [started]],
  ['name = args.length == 1 ? args[0] : "other";', 'other', [started]],
  ['if (args.length < 1) { System.out.println("usage"); System.exit(1); }', 'first', []],
  ['if (args.length != 2) throw new IllegalArgumentException(); name = args[1];', null, []],
  ['name = args[0];', null, []],
])('of the command line: %s', (statements, name, defaults) => {
  expect(storeOfMain(statements)).toEqual({ name, defaults });
});

test('what must be set is not known, and not taken for unset', () => {
  expect(storeOf('String name = System.getenv("X");')).toEqual({ name: null, defaults: [] });
  expect(storeOf('String name = System.getenv("X"); if (name == null) throw new IllegalStateException("set X");')).toEqual({
    name: null,
    defaults: [],
  });
  expect(storeOf('String name = System.getenv("X"); if (name == null) return;')).toEqual({ name: null, defaults: [] });
  expect(storeOf('String name = System.getenv("X"); if (name == null) System.exit(1);')).toEqual({ name: null, defaults: [] });
});
