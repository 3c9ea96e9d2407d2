import { expect, test } from 'vitest';
import type { DiagnosticReport, TopologyReport } from '../../src/core/report.js';
import type { FolderReport } from '../../src/platform/analysis/analysisMessages.js';
import { createOpenedPlaces } from '../../src/extension/openedPlaces.js';
import { countMarked, topologyEntries } from '../../src/extension/topologiesView/topologyEntries.js';
import type { TopologyEntry } from '../../src/extension/topologiesView/topologyEntry.js';
import { at, report, store, topic, topology } from '../core/features/sampleReport.js';

const file = 'src/main/java/shop/OrdersTopology.java';
const count = at(file, 37, 14, 5);
const generated = 'KSTREAM-AGGREGATE-STATE-STORE-0000000003';
const pattern = 'KSTREAM-REDUCE-STATE-STORE-??????????';

const node = (type: 'source' | 'processor' | 'sink', topics: readonly string[], stores: readonly string[] = []) => ({
  ...{ name: 'node', pattern: null, type, topics, stores, successors: [], location: null },
});

const orders = topology({
  id: `${file}#OrdersTopology.build`,
  entry: { ...at(file, 26, 14, 5), symbol: 'OrdersTopology.build' },
  applicationId: 'orders-app',
  stores: [
    store(count, { name: generated, autoNamed: true }),
    store(at(file, 43, 14, 9), { name: 'revenue-by-country-and-by-product', operator: 'aggregate' }),
    store(at(file, 50, 14, 6), { pattern, autoNamed: true, operator: 'reduce' }),
    store(at(file, 12, 14, 11), { name: 'products', global: true, operator: 'globalTable' }),
  ],
  repartitions: [topic(count, { name: `orders-app-${generated}-repartition`, suffix: `${generated}-repartition`, autoNamed: true })],
  gaps: [{ reason: 'addAll(builder) could not be read', location: at(file, 30, 1, 2), affects: [pattern], help: null }],
  complete: false,
  subtopologies: [
    { id: 0, nodes: [node('source', ['orders', 'payments']), node('sink', [`${generated}-repartition`])] },
    { id: 1, nodes: [node('source', [`${generated}-repartition`]), node('processor', [], [generated])] },
    { id: 2, nodes: [node('source', ['orders']), node('processor', [], ['revenue-by-country-and-by-product', pattern])] },
  ],
});

const finding = (rule: string, location = count): DiagnosticReport => ({
  ...{ rule, severity: 'warning', message: '', location, related: [], fixes: [] },
});

const reportsOf = (topologies: readonly TopologyReport[], diagnostics: readonly DiagnosticReport[] = []): FolderReport[] => [
  { folder: '/work', report: { ...report(...topologies), diagnostics } },
];
const entriesOf = (...asked: Parameters<typeof reportsOf>): TopologyEntry[] => topologyEntries(reportsOf(...asked));
const marksIn = (entries: readonly TopologyEntry[]): number =>
  entries.reduce((sum, { marked, children }) => sum + (marked ? 1 : 0) + marksIn(children), 0);
const marks = (...diagnostics: readonly DiagnosticReport[]): readonly number[] => [
  countMarked(reportsOf([orders], diagnostics)),
  marksIn(entriesOf([orders], diagnostics)),
];

const outline = (entries: readonly TopologyEntry[], indent = ''): string[] =>
  entries.flatMap(({ label, description, marked, children }) => [
    `${indent}${label} | ${description}${marked ? ' !' : ''}`,
    ...outline(children, `${indent}  `),
  ]);

test('an application has its sub-topologies, and these what they keep and read', () => {
  expect(outline(entriesOf([orders], [finding('unnamed-store'), finding('unnamed-repartition')]))).toEqual([
    'orders-app | incomplete · 3 unnamed · OrdersTopology.build',
    '  Sub-topology 0 | orders · payments',
    '  Sub-topology 1 | 2 unnamed',
    '    count · OrdersTopology:37 | KSTREAM-AGG…0003-repartition !',
    '    count · OrdersTopology:37 | KSTREAM-AGG…STORE-0000000003 !',
    '  Sub-topology 2 | 1 unnamed · orders',
    '    revenue-by…and-by-product | aggregate · Orde…logy:43',
    '    reduce · Orde…pology:50 | name not known · KSTREAM-RED…STORE-??????????',
    '  products | globalTable · Orde…logy:12',
    '  addAll(builder) could not be read | OrdersTopology:30',
  ]);
});

test('a mark is for a finding: what is switched off or disabled for its line bears none', () => {
  expect(marks()).toEqual([0, 0]);
  expect(marks(finding('unnamed-store'))).toEqual([1, 1]);
  expect(marks(finding('named-is-not-store-name'), finding('unnamed-repartition'))).toEqual([2, 2]);
  expect(marks(finding('unnamed-store', at(file, 43, 14, 9)))).toEqual([0, 0]);
});

test('what is heard is whole, and an unknown name has its reason', () => {
  const [application] = entriesOf([orders]);
  const all = (entry: TopologyEntry): TopologyEntry[] => [entry, ...entry.children.flatMap(all)];
  const entries = application === undefined ? [] : all(application);
  expect(application?.spoken).toBe('application orders-app, OrdersTopology.build, incomplete, 3 unnamed, 4 stores, 1 repartition topic');
  const named = (text: string) => entries.find(({ spoken }) => spoken.includes(text));
  expect(named('store revenue')?.spoken).toBe(`store revenue-by-country-and-by-product, made by aggregate, ${file} line 43`);
  expect(named(`store ${generated}`)?.spoken).toBe(`store ${generated}, unnamed, made by count, ${file} line 37`);
  expect(named('global store')?.context).toBe('made');
  const unknown = named('name not known');
  expect(unknown?.spoken).toBe(`store ${pattern}, unnamed, name not known, made by reduce, ${file} line 50`);
  expect(unknown?.tooltip()).toContain(String.raw`Not determinable: addAll\(builder\) could not be read \(line 30\)`);
  expect(unknown?.copy).toBeUndefined();
});

test('a pin is for the call, or for all of the topology', () => {
  const [application] = entriesOf([orders]);
  expect(application?.pin).toEqual({ mode: 'pin', topology: orders.id });
  expect(application?.children[1]?.children[1]?.pin).toEqual({ mode: 'pin', at: { file, line: 37, column: 14 } });
  expect(application?.children[2]?.children[0]?.pin).toBeUndefined();
});

test('without an application id the class is the label; no two entries have one id', () => {
  const unnamed = topology({ applicationId: null, stores: [store(count, { pattern }), store(count, { pattern })] });
  const entries = entriesOf([unnamed, unnamed]);
  expect(outline(entries).slice(0, 2)).toEqual([
    'Shop.build | application id not known',
    '  count · OrdersTopology:37 | name not known · KSTREAM-RED…STORE-??????????',
  ]);
  const ids = entries.flatMap(({ id, children }) => [id, ...children.map((child) => child.id)]);
  expect(new Set(ids).size).toBe(6);
});

test('a topic of which not all is known stands where it is read', () => {
  const named = '${name()}-repartition';
  const vague = topology({
    repartitions: [topic(count, { pattern: `<application.id>-${named}` })],
    subtopologies: [{ id: 0, nodes: [node('source', [named])] }],
  });
  expect(outline(entriesOf([vague]))).toEqual([
    'shop | Shop.build',
    '  Sub-topology 0 | ',
    '    count · OrdersTopology:37 | name not known · <applicatio…e()}-repartition',
  ]);
});

test('names of hostile code are painted short, and as text', () => {
  const stores = Array.from({ length: 2500 }, (_, i) => store(count, { name: `\u202e${i}${'x'.repeat(1000)}` }));
  const [application] = entriesOf([topology({ applicationId: 'a'.repeat(10_000), stores })]);
  expect(application?.label.length).toBeLessThan(30);
  expect(application?.children).toHaveLength(2001);
  expect(application?.children.at(-1)?.label).toBe('… and 500 more');
  expect(application?.children[0]?.label).toMatch(/^\\u202e0x/);
  expect(application?.children[0]?.spoken.length).toBeLessThan(1100);
});

test('what was opened and closed is kept, and only what differs', () => {
  const kept = new Map<string, unknown>();
  const memory = {
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as the editor declares it
    get: <T>(key: string) => kept.get(key) as T | undefined,
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  const [application] = entriesOf([orders]);
  if (application === undefined) throw new Error('no entry');
  const opened = createOpenedPlaces(memory, 'tree');
  expect(opened.isOpen(application)).toBe(true);
  opened.set(application, false);
  expect(createOpenedPlaces(memory, 'tree').isOpen(application)).toBe(false);
  opened.set(application, true);
  expect([...kept.values()]).toEqual([[]]);
});
