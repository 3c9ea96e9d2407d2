/** The drawing and what a person does in it: by mouse and by keyboard. */
import type { PanelNode, PanelScene } from '../../src/protocol/topologyPanel.js';
import { html, svg } from '../shared/elements.js';
import type { Drawing } from './drawing.js';
import { draw } from './drawing.js';
import { far } from './labels.js';
import { findNeighbour, isDirection } from './neighbours.js';
import { createViewport, type View, type Viewport } from './viewport.js';

export interface StageActs {
  /** It is selected, or nothing is. */
  selected(node: PanelNode | undefined): void;
  /** It is looked at: by the mouse, or as it is selected. */
  look(node: PanelNode | undefined, at: Element | undefined): void;
  /** `open`: also where no editor shows it. */
  goTo(node: PanelNode, open: boolean): void;
  toggleGroup(group: string): void;
  moved(): void;
}

export class Stage {
  readonly canvas = svg('svg', { class: 'canvas', role: 'group', 'aria-label': 'Topology' });
  readonly element = html('div', { class: 'frame' }, this.canvas);
  readonly viewport: Viewport;
  readonly #acts: StageActs;
  #drawing: Drawing | undefined;
  #selected: string | undefined;
  #isRefocusing = false;

  constructor(acts: StageActs, selected: string | undefined) {
    this.#acts = acts;
    this.#selected = selected;
    this.viewport = createViewport(this.element, this.canvas, ({ scale }) => {
      this.#drawing?.labels.show(scale);
      acts.moved();
    });
    this.#listenToMouse();
    this.#listenToFocus();
    this.canvas.addEventListener('keydown', (event) => this.#onKey(event));
  }

  get selected(): string | undefined {
    return this.#selected;
  }

  find(id: string): PanelNode | undefined {
    return this.#drawing?.find(id);
  }

  mark(ids: readonly string[]): void {
    this.#drawing?.mark(ids);
  }

  /** `view`: where to look; undefined: what is looked at stays where it is, or all of it where nothing was. */
  show(scene: PanelScene, view: View | undefined): void {
    const before = this.#drawing;
    const hadFocus = this.canvas.contains(document.activeElement);
    this.viewport.setSize(scene.width, scene.height);
    this.#drawing = draw(this.canvas, scene);
    this.canvas.setAttribute('aria-label', `Topology ${scene.title}: ${scene.nodes.length} nodes`);
    if (view !== undefined) this.viewport.show(view);
    else if (before === undefined) this.showFirst(scene);
    else this.#keepPlace(before, scene);
    this.#drawing.labels.show(this.viewport.view.scale);
    const still = this.#selected === undefined ? undefined : this.#drawing.find(this.#selected);
    this.select(still);
    if (hadFocus && still !== undefined) {
      this.#isRefocusing = true;
      this.#drawing.elementOf(still.id)?.focus({ preventScroll: true });
      this.#isRefocusing = false;
    }
  }

  /** All of it; where that is too small for a word, the upper part, in full width where that can be read. */
  showFirst(scene: PanelScene): void {
    this.viewport.fit();
    if (this.viewport.view.scale >= far) return;
    const { clientWidth } = this.element;
    const wide = Math.max(far, Math.min(1, clientWidth / scene.width));
    this.viewport.show({ x: Math.max(0, (clientWidth - scene.width * wide) / 2), y: 0, scale: wide });
  }

  select(node: PanelNode | undefined): void {
    this.#selected = node?.id;
    this.#drawing?.select(node?.id);
    this.#acts.selected(node);
    this.#look(node);
  }

  /** All that was found, and the one of them that is looked at. */
  showFound(found: readonly PanelNode[], current: PanelNode | undefined): void {
    this.#drawing?.markFound(found.map(({ id }) => id));
    if (current === undefined) return;
    this.select(current);
    this.viewport.reveal(current, far);
  }

  focusSelected(): void {
    const id = this.#selected ?? this.#drawing?.scene.nodes[0]?.id;
    if (id !== undefined) this.#drawing?.elementOf(id)?.focus({ preventScroll: true });
  }

  #look(node: PanelNode | undefined): void {
    this.#acts.look(node, node && this.#drawing?.elementOf(node.id));
  }

  #focus(node: PanelNode): void {
    this.select(node);
    this.viewport.reveal(node, far);
    this.#drawing?.elementOf(node.id)?.focus({ preventScroll: true });
  }

  /** What a person looks at stays where it is while the code changes around it. */
  #keepPlace(before: Drawing, after: PanelScene): void {
    const { x, y, scale } = this.viewport.view;
    const { clientWidth, clientHeight } = this.element;
    const [atX, atY] = [(clientWidth / 2 - x) / scale, (clientHeight / 2 - y) / scale];
    const distance = (node: PanelNode): number => Math.hypot(node.x + node.width / 2 - atX, node.y + node.height / 2 - atY);
    const moved = after.nodes.flatMap((node) => {
      const old = before.find(node.id);
      return old === undefined ? [] : [{ node, old, distance: node.id === this.#selected ? -1 : distance(old) }];
    });
    const anchor = moved.sort((a, b) => a.distance - b.distance)[0];
    if (anchor === undefined) return;
    const { node, old } = anchor;
    this.viewport.show({ x: x + (old.x - node.x) * scale, y: y + (old.y - node.y) * scale, scale });
  }

  #listenToMouse(): void {
    const { canvas, element } = this;
    canvas.addEventListener('click', ({ target }) => {
      const group = this.#drawing?.groupAt(target);
      if (group !== undefined) this.#acts.toggleGroup(group);
      const node = this.#drawing?.nodeAt(target);
      if (node === undefined) return;
      this.select(node);
      this.#acts.goTo(node, false);
    });
    canvas.addEventListener('dblclick', ({ target }) => {
      const node = this.#drawing?.nodeAt(target);
      if (node !== undefined) this.#open(node);
    });
    element.addEventListener('pointerover', ({ target }) => {
      const node = this.#drawing?.nodeAt(target);
      if (node !== undefined) this.#look(node);
      else if (target === canvas || target === element) this.#look(this.#selected === undefined ? undefined : this.find(this.#selected));
    });
    // A press beside the nodes takes the keyboard away from them.
    element.addEventListener('click', ({ target }) => {
      if (this.#drawing?.nodeAt(target) === undefined && this.#selected !== undefined)
        this.#drawing?.elementOf(this.#selected)?.focus({ preventScroll: true });
    });
  }

  #listenToFocus(): void {
    this.canvas.addEventListener('focusin', ({ target }) => {
      const node = this.#drawing?.nodeAt(target);
      if (node === undefined) return;
      if (node.id !== this.#selected) this.select(node);
      // By the mouse it is seen already, and the diagram must not slip away under it.
      const byKeyboard = this.#drawing?.elementOf(node.id)?.matches(':focus-visible') === true;
      if (!this.#isRefocusing && byKeyboard) this.viewport.reveal(node, far);
    });
  }

  #open(node: PanelNode): void {
    if (node.standsFor === null) this.#acts.goTo(node, true);
    else this.#acts.toggleGroup(node.standsFor);
  }

  #onKey(event: KeyboardEvent): void {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const group = this.#drawing?.groupAt(event.target);
    const node = this.#drawing?.nodeAt(event.target);
    if (!plain || this.#drawing === undefined) return;
    const isPress = event.key === 'Enter' || event.key === ' ';
    const { nodes } = this.#drawing.scene;
    let next: PanelNode | undefined;
    if (group !== undefined && isPress) this.#acts.toggleGroup(group);
    else if (node === undefined) return;
    else if (isPress) this.#open(node);
    else if (isDirection(event.key)) next = findNeighbour(this.#drawing.scene, node, event.key);
    else if (event.key === 'Home') next = nodes[0];
    else if (event.key === 'End') next = nodes.at(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) this.#focus(next);
  }
}
