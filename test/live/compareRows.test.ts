/** What a changelog and its application say of the same keys: what is the same, and what explains what is not. */
import { describe, expect, test } from 'vitest';
import type { LiveInstance, LiveRoute } from '../../src/live/client/liveResult.js';
import { compareRows, type Look } from '../../src/live/compare/compareRows.js';
import type { Json, QueryRow } from '../../src/store/query.js';

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const at = (second: number): string => new Date(1_700_000_000_000 + second * 1000).toISOString();

function row(key: string, value: Json, second: number | null, more: Partial<QueryRow> = {}): QueryRow {
  const timestamp = second === null ? null : at(second);
  const plain = { window: null, partition: 0, offset: null, keySerde: 'string', valueSerde: 'json', tombstone: false };
  return { key, value, timestamp, keyBytes: base64(key), ...plain, ...more };
}

interface Sides {
  readonly log: readonly QueryRow[];
  readonly own: readonly QueryRow[];
  readonly end?: bigint;
  readonly isCut?: boolean;
  readonly route?: readonly LiveRoute[];
  readonly unanswered?: readonly number[];
  readonly instances?: readonly LiveInstance[];
}

const look = ({ log, own, end = 100n, isCut = false, route = [], unanswered = [], instances = [] }: Sides): Look => ({
  changelog: { rows: log, isCut, ends: new Map([[0, end]]) },
  application: { rows: own, isCut: false, unanswered, source: { route, instances } },
});

/** By key: the difference; undefined: the same. */
function differences(first: Sides, second: Sides = first): Record<string, string | undefined> {
  const { rows } = compareRows('timestampedKeyValue', look(first), look(second));
  return Object.fromEntries(rows.map(({ key, difference }) => [typeof key === 'string' ? key : '', difference]));
}

describe('rows of both', () => {
  test('are the same whatever the order of names, and whether the store has timestamps', () => {
    const log = [row('a', { x: 1, y: [2] }, 5, { offset: '7' }), row('b', 3, 6, { offset: '8' }), row('c', '9007199254740993', 7)];
    const own = [row('a', { y: [2], x: 1 }, 5), row('b', 3, null), row('c', '9007199254740993', 7)];
    const compared = compareRows('timestampedKeyValue', look({ log, own }), null);
    expect(compared).toEqual({ rows: log, differences: 0 });
  });

  test('of windows and sessions are found by the key that is in the key', () => {
    const window = { start: at(0), end: null };
    const log = [row('de', 1, 5, { window, keyBytes: base64(`de${'\0'.repeat(12)}`) })];
    expect(
      compareRows('timestampedWindow', look({ log, own: [row('de', 1, 5, { window: { start: at(0), end: at(9) } })] }), null).differences,
    ).toBe(0);
    const session = { window: { start: at(0), end: at(3) }, keyBytes: base64(`de${'\0'.repeat(16)}`) };
    const [same, other] = [at(3), at(4)].map((end) => [row('de', 1, null, { window: { start: at(0), end } })]);
    expect(compareRows('session', look({ log: [row('de', 1, 5, session)], own: same ?? [] }), null).differences).toBe(0);
    expect(compareRows('session', look({ log: [row('de', 1, 5, session)], own: other ?? [] }), null).differences).toBe(2);
  });

  test('are those that both read: what lies behind the last of a side that was cut is left out', () => {
    const own = ['a', 'b', 'c'].map((key) => row(key, 1, 5));
    const { rows, differences: count } = compareRows('keyValue', look({ log: own.slice(0, 2), own, isCut: true }), null);
    expect([rows.map(({ key }) => key), count]).toEqual([['a', 'b'], 0]);
  });

  test('of a global store are the same whoever has them', () => {
    const route: LiveRoute[] = [{ partition: -1, host: 'a:1', role: 'active', lag: null }];
    expect(differences({ log: [row('a', 1, 5, { partition: 3 })], own: [row('a', 1, 5, { partition: -1 })], route })).toEqual({
      a: undefined,
    });
  });
});

describe('a difference', () => {
  const [before, after] = [row('a', 1, 5, { offset: '40' }), row('a', 2, 9, { offset: '100' })];

  test('that the log has since was cached or not yet committed', () => {
    const first = { log: [before], own: [row('a', 2, 9)] };
    const second = { log: [after], own: [row('a', 2, 9)], end: 101n };
    expect(differences(first, second)).toEqual({
      a: 'changelog has 1 at offset 40: cached or not yet committed when it was read: the changelog has it since, at offset 100',
    });
  });

  test('that is gone at a second look is said to be', () => {
    const moved = { log: [after], own: [row('a', 2, 9)], end: 101n };
    expect(differences({ log: [before], own: [row('a', 7, 8)] }, moved)['a']).toMatch(
      /: it changed meanwhile: at a second look both have the same$/,
    );
    expect(differences({ log: [before], own: [] }, { log: [before], own: [row('a', 1, 5)] })['a']).toBe(
      'not in the application: the application was behind, and has it at a second look',
    );
    expect(differences({ log: [before], own: [] }, { log: [], own: [] })['a']).toMatch(/it was deleted meanwhile/);
  });

  test('of a later time than the log has, and had when it was read again, is not in it yet', () => {
    expect(differences({ log: [before], own: [row('a', 2, 9)] })['a']).toMatch(
      /: later than what the log has: cached or not yet committed$/,
    );
    expect(differences({ log: [before], own: [row('a', 1, 5), row('b', 2, 9)] })).toEqual({
      a: undefined,
      b: 'not in the changelog: later than what the log has: cached or not yet committed',
    });
  });

  test.each([
    ['past the retention', row('a', 1, 5, { expired: 'certain' }), /^not in the application: expired: past the retention/],
    ['perhaps past it', row('a', 1, 5, { expired: 'possible' }), /may be expired/],
    ['within it', row('a', 1, 5), /not known why$/],
  ])('of a row of the log that is %s', (_, log, words) => {
    expect(differences({ log: [log], own: [] })['a']).toMatch(words);
  });

  test('of a partition that did not answer is not known, whatever else may be', () => {
    const instances = [{ host: 'a:1', answered: false, stale: false, error: 'restoring' as const }];
    expect(differences({ log: [row('a', 1, 5, { expired: 'certain' })], own: [], unanswered: [0], instances })['a']).toBe(
      'not in the application: partition 0 did not answer (restoring), so nobody knows',
    );
  });

  test.each([
    ['89', /not known why$/],
    ['90', /older by 10 offsets: the standby b:1 answered, which has not read offset 90 yet$/],
  ])('of a standby explains offset %s only where it cannot have read it', (offset, words) => {
    const route: LiveRoute[] = [{ partition: 0, host: 'b:1', role: 'standby', lag: '10' }];
    expect(differences({ log: [row('a', 2, 9, { offset })], own: [row('a', 1, 9)], route })['a']).toMatch(words);
  });

  test('of values that the two write in ways of their own is none that can be told', () => {
    const log = row('a', { base64: 'AAE=' }, 5, { valueSerde: 'hex' });
    expect(differences({ log: [log], own: [row('a', { x: 1 }, 5)] })['a']).toMatch(/cannot be compared: .* read as hex$/);
    expect(differences({ log: [row('a', { x: 1 }, 5)], own: [row('a', 'X(1)', 5)] })['a']).toMatch(/cannot be compared/);
  });

  test('that nothing explains is not known', () => {
    expect(differences({ log: [before], own: [row('a', 2, 5)] })['a']).toBe('changelog has 1 at offset 40: not known why');
    // The log went on, and by times alone nothing follows.
    expect(
      differences({ log: [before], own: [row('a', 2, 9)] }, { log: [row('a', 3, 7, { offset: '100' })], own: [row('a', 3, 7)], end: 101n })[
        'a'
      ],
    ).toMatch(/it changed meanwhile/);
    expect(differences({ log: [], own: [row('a', 1, 5)] })['a']).toBe('not in the changelog: not known why');
  });
});
