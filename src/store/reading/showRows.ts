/** Records become rows, as many at a time as fit into memory whatever they hold. */
import type { QueryRow } from '../query.js';
import { createValueBudget } from '../serdes/valueBudget.js';
import type { PlacedRecord } from './readPage.js';
import type { StoreReading } from './storeReading.js';

/** What rows that are shown at once may be decoded to; the one that goes beyond is the last. */
const bounds = { items: 4_000_000, characters: 64 * 1024 * 1024 };

/** Those from `from` on, up to what is shown at once: at least one, if there is any. */
export function showRows(reading: StoreReading, records: readonly PlacedRecord[], from: number, withBytes: boolean): QueryRow[] {
  const rows: QueryRow[] = [];
  let [items, characters] = [0, 0];
  for (const placed of records.slice(from)) {
    if (items > bounds.items || characters > bounds.characters) return rows;
    const { record, partition } = placed;
    const budget = createValueBudget();
    rows.push(toRow(placed, reading.toRow(record, partition, budget), withBytes));
    items += budget.items;
    characters += budget.characters;
  }
  return rows;
}

function toRow({ record, expired }: PlacedRecord, read: QueryRow, withBytes: boolean): QueryRow {
  const row: QueryRow = expired === undefined ? read : { ...read, expired };
  if (!withBytes) return row;
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return { ...row, keyBytes: base64(record.key), valueBytes: record.value === null ? null : base64(record.value) };
}
