/** How far a query is: a bar, and in words. */
import type { QueryToPage } from '../../src/protocol/queryPanel.js';
import { html } from '../shared/elements.js';
import { visibleText } from './visibleText.js';
import { formatBytes, formatCount } from './times.js';

export interface Progress {
  readonly element: HTMLElement;
  start(): void;
  show(progress: QueryToPage & { readonly type: 'progress' }): void;
  /** What is waited for. */
  wait(text: string): void;
  stop(): void;
}

export function createProgress(): Progress {
  const bar = html('progress', { 'aria-label': 'Read so far' });
  const words = html('span', { role: 'status' });
  const element = html('div', { class: 'progress', hidden: '' }, bar, words);
  return {
    element,
    start() {
      element.hidden = false;
      bar.removeAttribute('value');
      words.textContent = '';
    },
    show({ records, bytes, done, span, secondsLeft }) {
      bar.max = Math.max(1, span);
      bar.value = Math.min(done, span);
      const left = secondsLeft === null ? '' : secondsLeft < 1 ? ', less than a second left' : `, ${Math.ceil(secondsLeft)} s left`;
      words.textContent = `${formatCount(records)} records, ${formatBytes(bytes)}, ${formatCount(done)} of ${formatCount(span)} offsets${left}`;
    },
    wait(text) {
      bar.removeAttribute('value');
      words.replaceChildren(...visibleText(`Waiting: ${text}`));
    },
    stop() {
      element.hidden = true;
    },
  };
}
