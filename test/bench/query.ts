/** Stores read from changelogs on a real broker: views beside the bare scan, kcat and Java's console consumer; look-ups; memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openCluster } from '../../src/kafka/openCluster.js';
import { createClusterWorker } from '../../src/platform/cluster/createClusterWorker.js';
import { createStoreReader } from '../../src/store/createStoreReader.js';
import { startCluster, type TestCluster } from '../cluster/lib/broker.mjs';
import { startLoader, type Loader, type LoadStep } from '../cluster/lib/load.js';
import { plainSettings, valueOf } from '../cluster/lib/programs.js';
import { ask, openReading, textTarget } from '../cluster/lib/storeQueries.js';
import { figuresOf, ratio, words, type Figures } from './figures.js';

const records = 2_000_000;
const keys = 1_000_000;
const recordBytes = 100;
/** Java's console consumer takes seconds for each. */
const rounds = 3;
/** A machine's moods last for some runs: what is compared most closely takes turns more often. */
const closeRounds = 9;

const keyOf = (n: number): string => `key-${String(n).padStart(8, '0')}`;
/** Every key twice, in an order that is not the keys'. */
function* everyKeyTwice(partition: (n: number) => number): Generator<LoadStep> {
  for (let i = 0; i < records; i++) {
    const n = (i * 7919) % keys;
    const key = Buffer.from(keyOf(n));
    yield {
      partition: partition(n),
      timestamp: 1_700_000_000_000 + i,
      key,
      value: Buffer.from(`${i} `.padEnd(recordBytes - key.length, 'x')),
    };
  }
}

/** What this process computed for it, in ms: beside other work on the machine, steadier than the time that passed. */
async function computed(run: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return figuresOf(times).least;
}

async function measure(count: number, ...runs: readonly (() => Promise<void>)[]): Promise<Figures[]> {
  const times: number[][] = runs.map(() => []);
  for (let round = 0; round < count; round++)
    for (const [i, run] of runs.entries()) {
      const start = performance.now();
      await run();
      times[i]!.push(performance.now() - start);
    }
  return times.map(figuresOf);
}

/** Nothing that is measured may be wrong. */
function check(what: string, is: unknown, expected: unknown): void {
  if (is !== expected) throw new Error(`${what}: ${String(is)}, not ${String(expected)}`);
}

function program(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'] });
  if (status !== 0) throw new Error(`${command} ended with ${status}`, { cause: error });
}

async function benchOnePartition(brokers: TestCluster, loader: Loader): Promise<void> {
  const topic = 'one';
  await loader.createTopic(topic, 1, { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '1' });
  await loader.load(
    topic,
    everyKeyTwice(() => 0),
  );
  const cluster = openCluster(plainSettings(brokers.bootstrap));
  const all = ask(textTarget(topic), { kind: 'all' }, { limit: 100, withBytes: false });
  const scan = async (): Promise<void> => {
    let count = 0;
    valueOf(await cluster.scan({ topic, partition: 0, from: 0, to: records, isolation: 'committed' }, () => count++));
    check('records of the bare scan', count, records);
  };
  const view = async (): Promise<void> => {
    const reader = createStoreReader(cluster, { openReading });
    check('live keys of the view', valueOf(await reader.query(all)).liveKeys, keys);
    await reader.close();
  };
  const consumer = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
  const java = (): void =>
    program(
      'java',
      ['-cp', join(brokers.jars, '*'), consumer, '--bootstrap-server', brokers.bootstrap].concat([
        '--topic',
        topic,
        '--partition',
        '0',
        '--offset',
        'earliest',
        '--max-messages',
        String(records),
        '--property',
        'print.key=true',
      ]),
    );
  const kcat = (): void =>
    program('kcat', ['-C', '-q', '-e', '-b', brokers.bootstrap, '-t', topic, '-p', '0', '-o', 'beginning', '-f', '%k %s\n']);
  const start = performance.now();
  await view();
  const first = performance.now() - start;
  const [byKcat, byJava] = (await measure(
    rounds,
    () => Promise.resolve(kcat()),
    () => Promise.resolve(java()),
  )) as [Figures, Figures];
  const [bare, full] = (await measure(closeRounds, scan, view)) as [Figures, Figures];
  console.log(`${records} records of ${recordBytes} bytes, ${keys} keys, one partition`);
  console.log(`  bare scan ${words(bare)}, kcat printing it ${words(byKcat)}: ${ratio(byKcat, bare)} as fast`);
  console.log(
    `  full view with its first page ${words(full)}: ${ratio(bare, full)} of the bare scan's rate, ${ratio(byKcat, full)} of kcat's`,
  );
  console.log(`  the first view of the process, in memory that no view had before: ${first.toFixed(0)} ms`);
  const [bareWork, fullWork] = [await computed(scan), await computed(view)];
  console.log(
    `  processor time of the bare scan ${bareWork.toFixed(0)} ms, of the view, in two threads, ${fullWork.toFixed(0)} ms: ${(bareWork / fullWork).toFixed(2)}x`,
  );
  console.log(`  Java's console consumer printing it ${words(byJava)}: the view is ${ratio(byJava, full)} as fast`);

  const reader = createStoreReader(cluster, { openReading });
  valueOf(await reader.query(all));
  const [second, page, one] = (await measure(
    rounds,
    async () => void valueOf(await reader.query(all)),
    async () => void valueOf(await reader.query({ ...all, limit: 1000, cursor: valueOf(await reader.query(all)).next })),
    async () => void valueOf(await reader.query({ ...all, operation: { kind: 'get', key: { text: keyOf(4711) } } })),
  )) as [Figures, Figures, Figures];
  console.log(`  second query ${words(second)}, a page of 1000 from a cursor ${words(page)}, one key of the view ${words(one)}`);
  await reader.close();
  await cluster.close();
}

/** Beside the same records in one partition: loaded before. */
async function benchTenPartitions(brokers: TestCluster, loader: Loader): Promise<void> {
  const topic = 'ten';
  await loader.createTopic(topic, 10, { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '1' });
  await loader.load(
    topic,
    everyKeyTwice(() => -1),
  );
  const cluster = openCluster(plainSettings(brokers.bootstrap));
  const cold = async (
    operation: Parameters<typeof ask>[1],
    expected: (result: { liveKeys: number | null; rows: readonly unknown[] }) => void,
    from = topic,
  ): Promise<void> => {
    const reader = createStoreReader(cluster, { openReading });
    expected(valueOf(await reader.query(ask(textTarget(from), operation, { limit: 100, withBytes: false }))));
    await reader.close();
  };
  let n = 0;
  const get = (key: () => string, rows: number) => () =>
    cold({ kind: 'get', key: { text: key() } }, (result) => check('rows of a key', result.rows.length, rows));
  const view = (from: string) => () => cold({ kind: 'all' }, ({ liveKeys }) => check('live keys', liveKeys, keys), from);
  const [one, full] = (await measure(closeRounds, view('one'), view(topic))) as [Figures, Figures];
  const [oneWork, fullWork] = [await computed(view('one')), await computed(view(topic))];
  const [hit, miss] = (await measure(
    rounds,
    get(() => keyOf((n += 104_729) % keys), 1),
    get(() => `absent-${n++}`, 0),
  )) as [Figures, Figures];
  console.log(`${records} records, ${keys} keys, ten partitions`);
  console.log(`  full view ${words(full)}: it takes ${ratio(full, one)} of the time of the same records in one partition`);
  console.log(
    `  processor time ${fullWork.toFixed(0)} ms, of the same in one partition ${oneWork.toFixed(0)} ms: ${(fullWork / oneWork).toFixed(2)}x`,
  );
  console.log(`  one key, nothing read before ${words(hit)}: ${ratio(hit, full)} of the full view`);
  console.log(`  a key that is nowhere (all partitions are read) ${words(miss)}: ${ratio(miss, full)}`);
  await cluster.close();
}

/** As the editor asks: in a thread of its own. */
async function benchWorker(brokers: TestCluster): Promise<void> {
  const service = createClusterWorker(resolve('dist/cluster.cjs'));
  const session = service.open(plainSettings(brokers.bootstrap));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const worst = async (limit: number): Promise<string> => {
    delay.reset();
    delay.enable();
    const result = valueOf(await session.query(ask(textTarget('ten'), { kind: 'all' }, { limit })));
    delay.disable();
    check('rows', result.rows.length, limit);
    return (delay.max / 1e6).toFixed(1);
  };
  console.log(`through the worker: this thread was blocked for ${await worst(1000)} ms at most by the full view,`);
  console.log(`  ${await worst(1000)} ms by a second page of 1000 rows, ${await worst(100_000)} ms by 100000 rows in one answer`);
  await session.close();
  await service.dispose();
}

function benchMemory(brokers: TestCluster): void {
  const live = keys * recordBytes;
  const bundle = resolve('node_modules/.cache/programs/test.bench.queryMemory.ts.mjs');
  program(process.execPath, ['scripts/runTypeScript.mjs', 'test/bench/queryMemory.ts']);
  const peaks = ['idle', 'view'].map((what) => {
    const { stdout, status, stderr } = spawnSync(process.execPath, [bundle, brokers.bootstrap, what], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout);
  });
  const [idle, view] = peaks as [number, number];
  const own = (view - idle) * 1024 * 1024;
  console.log(
    `memory: ${idle.toFixed(0)} MB before, ${view.toFixed(0)} MB at most with the view: ${(own / live).toFixed(2)}x its ${live / 1e6} MB of live bytes`,
  );
}

const directory = mkdtempSync(join(tmpdir(), 'bench-query-'));
const brokers = await startCluster({ version: '4.3.0', directory, heap: '1g', properties: { 'log.cleaner.enable': 'false' } });
const loader = await startLoader(brokers);
try {
  await benchOnePartition(brokers, loader);
  await benchTenPartitions(brokers, loader);
  await loader.close();
  await benchWorker(brokers);
  benchMemory(brokers);
} finally {
  await brokers.stop();
  rmSync(directory, { recursive: true, force: true });
}
