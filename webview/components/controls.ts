/** Fields, choices and buttons of pages. The one importer of the toolkit behind them, so that another can take its place. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import type { Button, Checkbox, Dropdown, TextField as ToolkitField } from '@vscode/webview-ui-toolkit';
import { html } from '../shared/elements.js';

/** Once for a page, before the first control is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
}

export interface Control<T> {
  readonly element: HTMLElement;
  value: T;
}

export interface FieldOptions {
  readonly label: string;
  readonly placeholder?: string;
  /** After every keystroke. */
  onInput?(value: string): void;
  /** Enter. */
  onSubmit?(): void;
}

export interface TextField extends Control<string> {
  /** With the focus, all of its text is selected. */
  select(): void;
}

export function createTextField({ label, placeholder, onInput, onSubmit }: FieldOptions): TextField {
  const field = document.createElement('vscode-text-field') as ToolkitField;
  field.append(label);
  field.setAttribute('aria-label', label);
  field.setAttribute('spellcheck', 'false');
  if (placeholder !== undefined) field.setAttribute('placeholder', placeholder);
  field.addEventListener('input', () => onInput?.(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) onSubmit?.();
  });
  return {
    element: field,
    get value() {
      return field.value;
    },
    set value(next) {
      field.value = next;
    },
    select() {
      field.focus();
      field.control.select();
    },
  };
}

export interface Option<T extends string> {
  readonly value: T;
  readonly text: string;
}

export interface DropdownControl<T extends string> extends Control<T> {
  setOptions(options: readonly Option<T>[]): void;
}

export function createDropdown<T extends string>(
  label: string,
  options: readonly Option<T>[],
  onChange: (value: T) => void,
): DropdownControl<T> {
  const dropdown = document.createElement('vscode-dropdown') as Dropdown;
  const caption = html('span', { class: 'caption' }, label);
  dropdown.setAttribute('aria-label', label);
  let offered: readonly Option<T>[] = [];
  let chosen: T | undefined;
  const show = (): void => {
    if (chosen !== undefined && dropdown.isConnected) dropdown.value = chosen;
  };
  const setOptions = (next: readonly Option<T>[]): void => {
    if (JSON.stringify(next) === JSON.stringify(offered)) return;
    offered = next;
    dropdown.replaceChildren(
      ...next.map(({ value, text }) => {
        const option = document.createElement('vscode-option');
        option.setAttribute('value', value);
        option.textContent = text;
        if (value === chosen) option.setAttribute('selected', '');
        return option;
      }),
    );
    if (!next.some(({ value }) => value === chosen)) chosen = next[0]?.value;
    // The toolkit takes its options in with the next frame, and chooses the first.
    window.requestAnimationFrame(() => window.requestAnimationFrame(show));
  };
  dropdown.addEventListener('change', () => {
    const next = offered.find(({ value }) => value === dropdown.value);
    if (next === undefined || next.value === chosen) return;
    chosen = next.value;
    onChange(next.value);
  });
  setOptions(options);
  return {
    element: html('div', { class: 'choice' }, caption, dropdown),
    setOptions,
    get value() {
      if (chosen === undefined) throw new Error(`${label} has no options`);
      return chosen;
    },
    set value(next) {
      chosen = next;
      show();
      window.requestAnimationFrame(() => window.requestAnimationFrame(show));
    },
  };
}

export interface ButtonOptions {
  readonly text: string;
  readonly title?: string;
  readonly look?: 'primary' | 'secondary';
  readonly isHidden?: true;
  press(): void;
}

export interface ButtonControl {
  readonly element: HTMLElement;
  setEnabled(enabled: boolean): void;
}

export function createButton({ text, title, look = 'secondary', isHidden, press }: ButtonOptions): ButtonControl {
  const button = document.createElement('vscode-button') as Button;
  button.setAttribute('appearance', look);
  button.textContent = text;
  if (title !== undefined) button.title = title;
  button.hidden = isHidden === true;
  button.addEventListener('click', press);
  return {
    element: button,
    setEnabled: (enabled) => {
      button.disabled = !enabled;
    },
  };
}

export function createCheckbox(label: string, title: string, onChange: (value: boolean) => void): Control<boolean> {
  const checkbox = document.createElement('vscode-checkbox') as Checkbox;
  checkbox.textContent = label;
  checkbox.title = title;
  let before = false;
  checkbox.addEventListener('change', () => {
    if (checkbox.checked === before) return;
    before = checkbox.checked;
    onChange(before);
  });
  return {
    element: checkbox,
    get value() {
      return checkbox.checked;
    },
    set value(next) {
      before = next;
      checkbox.checked = next;
    },
  };
}
