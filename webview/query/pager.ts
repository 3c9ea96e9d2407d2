/** Which of the rows that match are shown, and the way to those before and after them. */
import type { Answer, Question } from '../../src/protocol/queryPanel.js';
import { createButton } from '../components/controls.js';
import { html } from '../shared/elements.js';
import { formatCount } from './times.js';

export interface Pager {
  readonly element: HTMLElement;
  show(question: Question | undefined, answer: Answer | undefined, total: number): void;
}

export function createPager(turn: (skip: number) => void): Pager {
  let [skip, limit, total] = [0, 1, 0];
  const previous = createButton({ text: 'Previous Page', press: () => turn(Math.max(0, skip - limit)) });
  const next = createButton({ text: 'Next Page', press: () => turn(skip + total) });
  const words = html('span', { class: 'note' });
  const element = html('div', { class: 'pager', hidden: '' }, words, previous.element, next.element);
  return {
    element,
    show(question, answer, count) {
      const isPaged = question !== undefined && answer !== undefined && (question.skip > 0 || answer.more);
      element.hidden = !isPaged;
      if (!isPaged) return;
      ({ skip, limit } = question);
      total = count;
      const all = answer.found?.matched ?? (question.operation.kind === 'all' ? answer.liveKeys : null);
      words.textContent = `Rows ${formatCount(skip + 1)} to ${formatCount(skip + count)}${all === null ? '' : ` of ${formatCount(all)}`}`;
      previous.setEnabled(skip > 0);
      next.setEnabled(answer.more);
    },
  };
}
