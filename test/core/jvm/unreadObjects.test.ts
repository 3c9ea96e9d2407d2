/** Objects that code outside the sources made: what is known of them all the same, and what is not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { Analyser } from '../../../src/core/analyser.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

/** What `text` is in a method that gets `it` from outside; null: it is not known. */
function topicOf(type: string, text: string, classes = ''): string | null {
  const source = `import java.io.*; import java.util.*; import java.util.stream.*; import org.apache.kafka.streams.*;
class App {
  ${classes}
  static String read(InputStream in) throws IOException { Properties p = new Properties(); p.load(in); return p.getProperty("x"); }
  void build(StreamsBuilder b, ${type} it) { b.stream("t" + ${text}).to("out"); }
}`;
  const sources = {
    files: ['App.java'],
    read: (file: string) => (file === 'App.java' ? { text: source } : undefined),
    findByClassName: () => [],
    findByParent: () => [],
  };
  const settings = {
    ...unknownSettings,
    kafkaVersion: { version: '4.3.0', from: 'option' as const },
    properties: { 'orders.topic': 'orders' },
    propertyFiles: { 'conf/app.properties': { x: 'loaded' } },
  };
  const { topologies } = analyser.analyse({ sources, settingsFor: () => settings, includeTests: true });
  return topologies[0]?.sources[0]?.topic ?? null;
}

test.each([
  ['Environment', 'it.getProperty("orders.topic")', 'torders'],
  ['Environment', 'it.getRequiredProperty("orders.topic")', 'torders'],
  ['Config', 'it.getString("orders.topic")', 'torders'],
  ['Config', 'it.getOrDefault("orders.topic", "x")', 'torders'],
  ['ClassLoader', 'read(it.getResourceAsStream("app.properties"))', 'tloaded'],
  ['Object', 'read(it.getClass().getResourceAsStream("app.properties"))', 'tloaded'],
  ['Object', 'read(it.getClass().getClassLoader().getResourceAsStream("/app.properties"))', 'tloaded'],
])('%s %s is known', (type, text, topic) => {
  expect(topicOf(type, text)).toBe(topic);
});

test.each([
  ['Environment', 'it.getProperty("no.such")'],
  ['Environment', 'it.getProperty(it.name())'],
  ['Unseen', 'it.getProperty("orders.topic")'],
  ['Unseen', 'read(it.getResourceAsStream(it.name()))'],
  ['Optional<String>', 'it.get()'],
  ['Optional<String>', 'it.orElse("x")'],
  ['Optional<String>', 'it.orElseGet(() -> "x")'],
  ['Optional<String>', 'it.map(s -> s + "x").orElseThrow()'],
  ['Unseen', 'it.stream().map(s -> "a").collect(Collectors.joining())'],
  ['Collection<String>', 'it.size()'],
  ['Collection<String>', 'it.iterator().next()'],
  ['Iterable<String>', 'it.iterator().hasNext()'],
  ['Set<String>', 'it.add("x")'],
  ['TreeSet<String>', 'it.first()'],
  ['List<String>', 'it.equals(List.of("a"))'],
  ['List<String>', 'it.get(0)'],
  ['Map<String, String>', 'it.get("a")'],
  ['Properties', 'it.getProperty("a")'],
  ['String[]', 'it[0]'],
  ['String[]', 'it.length'],
  ['String...', 'it.length'],
  ['int', 'it'],
  ['boolean', '(it ? "a" : "b")'],
  ['Supplier<String>', 'it.get()'],
  ['Class<?>', 'it.getSimpleName()'],
])('%s %s is not known', (type, text) => {
  expect(topicOf(type, text)).toBeNull();
});

const plain =
  'static class Settings { String topic = "orders"; final String fixed = "fixed"; static String shared = "shared"; String topic() { return topic; } }';
const set = 'static class Settings { String topic = "orders"; void setTopic(String t) { topic = t; } String topic() { return topic; } }';
const made =
  'static class Settings { final String topic; int n; Settings(String topic) { this.topic = topic; } String topic() { return topic; } String kind() { return "kind"; } }';
const record = 'record Settings(String topic, int n) { String kind() { return "record"; } }';
const inner = 'class Settings { String kind() { return "inner"; } String outer() { return own; } } String own = "own";';
const nothing = 'static abstract class Settings { abstract String topic(); String kind() { return "abstract"; } }';
const thrown =
  'static class Settings { final String topic; Settings(String topic) { if (topic.isEmpty()) throw new IllegalStateException(); this.topic = topic; } String kind() { return "thrown"; } }';
const derived =
  'static class Base { String topic = "base"; String kind() { return "base"; } } static class Settings extends Base implements Runnable { public void run() {} String kind() { return super.kind() + topic; } }';
const configured = '@ConfigurationProperties("orders") @lombok.Setter static class Settings { String topic = "written"; }';

test.each([
  ['it.fixed', plain, 'tfixed'],
  ['it.kind()', made, 'tkind'],
  ['it.topic()', made, null],
  ['it.n', made, null],
  ['it.topic()', set, null],
  ['it.topic', set, null],
  ['it.kind()', record, 'trecord'],
  ['it.topic()', record, null],
  ['it.n()', record, null],
  ['it.kind()', inner, 'tinner'],
  ['it.topic()', nothing, null],
  ['it.kind()', thrown, 'tthrown'],
  ['it.topic', thrown, null],
  ['it.topic', configured, 'torders'],
  ['it.nothing()', plain, null],
  // Who made it may have set it, or made one of a subclass.
  ['it.topic()', plain, null],
  ['it.topic', plain, null],
  ['Settings.shared', plain, 'tshared'],
  ['it.kind()', derived, null],
  ['it.outer()', inner, null],
  ['it.kind()', nothing, null],
  ['it.nothing', plain, null],
] as const)('%s of %s', (text, classes, topic) => {
  expect(topicOf('Settings', text, classes)).toBe(topic);
});
