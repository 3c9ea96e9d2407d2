/** What brokers tell of the topology that runs, and of a group that does not start, beside the application itself and its code. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTopologyText, type DescribedSubtopology } from '../../src/core/description/topologyText.js';
import { runCommand } from '../support/runCommand.js';
import { startCluster, startJava, type TestCluster } from './lib/broker.mjs';
import { createTopic } from './lib/programs.js';

const source = readFileSync(join(import.meta.dirname, 'deployed/Deployed.java'), 'utf8');
const plugin = 'org.apache.kafka.server.streams.InMemoryTopologyDescriptionPlugin';
const runs = [
  {
    version: '4.4.0',
    properties: { 'group.streams.topology.description.plugin.class': plugin },
    by: 'nodes',
    assignor: 'sticky',
    otherStore: ['KSTREAM-AGGREGATE-0000000002', 'Sub-topology 1'],
    otherNode: { drifts: ['KSTREAM-FILTER-0000000026', 'KSTREAM-MAPVALUES-0000000026', 'KSTREAM-SOURCE-0000000025'], isCertain: false },
  },
  {
    version: '4.3.0',
    properties: {},
    by: 'subtopologies',
    assignor: null,
    otherStore: ['Sub-topology 1'],
    otherNode: { drifts: [], isCertain: true }, // it is in no topic
  },
] as const;

interface DriftJson {
  readonly drifts: readonly { readonly kind: string; readonly node?: string; readonly message: string }[];
  readonly deployed: { readonly by: string | null; readonly isCertain: boolean; readonly count: number; readonly notes: readonly string[] };
}

interface GroupJson {
  readonly group: {
    readonly epochs: { readonly group: number; readonly assignment: number; readonly topology: number } | null;
    readonly assignor: string | null;
    readonly marks: readonly { readonly rule: string; readonly message: string }[];
  };
}

describe.each(runs)('a streams group on Kafka $version', ({ version, properties, by, assignor, otherStore, otherNode }) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-deployed-'));
  let cluster: TestCluster;
  let app: Awaited<ReturnType<typeof startJava>> | undefined;
  let said = '';

  const kslens = async (...args: readonly string[]) => {
    const { status, output, said: messages } = await runCommand(directory, ...args, '--bootstrap', cluster.bootstrap);
    return { status, output, messages };
  };
  const groupOf = async (): Promise<GroupJson['group']> =>
    (JSON.parse((await kslens('apps', '--app', 'deployed', '--format', 'json')).output) as GroupJson).group;

  /** The code with its texts replaced, in a folder of its own. */
  function codeWith(name: string, ...replaced: readonly (readonly [string, string])[]): string {
    const folder = join(directory, name);
    mkdirSync(folder);
    const text = replaced.reduce((all, [from, to]) => {
      expect(all).toContain(from);
      return all.replaceAll(from, to);
    }, source);
    writeFileSync(join(folder, 'Deployed.java'), text);
    return folder;
  }

  async function driftOf(folder: string): Promise<DriftJson & { readonly status: number }> {
    const { status, output } = await kslens('drift', folder, '--app', 'deployed', '--kafka-version', version, '--format', 'json');
    return { ...(JSON.parse(output) as DriftJson), status };
  }

  async function start(): Promise<void> {
    said = '';
    app = await startJava(cluster.jars, join(import.meta.dirname, 'deployed/Deployed.java'), [
      cluster.bootstrap,
      'streams',
      join(directory, 'state'),
    ]);
    app.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    app.stderr.resume();
  }

  async function stop(): Promise<void> {
    const ended = new Promise((resolve) => (app?.exitCode === null ? app.once('exit', resolve) : resolve(undefined)));
    app?.stdin.end();
    await ended;
  }

  beforeAll(async () => {
    cluster = await startCluster({ version, directory: join(directory, 'kafka'), properties });
    for (const topic of ['orders', 'customers', 'countries', 'zones', 'totals', 'audit-a', 'audit-b']) await createTopic(cluster, topic, 3);
  }, 300_000);

  afterAll(async () => {
    app?.kill('SIGKILL');
    await cluster?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('that does not start says which source topic is missing', async () => {
    await start();
    await expect
      .poll(async () => (await groupOf()).marks, { timeout: 90_000, interval: 500 })
      .toContainEqual({
        rule: 'not-starting',
        severity: 'error',
        message: expect.stringMatching(/^It does not start \((?:NotReady|Empty)\): the source topic payments is not on the cluster/),
      });
    const { output, status } = await kslens('status', '--app', 'deployed', '--for', '1s', '--fail-on', 'error');
    expect(status).toBe(1);
    expect(output).toMatch(/\n {2}not running: .*source topic payments is not on the cluster/);
    expect(output).toMatch(/\n {2}error group deployed: It does not start/);
    await stop();
  }, 180_000);

  it('that runs has the topology of its code', async () => {
    await createTopic(cluster, 'payments', 3);
    await start();
    await expect.poll(() => said, { timeout: 120_000, interval: 500 }).toContain('state: RUNNING');
    await expect.poll(async () => (await groupOf()).marks, { timeout: 60_000, interval: 1000 }).toEqual([]);
    const group = await groupOf();
    expect(group.epochs?.assignment).toBe(group.epochs?.group);
    expect(group.assignor).toBe(assignor);

    const { drifts, deployed, status } = await driftOf(codeWith('same'));
    expect({ drifts, status, by: deployed.by }).toEqual({ drifts: [], status: 0, by });
    const described = parseTopologyText(said)!;
    const counted = by === 'nodes' ? described.flatMap(({ nodes }) => nodes) : described.filter(({ global }) => !global);
    expect(deployed.count).toBe(counted.length);
  }, 240_000);

  it.runIf(by === 'nodes')('is drawn as the application describes itself', async () => {
    const { output, status } = await kslens('describe', 'cluster:deployed');
    expect(status).toBe(0);
    expect(comparable(parseTopologyText(output)!)).toEqual(comparable(parseTopologyText(said)!));
    const drawn = await kslens('describe', 'cluster:deployed', '--format', 'mermaid');
    expect(drawn.output).toContain('Repartition topic<br/>by-value-repartition');
  });

  it.runIf(by === 'subtopologies')('is not drawn, and what is known of it is said', async () => {
    const { status, messages } = await kslens('describe', 'cluster:deployed');
    expect(status).toBe(2);
    expect(messages.join()).toMatch(
      /cannot be drawn: brokers before 4\.4 .*; of its sub-topologies, 0 reads customers, orders, payments; 1 reads/,
    );
  });

  it('that runs another topology is a drift, which says what the brokers do with it', async () => {
    const { status, drifts, deployed } = await driftOf(codeWith('store', ['Materialized.as("counts")', 'Materialized.as("sums")']));
    expect(status).toBe(1);
    const ofTopology = drifts.filter(({ kind }) => kind === 'topology');
    expect(ofTopology.map(({ node }) => node)).toEqual(otherStore);
    expect(ofTopology.at(-1)?.message).toBe(
      'Deployed it has the changelog topics deployed-counts-changelog, in the code deployed-sums-changelog.',
    );
    expect(deployed.isCertain).toBe(true);
    expect(deployed.notes.join(' ')).toContain('Topology updates are not supported yet');

    const other = await driftOf(codeWith('node', ['.filter((key, value) -> true)', '.mapValues(value -> value)']));
    const ofNodes = other.drifts.filter(({ kind }) => kind === 'topology').map(({ node }) => String(node));
    expect({ drifts: ofNodes.toSorted(), isCertain: other.deployed.isCertain }).toEqual(otherNode);
    expect(other.status).toBe(0);
  }, 120_000);

  it('that gets another topology refuses it, as is said', async () => {
    await stop();
    const changed = codeWith('changed', ['Materialized.as("counts")', 'Materialized.as("sums")']);
    const other = await startJava(cluster.jars, join(changed, 'Deployed.java'), [cluster.bootstrap, 'streams', join(directory, 'other')]);
    let text = '';
    other.stdout.setEncoding('utf8').on('data', (some: string) => (text += some));
    other.stderr.resume();
    await expect.poll(() => text, { timeout: 120_000, interval: 500 }).toContain('Topology updates are not supported yet');
    other.kill('SIGKILL');
  }, 180_000);
});

/** Without the order of nodes, which brokers do not keep, and without places in the text. */
function comparable(subtopologies: readonly DescribedSubtopology[]): object[] {
  return subtopologies.map(({ id, global, nodes }) => ({
    id,
    global,
    nodes: nodes
      .map(({ type, name, topics, topic, stores, successors }) => ({
        type,
        name,
        topics: topics.toSorted(),
        topic,
        stores: stores.toSorted(),
        successors: successors.toSorted(),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}
