/** The texts of a drawing, chosen for the zoom: whole names, short labels, or a card for each sub-topology. No text is smaller than one can read. */
import type { PanelNode, PanelScene } from '../../src/protocol/topologyPanel.js';
import { svg } from '../shared/elements.js';
import { fitLines, shortened } from './fitText.js';

/** From here on names stand in their nodes in full: 11 pixels of the drawing are 9 on the screen. */
const near = 0.82;
/** Below this nodes are too small for a word. */
export const far = 0.26;

/** Pixels of the screen, and the width of a character of the monospaced font in them. */
const labelSize = 9.5;
const cardSize = 11.5;
const titleSize = 10.5;
const widthOf = 0.604;
const rowOf = 1.25;
/** Shorter than this, the ends of a text say nothing. */
const leastShortened = 8;
/** Labels are chosen anew when the scale has changed by this factor: not with every frame. */
const step = 1.08;

export interface Labels {
  /** After the scale changed: the next frame shows it. */
  show(scale: number): void;
}

interface Labelled {
  readonly node: PanelNode;
  readonly element: SVGTextElement;
}

/** `titles`: of the groups, in their order. */
export function createLabels(
  canvas: SVGSVGElement,
  scene: PanelScene,
  elements: ReadonlyMap<string, SVGGElement>,
  titles: readonly SVGTextElement[],
): Labels {
  const labelled = scene.nodes.map((node): Labelled => {
    const element = svg('text', { class: 'label', 'aria-hidden': 'true' });
    elements.get(node.id)?.append(element);
    return { node, element };
  });
  const membersOf = new Map(scene.groups.map(({ id }) => [id, scene.nodes.filter(({ group }) => group === id)]));
  const cards = svg('g', { class: 'cards', 'aria-hidden': 'true' });
  canvas.append(cards);
  let shown: string | undefined;
  return {
    show(scale) {
      const level = scale >= near ? 'near' : scale >= far ? 'middle' : 'far';
      const key = level === 'near' ? level : `${level} ${Math.round(Math.log(scale) / Math.log(step))}`;
      if (key === shown) return;
      shown = key;
      for (const one of ['near', 'middle', 'far']) canvas.classList.toggle(one, one === level);
      canvas.style.setProperty('--label', `${labelSize / scale}px`);
      canvas.style.setProperty('--title', `${Math.max(titleSize, titleSize / scale)}px`);
      canvas.style.setProperty('--card-text', `${cardSize / scale}px`);
      if (level !== 'near') for (const one of labelled) if (level === 'middle' || one.node.group === null) showLabel(one, scale);
      for (const [i, group] of scene.groups.entries()) titles[i]?.replaceChildren(titleOf(group, titleRoom(group, scale)));
      cards.replaceChildren(...(level === 'far' ? scene.groups.map((group) => card(group, membersOf.get(group.id) ?? [], scale)) : []));
    },
  };
}

/** Kinds whose outlines leave less room for a text. */
const slanted: ReadonlySet<PanelNode['kind']> = new Set(['source', 'sink', 'topic', 'repartition', 'changelog']);

function showLabel({ node, element }: Labelled, scale: number): void {
  const size = labelSize / scale;
  const characters = Math.max(1, Math.floor((node.width - (slanted.has(node.kind) ? 20 : 8)) / (size * widthOf)));
  const rows = node.height >= 2.2 * size ? 2 : 1;
  const lines = fitLines(node.label, characters, rows);
  const middle = node.height / 2 + (node.kind === 'store' ? 3 : 0);
  element.replaceChildren(
    ...lines.map((line, i) =>
      svg('tspan', { x: node.width / 2, y: middle + (i - (lines.length - 1) / 2) * size * 1.1 + size * 0.35 }, line),
    ),
  );
}

type Group = PanelScene['groups'][number];

/** Characters: beside the sign at its end. */
function titleRoom({ width }: Group, scale: number): number {
  return Math.floor((width - 56) / (Math.max(titleSize, titleSize / scale) * widthOf));
}

/** Its number alone, where there is no room for more. */
const titleOf = ({ title }: Group, characters: number): string =>
  title.length <= characters ? title : shortened(title.replace(/^Sub-topology /, ''), Math.max(1, characters));

/** What there is of a sub-topology, as far as it has room. */
function card(group: Group, members: readonly PanelNode[], scale: number): SVGGElement {
  const { x, y, width, height } = group;
  const size = cardSize / scale;
  const characters = Math.floor((width - size) / (size * widthOf));
  const rows = Math.floor((height - size * 0.6) / (size * rowOf));
  const told = tell(members).filter((line) => line.length <= characters || characters >= leastShortened);
  const lines = [titleOf(group, characters), ...told].slice(0, Math.max(1, rows));
  return svg(
    'g',
    { class: members.some(({ unnamed }) => unnamed) ? 'card unnamed' : 'card' },
    svg('rect', { x, y, width, height, rx: 6 }),
    ...lines.map((line, i) =>
      svg('text', { class: i === 0 ? 'head' : 'line', x: x + size / 2, y: y + size * (1.2 + i * rowOf) }, shortened(line, characters)),
    ),
  );
}

function tell(members: readonly PanelNode[]): readonly string[] {
  const stores = members.filter(({ kind }) => kind === 'store');
  const unnamed = stores.filter((store) => store.unnamed).length;
  const count = stores.length === 1 ? '1 store' : `${stores.length} stores`;
  const processors = members.filter(({ kind }) => kind === 'processor').length;
  return [
    unnamed === 0 ? count : `${count}, ${unnamed} unnamed`,
    ...stores.map(({ label }) => label.join(' · ')),
    processors === 1 ? '1 processor' : `${processors} processors`,
  ];
}
