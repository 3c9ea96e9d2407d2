/** One sub-topology: its blocks in layers. What connects it with others stands at its upper and lower edge. */
import type { DiagramEdge } from '../diagram.js';
import type { Block } from './blocks.js';
import type { Arrow, Box, Point } from './layeredLayout.js';
import { layOut } from './layeredLayout.js';

export interface GroupLayout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Point>;
  readonly bends: ReadonlyMap<DiagramEdge, readonly Point[]>;
}

const spacing = { besides: 28, below: 34 };
/** Above this many blocks, lines to the edges cost more time than they are worth. */
const fewBlocks = 150;

export function layOutGroup(blocks: readonly Block[], edges: readonly DiagramEdge[], outward: ReadonlySet<string>): GroupLayout {
  const ids = new Set(blocks.map(({ id }) => id));
  const inner = edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const entered = new Set(inner.map(({ to }) => to));
  const open = blocks.filter(({ id }) => outward.has(id));
  const anchors = blocks.length > fewBlocks || open.length === 0 ? [] : toAnchors(open, entered);
  const boxes: Box[] = [...blocks, ...anchorBoxes(anchors)];
  const arrows: Arrow[] = [...inner.map(({ from, to, kind }) => ({ from, to, weight: kind === 'flow' ? 2 : 1 })), ...anchors];
  const { width, height, places, bends } = layOut(boxes, arrows, spacing);
  return trimmed(blocks, places, new Map(inner.map((edge, index) => [edge, bends[index] ?? []])), width, height);
}

const upper = '\ntop';
const lower = '\nbottom';

/** Short arrows to two boxes of no size pull what they point at to the edges. */
function toAnchors(open: readonly Block[], entered: ReadonlySet<string>): Arrow[] {
  return open.map(({ id }) => (entered.has(id) ? { from: id, to: lower, weight: 20 } : { from: upper, to: id, weight: 20 }));
}

function anchorBoxes(anchors: readonly Arrow[]): Box[] {
  const used = new Set(anchors.flatMap(({ from, to }) => [from, to]));
  return [upper, lower].filter((id) => used.has(id)).map((id) => ({ id, width: 0, height: 0 }));
}

/** The anchors took room that nothing shows in. */
function trimmed(
  blocks: readonly Block[],
  places: ReadonlyMap<string, Point>,
  bends: ReadonlyMap<DiagramEdge, readonly Point[]>,
  width: number,
  height: number,
): GroupLayout {
  const placed = blocks.map((block) => ({ block, at: places.get(block.id) ?? { x: 0, y: 0 } }));
  const top = leastOf(height, placed, ({ at }) => at.y);
  const bottom = mostOf(0, placed, ({ block, at }) => at.y + block.height);
  const ways = [...bends.values()].flat();
  const left = leastOf(
    leastOf(width, placed, ({ at }) => at.x),
    ways,
    ({ x }) => x,
  );
  const right = mostOf(
    mostOf(0, placed, ({ block, at }) => at.x + block.width),
    ways,
    ({ x }) => x,
  );
  const moved = ({ x, y }: Point): Point => ({ x: x - left, y: y - top });
  return {
    width: right - left,
    height: bottom - top,
    places: new Map(placed.map(({ block, at }) => [block.id, moved(at)])),
    bends: new Map([...bends].map(([edge, points]) => [edge, points.map(moved)])),
  };
}

/** Of any number of items: as arguments of one call they would end the stack. */
const leastOf = <T>(start: number, items: readonly T[], value: (item: T) => number): number =>
  items.reduce((least, item) => Math.min(least, value(item)), start);
const mostOf = <T>(start: number, items: readonly T[], value: (item: T) => number): number =>
  items.reduce((most, item) => Math.max(most, value(item)), start);
