/** How large each node is, and its outline: each kind has one of its own, so that colour is never all that tells them apart. */
import type { DiagramNode, DiagramNodeKind, NodeChange } from '../diagram.js';
import { kindWords } from '../diagram.js';
import { nodeLabel } from '../nodeLabel.js';
import { toLabelLines } from './labelLines.js';
import type { LegendEntry, Line } from './scene.js';

export interface NodeShape {
  readonly width: number;
  readonly height: number;
  readonly path: string;
  readonly heading: Line;
  readonly lines: readonly Line[];
  readonly label: readonly string[];
  readonly mark: string | null;
}

/** Of a monospaced font of 11 pixels. */
const characterWidth = 6.62;
const lineHeight = 14;
const least = 132;

export function toNodeShape(node: DiagramNode): NodeShape {
  const { kind, name, unnamed, change } = node;
  const words = toLabelLines(name);
  const text = Math.max(...words.map((line) => line.length)) * characterWidth;
  const width = Math.round(Math.max(least, text + 2 * sides[kind]));
  const height = 30 + words.length * lineHeight + (kind === 'store' ? 8 : 0);
  const first = height - words.length * lineHeight + 2;
  return {
    width,
    height,
    path: outlines[kind](width, height),
    heading: {
      text: `${kindWords[kind]}${unnamed ? ', unnamed' : ''}${change === undefined ? '' : `, ${changeWords[change]}`}`,
      y: first - lineHeight,
    },
    label: nodeLabel(node),
    lines: words.map((line, index) => ({ text: line, y: first + index * lineHeight })),
    mark: unnamed ? warningSign(width - 16, kind === 'store' ? 1 : -7) : null,
  };
}

const changeWords: Readonly<Record<NodeChange, string>> = { moved: 'moved', new: 'new', taken: 'taken over', gone: 'gone' };

export function toLegend(kinds: readonly DiagramNodeKind[]): LegendEntry[] {
  const size = { width: 36, height: 18 };
  return kinds.map((kind) => ({ kind, title: kindWords[kind], ...size, path: outlines[kind](size.width, size.height) }));
}

/** A triangle with an exclamation mark. */
function warningSign(x: number, y: number): string {
  return `M${x + 8} ${y}L${x + 16} ${y + 14}H${x}ZM${x + 8} ${y + 4.5}V${y + 9}M${x + 8} ${y + 11}V${y + 12}`;
}

/** The room left and right of the text. */
const sides: Readonly<Record<DiagramNodeKind, number>> = {
  source: 20,
  processor: 14,
  sink: 20,
  store: 14,
  topic: 20,
  repartition: 22,
  changelog: 22,
  subtopology: 22,
};

const slant = 10;

const outlines: Readonly<Record<DiagramNodeKind, (width: number, height: number) => string>> = {
  source: (w, h) => `M0 0H${w}L${w - slant} ${h}H${slant}Z`,
  processor: (w, h) => `M4 0H${w - 4}Q${w} 0 ${w} 4V${h - 4}Q${w} ${h} ${w - 4} ${h}H4Q0 ${h} 0 ${h - 4}V4Q0 0 4 0Z`,
  sink: (w, h) => `M${slant} 0H${w - slant}L${w} ${h}H0Z`,
  store: (w, h) => `M0 6A${w / 2} 6 0 0 1 ${w} 6V${h - 6}A${w / 2} 6 0 0 1 0 ${h - 6}ZM0 6A${w / 2} 6 0 0 0 ${w} 6`,
  topic: (w, h) => `M${h / 2} 0H${w - h / 2}A${h / 2} ${h / 2} 0 0 1 ${w - h / 2} ${h}H${h / 2}A${h / 2} ${h / 2} 0 0 1 ${h / 2} 0Z`,
  repartition: (w, h) => `M${slant} 0H${w}L${w - slant} ${h}H0Z`,
  changelog: (w, h) => `M12 0H${w - 12}L${w} ${h / 2}L${w - 12} ${h}H12L0 ${h / 2}Z`,
  subtopology: (w, h) => `M0 0H${w}V${h}H0ZM4 4H${w - 4}V${h - 4}H4Z`,
};
