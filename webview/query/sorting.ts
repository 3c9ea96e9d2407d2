/** The order that is asked for, and the column that stands for it. */
import type { FormState } from '../../src/protocol/queryPanel.js';
import type { Column } from './columns.js';

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** A history begins with what was written last. */
export const sortOf = ({ sort, operation, via }: Pick<FormState, 'sort' | 'operation' | 'via'>): string =>
  sort.trim() !== '' ? sort.trim() : operation === 'history' && via === 'changelog' ? 'offset desc' : '';

/** null: no column, such as a field of the value. */
export function sortedColumn(sort: string, columns: readonly Column[]): Sort | null {
  const [, field = '', order = ''] = /^(\S+)(?:\s+(asc|desc))?$/i.exec(sort) ?? [];
  const column = columns.find((one) => one.field === field);
  return column === undefined ? null : { column: column.id, descending: order.toLowerCase() === 'desc' };
}

/** Upwards, downwards, as it came. */
export function nextSort(sort: string, column: string, columns: readonly Column[]): string {
  const field = columns.find(({ id }) => id === column)?.field ?? null;
  const now = sortedColumn(sort, columns);
  if (field === null) return '';
  return now?.column !== column ? field : now.descending ? '' : `${field} desc`;
}
