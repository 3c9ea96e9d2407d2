/**
 * A grid that paints only the rows in sight, so that 100,000 cost what fifty do. The focus stays on the grid; the active cell is named by
 * `aria-activedescendant`. Row 0 is the header.
 */
import type { Times } from '../../src/base/parseMoment.js';
import { html } from '../shared/elements.js';
import type { Column } from './columns.js';
import { createHeader } from './gridHeader.js';
import type { Rows } from './rows.js';
import { visibleText } from './visibleText.js';

const rowHeight = 24;
const beyond = 8;
/** Of the grid's font, about. */
const letterWidth = 7.3;
/** Where there is not room for all columns. */
const leastOfValue = 240;

export interface GridActions {
  open(index: number): void;
  copyCell(index: number, column: string): void;
  copyRow(index: number): void;
  sortBy(column: string): void;
  resized(widths: Readonly<Record<string, number>>): void;
  active(index: number | undefined): void;
}

export interface Grid {
  readonly element: HTMLElement;
  /** Rows, order or columns changed. */
  refresh(): void;
  setTimes(times: Times): void;
  /** Makes columns as wide as the first rows need. */
  fit(): void;
  /** Back to the first row. */
  reset(): void;
  focus(): void;
}

export function createGrid(rows: Rows, widths: Readonly<Record<string, number>>, times: Times, actions: GridActions): Grid {
  let shownTimes = times;
  /** `place` -1: the header. */
  let active = { place: 0, column: 0 };
  const painted = new Map<number, HTMLElement>();
  const spare: HTMLElement[] = [];
  const body = html('div', { class: 'rows', role: 'rowgroup' });
  const hint = html(
    'div',
    { class: 'hint', id: 'grid-keys' },
    'Enter opens a row, or sorts by a column. Alt with an arrow resizes a column.',
  );
  const element = html('div', { class: 'grid', role: 'grid', tabindex: '0', 'aria-label': 'Rows', 'aria-describedby': 'grid-keys' });
  const header = createHeader(element, widths, {
    sortBy: actions.sortBy,
    resized: actions.resized,
    pressed: (column) => move(-1, column),
  });
  element.append(header.element, body);

  const paintRow = (place: number, element_: HTMLElement): void => {
    const index = rows.indexAt(place);
    const row = index === undefined ? undefined : rows.row(index);
    element_.style.transform = `translateY(${place * rowHeight}px)`;
    element_.setAttribute('aria-rowindex', String(place + 2));
    element_.classList.toggle('odd', place % 2 === 1);
    element_.classList.toggle('gone', row?.value.shape === 'deleted');
    element_.classList.toggle('expired', row?.expired === 'certain');
    element_.classList.toggle('current', place === active.place);
    while (element_.childElementCount > rows.columns.length) element_.lastElementChild?.remove();
    for (const [at, column] of rows.columns.entries()) {
      const cell = element_.children[at] ?? element_.appendChild(html('div', { role: 'gridcell' }));
      cell.id = `cell-${place}-${at}`;
      cell.setAttribute('aria-colindex', String(at + 1));
      cell.className = classOf(column, row === undefined ? '' : (column.look?.(row) ?? ''), place === active.place && at === active.column);
      const nodes = row === undefined ? [] : visibleText(column.text(row, shownTimes));
      if (nodes.length === 1 && typeof nodes[0] === 'string') cell.textContent = nodes[0];
      else cell.replaceChildren(...nodes);
    }
  };

  const paint = (all: boolean): void => {
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - beyond);
    const last = Math.min(rows.total, Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + beyond);
    for (const [place, row] of painted)
      if (place < first || place >= last) {
        painted.delete(place);
        spare.push(row);
      }
    for (let place = first; place < last; place++) {
      const known = painted.get(place);
      if (known !== undefined && !all) continue;
      const row = known ?? spare.pop() ?? html('div', { class: 'row', role: 'row' });
      paintRow(place, row);
      painted.set(place, row);
      if (row.parentElement === null) body.append(row);
    }
    for (const row of spare.splice(0)) row.remove();
    const id = active.place < 0 ? `head-${active.column}` : `cell-${active.place}-${active.column}`;
    if (active.place < 0 || painted.has(active.place)) element.setAttribute('aria-activedescendant', id);
    else element.removeAttribute('aria-activedescendant');
  };

  const refresh = (): void => {
    element.setAttribute('aria-rowcount', String(rows.total + 1));
    element.setAttribute('aria-colcount', String(rows.columns.length));
    body.style.height = `${rows.total * rowHeight}px`;
    active = { place: Math.min(active.place, Math.max(0, rows.total - 1)), column: Math.min(active.column, rows.columns.length - 1) };
    header.show(rows.columns, rows.sort, active.place < 0 ? active.column : undefined);
    paint(true);
  };

  const reveal = (): void => {
    if (active.place >= 0) {
      const top = active.place * rowHeight;
      const room = element.clientHeight - header.element.offsetHeight - rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top > element.scrollTop + room) element.scrollTop = top - room;
    }
    const { left, right } = header.edgesOf(active.column);
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = Math.min(left, right - element.clientWidth);
  };

  const move = (place: number, column: number): void => {
    active = {
      place: Math.max(-1, Math.min(rows.total - 1, place)),
      column: Math.max(0, Math.min(rows.columns.length - 1, column)),
    };
    reveal();
    header.show(rows.columns, rows.sort, active.place < 0 ? active.column : undefined);
    paint(true);
    actions.active(rows.indexAt(active.place));
  };

  let frame = 0;
  element.addEventListener('scroll', () => {
    if (frame !== 0) return;
    frame = window.requestAnimationFrame(() => {
      frame = 0;
      paint(false);
    });
  });
  new ResizeObserver(() => paint(false)).observe(element);

  body.addEventListener('mousedown', ({ target, button }) => {
    const cell = target instanceof Element ? target.closest('[role=gridcell]') : null;
    const row = cell?.parentElement;
    if (button !== 0 || cell === null || !(row instanceof HTMLElement)) return;
    const place = [...painted].find(([, one]) => one === row)?.[0];
    if (place !== undefined) move(place, [...row.children].indexOf(cell));
  });
  body.addEventListener('click', () => {
    const index = rows.indexAt(active.place);
    if (index !== undefined && window.getSelection()?.isCollapsed !== false) actions.open(index);
  });
  element.addEventListener('keydown', (event) => {
    const { place, column } = active;
    const page = Math.max(1, Math.floor(element.clientHeight / rowHeight) - 2);
    const control = event.ctrlKey || event.metaKey;
    const index = rows.indexAt(place);
    const id = rows.columns[column]?.id;
    if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && id !== undefined)
      header.resize(id, event.key === 'ArrowLeft' ? -16 : 16);
    else if (event.altKey) return;
    else if (control && event.key.toLowerCase() === 'c' && window.getSelection()?.isCollapsed !== false) {
      if (index === undefined || id === undefined) return;
      if (event.shiftKey) actions.copyRow(index);
      else actions.copyCell(index, id);
    } else if (event.key === 'ArrowDown') move(place + 1, column);
    else if (event.key === 'ArrowUp') move(place - 1, column);
    else if (event.key === 'ArrowRight') move(place, column + 1);
    else if (event.key === 'ArrowLeft') move(place, column - 1);
    else if (event.key === 'PageDown') move(place + page, column);
    else if (event.key === 'PageUp') move(Math.max(0, place - page), column);
    else if (event.key === 'Home') move(control ? 0 : place, 0);
    else if (event.key === 'End') move(control ? rows.total - 1 : place, rows.columns.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') {
      if (place < 0 && id !== undefined) actions.sortBy(id);
      else if (index !== undefined) actions.open(index);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  refresh();
  return {
    element: html('div', { class: 'gridbox' }, element, hint),
    refresh,
    setTimes(next) {
      shownTimes = next;
      refresh();
    },
    fit() {
      const first = Array.from({ length: Math.min(rows.total, 60) }, (_, index) => rows.row(index)).filter((row) => row !== undefined);
      const widthOf = (column: Column): number => {
        const most = Math.max(...first.map((row) => column.text(row, shownTimes).length));
        return Math.round(Math.max(column.least, Math.min(column.most, most * letterWidth + 26)));
      };
      if (first.length === 0) return;
      const fitted = Object.fromEntries(rows.columns.map((column) => [column.id, widthOf(column)]));
      // What stands behind the value is in sight where that leaves enough of it.
      const { value = 0 } = fitted;
      const others = Object.values(fitted).reduce((sum, width) => sum + width, 0) - value;
      header.fit({ ...fitted, value: Math.min(value, Math.max(leastOfValue, element.clientWidth - others)) });
    },
    reset() {
      active = { place: 0, column: 0 };
      element.scrollTop = 0;
      refresh();
    },
    focus: () => element.focus(),
  };
}

function classOf({ id, numeric }: Column, look: string, isActive: boolean): string {
  return `cell ${id} ${numeric === true ? 'numeric' : ''} ${look} ${isActive ? 'active' : ''}`;
}
