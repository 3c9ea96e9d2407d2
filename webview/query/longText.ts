/** A text that may be megabytes: its beginning, and all of it when asked for, a piece with each frame. */
import { html } from '../shared/elements.js';
import { formatCount } from './times.js';
import { visibleString, visibleText } from './visibleText.js';

const piece = 100_000;

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
    const grow = (from: number): void => {
      // Without an element for each sign: there may be as many as characters.
      box.append(visibleString(text.slice(from, from + piece), lines));
      if (from + piece < text.length && box.isConnected) window.requestAnimationFrame(() => grow(from + piece));
    };
    grow(most);
  });
  box.append(...visibleText(text.slice(0, most), lines), rest);
  return box;
}
