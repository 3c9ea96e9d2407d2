/** A moment as text, pasted or typed, in local time or UTC. */
import type { Times } from '../../src/base/parseMoment.js';
import { createTextField, type Control } from './controls.js';

export interface TimeField extends Control<string> {
  /** Milliseconds; null: nothing is written; undefined: what is written is no time. */
  moment(): number | null | undefined;
  setTimes(times: Times): void;
}

export interface TimeFieldOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly times: Times;
  /** What a text means; undefined: it is no time. */
  parse(text: string, times: Times): number | null | undefined;
  /** The same moment in other times; undefined: the text means the same in both. */
  rewrite(text: string, from: Times, to: Times): string | undefined;
  onInput(): void;
  onSubmit(): void;
}

export function createTimeField({ label, placeholder, times, parse, rewrite, onInput, onSubmit }: TimeFieldOptions): TimeField {
  let shown = times;
  const field = createTextField({ label, placeholder, onInput: () => check(true), onSubmit });
  field.element.classList.add('time');
  const check = (isTyped: boolean): void => {
    field.element.classList.toggle('wrong', parse(field.value, shown) === undefined);
    if (isTyped) onInput();
  };
  return {
    element: field.element,
    get value() {
      return field.value;
    },
    set value(next) {
      field.value = next;
      check(false);
    },
    moment: () => parse(field.value, shown),
    setTimes(next) {
      const text = rewrite(field.value, shown, next);
      shown = next;
      if (text !== undefined) field.value = text;
      check(false);
    },
  };
}
