/** The sentence above the rows: why there are none, or what is to be known of them; with what can be done by one click. */
import { createButton } from '../components/controls.js';
import { html } from '../shared/elements.js';
import { visibleText } from './visibleText.js';

export interface Problem {
  readonly element: HTMLElement;
  /** `isMild`: nothing is wrong. */
  say(text: string, isMild?: boolean): void;
  /** The same, and a way to agree that instances are asked. */
  offerToAsk(): void;
}

export function createProblem(askInstances: () => void): Problem {
  const element = html('div', { class: 'problem', role: 'alert' });
  const ask = createButton({
    text: 'Ask Its Instances\u2026',
    title: 'Shows whom the application names, before anything is sent there',
    press: askInstances,
  });
  return {
    element,
    say(text, isMild = false) {
      element.replaceChildren(...visibleText(text));
      element.classList.toggle('mild', isMild);
    },
    offerToAsk: () => element.append(' ', ask.element),
  };
}

/** Of addresses that are new, or that nobody was asked about. */
export function notAskedText(addresses: readonly string[]): string {
  const named = `${addresses.slice(0, 3).join(', ')}${addresses.length > 3 ? ` and ${addresses.length - 3} more` : ''}`;
  return `${addresses.length === 1 ? 'An instance is' : `${addresses.length} instances are`} not asked before you agree to it: ${named}.`;
}
