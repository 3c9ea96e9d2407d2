/** The page of the topology diagram: wires what the editor sends and what a person does. */
import type { FromPage, PageState, PanelNode, PanelScene, PanelSource, ToPage } from '../../src/protocol/topologyPanel.js';
import { readPageState, readToPage } from '../../src/protocol/topologyPanel.js';
import { html, svg } from '../shared/elements.js';
import { connectHost } from '../shared/host.js';
import { createDetails } from './details.js';
import type { Drawing } from './drawing.js';
import { draw } from './drawing.js';
import { renderLegend } from './legend.js';
import { renderList } from './listView.js';
import { findNeighbour, isDirection } from './neighbours.js';
import { createToolbar } from './toolbar.js';
import { createViewport } from './viewport.js';

const zoomStep = 1.25;
const smallestStart = 0.45;

function start(): void {
  const host = connectHost<FromPage, ToPage, PageState>({ readMessage: readToPage, readState: readPageState });
  const remembered = host.remembered;
  let source: PanelSource | undefined;
  let drawing: Drawing | undefined;
  let selected = remembered?.selected ?? undefined;
  let asList = remembered?.asList ?? false;
  let refocusing = false;
  let saving: number | undefined;

  const canvas = svg('svg', { class: 'canvas', role: 'group', 'aria-label': 'Topology' });
  const frame = html('div', { class: 'frame' }, canvas);
  const list = html('main', { class: 'list', 'aria-label': 'Topology as list' });
  const notice = html('div', { class: 'notice', role: 'status' });
  const gaps = html('details', { class: 'gaps' });
  const legendEntries = html('ul');
  const legend = html('details', { class: 'legend' }, html('summary', {}, 'Legend'), legendEntries);
  const goTo = (id: string): void => host.post({ type: 'reveal', node: id });
  const details = createDetails(goTo);

  const save = (): void => {
    window.clearTimeout(saving);
    saving = window.setTimeout(() => {
      if (source !== undefined) host.remember({ source, view: viewport.view, selected: selected ?? null, asList });
    }, 150);
  };
  const viewport = createViewport(frame, canvas, save);

  const showDetails = (node: PanelNode | undefined): void => details.show(node, node && drawing?.elementOf(node.id));
  const select = (node: PanelNode | undefined): void => {
    selected = node?.id;
    drawing?.select(selected);
    showDetails(node);
    save();
  };
  const focus = (node: PanelNode): void => {
    select(node);
    viewport.reveal(node);
    drawing?.elementOf(node.id)?.focus({ preventScroll: true });
  };
  const setAsList = (wanted: boolean): void => {
    asList = wanted;
    document.body.classList.toggle('as-list', asList);
    frame.hidden = asList;
    list.hidden = !asList;
    toolbar.setPressed('list', asList);
    save();
  };
  const toolbar = createToolbar([
    { id: 'zoom-out', text: '\u2212', label: 'Zoom out', press: () => viewport.zoom(1 / zoomStep) },
    { id: 'zoom-in', text: '+', label: 'Zoom in', press: () => viewport.zoom(zoomStep) },
    { id: 'fit', text: 'Fit', label: 'Show all of it', press: () => viewport.fit() },
    { id: 'list', text: 'List', label: 'Show as list', press: () => setAsList(!asList) },
    { id: 'export', text: 'Export\u2026', label: 'Save or copy as SVG, Mermaid, DOT', press: () => host.post({ type: 'export' }) },
  ]);

  const showFirst = (scene: PanelScene, sameSource: boolean): void => {
    if (remembered !== undefined && sameSource) {
      viewport.show(remembered.view);
      return;
    }
    viewport.fit();
    const { scale } = viewport.view;
    // Too small to read: the upper part, in full width where that can be read.
    if (scale < smallestStart) {
      const wide = Math.max(smallestStart, Math.min(1, frame.clientWidth / scene.width));
      viewport.show({ x: Math.max(0, (frame.clientWidth - scene.width * wide) / 2), y: 0, scale: wide });
    }
  };

  /** What a person looks at stays where it is while the code changes around it. */
  const keepPlace = (before: Drawing, after: PanelScene): void => {
    const { x, y, scale } = viewport.view;
    const [atX, atY] = [(frame.clientWidth / 2 - x) / scale, (frame.clientHeight / 2 - y) / scale];
    const far = (node: PanelNode): number => Math.hypot(node.x + node.width / 2 - atX, node.y + node.height / 2 - atY);
    const moved = after.nodes.flatMap((node) => {
      const old = before.find(node.id);
      return old === undefined ? [] : [{ node, old, far: node.id === selected ? -1 : far(old) }];
    });
    const anchor = moved.sort((a, b) => a.far - b.far)[0];
    if (anchor === undefined) return;
    const { node, old } = anchor;
    viewport.show({ x: x + (old.x - node.x) * scale, y: y + (old.y - node.y) * scale, scale });
  };

  const showScene = (next: PanelSource, scene: PanelScene): void => {
    const before = drawing;
    const sameSource = JSON.stringify(next) === JSON.stringify(source ?? remembered?.source);
    const hadFocus = canvas.contains(document.activeElement);
    source = next;
    viewport.setSize(scene.width, scene.height);
    drawing = draw(canvas, scene);
    renderList(list, scene, ({ id }) => goTo(id));
    renderLegend(legendEntries, scene);
    canvas.setAttribute('aria-label', `Topology ${scene.title}: ${scene.nodes.length} nodes`);
    gaps.hidden = scene.notes.length === 0;
    const count = scene.notes.length === 1 ? '1 reason' : `${scene.notes.length} reasons`;
    gaps.replaceChildren(
      html('summary', {}, `Not determinable in full (${count})`),
      html('ul', {}, ...scene.notes.map((note) => html('li', {}, note))),
    );
    if (before !== undefined && sameSource) keepPlace(before, scene);
    else showFirst(scene, sameSource);
    const still = selected === undefined ? undefined : drawing.find(selected);
    select(still);
    if (hadFocus && still !== undefined) {
      refocusing = true;
      drawing.elementOf(still.id)?.focus({ preventScroll: true });
      refocusing = false;
    }
    save();
  };

  canvas.addEventListener('click', ({ target }) => {
    const node = drawing?.nodeAt(target);
    if (node === undefined) return;
    select(node);
    goTo(node.id);
  });
  frame.addEventListener('pointerover', ({ target }) => {
    const node = drawing?.nodeAt(target);
    if (node !== undefined) showDetails(node);
    else if (target === canvas || target === frame) showDetails(selected === undefined ? undefined : drawing?.find(selected));
  });
  canvas.addEventListener('focusin', ({ target }) => {
    const node = drawing?.nodeAt(target);
    if (node !== undefined && node.id !== selected) select(node);
    // By the mouse it is seen already, and the diagram must not slip away under it.
    if (node !== undefined && !refocusing && drawing?.elementOf(node.id)?.matches(':focus-visible') === true) viewport.reveal(node);
  });
  // A press beside the nodes takes the keyboard away from them.
  frame.addEventListener('click', ({ target }) => {
    if (drawing?.nodeAt(target) === undefined && selected !== undefined) drawing?.elementOf(selected)?.focus({ preventScroll: true });
  });
  canvas.addEventListener('keydown', (event) => {
    const node = drawing?.nodeAt(event.target);
    if (node === undefined || drawing === undefined) return;
    const { nodes } = drawing.scene;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    let next: PanelNode | undefined;
    if (plain && isDirection(event.key)) next = findNeighbour(drawing.scene, node, event.key);
    else if (plain && event.key === 'Home') next = nodes[0];
    else if (plain && event.key === 'End') next = nodes.at(-1);
    else if (plain && (event.key === 'Enter' || event.key === ' ')) goTo(node.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) focus(next);
  });
  // The window has these keys, too: what the page takes must not reach it.
  document.addEventListener('keydown', (event) => {
    if ((!event.ctrlKey && !event.metaKey) || event.altKey) return;
    if (event.key === '+' || event.key === '=') viewport.zoom(zoomStep);
    else if (event.key === '-' || event.key === '_') viewport.zoom(1 / zoomStep);
    else if (event.key === '0') viewport.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  host.listen((message) => {
    switch (message.type) {
      case 'scene':
        showScene(message.source, message.scene);
        break;
      case 'notice':
        notice.textContent = message.text ?? '';
        break;
      case 'highlight': {
        drawing?.mark(message.nodes);
        const [first] = message.nodes;
        const node = first === undefined ? undefined : drawing?.find(first);
        if (node !== undefined && !document.hasFocus()) viewport.reveal(node);
        break;
      }
    }
  });
  document.body.append(toolbar.element, notice, frame, list, html('footer', {}, legend, gaps, details.element));
  setAsList(asList);
  host.post({ type: 'ready' });
}

start();
