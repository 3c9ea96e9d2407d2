/** A cluster has two sockets to a broker, whatever is asked at once, and none once it is closed. */
import net from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createCluster } from '../../src/kafka/createCluster.js';
import { createKafkajsConnection } from '../../src/kafka/kafkajs/createKafkajsConnection.js';
import type { Cluster } from '../../src/kafka/cluster.js';
import { startFakeBroker, type FakeBroker } from '../hostile/support/fakeBroker.js';

let broker: FakeBroker | undefined;

afterEach(async () => {
  vi.restoreAllMocks();
  await broker?.close();
});

async function open(): Promise<Cluster> {
  broker = await startFakeBroker();
  return createCluster(createKafkajsConnection({ bootstrap: [broker.bootstrap], tls: null, sasl: null, schemaRegistry: null }));
}

const scan = (cluster: Cluster) => cluster.scan({ topic: 'records', partition: 0, from: 0, to: 10, isolation: 'committed' }, () => {});

it('opens one socket for all that ask while it connects', async () => {
  const cluster = await open();
  const ends = await Promise.all(Array.from({ length: 20 }, () => scan(cluster)));
  expect(ends.every(({ ok }) => ok)).toBe(true);
  expect(broker?.open()).toBe(2);
  await cluster.close();
  await expect.poll(() => broker?.open()).toBe(0);
});

it('leaves no socket open of a question that was cancelled as it began', async () => {
  const connect = vi.spyOn(net, 'connect');
  const cluster = await open();
  for (let turns = 0; turns < 40; turns++) {
    const control = new AbortController();
    const asked = cluster.describe({ signal: control.signal });
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    control.abort();
    await asked;
  }
  await cluster.close();
  for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
  const sockets = connect.mock.results.map(({ value }) => value as net.Socket);
  expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(0);
});
