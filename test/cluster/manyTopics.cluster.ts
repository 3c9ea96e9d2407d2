/** A cluster of 5,000 topics with 20,000 partitions: how long an overview takes, how much is asked, and that no thread of an editor waits. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readApplication } from '../../src/kafka/applications/readApplication.js';
import { lookAt } from '../../src/kafka/applications/readOverview.js';
import { createMovements } from '../../src/kafka/applications/movements.js';
import { createCluster } from '../../src/kafka/createCluster.js';
import { createKafkajsConnection } from '../../src/kafka/kafkajs/createKafkajsConnection.js';
import { createClusterWorker } from '../../src/platform/cluster/createClusterWorker.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { administer, plainSettings, valueOf } from './lib/programs.js';
import { watchConnection } from './lib/watchConnection.js';

const applications = Array.from({ length: 50 }, (_, i) => `team-${i}-app`);
const storesOf = (application: string): string[] => Array.from({ length: 80 }, (_, i) => `${application}-store-${i}-changelog`);
const others = Array.from({ length: 1000 }, (_, i) => `events-${i}`);
/** What Kafka Streams writes beside an offset: version 1 and a time. */
const streamTime = Buffer.from([1, 0, 0, 1, 0x9b, 0, 0, 0, 0]).toString('base64');

describe('a cluster of 5,000 topics with 20,000 partitions', () => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-many-'));
  let brokers: TestCluster;

  beforeAll(async () => {
    brokers = await startCluster({ version: '4.3.0', directory, count: 3, heap: '768m', properties: { 'log.index.size.max.bytes': 4096 } });
    await administer(
      brokers,
      ...[...applications.flatMap(storesOf), ...others].map((topic) => `topic ${topic} 4 1`),
      ...applications.map((id, i) => `commit ${id} events-${i} 0 0 ${streamTime}`),
    );
  }, 600_000);

  afterAll(async () => {
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is seen within three seconds, with a handful of requests', async () => {
    let sent = 0;
    const connection = createKafkajsConnection(plainSettings(brokers.bootstrap));
    const cluster = createCluster(watchConnection(connection, () => void sent++));
    const started = performance.now();
    const { overview } = valueOf(await lookAt(cluster, []));
    const milliseconds = performance.now() - started;
    expect({ topics: overview.topicCount, partitions: overview.partitionCount }).toEqual({ topics: 5000, partitions: 20_000 });
    expect(overview.applications.map(({ id, changelogs }) => [id, changelogs.length])).toEqual(
      applications.toSorted().map((id) => [id, 80]),
    );
    expect(milliseconds).toBeLessThan(3000);
    // Connecting, metadata, groups of each broker, and a few for groups without members.
    expect(sent).toBeLessThan(60);
    const before = sent;
    const ask = { application: applications[0]!, topologies: [], knownIds: [], askEndpoints: false };
    const tools = { fetchLags: () => Promise.reject(new Error('nobody is asked')), movements: createMovements(), now: () => Date.now() };
    const state = valueOf(await readApplication(cluster, ask, tools));
    expect(state.stores).toHaveLength(80);
    expect(state.problems).toEqual([]);
    expect(sent - before).toBeLessThan(100);
    await cluster.close();
  }, 60_000);

  it('keeps no editor waiting: the thread that asks is never blocked for more than 50 ms', async () => {
    const script = join(directory, 'cluster.cjs');
    const entry = join(import.meta.dirname, '../../src/platform/cluster/clusterWorkerMain.ts');
    buildSync({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' });
    const service = createClusterWorker(script);
    const session = service.open(plainSettings(brokers.bootstrap));
    valueOf(await session.describe());
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const overview = valueOf(await session.overview([]));
    const application = valueOf(
      await session.application({ application: applications[1]!, topologies: [], knownIds: [], askEndpoints: false }),
    );
    delay.disable();
    expect(overview.topicCount).toBe(5000);
    expect(application.stores).toHaveLength(80);
    expect(delay.max / 1e6).toBeLessThan(50);
    await service.dispose();
  }, 60_000);
});
