/** The files that a diagram becomes: whole, readable by what reads them, and harmless whatever a name holds. */
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { Diagram, DiagramNode } from '../../../src/core/diagram/diagram.js';
import { toDescribedDiagram } from '../../../src/core/diagram/describedDiagram.js';
import { toDot } from '../../../src/core/diagram/export/toDot.js';
import { toMermaid } from '../../../src/core/diagram/export/toMermaid.js';
import { toSvg } from '../../../src/core/diagram/export/toSvg.js';
import { layOutDiagram } from '../../../src/core/diagram/layout/layOutDiagram.js';

const hostile = '<img src=x onerror=alert(1)>"]; end %%{init}%% & `x` \\" #quot; \u202e\u0000\ud800 <script>';

const node = (id: string, kind: DiagramNode['kind'], name: string, more: Partial<DiagramNode> = {}): DiagramNode => ({
  id,
  kind,
  name,
  exact: true,
  unnamed: false,
  group: kind === 'topic' || kind === 'repartition' ? null : 'g',
  location: null,
  facts: [],
  ...more,
});

function diagramWith(name: string): Diagram {
  return {
    title: name,
    notes: [`because of ${name}`],
    groups: [{ id: 'g', title: name, kind: 'subtopology' }],
    nodes: [
      node('t', 'topic', name),
      node('s', 'source', name, { facts: [{ term: 'Kind', text: name }] }),
      node('p', 'processor', name, { exact: false }),
      node('st', 'store', name, { unnamed: true }),
      node('c', 'changelog', `${name}-changelog`, { unnamed: true }),
      node('k', 'sink', name),
      node('r', 'repartition', name),
    ],
    edges: [
      { from: 't', to: 's', kind: 'flow' },
      { from: 's', to: 'p', kind: 'flow' },
      { from: 'p', to: 'st', kind: 'use' },
      { from: 'st', to: 'c', kind: 'backup' },
      { from: 'p', to: 'k', kind: 'flow' },
      { from: 'k', to: 'r', kind: 'flow' },
    ],
  };
}

const wordCount = toDescribedDiagram(
  `Topologies:
   Sub-topology: 0
    Source: lines (topics: [text])
      --> count
    Processor: count (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000003])
      --> out
      <-- lines
    Sink: out (topic: counts)
      <-- count

`,
  'WordCount',
  'w.topology',
)!;

/** Every line is one of these; quoted texts hold neither quotes nor brackets of tags. */
const mermaidLines = [
  /^%% [^{}%\n]*$/,
  /^flowchart TB$/,
  /^ +subgraph g\d+\["[^"<>]*"\]$/,
  /^ +end$/,
  /^ +n\d+(?:\[\/|\[\\|\[\(|\(\[|\{\{|\[)"[A-Z][\w ()]*<br\/>[^"<>`]*"(?:\\\]|\/\]|\)\]|\]\)|\}\}|\]):::(?:plain|vague|unnamed)$/,
  /^ +n\d+ (?:-->|---|-\.-) n\d+$/,
  /^ +classDef \w+ [\w:#,\- ]+$/,
  /^$/,
];

describe('Mermaid', () => {
  test('is a flowchart with a node, a group and an arrow for each', () => {
    expect(toMermaid(wordCount)).toBe(`%% WordCount
flowchart TB
  n1(["Topic<br/>text"]):::plain
  n5(["Topic<br/>counts"]):::plain
  subgraph g0["Sub-topology 0"]
    n0[/"Source<br/>lines"\\]:::plain
    n2["Processor<br/>count"]:::plain
    n3[("Store (unnamed)<br/>KSTREAM-AGGREGATE-STATE-STORE-0000000003")]:::unnamed
    n4[\\"Sink<br/>out"/]:::plain
  end
  n0 --> n2
  n1 --> n0
  n2 --> n4
  n2 --- n3
  n4 --> n5
  classDef plain stroke-width:1px
  classDef vague stroke-dasharray:4 3
  classDef unnamed stroke:#b35900,stroke-width:3px
`);
  });

  test('holds no name that Mermaid could read as more than text', () => {
    const lines = toMermaid(diagramWith(hostile)).split('\n');
    expect(lines.filter((line) => !mermaidLines.some((form) => form.test(line)))).toEqual([]);
    expect(lines.filter((line) => line.includes('#60;img src#61;x onerror'))).toHaveLength(8);
  });
});

describe('DOT', () => {
  test('has shapes, groups and arrows', () => {
    const text = toDot(wordCount);
    expect(text).toContain(
      'n3 [shape=cylinder, label="Store (unnamed)\\nKSTREAM-AGGREGATE-STATE-STORE-0000000003", color="#b35900", penwidth=2.5];',
    );
    expect(text).toContain('subgraph cluster_0 {\n    label="Sub-topology 0";');
    expect(text).toContain('  n2 -> n3 [arrowhead=none];');
  });

  test('closes every quoted text on its line', () => {
    for (const line of toDot(diagramWith(hostile)).split('\n')) {
      const outside = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
      expect(outside).toMatch(/^[\w ={},;\->[\].]*$/);
    }
  });
});

describe('SVG', () => {
  test('is well-formed, names nothing outside of it, and runs nothing', () => {
    const text = toSvg(layOutDiagram(diagramWith(hostile)));
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toMatch(/<(?:script|img|foreignObject|a|image|use)\b|\bon\w+=(?!alert)|href|url\(|@import/);
    expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  test('says the whole name and what is known of it where the label is shortened', () => {
    const name = 'a-store-whose-name-goes-on-and-on-for-longer-than-two-lines-can-hold-of-it';
    const text = toSvg(layOutDiagram(diagramWith(name)));
    expect(text).toContain(`<title>${name}\nKind: ${name}</title>`);
    expect(text).toContain('\u2026');
  });

  test('marks what nobody named by a word and a sign, not only by colour', () => {
    expect(toSvg(layOutDiagram(wordCount))).toMatch(/>Store, unnamed<.*class="mark"/);
  });
});
