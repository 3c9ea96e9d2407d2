/**
 * The estimate beside reality: applications with state on real brokers, asked of `kslens estimate` and measured. Each row goes into measured.json as soon as it is
 * there, instead of what was measured before, and all of them into docs/estimate-measured.md: it may be interrupted, and run for a part alone.
 * npm run measure -- [--versions 3.9.1,4.3.0,4.4.0] [--partitions 1,10,40] [--restore 1000000,4000000]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { EstimateJson } from '../../src/present/code/estimateText.js';
import { startCluster, type TestCluster } from '../cluster/lib/broker.mjs';
import { kafkaJars } from '../cluster/lib/jars.mjs';
import { runCommand } from '../support/runCommand.js';
import { compileApplication, fillTopic, measure, projectFolder, type Application, type Measured } from './application/measured.js';
import { measuredPage, type MeasuredRows, type MemoryRow, type RestoreRow } from './measuredPage.js';

const { values } = parseArgs({
  options: {
    versions: { type: 'string', default: '3.9.1,4.3.0,4.4.0' },
    partitions: { type: 'string', default: '1,10,40' },
    restore: { type: 'string', default: '1000000,4000000' },
  },
});
const versions = values.versions.split(',');
const numbers = (text: string): number[] => text.split(',').flatMap((part) => (part === '' ? [] : [Number(part)]));
const stores = ['latest', 'windowed', 'versioned'] as const;
const budgetMiB = 64;
const valueBytes = 4000;
/** So many that a database has more than a write buffer holds, about as much, and less. */
const recordsOf = (partitions: number): number => ({ 1: 20_000, 10: 30_000 })[partitions] ?? 40_000;
const restored = { partitions: 10, valueBytes: 100 };

const folder = mkdtempSync(path.join(tmpdir(), 'kslens-measure-'));
const began = Date.now();
const say = (line: string): void => console.log(`measure ${Math.round((Date.now() - began) / 1000)} s: ${line}`);
const rowsFile = 'test/estimate/measured.json';
const configurations = { default: path.join(folder, 'default.properties'), bounded: path.join(folder, 'bounded.properties') };

async function compileAll(): Promise<ReadonlyMap<string, Application>> {
  const setter = await runCommand(folder, 'config-setter', '--budget', `${budgetMiB}MiB`, '--package', 'com.example');
  const source = path.join(folder, 'BoundedMemoryRocksDBConfig.java');
  writeFileSync(source, setter.output);
  writeFileSync(configurations.default, '');
  writeFileSync(configurations.bounded, 'rocksdb.config.setter=com.example.BoundedMemoryRocksDBConfig\n');
  const applications = new Map<string, Application>();
  for (const version of versions) {
    const classes = path.join(folder, `classes-${version}`);
    applications.set(
      version,
      await compileApplication(await kafkaJars(version), classes, [path.join(projectFolder, 'Orders.java'), source]),
    );
  }
  return applications;
}

async function estimated(cluster: TestCluster, store: string, applicationId: string, ...more: readonly string[]): Promise<EstimateJson> {
  const of = ['--topology', `Orders.${store}`, '--app', applicationId, '--bootstrap', cluster.bootstrap, '--instances', '1'];
  const { output, said } = await runCommand(projectFolder, 'estimate', '.', ...of, ...more, '--format', 'json');
  if (output === '') throw new Error(said.join('\n'));
  return JSON.parse(output) as EstimateJson;
}

async function withCluster(name: string, work: (cluster: TestCluster) => Promise<void>): Promise<void> {
  const directory = path.join(folder, name);
  const cluster = await startCluster({ version: '4.3.0', directory });
  try {
    await work(cluster);
  } finally {
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Rows that were measured before stay where there is no new one. */
function keep(row: { readonly memory: MemoryRow } | { readonly restore: RestoreRow }): void {
  const { memory, restore } = JSON.parse(readFileSync(rowsFile, 'utf8')) as MeasuredRows;
  const rows: MeasuredRows = {
    memory:
      'memory' in row ? replaced(memory, row.memory, ({ version, store, mode, partitions }) => [partitions, store, mode, version]) : memory,
    restore: 'restore' in row ? replaced(restore, row.restore, ({ version, records }) => [records, version]) : restore,
  };
  writeFileSync(rowsFile, `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync('docs/estimate-measured.md', measuredPage(rows, { budgetMiB, valueBytes }));
  say(JSON.stringify(row));
}

function replaced<T>(rows: readonly T[], row: T, keyOf: (row: T) => readonly (string | number)[]): T[] {
  const key = (one: T): string =>
    keyOf(one)
      .map((part) => String(part).padStart(10))
      .join(' ');
  return [...rows.filter((one) => key(one) !== key(row)), row].sort((a, b) => key(a).localeCompare(key(b)));
}

async function measureMemory(cluster: TestCluster, applications: ReadonlyMap<string, Application>, partitions: number): Promise<void> {
  const records = recordsOf(partitions);
  let isFilled = false;
  for (const [version, application] of applications) {
    const run = (
      store: (typeof stores)[number] | 'stateless',
      mode: keyof typeof configurations,
      applicationId: string,
    ): Promise<Measured> => {
      const to = { applicationId, stateFolder: path.join(folder, 'state'), configuration: configurations[mode] };
      return measure(cluster, application, { store, ...to, partitions, records });
    };
    if (!isFilled) await fillTopic(cluster, application, { topic: 'orders', partitions, policy: 'delete', records, valueBytes });
    isFilled = true;
    const { resident: without } = await run('stateless', 'default', `stateless-${version}`);
    for (const store of stores)
      for (const mode of partitions === 1 ? (['default'] as const) : (['default', 'bounded'] as const)) {
        const id = `${store}-${mode}-${version}`;
        const measured = await run(store, mode, id);
        if (measured.rows !== records) throw new Error(`${id} has ${measured.rows} rows of ${records}`);
        const budget = mode === 'bounded' ? ['--rocksdb-budget', `${budgetMiB}MiB`] : [];
        const { memory, disk, topics } = await estimated(cluster, store, id, '--kafka-version', version, ...budget);
        const databases = memory.stores.reduce((sum, { rocksdbInstances }) => sum + rocksdbInstances, 0);
        const estimate = { databases, bytes: memory.likelyBytes, disk: disk.bytes, topics: topics.internal, partitions: topics.partitions };
        keep({ memory: { version, store, mode, partitions, estimate, measured: { ...measured, without } } });
      }
  }
}

/** The changelog is there, as of an application that ran elsewhere; the topic that it reads has nothing. */
async function measureRestore(cluster: TestCluster, applications: ReadonlyMap<string, Application>, records: number): Promise<void> {
  const applicationId = 'restored';
  const { partitions } = restored;
  const [first] = applications.values();
  if (first === undefined) return;
  await fillTopic(cluster, first, { topic: 'orders', partitions, policy: 'delete', records: 0, valueBytes: 0 });
  await fillTopic(cluster, first, { topic: `${applicationId}-latest-changelog`, policy: 'compact', records, ...restored });
  for (const [version, application] of applications) {
    const stateFolder = path.join(folder, 'state');
    const run = { store: 'latest', applicationId, stateFolder, configuration: configurations.default, partitions, records: 0 } as const;
    const measured = await measure(cluster, application, run);
    const { restore } = await estimated(cluster, 'latest', applicationId, '--kafka-version', version);
    const seconds = restore.find(({ event }) => event.startsWith('lost disk'))?.seconds ?? null;
    keep({
      restore: {
        version,
        records,
        estimatedSeconds: seconds,
        restored: measured.restored,
        restoreMs: measured.restoreMs,
        load: Math.round(loadavg()[0] ?? 0),
      },
    });
  }
}

try {
  const applications = await compileAll();
  for (const partitions of numbers(values.partitions))
    await withCluster(`memory-${partitions}`, (cluster) => measureMemory(cluster, applications, partitions));
  for (const records of numbers(values.restore))
    await withCluster(`restore-${records}`, (cluster) => measureRestore(cluster, applications, records));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
