/** The door to dagre: boxes and arrows in, their places from the top down out. */
import { Graph, layout } from '@dagrejs/dagre';
import { groupBy } from '../../../base/groupBy.js';

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** How much it wants to be short. */
  readonly weight?: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each box. */
  readonly places: ReadonlyMap<string, Point>;
  /** In the order of the arrows: where each passes between others; nowhere, where there are too many long ones. */
  readonly bends: readonly (readonly Point[])[];
}

export interface Spacing {
  readonly besides: number;
  readonly below: number;
}

/** Above this many boxes the best ranks cost seconds; good ones do. */
const manyBoxes = 300;

/** Layers that all arrows pass together. dagre gives each arrow a place in each of them, and beyond this takes longer than anyone waits. */
const mostPassed = 2_000;

export function layOut(boxes: readonly Box[], arrows: readonly Arrow[], { besides, below }: Spacing): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'TB',
    nodesep: besides,
    ranksep: below,
    edgesep: besides / 2,
    rankalign: 'top',
    ranker: boxes.length > manyBoxes ? 'tight-tree' : 'network-simplex',
  });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  const placed = passedLayers(boxes, arrows) > mostPassed ? firstArrows(arrows) : new Set(arrows);
  for (const [index, arrow] of arrows.entries())
    if (placed.has(arrow)) graph.setEdge(arrow.from, arrow.to, { weight: arrow.weight ?? 1 }, String(index));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const places = boxes.map((box) => {
    const { x = 0, y = 0 } = graph.node(box.id);
    return [box.id, { x: x - box.width / 2, y: y - box.height / 2 }] as const;
  });
  const rows = toRows(boxes, new Map(places));
  const bends = arrows.map((arrow, index) =>
    placed.has(arrow) ? past(rows, (graph.edge(arrow.from, arrow.to, String(index)).points ?? []).slice(1, -1)) : [],
  );
  return { width, height, places: new Map(places), bends };
}

/** How many layers the arrows pass together where every box is as high as it can be. */
function passedLayers(boxes: readonly Box[], arrows: readonly Arrow[]): number {
  const layers = new Map(boxes.map(({ id }) => [id, 0]));
  const entering = new Map<string, number>();
  for (const { to } of arrows) entering.set(to, (entering.get(to) ?? 0) + 1);
  const leaving = groupBy(arrows, ({ from }) => from);
  const free = boxes.map(({ id }) => id).filter((id) => !entering.has(id));
  for (let from = free.pop(); from !== undefined; from = free.pop()) {
    for (const { to } of leaving.get(from) ?? []) {
      layers.set(to, Math.max(layers.get(to) ?? 0, (layers.get(from) ?? 0) + 1));
      const left = (entering.get(to) ?? 0) - 1;
      entering.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  return arrows.reduce((sum, { from, to }) => sum + Math.abs((layers.get(to) ?? 0) - (layers.get(from) ?? 0)), 0);
}

/** The first arrow into each box: they give the layers, and the others are drawn straight over them. */
function firstArrows(arrows: readonly Arrow[]): ReadonlySet<Arrow> {
  const entered = new Map<string, Arrow>();
  for (const arrow of arrows) if (!entered.has(arrow.to)) entered.set(arrow.to, arrow);
  return new Set(entered.values());
}

interface Row {
  readonly top: number;
  bottom: number;
}

/** Boxes of one layer start at the same height. */
function toRows(boxes: readonly Box[], places: ReadonlyMap<string, Point>): Row[] {
  const rows = new Map<number, Row>();
  for (const { id, height } of boxes) {
    const top = places.get(id)?.y ?? 0;
    const row = rows.get(Math.round(top));
    if (row === undefined) rows.set(Math.round(top), { top, bottom: top + height });
    else row.bottom = Math.max(row.bottom, top + height);
  }
  return [...rows.values()];
}

/** dagre bends an arrow in each layer that it passes, and once more between layers; it has to pass a layer upright, and that is all. */
function past(rows: readonly Row[], bends: readonly Point[]): Point[] {
  return bends.flatMap(({ x, y }) => {
    const row = rows.find(({ top }) => Math.abs(top - y) < 1);
    return row === undefined
      ? []
      : [
          { x, y: row.top },
          { x, y: row.bottom },
        ];
  });
}
