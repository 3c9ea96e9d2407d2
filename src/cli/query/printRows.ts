/** Rows of an answer in each format, written as they come: a store of millions is never in memory as text. */
import { printable, safeJson } from '../../base/printable.js';
import type { LiveResult } from '../../live/client/liveResult.js';
import type { QueryResult, QueryRow } from '../../store/query.js';
import { aboutLiveLines } from '../../present/rows/liveText.js';
import { rowsAsText } from '../../present/rows/rowTexts.js';
import type { Terminal } from '../terminal.js';
import { aboutLines, noCounts, rowsTable, type RowCounts } from '../../present/rows/rowsText.js';
import { holdersJson, placeLines, type KeyHolders } from './keyHolders.js';

export interface RowPrinter {
  /** Waits for the reader of the output. */
  take(rows: readonly QueryRow[]): Promise<void>;
  /** What stands below the rows, where there is such a thing. */
  end(result: QueryResult | LiveResult, holders?: KeyHolders | null): void;
}

const isLive = (result: QueryResult | LiveResult): result is LiveResult => result.source.via === 'application';

export function createRowPrinter(format: string, terminal: Terminal): RowPrinter {
  if (format === 'json') return createJsonPrinter(terminal);
  if (format === 'ndjson') return createLinePrinter(terminal, (rows) => rows.map((row) => `${safeJson(row)}\n`));
  if (format === 'csv') return createCsvPrinter(terminal);
  return createTablePrinter(terminal);
}

/** The fields of the answer as the contract has them, in an order that lets the rows go first. */
function createJsonPrinter(terminal: Terminal): RowPrinter {
  let isFirst = true;
  return {
    async take(rows) {
      for (const row of rows) {
        terminal.print(`${isFirst ? '{\n  "rows": [\n' : ',\n'}    ${safeJson(row)}`);
        isFirst = false;
      }
      await terminal.drained();
    },
    end(result, holders = null) {
      const rest = safeJson(isLive(result) ? liveJson(result) : changelogJson(result, holders), 2).slice('{\n'.length);
      terminal.print(`${isFirst ? '{\n  "rows": [],\n' : '\n  ],\n'}${rest}\n`);
    },
  };
}

function changelogJson({ rows: _printed, ...result }: QueryResult, holders: KeyHolders | null): object {
  return { ...result, holders: holders === null ? null : holdersJson(holders) };
}

/** The failure is a line on standard error, and so is what --explain tells. */
const liveJson = ({ rows: _printed, failure: _said, place: _place, timings: _timings, ...result }: LiveResult): object => result;

function createLinePrinter(terminal: Terminal, linesOf: (rows: readonly QueryRow[]) => readonly string[]): RowPrinter {
  return {
    async take(rows) {
      terminal.print(linesOf(rows).join(''));
      await terminal.drained();
    },
    end({ next }) {
      if (next !== null) terminal.say(`kslens: there are more rows: --cursor ${next}, or a larger --limit`);
    },
  };
}

function createCsvPrinter(terminal: Terminal): RowPrinter {
  let isHeadDue = true;
  const lines = createLinePrinter(terminal, (rows) => {
    const pieces = [...rowsAsText(rows, 'csv')].slice(isHeadDue ? 0 : 1);
    isHeadDue = false;
    // A file gets the values as they are; a terminal gets nothing that steers it.
    return terminal.columns === undefined ? pieces : pieces.map((piece) => `${printable(piece.slice(0, -2))}\r\n`);
  });
  return {
    take: lines.take,
    end(result) {
      if (isHeadDue) terminal.print([...rowsAsText([], 'csv')].join(''));
      lines.end(result);
    },
  };
}

/** Rows that are laid out together; a longer answer has its head again after each of them. */
const rowsOfTable = 1_000;

function createTablePrinter(terminal: Terminal): RowPrinter {
  let waiting: QueryRow[] = [];
  let counts: RowCounts = noCounts;
  const flush = (): void => {
    if (waiting.length > 0) terminal.print(`${[...rowsTable(waiting, terminal.columns), ''].join('\n')}\n`);
    waiting = [];
  };
  return {
    async take(rows) {
      for (const row of rows) {
        waiting.push(row);
        const isTroubled = row.trouble !== undefined;
        counts = { rows: counts.rows + 1, troubled: counts.troubled + (isTroubled ? 1 : 0), trouble: counts.trouble ?? row.trouble };
        if (waiting.length === rowsOfTable) flush();
      }
      await terminal.drained();
    },
    end(result, holders = null) {
      flush();
      const lines = isLive(result) ? aboutLiveLines(result, counts) : [...aboutLines(result, counts), ...placeLines(result.place, holders)];
      terminal.print(`${lines.join('\n')}\n`);
    },
  };
}
