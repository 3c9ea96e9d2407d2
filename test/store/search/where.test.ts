import { expect, test } from 'vitest';
import type { Json, QueryRow } from '../../../src/store/query.js';
import { parseWhere } from '../../../src/store/search/where.js';

const row = (key: Json, value: Json, more: Partial<QueryRow> = {}): QueryRow => ({
  key,
  window: null,
  value,
  timestamp: '2026-03-01T12:00:00.000Z',
  partition: 2,
  offset: '17',
  keySerde: 'string',
  valueSerde: 'json',
  tombstone: false,
  ...more,
});
const order = row('c-42', {
  status: 'OPEN',
  total: 120.5,
  count: '9223372036854775807',
  isPaid: false,
  note: null,
  'ship to': { city: 'Köln' },
  items: [{ sku: 'A-1' }, { sku: 'B-2' }],
});

function matches(text: string, one: QueryRow = order): boolean {
  const where = parseWhere(text);
  if (!where.ok) throw new Error(where.error);
  return where.value.matches(one);
}

test.each<[string, boolean]>([
  ['value.status = "OPEN"', true],
  ["value.status == 'OPEN'", true],
  ['value.status = "open"', false],
  ['value.status != "OPEN"', false],
  ['value.gone != "OPEN"', true],
  ['value.gone = "OPEN"', false],
  ['value.total > 100', true],
  ['value.total>=120.5', true],
  ['value.total < 1.2e2', false],
  ['value.total > "100"', false],
  ['key ~ "c-"', true],
  ['key ~ "C-4"', true],
  ['key !~ "x"', true],
  ['value ~ "b-2"', true],
  ['value.items[1].sku = "B-2"', true],
  ['value.items[2].sku = "B-2"', false],
  ['value["ship to"].city = "K\\u00f6ln"', true],
  ['value.isPaid', false],
  ['not value.isPaid', true],
  ['value.isPaid = false', true],
  ['value.note', false],
  ['value.note = null', true],
  ['value.status', true],
  ['value.items', true],
  ['value.status = "OPEN" and value.total > 200 or key = "c-42"', true],
  ['value.status = "OPEN" and (value.total > 200 or key = "x")', false],
  ['NOT (value.total > 200) AND partition = 2', true],
  ['timestamp >= "2026-03-01"', true],
  ['timestamp < "2026-03-01T12:00:00Z"', false],
  ['timestamp > "2026-03-01T12:30:00+01:00"', true],
  ['window.start > "2026-01-01"', false],
  ['value.toString', false],
  ['value.items.length > 0', false],
])('%s', (text, expected) => {
  expect(matches(text)).toBe(expected);
});

test('integers that a double does not hold are compared as integers', () => {
  expect(matches('value.count = 9223372036854775807')).toBe(true);
  expect(matches('value.count = 9223372036854775806')).toBe(false);
  expect(matches('value.count > 1')).toBe(true);
  expect(matches('key < 10', row('-9223372036854775808', null))).toBe(true);
});

test('windows are compared as times', () => {
  const windowed = row('DE', 1, { window: { start: '2026-01-01T10:00:00.000Z', end: null } });
  expect(matches('window.start = "2026-01-01T10:00:00Z"', windowed)).toBe(true);
  expect(matches('window.end', windowed)).toBe(false);
});

test.each<[string, string]>([
  ['', 'it ends where a field such as value.total should stand'],
  ['status = "OPEN"', '"status" is no field of a row: fields begin with key, value, timestamp'],
  ['value.status = OPEN', 'after = a value should stand, and OPEN does: a text stands in quotes'],
  ['value.total >', 'after > a value should stand, and nothing does'],
  ['value.total > 1 value.x', '"and" or "or" is missing before value.x (at 17)'],
  ['(value.total > 1', 'a ) is missing'],
  ['value.total % 2', 'what stands at 13 is not understood: % 2'],
  ['"a" = key', 'a field such as value.total should stand before "a" (at 1)'],
  ['key = "a', 'what stands at 7 is not understood'],
  ['value..a = 1', '"value..a" is no field: "..a" is no .name, [number] or ["name"]'],
  ['('.repeat(60), 'it nests more than 50 deep'],
  ['key = "a" or '.repeat(1000), 'the condition has more than 10,000 characters'],
])('%s is refused', (text, message) => {
  const where = parseWhere(text);
  expect(where.ok ? 'fine' : where.error).toContain(message);
});
