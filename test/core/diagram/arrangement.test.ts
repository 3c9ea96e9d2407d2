/** Less of a diagram: what is left says the same as the whole. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { arrangeDiagram, groupOfCollapsed, wholeDiagram } from '../../../src/core/diagram/arrangement.js';
import { toDescribedDiagram } from '../../../src/core/diagram/describedDiagram.js';
import type { Diagram } from '../../../src/core/diagram/diagram.js';
import { layOutDiagram } from '../../../src/core/diagram/layout/layOutDiagram.js';
import { nodeLabel } from '../../../src/core/diagram/nodeLabel.js';
import type { OracleAnswer } from '../../support/oracleAnswer.js';

const golden = path.join(import.meta.dirname, '../../oracle/golden/4.3.0');
const goldens = readdirSync(golden)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(path.join(golden, file), 'utf8')) as OracleAnswer)
  .flatMap((answer) => (answer.status === 'ok' ? [[answer.case, answer.describe] as const] : []));

const diagramOf = (text: string): Diagram => toDescribedDiagram(text, 't', 't.topology')!;
const arrows = ({ edges }: Diagram): string[] => edges.map(({ from, to }) => `${from} > ${to}`).sort();

const counted = diagramOf(`Topologies:
   Sub-topology: 0
    Source: lines (topics: [text])
      --> split
    Processor: split (stores: [])
      --> tally
      <-- lines
    Processor: tally (stores: [counts])
      --> late
      <-- split
    Processor: late (stores: [buffer])
      --> out
      <-- tally
    Sink: out (topic: words-repartition)
      <-- late

  Sub-topology: 1
    Source: words (topics: [words-repartition])
      --> sum
    Processor: sum (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000007])
      --> none
      <-- words

`);

test('stores only: records flow from topics to stores, from store to store, and to topics', () => {
  const stores = arrangeDiagram(counted, { storesOnly: true, collapsed: [] });
  expect(arrows(stores)).toEqual([
    'store buffer > topic words-repartition',
    'store counts > store buffer',
    'topic text > store counts',
    'topic words-repartition > store KSTREAM-AGGREGATE-STATE-STORE-0000000007',
  ]);
  expect(stores.nodes.map(({ kind }) => kind).sort()).toEqual(['repartition', 'store', 'store', 'store', 'topic']);
});

test('a collapsed sub-topology is one node that says what it holds', () => {
  const { nodes, edges, groups } = arrangeDiagram(counted, { storesOnly: false, collapsed: ['group 0'] });
  expect(groups.map(({ id }) => id)).toEqual(['group 1']);
  const [node] = nodes.filter(({ kind }) => kind === 'subtopology');
  expect(node).toMatchObject({ name: 'Sub-topology 0: 2 stores', unnamed: false, group: null });
  expect(node?.facts).toContainEqual({ term: 'Stores', text: 'counts, buffer' });
  expect(groupOfCollapsed(node!.id)).toBe('group 0');
  expect(edges.filter(({ from, to }) => from === node?.id || to === node?.id).map(({ from, to }) => `${from} > ${to}`)).toEqual([
    `topic text > ${node?.id}`,
    `${node?.id} > topic words-repartition`,
  ]);
});

test('a group that is not there changes nothing', () => {
  expect(arrangeDiagram(counted, { storesOnly: false, collapsed: ['group 9'] })).toEqual(counted);
  expect(arrangeDiagram(counted, wholeDiagram)).toBe(counted);
});

test('processors in a circle, as no library writes them, end', () => {
  const circle = diagramOf(
    'Topologies:\n   Sub-topology: 0\n    Processor: a (stores: [x])\n      --> b\n    Processor: b (stores: [y])\n      --> a\n\n',
  );
  const { nodes } = arrangeDiagram(circle, { storesOnly: true, collapsed: [] });
  expect(nodes.map(({ name }) => name).sort()).toEqual(['x', 'y']);
});

test.each(goldens)('%s keeps its stores and topics in every arrangement, and lies', (_, text) => {
  const whole = diagramOf(text);
  const stores = arrangeDiagram(whole, { storesOnly: true, collapsed: [] });
  const isKept = ({ kind }: Diagram['nodes'][number]): boolean => !['source', 'processor', 'sink'].includes(kind);
  expect(stores.nodes).toEqual(whole.nodes.filter(isKept));
  const collapsed = arrangeDiagram(whole, { storesOnly: false, collapsed: whole.groups.map(({ id }) => id) });
  for (const diagram of [stores, collapsed]) {
    const ids = new Set(diagram.nodes.map(({ id }) => id));
    expect(diagram.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to) || from === to)).toEqual([]);
    expect(layOutDiagram(diagram).nodes).toHaveLength(diagram.nodes.length);
  }
});

const place = { file: 'A.java', line: 41, column: 1, endLine: 41, endColumn: 9 };

test.each([
  ['KSTREAM-FILTER-0000000010', null, ['filter', '10']],
  ['KSTREAM-FILTER-0000000010', place, ['filter', 'line 41']],
  ['KSTREAM-AGGREGATE-STATE-STORE-0000000003-repartition', null, ['aggregate', '3']],
  ['KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000005-topic', null, ['fk-join-subscription-registration', '5']],
  ['COGROUPKSTREAM-MERGE-0000000004', null, ['merge', '4']],
  ['orders-STATE-STORE-0000000000', null, ['orders', '0']],
  ['per-customer', place, ['per-customer']],
])('%s is called %j where there is little room', (name, location, label) => {
  expect(nodeLabel({ name, location, kind: 'processor' })).toEqual(label);
});
