/** The Processor API with arguments that are not all known: which overload is meant, and no error for want of a node that may be there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

/** The topology that adds the nodes, with a store that `worker` uses. */
function build(nodes: string): ReturnType<TextAnalyser['analyse']> {
  const text = `import java.util.regex.Pattern; import org.apache.kafka.common.serialization.*; import org.apache.kafka.streams.*;
import org.apache.kafka.streams.processor.*; import org.apache.kafka.streams.processor.api.*; import org.apache.kafka.streams.state.*; import ext.*;
class Clock implements TimestampExtractor { public long extract(ConsumerRecord r, long p) { return p; } }
class Worker implements Processor<String, String, String, String> { public void process(Record<String, String> r) { } }
class App {
  static Topology build(Config config) {
    Topology t = new Topology();
    ${nodes}
    t.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("state"), Serdes.String(), Serdes.String()), "worker");
    return t;
  }
}`;
  return analyser.analyse({ 'App.java': text });
}

describe('a source', () => {
  test.each([
    ['with a topic that is not known', 't.addSource("in", config.topic());'],
    ['with topics of which one is not known', 't.addSource("in", "a", config.topic());'],
    ['with a time', 't.addSource(new Clock(), "in", config.topic());'],
    ['with a time of a class that is not in the sources', 't.addSource(new WallClockExtractor(), "in", config.topic());'],
    ['with deserializers', 't.addSource("in", new StringDeserializer(), new StringDeserializer(), config.topic());'],
    [
      'with all',
      't.addSource(Topology.AutoOffsetReset.LATEST, "in", new Clock(), new JsonDeserializer<>(), new JsonDeserializer<>(), config.topic());',
    ],
    [
      'with all of classes that are not in the sources',
      't.addSource(Topology.AutoOffsetReset.LATEST, "in", new EventTime(), new JsonDeserializer<>(), new JsonDeserializer<>(), config.topic());',
    ],
    [
      'with the deserializers of serdes',
      't.addSource("in", Serdes.String().deserializer(), config.<Serde>serde().deserializer(), config.topic());',
    ],
    ['with a pattern', 't.addSource("in", Pattern.compile("a.*"));'],
    ['with a pattern and a time', 't.addSource(new Clock(), "in", Pattern.compile("a.*"));'],
  ])('%s', (_, source) => {
    const { topologies, diagnostics } = build(`${source} t.addProcessor("worker", Worker::new, "in");`);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(topologies[0]!.stores.map(({ name }) => name)).toEqual(['state']);
    expect(topologies[0]!.subtopologies[0]!.nodes.map(({ name }) => name)).toEqual(['in', 'worker']);
  });
});

describe('a sink', () => {
  const before = 't.addSource("in", "a"); t.addProcessor("worker", Worker::new, "in");';
  test.each([
    ['with serializers', 't.addSink("out", config.topic(), new JsonSerializer<>(), new JsonSerializer<>(), "worker");'],
    [
      'with a partitioner',
      't.addSink("out", config.topic(), new JsonSerializer<>(), new JsonSerializer<>(), new ByKeyPartitioner<>(), "worker");',
    ],
    ['of topics that the records name', 't.addSink("out", (key, value, context) -> key, "worker");'],
  ])('%s', (_, sink) => {
    const [topology] = build(before + sink).topologies;
    expect(topology!.subtopologies[0]!.nodes.find(({ name }) => name === 'worker')!.successors).toEqual(['out']);
  });
});

test('a parent that may be a node of which the name is not known is not refused', () => {
  const { topologies, diagnostics } = build('t.addSource(config.name(), "a"); t.addProcessor("worker", Worker::new, "in");');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(topologies[0]).toMatchObject({ complete: false, describe: null, stores: [{ name: 'state' }] });
  expect(topologies[0]!.gaps.map(({ reason }) => reason)).toContain('which node or store in is, is not known: the names are not all known');
});

test('a parent that is certainly not there is refused', () => {
  const { diagnostics } = build('t.addSource("in", config.topic()); t.addProcessor("worker", Worker::new, "other");');
  expect(diagnostics.map(({ rule }) => rule)).toContain('build-error');
});

test('a store of a builder that is not known may be the one that a processor asks for', () => {
  const { topologies, diagnostics } = build(
    't.addSource("in", "a"); t.addProcessor("worker", Worker::new, "in"); t.addStateStore(config.store(), "worker"); t.connectProcessorAndStateStores("worker", "remote");',
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(topologies[0]).toMatchObject({ complete: false, stores: [{ name: null }, { name: 'state' }] });
});
