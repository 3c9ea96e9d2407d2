/** Exports: all that a query matches, in a file that is there only when it is whole. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import type { ExportAsk } from '../../src/extension/queryPanel/queryRuns.js';
import { writeRows } from '../../src/extension/queryPanel/writeRows.js';
import { openExportFile } from '../../src/platform/files/exportFile.js';
import type { QueryRow } from '../../src/store/query.js';
import { queryAnswer } from '../support/queryAnswer.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kslens-export-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const row = (n: number): QueryRow => ({
  ...{ key: `k${n}`, window: null, value: n, timestamp: null, partition: 0, offset: String(n) },
  ...{ keySerde: 'string', valueSerde: 'long', tombstone: false },
});
const rowsOf = (from: number, count: number): QueryRow[] => Array.from({ length: count }, (_, n) => row(from + n));

const asked = (more: Partial<ExportAsk> = {}): ExportAsk => ({
  rows: rowsOf(0, 3),
  isWhole: true,
  async readAll(take) {
    // Some before the others are written.
    await Promise.all([take(rowsOf(0, 1000)), take(rowsOf(1000, 1000))]);
    await take(rowsOf(2000, 500));
    return succeed({ ...queryAnswer([], { complete: true }), matched: 2500, looked: 9000 });
  },
  ...more,
});

async function write(name: string, ask: ExportAsk, all: boolean, signal?: AbortSignal) {
  const file = path.join(folder, name);
  const format = name.endsWith('json') && !name.endsWith('ndjson') ? 'json' : name.endsWith('csv') ? 'csv' : 'ndjson';
  const counts: number[] = [];
  const onRows = (count: number): void => void counts.push(count);
  const written = await writeRows(await openExportFile(file), ask, { format, all, onRows }, { signal });
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  return { written, text, counts, left: fs.readdirSync(folder).filter((one) => one.startsWith(name)) };
}

test('all rows are read again and written in their order', async () => {
  const { written, text, counts } = await write('all.json', asked({ isWhole: false }), true);
  expect(written).toEqual({ ok: true, value: { rows: 2500, partial: null } });
  expect((JSON.parse(text ?? '') as { key: string }[]).map(({ key }) => key)).toEqual(rowsOf(0, 2500).map(({ key }) => key));
  expect(counts).toEqual([1000, 2000, 2500]);
  const csv = (await write('all.csv', asked(), true)).text?.trimEnd().split('\r\n') ?? [];
  expect([csv.length, csv[0]?.startsWith('key,windowStart'), csv.at(-1)?.startsWith('k2499,')]).toEqual([2501, true, true]);
});

test('what is a part says so', async () => {
  const { written, text } = await write('page.ndjson', asked({ isWhole: false }), false);
  expect(written).toEqual({ ok: true, value: { rows: 3, partial: 'They are a part of what the query matches.' } });
  expect(text?.trimEnd().split('\n')).toHaveLength(3);
  expect((await write('whole.ndjson', asked(), false)).written).toEqual({ ok: true, value: { rows: 3, partial: null } });
  const lossy = asked({
    async readAll(take) {
      await take(rowsOf(0, 1));
      return succeed({ ...queryAnswer([], { complete: false, warnings: ['Partition 0 lost records.'] }), matched: 1, looked: 1 });
    },
  });
  expect((await write('lossy.csv', lossy, true)).written).toMatchObject({
    value: { partial: 'The answer is not complete: Partition 0 lost records.' },
  });
  expect((await write('none.json', asked({ rows: [] }), false)).text).toBe('[]\n');
});

test('what fails or is cancelled leaves no file, and what was there', async () => {
  fs.writeFileSync(path.join(folder, 'kept.csv'), 'of before');
  const failing = asked({ readAll: () => Promise.resolve(fail({ kind: 'unreachable', message: 'Nobody answers.' })) });
  expect(await write('kept.csv', failing, true)).toMatchObject({
    written: { error: { kind: 'unreachable' } },
    text: 'of before',
    left: ['kept.csv'],
  });
  const control = new AbortController();
  control.abort();
  expect(await write('cancelled.csv', asked(), true, control.signal)).toMatchObject({
    written: { error: { kind: 'cancelled' } },
    left: [],
  });
});
