/** What a row shows is what finds it: every kind of key, printed in every format, copied and asked for. */
import { describe, expect, it } from 'vitest';
import { createRowPrinter } from '../../src/cli/query/printRows.js';
import { toOperation } from '../../src/cli/query/toOperation.js';
import { parseOptions, queryOptions } from '../../src/cli/options.js';
import type { ClusterResult } from '../../src/kafka/clusterError.js';
import { createOpenReading } from '../../src/store/createOpenReading.js';
import { createStoreReader } from '../../src/store/createStoreReader.js';
import type { QueryResult, QueryRow, StoreOperation } from '../../src/store/query.js';
import { keyText } from '../../src/present/rows/keyText.js';
import { unknownTarget } from '../support/storeTarget.js';
import { createFakeCluster } from './fakeCluster.js';

const long = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};
const double = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
};
const texts = [
  ...['', ' ', 'a', 'a b', 'a  b', ' edge ', '-5', '-', '--app', '--', '-h', '42', '007', '1e3', 'true', 'null', 'NaN'],
  ...['"', '"a"', '""', "'a'", "'", "'=1", '=1+1', '+5', '@x', 'a,b', 'a"b', 'line\nbreak', 'tab\tbed', '\u001b[31mred', '\u0000', '\r\n'],
  ...[
    '\u202edrow',
    '\ufeffbom',
    'caf\u00e9',
    '\u65e5\u672c',
    '\ud83d\ude00',
    'a\\u001bb',
    'a\\b',
    '\\n',
    '{"a":1}',
    '[1]',
    '{"base64":"AAE="}',
    '\u00a0',
  ],
  'x'.repeat(900),
];
const jsons = [
  ...[
    '{"id":9007199254740993}',
    '{"id":"9007199254740993"}',
    '9007199254740993',
    '"9007199254740993"',
    '-9223372036854775808',
    '"text"',
    '42',
    'null',
  ],
  ...[
    '{"a": 1, "b": [1, 2]}',
    '{"a":1.0}',
    '{"a":1e3}',
    '{ "caf\\u00e9" : "\\u001b" }',
    '[]',
    '""',
    '"\\"q\\""',
    '"-5"',
    'true',
    '{"a":"line\\nbreak"}',
  ],
];
const kinds: Readonly<Record<string, readonly Buffer[]>> = {
  string: texts.map((text) => Buffer.from(text)),
  json: jsons.map((text) => Buffer.from(text)),
  long: [0n, -1n, 42n, 2n ** 53n + 1n, -(2n ** 63n), 2n ** 63n - 1n].map(long),
  double: [0, -0, 1.5, -1e21, 5e-324, Infinity, -Infinity, Number.NaN].map(double),
  hex: [Buffer.alloc(0), Buffer.from([0]), Buffer.from('fffe00', 'hex')],
  base64: [Buffer.alloc(0), Buffer.from([0xfb, 0xef]), Buffer.from([1, 2, 3])],
  uuid: ['0f0e0d0c-0b0a-0908-0706-050403020100', '0F0E0D0C-AB0A-0908-0706-050403020100'].map((text) => Buffer.from(text)),
  'list<string>': [Buffer.from([1, 0, 0, 0, 1, 0, 0, 0, 1, 0x61]), Buffer.from([1, 0, 0, 0, 0])],
};

function valueOf<T>(result: ClusterResult<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function printed(format: string, row: QueryRow, result: QueryResult): Promise<string> {
  let text = '';
  const printer = createRowPrinter(format, {
    cwd: '.',
    columns: undefined,
    colour: false,
    progress: () => undefined,
    print: (piece) => void (text += piece),
    drained: () => Promise.resolve(),
    ask: () => Promise.resolve(undefined),
    say: () => undefined,
  });
  await printer.take([row]);
  printer.end(result);
  return text;
}

/** The texts that a person copies out of what was printed: of JSON both the text itself and what `jq -r` makes of it. */
async function copiesOf(row: QueryRow, result: QueryResult): Promise<readonly (readonly [string, string])[]> {
  const table = (await printed('table', row, result)).split('\n');
  const cell = table[1]!.slice(2, table[0]!.indexOf('VALUE')).trimEnd();
  const line = JSON.parse(await printed('ndjson', row, result)) as QueryRow;
  const answer = JSON.parse(await printed('json', row, result)) as QueryResult;
  const csv = (await printed('csv', row, result)).slice((await printed('csv', row, result)).indexOf('\r\n') + 2);
  const quoted = /^"((?:[^"]|"")*)"/.exec(csv)?.[1]?.replaceAll('""', '"');
  const raw = (key: QueryRow['key']): string => (typeof key === 'string' ? key : JSON.stringify(key));
  return [
    ['table', cell],
    ['ndjson', JSON.stringify(line.key)],
    ['ndjson, jq -r', raw(line.key)],
    ['json', JSON.stringify(answer.rows[0]!.key)],
    ['csv', quoted ?? csv.slice(0, csv.indexOf(','))],
    ['panel', keyText(row.key)],
  ];
}

function toGet(text: string): StoreOperation {
  const words = text.startsWith('--') ? ['get', '--', text] : ['get', text];
  return toOperation(parseOptions('query', words, queryOptions, true));
}

describe.each(Object.entries(kinds))('keys of serde %s', (serde, keys) => {
  const records = keys.map((key, offset) => ({ offset, timestamp: 1000 + offset, key, value: Buffer.from(`v${offset}`) }));
  const broken = { offset: keys.length, timestamp: 5000, key: Buffer.from([0xff, 0xfe, 0xfd]), value: Buffer.from('bytes') };
  const cluster = createFakeCluster('topic', [[...records, broken]]);
  const reader = createStoreReader(cluster, { openReading: createOpenReading(null) });
  const target = unknownTarget('topic', {
    kind: 'keyValue',
    kindOrigin: 'chosen',
    keySerde: { name: serde, origin: 'chosen' },
    valueSerde: { name: 'string', origin: 'chosen' },
  });
  const ask = async (operation: StoreOperation): Promise<QueryResult> =>
    valueOf(await reader.query({ target, operation, asOf: null, limit: 1000, cursor: null, withBytes: false, withExpired: false }));

  it('are found by what is printed of them', async () => {
    const all = await ask({ kind: 'all' });
    expect(all.rows.length).toBe(new Set([...keys, broken.key].map((key) => key.toString('hex'))).size);
    const missed: string[] = [];
    for (const row of all.rows)
      for (const [format, text] of await copiesOf(row, all)) {
        const found = await ask(toGet(text));
        if (!found.rows.some((one) => JSON.stringify(one) === JSON.stringify(row)))
          missed.push(`${format}: ${text} for ${JSON.stringify(row.key)}`);
      }
    expect(missed).toEqual([]);
  });

  it('are not found by what is printed of others', async () => {
    const all = await ask({ kind: 'all' });
    const wrong: string[] = [];
    for (const row of all.rows) {
      const { rows } = await ask(toGet(keyText(row.key)));
      // One text may mean several keys: word for word, and as a JSON text. It never means what looks otherwise.
      for (const one of rows)
        if (one.offset !== row.offset && keyText(row.key) !== one.key && keyText(row.key) !== keyText(one.key))
          wrong.push(`${keyText(row.key)} finds ${keyText(one.key)}`);
    }
    expect(wrong).toEqual([]);
  });
});
