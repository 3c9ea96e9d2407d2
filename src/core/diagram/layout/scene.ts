/** A diagram that has its places: what is painted, by a page or as a file. Lengths are pixels at full size; `path`s are those of SVG. */
import type { Diagram, DiagramEdge, DiagramGroup, DiagramNode, DiagramNodeKind } from '../diagram.js';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text, centred in its node. */
export interface Line {
  readonly text: string;
  /** The baseline, from the node's upper edge. */
  readonly y: number;
}

export interface SceneNode extends DiagramNode, Rectangle {
  /** The outline, from the node's own corner. */
  readonly path: string;
  /** What it is, and whether nobody named it. */
  readonly heading: Line;
  /** The outline of a warning sign at its corner, for what nobody named. */
  readonly mark: string | null;
  /** The name, broken and shortened to fit. */
  readonly lines: readonly Line[];
  /** What it is called where there is no room for that: see nodeLabel. */
  readonly label: readonly string[];
}

export interface SceneEdge extends DiagramEdge {
  readonly path: string;
}

/** One node of each kind that the scene has, small. */
export interface LegendEntry {
  readonly kind: DiagramNodeKind;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly path: string;
}

export interface SceneGroup extends DiagramGroup, Rectangle {}

export interface Scene extends Pick<Diagram, 'title' | 'notes'> {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly SceneGroup[];
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  readonly legend: readonly LegendEntry[];
}
