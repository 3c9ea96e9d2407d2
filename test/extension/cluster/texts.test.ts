import { expect, test } from 'vitest';
import { detailsLines } from '../../../src/extension/cluster/tree/detailsText.js';
import { driftLines } from '../../../src/present/cluster/driftText.js';
import { buildLenses, buildQueryLenses } from '../../../src/extension/cluster/lenses/lensTexts.js';
import { restoreStatus } from '../../../src/extension/cluster/tree/restoreTexts.js';
import { tableLines } from '../../../src/present/table/textTable.js';
import type { TopologyReport } from '../../../src/core/report.js';
import type { Restore } from '../../../src/applications/model.js';
import { application, changelog, known, store } from './states.js';

const location = { file: 'src/Shop.java', line: 12, column: 5, endLine: 12, endColumn: 10 };
const repartition = { name: null, suffix: 'by-customer-repartition', location };
const topology = {
  stores: [
    { name: 'orders', location },
    { name: 'never-started', location },
  ],
  repartitions: [repartition],
} as unknown as TopologyReport;

test('a lens says partitions, size and restore of what the cluster has, and the lag of repartition topics', () => {
  const topic = { ...changelog, name: 'shop-by-customer-repartition', lag: known(8) };
  const lenses = buildLenses('src/Shop.java', topology, [{ cluster: 'demo', state: { ...application, repartitions: [topic] } }]);
  expect(lenses.map(({ text, queryable }) => [text, queryable])).toEqual([
    ['2 partitions · 3.4 GiB · restored', true],
    ['repartition: 2 partitions · 3.4 GiB · lag 8', false],
  ]);
  expect(buildLenses('src/Other.java', topology, [{ cluster: 'demo', state: application }])).toEqual([]);
});

test('code that asks for a store by its name leads to that of each application that has it, and of no other', () => {
  const queries = [
    { store: 'orders', location },
    { store: 'elsewhere', location },
    { store: 'orders', location: { ...location, file: 'src/Other.java' } },
  ];
  const state = { ...application, stores: [store] };
  const [demo, live] = ['demo', 'live'].map((cluster) => ({ cluster, state }));
  const lens = { location, store: store.name, application: application.summary.id };
  expect(store.name).toBe('orders');
  expect(buildQueryLenses('src/Shop.java', queries, [demo!])).toEqual([{ ...lens, cluster: 'demo', of: undefined }]);
  expect(buildQueryLenses('src/Shop.java', queries, [demo!, live!]).map(({ of }) => of)).toEqual([
    `demo, ${application.summary.id}`,
    `live, ${application.summary.id}`,
  ]);
  expect(buildQueryLenses('src/Shop.java', queries, [])).toEqual([]);
});

test('several stores of one call are told apart', () => {
  const names = [
    ...['KSTREAM-JOINTHIS-0000000022-store', 'KSTREAM-OUTEROTHER-0000000023-store', 'KSTREAM-OUTERSHARED-0000000022-store'],
    ...['paid-outer-this-join-store', 'paid-other-join-store', 'a-name-that-somebody-gave-to-its-supplier'],
  ];
  const kinds = ['joinWindow', 'joinWindow', 'outerJoin', 'joinWindow', 'joinWindow', 'joinWindow'];
  const made = names.map((name, i) => ({ name, kind: kinds[i], location }));
  const state = { ...application, stores: names.map((name) => ({ ...store, name })) };
  const lenses = buildLenses('src/Shop.java', { ...topology, stores: made } as unknown as TopologyReport, [{ cluster: 'demo', state }]);
  expect(lenses.map(({ text, side }) => [text, side])).toEqual([
    ['left: 3.4 GiB', 'left'],
    ['left: 3.4 GiB', 'left'],
    ['right: 3.4 GiB', 'right'],
    ['right: 3.4 GiB', 'right'],
    ['unmatched: 3.4 GiB', 'unmatched'],
    ['a-name-tha…-its-supplier: 3.4 GiB', 'a-name-tha…-its-supplier'],
  ]);
});

test('where the code runs twice the lenses say where', () => {
  const state = application;
  const lenses = buildLenses('src/Shop.java', topology, [
    { cluster: 'a', state },
    { cluster: 'b', state },
  ]);
  expect(lenses.map(({ text }) => text.split(':')[0])).toEqual(['a, shop', 'b, shop']);
});

const restoring = (done: number | null, total: number | null): Restore => ({
  state: 'restoring',
  source: done === null ? 'inferred' : 'application',
  done,
  total,
  note: '',
});
const withRestores = (...restores: readonly Restore[]) => [
  { cluster: 'demo', state: { ...application, stores: restores.map((restore, i) => ({ ...store, name: `s${i}`, restore })) } },
];

test('the status says a percentage only where all numbers are known', () => {
  expect(restoreStatus(withRestores(store.restore))).toBeUndefined();
  expect(restoreStatus(withRestores(restoring(100, 400), restoring(100, 100)))?.text).toBe('shop: restoring 40 %, 200 of 500 offsets');
  expect(restoreStatus(withRestores(restoring(100, 400), restoring(null, null)))?.text).toBe('shop: restoring (inferred)');
});

test('details say each figure with its source, and lead to the source', () => {
  const node = { kind: 'store', cluster: 'demo', application: 'shop', store: 'orders' } as const;
  const lines = detailsLines(node, { value: application, error: undefined, busy: false, at: 0 }, '/shop');
  const texts = lines.map(({ text }) => text);
  expect(texts).toContain('Store orders');
  expect(texts.find((text) => text.startsWith('Size on leaders'))).toMatch(/3\.4 GiB +asked$/);
  const link = lines.at(-1)!;
  expect(link.text.slice(link.link?.start, link.link?.end)).toBe('src/Shop.java:12');
});

test('a comparison groups what differs, the worst first', () => {
  const drift = {
    topic: 'shop-x-changelog',
    store: 'x',
    expected: null,
    actual: null,
    message: 'It is.',
    source: { file: 'A.java', line: 3 },
  };
  const at = { cluster: 'demo', application: 'shop', folder: '/shop', at: 'now' };
  const lines = driftLines(
    {
      compared: 2,
      ofCode: 2,
      deployed: { by: 'nodes', isCertain: true, count: 9, notes: ['It is so.'] },
      drifts: [
        { ...drift, kind: 'to-be-created' },
        { ...drift, kind: 'topology', topic: null, store: null, node: 'KSTREAM-FILTER-0000000001' },
        { ...drift, kind: 'partitions' },
      ],
    },
    at,
  );
  expect(lines.map(({ text }) => text)).toEqual([
    'Application shop: code and cluster demo',
    '2 internal topics of the code compared at now',
    'Deployed topology: 9 nodes compared with the code, 1 difference.',
    'It is so.',
    '',
    'Another topology is deployed, as the brokers have it',
    '  KSTREAM-FILTER-0000000001',
    '    It is.',
    '    A.java:3',
    '',
    'Other number of partitions',
    '  shop-x-changelog, changelog of x',
    '    It is.',
    '    A.java:3',
    '',
    'To be created at the next start',
    '  shop-x-changelog, changelog of x',
    '    It is.',
    '    A.java:3',
    '',
  ]);
  const nothing = { by: null, isCertain: false, count: 0, notes: ['Not compared.'] } as const;
  expect(driftLines({ compared: 2, ofCode: 2, drifts: [], deployed: nothing }, at)[4]?.text).toMatch(/^No difference/);
});

test('columns line up, and a name with a line break or a mark of direction stays in its cell', () => {
  expect(
    tableLines([
      ['name', 'count'],
      ['a\nb\u202e', '12,345'],
      ['c', '7'],
    ]),
  ).toEqual(['name   count', 'a\ufffdb\ufffd  12,345', 'c          7']);
});
