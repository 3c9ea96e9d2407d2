import { expect, test } from 'vitest';
import type { EstimateJson } from '../../src/present/code/estimateText.js';
import { allocatorFactor, databasesOf, flushBytes, libraryBytes, likelyBytes } from '../../src/estimate/rocksdb.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

const MiB = 1024 * 1024;
const text = `package com.example;

import java.time.Duration;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.state.Stores;

class App {
  static Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, String> orders = builder.stream("orders");
    orders.groupByKey().count(Materialized.as("per-key"));
    orders.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofHours(1))).count(Materialized.as("per-hour"));
    orders.groupBy((k, v) -> v).count(Materialized.as(Stores.inMemoryKeyValueStore("in-memory")));
    builder.globalTable("countries", Materialized.as("countries-store"));
    return builder.build();
  }
}
`;

async function estimate(...args: readonly string[]): Promise<EstimateJson & { readonly status: number }> {
  const folder = temporaryProject({ 'App.java': text });
  const { status, output } = await runCommand(folder, 'estimate', '.', '--kafka-version', '4.3.0', '--format', 'json', ...args);
  return { ...(JSON.parse(output) as EstimateJson), status };
}

test('databases of an instance: one for a key-value partition, one for each segment of windows, one for a global store, none in memory', async () => {
  const { memory, topics } = await estimate('--partitions', 'orders=12,countries=3', '--instances', '3', '--standbys', '1');
  expect(memory.stores.map(({ name, rocksdbInstances }) => [name, rocksdbInstances])).toEqual([
    ['per-key', 8],
    ['per-hour', 24],
    ['in-memory', 0],
    ['countries-store', 1],
  ]);
  // Three changelogs, and the repartition topic before the third.
  expect(topics).toEqual({ internal: 4, partitions: 48, replicas: 48 });
  const per = memory.stores.map(({ worstBytes, rocksdbInstances }) => (rocksdbInstances === 0 ? 0 : worstBytes / rocksdbInstances));
  expect(per).toEqual([100 * MiB, 100 * MiB, 0, 100 * MiB]);
  expect(memory.worstBytes).toBe(Math.round(33 * 100 * MiB * allocatorFactor) + libraryBytes);
});

test('deployment files say limit, heap and instances; options go before them', async () => {
  const manifest = `kind: Deployment
metadata: { name: orders }
spec:
  replicas: 3
  template: { spec: { containers: [{ name: orders, command: [java, -Xmx256m], resources: { limits: { memory: 1Gi } } }] } }
`;
  const folder = temporaryProject({ 'App.java': text, 'k8s/orders.yaml': manifest });
  const run = async (...args: readonly string[]) => runCommand(folder, 'estimate', '.', '--format', 'json', ...args);
  const inputs = (output: string) =>
    (JSON.parse(output) as EstimateJson).inputs.flatMap(({ name, value, source }) =>
      source.includes('--') || source.includes('k8s') ? [[name, value, source]] : [],
    );
  const source = 'k8s/orders.yaml (Deployment orders)';
  expect(inputs((await run('--deployment', 'orders', '--heap', '300MiB')).output)).toEqual([
    ['instances', 3, source],
    ['memory limit', 1024 * MiB, source],
    ['heap (-Xmx)', 300 * MiB, '--heap'],
  ]);
  const unknown = await run('--deployment', 'payments');
  expect([unknown.status, unknown.said.at(-1)]).toEqual([
    2,
    expect.stringContaining('no deployment file names payments; there are orders'),
  ]);
});

test('nobody has a partition twice', async () => {
  const { memory } = await estimate('--partitions', 'orders=2,countries=1', '--instances', '1', '--standbys', '2');
  expect(memory.stores[0]?.rocksdbInstances).toBe(2);
});

test('it fits where limit and heap are known, and a budget bounds it', async () => {
  const args = ['--partitions', 'orders=12,countries=1', '--memory-limit', '2GiB', '--heap', '512MiB'];
  expect((await estimate(...args)).memory).toMatchObject({ fits: false, limitBytes: 2048 * MiB });
  const bounded = await estimate(...args, '--rocksdb-budget', '512MiB', '--fail-on', 'memory>1GiB');
  expect(bounded.memory).toMatchObject({ fits: true, worstBytes: Math.round(512 * MiB * allocatorFactor) + libraryBytes + flushBytes });
  expect(bounded.status).toBe(0);
  expect((await estimate(...args, '--fail-on', 'memory>1GiB')).status).toBe(1);
  expect((await estimate('--partitions', 'orders=1')).memory.fits).toBeNull();
});

test('what nobody says is assumed, and said to be', async () => {
  const { inputs, warnings, restore } = await estimate('--partitions', 'orders=6');
  expect(inputs).toContainEqual({ name: 'partitions of orders', value: 6, source: '--partitions' });
  expect(inputs).toContainEqual({ name: 'num.standby.replicas', value: 0, source: 'assumed: the default of Kafka Streams' });
  expect(warnings.join('\n')).toContain('How much the stores hold is not known');
  expect(restore.find(({ event }) => event.startsWith('lost disk'))).toMatchObject({ records: null, bytes: null, seconds: null });
});

test('partitions that nobody gives are 1, with what to say', async () => {
  const { warnings, inputs } = await estimate();
  expect(warnings[0]).toBe('How many partitions orders has is not known, and 1 is assumed: say --partitions orders=N, or --bootstrap');
  expect(inputs[0]).toEqual({ name: 'partitions of orders', value: 1, source: 'assumed: nobody says it' });
});

/** Resident memory above an empty JVM, measured with Kafka Streams' own stores: rows of 124 bytes. */
test.each([
  ['1 store, 600,000 rows', 1, 600_000, 111],
  ['10 stores, 150,000 rows each', 10, 150_000, 208],
  ['40 stores, 60,000 rows each', 40, 60_000, 380],
])('%s: within a quarter of what was measured', (_, stores, rows, measuredMiB) => {
  const estimated = stores * likelyBytes(rows * 124) * allocatorFactor + libraryBytes;
  expect(Math.abs(estimated / MiB - measuredMiB) / measuredMiB).toBeLessThan(0.25);
});

test('segments of windows do not grow with the retention', () => {
  expect(databasesOf('window', 365 * 86_400_000)).toBe(3);
  expect(databasesOf('timestampedWindow', 30_000)).toBe(2);
  expect(databasesOf('versionedKeyValue', 86_400_000)).toBe(1);
});

test.each([
  [['--partitions', 'orders'], 'must be such as orders=12,customers=6'],
  [['--fail-on', 'memory'], 'must be such as memory>2GiB'],
  [['--instances', '0'], 'must be a whole number from 1 on'],
  [['--memory-limit', 'much'], 'must be a size such as 512MiB'],
])('%j is refused', async (args, message) => {
  const { status, said } = await runCommand(temporaryProject({ 'App.java': text }), 'estimate', '.', ...args);
  expect(status).toBe(2);
  expect(said.join('\n')).toContain(message);
});
