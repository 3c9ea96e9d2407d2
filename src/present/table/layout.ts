/** Tables and paragraphs for a terminal of a given width. */

export interface Cell {
  readonly text: string;
  /** Changes how it looks, not how wide it is. */
  style?(text: string): string;
}

export interface Column {
  readonly head: string;
  /** What stands before the cell where rows are stacked; undefined: the cell stands for itself. */
  readonly label: string | undefined;
}

const indent = '  ';
const gap = 2;

const plain = (text: string): string => text;
const width = (text: string): number => Array.from(text).length;
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));

/**
 * Aligned columns where they fit (always, without a limit); else every row as a block: the first cell, below it the others with their
 * labels.
 */
export function layoutTable(columns: readonly Column[], rows: readonly (readonly Cell[])[], limit: number | undefined): string[] {
  const widths = columns.map(({ head }, i) => rows.reduce((most, row) => Math.max(most, width(row[i]?.text ?? '')), width(head)));
  const total = indent.length + widths.reduce((sum, w) => sum + w + gap, -gap);
  if (limit !== undefined && total > limit) return rows.flatMap((row) => stack(columns, row));
  const line = (cells: readonly Cell[]): string => {
    const last = cells.length - 1;
    const padded = cells.map((cell, i) => {
      const text = i === last ? cell.text : pad(cell.text, widths[i] ?? 0);
      return (cell.style ?? plain)(text);
    });
    return (indent + padded.join(' '.repeat(gap))).trimEnd();
  };
  return [line(columns.map(({ head }) => ({ text: head }))), ...rows.map(line)];
}

function stack(columns: readonly Column[], row: readonly Cell[]): string[] {
  const labels = Math.max(...columns.map(({ label }) => width(label ?? '')));
  return row.map((cell, i) => {
    const label = columns[i]?.label;
    const text = (cell.style ?? plain)(cell.text);
    return label === undefined ? indent + text : `${indent}${indent}${pad(label, labels)}${' '.repeat(gap)}${text}`;
  });
}

/** Breaks at spaces; a word that is longer than the line stays whole, so that it can be copied. */
export function wrap(text: string, limit: number, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && width(line) + 1 + width(word) > limit) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines;
}
