import { expect, test } from 'vitest';
import { childEntries, rootEntries, type TreeView } from '../../../src/extension/cluster/tree/treeEntries.js';
import { idOf } from '../../../src/extension/cluster/tree/treeNodes.js';
import type { ClusterOverview, StoreState } from '../../../src/applications/model.js';
import { createStatusWatch } from '../../../src/applications/applicationStatus.js';
import type { ClusterError } from '../../../src/kafka/clusterError.js';
import { application, changelog, known, partition, store } from './states.js';

const overview: ClusterOverview = {
  cluster: {
    id: 'abc',
    brokers: [{ id: 1, host: 'a', port: 1, rack: null }],
    controller: 1,
    features: { groupTypes: true, consumerGroups: true, streamsGroups: true },
  },
  applications: [application.summary],
  unclaimedTopics: [],
  topicCount: 1,
  partitionCount: 2,
  problems: [],
};

const refused: ClusterError = { kind: 'unreachable', message: 'Nothing listens at a:1.', advice: 'Start it.' };

function view(stores: readonly StoreState[], error?: ClusterError, filter = '', more: Partial<ClusterOverview> = {}): TreeView {
  const look = <T>(value: T) => ({ value, error, busy: false, at: 0 });
  return {
    clusters: [
      { name: 'demo', bootstrap: 'a:1', connected: true },
      { name: 'other', bootstrap: 'b:1', connected: false },
    ],
    states: {
      overview: () => look({ ...overview, ...more }),
      application: () => look({ ...application, stores }),
      status: () => createStatusWatch().observe({ ...application, stores }, 0),
    },
    asked: () => undefined,
    order: { filter, sort: 'name' },
  };
}

const group = { kind: 'group', cluster: 'demo', application: 'shop', group: 'stores' } as const;

test('a cluster says what it has; one that nobody connected was not asked', () => {
  const [demo, other] = rootEntries(view([store]));
  expect(demo).toMatchObject({ description: '1 broker · 1 application', context: 'cluster', opens: 'expanded' });
  expect(other).toMatchObject({ description: 'not connected', context: 'disconnected', opens: 'never' });
});

test('a cluster that a person marked says so', () => {
  const marked = { ...view([store]), clusters: [{ name: 'demo', bootstrap: 'a:1', connected: true, writable: true as const }] };
  const [demo] = rootEntries(marked);
  expect(demo).toMatchObject({ description: '1 broker · 1 application · writable', context: 'writableCluster' });
  expect(demo?.spoken).toContain('writable');
});

test('a failure stands in the line, and below it as a row with what to do and the age of the rest', () => {
  const failed = view([store], refused);
  expect(rootEntries(failed)[0]).toMatchObject({ description: 'does not answer', icon: { id: 'error' } });
  const [error, shop] = childEntries({ kind: 'cluster', cluster: 'demo' }, failed);
  expect(error).toMatchObject({ label: refused.message, context: 'retry' });
  expect(error?.spoken).toBe('error. Nothing listens at a:1.. Start it.. What is shown is of 1970-01-01 00:00:00Z.');
  expect(shop).toMatchObject({ label: 'shop' });
});

test('the first row of an application says how it is, and by what that is told', () => {
  const [status, next] = childEntries({ kind: 'application', cluster: 'demo', application: 'shop' }, view([store]));
  expect(status).toMatchObject({
    label: 'Not running',
    description: 'Stable · 1 instance · lag not known · 1 store 3.4 GiB · 1 internal topic with 2 partitions · 0 standbys',
    icon: { id: 'circle-slash' },
    opens: 'never',
  });
  expect(status?.tooltip).toContain('its group has no members');
  expect(status?.copy).toMatch(/^shop: Stable, 1 instance, .*\n {2}not running: its group has no members\n/);
  expect(next).toMatchObject({ label: 'Stores' });
});

test('a store is heard as it is seen', () => {
  const [entry] = childEntries(group, view([store]));
  expect(entry).toMatchObject({
    label: 'orders',
    description: '3.4 GiB · 2 partitions · 2,468 offsets · restored · key-value with timestamps',
    spoken: 'store, orders, 3.4 GiB, 2 partitions, 2,468 offsets, restored, key-value with timestamps',
    icon: { id: 'database' },
    context: 'store',
  });
});

test('what is wrong is said by icon, words and rows', () => {
  const marked: StoreState = { ...store, marks: [{ rule: 'not-compacted', severity: 'error', message: 'It loses state.' }] };
  const [entry] = childEntries(group, view([marked]));
  expect(entry).toMatchObject({ icon: { id: 'error' } });
  expect(entry?.spoken).toContain('error: It loses state.');
  const rows = childEntries({ kind: 'store', cluster: 'demo', application: 'shop', store: 'orders' }, view([marked]));
  expect(rows[0]).toMatchObject({ label: 'It loses state.' });
  expect(rows.find(({ label }) => label === 'Cleanup policy')?.description).toBe('compact, which loses state');
});

test('a restore without numbers has no percentage, and one that is nearly done is not said to be', () => {
  const restoring = (done: number | null): string => {
    const total = done === null ? null : 1000;
    const source = done === null ? 'inferred' : 'application';
    return childEntries(group, view([{ ...store, restore: { state: 'restoring', source, done, total, note: '' } }]))[0]!.description;
  };
  expect(restoring(null)).toMatch(/^restoring \(inferred\) · /);
  expect(restoring(999)).toMatch(/^restoring, 99 % · /);
});

test('a changelog has no consumer lag, and a partition without a leader is an error', () => {
  const topic = { ...changelog, partitions: [{ ...partition, leader: null }] };
  const one = view([{ ...store, topic }]);
  const place = { kind: 'store', cluster: 'demo', application: 'shop', store: 'orders' } as const;
  expect(childEntries(place, one).map(({ label }) => label)).not.toContain('Consumer lag');
  const [first] = childEntries({ kind: 'partitions', cluster: 'demo', application: 'shop', of: { store: 'orders' } }, one);
  expect(first?.spoken).toContain('error: It has no leader.');
});

test('a filter leaves what holds it, and says where nothing does', () => {
  expect(
    childEntries(group, view([store, { ...store, name: 'payments', topic: null }], undefined, 'pay')).map(({ label }) => label),
  ).toEqual(['payments']);
  const nothing = childEntries({ kind: 'cluster', cluster: 'demo' }, view([store], undefined, 'zzz'));
  expect(nothing.map(({ label }) => label)).toEqual(['Nothing here is named like "zzz"']);
});

test('rows have an address of their own', () => {
  const rows = childEntries({ kind: 'store', cluster: 'demo', application: 'shop', store: 'orders' }, view([store]));
  expect(new Set(rows.map(({ node }) => idOf(node))).size).toBe(rows.length);
});

test('names of the cluster cannot format a tooltip', () => {
  const hostile = { ...store, name: '**x** [a](command:evil) <b>', kind: known('keyValue' as const) };
  const [entry] = childEntries(group, view([hostile]));
  expect(entry?.tooltip).not.toContain('[a](command:evil)');
});

test('a changelog of no known application, and one that its application left, can be read', () => {
  const unclaimedTopics = ['old-totals-changelog', 'old-totals-repartition'];
  const both = view([store], undefined, '', { unclaimedTopics });
  const topics = childEntries({ kind: 'unclaimed', cluster: 'demo' }, both);
  expect(topics.map(({ context, copy }) => [context, copy])).toEqual([
    ['changelog', 'old-totals-changelog'],
    ['name', 'old-totals-repartition'],
  ]);
  // What the command "Query Store" takes.
  expect(topics[0]?.node).toEqual({ kind: 'unclaimedChangelog', cluster: 'demo', topic: 'old-totals-changelog' });
  expect(childEntries(topics[0]!.node, both)).toEqual([]);
  const orphans = [changelog, { ...changelog, name: 'shop-orders-repartition' }];
  const left: TreeView = {
    ...both,
    states: { ...both.states, application: () => ({ value: { ...application, orphans }, error: undefined, busy: false, at: 0 }) },
  };
  const entries = childEntries({ kind: 'group', cluster: 'demo', application: 'shop', group: 'orphans' }, left);
  expect(entries.map(({ label, context }) => [label, context])).toEqual([
    ['shop-orders-changelog', 'orphanedChangelog'],
    ['shop-orders-repartition', 'topic'],
  ]);
});
