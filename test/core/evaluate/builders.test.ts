/** Where builders live, and who builds on them. What the library makes of each was seen by running it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser, type Texts } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const imports = 'import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import java.util.*;\n';
const counts = 'builder.<String, String>stream("orders").groupByKey().count();';
const numbered = 'KSTREAM-AGGREGATE-STATE-STORE-0000000001';

/** By topology: its stores, `?` where the name is not known. */
function storesOf(texts: Texts): (readonly string[])[] {
  const written = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.java`, `${imports}${text}`]));
  return analyser.analyse(written).topologies.map(({ stores }) => stores.map(({ name }) => name ?? '?'));
}

describe('a builder in a field', () => {
  test.each([
    [
      'with an initialiser',
      `class A { private final StreamsBuilder builder = new StreamsBuilder(); Topology build() { ${counts} return builder.build(); } }`,
    ],
    [
      'set by the constructor',
      `class A { final StreamsBuilder builder; A() { this.builder = new StreamsBuilder(); } Topology build() { ${counts} return builder.build(); } }`,
    ],
    [
      'given to the constructor',
      `class A { final StreamsBuilder builder; A(StreamsBuilder builder) { this.builder = builder; } void init() { ${counts} } }`,
    ],
    ['injected', `class A { @Autowired StreamsBuilder builder; @PostConstruct void init() { ${counts} } }`],
    ['given by Lombok', `@RequiredArgsConstructor class A { private final StreamsBuilder builder; void init() { ${counts} } }`],
    [
      'that is static',
      `class A { static final StreamsBuilder builder = new StreamsBuilder(); static Topology build() { ${counts} return builder.build(); } }`,
    ],
    [
      'of an object',
      `class A { static class Held { final StreamsBuilder builder = new StreamsBuilder(); } Topology build() { Held held = new Held(); held.${counts} return held.builder.build(); } }`,
    ],
    [
      'of a superclass',
      `class B { protected final StreamsBuilder builder = new StreamsBuilder(); }\nclass A extends B { Topology build() { ${counts} return builder.build(); } }`,
    ],
    [
      'set by the constructor of a superclass',
      `abstract class B { protected final StreamsBuilder builder; B() { builder = new StreamsBuilder(); } }\nclass A extends B { Topology build() { ${counts} return builder.build(); } }`,
    ],
  ])('%s', (_, text) => {
    expect(storesOf({ A: text })).toEqual([[numbered]]);
  });

  test('each object has its own, whose classes inherit it from one', () => {
    const base = `abstract class Base { protected final StreamsBuilder builder = new StreamsBuilder(); KStream<String, String> orders() { return builder.stream("orders"); } abstract Topology build(); }`;
    const part = (name: string): string =>
      `class ${name} extends Base { Topology build() { orders().groupByKey().count(); return builder.build(); } }`;
    expect(storesOf({ Base: base, A: part('A'), B: part('B') })).toEqual([[numbered], [numbered]]);
  });

  test('one that an object shares with its subclass is built on in an order that is not known', () => {
    const base = `class Base { protected final StreamsBuilder builder = new StreamsBuilder(); void first() { ${counts} } }`;
    expect(storesOf({ Base: base, A: `class A extends Base { void second() { ${counts} } }` }).flat()).toEqual(['?', '?']);
  });

  test('methods that one method calls build one topology', () => {
    const text = `class A { final StreamsBuilder builder = new StreamsBuilder(); Topology build() { first(); second(); return builder.build(); } void first() { ${counts} } void second() { ${counts} } }`;
    expect(storesOf({ A: text })).toEqual([[numbered, 'KSTREAM-AGGREGATE-STATE-STORE-0000000004']]);
  });

  test('in which order others call is not known, nor then are the numbers', () => {
    const text = `class A { final StreamsBuilder builder = new StreamsBuilder(); void first() { ${counts} } void second() { ${counts} } }`;
    expect(storesOf({ A: text }).flat()).toEqual(['?', '?']);
  });

  test('what several objects are given may be one builder', () => {
    const part = (name: string): string =>
      `@Component class ${name} { final StreamsBuilder builder; ${name}(StreamsBuilder builder) { this.builder = builder; } void build() { ${counts} } }`;
    expect(storesOf({ A: part('A'), B: part('B') }).flat()).toEqual(['?', '?']);
  });
});

describe('a method that takes a builder', () => {
  const part = `interface Part { void add(StreamsBuilder builder); }`;

  test('begins at 0 where it stands alone', () => {
    expect(storesOf({ A: `class A { static void build(StreamsBuilder builder) { ${counts} } }` })).toEqual([[numbered]]);
  });

  test('has no numbers where it is called through what it overrides', () => {
    expect(storesOf({ A: `class A extends Unread { @Override protected void configure(StreamsBuilder builder) { ${counts} } }` })).toEqual([
      ['?'],
    ]);
    expect(storesOf({ A: `class A implements Part { public void add(StreamsBuilder builder) { ${counts} } }`, Part: part })).toEqual([
      ['?'],
    ]);
  });

  test('has the numbers of the caller that is read', () => {
    const main = `class Main { public static void main(String[] args) { StreamsBuilder b = new StreamsBuilder(); b.stream("first").foreach((k, v) -> { }); for (Part p : List.of(new A())) p.add(b); new KafkaStreams(b.build(), new Properties()); } }`;
    const texts = { A: `class A implements Part { public void add(StreamsBuilder builder) { ${counts} } }`, Part: part, Main: main };
    expect(storesOf(texts)).toEqual([['KSTREAM-AGGREGATE-STATE-STORE-0000000003']]);
  });

  test('begins at 0 where a framework calls it first', () => {
    expect(
      storesOf({ A: `class A extends KafkaStreamsStarter { @Override public void topology(StreamsBuilder builder) { ${counts} } }` }),
    ).toEqual([[numbered]]);
  });
});

test('the builder of the factory of Spring begins at 0, where only one method asks for it', () => {
  const wire = (name: string): string =>
    `class ${name} { void wire(StreamsBuilderFactoryBean factory) throws Exception { StreamsBuilder builder = factory.getObject(); ${counts} } }`;
  expect(storesOf({ A: wire('A') })).toEqual([[numbered]]);
  expect(storesOf({ A: wire('A'), B: wire('B') }).flat()).toEqual(['?', '?']);
});

test('what a call gives may have been built on', () => {
  expect(storesOf({ A: `class A { void wire(Unread unread) { StreamsBuilder builder = unread.getObject(); ${counts} } }` })).toEqual([
    ['?'],
  ]);
});

describe('a class that extends a builder or topology', () => {
  const papi =
    'org.apache.kafka.streams.processor.api.*; import org.apache.kafka.streams.state.*; import org.apache.kafka.common.serialization';
  const store = 'Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("core"), Serdes.String(), Serdes.String())';
  const core = `import ${papi}.*; class Core extends Topology { Core(String in) { this.addSource("src", in); addProcessor("p", () -> null, "src"); final Topology self = this; self.addStateStore(${store}, "p"); } }`;

  test.each([
    [
      'that is run',
      {
        Core: core,
        Main: 'class Main { public static void main(String[] a) { new KafkaStreams(new Core("in"), new Properties()).start(); } }',
      },
      [['core']],
    ],
    ['that nobody makes', { Core: core }, [['core']]],
    [
      'whose methods build',
      {
        Orders: `class Orders extends StreamsBuilder { Orders orders(String topic) { this.<String, String>stream(topic).groupByKey().count(); return this; } }`,
        Main: 'class Main { Topology build() { return new Orders().orders("a").orders("b").build(); } }',
      },
      [[numbered, 'KSTREAM-AGGREGATE-STATE-STORE-0000000004']],
    ],
    [
      'that is given as one',
      {
        Orders: 'class Orders extends StreamsBuilder { }',
        Main: `class Main { Topology build() { Orders orders = new Orders(); add(orders); return orders.build(); } void add(StreamsBuilder builder) { ${counts} } }`,
      },
      [[numbered]],
    ],
    [
      'that builds when it is built',
      {
        Orders: `class Orders extends StreamsBuilder { @Override public Topology build() { this.<String, String>stream("a").groupByKey().count(); return super.build(); } }`,
        Main: 'class Main { Topology topology() { return new Orders().build(); } }',
      },
      [[numbered]],
    ],
    [
      'that has no name',
      {
        Main: `class Main { Topology build() { StreamsBuilder builder = new StreamsBuilder() { { stream("x"); } }; ${counts} return builder.build(); } }`,
      },
      [['KSTREAM-AGGREGATE-STATE-STORE-0000000002']],
    ],
  ])('%s', (_, texts, stores) => {
    expect(storesOf(texts as unknown as Texts)).toEqual(stores);
  });

  test('with methods of its own beside the library’s of that name', () => {
    const text = `class Prefixed extends StreamsBuilder { @Override public KStream stream(Collection topics) { return super.stream(topics); } }
class Main { Topology build() { Prefixed builder = new Prefixed(); builder.stream("orders").groupByKey().count(); return builder.build(); } }`;
    const [topology] = analyser.analyse({ 'Main.java': imports + text }).topologies;
    expect(topology).toMatchObject({ complete: false, numbersKnown: false, stores: [] });
    expect(topology!.gaps.map(({ reason }) => reason)).toContain(
      'generated numbers are not known from here on: Prefixed has a method stream of its own beside those of StreamsBuilder: which is called is not followed',
    );
  });
});

describe('a stream that code which was not read gives', () => {
  const stores = 'import org.apache.kafka.streams.state.*; import org.apache.kafka.common.serialization.*;';
  const add =
    'builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("seen"), Serdes.String(), Serdes.String()));';

  test.each([
    ['beside the builder', 'void attach(StreamsBuilder builder, KStream<String, String> in) {'],
    [
      'in a map of them',
      'void attach(StreamsBuilder builder, Map<String, KStream<String, String>> all) { KStream<String, String> in = all.get("in");',
    ],
    [
      'for the builder',
      'void attach(Unseen unseen) { StreamsBuilder builder = new StreamsBuilder(); KStream<String, String> in = unseen.read(builder);',
    ],
  ])('is of the only builder that there is: %s', (_, head) => {
    const text = `${stores} class A { ${head} ${add} in.process(() -> null, "seen"); in.groupByKey().count(); } }`;
    const { topologies } = analyser.analyse({ 'A.java': imports + text });
    expect(topologies.map((topology) => topology.stores.map(({ name }) => name))).toEqual([['seen', null]]);
    expect(topologies[0]).toMatchObject({ complete: false, numbersKnown: false });
    expect(topologies[0]!.gaps.filter(({ reason }) => /may fail|whether Kafka Streams makes it/.test(reason))).toEqual([]);
  });
});

test('helpers that go on with streams of their callers are no topologies, and are named', () => {
  const helper = `class Dedup { static KStream<String, String> once(StreamsBuilder builder, KStream<String, String> in) { in.groupByKey().count(Materialized.as("seen")); return in; } }`;
  const alone = analyser.analyse({ 'Dedup.java': imports + helper });
  expect(alone.topologies).toEqual([]);
  expect(alone.skipped).toEqual([
    {
      file: 'Dedup.java',
      reason: 'Dedup.once builds a part of topologies: what calls it is not in the sources, or was not followed to it',
    },
  ]);
  const app = `class App { Topology build() { StreamsBuilder builder = new StreamsBuilder(); Dedup.once(builder, builder.stream("in")); return builder.build(); } }`;
  const used = analyser.analyse({ 'App.java': imports + app, 'Dedup.java': imports + helper });
  expect(used.topologies.map(({ entry, stores }) => [entry.symbol, stores.map(({ name }) => name)])).toEqual([['App.build', ['seen']]]);
  expect(used.skipped).toEqual([]);
});

test('a topology that two callers make alike is listed once, whatever the reasons are why its topic is not known', () => {
  const text = `import ext.*; class App {
    static Topology build(String topic) { StreamsBuilder builder = new StreamsBuilder(); builder.stream(topic).groupByKey().count(); return builder.build(); }
    public static void main(String[] args) { Properties props = new Properties(); props.put("application.id", "app"); new KafkaStreams(build(Unseen.topic()), props).start(); }
    static Topology describe() { return build(Other.topic()); } }`;
  const { topologies } = analyser.analyse({ 'App.java': imports + text });
  expect(topologies.map(({ entry, applicationId }) => [entry.symbol, applicationId])).toEqual([['App.build', 'app']]);
});

describe('a method whose callers call each other', () => {
  const calling = (other: string): Texts => ({
    A: `class A { Unread unread; void build(StreamsBuilder builder) { ${counts} go(builder); } void go(StreamsBuilder builder) { ${other} } }`,
  });

  test('has no numbers: none of them is where it begins', () => {
    expect(storesOf(calling('unread.build(builder);'))).toEqual([['?']]);
  });

  test('has numbers where the one that is called takes fewer arguments', () => {
    expect(storesOf(calling('unread.build();'))).toEqual([[numbered]]);
  });
});

describe('a method that a container calls, beside calls of its name', () => {
  const processor = (modifiers: string): string =>
    `package a; import org.apache.kafka.streams.*; ${modifiers}class Processor { @Autowired public void process(StreamsBuilder builder) { ${counts} } }`;
  const other = (head: string, call: string): string =>
    `package b; import org.apache.kafka.streams.*; ${head} class Other { Other made; void all(StreamsBuilder builder, Processor p) { ${call} } void run(Processor p) { all(new StreamsBuilder(), p); } }`;
  const stores = (texts: Texts): readonly (string | null)[] =>
    analyser.analyse(texts).topologies.flatMap((one) => (one.id.includes('Processor') ? one.stores.map(({ name }) => name) : []));

  test.each([
    ['a class of the same name that is imported', 'public ', 'import org.apache.kafka.streams.processor.Processor;'],
    ['a class of the same name where it cannot be seen', '', 'import org.apache.kafka.streams.processor.*;'],
  ])('%s is another', (_, modifiers, head) => {
    const texts = { 'a/Processor.java': processor(modifiers), 'b/Other.java': other(head, 'made.process(unknown(builder));') };
    expect(stores(texts)).toEqual([numbered]);
  });

  test.each([
    ['an import', 'import a.Processor;'],
    ['an import of all', 'import a.*;'],
  ])('a class that is seen by %s is the same', (_, head) => {
    const call = `${counts} p.process(builder);`;
    expect(stores({ 'a/Processor.java': processor('public '), 'b/Other.java': other(head, call) })).not.toContain(numbered);
  });
});
