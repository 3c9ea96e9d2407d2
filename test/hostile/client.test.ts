/** Brokers that try to make the client itself work, wait or talk to others: answers without end, passwords, addresses. */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../src/kafka/connectionSettings.js';
import { createCluster } from '../../src/kafka/createCluster.js';
import { createKafkajsConnection } from '../../src/kafka/kafkajs/createKafkajsConnection.js';
import type { ConnectionWatch } from '../../src/kafka/unnamedBrokers.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';
import { answer, apiKeys, itself, metadata, startFakeBroker, type Answer, type FakeBroker } from './support/fakeBroker.js';

/** Beside all other tests of the machine. */
const hangMs = 20_000;
const mebibyte = 1024 * 1024;
let broker: FakeBroker | undefined;
const plain = { tls: null, sasl: null, schemaRegistry: null } as const;
const scram = { mechanism: 'SCRAM-SHA-256', username: 'ann', password: 'secret' } as const;

afterEach(async () => {
  await broker?.close();
  broker = undefined;
});

/** What comes of the first question. */
async function ask(
  answers: Readonly<Record<number, Answer>>,
  settings: Omit<ConnectionSettings, 'bootstrap'> = plain,
  watch?: ConnectionWatch,
): Promise<string> {
  broker = await startFakeBroker(answers);
  const cluster = createCluster(createKafkajsConnection({ ...settings, bootstrap: [broker.bootstrap] }, watch));
  try {
    const result = await cluster.topics('all');
    return result.ok
      ? `${result.value.values.length} topics`
      : `${result.error.kind}: ${result.error.message}`.replace(/:\d{4,5}\b/, ':PORT');
  } finally {
    await cluster.close();
  }
}

const repeated = (bytes: Buffer, times: number): Buffer => Buffer.alloc(bytes.length * times, bytes);
/** A metadata answer as far as its topics. */
const before = (port: number, topics: number): Buffer =>
  answer((writer) =>
    writer
      .int32(0)
      .array(itself(port), ({ id, host }) => writer.int32(id).string(host).int32(port).nullableString(null))
      .string('fake')
      .int32(1)
      .int32(topics),
  );

describe('an answer that is larger than any cluster is refused, by the name of the broker', { timeout: hangMs }, () => {
  it.each([
    [
      'more bytes',
      apiKeys.metadata,
      () => Buffer.alloc(33 * mebibyte),
      'broken: 127.0.0.1:PORT: its answer to Metadata is longer than 32 MiB: no cluster needs as much.',
    ],
    [
      'more bytes than Kafka has before it lets us in',
      apiKeys.apiVersions,
      () => Buffer.alloc(2 * mebibyte),
      'broken: 127.0.0.1:PORT: its answer at first is longer than 1 MiB: no cluster needs as much.',
    ],
    [
      'millions of topics',
      apiKeys.metadata,
      ({ port }: { port: number }) => {
        const topic = answer((writer) => writer.int16(0).string('a').bool(false).int32(0));
        return Buffer.concat([before(port, 3_000_000), repeated(topic, 3_000_000)]);
      },
      'broken: The answer of 127.0.0.1:PORT to Metadata v7 is broken: more than 2000000 items.',
    ],
    [
      'a million partitions of one topic',
      apiKeys.metadata,
      ({ port }: { port: number }) => {
        const topic = answer((writer) => writer.int16(0).string('a').bool(false).int32(1_000_000));
        const partition = answer((writer) => writer.int16(0).int32(0).int32(1).int32(0).int32(0).int32(0).int32(0));
        return Buffer.concat([before(port, 1), topic, repeated(partition, 1_000_000)]);
      },
      'broken: The answer of 127.0.0.1:PORT to Metadata v7 is broken: more than 2000000 items.',
    ],
    [
      'millions of replicas',
      apiKeys.metadata,
      ({ port }: { port: number }) => {
        const topic = answer((writer) =>
          writer.int16(0).string('a').bool(false).int32(1).int16(0).int32(0).int32(1).int32(0).int32(7_000_000),
        );
        return Buffer.concat([before(port, 1), topic, Buffer.alloc(28_000_000)]);
      },
      'broken: The answer of 127.0.0.1:PORT to Metadata v7 is broken: more than 2000000 items.',
    ],
    [
      'ten thousand brokers',
      apiKeys.metadata,
      ({ port }: { port: number }) => metadata(Array.from({ length: 10_000 }, (_, id) => ({ id, host: '127.0.0.1', port }))),
      'broken: The answer of 127.0.0.1:PORT to Metadata v7 is broken: it names 10000 brokers.',
    ],
    [
      'an array that is longer than its answer',
      apiKeys.metadata,
      () => answer((writer) => writer.int32(0).int32(0x7fffffff)),
      'broken: The answer of 127.0.0.1:PORT to Metadata v7 is broken: an array of 2147483647 items in 8 bytes.',
    ],
  ])('%s', async (_, key, reply, message) => {
    expect(await ask({ [key]: reply })).toBe(message);
  });

  it('and a cluster of 100,000 partitions is not', async () => {
    const topics = Array.from({ length: 10_000 }, (_, i) => ({ name: `topic-with-a-name-${i}`, partitions: 10 }));
    expect(await ask({ [apiKeys.metadata]: ({ port }) => metadata(itself(port), topics) })).toBe('10000 topics');
  });
});

/** A broker's side of SCRAM-SHA-256, which knows the password unless it is told otherwise. */
function scramAnswers(challenge: (nonce: string) => string, password: string = scram.password): Readonly<Record<number, Answer>> {
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  let first = '';
  let challenged = '';
  const reply = (text: string): Buffer =>
    answer((writer) => {
      writer.int16(0).nullableString(null).int32(Buffer.byteLength(text));
      for (const byte of Buffer.from(text)) writer.int8((byte << 24) >> 24);
      writer.int64(0);
    });
  return {
    [apiKeys.handshake]: () => answer((writer) => writer.int16(0).array(['SCRAM-SHA-256', 'PLAIN'], (name) => writer.string(name))),
    [apiKeys.authenticate]: ({ body }) => {
      const message = body.toString('utf8', 4);
      if (message.startsWith('n,,')) {
        first = message.slice(3);
        challenged = challenge(/r=(.*)$/.exec(message)?.[1] ?? '');
        return reply(challenged);
      }
      const [withoutProof = '', proof = ''] = message.split(',p=');
      const salted = pbkdf2Sync(password, 'salt', 4096, 32, 'sha256');
      const clientKey = hmac(salted, 'Client Key');
      const all = `${first},${challenged},${withoutProof}`;
      const signature = hmac(createHash('sha256').update(clientKey).digest(), all);
      const isRight = Buffer.from(clientKey.map((byte, i) => byte ^ signature[i]!)).toString('base64') === proof;
      return reply(isRight ? `v=${hmac(hmac(salted, 'Server Key'), all).toString('base64')}` : 'v=AAAA');
    },
  };
}

describe('a password is proven to those who know it, and not at any price', { timeout: hangMs }, () => {
  const salt = Buffer.from('salt').toString('base64');
  const withScram = { ...plain, sasl: scram };
  const refused = 'unauthenticated: 127.0.0.1:PORT is not trusted with the password: ';

  it('a broker that knows it', async () => {
    expect(
      await ask(
        scramAnswers((nonce) => `r=${nonce}theirs,s=${salt},i=4096`),
        withScram,
      ),
    ).toBe('1 topics');
  });

  it.each([
    ['i=2147483647', 'it asks for 2147483647 iterations, and more than 1000000 are not computed'],
    ['i=1000001', 'it asks for 1000001 iterations, and more than 1000000 are not computed'],
    ['i=99999999999999999999', 'it asks for fewer than 4096 iterations'],
    ['i=4095', 'it asks for fewer than 4096 iterations'],
    ['i=0x1000000', 'it asks for fewer than 4096 iterations'],
    ['i=', 'it asks for fewer than 4096 iterations'],
    ['', 'it asks for fewer than 4096 iterations'],
    ['i=4096,m=more', 'it asks for an extension that is not known here'],
    ['e=unknown-user', 'it says unknown-user'],
    [`i=4096,${'x'.repeat(5000)}`, 'it sends a message of'],
  ])('none that asks for %s', async (rest, why) => {
    expect(
      await ask(
        scramAnswers((nonce) => `r=${nonce}theirs,s=${salt},${rest}`),
        withScram,
      ),
    ).toContain(`${refused}${why}`);
    expect(broker!.asked.filter((key) => key === apiKeys.authenticate)).toHaveLength(1);
  });

  it.each([
    ['another nonce', () => `r=theirs,s=${salt},i=4096`, 'it answers to another message than ours'],
    ['no nonce of its own', (nonce: string) => `r=${nonce},s=${salt},i=4096`, 'it answers to another message than ours'],
    ['no salt', (nonce: string) => `r=${nonce}theirs,s=,i=4096`, 'it sends a salt of 0 bytes'],
    ['a salt without end', (nonce: string) => `r=${nonce}theirs,s=${'A'.repeat(3000)},i=4096`, 'it sends a salt of 2250 bytes'],
    ['nothing that it should', () => 'x'.repeat(1000), 'it answers to another message than ours'],
  ])('none that sends %s', async (_, challenge, why) => {
    expect(await ask(scramAnswers(challenge), withScram)).toBe(`${refused}${why}.`);
  });

  it('none that does not know it itself', async () => {
    const answers = scramAnswers((nonce) => `r=${nonce}theirs,s=${salt},i=4096`, 'another');
    expect(await ask(answers, withScram)).toBe(`${refused}it does not know the password itself.`);
  });
});

describe('addresses that a cluster names', { timeout: hangMs }, () => {
  const leader = (host: string, port: number): Readonly<Record<number, Answer>> => ({
    [apiKeys.metadata]: () => metadata([{ id: 1, host, port }]),
  });
  const firstOffset = async (answers: Readonly<Record<number, Answer>>): Promise<string> => {
    broker = await startFakeBroker(answers);
    const cluster = createCluster(createKafkajsConnection({ ...plain, bootstrap: [broker.bootstrap] }));
    try {
      const result = await cluster.offsets([{ topic: 'records', partition: 0 }], 'earliest');
      return result.ok ? result.value.problems.map(({ error }) => error.message).join() : result.error.message;
    } finally {
      await cluster.close();
    }
  };

  it.each([
    ['127.0.0.1\u0000evil', 9092, '127.0.0.1?evil'],
    ['/var/run/docker.sock', 99_999, '/var/run/docker.sock'],
    ['127.0.0.1', 0, '127.0.0.1'],
    ['127.0.0.1', -1, '127.0.0.1'],
    ['127.0.0.1', 65_536, '127.0.0.1'],
    ['', 9092, ''],
    ['a b', 9092, 'a?b'],
    ['user@127.0.0.1', 9092, 'user@127.0.0.1'],
    ['x'.repeat(300), 9092, 'x'.repeat(100)],
    ['h\u00e9', 9092, 'h?'],
  ])('%j:%i cannot be called', async (host, port, shown) => {
    expect(await firstOffset(leader(host, port))).toBe(
      `The cluster names broker 1 at "${shown}", port ${port}: nothing can be called there.`,
    );
  });

  it('are told before credentials go to hosts that nobody named, once for each host', async () => {
    const told: (readonly string[])[] = [];
    const named = ({ port }: { port: number }) =>
      metadata([
        ...itself(port),
        { id: 2, host: 'LOCALHOST', port },
        { id: 3, host: '127.0.0.254', port: 80 },
        { id: 4, host: '127.0.0.254', port: 81 },
      ]);
    const answers = {
      ...scramAnswers((nonce) => `r=${nonce}x,s=${Buffer.from('salt').toString('base64')},i=4096`),
      [apiKeys.metadata]: named,
    };
    broker = await startFakeBroker(answers);
    const connection = createKafkajsConnection(
      { ...plain, sasl: scram, bootstrap: [broker.bootstrap] },
      { onUnnamedBrokers: (addresses) => void told.push(addresses) },
    );
    const port = broker.bootstrap.split(':')[1]!;
    expect((await connection.brokers()).ok).toBe(true);
    expect(told).toEqual([[`LOCALHOST:${port}`, '127.0.0.254:80', '127.0.0.254:81']]);
    expect((await connection.brokers()).ok).toBe(true);
    expect(told).toHaveLength(1);
    await connection.close();
  });

  it('are not told of where there are no credentials', async () => {
    const told: (readonly string[])[] = [];
    const answers = { [apiKeys.metadata]: ({ port }: { port: number }) => metadata([...itself(port), { id: 2, host: 'localhost', port }]) };
    broker = await startFakeBroker(answers);
    const connection = createKafkajsConnection(
      { ...plain, bootstrap: [broker.bootstrap] },
      { onUnnamedBrokers: (some) => void told.push(some) },
    );
    expect((await connection.brokers()).ok).toBe(true);
    expect(told).toEqual([]);
    await connection.close();
  });
});

describe('the command line', () => {
  it('says where else the credentials go', { timeout: 120_000 }, async () => {
    const answers = {
      ...scramAnswers((nonce) => `r=${nonce}x,s=${Buffer.from('salt').toString('base64')},i=4096`),
      [apiKeys.metadata]: ({ port }: { port: number }) => metadata([...itself(port), { id: 2, host: '127.0.0.254', port: 80 }]),
    };
    broker = await startFakeBroker(answers);
    const jaas = 'org.apache.kafka.common.security.scram.ScramLoginModule required username="ann" password="secret";';
    const lines = [`bootstrap.servers=${broker.bootstrap}`, 'security.protocol=SASL_PLAINTEXT', 'sasl.mechanism=SCRAM-SHA-256'];
    const folder = temporaryProject({ 'client.properties': [...lines, `sasl.jaas.config=${jaas}`].join('\n') });
    const { said } = await runCommand(folder, 'topics', '--connection', 'client.properties');
    expect(said[0]).toBe(
      'kslens: The cluster names brokers at 127.0.0.254:80, which the connection does not: the credentials are sent there, too.',
    );
  });
});
