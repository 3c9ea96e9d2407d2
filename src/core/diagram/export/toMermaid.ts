/** A diagram as a Mermaid flowchart. */
import { groupBy } from '../../../base/groupBy.js';
import type { Diagram, DiagramEdge, DiagramNode, DiagramNodeKind } from '../diagram.js';
import { kindWords } from '../diagram.js';
import { plainText } from '../plainText.js';

const shapes: Readonly<Record<DiagramNodeKind, readonly [string, string]>> = {
  source: ['[/', '\\]'],
  processor: ['[', ']'],
  sink: ['[\\', '/]'],
  store: ['[(', ')]'],
  topic: ['([', '])'],
  repartition: ['[/', '/]'],
  changelog: ['{{', '}}'],
  subtopology: ['[[', ']]'],
};
const arrows: Readonly<Record<DiagramEdge['kind'], string>> = { flow: '-->', use: '---', backup: '-.-' };

/** Names are written as entities where they hold a character that Mermaid reads; one line each, whatever they hold. */
export function toMermaid({ title, notes, groups, nodes, edges }: Diagram): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodeLine = (node: DiagramNode): string => {
    const [open, close] = shapes[node.kind];
    const mark = node.unnamed ? ' (unnamed)' : '';
    return `${ids.get(node.id)}${open}"${kindWords[node.kind]}${mark}<br/>${escape(node.name)}"${close}:::${classOf(node)}`;
  };
  const byGroup = groupBy(nodes, ({ group }) => group);
  const membersOf = (group: string | null): readonly DiagramNode[] => byGroup.get(group) ?? [];
  return [
    ...[title, ...notes].map((line) => `%% ${comment(line)}`),
    'flowchart TB',
    ...membersOf(null).map((node) => `  ${nodeLine(node)}`),
    ...groups.flatMap((group, index) => [
      `  subgraph g${index}["${escape(group.title)}"]`,
      ...membersOf(group.id).map((node) => `    ${nodeLine(node)}`),
      '  end',
    ]),
    ...edges.map(({ from, to, kind }) => `  ${ids.get(from)} ${arrows[kind]} ${ids.get(to)}`),
    '  classDef plain stroke-width:1px',
    '  classDef vague stroke-dasharray:4 3',
    '  classDef unnamed stroke:#b35900,stroke-width:3px',
    '',
  ].join('\n');
}

function classOf({ unnamed, exact }: DiagramNode): string {
  if (unnamed) return 'unnamed';
  return exact ? 'plain' : 'vague';
}

const escape = (text: string): string => plainText(text).replaceAll(/[^\w .:,/()-]/gu, (c) => `#${c.codePointAt(0)};`);

/** Mermaid reads directives in comments that start with a brace. */
const comment = (text: string): string => plainText(text).replaceAll(/[{}%]/g, ' ');
