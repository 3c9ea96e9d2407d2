/** What the command line says of the running sample, figure by figure beside what Kafka's own tools print. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOrdersCluster, type OrdersCluster } from '../../demo/cluster/ordersCluster.mjs';
import { runCommand } from '../support/runCommand.js';
import type { AppJson, AppsJson, StoresJson, TopicJson, TopicsJson } from './lib/clusterJson.js';
import {
  bytesByTool,
  configsByTool,
  groupsByTool,
  lagsByTool,
  layoutsByTool,
  membersByTool,
  newestByConsumer,
  offsetsByTool,
  topicsByTool,
} from './lib/kafkaTools.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const applications = ['customers-app', 'orders-app'] as const;
const runs = [
  { version: '4.3.0', protocol: 'classic' },
  { version: '4.3.0', protocol: 'streams' },
  { version: '3.9.1', protocol: 'classic' },
] as const;

describe.each(runs)('the sample on Kafka $version with the $protocol protocol', ({ version, protocol }) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-applications-'));
  let orders: OrdersCluster;
  let before: { readonly groups: readonly string[]; readonly topics: readonly string[] };

  const kslens = async <T>(...args: readonly string[]): Promise<T> => {
    const { status, output, said } = await runCommand(root, ...args, '--bootstrap', orders.bootstrap, '--format', 'json');
    if (status !== 0 || said.length > 0) throw new Error(`${status}: ${said.join('\n')}`);
    return JSON.parse(output) as T;
  };
  /** What is said beside the answer, such as what a store left out, is of no interest here. */
  const answerOf = async <T>(...args: readonly string[]): Promise<T> => {
    const { status, output, said } = await runCommand(root, ...args, '--bootstrap', orders.bootstrap, '--format', 'json');
    if (status !== 0) throw new Error(`${status}: ${said.join('\n')}`);
    return JSON.parse(output) as T;
  };
  const topicsOf = (application: string): Promise<TopicsJson> => kslens('topics', '--app', application);

  beforeAll(async () => {
    orders = await startOrdersCluster({ directory, kafka: version, protocol });
    await wait(5000); // some commits of a running application
    await orders.stopFeed();
    before = { groups: await groupsByTool(orders.cluster), topics: await topicsByTool(orders.cluster) };
    await whenAtRest();
  }, 300_000);

  afterAll(async () => {
    await orders?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Until all is read and committed, and nothing is written any more. */
  async function whenAtRest(): Promise<void> {
    let last = '';
    for (let i = 0; i < 50; i++) {
      const { topics } = await topicsOf('orders-app');
      const { topics: others } = await topicsOf('customers-app');
      const all = [...topics, ...others];
      const now = JSON.stringify(all.map(({ offsetSpan }) => offsetSpan));
      if (now === last && all.every(({ role, lag }) => role === 'changelog' || lag === 0)) return;
      last = now;
      await wait(2500);
    }
    throw new Error('the applications do not come to rest');
  }

  /** What `ask` says while the tools print the same before and after it: brokers clean up whenever they like. */
  async function steady<T, U>(ask: () => Promise<T>, tools: () => Promise<U>): Promise<readonly [T, U]> {
    for (let i = 0; i < 6; i++) {
      const first = await ask();
      const told = await tools();
      if (JSON.stringify(await ask()) === JSON.stringify(first)) return [first, told];
    }
    throw new Error('the cluster does not come to rest');
  }

  it('lists both applications, and the size of the cluster', async () => {
    const told = await kslens<AppsJson>('apps');
    const layouts = await layoutsByTool(orders.cluster);
    const topics = before.topics.filter((topic) => !topic.startsWith('__'));
    expect(told.cluster).toMatchObject({ brokers: 1, topics: topics.length, partitions: layouts.size });
    expect(told.unclaimedTopics).toEqual([]);
    expect(told.applications.map(({ application }) => application)).toEqual(applications);
    for (const { application, state, groupType, instances, threads, changelogTopics, repartitionTopics, note } of told.applications) {
      expect({ state, groupType, instances, threads, note }).toEqual({
        state: 'Stable',
        groupType: protocol,
        instances: 2,
        threads: 2,
        note: null,
      });
      expect([...changelogTopics, ...repartitionTopics].toSorted()).toEqual(topics.filter((topic) => topic.startsWith(`${application}-`)));
    }
  });

  it.each(applications)('names the members of %s with their hosts, processes, threads and tasks', async (application) => {
    const told = await kslens<AppJson>('apps', '--app', application);
    const members = await membersByTool(orders.cluster, application, protocol);
    const threads = told.instances.flatMap((instance) => instance.threads.map((thread) => ({ instance, thread })));
    expect(threads.map(({ thread }) => thread.memberId).toSorted()).toEqual(members.map(({ memberId }) => memberId).toSorted());
    for (const { instance, thread } of threads) {
      const member = members.find(({ memberId }) => memberId === thread.memberId)!;
      // What the tool does not print of this kind of group is not compared.
      const { clientId, host = instance.clientHost, process = instance.processId, active, standby } = member;
      const tasks = { active: thread.active.toSorted(), standby: thread.standby.toSorted() };
      expect({ clientId: thread.clientId, host: instance.clientHost, process: instance.processId, ...tasks }).toEqual({
        clientId,
        host,
        process,
        active: active ?? tasks.active,
        standby: standby ?? tasks.standby,
      });
      expect(thread.standby.length).toBeGreaterThan(0);
    }
    // The application's own view: KafkaStreams#metadataForAllStreamsClients.
    const running = orders.instances.filter((one) => one.application === application);
    const reads = await readsOf(application);
    const response = await fetch(`${running[0]!.url}/hosts`);
    const { hosts } = (await response.json()) as {
      hosts: { host: { host: string; port: number }; partitions: string[]; standbyPartitions: string[] }[];
    };
    expect(told.instances.map(({ endpoint }) => String(endpoint)).toSorted()).toEqual(
      hosts.map(({ host: at }) => `${at.host}:${at.port}`).toSorted(),
    );
    const layouts = await layoutsByTool(orders.cluster);
    for (const { host: at, partitions, standbyPartitions } of hosts) {
      const instance = told.instances.find(({ endpoint }) => endpoint === `${at.host}:${at.port}`)!;
      const partitionsOf = (tasks: readonly string[]): string[] =>
        tasks.flatMap((task) => {
          const [subtopology, partition] = task.split('_');
          return (reads.get(subtopology!) ?? []).map((topic) => `${topic}-${partition}`);
        });
      // A task of a sub-topology with topics of several sizes reads only those that have its partition.
      const existing = (names: readonly string[]): string[] => names.filter((name) => layouts.has(name)).toSorted();
      expect(existing(partitionsOf(instance.threads.flatMap(({ active }) => active)))).toEqual(partitions.toSorted());
      expect(existing(partitionsOf(instance.threads.flatMap(({ standby }) => standby)))).toEqual(standbyPartitions.toSorted());
    }
  });

  /** KafkaStreams#queryMetadataForKey, of a running instance. */
  async function metadataOf(application: string, store: string, key: string): Promise<KeyMetadataJson> {
    const { url } = orders.instances.find((one) => one.application === application)!;
    const response = await fetch(`${url}/stores/${encodeURIComponent(store)}/metadata?key=${encodeURIComponent(key)}`);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as KeyMetadataJson;
  }

  it.each(applications)('says who has a key of %s, as the application itself does', async (application) => {
    const { stores } = await kslens<StoresJson>('stores', 'demo/orders', '--app', application);
    let [compared, known] = [0, 0];
    for (const { name, kind } of stores) {
      // Keys of joins' own stores have several parts: nobody can ask the application for them.
      if (['outerJoin', 'foreignKeySubscription', 'suppressBuffer'].includes(kind ?? '')) continue;
      const of = ['--app', application, '--store', name, '--key-serde', 'string'];
      const { rows } = await answerOf<{ rows: { key: unknown }[] }>('query', 'all', '--limit', '1', '--source', 'demo/orders', ...of);
      for (const { key } of rows) {
        if (typeof key !== 'string') continue;
        const told = await answerOf<WhoJson>('who', key, ...of, '--source', 'demo/orders');
        const { partition, active, standby } = await metadataOf(application, name, key);
        // A global store is in no partition of its own: all instances have it.
        if (partition < 0) continue;
        const textOf = ({ host, port }: HostJson): string => `${host}:${port}`;
        const wanted = { partition, active: textOf(active), standby: standby.map(textOf).toSorted() };
        const holders = ({ holders: { partitions } }: WhoJson): object[] =>
          partitions.map((one) => ({
            partition: one.partition,
            active: one.active?.endpoint ?? null,
            standby: one.standby.map(({ endpoint }) => endpoint).toSorted(),
          }));
        expect([name, key, told.found, told.holders.certainty]).toEqual([name, key, [partition], 'certain']);
        expect(told.computed?.partition ?? partition).toBe(partition);
        expect([name, key, holders(told)]).toEqual([name, key, [wanted]]);
        compared++;
        // Without the code nothing else is said: the same, or that it is not known.
        const alone = await answerOf<WhoJson>('who', key, ...of);
        expect(alone.computed?.partition).toBe(partition);
        const [only] = alone.holders.partitions;
        const isTold = only?.active !== null;
        const said = isTold ? holders(alone) : /no code tells/.test(String(only.why));
        expect([name, key, said]).toEqual([name, key, isTold ? [wanted] : true]);
        known += isTold ? 1 : 0;
      }
    }
    expect(compared).toBeGreaterThan(4);
    // A streams group says of each store which sub-topology it is of.
    expect(protocol === 'streams' ? known : compared).toBe(compared);
  });

  interface HostJson {
    readonly host: string;
    readonly port: number;
  }
  interface KeyMetadataJson {
    readonly partition: number;
    readonly active: HostJson;
    readonly standby: readonly HostJson[];
  }
  interface WhoJson {
    readonly found: readonly number[];
    readonly computed: { readonly partition: number } | null;
    readonly holders: {
      readonly certainty: string;
      readonly partitions: readonly {
        readonly partition: number;
        readonly active: { readonly endpoint: string } | null;
        readonly standby: readonly { readonly endpoint: string }[];
        readonly why: string | null;
      }[];
    };
  }

  /** By sub-topology, from the analysis (which other tests hold to the library). */
  async function readsOf(application: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const { output } = await runCommand(root, 'analyze', 'demo/orders', '--format', 'json');
    const { topologies } = JSON.parse(output) as {
      topologies: {
        applicationId: string;
        repartitions: { suffix: string }[];
        subtopologies: { id: number; nodes: { type: string; topics: string[] }[] }[];
      }[];
    };
    const topology = topologies.find(({ applicationId }) => applicationId === application)!;
    const internal = new Set(topology.repartitions.map(({ suffix }) => suffix));
    return new Map(
      topology.subtopologies.map(({ id, nodes }) => [
        String(id),
        nodes
          .filter(({ type }) => type === 'source')
          .flatMap(({ topics }) => topics.map((topic) => (internal.has(topic) ? `${application}-${topic}` : topic))),
      ]),
    );
  }

  it.each(applications)('has the topics of %s with offsets, bytes, replicas and lags', async (application) => {
    const [{ topics }, [earliest, ends, bytes, lags]] = await steady(
      () => topicsOf(application),
      () =>
        Promise.all([
          offsetsByTool(orders.cluster, 'earliest'),
          offsetsByTool(orders.cluster, 'latest'),
          bytesByTool(orders.cluster),
          lagsByTool(orders.cluster, application, protocol),
        ]),
    );
    const layouts = await layoutsByTool(orders.cluster);
    const seen = new Set<string>();
    for (const { topic, role, partitions, sizeBytes, replicaBytes, offsetSpan, lag } of topics) {
      const names = partitions.map(({ partition }) => `${topic}-${partition}`);
      expect(names).toEqual([...layouts.keys()].filter((name) => name.replace(/-\d+$/, '') === topic));
      let [span, size, behind] = [0, 0, 0];
      for (const [i, one] of partitions.entries()) {
        const name = names[i]!;
        const { leader, replicas, inSync } = one;
        expect({ leader, replicas, inSync }).toEqual(layouts.get(name));
        expect([name, one.earliest, one.end]).toEqual([name, earliest.get(name), ends.get(name)]);
        expect([name, one.sizeBytes]).toEqual([name, bytes.get(leader)?.get(name)]);
        seen.add(name);
        expect([name, one.lag]).toEqual([name, lags.get(name) ?? null]);
        span += ends.get(name)! - earliest.get(name)!;
        size += bytes.get(leader)!.get(name)!;
        behind += lags.get(name) ?? 0;
      }
      expect({ topic, offsetSpan, sizeBytes, replicaBytes }).toEqual({ topic, offsetSpan: span, sizeBytes: size, replicaBytes: size });
      expect([topic, lag]).toEqual([topic, role === 'changelog' ? null : behind]);
    }
    // Nothing that the tool knows is left out.
    expect([...lags.keys()].filter((name) => !seen.has(name))).toEqual([]);
  });

  it.each(applications)('has the stores of %s as the contract says, with policies, retention and last writes', async (application) => {
    const [told, [earliest, ends, bytes]] = await steady(
      () => kslens<StoresJson>('stores', 'demo/orders', '--app', application),
      () => Promise.all([offsetsByTool(orders.cluster, 'earliest'), offsetsByTool(orders.cluster, 'latest'), bytesByTool(orders.cluster)]),
    );
    const configs = await configsByTool(orders.cluster);
    expect(told).toMatchObject({ application, state: 'Stable', instances: 2, orphans: [] });
    const changelogs = told.stores.filter(({ backedBy }) => backedBy === 'changelog').map(({ changelog }) => String(changelog));
    expect(changelogs.toSorted()).toEqual(
      before.topics.filter((name) => name.startsWith(`${application}-`) && name.endsWith('-changelog')),
    );
    const newest = await newestByConsumer(
      orders.cluster,
      told.stores.map((store) => store.changelog!),
    );
    for (const store of told.stores) {
      const topic = store.changelog!;
      const partitions = Array.from({ length: store.partitions! }, (_, i) => `${topic}-${i}`);
      const sum = (of: ReadonlyMap<string, number>): number => partitions.reduce((all, name) => all + of.get(name)!, 0);
      expect(store).toMatchObject({
        sizeBytes: sum(bytes.get(1)!),
        offsetSpan: sum(ends) - sum(earliest),
        earliestOffsets: Object.fromEntries(partitions.map((name, i) => [i, earliest.get(name)])),
        endOffsets: Object.fromEntries(partitions.map((name, i) => [i, ends.get(name)])),
        cleanupPolicy: configs.get(topic)!.get('cleanup.policy'),
        retentionMs: Number(configs.get(topic)!.get('retention.ms')),
        kind: expect.any(String),
        source: { file: expect.stringMatching(/^demo\/orders\/.*Topology\.java$/), line: expect.any(Number) },
      });
      expect(partitions.filter((name) => !ends.has(name))).toEqual([]);
      expect(ends.has(`${topic}-${partitions.length}`)).toBe(false);
      const times = [...newest.get(topic)!.values()];
      const lastWrite = times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
      expect(store.lastWrite).toBe(lastWrite);
      expect(store.marks.map(({ rule }) => rule)).toEqual([
        ...(store.backedBy === 'source topic' ? ['not-compacted'] : []), // products is deleted by retention
        ...(/\d{10}/.test(store.name) ? ['unnamed-store'] : []),
      ]);
    }
  });

  it('knows how far each partition of a source is in event time', async () => {
    const { topics } = await topicsOf('orders-app');
    const sources: readonly TopicJson[] = topics.filter(({ role }) => role === 'source');
    expect(sources.map(({ topic }) => topic)).toEqual(['orders', 'payments']);
    const newest = await newestByConsumer(
      orders.cluster,
      sources.map(({ topic }) => topic),
    );
    for (const { topic, partitions } of sources)
      for (const { partition, streamTime } of partitions) expect(Date.parse(streamTime!)).toBe(newest.get(topic)!.get(partition));
  });

  it('finds no drift between code and cluster', async () => {
    for (const application of applications) {
      const told = await kslens<{ drifts: object[]; compared: number }>('drift', 'demo/orders', '--app', application);
      expect(told.drifts).toEqual([]);
      expect(told.compared).toBe(before.topics.filter((name) => name.startsWith(`${application}-`)).length);
    }
  });

  it('knows stopped applications by their groups and topics, and leaves nothing on the cluster', async () => {
    await Promise.all(orders.instances.map((instance) => instance.stop()));
    await expect
      .poll(async () => (await kslens<AppsJson>('apps')).applications.map(({ state, instances, note }) => ({ state, instances, note })), {
        timeout: 90_000, // members that did not leave time out
        interval: 3000,
      })
      .toEqual(applications.map(() => ({ state: 'Empty', instances: 0, note: 'no members: stopped or orphaned' })));
    expect(await groupsByTool(orders.cluster)).toEqual(before.groups);
    expect(await topicsByTool(orders.cluster)).toEqual(before.topics);
  }, 120_000);

  it('finds what is renamed, repartitioned and configured otherwise', async () => {
    const alter = async (main: string, ...args: readonly string[]): Promise<void> => {
      const { status, stdout, stderr } = await orders.cluster.tool(main, ['--alter', ...args]);
      expect([status, stdout + stderr]).toEqual([0, expect.any(String)]);
    };
    const changelog = (store: string): string => `customers-app-${store}-changelog`;
    const configure = (topic: string, config: string): Promise<void> =>
      alter('kafka.admin.ConfigCommand', '--entity-type', 'topics', '--entity-name', topic, '--add-config', config);
    await alter('org.apache.kafka.tools.TopicCommand', '--topic', changelog('orders-per-country'), '--partitions', '8');
    await configure(changelog('price-history'), 'cleanup.policy=delete');
    await configure(changelog('KSTREAM-AGGREGATE-STATE-STORE-0000000026'), 'retention.ms=1000');
    const copy = join(directory, 'edited');
    cpSync(join(root, 'demo/orders'), copy, { recursive: true });
    const file = join(copy, 'src/main/java/com/example/orders/CustomersTopology.java');
    const sample = readFileSync(file, 'utf8');

    writeFileSync(file, sample.replace('"customers-store"', '"customer-details"'));
    const renamed = await driftOf(copy);
    expect(
      renamed
        .filter(({ kind }) => kind !== 'retention' && kind !== 'topology')
        .map(({ kind, topic, expected, actual }) => [kind, topic, expected, actual]),
    ).toEqual([
      ['to-be-created', changelog('customer-details'), 6, null],
      ['policy', changelog('price-history'), 'compact', 'delete'],
      ['partitions', changelog('orders-per-country'), 6, 8],
      ['orphaned', changelog('customers-store'), null, null],
    ]);
    // Brokers know what streams groups have deployed.
    expect(renamed.some(({ kind }) => kind === 'topology')).toBe(protocol === 'streams');
    expect(renamed.find(({ topic }) => topic === changelog('KSTREAM-AGGREGATE-STATE-STORE-0000000026'))).toMatchObject({
      kind: 'retention',
      expected: 88_200_000, // 30 minutes and the day that the library adds
      actual: 1000,
    });
    expect(renamed.find(({ kind }) => kind === 'to-be-created')?.source?.file).toMatch(/CustomersTopology\.java$/);

    writeFileSync(file, sample.replace('"customers-store"', 'System.getenv("STORE")'));
    const unknown = await driftOf(copy);
    expect(unknown.filter(({ kind }) => kind === 'not-determinable').map(({ topic }) => topic)).toContain(null);
    expect(unknown.filter(({ kind }) => kind === 'orphaned')).toEqual([]);
  });

  interface DriftJson {
    readonly kind: string;
    readonly topic: string | null;
    readonly expected: string | number | null;
    readonly actual: string | number | null;
    readonly source: { readonly file: string } | null;
  }

  async function driftOf(folder: string): Promise<readonly DriftJson[]> {
    const args = ['drift', folder, '--app', 'customers-app', '--bootstrap', orders.bootstrap, '--format', 'json'];
    const { status, output } = await runCommand(root, ...args);
    expect(status).toBe(1);
    return (JSON.parse(output) as { drifts: DriftJson[] }).drifts;
  }
});
