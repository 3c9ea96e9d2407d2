/** An answer for people: a table of rows, and a line that says where they come from. Values are other people's text. */
import { plural } from '../../core/features/words.js';
import type { Json, QueryResult, QueryRow } from '../../store/query.js';
import { layoutTable } from '../table/layout.js';
import { printable } from '../../base/printable.js';
import { keyText } from './keyText.js';

/** In a table; the other formats have all of it. */
const longest = 200;

function jsonText(json: Json): string {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  const shown = text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
  return printable(shown);
}

export function valueText({ value, tombstone }: QueryRow): string {
  return tombstone ? '(deleted)' : jsonText(value);
}

/** The lines of a table. */
export function rowsTable(rows: readonly QueryRow[], columns: number | undefined): readonly string[] {
  const windowed = rows.some(({ window }) => window !== null);
  const marked = rows.some(({ expired }) => expired !== undefined);
  const heads = [
    'KEY',
    ...(windowed ? ['WINDOW START', 'WINDOW END'] : []),
    'VALUE',
    'TIMESTAMP',
    'PARTITION',
    'OFFSET',
    ...(marked ? ['EXPIRED'] : []),
  ];
  const cells = rows.map((row) => [
    keyText(row.key),
    ...(windowed ? [row.window?.start ?? '', row.window?.end ?? '?'] : []),
    valueText(row),
    row.timestamp ?? '',
    String(row.partition),
    row.offset ?? '',
    ...(marked ? [row.expired === undefined ? '' : expiredWords[row.expired]] : []),
  ]);
  return layoutTable(
    heads.map((head, i) => ({ head, label: i === 0 ? undefined : head.toLowerCase() })),
    cells.map((row) => row.map((text) => ({ text }))),
    columns,
  );
}

const expiredWords = { certain: 'yes', possible: 'perhaps' } as const;

/** Of the rows that were shown. */
export interface RowCounts {
  readonly rows: number;
  /** Shown as bytes, and why the first of them is. */
  readonly troubled: number;
  readonly trouble: string | undefined;
}

export const noCounts: RowCounts = { rows: 0, troubled: 0, trouble: undefined };

/** What stands below the rows. */
export function aboutLines(
  { storeKind, kindOrigin, serdes, source, readAt, next, liveKeys, held }: QueryResult,
  { rows, troubled, trouble }: RowCounts,
): string[] {
  const offsets = source.partitions.reduce((sum, { fromOffset, toOffset }) => sum + Number(toOffset) - Number(fromOffset), 0);
  const sure = (certainty: string): string => (certainty === 'certain' ? '' : ` (${certainty})`);
  const more = next === null ? '' : `, more with --cursor ${next}`;
  const live = liveKeys === null ? '' : `; ${plural(liveKeys, 'live key', 'live keys')} in the store`;
  const spilled = held === 'disk' ? '; not all fits into memory, the rest is in a file' : '';
  const span = `${plural(source.partitions.length, 'partition', 'partitions')}, ${plural(offsets, 'offset', 'offsets')}`;
  return [
    `  ${rows === 0 ? 'No rows' : plural(rows, 'row', 'rows')}${more}${live}`,
    `  from the changelog ${printable(source.topic)}, ${span}, at ${readAt}${spilled}`,
    `  kind ${storeKind}${sure(kindOrigin.certainty)}: ${printable(kindOrigin.reason)}; ` +
      `keys ${printable(serdes.key.serde)}${sure(serdes.key.certainty)}, values ${printable(serdes.value.serde)}${sure(serdes.value.certainty)}`,
    ...(trouble === undefined ? [] : [`  ${plural(troubled, 'row', 'rows')} shown as bytes (base64): ${printable(trouble)}`]),
  ];
}
