/** Paints a scene, and keeps what stands in it in reach. */
import type { PanelNode, PanelScene } from '../../src/protocol/topologyPanel.js';
import { svg } from '../shared/elements.js';
import { createLabels, type Labels } from './labels.js';

export interface Drawing {
  readonly scene: PanelScene;
  readonly labels: Labels;
  find(id: string): PanelNode | undefined;
  elementOf(id: string): SVGGElement | undefined;
  /** The node that an event happened in. */
  nodeAt(target: EventTarget | null): PanelNode | undefined;
  /** The group whose sign an event happened in. */
  groupAt(target: EventTarget | null): string | undefined;
  /** The one that Tab leads to, and the lines to and from it. */
  select(id: string | undefined): void;
  /** Those that the caret of the editor stands in. */
  mark(ids: readonly string[]): void;
  markFound(ids: readonly string[]): void;
}

/** What a screen reader says of a node. */
function labelOf({ heading, name, exact, facts, place }: PanelNode): string {
  return [
    `${heading.text} ${name}`,
    ...(exact ? [] : ['name not determinable in full']),
    ...facts.map(({ term, text }) => `${term}: ${text}`),
    ...(place === null ? [] : [place]),
  ].join(', ');
}

export function draw(canvas: SVGSVGElement, scene: PanelScene): Drawing {
  const nodes = new Map(scene.nodes.map((node) => [node.id, node]));
  const elements = new Map(scene.nodes.map((node) => [node.id, nodeElement(node)]));
  const isInside = (from: string, to: string): boolean => {
    const group = nodes.get(from)?.group;
    return group !== null && group !== undefined && group === nodes.get(to)?.group;
  };
  const edges = scene.edges.map(({ from, to, kind, path }) => {
    const classes = isInside(from, to) ? `edge ${kind} inside` : `edge ${kind}`;
    return { from, to, element: svg('path', { class: classes, d: path }) };
  });
  const titles = scene.groups.map(({ x, y, title }) => svg('text', { class: 'title', x: x + 14, y: y + 22 }, title));
  const signs = new Map(scene.groups.map((group) => [group.id, groupSign(group)]));
  canvas.replaceChildren(
    ...scene.groups.map(({ x, y, width, height }) => svg('rect', { class: 'group', x, y, width, height, rx: 6 })),
    ...edges.map(({ element }) => element),
    ...titles,
    ...signs.values(),
    ...elements.values(),
  );
  const nodeAt = lookUp('g.node', elements);
  const groupAt = lookUp('g.sign', signs);
  return {
    scene,
    labels: createLabels(canvas, scene, elements, titles),
    find: (id) => nodes.get(id),
    elementOf: (id) => elements.get(id),
    nodeAt: (target) => nodes.get(nodeAt(target) ?? ''),
    groupAt,
    select: createSelection(elements, edges),
    mark: createMark('current', elements),
    markFound: createMark('found', elements),
  };
}

/** The id of the element that an event happened in. */
function lookUp(selector: string, elements: ReadonlyMap<string, SVGGElement>): (target: EventTarget | null) => string | undefined {
  const byElement = new Map<Element, string>([...elements].map(([id, element]) => [element, id]));
  return (target) => {
    const element = target instanceof Element ? target.closest(selector) : null;
    return element === null ? undefined : byElement.get(element);
  };
}

/** A class for some of the elements, until others have it. */
function createMark(className: string, elements: ReadonlyMap<string, SVGGElement>): (ids: readonly string[]) => void {
  let marked: readonly string[] = [];
  return (ids) => {
    for (const id of marked) elements.get(id)?.classList.remove(className);
    marked = ids;
    for (const id of marked) elements.get(id)?.classList.add(className);
  };
}

interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly element: SVGPathElement;
}

function createSelection(elements: ReadonlyMap<string, SVGGElement>, edges: readonly DrawnEdge[]): (id: string | undefined) => void {
  let selected: string | undefined;
  const setSelected = (id: string | undefined, on: boolean): void => {
    const element = id === undefined ? undefined : elements.get(id);
    element?.setAttribute('tabindex', on ? '0' : '-1');
    element?.classList.toggle('selected', on);
    for (const edge of edges) if (edge.from === id || edge.to === id) edge.element.classList.toggle('near', on);
  };
  return (id) => {
    setSelected(selected, false);
    selected = id;
    setSelected(selected, true);
    if (selected === undefined || !elements.has(selected)) elements.values().next().value?.setAttribute('tabindex', '0');
  };
}

function nodeElement(node: PanelNode): SVGGElement {
  const { kind, x, y, width, path, mark, heading, lines, unnamed, exact, group, change } = node;
  const marks = [
    ...(unnamed ? ['unnamed'] : []),
    ...(exact ? [] : ['vague']),
    ...(group === null ? [] : ['inside']),
    ...(change === null ? [] : [`change-${change}`]),
  ];
  return svg(
    'g',
    {
      class: ['node', kind, ...marks].join(' '),
      transform: `translate(${x} ${y})`,
      role: 'button',
      tabindex: -1,
      'aria-label': labelOf(node),
    },
    svg('path', { class: 'outline', d: path }),
    svg('text', { class: 'kind', x: width / 2, y: heading.y }, heading.text),
    ...lines.map((line) => svg('text', { class: 'name', x: width / 2, y: line.y }, line.text)),
    ...(mark === null ? [] : [svg('path', { class: 'mark', d: mark })]),
  );
}

/** At its upper right corner: a press draws it as one node. */
function groupSign({ x, y, width, title }: PanelScene['groups'][number]): SVGGElement {
  return svg(
    'g',
    { class: 'sign', transform: `translate(${x + width - 28} ${y + 6})`, role: 'button', tabindex: 0, 'aria-label': `Collapse ${title}` },
    svg('title', {}, 'Collapse'),
    svg('rect', { width: 22, height: 22, rx: 4 }),
    svg('path', { d: 'M6 11H16' }),
  );
}
