/** The same topology as nested lists: for screen readers, for searching, and for those who would rather read. */
import type { PanelNode, PanelScene } from '../../src/protocol/topologyPanel.js';
import { html } from '../shared/elements.js';

export interface ListView {
  readonly element: HTMLElement;
  show(scene: PanelScene): void;
  showFound(found: readonly PanelNode[], current: PanelNode | undefined): void;
}

export function createListView(goTo: (node: PanelNode) => void): ListView {
  const element = html('main', { class: 'list', 'aria-label': 'Topology as list' });
  let rows: ReadonlyMap<string, HTMLElement> = new Map();
  return {
    element,
    show(scene) {
      rows = renderList(element, scene, goTo);
    },
    showFound(found, current) {
      for (const row of rows.values()) row.classList.remove('found', 'current');
      for (const { id } of found) rows.get(id)?.classList.add('found');
      const row = current === undefined ? undefined : rows.get(current.id);
      row?.classList.add('current');
      row?.scrollIntoView({ block: 'center' });
    },
  };
}

function renderList(list: HTMLElement, scene: PanelScene, goTo: (node: PanelNode) => void): ReadonlyMap<string, HTMLElement> {
  const { title, groups, edges } = scene;
  const nodes = inFlowOrder(scene);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rows = new Map<string, HTMLElement>();
  const namesOf = (id: string, isStore: boolean): string =>
    edges
      .flatMap((edge) => (edge.from === id ? (byId.get(edge.to) ?? []) : []))
      .filter((node) => (node.kind === 'store') === isStore)
      .map(({ name }) => name)
      .join(', ');
  const item = (node: PanelNode): HTMLElement => {
    const { id, heading, name, place, unnamed, exact } = node;
    const button = html('button', { type: 'button', class: unnamed ? 'row unnamed' : exact ? 'row' : 'row vague' });
    button.append(html('span', { class: 'kind' }, heading.text), ' ', html('span', { class: 'name' }, name));
    if (place !== null) button.append(' ', html('span', { class: 'place' }, place));
    button.addEventListener('click', () => goTo(node));
    rows.set(id, button);
    const [stores, next] = [namesOf(id, true), namesOf(id, false)];
    const told = [
      ...(stores === '' ? [] : [html('div', { class: 'next' }, `${isTopic(node) || node.kind === 'store' ? 'to' : 'uses'} ${stores}`)]),
      ...(next === '' ? [] : [html('div', { class: 'next' }, `${node.kind === 'store' ? 'kept in' : 'to'} ${next}`)]),
    ];
    return html('li', {}, button, ...told);
  };
  const section = (heading: string, members: readonly PanelNode[]): HTMLElement[] =>
    members.length === 0 ? [] : [html('h2', {}, heading), html('ul', {}, ...members.map(item))];
  list.replaceChildren(
    html('h1', {}, title),
    ...groups.flatMap((group) =>
      section(
        group.title,
        nodes.filter((node) => node.group === group.id),
      ),
    ),
    ...section(
      'Topics',
      nodes.filter(({ group }) => group === null),
    ),
  );
  return rows;
}

const isTopic = ({ kind }: PanelNode): boolean => kind === 'topic' || kind === 'repartition';

/** Each branch to its end before the next begins, as the code reads. */
function inFlowOrder({ nodes, edges }: PanelScene): readonly PanelNode[] {
  const entered = new Set(edges.filter(({ kind }) => kind === 'flow').map(({ to }) => to));
  const leaving = new Map<string, string[]>();
  for (const { from, to } of edges.toReversed()) {
    const known = leaving.get(from);
    if (known === undefined) leaving.set(from, [to]);
    else known.push(to);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ordered = new Set<PanelNode>();
  const follow = (start: PanelNode): void => {
    const waiting = [start.id];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const node = byId.get(id);
      if (node === undefined || ordered.has(node)) continue;
      ordered.add(node);
      waiting.push(...(leaving.get(id) ?? []));
    }
  };
  for (const node of nodes) if (!entered.has(node.id)) follow(node);
  for (const node of nodes) follow(node);
  return [...ordered];
}
