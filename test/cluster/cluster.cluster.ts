/** The cluster port against real brokers; its figures beside those of Kafka's own tools. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/kafka/cluster.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { groupsByTool } from './lib/kafkaTools.js';
import { createTopic, plainSettings, runProgram, scanAll, valueOf } from './lib/programs.js';

/** The records are as old as their timestamps say. */
const keepAll = { 'retention.ms': '-1' };
const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;

describe.each(['4.3.0', '3.9.1'])('brokers of version %s', (version) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-cluster-'));
  let brokers: TestCluster;
  let cluster: Cluster;

  beforeAll(async () => {
    brokers = await startCluster({ version, directory });
    cluster = openCluster(plainSettings(brokers.bootstrap));
    for (const codec of codecs) {
      await createTopic(brokers, `codec-${codec}`, 2, { 'cleanup.policy': 'compact' });
      await runProgram(brokers, 'Produce', `codec-${codec}`, '1', codec, '5000');
    }
    await createTopic(brokers, 'transactions', 1, keepAll);
    await runProgram(brokers, 'Produce', 'transactions', '0', 'lz4', '100', '10');
  });

  afterAll(async () => {
    await cluster?.close();
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('says who it is and what it can tell', async () => {
    const info = valueOf(await cluster.describe());
    expect(info.id).toMatch(/^[\w-]{22}$/);
    expect(info.brokers).toEqual([{ id: 1, host: '127.0.0.1', port: brokers.brokers[0]!.port, rack: null }]);
    expect(info.features.streamsGroups).toBe(version === '4.3.0');
  });

  it('tells topics, partitions and configurations', async () => {
    const all = valueOf(await cluster.topics('all')).values.filter(({ internal }) => !internal);
    expect(all.map(({ name }) => name).sort()).toEqual([...codecs.map((codec) => `codec-${codec}`), 'transactions'].sort());
    const [one] = valueOf(await cluster.topics(['codec-gzip', 'no-such-topic'])).values;
    expect(one!.id).toMatch(/^[0-9a-f]{32}$/);
    expect(one!.partitions).toEqual([0, 1].map((partition) => ({ partition, leader: 1, replicas: [1], inSync: [1], offline: [] })));
    const configs = valueOf(await cluster.configs(['codec-gzip', 'transactions', 'no-such-topic'], ['cleanup.policy', 'retention.ms']));
    expect(configs.values.get('codec-gzip')?.['cleanup.policy']).toEqual({ value: 'compact', isOwn: true });
    expect(configs.values.get('transactions')?.['cleanup.policy']).toEqual({ value: 'delete', isOwn: false });
    expect(configs.problems.map(({ error }) => error.kind)).toEqual(['notFound']);
  });

  it.each(codecs)('hands over every record of a topic in %s', async (codec) => {
    const topic = `codec-${codec}`;
    const { end, records } = await scanAll(cluster, { topic, partition: 1, from: 0, to: 5000, isolation: 'committed' });
    expect(valueOf(end)).toEqual({ kind: 'done', next: 5000 });
    expect(records).toEqual(
      Array.from({ length: 5000 }, (_, i) => ({
        offset: i,
        timestamp: 1_700_000_000_000 + i,
        key: `k${i}`,
        value: i % 10 === 9 ? null : `v${i}`,
      })),
    );
    const part = await scanAll(cluster, { topic, partition: 1, from: 1234, to: 1240, isolation: 'uncommitted' });
    expect(part.records.map(({ offset }) => offset)).toEqual([1234, 1235, 1236, 1237, 1238, 1239]);
  });

  it('leaves out what was aborted, and control records', async () => {
    const [end] = valueOf(await cluster.offsets([{ topic: 'transactions', partition: 0 }], 'lastStable')).values;
    expect(end!.offset).toBe(10 * 101);
    const request = { topic: 'transactions', partition: 0, from: 0, to: end!.offset! } as const;
    const committed = await scanAll(cluster, { ...request, isolation: 'committed' });
    expect(valueOf(committed.end)).toEqual({ kind: 'done', next: 1010 });
    const expected = [0, 2, 4, 6, 8].flatMap((t) => Array.from({ length: 100 }, (_, i) => `t${t}-${i}`));
    expect(committed.records.map(({ key }) => key)).toEqual(expected);
    const all = await scanAll(cluster, { ...request, isolation: 'uncommitted' });
    expect(all.records).toHaveLength(1000);
  });

  it('gives the offsets and sizes of Kafka’s own tools', async () => {
    const partitions = codecs.flatMap((codec) => [0, 1].map((partition) => ({ topic: `codec-${codec}`, partition })));
    const ends = valueOf(await cluster.offsets(partitions, 'latest'));
    expect(ends.problems).toEqual([]);
    const shell = await brokers.tool('org.apache.kafka.tools.GetOffsetShell', ['--topic', 'codec-.*']);
    const lines = (answers: typeof ends.values): string[] =>
      answers.map(({ topic, partition, offset }) => `${topic}:${partition}:${offset}`).sort();
    expect(lines(ends.values)).toEqual(shell.stdout.trim().split('\n').sort());
    const newest = valueOf(await cluster.offsets([{ topic: 'codec-none', partition: 1 }], 'maxTimestamp'));
    expect(newest.values[0]).toMatchObject({ offset: 4999, timestamp: 1_700_000_004_999 });
    const directories = valueOf(await cluster.logDirectories(valueOf(await cluster.topics(partitions.map(({ topic }) => topic))).values));
    const tool = await brokers.tool('org.apache.kafka.tools.LogDirsCommand', [
      '--describe',
      '--topic-list',
      codecs.map((codec) => `codec-${codec}`).join(','),
    ]);
    const told = JSON.parse(tool.stdout.split('\n').find((line) => line.startsWith('{'))!) as {
      brokers: { logDirs: { partitions: { partition: string; size: number }[] }[] }[];
    };
    const ours = directories.values
      .flatMap(({ replicas }) => replicas.map(({ topic, partition, bytes }) => `${topic}-${partition} ${bytes}`))
      .sort();
    expect(ours).toEqual(
      told.brokers.flatMap(({ logDirs }) => logDirs.flatMap((dir) => dir.partitions.map((one) => `${one.partition} ${one.size}`))).sort(),
    );
    expect(directories.values[0]!.totalBytes).toBeGreaterThan(0);
  });

  it('loses nothing and repeats nothing when the broker is killed and comes back', async () => {
    await createTopic(brokers, 'long', 1, keepAll);
    await runProgram(brokers, 'Produce', 'long', '0', 'none', '400000');
    let killed: Promise<void> | undefined;
    const scan = await scanAll(
      cluster,
      { topic: 'long', partition: 0, from: 0, to: 400_000, isolation: 'committed' },
      {
        onProgress: ({ next }) => {
          if (next > 80_000) killed ??= brokers.brokers[0]!.kill().then(() => brokers.brokers[0]!.start());
        },
      },
    );
    await killed;
    expect(killed).toBeDefined();
    expect(valueOf(scan.end)).toEqual({ kind: 'done', next: 400_000 });
    expect(scan.records.length).toBe(400_000);
    expect(scan.records.every(({ offset }, i) => offset === i)).toBe(true);
  });

  it('says what retention and deletion took', async () => {
    await createTopic(brokers, 'short', 1, keepAll);
    await runProgram(brokers, 'Produce', 'short', '0', 'none', '1000');
    const request = { topic: 'short', partition: 0, from: 0, to: 1000, isolation: 'committed' } as const;
    const file = join(directory, 'delete.json');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(file, JSON.stringify({ partitions: [{ topic: 'short', partition: 0, offset: 300 }], version: 1 }));
    expect((await brokers.tool('org.apache.kafka.tools.DeleteRecordsCommand', ['--offset-json-file', file])).status).toBe(0);
    expect(valueOf((await scanAll(cluster, request)).end)).toEqual({ kind: 'truncated', next: 0, lostFrom: 0, logStart: 300 });
    expect((await scanAll(cluster, { ...request, from: 300 })).records).toHaveLength(700);
    expect((await brokers.tool('org.apache.kafka.tools.TopicCommand', ['--delete', '--topic', 'short'])).status).toBe(0);
    expect(valueOf((await scanAll(cluster, { ...request, from: 300 })).end).kind).toBe('gone');
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const { end } = await scanAll(
      cluster,
      { topic: 'long', partition: 0, from: 0, to: 400_000, isolation: 'committed' },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    expect(end).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  it('leaves no group and no topic behind', async () => {
    expect(valueOf(await cluster.groups()).values).toEqual([]);
    expect(await groupsByTool(brokers)).toEqual([]);
    const topics = valueOf(await cluster.topics('all')).values.map(({ name }) => name);
    expect(topics).not.toContain('__consumer_offsets');
    expect(topics).not.toContain('no-such-topic');
  });
});
