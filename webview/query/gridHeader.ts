/** The head of the grid: names, order and widths of columns. */
import { html } from '../shared/elements.js';
import type { Column } from './columns.js';
import type { Sort } from './sorting.js';

const least = 48;

export interface HeaderActions {
  sortBy(column: string): void;
  resized(widths: Readonly<Record<string, number>>): void;
  pressed(column: number): void;
}

export interface Header {
  readonly element: HTMLElement;
  show(columns: readonly Column[], sort: Sort | null, active: number | undefined): void;
  resize(column: string, by: number): void;
  /** For columns that nobody resized. */
  fit(widths: Readonly<Record<string, number>>): void;
  edgesOf(column: number): { readonly left: number; readonly right: number };
}

export function createHeader(grid: HTMLElement, kept: Readonly<Record<string, number>>, actions: HeaderActions): Header {
  const widths: Record<string, number> = { ...kept };
  let fitted: Readonly<Record<string, number>> = {};
  let columns: readonly Column[] = [];
  const element = html('div', { class: 'row head', role: 'row', 'aria-rowindex': '1' });

  const widthOf = ({ id, width }: Column): number => widths[id] ?? fitted[id] ?? width;
  const layOut = (): void => {
    grid.style.setProperty('--columns', columns.map((column) => `${widthOf(column)}px`).join(' '));
    grid.style.setProperty('--width', `${columns.reduce((sum, column) => sum + widthOf(column), 0)}px`);
  };
  const setWidth = (id: string, width: number): void => {
    widths[id] = Math.round(Math.max(least, Math.min(2000, width)));
    layOut();
  };

  const cellOf = (column: Column, at: number, sort: Sort | null, isActive: boolean): HTMLElement => {
    const sorted = sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : 'none';
    const handle = html('span', { class: 'handle', 'aria-hidden': 'true' });
    const cell = html(
      'div',
      {
        class: `cell ${column.numeric === true ? 'numeric' : ''} ${isActive ? 'active' : ''}`,
        role: 'columnheader',
        id: `head-${at}`,
        'aria-colindex': String(at + 1),
        'aria-sort': sorted,
      },
      html('span', { class: 'title' }, column.title),
      html('span', { class: 'sign', 'aria-hidden': 'true' }, sorted === 'ascending' ? '\u25b4' : sorted === 'descending' ? '\u25be' : ''),
      handle,
    );
    cell.addEventListener('click', ({ target }) => {
      if (target === handle) return;
      actions.pressed(at);
      actions.sortBy(column.id);
    });
    handle.addEventListener('pointerdown', (down) => {
      down.preventDefault();
      const [start, width] = [down.clientX, widthOf(column)];
      const drag = ({ clientX }: PointerEvent): void => setWidth(column.id, width + clientX - start);
      const drop = (): void => {
        window.removeEventListener('pointermove', drag);
        window.removeEventListener('pointerup', drop);
        actions.resized(widths);
      };
      window.addEventListener('pointermove', drag);
      window.addEventListener('pointerup', drop);
    });
    return cell;
  };

  return {
    element,
    show(next, sort, active) {
      columns = next;
      element.replaceChildren(...next.map((column, at) => cellOf(column, at, sort, at === active)));
      layOut();
    },
    resize(id, by) {
      const column = columns.find((one) => one.id === id);
      if (column === undefined) return;
      setWidth(id, widthOf(column) + by);
      actions.resized(widths);
    },
    fit(next) {
      fitted = next;
      layOut();
    },
    edgesOf(at) {
      const left = columns.slice(0, at).reduce((sum, column) => sum + widthOf(column), 0);
      const column = columns[at];
      return { left, right: left + (column === undefined ? 0 : widthOf(column)) };
    },
  };
}
