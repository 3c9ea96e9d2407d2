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

/** The text of a file whose rows come some at a time: the pieces one after the other, and what `end` gives. */
export interface RowTexts {
  take(rows: Iterable<QueryRow>): Generator<string>;
  end(): string;
}

export function createRowTexts(format: RowFormat): RowTexts {
  let before = { csv: `${columns.join(',')}\r\n`, json: '[\n', ndjson: '' }[format];
  let isEmpty = true;
  return {
    *take(rows) {
      for (const row of rows) {
        if (before !== '') yield before;
        yield lineOf(row, format);
        before = format === 'json' ? ',\n' : '';
        isEmpty = false;
      }
    },
    end: () => (format !== 'json' ? before : isEmpty ? '[]\n' : '\n]\n'),
  };
}

/** Pieces to be written one after the other. */
export function* rowsAsText(rows: Iterable<QueryRow>, format: RowFormat): Generator<string> {
  const texts = createRowTexts(format);
  yield* texts.take(rows);
  const end = texts.end();
  if (end !== '') yield end;
}

function lineOf(row: QueryRow, format: RowFormat): string {
  if (format === 'csv') return csvLine(row);
  const json = JSON.stringify(contractRow(row));
  return format === 'json' ? `  ${json}` : `${json}\n`;
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
