/** Tabs over panels of which one is seen: arrows move between them, as in the editor. */
import { html } from '../shared/elements.js';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly panel: HTMLElement;
}

export interface Tabs {
  readonly element: HTMLElement;
  select(id: string): void;
}

export function createTabs(label: string, tabs: readonly Tab[]): Tabs {
  const made = tabs.map(({ id, title, panel }) => {
    panel.id = `panel-${id}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${id}`);
    const button = html('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': panel.id }, title);
    button.addEventListener('click', () => select(id));
    return { id, panel, button };
  });
  const select = (wanted: string): void => {
    for (const { id, panel, button } of made) {
      panel.hidden = id !== wanted;
      button.setAttribute('aria-selected', String(id === wanted));
      button.tabIndex = id === wanted ? 0 : -1;
    }
  };
  const bar = html('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, ...made.map(({ button }) => button));
  bar.addEventListener('keydown', (event) => {
    const at = made.findIndex(({ button }) => button === document.activeElement);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = made[(at + step + made.length) % made.length];
    if (step === 0 || at < 0 || next === undefined) return;
    event.preventDefault();
    select(next.id);
    next.button.focus();
  });
  if (made[0] !== undefined) select(made[0].id);
  return { element: html('div', { class: 'tabbed' }, bar, ...made.map(({ panel }) => panel)), select };
}
