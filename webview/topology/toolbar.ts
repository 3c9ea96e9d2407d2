import { html } from '../shared/elements.js';

export interface Toolbar {
  readonly element: HTMLElement;
  setPressed(button: string, pressed: boolean): void;
  setHidden(button: string, hidden: boolean): void;
  setText(button: string, text: string): void;
}

export interface ToolbarButton {
  readonly id: string;
  readonly text: string;
  readonly label: string;
  press(): void;
}

/** One stop of Tab, as toolbars are: arrows move inside of it. */
export function createToolbar(buttons: readonly ToolbarButton[]): Toolbar {
  const made = buttons.map(({ id, text, label, press }, index) => {
    const button = html('button', { type: 'button', id, title: label, 'aria-label': label, tabindex: index === 0 ? '0' : '-1' }, text);
    button.addEventListener('click', press);
    return button;
  });
  const element = html('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Diagram' }, ...made);
  element.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const shown = made.filter((button) => !button.hidden);
    const at = shown.findIndex((button) => button === document.activeElement);
    const next = shown[at + step];
    if (step === 0 || at < 0 || next === undefined) return;
    event.preventDefault();
    for (const button of made) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  const find = (id: string): HTMLElement | undefined => made.find((button) => button.id === id);
  return {
    element,
    setPressed: (id, pressed) => find(id)?.setAttribute('aria-pressed', String(pressed)),
    setHidden: (id, hidden) => find(id)?.toggleAttribute('hidden', hidden),
    setText(id, text) {
      const button = find(id);
      if (button === undefined) return;
      button.textContent = text;
      button.setAttribute('aria-label', text);
    },
  };
}
