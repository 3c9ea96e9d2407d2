/** Applications of bakdata's streams-bootstrap, whose builder and streams hand on to Kafka's what they are told (read in its sources, 7.5). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TopologyReport } from '../../../src/core/report.js';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const imports = `import org.apache.kafka.common.serialization.*; import org.apache.kafka.streams.kstream.*;
import com.bakdata.kafka.streams.*; import com.bakdata.kafka.streams.kstream.*;`;

function topologyOf(text: string): TopologyReport {
  const { topologies } = analyser.analyse({ 'App.java': `${imports} ${text}` });
  expect(topologies).toHaveLength(1);
  return topologies[0]!;
}

test.each([
  ['an app', 'class App implements StreamsApp { @Override public void buildTopology(StreamsBuilderX builder) {', '} }'],
  [
    'an app below a class of its own',
    'abstract class Base implements StreamsApp { } class App extends Base { @Override public void buildTopology(StreamsBuilderX builder) {',
    '} }',
  ],
  [
    'an application of earlier versions',
    'import com.bakdata.kafka.*; class App extends KafkaStreamsApplication { @Override public void buildTopology(TopologyBuilder builder) {',
    '} }',
  ],
])('%s has the numbers of a builder of its own', (_, before, after) => {
  const topology = topologyOf(
    `${before} builder.streamInput().groupByKey().count(); builder.<String, String>stream("a").groupByKey().count(); ${after}`,
  );
  expect(topology).toMatchObject({ numbersKnown: true, complete: false, entry: { symbol: 'App.buildTopology' } });
  expect(topology.stores.map(({ name }) => name)).toEqual([
    'KSTREAM-AGGREGATE-STATE-STORE-0000000001',
    'KSTREAM-AGGREGATE-STATE-STORE-0000000004',
  ]);
});

test('its topics are said to be given when it starts, and nothing else is lost', () => {
  const topology = topologyOf(`class App implements StreamsApp { @Override public void buildTopology(final StreamsBuilderX builder) {
    final StreamsTopicConfig topics = builder.getTopics();
    final KStreamX<String, String> input = builder.streamInput("orders", Consumed.with(Serdes.String(), Serdes.String()));
    final KTableX<String, Long> counts = input.groupBy((k, v) -> v, Grouped.as("by-value")).count(Materialized.as("counts"));
    counts.toStream().toOutputTopic(); counts.toStream().toErrorTopic();
    builder.table(topics.getInputTopics("t").get(0)).toStream().toOutputTopic("second");
  } }`);
  expect(topology.stores.map(({ name }) => name)).toEqual(['counts']);
  expect(topology.repartitions.map(({ suffix }) => suffix)).toEqual(['by-value-repartition']);
  expect(topology.sinks.map(({ pattern }) => pattern)).toEqual(['${output topic}', '${error topic}', '${output topic labelled second}']);
  expect(topology.numbersKnown).toBe(true);
});

test('what it adds to capture errors is not followed', () => {
  const topology = topologyOf(
    'class App implements StreamsApp { public void buildTopology(StreamsBuilderX builder) { builder.streamInput().mapValuesCapturingErrors(v -> v).values(); builder.stream("a").groupByKey().count(); } }',
  );
  expect(topology).toMatchObject({ numbersKnown: false, stores: [{ name: null }] });
});
