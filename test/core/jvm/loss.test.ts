/** The one rule of loss, for every kind of value that there is (ARCHITECTURE.md, invariant 2). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../src/core/report.js';
import type { NativeValue, Value } from '../../../src/core/values/values.js';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

/** Statements that make `x`, and the text that is read of it after it was given to a call that is not followed. */
interface Case {
  readonly make: string;
  readonly read: string;
  /** The text as it is without the call. What is lost is lost although this would be it. */
  readonly before: string;
  readonly after: 'lost' | 'kept';
}

/** The compiler holds this list to the kinds of values: a new one needs an answer here. */
type Kind = Exclude<Value['kind'], 'native' | 'list' | 'map' | 'void'>;
type Native = NativeValue['type'];
type Collection =
  | 'array'
  | 'ArrayList'
  | 'List.of'
  | 'Arrays.asList'
  | 'subList'
  | 'unmodifiable'
  | 'HashSet'
  | 'Set.of'
  | 'keySet'
  | 'HashMap'
  | 'Map.of'
  | 'Properties';

const kinds: Readonly<Record<Kind, Case>> = {
  text: { make: 'String x = "a";', read: 'x', before: 'a', after: 'kept' },
  number: { make: 'int x = 1;', read: '"" + x', before: '1', after: 'kept' },
  boolean: { make: 'boolean x = true;', read: '"" + x', before: 'true', after: 'kept' },
  null: { make: 'String x = null;', read: '"" + x', before: 'null', after: 'kept' },
  duration: { make: 'Duration x = Duration.ofSeconds(2);', read: '"" + x.toMillis()', before: '2000', after: 'kept' },
  class: { make: 'Class<?> x = String.class;', read: '"a"', before: 'a', after: 'kept' },
  serde: { make: 'var x = Serdes.String();', read: '"a"', before: 'a', after: 'kept' },
  unknown: { make: 'String x = "a"; Unseen u = new Unseen();', read: 'x', before: 'a', after: 'kept' },
  pair: {
    make: 'Map<String, String> m = new HashMap<>(); m.put("k", "a"); var x = m.entrySet().iterator().next();',
    read: 'm.get("k")',
    before: 'a',
    after: 'lost',
  },
  optional: {
    make: 'List<String> l = new ArrayList<>(); l.add("a"); var x = Optional.of(l);',
    read: 'l.get(0)',
    before: 'a',
    after: 'lost',
  },
  object: { make: 'Holder x = new Holder(); x.set("a");', read: 'x.get()', before: 'a', after: 'lost' },
  throwable: { make: 'Exception x = new Exception("m");', read: '"" + (x.getCause() == null)', before: 'true', after: 'lost' },
  function: {
    make: 'List<String> l = new ArrayList<>(); l.add("a"); Runnable x = () -> l.clear();',
    read: 'l.get(0)',
    before: 'a',
    after: 'lost',
  },
  dsl: { make: 'var x = b.<String, String>stream("other");', read: '"a"', before: 'a', after: 'kept' },
};

const natives: Readonly<Record<Native, Case>> = {
  StringBuilder: { make: 'StringBuilder x = new StringBuilder("a");', read: 'x.toString()', before: 'a', after: 'lost' },
  StringJoiner: { make: 'StringJoiner x = new StringJoiner("-"); x.add("a");', read: 'x.toString()', before: 'a', after: 'lost' },
  atomic: { make: 'var x = new java.util.concurrent.atomic.AtomicReference<String>("a");', read: 'x.get()', before: 'a', after: 'lost' },
  flow: { make: 'var x = Stream.of("a");', read: 'x.findFirst().get()', before: 'a', after: 'lost' },
  iterator: { make: 'var x = List.of("a", "b").iterator();', read: 'x.next()', before: 'a', after: 'lost' },
  collector: {
    make: 'Collector<CharSequence, ?, String> x = Collectors.joining();',
    read: 'Stream.of("a").collect(x)',
    before: 'a',
    after: 'kept',
  },
  function: { make: 'Function<String, String> x = Function.identity();', read: 'x.apply("a")', before: 'a', after: 'kept' },
  matcher: { make: 'var x = Pattern.compile("a").matcher("aa"); x.find();', read: '"" + x.start()', before: '0', after: 'lost' },
  Pattern: { make: 'Pattern x = Pattern.compile("a");', read: 'x.pattern()', before: 'a', after: 'kept' },
  locale: { make: 'Locale x = Locale.ROOT;', read: '"a".toLowerCase(x)', before: 'a', after: 'kept' },
  file: { make: 'File x = new File("a");', read: 'x.getPath()', before: 'a', after: 'kept' },
  lightbendConfig: {
    make: 'var x = com.typesafe.config.ConfigFactory.load();',
    read: '"" + (x.getConfig("a") == null)',
    before: 'false',
    after: 'kept',
  },
  timeUnit: { make: 'TimeUnit x = TimeUnit.SECONDS;', read: '"" + x.toMillis(1)', before: '1000', after: 'kept' },
};

const collections: Readonly<Record<Collection, Case>> = {
  array: { make: 'String[] x = {"a"};', read: 'x[0]', before: 'a', after: 'lost' },
  ArrayList: { make: 'List<String> x = new ArrayList<>(); x.add("a");', read: 'x.get(0)', before: 'a', after: 'lost' },
  'List.of': { make: 'List<String> x = List.of("a");', read: 'x.get(0)', before: 'a', after: 'kept' },
  'Arrays.asList': { make: 'String[] a = {"a"}; var x = Arrays.asList(a);', read: 'a[0]', before: 'a', after: 'lost' },
  subList: {
    make: 'List<String> l = new ArrayList<>(List.of("a", "b")); var x = l.subList(0, 1);',
    read: 'l.get(0)',
    before: 'a',
    after: 'lost',
  },
  unmodifiable: {
    make: 'List<StringBuilder> l = new ArrayList<>(); l.add(new StringBuilder("a")); var x = Collections.unmodifiableList(l);',
    read: 'l.get(0).toString()',
    before: 'a',
    after: 'lost',
  },
  HashSet: { make: 'Set<String> x = new HashSet<>(); x.add("a");', read: '"" + x.size()', before: '1', after: 'lost' },
  'Set.of': { make: 'Set<String> x = Set.of("a");', read: '"" + x.size()', before: '1', after: 'kept' },
  keySet: {
    make: 'Map<String, String> m = new HashMap<>(); m.put("k", "a"); var x = m.keySet();',
    read: 'm.get("k")',
    before: 'a',
    after: 'lost',
  },
  HashMap: { make: 'Map<String, String> x = new HashMap<>(); x.put("k", "a");', read: 'x.get("k")', before: 'a', after: 'lost' },
  'Map.of': { make: 'Map<String, String> x = Map.of("k", "a");', read: 'x.get("k")', before: 'a', after: 'kept' },
  Properties: { make: 'Properties x = new Properties(); x.put("k", "a");', read: 'x.getProperty("k")', before: 'a', after: 'lost' },
};

const all = [
  ...Object.entries(kinds),
  ...Object.entries(natives).map(([name, one]) => [`native ${name}`, one] as const),
  ...Object.entries(collections),
] as const;

function analyse(statements: string, read: string): Report {
  const source = `import java.io.*; import java.time.*; import java.util.*; import java.util.concurrent.*; import java.util.function.*; import java.util.regex.*;
import java.util.stream.*; import org.apache.kafka.common.serialization.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
import elsewhere.Unseen;
class App {
  static class Holder { private String held; void set(String value) { held = value; } String get() { return held; } }
  static void build(StreamsBuilder b) {
    ${statements}
    String name = ${read};
    b.<String, String>table("in", Materialized.as("s-" + name));
  }
}
`;
  return analyser.analyse({ 'App.java': source });
}

test.each(all)('%s is known before an unknown call', (_, { make, read, before }) => {
  const [topology] = analyse(make, read).topologies;
  expect(topology?.stores.map(({ name }) => name)).toEqual([`s-${before}`]);
});

test.each(all.filter(([, { after }]) => after === 'kept'))('%s is kept after an unknown call', (_, { make, read, before }) => {
  const [topology] = analyse(`${make}\n    Unseen.take(x);`, read).topologies;
  expect(topology?.stores.map(({ name }) => name)).toEqual([`s-${before}`]);
});

test.each(all.filter(([, { after }]) => after === 'lost'))('%s is lost after an unknown call', (_, { make, read }) => {
  const [topology] = analyse(`${make}\n    Unseen.take(x);`, read).topologies;
  expect(topology?.stores.map(({ name }) => name)).toEqual([null]);
  const gap = topology?.gaps.find(({ affects }) => affects.length > 0);
  expect(gap).toMatchObject({ location: { file: 'App.java', line: 8 } });
  expect(gap?.reason).toContain('Unseen.take is not in the sources');
});

test.each([
  'new Unseen(x)',
  'new Unseen().take(x)',
  'Unseen.take(() -> x.size())',
  'Unseen.take(x::size)',
  'x.spliterator()',
  'Unseen.take(List.of(x))',
])('%s loses the list', (call) => {
  const [topology] = analyse(`List<String> x = new ArrayList<>(); x.add("a");\n    ${call};`, 'x.get(0)').topologies;
  expect(topology?.stores.map(({ name }) => name)).toEqual([null]);
});

test.each([
  'System.out.println(x)',
  'Objects.requireNonNull(x)',
  'org.slf4j.LoggerFactory.getLogger("a").info("{}", x)',
  'Thread.sleep(1)',
  'Assert.notNull(x)',
])('%s loses nothing', (call) => {
  const [topology] = analyse(`List<String> x = new ArrayList<>(); x.add("a");\n    ${call};`, 'x.get(0)').topologies;
  expect(topology?.stores.map(({ name }) => name)).toEqual(['s-a']);
});

test('the reason tells a method of the JDK from a missing source', () => {
  const [topology] = analyse(
    'List<String> x = new ArrayList<>(); x.add("a");\n    Spliterator<String> s = x.spliterator();',
    'x.get(0)',
  ).topologies;
  expect(topology?.gaps.map(({ reason }) => reason)).toContainEqual(
    expect.stringContaining('ArrayList.spliterator() of the JDK is not followed'),
  );
});

test.each([
  ['StringBuilder x = new StringBuilder("a"); for (String s : Unseen.all()) x.append(s);', 'x.toString()'],
  ['Set<String> x = new HashSet<>(); for (String s : Unseen.all()) x.add(s);', '"" + x.size()'],
  ['List<String> l = new ArrayList<>(List.of("a")); List<String> x = l.subList(0, 1); for (String s : Unseen.all()) x.add(s);', 'l.get(0)'],
  ['Map<String, Integer> x = new TreeMap<>(); for (String s : Unseen.all()) x.merge(s, 1, Integer::sum);', '"" + x.size()'],
])('a loop of an unknown number of rounds loses what it changes: %s', (statements, read) => {
  const [topology] = analyse(statements, read).topologies;
  expect(topology?.stores.map(({ name }) => name)).toEqual([null]);
});

test('no store is said to be left out because the topics of a source are not known', () => {
  const source = `import org.apache.kafka.common.serialization.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.state.*; import elsewhere.*;
class App {
  static Topology build(Unseen unseen) {
    Topology t = new Topology();
    t.addSource("in", unseen.topic());
    t.addProcessor("work", Unseen::make, "in");
    t.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("kept"), Serdes.String(), Serdes.String()), "work");
    return t;
  }
}
`;
  const [topology] = analyser.analyse({ 'App.java': source }).topologies;
  expect(topology).toMatchObject({ error: null, stores: [{ name: 'kept', unconnected: false }] });
});

test('what a class holds for all its objects is lost once for a call', () => {
  const names = Array.from({ length: 100 }, (_, i) => `p${i}`);
  const fields = `${names.map((name) => `static Part ${name};`).join(' ')} void forget() { ${names.map((name) => `${name} = null;`).join(' ')} }`;
  const source = `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import java.util.*; import elsewhere.*;
class Part { String a = "a"; ${fields} }
class App {
  static Topology build() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 400; i++) parts.add(new Part());
    Unseen.take(parts);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in").groupByKey().count();
    return builder.build();
  }
}`;
  const [topology] = analyser.analyse({ 'App.java': source }).topologies;
  expect(topology!.gaps).toEqual([]);
  expect(topology!.stores.map(({ name }) => name)).toEqual(['KSTREAM-AGGREGATE-STATE-STORE-0000000001']);
});
