/** A diagram in the language of Graphviz. */
import { groupBy } from '../../../base/groupBy.js';
import type { Diagram, DiagramEdge, DiagramNode, DiagramNodeKind } from '../diagram.js';
import { kindWords } from '../diagram.js';
import { plainText } from '../plainText.js';

const shapes: Readonly<Record<DiagramNodeKind, string>> = {
  source: 'invtrapezium',
  processor: 'box',
  sink: 'trapezium',
  store: 'cylinder',
  topic: 'oval',
  repartition: 'parallelogram',
  changelog: 'hexagon',
  subtopology: 'box3d',
};
const edgeStyles: Readonly<Record<DiagramEdge['kind'], string>> = {
  flow: '',
  use: ' [arrowhead=none]',
  backup: ' [arrowhead=none, style=dashed]',
};

export function toDot({ title, notes, groups, nodes, edges }: Diagram): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodeLine = (node: DiagramNode): string => {
    const mark = node.unnamed ? ' (unnamed)' : '';
    const style = node.unnamed ? ', color="#b35900", penwidth=2.5' : node.exact ? '' : ', style=dashed';
    return `${ids.get(node.id)} [shape=${shapes[node.kind]}, label="${kindWords[node.kind]}${mark}\\n${escape(node.name)}"${style}];`;
  };
  const byGroup = groupBy(nodes, ({ group }) => group);
  const membersOf = (group: string | null): readonly DiagramNode[] => byGroup.get(group) ?? [];
  const label = [title, ...notes].map((line) => `${escape(line)}\\l`).join('');
  return [
    'digraph topology {',
    `  graph [label="${label}", labelloc=t, labeljust=l, rankdir=TB, fontname="sans-serif"];`,
    '  node [fontname="sans-serif", fontsize=11];',
    ...membersOf(null).map((node) => `  ${nodeLine(node)}`),
    ...groups.flatMap((group, index) => [
      `  subgraph cluster_${index} {`,
      `    label="${escape(group.title)}";`,
      ...membersOf(group.id).map((node) => `    ${nodeLine(node)}`),
      '  }',
    ]),
    ...edges.map(({ from, to, kind }) => `  ${ids.get(from)} -> ${ids.get(to)}${edgeStyles[kind]};`),
    '}',
    '',
  ].join('\n');
}

/** A backslash starts an escape in a label, and an ampersand an entity. */
const escape = (text: string): string => plainText(text).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"');
