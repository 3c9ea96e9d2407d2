/** The bare scan of a partition beside kcat (librdkafka, C): records of 100 bytes, from the beginning to the end. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from '../../src/kafka/openCluster.js';
import { runJava, startCluster, type TestCluster } from '../cluster/lib/broker.mjs';
import { createTopic, plainSettings, valueOf } from '../cluster/lib/programs.js';
import { figuresOf, words } from './figures.js';

const count = 2_000_000;
const rounds = 5;
const codecs = ['none', 'lz4', 'zstd'];

const directory = mkdtempSync(join(tmpdir(), 'streams-lens-scan-'));
const brokers = await startCluster({ version: '4.3.0', directory, heap: '1g' });
const cluster = openCluster(plainSettings(brokers.bootstrap));
try {
  for (const codec of codecs) {
    const topic = `records-${codec}`;
    await createTopic(brokers, topic, 1);
    await fill(brokers, topic, codec);
    const end = valueOf(await cluster.offsets([{ topic, partition: 0 }], 'latest')).values[0]!.offset!;
    const ours: number[] = [];
    const theirs: number[] = [];
    const delays: number[] = [];
    const work: number[] = [];
    await scan(topic, end);
    for (let i = 0; i < rounds; i++) {
      const before = process.cpuUsage();
      const { milliseconds, delay } = await scan(topic, end);
      const { user, system } = process.cpuUsage(before);
      work.push((user + system) / 1000);
      ours.push(milliseconds);
      delays.push(delay);
      const taken = await kcat(topic);
      if (taken !== undefined) theirs.push(taken);
    }
    const rate = (milliseconds: number): string => `${(count / milliseconds / 1000).toFixed(2)} M records/s`;
    const own = figuresOf(ours);
    console.log(`${count} records of 100 bytes, compression ${codec}`);
    console.log(`  scan ${rate(own.least)} (median ${rate(own.median)}), event loop held for ${Math.max(...delays).toFixed(0)} ms at most`);
    console.log(`  processor time of a scan ${words(figuresOf(work))}`);
    if (theirs.length < rounds) {
      console.log('  kcat: is missing (package kcat): nothing to compare with');
      process.exitCode = 1;
      continue;
    }
    const reference = figuresOf(theirs);
    console.log(
      `  kcat ${rate(reference.least)} (median ${rate(reference.median)}): scan at ${(reference.least / own.least).toFixed(2)}x kcat (medians ${(reference.median / own.median).toFixed(2)}x)`,
    );
  }
} finally {
  await cluster.close();
  await brokers.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function fill({ jars, bootstrap }: TestCluster, topic: string, codec: string): Promise<void> {
  const properties = [`bootstrap.servers=${bootstrap}`, `compression.type=${codec}`, 'batch.size=65536', 'linger.ms=10', 'acks=1'];
  const { status, stderr } = await runJava(jars, 'org.apache.kafka.tools.ProducerPerformance', [
    ...['--topic', topic, '--num-records', String(count), '--record-size', '100', '--throughput', '-1', '--producer-props'],
    ...properties,
  ]);
  if (status !== 0) throw new Error(stderr);
}

async function scan(topic: string, to: number): Promise<{ readonly milliseconds: number; readonly delay: number }> {
  let bytes = 0;
  let records = 0;
  let delay = 0;
  let last = performance.now();
  const ticks = setInterval(() => {
    delay = Math.max(delay, performance.now() - last - 1);
    last = performance.now();
  }, 1);
  const start = performance.now();
  const end = await cluster.scan(
    { topic, partition: 0, from: 0, to, isolation: 'committed' },
    (_o, _t, _b, keyFrom, keyTo, valueFrom, valueTo) => {
      records++;
      bytes += keyTo - keyFrom + (valueTo - valueFrom);
    },
  );
  const milliseconds = performance.now() - start;
  clearInterval(ticks);
  const { kind } = valueOf(end);
  if (kind !== 'done' || records !== count || bytes !== count * 100) throw new Error(`${records} records, ${bytes} bytes, ${kind}`);
  return { milliseconds, delay };
}

/** undefined: there is no kcat. */
function kcat(topic: string): Promise<number | undefined> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn('kcat', ['-C', '-e', '-q', '-o', 'beginning', '-b', brokers.bootstrap, '-t', topic], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? resolve(undefined) : reject(error)));
    child.on('close', (status) => (status === 0 ? resolve(performance.now() - start) : reject(new Error(`kcat ended with ${status}`))));
  });
}
