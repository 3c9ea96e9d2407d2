/** Places: nothing covers anything, everything is in its group, and the same diagram is always the same picture. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { toDescribedDiagram } from '../../../src/core/diagram/describedDiagram.js';
import { layOutDiagram } from '../../../src/core/diagram/layout/layOutDiagram.js';
import type { Rectangle, Scene } from '../../../src/core/diagram/layout/scene.js';
import { toLabelLines } from '../../../src/core/diagram/layout/labelLines.js';
import { largeDescription } from '../../support/largeTopology.js';
import type { OracleAnswer } from '../../support/oracleAnswer.js';

const golden = path.join(import.meta.dirname, '../../oracle/golden/3.9.1');
const goldens = readdirSync(golden)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(path.join(golden, file), 'utf8')) as OracleAnswer)
  .flatMap((answer) => (answer.status === 'ok' ? [[answer.case, answer.describe] as const] : []));

const covers = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const holds = (a: Rectangle, b: Rectangle): boolean =>
  a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width && a.y + a.height >= b.y + b.height;
const pairs = <T>(items: readonly T[]): [T, T][] => items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));

function scene(text: string): Scene {
  return layOutDiagram(toDescribedDiagram(text, 't', 't.topology')!);
}

function problemsOf({ nodes, groups, edges, width, height }: Scene): string[] {
  const paper = { x: 0, y: 0, width, height };
  return [
    ...pairs(nodes).flatMap(([a, b]) => (covers(a, b) ? [`${a.id} covers ${b.id}`] : [])),
    ...pairs(groups).flatMap(([a, b]) => (covers(a, b) ? [`${a.id} covers ${b.id}`] : [])),
    ...nodes.flatMap((node) =>
      groups.flatMap((group) => (node.group === group.id && !holds(group, node) ? [`${node.id} is outside`] : [])),
    ),
    ...[...nodes, ...groups].flatMap((box) => (holds(paper, box) ? [] : [`${box.id} is off the paper`])),
    ...edges.flatMap(({ path: d }) => (/^M[-\d.MLCQHV ]+$/.test(d) ? [] : [d])),
  ];
}

test.each(goldens)('%s lies well', (_, text) => {
  expect(problemsOf(scene(text))).toEqual([]);
});

test('a thousand nodes lie well', () => {
  const large = scene(largeDescription(1000, 10));
  expect(large.nodes.length).toBeGreaterThan(990);
  expect(problemsOf(large)).toEqual([]);
});

test('more blocks than get the best ranks lie well', () => {
  expect(problemsOf(scene(largeDescription(450, 1)))).toEqual([]);
});

test('a hundred nodes with five thousand arrows lie well', () => {
  const successors = (from: number): string => Array.from({ length: 99 - from }, (_, i) => `p${from + i + 1}`).join(', ') || 'none';
  const processors = Array.from({ length: 100 }, (_, i) => `    Processor: p${i} (stores: [])\n      --> ${successors(i)}\n      <-- s\n`);
  const text = `Topologies:\n   Sub-topology: 0\n    Source: s (topics: [t])\n      --> p0\n${processors.join('')}\n`;
  const dense = scene(text);
  expect(dense.edges.length).toBeGreaterThan(4_900);
  expect(problemsOf(dense)).toEqual([]);
});

test('the same diagram is always the same picture', () => {
  expect(scene(largeDescription(120, 4))).toEqual(scene(largeDescription(120, 4)));
});

test('a cycle through a topic is drawn around what it comes from', () => {
  const { nodes, edges, groups } = scene(`Topologies:
   Sub-topology: 0
    Source: a (topics: [one])
      --> b
    Sink: b (topic: two)
      <-- a

  Sub-topology: 1
    Source: c (topics: [two])
      --> d
    Sink: d (topic: one)
      <-- c

`);
  const upward = edges.filter((edge) => {
    const [from, to] = [edge.from, edge.to].map((id) => nodes.find((node) => node.id === id)!);
    return to!.y < from!.y;
  });
  expect(upward).toHaveLength(1);
  const lane = Number(/H[-\d.]+Q([-\d.]+)/.exec(upward[0]!.path)![1]);
  for (const { x, width } of groups) expect(lane < x || lane > x + width).toBe(true);
});

test.each([
  ['orders', ['orders']],
  ['KSTREAM-AGGREGATE-STATE-STORE-0000000003', ['KSTREAM-AGGREGATE-STATE-', 'STORE-0000000003']],
  ['KSTREAM-AGGREGATE-STATE-STORE-0000000003-repartition', ['KSTREAM-AGGREGATE-STATE-', 'STORE-0000000003-repartition']],
  ['x'.repeat(70), ['x'.repeat(28), `\u2026${'x'.repeat(27)}`]],
])('%s is shown as %j', (name, lines) => {
  expect(toLabelLines(name)).toEqual(lines);
});
