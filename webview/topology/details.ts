/** The card that says all of a node: its whole name, what is known of it, and where it is made. */
import type { PanelNode } from '../../src/protocol/topologyPanel.js';
import { html } from '../shared/elements.js';

export interface Details {
  readonly element: HTMLElement;
  /** `at`: where the node is on the screen. */
  show(node: PanelNode | undefined, at?: Element): void;
}

export function createDetails(open: (node: PanelNode) => void): Details {
  const element = html('section', { class: 'details', 'aria-label': 'Details', hidden: '' });
  return {
    element,
    show(node, at) {
      element.hidden = node === undefined;
      element.classList.toggle('above', at !== undefined && at.getBoundingClientRect().bottom > window.innerHeight * 0.6);
      if (node === undefined) return;
      const { heading, name, exact, facts, place, standsFor } = node;
      const leadsTo = standsFor === null ? place : 'Expand';
      const go = html('button', { class: 'link', type: 'button' }, leadsTo ?? '');
      go.addEventListener('click', () => open(node));
      element.replaceChildren(
        html('div', { class: node.unnamed ? 'kind unnamed' : 'kind' }, heading.text),
        html('div', { class: 'whole' }, name),
        html(
          'dl',
          {},
          ...(exact ? [] : fact('Name', 'not determinable in full')),
          ...(node.unnamed && standsFor === null ? fact('Unnamed', 'its number moves when operators are added or removed') : []),
          ...facts.flatMap(({ term, text }) => fact(term, text)),
        ),
        ...(leadsTo === null ? [] : [go]),
      );
    },
  };
}

function fact(term: string, text: string): HTMLElement[] {
  return [html('dt', {}, term), html('dd', {}, text)];
}
