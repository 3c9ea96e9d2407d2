/** Rows that come a few at a time are one document in each format. */
import { describe, expect, it } from 'vitest';
import { createRowPrinter } from '../../src/cli/query/printRows.js';
import type { Terminal } from '../../src/cli/terminal.js';
import type { QueryResult, QueryRow } from '../../src/store/query.js';
import { queryAnswer } from '../support/queryAnswer.js';

const row = (key: string): QueryRow => ({
  key,
  window: null,
  value: `of ${key}`,
  timestamp: null,
  partition: 0,
  offset: '1',
  keySerde: 'string',
  valueSerde: 'string',
  tombstone: false,
});
const result = queryAnswer([], { kindOrigin: { origin: 'code', certainty: 'certain', reason: 'as the code says' }, liveKeys: 3 });

async function printed(format: string, pages: readonly (readonly string[])[]): Promise<string> {
  let text = '';
  const terminal: Terminal = {
    cwd: '.',
    columns: undefined,
    colour: false,
    progress: () => undefined,
    print: (piece) => void (text += piece),
    drained: () => Promise.resolve(),
    ask: () => Promise.resolve(undefined),
    say: () => undefined,
  };
  const printer = createRowPrinter(format, terminal);
  for (const keys of pages) await printer.take(keys.map(row));
  printer.end(result);
  return text;
}

describe.each([[[['a', 'b'], ['c']]], [[]], [[[]]]])('pages %j', (pages) => {
  const keys = pages.flat();

  it('are one JSON document with every field', async () => {
    const { rows, ...rest } = JSON.parse(await printed('json', pages)) as QueryResult;
    expect(rows.map(({ key }) => key)).toEqual(keys);
    const { rows: _none, ...expected } = result;
    expect(rest).toEqual({ ...expected, holders: null });
  });

  it('are a line each, and below one head in CSV', async () => {
    expect((await printed('ndjson', pages)).split('\n').filter(Boolean)).toHaveLength(keys.length);
    const lines = (await printed('csv', pages)).trimEnd().split('\r\n');
    expect([lines[0]?.startsWith('key,'), lines.length]).toEqual([true, keys.length + 1]);
  });

  it('are one table with what is said of it below', async () => {
    const text = await printed('table', pages);
    expect(text.match(/KEY/g) ?? []).toHaveLength(keys.length > 0 ? 1 : 0);
    expect(text).toContain(keys.length === 0 ? 'No rows' : '3 rows');
    expect(text).toContain('kind keyValue: as the code says');
  });
});
