/** The same topology as nested lists: for screen readers, for searching, and for those who would rather read. */
import type { PanelNode, PanelScene } from '../../src/protocol/topologyPanel.js';
import { html } from '../shared/elements.js';

export function renderList(list: HTMLElement, { title, groups, nodes, edges }: PanelScene, goTo: (node: PanelNode) => void): void {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const item = (node: PanelNode): HTMLElement => {
    const { id, heading, name, place, unnamed, exact } = node;
    const button = html('button', { type: 'button', class: unnamed ? 'row unnamed' : exact ? 'row' : 'row vague' });
    button.append(html('span', { class: 'kind' }, heading.text), ' ', html('span', { class: 'name' }, name));
    if (place !== null) button.append(' ', html('span', { class: 'place' }, place));
    button.addEventListener('click', () => goTo(node));
    const next = edges.filter(({ from }) => from === id).map(({ to }) => names.get(to) ?? '');
    return html('li', {}, button, ...(next.length === 0 ? [] : [html('div', { class: 'next' }, `to ${next.join(', ')}`)]));
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
}
