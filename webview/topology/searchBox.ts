/** Finds names: types, next, previous, and back to what was looked at. */
import type { PanelNode, PanelScene } from '../../src/protocol/topologyPanel.js';
import { html } from '../shared/elements.js';

export interface SearchBox {
  readonly element: HTMLElement;
  focus(): void;
  /** What is searched in from now on. */
  setScene(scene: PanelScene): void;
}

export interface Finding {
  /** All that hold the text, and the one that is looked at. */
  show(found: readonly PanelNode[], current: PanelNode | undefined): void;
  /** Escape: the keyboard goes where it was. */
  leave(): void;
}

const holds = ({ name, heading, facts, place }: PanelNode, text: string): boolean =>
  [name, heading.text, place ?? '', ...facts.map((fact) => fact.text)].some((words) => words.toLowerCase().includes(text));

export function createSearchBox({ show, leave }: Finding): SearchBox {
  const input = html('input', { type: 'search', placeholder: 'Find', 'aria-label': 'Find names', spellcheck: 'false' });
  const count = html('span', { class: 'count', role: 'status' });
  const button = (text: string, label: string, by: number): HTMLElement => {
    const made = html('button', { type: 'button', title: label, 'aria-label': label, disabled: '' }, text);
    made.addEventListener('click', () => move(by));
    return made;
  };
  const buttons = [button('↑', 'Previous match (Shift+Enter)', -1), button('↓', 'Next match (Enter)', 1)];
  let nodes: readonly PanelNode[] = [];
  let found: readonly PanelNode[] = [];
  let at = -1;

  const tell = (): void => {
    for (const one of buttons) one.toggleAttribute('disabled', found.length === 0);
    if (input.value.trim() === '') count.textContent = '';
    else count.textContent = found.length === 0 ? 'not found' : `${at + 1} of ${found.length}`;
    show(found, found[at]);
  };
  const search = (): void => {
    const text = input.value.trim().toLowerCase();
    const before = found[at];
    found = text === '' ? [] : nodes.filter((node) => holds(node, text));
    const still = found.findIndex(({ id }) => id === before?.id);
    at = found.length === 0 ? -1 : Math.max(0, still);
    tell();
  };
  const move = (by: number): void => {
    if (found.length === 0) return;
    at = (at + by + found.length) % found.length;
    tell();
  };
  input.addEventListener('input', search);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') move(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      input.value = '';
      search();
      leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    element: html('div', { class: 'search', role: 'search' }, input, count, ...buttons),
    focus() {
      input.focus();
      input.select();
    },
    setScene(scene) {
      nodes = scene.nodes;
      if (input.value.trim() !== '') search();
    },
  };
}
