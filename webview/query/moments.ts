/** The fields of the query that take a time. */
import type { Times } from '../../src/base/parseMoment.js';
import type { TimeField } from '../components/timeField.js';
import { createTimeField } from '../components/timeField.js';
import { isWithoutZone, parseMoment } from '../../src/base/parseMoment.js';
import { formatTime } from './times.js';

export interface MomentActions {
  edited(): void;
  run(): void;
}

export function createMoment(label: string, placeholder: string, times: Times, { edited, run }: MomentActions): TimeField {
  const parse = (text: string, of: Times): number | null | undefined => parseMoment(text, of, Date.now());
  return createTimeField({
    label,
    placeholder,
    times,
    parse,
    rewrite(text, from, to) {
      const time = isWithoutZone(text) ? parse(text, from) : undefined;
      return time === undefined || time === null ? undefined : formatTime(time, to).replace(/Z$/, '');
    },
    onInput: edited,
    onSubmit: run,
  });
}
