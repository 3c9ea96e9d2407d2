import type { Point } from './layeredLayout.js';

const round = (value: number): number => Math.round(value * 10) / 10;

/** Room that an arrow upwards takes below its start, above its end and round its corners. */
const turn = 14;

/** From the top down through the points, upright at each, with an open arrowhead at the end where asked for. */
export function toEdgePath(points: readonly Point[], arrowhead: boolean): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  let path = `M${round(start.x)} ${round(start.y)}`;
  let last = start;
  for (const point of rest) {
    const middle = round((last.y + point.y) / 2);
    const straight = Math.abs(last.x - point.x) < 0.5;
    path += straight
      ? `L${round(point.x)} ${round(point.y)}`
      : `C${round(last.x)} ${middle} ${round(point.x)} ${middle} ${round(point.x)} ${round(point.y)}`;
    last = point;
  }
  return arrowhead ? path + headAt(last) : path;
}

/** A cycle: out at the bottom, up in a lane of its own, and in from above. */
export function toUpwardPath(start: Point, below: number, lane: number, end: Point, arrowhead: boolean): string {
  const [down, up] = [below + turn, end.y - turn];
  const out = Math.sign(lane - start.x) * turn;
  const back = Math.sign(end.x - lane) * turn;
  const path = [
    `M${round(start.x)} ${round(start.y)}V${round(below)}`,
    `Q${round(start.x)} ${round(down)} ${round(start.x + out)} ${round(down)}H${round(lane - out)}`,
    `Q${round(lane)} ${round(down)} ${round(lane)} ${round(down - turn)}V${round(up + turn)}`,
    `Q${round(lane)} ${round(up)} ${round(lane + back)} ${round(up)}H${round(end.x - back)}`,
    `Q${round(end.x)} ${round(up)} ${round(end.x)} ${round(end.y)}`,
  ].join('');
  return arrowhead ? path + headAt(end) : path;
}

/** An open arrowhead that points down. */
function headAt({ x, y }: Point): string {
  return `M${round(x - 4)} ${round(y - 6)}L${round(x)} ${round(y)}L${round(x + 4)} ${round(y - 6)}`;
}
