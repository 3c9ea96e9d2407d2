/** Random records of every kind of store, read with every plain serde: a row that the page takes, whatever they hold. */
import { toPanelRow, toWholeRow } from '../../../src/extension/queryPanel/toPanelRow.js';
import { readQueryToPage } from '../../../src/protocol/queryPanel.js';
import { createOpenReading } from '../../../src/store/createOpenReading.js';
import { storeKinds } from '../../../src/store/query.js';
import { serdeNames } from '../../../src/store/serdes/serdeNames.js';
import { rowsAsText } from '../../../src/present/rows/rowTexts.js';
import { unknownTarget } from '../../support/storeTarget.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick, randomBytes } from './randomBytes.js';

const times = [-1, 0, -5, 8.64e15, 8.64e15 + 1, 2 ** 63, -(2 ** 63)];

export const storeRows: FuzzTarget = {
  name: 'storeRows',
  prepare() {
    const open = createOpenReading(null);
    return (random) => {
      const kind = random() < 0.2 ? null : pick(random, storeKinds);
      const [keySerde, valueSerde] = [pick(random, serdeNames), pick(random, [...serdeNames, 'list<list<long>>', 'list<json>'])];
      const records = Array.from({ length: 1 + below(random, 4) }, (_, offset) => ({
        key: randomBytes(random),
        value: random() < 0.1 ? null : randomBytes(random),
        headers: randomBytes(random, 60),
        timestamp: pick(random, times),
        offset,
      }));
      const input = JSON.stringify([
        kind,
        keySerde,
        valueSerde,
        records.map(({ key, value, headers }) => [key, value, headers].map((one) => one?.toString('hex'))),
      ]);
      return {
        input,
        async run() {
          const target = unknownTarget('t', {
            ...(kind === null ? {} : { kind, kindOrigin: 'chosen' }),
            windowSizeMs: pick(random, [null, 1000, 2 ** 62]),
            ...(random() < 0.5
              ? {}
              : { keySerde: { name: keySerde, origin: 'chosen' }, valueSerde: { name: valueSerde, origin: 'chosen' } }),
          });
          const reading = await open({ target, configs: {}, samples: records.filter(({ value }) => value !== null) });
          if (!reading.ok) throw new Error(reading.error.message);
          const rows = records.map((record) => reading.value.toRow(record, 0));
          for (const [index, row] of rows.entries()) {
            const change = { type: 'changes', run: 1, rows: [{ index, row: toPanelRow(row) }] };
            if (readQueryToPage(change) === undefined) throw new Error(`the page drops ${JSON.stringify(change)}`);
            const whole = { type: 'whole', run: 1, index, row: toWholeRow(row) };
            if (readQueryToPage(whole) === undefined) throw new Error(`the page drops ${JSON.stringify(whole)}`);
          }
          for (const line of rowsAsText(rows, 'csv'))
            if (/(?:^|,)"?[=@\t\r]/.test(line.trimEnd().replaceAll(/"(?:[^"]|"")*"/g, (text) => text.slice(0, 2))))
              throw new Error(`a formula: ${line}`);
        },
      };
    };
  },
};
