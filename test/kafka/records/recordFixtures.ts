/** `node scripts/runTypeScript.mjs test/kafka/records/recordFixtures.ts` writes fixtures.json: answers of a real broker to fetches, and beside each the lines of Java's consumer (Consume.java) for its records. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCluster } from '../../../src/kafka/createCluster.js';
import { createKafkajsConnection } from '../../../src/kafka/kafkajs/createKafkajsConnection.js';
import { fetchByIdApi } from '../../../src/kafka/protocol/fetchApi.js';
import { createRequests } from '../../../src/kafka/requests.js';
import { wholeBatchesEnd } from '../../../src/kafka/records/readBatches.js';
import { runJava, startCluster } from '../../cluster/lib/broker.mjs';
import { plainSettings, valueOf } from '../../cluster/lib/programs.js';
import type { Fixture } from './readBatches.test.js';

const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
const topics = [...codecs.flatMap((codec) => [`bytes-${codec}`, `text-${codec}`]), 'transactions'];
const most = 16 * 1024;

const directory = mkdtempSync(join(tmpdir(), 'streams-lens-fixtures-'));
const brokers = await startCluster({ version: '4.3.0', directory, properties: { 'transaction.max.timeout.ms': 3_600_000 } });
const connection = createKafkajsConnection(plainSettings(brokers.bootstrap));
try {
  const java = async (program: string, args: readonly string[], input = ''): Promise<string> => {
    const source = join('test/cluster/lib', `${program}.java`);
    const { status, stdout, stderr } = await runJava(brokers.jars, source, [brokers.bootstrap, ...args], { input });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  await java('Administer', [], topics.map((topic) => `topic ${topic} 1 1`).join('\n'));
  await java('Variety', ['11', '7', ...codecs]);
  const lines = (await java('Consume', ['read_committed', ...topics])).trimEnd().split('\n');
  const layouts = valueOf(await createCluster(connection).topics(topics)).values;
  const fixtures: Fixture[] = [];
  for (const { name: topic, id: topicId } of layouts) {
    const question = { topic, topicId, partition: 0, offset: 0, committed: true, maxBytes: most, maxWaitMs: 100 };
    const answer = valueOf(await createRequests(connection).ask(fetchByIdApi, question, { kind: 'broker', id: 1 }));
    if (answer === null) throw new Error(`no answer for ${topic}`);
    const next = wholeBatchesEnd(answer.records) ?? 0;
    const own = lines
      .filter((line) => line.startsWith(`${topic} `) && !line.startsWith(`${topic} end`))
      .map((line) => line.slice(topic.length + 1));
    fixtures.push({
      topic,
      next,
      aborted: answer.aborted,
      base64: Buffer.from(answer.records).toString('base64'),
      lines: own.filter((line) => Number(line.split(' ')[0]) < next),
    });
  }
  writeFileSync('test/kafka/records/fixtures.json', `${JSON.stringify(fixtures, null, 1)}\n`);
} finally {
  await connection.close();
  await brokers.stop();
  rmSync(directory, { recursive: true, force: true });
}
