/** Makes topics and writes records of ours with Kafka's own clients: one Java process for many orders, as a JVM takes long to start. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startJava, type TestCluster } from './broker.mjs';
import { whenServed } from './whenServed.js';

export interface LoadedRecord {
  /** -1: by the key's hash. */
  readonly partition: number;
  readonly timestamp: number;
  readonly key: Uint8Array;
  readonly value: Uint8Array | null;
}

export type LoadStep = LoadedRecord | 'commit' | 'abort';

export interface LoadOptions {
  readonly codec?: string;
  /** Everything is written in transactions. */
  readonly transactionalId?: string;
}

/** One order after another; each rejects with what Kafka says. */
export interface Loader {
  /** Resolves when all brokers serve it. */
  createTopic(name: string, partitions: number, configs?: Readonly<Record<string, string>>, replicas?: number): Promise<void>;
  load(topic: string, steps: Iterable<LoadStep>, options?: LoadOptions): Promise<void>;
  close(): Promise<void>;
}

export async function startLoader(cluster: TestCluster): Promise<Loader> {
  const child = await startJava(cluster.jars, resolve('test/cluster/lib/Load.java'), [cluster.bootstrap]);
  let trouble = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text));
  child.stdin.on('error', (error) => (trouble += String(error)));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'close');

  const write = async (bytes: Buffer): Promise<void> => {
    if (!child.stdin.write(bytes)) await Promise.race([once(child.stdin, 'drain'), ended]);
  };
  const expectOk = async (what: string): Promise<void> => {
    const answer = await answers.next();
    if (answer.value === 'ok') return;
    const logs = cluster.brokers.map(({ logFile }) => readFileSync(logFile, 'utf8').slice(-2000));
    throw new Error([`${what}: ${answer.done === true ? 'the loader ended' : answer.value}`, trouble.slice(-4000), ...logs].join('\n'));
  };

  return {
    async createTopic(name, partitions, configs = {}, replicas = 1) {
      const settings = Object.entries(configs);
      const pairs = settings.flatMap((pair) => pair.map(textBytes));
      await write(Buffer.concat([Buffer.from('T'), textBytes(name), int32(partitions), int16(replicas), int32(settings.length), ...pairs]));
      await expectOk(`topic ${name} could not be made`);
      await whenServed(cluster, name);
    },
    async load(topic, steps, { codec = 'none', transactionalId = '' } = {}) {
      let pieces: Buffer[] = [Buffer.from('R'), textBytes(topic), textBytes(codec), textBytes(transactionalId)];
      let size = 0;
      for (const step of steps) {
        const bytes = stepBytes(step);
        pieces.push(bytes);
        size += bytes.length;
        if (size < 1 << 18) continue;
        await write(Buffer.concat(pieces));
        pieces = [];
        size = 0;
      }
      await write(Buffer.concat([...pieces, int32(-4)]));
      await expectOk(`records could not be written to ${topic}`);
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const textBytes = (text: string): Buffer => Buffer.concat([int16(Buffer.byteLength(text)), Buffer.from(text)]);

function stepBytes(step: LoadStep): Buffer {
  if (typeof step === 'string') return int32(step === 'commit' ? -2 : -3);
  const { partition, timestamp, key, value } = step;
  const bytes = Buffer.alloc(20 + key.length + (value?.length ?? 0));
  bytes.writeInt32BE(partition, 0);
  bytes.writeBigInt64BE(BigInt(timestamp), 4);
  bytes.writeInt32BE(key.length, 12);
  bytes.set(key, 16);
  bytes.writeInt32BE(value === null ? -1 : value.length, 16 + key.length);
  if (value !== null) bytes.set(value, 20 + key.length);
  return bytes;
}
