/** A real application with state (project/Orders.java), run to its end, and the memory, disk and time that it took. */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { runJava, type TestCluster } from '../../cluster/lib/broker.mjs';
import { compiledQuickly } from '../../support/quickJava.js';

const run = promisify(execFile);
export const projectFolder = path.join(import.meta.dirname, 'project');

export interface Measured {
  /** That the store had when it was read. */
  readonly rows: number;
  /** At their most, as RocksDB tells: write buffers, cache and readers together; the first two. */
  readonly state: number;
  readonly writeBuffers: number;
  readonly cache: number;
  /** Of the process at its most, without its heap. */
  readonly resident: number;
  readonly disk: number;
  readonly topics: number;
  readonly partitions: number;
  readonly restored: number;
  readonly restoreMs: number;
}

/** The whole heap is touched at the start, so that what is above it is outside of the heap. */
const heapMiB = 256;
const heap = [`-Xms${heapMiB}m`, `-Xmx${heapMiB}m`, '-XX:+AlwaysPreTouch'];

export interface Application {
  readonly jars: string;
  readonly classes: string;
}

/** `sources`: of the project, with a setter where it has one. */
export async function compileApplication(jars: string, classes: string, sources: readonly string[]): Promise<Application> {
  const classPath = path.join(jars, '*');
  // What is generated is held to every lint of javac's but that of the jars' own class paths.
  await run('javac', [...compiledQuickly, '-Xlint:all,-path', '-Werror', '-d', classes, '-cp', classPath, ...sources]);
  const programs = ['Fill', 'Measured'].map((name) => path.join(import.meta.dirname, `${name}.java`));
  await run('javac', [...compiledQuickly, '-d', classes, '-cp', [classPath, classes].join(path.delimiter), ...programs]);
  return { jars, classes };
}

export interface Filling {
  readonly topic: string;
  readonly partitions: number;
  readonly policy: 'delete' | 'compact';
  readonly records: number;
  readonly valueBytes: number;
}

export async function fillTopic(cluster: TestCluster, application: Application, filling: Filling): Promise<void> {
  const { topic, partitions, policy, records, valueBytes } = filling;
  await java(application, 'Fill', [cluster.bootstrap, topic, partitions, policy, records, valueBytes]);
}

export interface Measurement {
  readonly store: 'latest' | 'windowed' | 'versioned' | 'stateless';
  readonly applicationId: string;
  /** Made, and taken away again. */
  readonly stateFolder: string;
  readonly configuration: string;
  readonly partitions: number;
  readonly records: number;
}

export async function measure(cluster: TestCluster, application: Application, measurement: Measurement): Promise<Measured> {
  const { store, applicationId, stateFolder, configuration, partitions, records } = measurement;
  mkdirSync(stateFolder, { recursive: true });
  try {
    const args = [cluster.bootstrap, store, applicationId, stateFolder, configuration, partitions, records];
    const measured = JSON.parse(await java(application, 'Measured', args)) as Measured;
    return { ...measured, resident: measured.resident - heapMiB * 1024 * 1024 };
  } finally {
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

async function java({ jars, classes }: Application, program: string, args: readonly (string | number)[]): Promise<string> {
  const options = { options: heap, classes: [classes] };
  const { status, stdout, stderr } = await runJava(jars, `com.example.${program}`, args.map(String), options);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr.slice(-2000)}`);
  return stdout;
}
