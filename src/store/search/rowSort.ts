/** The order of a search, as people write it: `value.total desc`. */
import { fail, succeed, type Result } from '../../base/result.js';
import { parseRowField, type RowField } from './rowField.js';

export interface RowSort {
  readonly field: RowField;
  readonly isDescending: boolean;
}

/** The error is a sentence that says what is wrong. */
export function parseRowSort(text: string): Result<RowSort, string> {
  const whole = text.trim();
  const order = /\s(?:asc|desc)$/i.exec(whole)?.[0] ?? '';
  const field = parseRowField(whole.slice(0, whole.length - order.length).trim());
  if (!field.ok) return fail(field.error);
  return succeed({ field: field.value, isDescending: order.trim().toLowerCase() === 'desc' });
}
