/** A moment, picked or typed, in local time or UTC. The toolkit has no such field: this is the browser's, in its look. */
import { html } from '../shared/elements.js';
import type { Control } from './controls.js';

export type Times = 'local' | 'utc';

export interface TimeField extends Control<number | null> {
  setTimes(times: Times): void;
}

export function createTimeField(label: string, times: Times, onChange: () => void, onSubmit: () => void): TimeField {
  let shown = times;
  const input = html('input', { type: 'datetime-local', step: '0.001', 'aria-label': label });
  const caption = html('span', { class: 'caption' }, label);
  const value = (): number | null => {
    if (input.value === '') return null;
    const time = Date.parse(shown === 'utc' ? `${input.value}Z` : input.value);
    return Number.isNaN(time) ? null : time;
  };
  const show = (time: number | null): void => {
    if (time === null) {
      input.value = '';
      return;
    }
    const shift = shown === 'utc' ? 0 : new Date(time).getTimezoneOffset() * 60_000;
    input.value = new Date(time - shift).toISOString().slice(0, -1);
  };
  input.addEventListener('input', onChange);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') onSubmit();
  });
  return {
    element: html('label', { class: 'choice time' }, caption, input),
    get value() {
      return value();
    },
    set value(next) {
      show(next);
    },
    setTimes(next) {
      const kept = value();
      shown = next;
      show(kept);
    },
  };
}
