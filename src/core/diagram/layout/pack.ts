/** Puts boxes side by side and in rows, in their order, so that all of it is about as wide as a screen. */
import type { Box, Point } from './layeredLayout.js';

const proportion = 1.6;

export interface Packing {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Point>;
}

export function pack(boxes: readonly Box[], gap: number): Packing {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const wanted = Math.max(...boxes.map(({ width }) => width), Math.sqrt(area * proportion));
  const places = new Map<string, Point>();
  let [x, y, rowHeight, right] = [0, 0, 0, 0];
  for (const { id, width, height } of boxes) {
    if (x > 0 && x + width > wanted) [x, y, rowHeight] = [0, y + rowHeight + gap, 0];
    places.set(id, { x, y });
    right = Math.max(right, x + width);
    x += width + gap;
    rowHeight = Math.max(rowHeight, height);
  }
  return { width: right, height: y + rowHeight, places };
}
