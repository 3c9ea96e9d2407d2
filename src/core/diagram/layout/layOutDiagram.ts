/**
 * Gives a diagram its places. Each sub-topology is laid out on its own, then the sub-topologies and the topics between them, then the
 * parts that nothing connects: one layout of everything takes a library a thousand times as long.
 */
import { groupBy } from '../../../base/groupBy.js';
import type { Diagram, DiagramEdge, DiagramNodeKind } from '../diagram.js';
import { kindWords } from '../diagram.js';
import type { Block, Member } from './blocks.js';
import { toBlocks } from './blocks.js';
import { toEdgePath, toUpwardPath } from './edgePath.js';
import type { GroupLayout } from './groupLayout.js';
import { layOutGroup } from './groupLayout.js';
import type { Arrow, Box, Point } from './layeredLayout.js';
import { layOut } from './layeredLayout.js';
import { toLegend } from './nodeShape.js';
import { pack } from './pack.js';
import type { Rectangle, Scene, SceneEdge, SceneNode } from './scene.js';

const padding = { side: 18, top: 38, bottom: 18 };
const spacing = { besides: 40, below: 48 };
const margin = 24;
const aside = 16;

/** A sub-topology, or a topic that stands between them. */
interface Unit extends Box {
  readonly group: GroupLayout | undefined;
}

interface Placed {
  readonly units: ReadonlyMap<string, Point>;
  readonly bends: ReadonlyMap<DiagramEdge, readonly Point[]>;
  readonly width: number;
  readonly height: number;
}

/** Of a diagram that is not too large. */
export function layOutDiagram(diagram: Diagram): Scene {
  const blocks = toBlocks(diagram);
  const blockOf = new Map(blocks.flatMap((block) => block.members.map(({ node }) => [node.id, block] as const)));
  const unitOf = (id: string): string => blockOf.get(id)?.group ?? blockOf.get(id)?.id ?? id;
  const between = diagram.edges.filter(({ from, to, kind }) => kind === 'flow' && unitOf(from) !== unitOf(to));
  const units = toUnits(diagram, blocks, between);
  const placed = place(units, between, unitOf);

  const corner = (block: Block): Point => {
    const at = placed.units.get(block.group ?? block.id) ?? { x: 0, y: 0 };
    const inside = units.get(block.group ?? '')?.group?.places.get(block.id);
    return inside === undefined ? at : { x: at.x + padding.side + inside.x, y: at.y + padding.top + inside.y };
  };
  const nodes = new Map(
    blocks.flatMap((block) => {
      const at = corner(block);
      return block.members.map((member) => [member.node.id, toSceneNode(member, at)] as const);
    }),
  );
  const groups = diagram.groups.flatMap((group) => {
    const unit = units.get(group.id);
    return unit === undefined ? [] : [{ ...group, ...boundsOf(unit, placed) }];
  });
  const groupBounds = new Map(groups.map((group) => [group.id, group]));
  const edges = diagram.edges.map((edge): SceneEdge => {
    const [from, to] = [nodes.get(edge.from)!, nodes.get(edge.to)!];
    const unit = unitOf(edge.from);
    const [start, end, arrowhead] = [bottomOf(from), topOf(to), edge.kind === 'flow'];
    const outer = placed.bends.get(edge);
    const below = bottomOf(groupBounds.get(unit) ?? from).y;
    if (outer !== undefined && end.y < start.y) {
      return { ...edge, path: toUpwardPath(start, below, laneOf(outer, start, groupBounds.get(unit) ?? from), end, arrowhead) };
    }
    const inner = units.get(unit)?.group?.bends.get(edge) ?? [];
    const at = placed.units.get(unit) ?? { x: 0, y: 0 };
    const entered = groupBounds.get(unitOf(edge.to));
    const bends =
      outer === undefined
        ? inner.map(({ x, y }) => ({ x: x + at.x + padding.side, y: y + at.y + padding.top }))
        : [{ x: start.x, y: below }, ...outer, ...(entered === undefined ? [] : [{ x: end.x, y: entered.y }])];
    return { ...edge, path: toEdgePath([start, ...bends, end], arrowhead) };
  });
  const { title, notes } = diagram;
  const size = { width: placed.width + 2 * margin, height: placed.height + 2 * margin };
  return { title, notes, ...size, groups, nodes: [...nodes.values()], edges, legend: toLegend(kindsOf(diagram)) };
}

function kindsOf({ nodes }: Diagram): DiagramNodeKind[] {
  const found = new Set(nodes.map(({ kind }) => kind));
  return (Object.keys(kindWords) as DiagramNodeKind[]).filter((kind) => found.has(kind));
}

function toUnits(diagram: Diagram, blocks: readonly Block[], between: readonly DiagramEdge[]): Map<string, Unit> {
  const outward = new Set(between.flatMap(({ from, to }) => [from, to]));
  const units = new Map<string, Unit>();
  const membersOf = groupBy(blocks, ({ group }) => group);
  const groupOf = new Map(diagram.nodes.map(({ id, group }) => [id, group]));
  const edgesOf = groupBy(diagram.edges, ({ from }) => groupOf.get(from) ?? null);
  for (const { id } of diagram.groups) {
    const members = membersOf.get(id) ?? [];
    if (members.length === 0) continue;
    const group = layOutGroup(members, edgesOf.get(id) ?? [], outward);
    const [width, height] = [group.width + 2 * padding.side, group.height + padding.top + padding.bottom];
    units.set(id, { id, width: Math.max(width, 180), height, group });
  }
  for (const block of blocks) if (block.group === null) units.set(block.id, { ...block, group: undefined });
  return units;
}

function place(units: ReadonlyMap<string, Unit>, between: readonly DiagramEdge[], unitOf: (id: string) => string): Placed {
  const parts = connected(
    [...units.values()],
    between.map(({ from, to }) => ({ from: unitOf(from), to: unitOf(to) })),
  );
  const partOf = new Map(parts.flatMap((boxes, part) => boxes.map(({ id }) => [id, part] as const)));
  const edgesOf = groupBy(between, ({ from }) => partOf.get(unitOf(from)));
  const layouts = parts.map((boxes, index) => {
    const edges = edgesOf.get(index) ?? [];
    const layout = layOut(
      boxes,
      edges.map(({ from, to }) => ({ from: unitOf(from), to: unitOf(to) })),
      spacing,
    );
    return { id: String(index), width: layout.width, height: layout.height, edges, layout };
  });
  const packing = pack(layouts, spacing.besides);
  const [places, bends] = [new Map<string, Point>(), new Map<DiagramEdge, readonly Point[]>()];
  for (const { id, edges, layout } of layouts) {
    const corner = packing.places.get(id) ?? { x: 0, y: 0 };
    const moved = ({ x, y }: Point): Point => ({ x: x + corner.x + margin, y: y + corner.y + margin });
    for (const [unit, point] of layout.places) places.set(unit, moved(point));
    for (const [index, edge] of edges.entries()) bends.set(edge, (layout.bends[index] ?? []).map(moved));
  }
  return { units: places, bends, width: packing.width, height: packing.height };
}

/** The parts that no arrow connects, each in its order. */
function connected(boxes: readonly Box[], arrows: readonly Arrow[]): Box[][] {
  const partOf = new Map(boxes.map((box) => [box.id, [box]]));
  for (const { from, to } of arrows) {
    const [a, b] = [partOf.get(from), partOf.get(to)];
    if (a === undefined || b === undefined || a === b) continue;
    for (const box of b) partOf.set(box.id, a);
    a.push(...b);
  }
  return [...new Set(boxes.map(({ id }) => partOf.get(id)!))];
}

function toSceneNode({ node, shape, x, y }: Member, corner: Point): SceneNode {
  return { ...node, ...shape, x: Math.round(corner.x + x), y: Math.round(corner.y + y) };
}

function boundsOf({ id, width, height }: Unit, placed: Placed): Rectangle {
  const { x, y } = placed.units.get(id) ?? { x: 0, y: 0 };
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

const topOf = ({ x, y, width }: Rectangle): Point => ({ x: x + width / 2, y });
const bottomOf = ({ x, y, width, height }: Rectangle): Point => ({ x: x + width / 2, y: y + height });

/** Beside what the arrow leaves, and beside everything that the layers gave it room at. */
function laneOf(bends: readonly Point[], start: Point, { x, width }: Rectangle): number {
  const ways = bends.map((bend) => bend.x);
  const left = Math.min(...ways);
  return left < start.x ? Math.min(left, x - aside) : Math.max(...ways, x + width + aside);
}
