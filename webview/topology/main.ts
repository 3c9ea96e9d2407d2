/** The page of the topology diagram: wires what the editor sends and what a person does. */
import type {
  FromPage,
  PageState,
  PanelArrangement,
  PanelComparison,
  PanelNode,
  PanelScene,
  PanelSource,
  ToPage,
} from '../../src/protocol/topologyPanel.js';
import { readPageState, readToPage } from '../../src/protocol/topologyPanel.js';
import { html } from '../shared/elements.js';
import { connectHost } from '../shared/host.js';
import { createDetails } from './details.js';
import { createFooter } from './footer.js';
import { createListView } from './listView.js';
import { paintPng } from './paint.js';
import { createSearchBox } from './searchBox.js';
import { Stage } from './stage.js';
import { createToolbar, type Toolbar, type ToolbarButton } from './toolbar.js';

const zoomStep = 1.25;

class TopologyPage {
  readonly #host = connectHost<FromPage, ToPage, PageState>({ readMessage: readToPage, readState: readPageState });
  readonly #remembered = this.#host.remembered;
  readonly #notice = html('div', { class: 'notice', role: 'status' });
  readonly #footer = createFooter();
  readonly #details = createDetails((node) => this.#open(node));
  readonly #list = createListView((node) => this.#open(node));
  readonly #stage = new Stage(
    {
      selected: () => this.#save(),
      look: (node, at) => this.#details.show(node, at),
      goTo: ({ id: node }, open) => this.#host.post({ type: 'reveal', node, open }),
      toggleGroup: (group) => this.#toggleGroup(group),
      moved: () => this.#save(),
    },
    this.#remembered?.selected ?? undefined,
  );
  readonly #search = createSearchBox({
    show: (found, current) => {
      this.#list.showFound(found, current);
      this.#stage.showFound(found, current);
    },
    leave: () => this.#stage.focusSelected(),
  });
  readonly #toolbar: Toolbar = createToolbar(this.#buttons());
  #source: PanelSource | undefined;
  #scene: PanelScene | undefined;
  #asList = this.#remembered?.asList ?? false;
  #arrangement: PanelArrangement = this.#remembered?.arrangement ?? { storesOnly: false, collapsed: [] };
  #saving: number | undefined;

  start(): void {
    const bar = html('header', {}, this.#toolbar.element, this.#search.element);
    const middle = html('div', { class: 'middle' }, this.#notice, this.#stage.element, this.#list.element, this.#details.element);
    document.body.append(bar, middle, this.#footer.element);
    document.addEventListener('keydown', (event) => this.#onKey(event));
    this.#host.listen((message) => this.#receive(message));
    this.#setAsList(this.#asList);
    this.#showArrangement();
    this.#host.post({ type: 'ready', arrangement: this.#arrangement });
  }

  #buttons(): readonly ToolbarButton[] {
    const { viewport } = this.#stage;
    return [
      { id: 'zoom-out', text: '\u2212', label: 'Zoom out', press: () => viewport.zoom(1 / zoomStep) },
      { id: 'zoom-in', text: '+', label: 'Zoom in', press: () => viewport.zoom(zoomStep) },
      { id: 'fit', text: 'Fit', label: 'Fit all of it into the window', press: () => viewport.fit() },
      { id: 'stores', text: 'Stores only', label: 'Stores only: leave out what processes records', press: () => this.#toggleStores() },
      { id: 'collapse', text: 'Collapse', label: 'Collapse all sub-topologies', press: () => this.#toggleAll() },
      { id: 'list', text: 'List', label: 'List of all nodes', press: () => this.#setAsList(!this.#asList) },
      {
        id: 'compare',
        text: 'Compare\u2026',
        label: 'Compare\u2026 with another state of the code',
        press: () => this.#host.post({ type: 'compare' }),
      },
      {
        id: 'export',
        text: 'Export\u2026',
        label: 'Export\u2026 as SVG, PNG, Mermaid, DOT',
        press: () => this.#host.post({ type: 'export' }),
      },
    ];
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case 'scene':
        this.#showScene(message.source, message.scene);
        this.#showComparison(message.comparison);
        break;
      case 'notice':
        this.#notice.textContent = message.text ?? '';
        break;
      case 'highlight': {
        this.#stage.mark(message.nodes);
        const [first] = message.nodes;
        const node = first === undefined ? undefined : this.#stage.find(first);
        if (node !== undefined && !document.hasFocus()) this.#stage.viewport.reveal(node);
        break;
      }
      case 'paint':
        void paintPng(message.svg).then((png) => this.#host.post({ type: 'painted', png }));
        break;
    }
  }

  #showScene(source: PanelSource, scene: PanelScene): void {
    const isSame = JSON.stringify(source) === JSON.stringify(this.#source ?? this.#remembered?.source);
    const isFirst = this.#source === undefined;
    [this.#source, this.#scene] = [source, scene];
    this.#stage.show(scene, isFirst && isSame ? this.#remembered?.view : undefined);
    this.#list.show(scene);
    this.#footer.show(scene);
    this.#search.setScene(scene);
    this.#save();
  }

  #showComparison({ possible, called }: PanelComparison): void {
    this.#toolbar.setHidden('compare', !possible);
    this.#toolbar.setPressed('compare', called !== null);
    this.#toolbar.setText('compare', called === null ? 'Compare\u2026' : `Since ${called}`);
  }

  #open(node: PanelNode): void {
    if (node.standsFor === null) this.#host.post({ type: 'reveal', node: node.id, open: true });
    else this.#toggleGroup(node.standsFor);
  }

  #toggleGroup(group: string): void {
    const { collapsed } = this.#arrangement;
    this.#arrange({ collapsed: collapsed.includes(group) ? collapsed.filter((one) => one !== group) : [...collapsed, group] });
  }

  /** Those that are drawn in full become one node each; where there is none, all are drawn in full. */
  #toggleAll(): void {
    const full = this.#scene?.groups.map(({ id }) => id) ?? [];
    this.#arrange({ collapsed: full.length === 0 ? [] : [...this.#arrangement.collapsed, ...full] });
  }

  #toggleStores(): void {
    this.#arrange({ storesOnly: !this.#arrangement.storesOnly });
  }

  #arrange(change: Partial<PanelArrangement>): void {
    this.#arrangement = { ...this.#arrangement, ...change };
    this.#showArrangement();
    this.#host.post({ type: 'arrange', arrangement: this.#arrangement });
    this.#save();
  }

  #showArrangement(): void {
    this.#toolbar.setPressed('stores', this.#arrangement.storesOnly);
    this.#toolbar.setPressed('collapse', this.#arrangement.collapsed.length > 0);
  }

  #setAsList(wanted: boolean): void {
    this.#asList = wanted;
    document.body.classList.toggle('as-list', wanted);
    this.#stage.element.hidden = wanted;
    this.#list.element.hidden = !wanted;
    this.#toolbar.setPressed('list', wanted);
    this.#save();
  }

  #save(): void {
    window.clearTimeout(this.#saving);
    this.#saving = window.setTimeout(() => {
      const [source, selected] = [this.#source, this.#stage.selected ?? null];
      if (source === undefined) return;
      this.#host.remember({ source, view: this.#stage.viewport.view, selected, asList: this.#asList, arrangement: this.#arrangement });
    }, 150);
  }

  /** The window has these keys, too: what the page takes must not reach it. */
  #onKey(event: KeyboardEvent): void {
    if ((!event.ctrlKey && !event.metaKey) || event.altKey) return;
    const { viewport } = this.#stage;
    if (event.key === '+' || event.key === '=') viewport.zoom(zoomStep);
    else if (event.key === '-' || event.key === '_') viewport.zoom(1 / zoomStep);
    else if (event.key === '0') viewport.fit();
    else if (event.key.toLowerCase() === 'f') this.#search.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

new TopologyPage().start();
