/** A text that may be megabytes: its beginning, and all of it when asked for, in blocks of which only those in sight are laid out. */
import { html } from '../shared/elements.js';
import { formatCount } from './times.js';
import { visibleString, visibleText } from './visibleText.js';

const piece = 20_000;

export function createLongText(text: string, most: number, classes: string, lines = false): HTMLElement {
  const box = html('span', { class: classes });
  if (text.length <= most) {
    box.append(...visibleText(text, lines));
    return box;
  }
  const all = html('button', { type: 'button', class: 'link' }, `Show all ${formatCount(text.length)} characters`);
  const rest = html('span', {}, '\u2026 ', all);
  all.addEventListener('click', () => {
    rest.remove();
    // Without an element for each sign: there may be as many as characters.
    for (let from = most; from < text.length; from += piece)
      box.append(html('span', { class: 'piece' }, visibleString(text.slice(from, from + piece), lines)));
  });
  box.append(...visibleText(text.slice(0, most), lines), rest);
  return box;
}
