/** Where an arrow key leads from a node. */
import type { PanelNode, PanelScene } from '../../src/protocol/topologyPanel.js';

const directions = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] } as const;
export type Direction = keyof typeof directions;

export const isDirection = (key: string): key is Direction => key in directions;

/** Along an arrow where one leads that way, else to the nearest node there. */
export function findNeighbour({ nodes, edges }: PanelScene, from: PanelNode, direction: Direction): PanelNode | undefined {
  const [dx, dy] = directions[direction];
  const distance = (node: PanelNode): number => {
    const [x, y] = [middle(node.x, node.width) - middle(from.x, from.width), middle(node.y, node.height) - middle(from.y, from.height)];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    return along > 1 && (dy !== 0 || aside < along * 1.5) ? along + 2 * aside : Infinity;
  };
  const nearest = (candidates: readonly PanelNode[]): PanelNode | undefined =>
    candidates
      .map((node) => ({ node, far: distance(node) }))
      .filter(({ node, far }) => node !== from && far < Infinity)
      .sort((a, b) => a.far - b.far)[0]?.node;
  const joined = new Set(edges.flatMap((edge) => (edge.from === from.id ? [edge.to] : edge.to === from.id ? [edge.from] : [])));
  const along = dy === 0 ? undefined : nearest(nodes.filter(({ id }) => joined.has(id)));
  return along ?? nearest(nodes);
}

const middle = (start: number, length: number): number => start + length / 2;
