/** Where the code gives a StreamPartitioner, Kafka's default does not tell where a key is: internal topics say so, and stores that are filled from them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyser } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { TopologyReport } from '../../../src/core/report.js';
import { placementOf } from '../../../src/store/findStoreTarget.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

function topologyOf(body: string): TopologyReport {
  const text = `package shop;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.processor.StreamPartitioner;

class A {
    void build(StreamsBuilder builder, StreamPartitioner<String, String> partitioner, Repartitioned<String, String> given) {
        KStream<String, String> orders = builder.stream("orders");
        ${body}
    }
}
`;
  const report = analyser.analyse({
    sources: {
      files: ['A.java'],
      read: (file) => (file === 'A.java' ? { text } : undefined),
      findByClassName: () => [],
      findByParent: () => [],
    },
    settingsFor: () => ({ ...unknownSettings, applicationId: 'app', kafkaVersion: { version: '4.3.0', from: 'option' } }),
    includeTests: true,
  });
  return report.topologies[0]!;
}

const counted = (repartitioned: string): string => `orders.repartition(${repartitioned}).groupByKey().count(Materialized.as("counts"));`;

test.each([
  ['Repartitioned.as("r")', false],
  ['Repartitioned.with(Serdes.String(), Serdes.String()).withName("r")', false],
  ['Repartitioned.<String, String>streamPartitioner(null).withName("r")', false],
  ['Repartitioned.streamPartitioner(partitioner).withName("r")', true],
  ['Repartitioned.<String, String>as("r").withStreamPartitioner(partitioner)', true],
  ['Repartitioned.<String, String>as("r").withStreamPartitioner((topic, key, value, n) -> 0)', true],
  ['given.withName("r")', true],
])('a repartition by %s', (repartitioned, isOwn) => {
  const topology = topologyOf(counted(repartitioned));
  expect(topology.repartitions.map(({ suffix, hasOwnPartitioner }) => [suffix, hasOwnPartitioner === true])).toEqual([
    ['r-repartition', isOwn],
  ]);
  const store = topology.stores.find(({ name }) => name === 'counts')!;
  expect(placementOf('app', topology, store)).toEqual({
    isGlobal: false,
    reads: ['app-r-repartition'],
    ownPartitioner: isOwn ? 'app-r-repartition' : null,
  });
});

test('stores of other sub-topologies are not touched, and no other internal topic has one', () => {
  const topology = topologyOf(`
        ${counted('Repartitioned.streamPartitioner(partitioner).withName("r")')}
        orders.groupBy((k, v) -> v, Grouped.as("g")).count(Materialized.as("others"));
        builder.globalTable("rates", Materialized.as("rates-store"));`);
  const placed = (name: string) =>
    placementOf(
      'app',
      topology,
      topology.stores.find((store) => store.name === name)!,
    );
  expect(placed('counts').ownPartitioner).toBe('app-r-repartition');
  expect(placed('others')).toEqual({ isGlobal: false, reads: ['app-g-repartition'], ownPartitioner: null });
  expect(placed('rates-store')).toEqual({ isGlobal: true, reads: ['rates'], ownPartitioner: null });
});

test.each([
  ['TableJoined.as("j")', []],
  ['TableJoined.with(null, null)', []],
  ['TableJoined.with(partitioner, null)', ['RESPONSE']],
  ['TableJoined.with(null, (topic, key, value, n) -> 0)', ['REGISTRATION']],
  ['TableJoined.<String, String>as("j").withPartitioner(partitioner).withOtherPartitioner(partitioner)', ['REGISTRATION', 'RESPONSE']],
])('a foreign-key join by %s', (joined, own) => {
  const { repartitions, otherInternalTopics } = topologyOf(`
        KTable<String, String> left = builder.table("left");
        KTable<String, String> right = builder.table("right");
        left.join(right, v -> v, (a, b) -> a, ${joined});`);
  const found = [...repartitions, ...otherInternalTopics].filter(({ hasOwnPartitioner }) => hasOwnPartitioner === true);
  const names = found.map(({ suffix, pattern }) => (/REGISTRATION|RESPONSE/i.exec(suffix ?? pattern ?? '')?.[0] ?? '').toUpperCase());
  expect(names.toSorted()).toEqual(own);
});
