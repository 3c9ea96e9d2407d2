/** Records of a history with what each changed. No vscode in here. */
import { changeText } from '../../present/rows/changeText.js';
import type { PanelRow } from '../../protocol/queryPanel.js';
import type { QueryRow } from '../../store/query.js';
import { toPanelRow } from './toPanelRow.js';

const stateOf = ({ partition, window, keyBytes }: QueryRow): string => JSON.stringify([partition, window?.start, keyBytes]);
const isBefore = (one: QueryRow, other: QueryRow): boolean => BigInt(one.offset ?? 0) < BigInt(other.offset ?? 0);

/** `isWhole`: nothing is known to lie before the oldest of them, else of that nothing is said. */
export function toHistoryRows(rows: readonly QueryRow[], isWhole: boolean): PanelRow[] {
  const before = new Map<string, QueryRow>();
  const changes = new Map<QueryRow, string | null>();
  for (const row of rows.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))) {
    const known = before.get(stateOf(row));
    changes.set(row, known === undefined && !isWhole ? null : changeText(known, row));
    before.set(stateOf(row), row);
  }
  return rows.map((row) => toPanelRow(row, changes.get(row) ?? null));
}

/** A record that came after these. */
export function toHistoryRow(rows: readonly QueryRow[], row: QueryRow): PanelRow {
  const state = stateOf(row);
  const before = rows.reduce<QueryRow | undefined>(
    (newest, one) =>
      one !== row && stateOf(one) === state && isBefore(one, row) && (newest === undefined || isBefore(newest, one)) ? one : newest,
    undefined,
  );
  return toPanelRow(row, changeText(before, row));
}
