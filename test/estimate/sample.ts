/**
 * The estimate of the sample beside what it really has: starts it as `npm start` does, asks `kslens estimate --bootstrap`, looks at broker, state folder and
 * process, and prints the table of README.md. npm run measure-sample [-- CUSTOMERS]
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startOrdersCluster, type OrdersCluster } from '../../demo/cluster/ordersCluster.mjs';
import type { EstimateJson } from '../../src/present/code/estimateText.js';
import { runCommand } from '../support/runCommand.js';

const run = promisify(execFile);
const customers = Number(process.argv[2] ?? 200_000);
const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;

async function estimated(bootstrap: string, application: string, topology: string): Promise<EstimateJson> {
  const args = ['demo/orders', '--topology', topology, '--app', application, '--bootstrap', bootstrap];
  const { output, said } = await runCommand('.', 'estimate', ...args, '--format', 'json');
  if (output === '') throw new Error(said.join('\n'));
  return JSON.parse(output) as EstimateJson;
}

/** Topics and partitions whose names bear the application's id. */
async function internalTopics({ cluster }: OrdersCluster, application: string): Promise<{ topics: number; partitions: number }> {
  const { stdout } = await cluster.tool('org.apache.kafka.tools.TopicCommand', ['--describe']);
  const own = [...stdout.matchAll(/^Topic: (\S+)\s.*PartitionCount: (\d+)/gm)].filter(
    ([, name]) => name?.startsWith(`${application}-`) === true,
  );
  return { topics: own.length, partitions: own.reduce((sum, [, , count]) => sum + Number(count), 0) };
}

function stateOf(folder: string): { databases: number; bytes: number } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  const sizes = files.map((file) => statSync(file, { throwIfNoEntry: false })).map((stat) => (stat?.isFile() === true ? stat.size : 0));
  return { databases: files.filter((file) => path.basename(file) === 'CURRENT').length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Of a process, without the pages of its heap. */
async function residentOutsideHeap(pid: number): Promise<number> {
  const { stdout } = await run('jcmd', [String(pid), 'GC.heap_info']);
  const reserved = [...stdout.matchAll(/generation.*\[0x([\da-f]+), 0x[\da-f]+, 0x([\da-f]+)\)/g)].map(([, from, to]) => [
    BigInt(`0x${from}`),
    BigInt(`0x${to}`),
  ]);
  if (reserved.length === 0) throw new Error(`jcmd does not say where the heap is: ${stdout}`);
  let inHeap = false;
  let bytes = 0;
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const start = /^([\da-f]+)-[\da-f]+ /.exec(line)?.[1];
    if (start !== undefined) inHeap = reserved.some(([from = 0n, to = 0n]) => BigInt(`0x${start}`) >= from && BigInt(`0x${start}`) < to);
    const kilobytes = /^Rss:\s+(\d+) kB/.exec(line)?.[1];
    if (kilobytes !== undefined && !inHeap) bytes += Number(kilobytes) * 1024;
  }
  return bytes;
}

async function whenCaughtUp(sample: OrdersCluster): Promise<void> {
  const behind = async (): Promise<number> => {
    const all = await Promise.all(sample.instances.map((instance) => instance.lags()));
    return Math.max(...all.flatMap((lags) => Object.values(lags).flatMap((store) => Object.values(store).map(({ lag }) => lag))));
  };
  while ((await behind()) > 100) await wait(500);
}

const directory = mkdtempSync(path.join(tmpdir(), 'kslens-sample-'));
const sample = await startOrdersCluster({ directory, say: (line) => console.error(line) });
try {
  await sample.fillCustomers(customers);
  await wait(5000);
  await whenCaughtUp(sample);
  console.log('| | estimate | really |\n| --- | --: | --: |');
  for (const [application, topology] of [
    ['orders-app', 'OrdersTopology.build'],
    ['customers-app', 'CustomersTopology.build'],
  ] as const) {
    const { topics, memory, disk } = await estimated(sample.bootstrap, application, topology);
    const real = await internalTopics(sample, application);
    const instance = sample.instances.find((one) => one.application === application);
    if (instance?.pid() === undefined) throw new Error(`${application} does not run`);
    const state = stateOf(instance.stateDir);
    const databases = memory.stores.reduce((sum, { rocksdbInstances }) => sum + rocksdbInstances, 0);
    const rows = [
      ['internal topics, their partitions', `${topics.internal}, ${topics.partitions}`, `${real.topics}, ${real.partitions}`],
      ['databases of RocksDB on an instance', `${databases} at most`, state.databases],
      [
        'memory outside the heap',
        `${mib(memory.likelyBytes)} for state`,
        `${mib(await residentOutsideHeap(instance.pid() ?? 0))} with the JVM's`,
      ],
      ['disk of an instance', disk.bytes === null ? '?' : mib(disk.bytes), mib(state.bytes)],
    ];
    for (const [what, estimate, measured] of rows) console.log(`| \`${application}\`: ${what} | ${estimate} | ${measured} |`);
  }
} finally {
  await sample.stop();
  rmSync(directory, { recursive: true, force: true });
}
