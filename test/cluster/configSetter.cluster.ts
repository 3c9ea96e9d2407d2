/**
 * From the finding to what it is for: a project is analysed, which says that nothing bounds the memory of its stores; the setter that we write and its line of
 * configuration go into the project, which is then compiled, run on a real broker and measured, with the setter and without.
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { compileApplication, fillTopic, measure, projectFolder, type Measured } from '../estimate/application/measured.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { kafkaJars } from './lib/jars.mjs';

const MiB = 1024 * 1024;
const budgetMiB = 48;
const partitions = 20;
/** As many bytes as fit into the write buffers of all stores, and into no budget. */
const records = 32_000;
const valueBytes = 4000;

let cluster: TestCluster;
const directory = mkdtempSync(path.join(tmpdir(), 'kslens-setter-'));
beforeAll(async () => {
  cluster = await startCluster({ version: '4.3.0', directory: path.join(directory, 'kafka') });
  const classes = path.join(directory, 'classes');
  const application = await compileApplication(await kafkaJars('4.3.0'), classes, [path.join(projectFolder, 'Orders.java')]);
  await fillTopic(cluster, application, { topic: 'orders', partitions, policy: 'delete', records, valueBytes });
});
afterAll(async () => {
  await cluster.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function unboundedStores(project: string): Promise<readonly string[]> {
  const { output } = await runCommand(project, 'analyze', '.', '--rule', 'rocksdb-unbounded=warning', '--format', 'json');
  const { diagnostics } = JSON.parse(output) as Report;
  return diagnostics.filter(({ rule }) => rule === 'rocksdb-unbounded').map(({ message }) => message);
}

describe.each(['3.9.1', '4.3.0'])('Kafka Streams %s', (version) => {
  it(`${partitions} store partitions that nothing bounds share one budget once the setter is in the project`, async () => {
    const project = temporaryProject({
      'Orders.java': readFileSync(path.join(projectFolder, 'Orders.java'), 'utf8'),
      'application.properties': '\n',
    });
    const inProject = (name: string): string => path.join(project, name);
    const configuration = inProject('application.properties');
    const applicationId = `orders-${version}`;
    const run = (name: string): Promise<Measured> => {
      const ids = { store: 'latest', applicationId: `${applicationId}-${name}`, stateFolder: inProject(name) } as const;
      return measure(cluster, application, { ...ids, configuration, partitions, records });
    };

    const found = await unboundedStores(project);
    expect(found[0]).toContain('For each partition there may be 1 database of RocksDB, up to 100 MiB outside of the heap');
    const setter = await runCommand(project, 'config-setter', '--budget', `${budgetMiB}MiB`, '--package', 'com.example');
    const [, file = '', line = ''] = /save it as (\S+), and set (\S+)/.exec(setter.said.join('\n')) ?? [];
    writeFileSync(inProject(file), setter.output);
    const jars = await kafkaJars(version);
    const application = await compileApplication(jars, inProject('classes'), [inProject('Orders.java'), inProject(file)]);

    const unbounded = await run('unbounded');
    appendFileSync(configuration, `${line}\n`);
    expect(await unboundedStores(project)).toEqual([]);
    const bounded = await run('bounded');

    expect([unbounded.rows, bounded.rows]).toEqual([records, records]);
    expect(unbounded.state).toBeGreaterThan(2 * budgetMiB * MiB);
    // Flushes that are under way are above it for the moment.
    expect(bounded.state).toBeLessThan(1.25 * budgetMiB * MiB);
    expect(unbounded.resident - bounded.resident).toBeGreaterThan(budgetMiB * MiB * 0.5);
  });
});
