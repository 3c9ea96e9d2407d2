/** Queries while brokers stop, leaders move, and topics are cut, deleted and made again: right, or the answer says why not. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/kafka/cluster.js';
import type { ClusterResult } from '../../src/kafka/clusterError.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { createStoreReader, type StoreReader } from '../../src/store/createStoreReader.js';
import type { QueryProgress, QueryResult } from '../../src/store/query.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { startLoader, type Loader, type LoadStep } from './lib/load.js';
import { plainSettings, valueOf } from './lib/programs.js';
import { ask, keyValue, openReading, shortRow, textTarget } from './lib/storeQueries.js';
import { whenServed } from './lib/whenServed.js';

const records = 300_000;
const keys = 100_000;

/** So long that a reader must ask for each partition again and again: what happens meanwhile happens before its end. */
const valueOfRecord = (i: number): string => `value ${i} `.padEnd(120, '.');

/** Three values for each key, the last of which counts. */
function* threeRounds(): Generator<LoadStep> {
  for (let i = 0; i < records; i++) yield keyValue(i % 2, `k${i % keys}`, valueOfRecord(i), 1_700_000_000_000 + i);
}

/** The first ten rows of what threeRounds wrote. */
const firstTen = Array.from({ length: keys }, (_, i) => `k${i}`)
  .sort()
  .slice(0, 10)
  .map((key) => [key, valueOfRecord(records - keys + Number(key.slice(1)))]);

const topics = 'org.apache.kafka.tools.TopicCommand';

/** Deletes a topic, and waits until no broker serves it: the tool ends as soon as the controller knows. Blocks the thread as `toolNow` of the cluster does. */
function deleteNow(cluster: TestCluster, directory: string, topic: string): void {
  cluster.toolNow(topics, ['--delete', '--topic', topic]);
  const isServed = (): boolean =>
    cluster.brokers.some(({ id }) =>
      readdirSync(join(directory, `broker-${id}`, 'data')).some((name) => name.match(/^(.+)-\d+$/)?.[1] === topic),
    );
  for (const end = Date.now() + 60_000; isServed();) {
    if (Date.now() > end) throw new Error(`the brokers still serve ${topic}, a minute after it was deleted`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
}

describe.each(['4.3.0', '3.9.1'])('while brokers of version %s', (version) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-faults-'));
  let brokers: TestCluster;
  let loader: Loader;
  let cluster: Cluster;

  beforeAll(async () => {
    brokers = await startCluster({
      version,
      directory,
      count: 3,
      heap: '320m',
      properties: { 'log.retention.check.interval.ms': 300, 'log.initial.task.delay.ms': 300 },
    });
    loader = await startLoader(brokers);
    cluster = openCluster(plainSettings(brokers.bootstrap));
  });
  afterAll(async () => {
    await cluster?.close();
    await loader?.close();
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const newReader = (): StoreReader => createStoreReader(cluster, { openReading });
  const makeTopic = async (topic: string, replicas: number): Promise<void> => {
    await loader.createTopic(topic, 2, { 'retention.ms': '-1' }, replicas);
    await loader.load(topic, threeRounds());
  };
  /** Asks for all, and does something once when a part was read. */
  const askMeanwhile = async (reader: StoreReader, topic: string, act: () => void): Promise<ClusterResult<QueryResult>> => {
    let acted = false;
    const onProgress = ({ done }: QueryProgress): void => {
      if (acted || done < 20_000) return;
      acted = true;
      act();
    };
    const answer = await reader.query(ask(textTarget(topic), { kind: 'all' }, { limit: 10 }), { onProgress });
    expect(acted).toBe(true);
    return answer;
  };
  const leaderOf = async (topic: string): Promise<number | null> => {
    const [layout] = valueOf(await cluster.topics([topic])).values;
    return layout!.partitions[0]!.leader;
  };
  const brokerOf = async (topic: string): Promise<TestCluster['brokers'][number]> => {
    const leader = await leaderOf(topic);
    return brokers.brokers.find(({ id }) => id === leader)!;
  };

  it('are killed and leaders move: every record is read', async () => {
    const reader = newReader();
    await makeTopic('moving', 2);
    const leader = await brokerOf('moving');
    const answer = valueOf(await askMeanwhile(reader, 'moving', () => void leader.kill()));
    expect(answer.liveKeys).toBe(keys);
    expect(answer.rows.map(({ key, value }) => [key, value])).toEqual(firstTen);
    expect(answer.warnings).toEqual([]);
    expect(await leaderOf('moving')).not.toBe(leader.id);
    await leader.start();
    await reader.close();
  }, 240_000);

  it('are killed, with the only replica, and come back: every record is read', async () => {
    const reader = newReader();
    await makeTopic('one-replica', 1);
    const leader = await brokerOf('one-replica');
    let back: Promise<void> | undefined;
    const answer = valueOf(await askMeanwhile(reader, 'one-replica', () => void (back = leader.kill().then(() => leader.start()))));
    await back;
    expect(answer.liveKeys).toBe(keys);
    expect(answer.rows.map(({ key, value }) => [key, value])).toEqual(firstTen);
    expect(answer.warnings).toEqual([]);
    await reader.close();
  }, 240_000);

  it('delete records that are about to be read: what is left is shown, and said', async () => {
    const topic = 'cut';
    const reader = newReader();
    const keptReader = newReader();
    await makeTopic(topic, 1);
    const before = valueOf(await keptReader.query(ask(textTarget(topic))));
    expect(before.liveKeys).toBe(keys);
    const file = join(directory, 'delete.json');
    writeFileSync(file, JSON.stringify({ partitions: [{ topic, partition: 0, offset: 120_000 }], version: 1 }));
    const answer = valueOf(
      await askMeanwhile(reader, topic, () => brokers.toolNow('org.apache.kafka.tools.DeleteRecordsCommand', ['--offset-json-file', file])),
    );
    expect(answer.warnings.join()).toMatch(/^Partition 0 lost the records from offset \d+ to 120000 while it was read/);
    expect(answer.complete).toBe(false);
    expect(answer.source.partitions[0]).toMatchObject({ fromOffset: '120000', toOffset: '150000' });
    expect(answer.liveKeys).toBe(30_000 + 50_000);
    const again = valueOf(await reader.query(ask(textTarget(topic))));
    expect([again.warnings, again.complete]).toEqual([[], true]);
    expect(again.rows.filter(({ partition, offset }) => partition === 0 && Number(offset) >= 120_000)).toHaveLength(30_000);
    // What was read before the deletion shows the same.
    const kept = valueOf(await keptReader.query(ask(textTarget(topic))));
    expect(kept.rows.map(shortRow)).toEqual(again.rows.map(shortRow));
    expect(kept.liveKeys).toBe(again.rows.length);
    await reader.close();
    await keptReader.close();
  }, 240_000);

  it('take all by retention: nothing is left, and the answer says so', async () => {
    const topic = 'expired';
    const reader = newReader();
    await makeTopic(topic, 1);
    const expire = (): void => {
      const config = ['--alter', '--entity-type', 'topics', '--entity-name', topic, '--add-config', 'retention.ms=1000'];
      brokers.toolNow('kafka.admin.ConfigCommand', config);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
    };
    const answer = valueOf(await askMeanwhile(reader, topic, expire));
    expect(answer.rows).toEqual([]);
    expect(answer.warnings.join()).toMatch(/lost the records from offset \d+ to 150000/);
    expect([answer.complete, answer.liveKeys]).toEqual([false, 0]);
    await reader.close();
  }, 240_000);

  it('delete the topic, or make it again', async () => {
    const topic = 'deleted';
    const reader = newReader();
    await makeTopic(topic, 1);
    const gone = await askMeanwhile(reader, topic, () => deleteNow(brokers, directory, topic));
    expect(gone).toMatchObject({ ok: false, error: { kind: 'notFound', message: expect.stringContaining('was deleted') as unknown } });
    expect(await reader.query(ask(textTarget(topic)))).toMatchObject({ ok: false, error: { kind: 'notFound' } });

    await makeTopic(topic, 1);
    const again = await askMeanwhile(reader, topic, () => {
      deleteNow(brokers, directory, topic);
      brokers.toolNow(topics, ['--create', '--topic', topic, '--partitions', '2', '--config', 'retention.ms=-1']);
    });
    expect(again).toMatchObject({ ok: false, error: { kind: 'notFound', message: expect.stringContaining('made again') as unknown } });
    await whenServed(brokers, topic);
    await loader.load(topic, [keyValue(0, 'new', 'topic', 1_700_000_000_000)]);
    const fresh = valueOf(await reader.query(ask(textTarget(topic))));
    expect(fresh.rows.map(({ key, value }) => [key, value])).toEqual([['new', 'topic']]);
    await reader.close();
  }, 240_000);

  it('are left by a query that is cancelled, which begins where it was the next time', async () => {
    const topic = 'cancelled';
    const reader = newReader();
    await makeTopic(topic, 1);
    const control = new AbortController();
    const stopped = await reader.query(ask(textTarget(topic)), { signal: control.signal, onProgress: () => control.abort() });
    expect(stopped).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    const answer = valueOf(await reader.query(ask(textTarget(topic), { kind: 'all' }, { limit: 10 })));
    expect(answer.liveKeys).toBe(keys);
    expect(answer.rows.map(({ key, value }) => [key, value])).toEqual(firstTen);
    await reader.close();
  }, 240_000);
});
