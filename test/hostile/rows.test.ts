/** Rows whose windows are no dates, and whose texts are made for whoever looks at them. */
import { describe, expect, it } from 'vitest';
import { toPanelRow } from '../../src/extension/queryPanel/toPanelRow.js';
import { readQueryToPage } from '../../src/protocol/queryPanel.js';
import { createOpenReading } from '../../src/store/createOpenReading.js';
import type { QueryRow } from '../../src/store/query.js';
import { rowsAsText } from '../../src/present/rows/rowTexts.js';
import { unknownTarget } from '../support/storeTarget.js';

const maximum = 2n ** 63n - 1n;

async function rowOf(...words: readonly bigint[]): Promise<QueryRow> {
  const key = Buffer.alloc(1 + words.length * 8);
  key.write('k');
  for (const [i, word] of words.entries()) key.writeBigInt64BE(word, 1 + i * 8);
  const isSession = words.length === 2;
  const whole = isSession ? key : Buffer.concat([key, Buffer.alloc(4)]);
  const record = { key: whole, value: Buffer.from('v'), headers: new Uint8Array(), timestamp: 9e18, offset: 7 };
  const target = unknownTarget('t', { kind: isSession ? 'session' : 'window', kindOrigin: 'chosen' });
  const reading = await createOpenReading(null)({ target, configs: {}, samples: [] });
  if (!reading.ok) throw new Error(reading.error.message);
  return reading.value.toRow(record, 0);
}

describe('windows that are no dates', () => {
  it.each<[string, readonly bigint[], number, string]>([
    ['before 1970', [-5n], -5, '-5'],
    ['of the largest number', [maximum], 2 ** 63, '9223372036854776000'],
    ['of the smallest number', [-(2n ** 63n)], -(2 ** 63), '-9223372036854776000'],
    ['behind the calendar', [8_640_000_000_000_001n], 8_640_000_000_000_001, '8640000000000001'],
    ['of a session', [maximum, -1n], -1, '-1'],
  ])('%s are the number, for the page as on the command line', async (_name, words, start, text) => {
    const row = await rowOf(...words);
    expect(row.window?.start).toBe(text);
    const panelRow = toPanelRow(row);
    expect(panelRow.window?.start).toBe(start);
    expect(panelRow.timestamp).toBeNull();
  });

  it('are no reason for the page to drop what came with them', async () => {
    const rows = await Promise.all([rowOf(-5n), rowOf(maximum), rowOf(maximum, -(2n ** 63n)), rowOf(1_700_000_000_000n)]);
    const certain = { origin: 'code', certainty: 'certain', reason: 'r' } as const;
    const answer = {
      storeKind: 'window',
      kindOrigin: certain,
      topic: 't',
      live: null,
      partitions: [],
      complete: true,
      warnings: [],
      lacking: [],
      notes: [],
      serdes: { key: { serde: 'string', ...certain }, value: { serde: 'string', ...certain } },
      readAt: 0,
      place: null,
      liveKeys: null,
      expiredKeys: null,
      held: 'memory',
      more: false,
      found: null,
    } as const;
    const message = { type: 'rows', run: 1, from: 0, rows: rows.map((row) => toPanelRow(row)), answer };
    expect(readQueryToPage(message)).toEqual(message);
    expect(toPanelRow(rows[3]).window?.start).toBe(1_700_000_000_000);
  });
});

describe('cells of a CSV file', () => {
  const cellOf = (value: string): string => {
    const row: QueryRow = {
      key: value,
      window: null,
      value: null,
      timestamp: null,
      partition: 0,
      offset: '0',
      keySerde: 'string',
      valueSerde: 'string',
      tombstone: false,
    };
    const [, line = ''] = [...rowsAsText([row], 'csv')];
    return line.slice(0, line.indexOf(',,,,,0,0,string'));
  };

  it.each([`=cmd|' /C calc'!A0`, '@SUM(1)', '+1+1', '-1+cmd', '=1+1', '\t=1', '\r=1', '\n=1', '-', '+', '\uff1d1', '--5', '-5-5'])(
    'are texts where a spreadsheet would run them: %j',
    (value) => {
      expect(cellOf(value)).toBe(`"'${value}"`);
    },
  );

  it.each(['-5', '+5', '-5.25', '-1e9', '-.5'])('stay numbers: %s', (value) => {
    expect(cellOf(value)).toBe(`"${value}"`);
  });

  it.each(['plain', 'a=b', '5', 'x@y'])('stay as they are: %s', (value) => {
    expect(cellOf(value)).toBe(value);
  });
});
