/** Paints a scene, and keeps what stands in it in reach. */
import type { PanelNode, PanelScene } from '../../src/protocol/topologyPanel.js';
import { svg } from '../shared/elements.js';

export interface Drawing {
  readonly scene: PanelScene;
  find(id: string): PanelNode | undefined;
  elementOf(id: string): SVGGElement | undefined;
  /** The node that an event happened in. */
  nodeAt(target: EventTarget | null): PanelNode | undefined;
  /** The one that Tab leads to, and the lines to and from it. */
  select(id: string | undefined): void;
  /** Those that the caret of the editor stands in. */
  mark(ids: readonly string[]): void;
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
  const edges = scene.edges.map(({ from, to, kind, path }) => ({ from, to, element: svg('path', { class: `edge ${kind}`, d: path }) }));
  const byElement = new Map([...elements].map(([id, element]) => [element, id]));
  canvas.replaceChildren(
    ...scene.groups.map(({ x, y, width, height }) => svg('rect', { class: 'group', x, y, width, height, rx: 6 })),
    ...edges.map(({ element }) => element),
    ...scene.groups.map(({ x, y, title }) => svg('text', { class: 'title', x: x + 14, y: y + 22 }, title)),
    ...elements.values(),
  );

  let selected: string | undefined;
  let marked: readonly string[] = [];
  const setSelected = (id: string | undefined, on: boolean): void => {
    const element = id === undefined ? undefined : elements.get(id);
    element?.setAttribute('tabindex', on ? '0' : '-1');
    element?.classList.toggle('selected', on);
    for (const edge of edges) if (edge.from === id || edge.to === id) edge.element.classList.toggle('near', on);
  };
  return {
    scene,
    find: (id) => nodes.get(id),
    elementOf: (id) => elements.get(id),
    nodeAt(target) {
      const element = target instanceof Element ? target.closest('g.node') : null;
      return element instanceof SVGGElement ? nodes.get(byElement.get(element) ?? '') : undefined;
    },
    select(id) {
      setSelected(selected, false);
      selected = id;
      setSelected(selected, true);
      if (selected === undefined || !elements.has(selected)) elements.values().next().value?.setAttribute('tabindex', '0');
    },
    mark(ids) {
      for (const id of marked) elements.get(id)?.classList.remove('current');
      marked = ids;
      for (const id of marked) elements.get(id)?.classList.add('current');
    },
  };
}

function nodeElement(node: PanelNode): SVGGElement {
  const { kind, x, y, width, path, mark, heading, lines, unnamed, exact } = node;
  const classes = ['node', kind, ...(unnamed ? ['unnamed'] : []), ...(exact ? [] : ['vague'])].join(' ');
  return svg(
    'g',
    { class: classes, transform: `translate(${x} ${y})`, role: 'button', tabindex: -1, 'aria-label': labelOf(node) },
    svg('path', { class: 'outline', d: path }),
    svg('text', { class: 'kind', x: width / 2, y: heading.y }, heading.text),
    ...lines.map((line) => svg('text', { class: 'name', x: width / 2, y: line.y }, line.text)),
    ...(mark === null ? [] : [svg('path', { class: 'mark', d: mark })]),
  );
}
