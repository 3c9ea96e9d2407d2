/** The card that says all of a node: its whole name, what is known of it, and where it is made. */
import type { PanelNode } from '../../src/protocol/topologyPanel.js';
import { html } from './elements.js';

export interface Details {
  readonly element: HTMLElement;
  show(node: PanelNode | undefined): void;
}

export function createDetails(goTo: (id: string) => void): Details {
  const element = html('section', { class: 'details', 'aria-label': 'Details', hidden: '' });
  return {
    element,
    show(node) {
      element.hidden = node === undefined;
      if (node === undefined) return;
      const { heading, name, exact, facts, place, id } = node;
      const go = html('button', { class: 'link', type: 'button' }, place ?? '');
      go.addEventListener('click', () => goTo(id));
      element.replaceChildren(
        html('div', { class: node.unnamed ? 'kind unnamed' : 'kind' }, heading.text),
        html('div', { class: 'whole' }, name),
        html(
          'dl',
          {},
          ...(exact ? [] : [fact('Name', 'not determinable in full')]),
          ...(node.unnamed ? [fact('Unnamed', 'the number is its position, and moves when operators are added or removed')] : []),
          ...facts.map(({ term, text }) => fact(term, text)),
        ),
        ...(place === null ? [] : [go]),
      );
    },
  };
}

function fact(term: string, text: string): HTMLElement {
  return html('div', {}, html('dt', {}, term), html('dd', {}, text));
}
