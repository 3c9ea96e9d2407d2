/**
 * What every client behind the port has to do, asked of ours and of a second one; and that what is built on it hands over the records that
 * Java's consumer reads, byte for byte.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { API, createKafkaClient } from 'kafka-ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cluster, ScanRequest } from '../../src/kafka/cluster.js';
import type { ClusterConnection } from '../../src/kafka/connection.js';
import { createCluster } from '../../src/kafka/createCluster.js';
import { createKafkajsConnection } from '../../src/kafka/kafkajs/createKafkajsConnection.js';
import { chooseVersion } from '../../src/kafka/protocol/api.js';
import { exchange } from '../../src/kafka/protocol/exchange.js';
import { metadataApi } from '../../src/kafka/protocol/topicApis.js';
import { readHeaders } from '../../src/kafka/records/readHeaders.js';
import { runJava, startCluster, type TestCluster } from './lib/broker.mjs';
import { createKafkaTsConnection } from './lib/createKafkaTsConnection.js';
import { groupsByTool, topicsByTool } from './lib/kafkaTools.js';
import { administer, plainSettings, valueOf } from './lib/programs.js';

const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
const topics = [...codecs.flatMap((codec) => [`bytes-${codec}`, `text-${codec}`]), 'transactions'];
const count = 2_000;
const clients: readonly (readonly [string, (bootstrap: string) => ClusterConnection])[] = [
  ['kafkajs', (bootstrap) => createKafkajsConnection(plainSettings(bootstrap))],
  ['kafka-ts', (bootstrap) => createKafkaTsConnection(bootstrap.split(','))],
];

/** Lines of Consume.java for a topic. */
interface Consumed {
  readonly records: readonly string[];
  readonly end: number;
}

describe.each(['4.3.0', '3.9.1'])('brokers of version %s', (version) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-contract-'));
  let brokers: TestCluster;
  const consumed = { committed: new Map<string, Consumed>(), uncommitted: new Map<string, Consumed>() };

  beforeAll(async () => {
    brokers = await startCluster({ version, directory, properties: { 'transaction.max.timeout.ms': 3_600_000 } });
    await administer(brokers, ...topics.map((topic) => `topic ${topic} 1 1`), 'commit a-group text-none 0 7 as-written');
    await java('Variety', '7', String(count), ...codecs);
    for (const isolation of ['committed', 'uncommitted'] as const) {
      const lines = (await java('Consume', `read_${isolation}`, ...topics)).trimEnd().split('\n');
      for (const topic of topics) {
        const own = lines.filter((line) => line.startsWith(`${topic} `)).map((line) => line.slice(topic.length + 1));
        consumed[isolation].set(topic, { records: own.slice(0, -1), end: Number(own.at(-1)!.split(' ')[1]) });
      }
    }
  });

  afterAll(async () => {
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function java(program: 'Variety' | 'Consume', ...args: readonly string[]): Promise<string> {
    const outcome = await runJava(brokers.jars, join(import.meta.dirname, 'lib', `${program}.java`), [brokers.bootstrap, ...args], {
      endsItsJvm: program === 'Variety',
    });
    if (outcome.status !== 0) throw new Error(outcome.stderr);
    return outcome.stdout;
  }

  it('Java’s consumer has read something of every kind', () => {
    for (const codec of codecs) expect(consumed.committed.get(`bytes-${codec}`)!.records).toHaveLength(count);
    const { committed, uncommitted } = consumed;
    expect(committed.get('transactions')!.end).toBeLessThan(uncommitted.get('transactions')!.end);
    expect(committed.get('transactions')!.records.length).toBeGreaterThan(50);
    expect(uncommitted.get('transactions')!.records.length).toBeGreaterThan(committed.get('transactions')!.records.length + 50);
    const all = committed.get('bytes-none')!.records;
    expect(all.some((line) => / - /.test(line))).toBe(true);
    expect(all.some((line) => /=-( |$)/.test(line))).toBe(true);
    expect(all.some((line) => / 73616d65=.* 73616d65=/.test(line))).toBe(true);
  });

  describe.each(clients)('over %s', (_name, connect) => {
    let connection: ClusterConnection;
    let cluster: Cluster;

    beforeAll(() => {
      connection = connect(brokers.bootstrap);
      cluster = createCluster(connection);
    });

    afterAll(async () => {
      await connection?.close();
    });

    it('tells versions and brokers', async () => {
      const versions = valueOf(await connection.apiVersions());
      expect(versions.get(1)!.max).toBeGreaterThanOrEqual(13);
      expect(versions.has(89)).toBe(version === '4.3.0');
      expect(valueOf(await connection.brokers())).toEqual([{ id: 1, host: '127.0.0.1', port: brokers.brokers[0]!.port, rack: null }]);
    });

    it('sends to any broker and to one, in flexible and older versions, side by side', async () => {
      const range = valueOf(await connection.apiVersions()).get(metadataApi.key);
      const versions = metadataApi.versions.filter((one) => chooseVersion({ versions: [one] }, range) !== undefined);
      expect(versions.length).toBeGreaterThan(2);
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          exchange(metadataApi, versions[i % versions.length]!, ['text-none'], (request) =>
            connection.send(request, i % 2 === 0 ? { kind: 'any' } : { kind: 'broker', id: 1 }),
          ),
        ),
      );
      for (const answer of answers) expect(valueOf(answer).topics).toMatchObject([{ name: 'text-none', error: 0 }]);
    });

    it('says what it cannot do, in time', async () => {
      const request = { apiKey: 3, apiVersion: 9, apiName: 'Metadata', flexible: true, body: new Uint8Array([0, 0, 0, 0, 0]) };
      expect(await connection.send(request, { kind: 'broker', id: 99 })).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
      expect(await connection.send(request, { kind: 'any' }, { signal: AbortSignal.abort() })).toMatchObject({
        error: { kind: 'cancelled' },
      });

      const sockets: net.Socket[] = [];
      const silent = net.createServer((socket) => sockets.push(socket.on('error', () => {})));
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const address = `127.0.0.1:${(silent.address() as net.AddressInfo).port}`;
      const waiting = connect(address);
      const start = Date.now();
      expect(await waiting.brokers({ timeoutMs: 700 })).toMatchObject({ ok: false, error: { kind: 'timeout' } });
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 300);
      expect(await waiting.brokers({ signal: controller.signal })).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
      expect(Date.now() - start).toBeLessThan(3_000);
      await waiting.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => silent.close(done));

      const nobody = connect(address);
      expect(await nobody.brokers()).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
      await nobody.close();
      expect(await nobody.brokers()).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    });

    it('gives the cluster’s answers', async () => {
      const info = valueOf(await cluster.describe());
      expect(info).toMatchObject({ controller: 1, features: { streamsGroups: version === '4.3.0', groupTypes: true } });
      const layouts = valueOf(await cluster.topics('all')).values.filter(({ internal }) => !internal);
      expect(layouts.map(({ name }) => name).sort()).toEqual([...topics].sort());
      const partitions = topics.map((topic) => ({ topic, partition: 0 }));
      for (const [at, isolation] of [
        ['latest', 'uncommitted'],
        ['lastStable', 'committed'],
      ] as const) {
        const ends = valueOf(await cluster.offsets(partitions, at)).values;
        const told = topics.map((topic) => [topic, consumed[isolation].get(topic)!.end]);
        expect(Object.fromEntries(ends.map(({ topic, offset }) => [topic, offset]))).toEqual(Object.fromEntries(told));
      }
      expect(valueOf(await cluster.groups()).values).toMatchObject([{ id: 'a-group', type: 'classic', state: 'Empty' }]);
      expect(valueOf(await cluster.committed('a-group'))).toEqual([
        { topic: 'text-none', partition: 0, offset: 7, metadata: 'as-written' },
      ]);
    });

    it.each(topics)('hands over the records of %s as Java’s consumer reads them', async (topic) => {
      for (const isolation of ['committed', 'uncommitted'] as const) {
        const { records, end } = consumed[isolation].get(topic)!;
        const read = await scanLines(cluster, { topic, partition: 0, from: 0, to: end, isolation });
        expect(read.length).toBe(records.length);
        expect(read.findIndex((line, i) => line !== records[i])).toBe(-1);
        // From and to any offset, in the middle of batches, too.
        for (let i = 0; i < 20; i++) {
          const from = Math.floor((end * i) / 21);
          const to = Math.min(end, from + 1 + i * 7);
          const part = records.filter((line) => Number(line.split(' ')[0]) >= from && Number(line.split(' ')[0]) < to);
          expect(await scanLines(cluster, { topic, partition: 0, from, to, isolation })).toEqual(part);
        }
      }
    });
  });

  it('agrees with the decoder of kafka-ts on texts', async () => {
    const other = createKafkaClient({ bootstrapServers: [{ host: '127.0.0.1', port: brokers.brokers[0]!.port }] }).createCluster();
    await other.connect();
    const cluster = createCluster(clients[0]![1](brokers.bootstrap));
    try {
      const layouts = valueOf(await cluster.topics(topics)).values;
      // kafka-ts leaves zstd to Node, which has it from 22.15 on.
      for (const codec of codecs.filter((one) => one !== 'zstd' || 'zstdDecompress' in zlib)) {
        const topic = `text-${codec}`;
        const topicId = layouts.find(({ name }) => name === topic)!.id!;
        const decoded: string[] = [];
        for (let next = 0; next < count;) {
          const { responses } = await other.sendRequestToNode(1)(API.FETCH, {
            ...{ maxWaitMs: 500, minBytes: 1, maxBytes: 1 << 20, isolationLevel: 0, sessionId: 0, sessionEpoch: -1, rackId: '' },
            forgottenTopicsData: [],
            topics: [{ topicId, topicName: topic, partitions: [{ ...at, fetchOffset: BigInt(next) }] }],
          });
          for (const batch of responses[0]!.partitions[0]!.records) {
            for (const { offsetDelta, timestampDelta, key, value, headers } of batch.records) {
              const offset = Number(batch.baseOffset) + offsetDelta;
              const words = [offset, batch.baseTimestamp + timestampDelta, hexOf(key), hexOf(value)];
              if (offset >= next) decoded.push([...words, ...headers.map((one) => `${hexOf(one.key)}=${hexOf(one.value)}`)].join(' '));
            }
            next = Number(batch.baseOffset) + batch.lastOffsetDelta + 1;
          }
        }
        const read = await scanLines(cluster, { topic, partition: 0, from: 0, to: count, isolation: 'uncommitted' });
        expect(read.findIndex((line, i) => line !== decoded[i])).toBe(-1);
        expect(decoded).toHaveLength(count);
      }
    } finally {
      await other.disconnect();
      await cluster.close();
    }
  });

  it('has no other group or topic afterwards', async () => {
    expect(await groupsByTool(brokers)).toEqual(['a-group']);
    expect(await topicsByTool(brokers)).toEqual([...topics, '__consumer_offsets', '__transaction_state'].toSorted());
  });
});

const at = { partition: 0, currentLeaderEpoch: -1, lastFetchedEpoch: -1, logStartOffset: -1n, partitionMaxBytes: 1 << 20 } as const;
const hexOf = (text: string | null): string => (text === null ? '-' : Buffer.from(text, 'utf8').toString('hex'));

/** In the form of Consume.java. */
async function scanLines(cluster: Cluster, request: ScanRequest): Promise<readonly string[]> {
  const lines: string[] = [];
  const end = await cluster.scan(request, (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
    const hex = (from: number, to: number): string => (from < 0 ? '-' : Buffer.from(bytes.subarray(from, to)).toString('hex'));
    const headers = readHeaders(bytes, headersFrom, headersTo).map(
      ({ key, value }) => `${hexOf(key)}=${value === null ? '-' : Buffer.from(value).toString('hex')}`,
    );
    lines.push([offset, timestamp, hex(keyFrom, keyTo), hex(valueFrom, valueTo), ...headers].join(' '));
  });
  expect(valueOf(end).kind).toBe('done');
  return lines;
}
