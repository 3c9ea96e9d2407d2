/** JSON as a tree: only what is opened is made, arrows move and open, and large lists come in parts. */
import { html } from '../shared/elements.js';
import { createLongText } from './longText.js';
import { visibleText } from './visibleText.js';

const part = 100;
const textLength = 2000;

export function createJsonTree(value: unknown, label: string): HTMLElement {
  const closed: Closed = new WeakMap();
  const tree = html('div', { class: 'tree', role: 'tree', 'aria-label': label });
  tree.append(...itemsOf([['', value]], 1, closed));
  const first = tree.querySelector<HTMLElement>('[role=treeitem]');
  if (first !== null) {
    first.tabIndex = 0;
    toggle(first, closed, true);
  }
  tree.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest('button') !== null) return;
    const item = target.closest<HTMLElement>('[role=treeitem]');
    if (item === null) return;
    focusItem(tree, item);
    if (window.getSelection()?.isCollapsed !== false) toggle(item, closed);
  });
  tree.addEventListener('keydown', (event) => {
    const item = document.activeElement;
    if (!(item instanceof HTMLElement) || item.getAttribute('role') !== 'treeitem') return;
    const seen = [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')].filter((one) => one.closest('[hidden]') === null);
    const at = seen.indexOf(item);
    const isOpen = item.getAttribute('aria-expanded');
    let next: HTMLElement | undefined;
    if (event.key === 'ArrowDown') next = seen[at + 1];
    else if (event.key === 'ArrowUp') next = seen[at - 1];
    else if (event.key === 'Home') next = seen[0];
    else if (event.key === 'End') next = seen.at(-1);
    else if (event.key === 'ArrowRight' && isOpen === 'false') toggle(item, closed, true);
    else if (event.key === 'ArrowRight') next = isOpen === 'true' ? seen[at + 1] : undefined;
    else if (event.key === 'ArrowLeft' && isOpen === 'true') toggle(item, closed, false);
    else if (event.key === 'ArrowLeft') next = item.parentElement?.closest<HTMLElement>('[role=treeitem]') ?? undefined;
    else if (event.key === 'Enter' || event.key === ' ') toggle(item, closed);
    else return;
    event.preventDefault();
    if (next !== undefined) focusItem(tree, next);
  });
  return tree;
}

type Entry = readonly [name: string, value: unknown];
/** What opening an item makes. */
type Closed = WeakMap<HTMLElement, () => HTMLElement[]>;

function itemsOf(entries: readonly Entry[], level: number, closed: Closed): HTMLElement[] {
  return entries.map(([name, value]) => itemOf(name, value, level, closed));
}

function itemOf(name: string, value: unknown, level: number, closed: Closed): HTMLElement {
  const item = html('div', { role: 'treeitem', tabindex: '-1', 'aria-level': String(level) });
  const line = html('div', { class: 'line' });
  item.append(line);
  const label = name === '' ? [] : [html('span', { class: 'name' }, ...visibleText(name.slice(0, textLength))), ': '];
  if (typeof value !== 'object' || value === null) {
    line.append(html('span', { class: 'twist' }), ...label, leafOf(value));
    return item;
  }
  const entries: Entry[] = Array.isArray(value) ? value.map((one: unknown, at) => [String(at), one]) : Object.entries(value);
  const count = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  line.append(html('span', { class: 'twist', 'aria-hidden': 'true' }), ...label, html('span', { class: 'count' }, count));
  item.setAttribute('aria-expanded', 'false');
  closed.set(item, () => partsOf(entries, level + 1, closed));
  return item;
}

/** More than a part is put into parts, so that a list of a million opens at once. */
function partsOf(entries: readonly Entry[], level: number, closed: Closed): HTMLElement[] {
  if (entries.length <= part) return itemsOf(entries, level, closed);
  const size = part ** Math.ceil(Math.log(entries.length) / Math.log(part) - 1 - 1e-9);
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, at) => {
    const [from, to] = [at * size, Math.min(entries.length, (at + 1) * size)];
    const item = html('div', { role: 'treeitem', tabindex: '-1', 'aria-level': String(level), 'aria-expanded': 'false' });
    item.append(
      html(
        'div',
        { class: 'line' },
        html('span', { class: 'twist', 'aria-hidden': 'true' }),
        html('span', { class: 'count' }, `${from} \u2026 ${to - 1}`),
      ),
    );
    closed.set(item, () => partsOf(entries.slice(from, to), level + 1, closed));
    return item;
  });
}

function leafOf(value: unknown): HTMLElement {
  if (typeof value !== 'string') return html('span', { class: value === null ? 'null' : typeof value }, String(value));
  return createLongText(value, textLength, 'text');
}

function toggle(item: HTMLElement, closed: Closed, open = item.getAttribute('aria-expanded') === 'false'): void {
  if (!item.hasAttribute('aria-expanded')) return;
  item.setAttribute('aria-expanded', String(open));
  const known = item.querySelector<HTMLElement>(':scope > [role=group]');
  if (known !== null) known.hidden = !open;
  else if (open) item.append(html('div', { role: 'group' }, ...(closed.get(item)?.() ?? [])));
}

function focusItem(tree: HTMLElement, item: HTMLElement): void {
  for (const one of tree.querySelectorAll<HTMLElement>('[tabindex="0"]')) one.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
}
