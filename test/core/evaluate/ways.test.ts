/** The ways that a program can go: each that makes a difference is followed, and none twice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const imports = 'import java.util.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import ext.Unseen;';

test('calls that may throw one after another are not combined: where one throws, the others are not made', () => {
  const calls = Array.from({ length: 12 }, (_, i) => `unseen.call${i}();`).join(' ');
  const text = `${imports} class App {
    static Topology build(Properties props) { StreamsBuilder builder = new StreamsBuilder(); builder.stream("in").groupByKey().count(); return builder.build(props); }
    public static void main(String[] args) {
      Properties props = new Properties();
      props.put("application.id", "app");
      Topology topology = build(props);
      Unseen unseen = new Unseen();
      try { new KafkaStreams(topology, props).start(); ${calls} } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
    }
  }`;
  const { topologies } = analyser.analyse({ 'App.java': text });
  expect(topologies).toHaveLength(1);
  expect(topologies[0]).toMatchObject({ complete: true, applicationId: 'app' });
});

test('conditions that only together make a difference are combined', () => {
  const text = `${imports} class App {
    static Topology build(boolean a, boolean b, boolean c) {
      String name = "one";
      if (a) name = "two";
      StreamsBuilder builder = new StreamsBuilder();
      if (b) { if (c) builder.<String, String>stream("in").groupByKey().count(Materialized.as(name)); }
      else builder.<String, String>stream("in").groupByKey().count(Materialized.as("other"));
      return builder.build();
    }
  }`;
  const [topology] = analyser.analyse({ 'App.java': text }).topologies;
  const names = topology!.stores.flatMap(({ name, alternatives }) => [name, ...alternatives]);
  expect(names).toEqual(expect.arrayContaining(['one', 'two', 'other']));
});

const generator = `static List<String> generate() { List<String> all = new ArrayList<>(); for (int i = 0; i < 600; i++) { if (Unseen.lucky(i)) all.add("x"); else all.add("y"); } return all; }`;
const counts = 'builder.<String, String>stream("in").groupByKey().count();';

test('code that builds nothing is left aside where its ways are too many to follow', () => {
  const text = `${imports} class App { ${generator}
    public static void main(String[] args) { List<String> made = generate(); StreamsBuilder builder = new StreamsBuilder(); ${counts} new KafkaStreams(builder.build(), new Properties()).start(); } }`;
  const [topology] = analyser.analyse({ 'App.java': text }).topologies;
  expect(topology).toMatchObject({ complete: true, stores: [{ name: 'KSTREAM-AGGREGATE-STATE-STORE-0000000001' }] });
});

test('what code that is left aside gives and can change is not known', () => {
  const text = `${imports} class App { static String kept = "a"; ${generator.replace('return all;', 'kept = "b"; return all;')}
    static void use(StreamsBuilder builder, String name) { builder.<String, String>stream("in").groupByKey().count(Materialized.as(name)); }
    public static void main(String[] args) { List<String> made = generate(); StreamsBuilder builder = new StreamsBuilder(); use(builder, made.get(0)); use(builder, kept); use(builder, "own"); } }`;
  const [topology] = analyser.analyse({ 'App.java': text }).topologies;
  expect(topology!.stores).toHaveLength(3);
  expect(topology!.stores.flatMap(({ name }) => name ?? [])).toEqual(['own']);
  expect(topology!.gaps.map(({ reason }) => reason).join()).toContain('what generate gives depends on conditions that are not known');
});

test('code that may build is never left aside without a word', () => {
  const text = `${imports} class App {
    static void some(StreamsBuilder builder) { for (int i = 0; i < 600; i++) if (!Unseen.lucky(i)) { } else { ${counts} } }
    static Topology build() { StreamsBuilder builder = new StreamsBuilder(); some(builder); ${counts} return builder.build(); } }`;
  const [topology] = analyser.analyse({ 'App.java': text }).topologies;
  expect(topology).toMatchObject({ complete: false, numbersKnown: false });
  expect(topology!.stores.map(({ name }) => name).filter((name) => name !== null)).toEqual([]);
});
