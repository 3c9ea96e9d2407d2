/** Columns in plain text. */

/** Controls and marks of direction in names of others would move what stands beside them. */
export const oneLine = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '\ufffd');

/** A longer cell would make every row of its column as long. */
const longestCell = 2000;
const cellOf = (text: string): string => oneLine(text.length > longestCell ? `${text.slice(0, longestCell)}…` : text);
const widest = (rows: readonly number[]): number => rows.reduce((most, one) => Math.max(most, one), 0);

/** Two spaces between columns; the last is not padded. Columns whose cells are all numbers stand to the right. */
export function tableLines(rows: readonly (readonly string[])[], indent = ''): string[] {
  const clean = rows.map((row) => row.map(cellOf));
  const columns = widest(clean.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) => widest(clean.map((row) => (row[i] ?? '').length)));
  const numeric = widths.map((_, i) => clean.slice(1).every((row) => /^[\d,]*$|^\?$/.test(row[i] ?? '')) && clean.length > 1);
  return clean.map((row) =>
    `${indent}${row.map((cell, i) => (numeric[i] === true ? cell.padStart(widths[i] ?? 0) : i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  ')}`.trimEnd(),
  );
}
