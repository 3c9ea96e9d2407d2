/** The rows that the page has, and the order that a person made of them. */
import type { PanelRow } from '../../src/protocol/queryPanel.js';
import type { Times } from '../../src/base/parseMoment.js';
import type { Column } from './columns.js';
import { columnsFor } from './columns.js';

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export interface Rows {
  readonly columns: readonly Column[];
  readonly total: number;
  /** After filter and sort. */
  readonly shown: number;
  readonly sort: Sort | null;
  readonly filter: string;
  /** Cells that hold only the beginning of their text: a filter sees no more of them. */
  readonly cutCells: number;
  /** Index of the row that is shown at a place. */
  indexAt(place: number): number | undefined;
  row(index: number): PanelRow | undefined;
  /** Indices as they are shown; null: all, as they came. */
  readonly order: readonly number[] | null;
  clear(): void;
  put(index: number, row: PanelRow): void;
  /** After rows were put. */
  arrange(): void;
  setSort(sort: Sort | null): void;
  setFilter(text: string, times: Times): void;
}

const cutCellsOf = (row: PanelRow | undefined): number => Number(row?.key.isCut ?? false) + Number(row?.value.isCut ?? false);

export function createRows(): Rows {
  let rows: PanelRow[] = [];
  let order: number[] | null = null;
  let sort: Sort | null = null;
  let filter = '';
  let times: Times = 'local';
  let columns = columnsFor({ windows: false, withExpired: false, withDetails: false });
  let [windows, withExpired, withDetails, cutCells] = [false, false, false, 0];

  const arrange = (): void => {
    columns = columnsFor({ windows, withExpired, withDetails });
    const wanted = filter.toLowerCase();
    const by = sort === null ? undefined : columns.find(({ id }) => id === sort?.column);
    if (wanted === '' && by === undefined) {
      order = null;
      return;
    }
    order = [];
    for (const [index, row] of rows.entries())
      if (wanted === '' || columns.some((column) => column.text(row, times).toLowerCase().includes(wanted))) order.push(index);
    if (by === undefined) return;
    const sign = sort?.descending === true ? -1 : 1;
    order.sort((a, b) => sign * by.compare(rows[a] as PanelRow, rows[b] as PanelRow) || a - b);
  };

  return {
    get columns() {
      return columns;
    },
    get total() {
      return rows.length;
    },
    get shown() {
      return order?.length ?? rows.length;
    },
    get sort() {
      return sort;
    },
    get filter() {
      return filter;
    },
    get cutCells() {
      return cutCells;
    },
    get order() {
      return order;
    },
    indexAt: (place) => (order === null ? (place < rows.length ? place : undefined) : order[place]),
    row: (index) => rows[index],
    clear() {
      rows = [];
      [windows, withExpired, withDetails, cutCells] = [false, false, false, 0];
      arrange();
    },
    put(index, row) {
      if (index > rows.length) return;
      cutCells += cutCellsOf(row) - cutCellsOf(rows[index]);
      rows[index] = row;
      windows ||= row.window !== null;
      withExpired ||= row.expired !== null;
      withDetails ||= row.details !== '';
    },
    arrange,
    setSort(next) {
      sort = next;
      arrange();
    },
    setFilter(text, shownTimes) {
      filter = text;
      times = shownTimes;
      arrange();
    },
  };
}
