/** The door to dagre: boxes and arrows in, their places from the top down out. */
import { Graph, layout } from '@dagrejs/dagre';

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
  /** In the order of the arrows: where each passes between others. */
  readonly bends: readonly (readonly Point[])[];
}

export interface Spacing {
  readonly besides: number;
  readonly below: number;
}

/** Above this many boxes the best ranks cost seconds; good ones do. */
const manyBoxes = 300;

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
  for (const [index, { from, to, weight = 1 }] of arrows.entries()) graph.setEdge(from, to, { weight }, String(index));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const places = boxes.map((box) => {
    const { x = 0, y = 0 } = graph.node(box.id);
    return [box.id, { x: x - box.width / 2, y: y - box.height / 2 }] as const;
  });
  const rows = toRows(boxes, new Map(places));
  const bends = arrows.map(({ from, to }, index) => past(rows, (graph.edge(from, to, String(index)).points ?? []).slice(1, -1)));
  return { width, height, places: new Map(places), bends };
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
