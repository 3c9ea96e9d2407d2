/**
 * What is laid out as one box: a node and the topics that nobody else has to do with. They stand above the source that reads them, below
 * the sink that writes them, and a changelog below its store. Only topics that connect several nodes are boxes of their own.
 */
import type { Diagram, DiagramNode } from '../diagram.js';
import type { NodeShape } from './nodeShape.js';
import { toNodeShape } from './nodeShape.js';

export interface Block {
  /** The id of its main node. */
  readonly id: string;
  readonly group: string | null;
  readonly width: number;
  readonly height: number;
  readonly members: readonly Member[];
}

export interface Member {
  readonly node: DiagramNode;
  readonly shape: NodeShape;
  /** From the block's corner. */
  readonly x: number;
  readonly y: number;
}

const gap = 14;

const isTopic = ({ kind }: DiagramNode): boolean => kind === 'topic' || kind === 'repartition' || kind === 'changelog';

export function toBlocks({ nodes, edges }: Diagram): Block[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const uses = new Map<string, { readonly owner: DiagramNode; readonly above: boolean }[]>();
  const between = new Set<string>();
  for (const { from, to, kind } of edges) {
    // A source topic that also backs a store stays at its source.
    if (kind === 'backup' && byId.get(to)?.kind === 'topic') continue;
    const [a, b] = [byId.get(from), byId.get(to)];
    if (a === undefined || b === undefined) continue;
    if (isTopic(a) && isTopic(b)) {
      for (const { id } of [a, b]) between.add(id);
      continue;
    }
    const [topic, owner] = isTopic(a) ? [a, b] : [b, a];
    if (!isTopic(topic)) continue;
    const known = uses.get(topic.id);
    const use = { owner, above: topic === a };
    if (known === undefined) uses.set(topic.id, [use]);
    else known.push(use);
  }
  const attached = new Map<string, { above: DiagramNode[]; below: DiagramNode[] }>();
  const inside = new Set<string>();
  for (const [id, [first, ...others]] of uses) {
    if (first === undefined || others.length > 0 || between.has(id)) continue;
    const { owner, above } = first;
    const at = attached.get(owner.id) ?? { above: [], below: [] };
    at[above ? 'above' : 'below'].push(byId.get(id)!);
    attached.set(owner.id, at);
    inside.add(id);
  }
  return nodes
    .filter(({ id }) => !inside.has(id))
    .map((node) => {
      const { above = [], below = [] } = attached.get(node.id) ?? {};
      return stack(node, [...above, node, ...below]);
    });
}

function stack(main: DiagramNode, nodes: readonly DiagramNode[]): Block {
  const shaped = nodes.map((node) => ({ node, shape: toNodeShape(node) }));
  const width = Math.max(...shaped.map(({ shape }) => shape.width));
  let y = 0;
  const members = shaped.map(({ node, shape }): Member => {
    const member = { node, shape, x: (width - shape.width) / 2, y };
    y += shape.height + gap;
    return member;
  });
  return { id: main.id, group: main.group, width, height: y - gap, members };
}
