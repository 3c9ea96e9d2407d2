/** Rows of an answer as files: CSV, JSON and lines of JSON. In CSV, a text that a spreadsheet would run has ' in front; else nothing is changed in a value. */
import type { Json, QueryRow } from '../../store/query.js';

export type RowFormat = 'csv' | 'json' | 'ndjson';

const columns = [
  'key',
  'windowStart',
  'windowEnd',
  'value',
  'timestamp',
  'partition',
  'offset',
  'keySerde',
  'valueSerde',
  'tombstone',
  'expired',
] as const;

/** Pieces to be written one after the other. */
export function* rowsAsText(rows: Iterable<QueryRow>, format: RowFormat): Generator<string> {
  if (format === 'csv') {
    yield `${columns.join(',')}\r\n`;
    for (const row of rows) yield csvLine(row);
    return;
  }
  if (format === 'ndjson') {
    for (const row of rows) yield `${JSON.stringify(contractRow(row))}\n`;
    return;
  }
  let before = '[\n';
  for (const row of rows) {
    yield `${before}  ${JSON.stringify(contractRow(row))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** A row as the command line's JSON has it; bytes only where they say more. */
function contractRow({ keyBytes: _key, valueBytes: _value, ...row }: QueryRow): Omit<QueryRow, 'keyBytes' | 'valueBytes'> {
  return row;
}

function csvLine({ key, window, value, timestamp, partition, offset, keySerde, valueSerde, tombstone, expired }: QueryRow): string {
  const fields = [
    key === null ? 'null' : csvValue(key),
    window?.start ?? null,
    window?.end ?? null,
    csvValue(value),
    timestamp,
    String(partition),
    offset,
    keySerde,
    valueSerde,
    String(tombstone),
    expired ?? null,
  ];
  return `${fields.map(csvField).join(',')}\r\n`;
}

/** Texts as they are, all else as JSON; null is an empty field, and an empty text is one in quotes. */
function csvValue(value: Json): string | null {
  if (value === null || typeof value === 'string') return value;
  return JSON.stringify(value);
}

/** Spreadsheets take these for the beginning of a formula, in quotes as well; the last four are those of full width. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** RFC 4180. Quotes also where a reader could trim, or where a text and nothing would look the same. */
function csvField(given: string | null): string {
  if (given === null) return '';
  const text = formulaStart.test(given) && !plainNumber.test(given) ? `'${given}` : given;
  return text === '' || /^[\s=+\-@']|\s$|[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
