/** Runs the Java programs of this folder, and reads what they wrote. */
import { join } from 'node:path';
import type { Cluster, ScanCall, ScanEnd, ScanRequest } from '../../../src/kafka/cluster.js';
import type { ClusterResult } from '../../../src/kafka/clusterError.js';
import type { ConnectionSettings } from '../../../src/kafka/connectionSettings.js';
import { runJava, type TestCluster } from './broker.mjs';

/** Rejects where the program fails. */
export async function runProgram(cluster: TestCluster, program: 'Produce' | 'RandomBytes', ...args: readonly string[]): Promise<void> {
  const source = join(import.meta.dirname, `${program}.java`);
  const { status, stderr } = await runJava(cluster.jars, source, [cluster.bootstrap, ...args]);
  if (status !== 0) throw new Error(stderr);
}

/** Does what the lines say (Administer.java has the words), each done before the next. Rejects where one fails. */
export async function administer(cluster: Pick<TestCluster, 'jars' | 'bootstrap'>, ...lines: readonly string[]): Promise<void> {
  const source = join(import.meta.dirname, 'Administer.java');
  const { status, stderr } = await runJava(cluster.jars, source, [cluster.bootstrap], { input: lines.join('\n') });
  if (status !== 0) throw new Error(stderr);
}

/** Rejects where the tool says so. */
export async function createTopic(
  cluster: TestCluster,
  name: string,
  partitions: number,
  configs: Readonly<Record<string, string>> = {},
  replicas = 1,
): Promise<void> {
  const options = Object.entries(configs).flatMap(([key, value]) => ['--config', `${key}=${value}`]);
  const args = ['--create', '--topic', name, '--partitions', String(partitions), '--replication-factor', String(replicas), ...options];
  const { status, stdout, stderr } = await cluster.tool('org.apache.kafka.tools.TopicCommand', args);
  if (status !== 0) throw new Error(stdout + stderr);
}

export const plainSettings = (bootstrap: string): ConnectionSettings => ({
  bootstrap: bootstrap.split(','),
  tls: null,
  sasl: null,
  schemaRegistry: null,
});

export interface ReadRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
}

/** All that a scan hands over, as text. */
export async function scanAll(
  cluster: Cluster,
  request: ScanRequest,
  call?: ScanCall,
): Promise<{ readonly end: ClusterResult<ScanEnd>; readonly records: readonly ReadRecord[] }> {
  const records: ReadRecord[] = [];
  const end = await cluster.scan(
    request,
    (offset, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo) => {
      const text = (from: number, to: number): string | null => (from < 0 ? null : Buffer.from(bytes.subarray(from, to)).toString());
      records.push({ offset, timestamp, key: text(keyFrom, keyTo), value: text(valueFrom, valueTo) });
    },
    call,
  );
  return { end, records };
}

/** The value; throws what a port failed with. */
export function valueOf<T>(result: ClusterResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}
