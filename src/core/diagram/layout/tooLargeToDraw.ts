import type { Diagram } from '../diagram.js';

/** Above this many nodes it takes longer than anyone waits, and nobody finds anything in it. */
const mostNodes = 5_000;

/** In words for a person; undefined: it can be laid out. */
export function tooLargeToDraw({ nodes }: Diagram): string | undefined {
  if (nodes.length <= mostNodes) return undefined;
  const [count, most] = [nodes.length, mostNodes].map((number) => number.toLocaleString('en'));
  return `${count} nodes are too many to draw, ${most} are the most: Mermaid and DOT have all of them`;
}
