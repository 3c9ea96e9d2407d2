/** Which beans a container gives for an interface. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

/** The stores of the topology that the parts build, `?` where the name is not known. */
function storesOf(injected: string, ...classes: readonly string[]): readonly string[] {
  const imports = 'import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import java.util.*;\n';
  const app = `@Configuration class App { @Autowired ${injected}; @Autowired void build(StreamsBuilder b) { int i = 0; for (Part part : ${injected.startsWith('List') ? 'parts' : 'List.of(parts)'}) b.stream("in").groupByKey().count(Materialized.as(part.name() + i++)); } }`;
  const texts = ['interface Part { String name(); }', app, ...classes].map((text) => [
    `${/(?:class|interface) (\w+)/.exec(text)![1]}.java`,
    `${/Part parts|count/.test(text) ? imports : ''}${text}`,
  ]);
  return analyser
    .analyse(Object.fromEntries(texts) as Record<string, string>)
    .topologies.flatMap(({ stores }) => stores.map(({ name }) => name ?? '?'));
}

const part = (name: string, annotations = '@Component', more = ''): string =>
  `${annotations} class ${name.toUpperCase()} implements Part { public String name() { return "${name}"; } ${more} }`;
const ordered = [part('a', '@Component @Order(2)'), part('b', '@Component @Order(1)')];

const made = (methods: string): string => `@Configuration class C { ${methods} }`;

test.each([
  ['the only class', 'Part parts', [part('a')], ['a0']],
  ['the only class, in a list', 'List<Part> parts', [part('a')], ['a0']],
  ['classes in order', 'List<Part> parts', ordered, ['a1', 'b0']],
  ['what the only method makes', 'Part parts', [made('@Bean Part part() { return () -> "made"; }')], ['made0']],
  [
    'what the only method makes of a class',
    'Part parts',
    [
      'class P implements Part { String n; P(String n) { this.n = n; } public String name() { return n; } }',
      made('@Bean P part() { return new P("made"); }'),
    ],
    ['made0'],
  ],
  [
    'what a container calls when all is injected',
    'Part parts',
    [
      '@Component class P implements Part { String n, l; @PostConstruct void init() { l = n + "-last"; } @Autowired void setN(@Value("given") String n) { this.n = n; } public String name() { return l; } }',
    ],
    ['given-last0'],
  ],
])('%s is known', (_, injected, classes, names) => {
  expect(storesOf(injected, ...classes)).toEqual(names);
});

test.each([
  ['one of two', 'Part parts', [part('a'), part('b')]],
  ['the only class, beside a lambda', 'Part parts', [part('a'), 'class C { @Bean @Primary Part other() { return () -> "other"; } }']],
  [
    'the only class, beside an anonymous one',
    'Part parts',
    [part('a'), 'class C { @Produces Part other() { return new Part() { public String name() { return "other"; } }; } }'],
  ],
  ['the only class, beside another object of it', 'Part parts', [part('a'), 'class C { @Bean @Primary A other() { return new A(); } }']],
  ['a list, beside a lambda', 'List<Part> parts', [...ordered, 'class C { @Bean Part other() { return () -> "other"; } }']],
  ['what one of two methods makes', 'Part parts', [made('@Bean Part a() { return () -> "a"; } @Bean Part b() { return () -> "b"; }')]],
  ['what a method makes under a condition', 'Part parts', [made('@Bean @Profile("x") Part a() { return () -> "a"; }')]],
  ['what a method makes anew for each', 'Part parts', [made('@Bean @Scope("prototype") Part a() { return () -> "a"; }')]],
  ['what a method of no bean makes', 'Part parts', ['class C { @Bean Part a() { return () -> "a"; } }']],
  [
    'what a container calls, and code besides',
    'Part parts',
    [
      '@Component class P implements Part { String n; @PostConstruct void init() { n = "init"; } void other(String n) { this.n = n; } public String name() { return n; } }',
    ],
  ],
  [
    'a list whose order a method says',
    'List<Part> parts',
    [part('a', '@Component @Order(2)', 'public int getOrder() { return 0; }'), ordered[1]!],
  ],
])('%s is not known', (_, injected, classes) => {
  for (const name of storesOf(injected, ...classes)) expect(name).toBe('?');
});

/** Of the numbers only what the store's name ends with. */
const numbersOf = (classes: Readonly<Record<string, string>>): readonly string[] => {
  const imports =
    'import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import org.springframework.context.annotation.*; import lombok.Data;\n';
  const texts = Object.entries(classes).map(([name, text]) => [`${name}.java`, `${imports}${text}`]);
  const { topologies } = analyser.analyse(Object.fromEntries(texts) as Record<string, string>);
  return topologies.flatMap(({ stores }) => stores.map(({ name }) => name?.slice(-1) ?? '?'));
};
const count = 'b.<String, String>stream("in").groupByKey().count()';
const streams = `@Configuration class S { @Bean KTable<String, Long> one(StreamsBuilder b) { return ${count}; } @Bean KTable<String, Long> two(StreamsBuilder b) { return ${count}; } }`;
const one = `@Configuration class S { @Bean KTable<String, Long> one(StreamsBuilder b) { return ${count}; } }`;
const unused = (annotations: string): string =>
  `${annotations} class U { @Bean KTable<String, Long> u(StreamsBuilder b) { return ${count}; } }`;

// What Spring makes of such methods: test/frameworks/spring-order.
test.each([
  ['methods of one configuration', { S: streams }, ['1', '4']],
  ['beside a class that is no bean', { S: streams, U: unused('') }, ['1', '4', '?']],
  ['beside one that only Lombok reads', { S: streams, U: unused('@Data') }, ['1', '4', '?']],
  ['one method, beside a class that is no bean', { S: one, U: unused('') }, ['1', '?']],
])('what builds on a builder that is injected: %s', (_, classes, numbers) => {
  expect(numbersOf(classes as Record<string, string>)).toEqual(numbers);
});

test.each([
  ['a constructor of another bean', { U: `@Component class U { U(StreamsBuilder b) { ${count}; } }` }],
  ['another configuration', { U: unused('@Configuration') }],
  ['a class that others name', { U: unused(''), V: '@Import(U.class) class V { StreamsBuilder b; }' }],
  ['a bean that asks for one', { U: '@Component class U { U(KTable<String, Long> two) {} }' }],
  ['a bean that names one', { U: '@Component @DependsOn("two") class U { StreamsBuilder builder; }' }],
  ['a class with methods of the names', { U: '@Configuration class U { @Bean String two(Topology t) { return ""; } }' }],
])('the order of methods of one configuration is not known beside %s', (_, classes) => {
  const of = numbersOf({ S: streams, ...classes });
  expect(of.filter((number) => number !== '?')).toEqual([]);
});

test('a customizer builds first, nobody knows how much', () => {
  const customizer = `class U implements KafkaStreamsInfrastructureCustomizer { public void configureBuilder(StreamsBuilder b) { ${count}; } }`;
  expect(numbersOf({ S: one, U: customizer })).toEqual(['?', '1']);
});
