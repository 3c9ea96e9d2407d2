/** What goes wrong in clusters while they are read: three real brokers that die, move, forget and are far away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cluster, ScanEnd } from '../../src/kafka/cluster.js';
import type { ClusterResult } from '../../src/kafka/clusterError.js';
import { createCluster } from '../../src/kafka/createCluster.js';
import { createKafkajsConnection } from '../../src/kafka/kafkajs/createKafkajsConnection.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { startCluster, type TestBroker, type TestCluster } from './lib/broker.mjs';
import { patience } from './lib/kafkaTools.js';
import { administer, plainSettings, runProgram, scanAll, valueOf, type ReadRecord } from './lib/programs.js';
import { createSlowProxy, type SlowProxy } from './lib/slowProxy.js';
import { watchConnection } from './lib/watchConnection.js';

const count = 300_000;
const latency = 200;
const directory = mkdtempSync(join(tmpdir(), 'streams-lens-faults-'));
const configs = 'retention.ms=-1 segment.bytes=1048576';

let brokers: TestCluster;
let cluster: Cluster;
let proxies: readonly SlowProxy[];

beforeAll(async () => {
  proxies = await Promise.all([1, 2, 3].map(() => createSlowProxy(latency)));
  brokers = await startCluster({
    version: '4.3.0',
    directory,
    count: 3,
    heap: '384m',
    listeners: [{ name: 'FAR', protocol: 'PLAINTEXT', advertisedPorts: proxies.map(({ port }) => port) }],
    properties: {
      'auto.create.topics.enable': 'true', // so that a question that makes topics would be seen
      'log.retention.check.interval.ms': 300,
      'auto.leader.rebalance.enable': 'false',
    },
  });
  brokers
    .bootstrapOf('FAR')
    .split(',')
    .forEach((address, i) => proxies[i]!.leadTo(Number(address.split(':')[1])));
  cluster = openCluster(plainSettings(brokers.bootstrap));
  await administer(
    brokers,
    `topic copied 1 3 ${configs}`,
    'placed alone 1 2 3',
    'placed moved 1',
    'config alone retention.ms=-1',
    'config moved retention.ms=-1',
    ...['deleted', 'remade', 'emptied', 'aged'].map((name) => `topic ${name} 1 1 ${configs}`),
    'commit a-group alone 0 1',
  );
  for (const topic of ['copied', 'moved', 'deleted', 'remade', 'emptied', 'aged'])
    await runProgram(brokers, 'Produce', topic, '0', 'none', String(count));
  for (const partition of ['0', '1', '2']) await runProgram(brokers, 'Produce', 'alone', partition, 'none', '100');
});

afterAll(async () => {
  await cluster?.close();
  await brokers?.stop();
  await Promise.all(proxies?.map((proxy) => proxy.close()) ?? []);
  rmSync(directory, { recursive: true, force: true });
});

/** Scans all of partition 0 and lets the fault happen before a fetch in the middle is sent: to where the partition was, then. */
async function scanThrough(
  topic: string,
  fault: () => Promise<void>,
): Promise<{ readonly end: ClusterResult<ScanEnd>; readonly records: readonly ReadRecord[] }> {
  let fetches = 0;
  const watched = createCluster(
    watchConnection(createKafkajsConnection(plainSettings(brokers.bootstrap)), async ({ apiName }) => {
      if (apiName === 'Fetch' && ++fetches === 4) await fault();
    }),
  );
  try {
    const scan = await scanAll(watched, { topic, partition: 0, from: 0, to: count, isolation: 'committed' });
    expect(fetches).toBeGreaterThanOrEqual(4);
    return scan;
  } finally {
    await watched.close();
  }
}

/** As Produce.java wrote them, none missing and none twice, from an offset on. */
function expectRecords(records: readonly ReadRecord[], from: number, to: number): void {
  expect(records.length).toBe(to - from);
  const wrong = records.findIndex(({ offset, key }, i) => offset !== from + i || key !== `k${from + i}`);
  expect(wrong).toBe(-1);
}

async function leaderOf(topic: string): Promise<TestBroker> {
  const leader = valueOf(await cluster.topics([topic])).values[0]?.partitions[0]?.leader;
  return brokers.brokers.find(({ id }) => id === leader)!;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 45_000; Date.now() < end; await new Promise((done) => setTimeout(done, 200))) if (await holds()) return;
  throw new Error(`waited too long until ${what}`);
}

const allInSync = async (): Promise<boolean> => {
  const layouts = await cluster.topics(['copied', 'alone']);
  return layouts.ok && layouts.value.values.every(({ partitions }) => partitions.every((one) => one.inSync.length === one.replicas.length));
};

describe('a scan', () => {
  it('goes on where the leader is after a move of the partition to another broker', async () => {
    const { end, records } = await scanThrough('moved', () => administer(brokers, 'move moved 0 3'));
    expect(valueOf(end)).toEqual({ kind: 'done', next: count });
    expectRecords(records, 0, count);
    expect((await leaderOf('moved')).id).toBe(3);
  });

  it('goes on at another broker when the leader is killed', async () => {
    const first = await leaderOf('copied');
    const { end, records } = await scanThrough('copied', () => first.kill());
    expect(valueOf(end)).toEqual({ kind: 'done', next: count });
    expectRecords(records, 0, count);
    expect((await leaderOf('copied')).id).not.toBe(first.id);
    await first.start();
    await until('the broker has caught up', allInSync);
  });

  it('goes on at another broker when that one is elected', async () => {
    const first = await leaderOf('copied');
    const second = brokers.brokers.find(({ id }) => id !== first.id)!;
    const third = brokers.brokers.find(({ id }) => id !== first.id && id !== second.id)!;
    const { end, records } = await scanThrough('copied', () =>
      administer(brokers, `move copied 0 ${second.id},${third.id},${first.id}`, 'elect copied 0'),
    );
    expect(valueOf(end)).toEqual({ kind: 'done', next: count });
    expectRecords(records, 0, count);
    expect((await leaderOf('copied')).id).toBe(second.id);
  });

  it('waits for a partition whose only broker is killed with a fetch under way, and comes back', async () => {
    const only = await leaderOf('moved');
    let over: Promise<void> | undefined;
    const { end, records } = await scanThrough('moved', () => {
      over = only.kill().then(() => only.start());
      return Promise.resolve();
    });
    await over;
    expect(valueOf(end)).toEqual({ kind: 'done', next: count });
    expectRecords(records, 0, count);
  });

  it('ends as gone when the topic is deleted', async () => {
    const { end, records } = await scanThrough('deleted', () => administer(brokers, 'delete deleted'));
    expect(valueOf(end)).toEqual({ kind: 'gone', next: records.length });
    expectRecords(records, 0, records.length);
    expect(records.length).toBeLessThan(count);
  });

  it('does not take a topic that was made again for the former', async () => {
    const { end, records } = await scanThrough('remade', async () => {
      await administer(brokers, 'delete remade', `topic remade 1 1 ${configs}`);
      await runProgram(brokers, 'Produce', 'remade', '0', 'none', String(count));
    });
    expect(valueOf(end)).toEqual({ kind: 'gone', next: records.length });
    expectRecords(records, 0, records.length);
  });

  it.each([
    ['a deletion of records', 'emptied', () => administer(brokers, 'empty emptied 0 250000')],
    [
      'retention',
      'aged',
      async () => {
        await administer(brokers, 'config aged retention.bytes=1');
        await until('segments are gone', async () => (await earliest('aged')) > 0);
      },
    ],
  ] as const)('says what %s took, and reads on from there', async (_what, topic, fault) => {
    const { end, records } = await scanThrough(topic, fault);
    const logStart = await earliest(topic);
    expect(logStart).toBeGreaterThan(records.length);
    expect(valueOf(end)).toEqual({ kind: 'truncated', next: records.length, lostFrom: records.length, logStart });
    expectRecords(records, 0, records.length);
    const rest = await scanAll(cluster, { topic, partition: 0, from: logStart, to: count, isolation: 'committed' });
    expect(valueOf(rest.end)).toEqual({ kind: 'done', next: count });
    expectRecords(rest.records, logStart, count);
  });
});

async function earliest(topic: string): Promise<number> {
  return valueOf(await cluster.offsets([{ topic, partition: 0 }], 'earliest')).values[0]?.offset ?? 0;
}

describe('a cluster of which a part is down', () => {
  it('answers for what is there, and says what is not', async () => {
    const [dead, ...others] = brokers.brokers;
    await dead!.kill();
    await until(
      'the cluster knows',
      async () => (valueOf(await cluster.topics(['alone'])).values[0]?.partitions[0]?.leader ?? null) === null,
    );
    for (const open of [cluster, openCluster(plainSettings(brokers.bootstrap))]) {
      expect(valueOf(await open.describe()).brokers.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
      const layouts = valueOf(await open.topics(['alone', 'copied']));
      const alone = layouts.values.find(({ name }) => name === 'alone')!;
      expect(alone.partitions.map(({ leader, offline }) => ({ leader, offline }))).toEqual([
        { leader: null, offline: [1] },
        { leader: 2, offline: [] },
        { leader: 3, offline: [] },
      ]);
      const ends = valueOf(
        await open.offsets(
          [0, 1, 2].map((partition) => ({ topic: 'alone', partition })),
          'latest',
        ),
      );
      expect(ends.values.map(({ partition, offset }) => `${partition}:${offset}`).sort()).toEqual(['1:100', '2:100']);
      expect(ends.problems).toMatchObject([{ what: 'alone-0', error: { kind: 'unavailable' } }]);
      const sizes = valueOf(await open.logDirectories(layouts.values));
      expect(sizes.values.map(({ broker }) => broker).toSorted((a, b) => a - b)).toEqual([2, 3]);
      const groups = valueOf(await open.groups());
      expect(groups.values.map(({ id }) => id)).toEqual(['a-group']);
      expect(valueOf(await open.describeGroups(groups.values)).values.map(({ id, state }) => `${id} ${state}`)).toEqual(['a-group Empty']);
      expect(valueOf(await open.committed('a-group'))).toEqual([{ topic: 'alone', partition: 0, offset: 1, metadata: '' }]);
      const scan = await scanAll(open, { topic: 'alone', partition: 0, from: 0, to: 100, isolation: 'committed' }, { timeoutMs: 1500 });
      expect(scan.end).toMatchObject({ ok: false, error: { kind: 'unavailable', message: 'Partition 0 of alone has no leader now.' } });
      if (open !== cluster) await open.close();
    }
    await dead!.start();
    await until('all is in sync', allInSync);
    expect(valueOf(await cluster.offsets([{ topic: 'alone', partition: 0 }], 'latest')).values[0]?.offset).toBe(100);
  });

  it('says that nobody is there when all are down, and answers again when they are back', async () => {
    await Promise.all(brokers.brokers.map((broker) => broker.kill()));
    const start = Date.now();
    const answers = await Promise.all([
      cluster.describe(),
      cluster.topics('all'),
      cluster.groups(),
      cluster.logDirectories('all'),
      cluster.offsets([{ topic: 'alone', partition: 0 }], 'latest'),
      cluster.committed('a-group'),
    ]);
    expect(Date.now() - start).toBeLessThan(10_000);
    for (const answer of answers) expect(answer.ok ? 'an answer' : answer.error.kind).toMatch(/^(unreachable|unavailable)$/);
    await Promise.all(brokers.brokers.map((broker) => broker.start()));
    await until('the cluster is back', allInSync);
    const ends = valueOf(
      await cluster.offsets(
        [0, 1, 2].map((partition) => ({ topic: 'alone', partition })),
        'latest',
      ),
    );
    expect(ends.values.map(({ offset }) => offset)).toEqual([100, 100, 100]);
    expect(valueOf(await cluster.committed('a-group'))).toHaveLength(1);
  });
});

describe('a cluster that is far away', () => {
  it('is read in few round trips', async () => {
    const sent: string[] = [];
    const bootstrap = proxies.map(({ port }) => `127.0.0.1:${port}`).join(',');
    const open = createCluster(
      watchConnection(createKafkajsConnection(plainSettings(bootstrap)), ({ apiName }) => {
        sent.push(apiName);
      }),
    );
    try {
      const start = Date.now();
      const layouts = valueOf(await open.topics('all'));
      const groups = valueOf(await open.groups());
      const partitions = layouts.values.flatMap(({ name, partitions: all }) => all.map(({ partition }) => ({ topic: name, partition })));
      expect(valueOf(await open.offsets(partitions, 'latest')).values).toHaveLength(partitions.length);
      valueOf(await open.describeGroups(groups.values));
      const looked = Date.now() - start;
      const scanned = Date.now();
      const { end, records } = await scanAll(open, { topic: 'copied', partition: 0, from: 0, to: count, isolation: 'committed' });
      const taken = Date.now() - scanned;
      expect(valueOf(end)).toEqual({ kind: 'done', next: count });
      expectRecords(records, 0, count);
      const fetches = sent.filter((name) => name === 'Fetch').length;
      console.log(`${latency} ms away: ${looked} ms for ${sent.length - fetches} questions, ${taken} ms for ${fetches} fetches`);
      expect(sent.length - fetches).toBeLessThan(20);
      expect(fetches).toBeLessThan(16);
      expect(taken).toBeLessThan((fetches + 4) * latency * 2 + 2_000);
    } finally {
      await open.close();
    }
  });
});

describe('the cluster afterwards', () => {
  it('has no group, offset or topic of ours', async () => {
    const list = async (): Promise<readonly string[]> => {
      const tools = await Promise.all([
        brokers.tool('org.apache.kafka.tools.TopicCommand', ['--list']),
        brokers.tool('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', ['--list', ...patience]),
        brokers.tool('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', [
          '--describe',
          '--all-groups',
          '--offsets',
          ...patience,
        ]),
        brokers.tool('org.apache.kafka.tools.GetOffsetShell', []),
      ]);
      for (const { status, stderr } of tools) if (status !== 0) throw new Error(stderr);
      return tools.map(({ stdout }) => stdout.trim().split('\n').sort().join('\n'));
    };
    const before = await list();
    expect(before[1]).toBe('a-group');
    const open = openCluster(plainSettings(brokers.bootstrap));
    const unknown = 'no-such-topic';
    valueOf(await open.describe());
    const layouts = valueOf(await open.topics('all'));
    valueOf(await open.topics([unknown]));
    valueOf(await open.configs([unknown, 'copied'], ['cleanup.policy']));
    for (const at of ['earliest', 'latest', 'lastStable', 'maxTimestamp', { timestamp: 0 }] as const)
      valueOf(await open.offsets([{ topic: unknown, partition: 0 }, ...['copied', 'alone'].map((topic) => ({ topic, partition: 0 }))], at));
    valueOf(await open.logDirectories(layouts.values));
    const none = { id: 'no-such-group', protocolType: '', state: null } as const;
    for (const type of ['classic', 'consumer', 'streams'] as const) valueOf(await open.describeGroups([{ ...none, type }]));
    valueOf(await open.describeGroups(valueOf(await open.groups()).values));
    valueOf(await open.committed('no-such-group'));
    for (const topic of ['copied', unknown])
      valueOf((await scanAll(open, { topic, partition: 0, from: 0, to: count, isolation: 'committed' })).end);
    await open.close();
    expect(await list()).toEqual(before);
  });
});
