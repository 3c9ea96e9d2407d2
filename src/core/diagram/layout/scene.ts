/** A diagram that has its places: what is painted, by a page or as a file. Lengths are pixels at full size; `path`s are those of SVG. */
import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode } from '../diagram.js';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SceneNode extends DiagramNode, Rectangle {
  /** The outline, from the node's own corner. */
  readonly path: string;
  /** The name, broken and shortened to fit. */
  readonly lines: readonly string[];
}

export interface SceneEdge extends DiagramEdge {
  readonly path: string;
}

export interface SceneGroup extends DiagramGroup, Rectangle {}

export interface Scene extends Pick<Diagram, 'title' | 'notes'> {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly SceneGroup[];
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}
