/** Writes records of ours to a topic, with Kafka's own producer. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestCluster } from './broker.mjs';

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

/** Rejects where the producer fails. */
export async function loadRecords(
  cluster: TestCluster,
  topic: string,
  steps: Iterable<LoadStep>,
  options: LoadOptions = {},
): Promise<void> {
  const { codec = 'none', transactionalId } = options;
  const program = [join(import.meta.dirname, 'Load.java'), cluster.bootstrap, topic, codec];
  if (transactionalId !== undefined) program.push(transactionalId);
  const quiet = ['-XX:+UseSerialGC', '-Xmx256m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];
  const child = spawn('java', [...quiet, '-cp', join(cluster.jars, '*'), ...program], { stdio: ['pipe', 'inherit', 'pipe'] });
  let trouble = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text));
  const ended = once(child, 'close');
  let pieces: Buffer[] = [];
  let size = 0;
  for (const step of steps) {
    const bytes = toBytes(step);
    pieces.push(bytes);
    size += bytes.length;
    if (size < 1 << 18) continue;
    if (!child.stdin.write(Buffer.concat(pieces))) await once(child.stdin, 'drain');
    pieces = [];
    size = 0;
  }
  child.stdin.end(Buffer.concat(pieces));
  const [status] = (await ended) as [number | null];
  if (status !== 0) throw new Error(`records could not be written to ${topic}: ${trouble}`);
}

function toBytes(step: LoadStep): Buffer {
  if (typeof step === 'string') {
    const marker = Buffer.alloc(4);
    marker.writeInt32BE(step === 'commit' ? -2 : -3);
    return marker;
  }
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
