/** Who builds on a builder that Spring shares: numbers are said where all of it was read, and the order is fixed (the applications of `test/frameworks`). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const imports = `package app;
import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import java.util.*;
import org.springframework.beans.factory.annotation.*; import org.springframework.context.annotation.*; import org.springframework.stereotype.*;
`;
const first =
  '@Bean KStream<String, String> first(StreamsBuilder b) { KStream<String, String> s = b.stream("a"); s.groupByKey().count(); return s; }';
const second = '@Bean KTable<String, Long> second(StreamsBuilder b) { return b.<String, String>stream("b").groupByKey().count(); }';
const config = `@Configuration class Config { ${first} ${second} }`;

/** Names of all stores, `?` where one is not known. */
function storesOf(...classes: readonly string[]): readonly string[] {
  const texts = classes.map((text) => [`src/main/java/app/${/class (\w+)/.exec(text)![1]}.java`, imports + text]);
  const { topologies } = analyser.analyse(Object.fromEntries(texts) as Record<string, string>);
  return topologies.flatMap(({ stores }) => stores.map(({ name }) => name ?? '?')).sort();
}

const known = ['KSTREAM-AGGREGATE-STATE-STORE-0000000001', 'KSTREAM-AGGREGATE-STATE-STORE-0000000004'];

test.each([
  ['nothing beside them', []],
  ['a class that is no bean', ['class Helper { Helper(List<String> texts) { } void set(KStream<String, String> s) { } }']],
  ['a bean of something else', ['@Component class Other { @Value("x") String text; @Override public String toString() { return text; } }']],
])('methods of one configuration have their numbers, with %s', (_, others) => {
  expect(storesOf(config, ...others)).toEqual(known);
});

test('a bean method may ask for what another one built', () => {
  const asking = '@Bean KTable<String, Long> third(KStream<String, String> first) { return first.groupByKey().count(); }';
  expect(storesOf(`@Configuration class Config { ${first} ${asking} }`)).toEqual([
    'KSTREAM-AGGREGATE-STATE-STORE-0000000001',
    'KSTREAM-AGGREGATE-STATE-STORE-0000000003',
  ]);
});

const inConfig = (more: string, head = '@Configuration class Config'): readonly string[] => [`${head} { ${first} ${second} ${more} }`];
const beside = (more: string): readonly string[] => [config, more];

test.each([
  ['a component that is given a stream', beside('@Component class Early { @Autowired KStream<String, Long> streams; }')],
  ['a component whose constructor is given a builder', beside('@Component class Early { Early(StreamsBuilder b) { b.stream("c"); } }')],
  [
    'a component with a method that is given streams',
    beside('@Component class Early { @Autowired void set(List<KStream<String, Long>> all) { } }'),
  ],
  ['a field that is given a builder', beside('@Component class Early { @Autowired StreamsBuilder b; }')],
  ['a bean of the same name', beside('@Configuration class Early { @Bean Object first() { return null; } }')],
  ['another bean of streams', beside('@Configuration class Early { @Bean GlobalKTable<String, String> other() { return null; } }')],
  ['another configuration that builds', beside(`@Configuration class Early { ${first.replace('first(', 'third(')} }`)],
  ['an order that is said', inConfig('', '@Configuration @DependsOn("x") class Config')],
  ['a condition', inConfig('', '@Configuration @Profile("x") class Config')],
  ['a superclass', inConfig('', '@Configuration class Config extends Base')],
  ['an interface', inConfig('', '@Configuration class Config implements Runnable')],
  ['a scope', inConfig('', '@Configuration @Scope("prototype") class Config')],
  ['a subclass', beside('class Sub extends Config { }')],
  ['lazy beans', inConfig('@Bean @Lazy Object lazy() { return null; }')],
  ['a factory that is asked', beside('class Asks { void ask(StreamsBuilderFactoryBean f) { f.getObject(); } }')],
  ['a customizer', beside('class Custom implements InfrastructureCustomizer { }')],
  ['a bean that is asked for by its name', beside('class Asks { Object ask(ApplicationContext c) { return c.getBean("second"); } }')],
  ['two methods of one name', inConfig('@Bean KStream<String, String> first(StreamsBuilder b, String s) { return b.stream("z"); }')],
  ['a static method', inConfig('@Bean static KStream<String, String> third(StreamsBuilder b) { return b.stream("z"); }')],
  ['a method that gives nothing', inConfig('@Bean void third(StreamsBuilder b) { b.stream("z"); }')],
  ['a method with a name of its own', inConfig('@Bean("q") KStream<String, String> third(StreamsBuilder b) { return b.stream("z"); }')],
  [
    'a method with another annotation',
    inConfig('@Bean @Primary KStream<String, String> third(StreamsBuilder b) { return b.stream("z"); }'),
  ],
  ['a qualified parameter', inConfig('@Bean KStream<String, String> third(@Qualifier("q") StreamsBuilder b) { return b.stream("z"); }')],
  [
    'a parameter that no method gives',
    inConfig('@Bean KTable<String, Long> third(KStream<Long, Long> other, StreamsBuilder b) { return b.table("z"); }'),
  ],
])('a number is not said where there is %s', (_, classes) => {
  expect(storesOf(...classes).filter((name) => known.includes(name) && name !== known[0])).toEqual([]);
});
