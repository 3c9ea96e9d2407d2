/** The rows that the page has, in the order in which they came. */
import type { PanelRow } from '../../src/protocol/queryPanel.js';
import type { Column } from './columns.js';
import { columnsFor } from './columns.js';
import type { Sort } from './sorting.js';

export interface Rows {
  readonly columns: readonly Column[];
  readonly total: number;
  /** By which column they are sorted; null: by none. */
  sort: Sort | null;
  /** Index of the row that is shown at a place. */
  indexAt(place: number): number | undefined;
  row(index: number): PanelRow | undefined;
  /** `newestFirst`: what is added by changes stands above what was read. */
  clear(newestFirst: boolean): void;
  put(index: number, row: PanelRow, isChange?: boolean): void;
}

export function createRows(): Rows {
  let rows: PanelRow[] = [];
  let isNewestFirst = false;
  let added = 0;
  const nothing = { windows: false, withExpired: false, withDetails: false, withChanges: false, withDifferences: false };
  let has = nothing;
  let columns = columnsFor(has);
  return {
    sort: null,
    get columns() {
      return columns;
    },
    get total() {
      return rows.length;
    },
    indexAt(place) {
      if (place < 0 || place >= rows.length) return undefined;
      return place < added ? rows.length - 1 - place : place - added;
    },
    row: (index) => rows[index],
    clear(newestFirst) {
      [rows, isNewestFirst, added] = [[], newestFirst, 0];
      has = nothing;
      columns = columnsFor(has);
    },
    put(index, row, isChange = false) {
      if (index > rows.length) return;
      if (isChange && isNewestFirst && index === rows.length) added++;
      rows[index] = row;
      const next = {
        windows: has.windows || row.window !== null,
        withExpired: has.withExpired || row.expired !== null,
        withDetails: has.withDetails || row.details !== '',
        withChanges: has.withChanges || row.change !== null,
        withDifferences: has.withDifferences || row.difference !== null,
      };
      if (JSON.stringify(next) === JSON.stringify(has)) return;
      has = next;
      columns = columnsFor(has);
    },
  };
}
