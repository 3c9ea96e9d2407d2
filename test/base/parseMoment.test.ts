/** Times as people write and paste them. */
import { expect, test } from 'vitest';
import { isWithoutZone, parseMoment } from '../../src/base/parseMoment.js';

const now = Date.UTC(2026, 10, 29, 12);

test.each([
  ['', null],
  ['  now ', null],
  ['2026-11-29 03:10:00.000', Date.UTC(2026, 10, 29, 3, 10)],
  ['2026-11-29T03:10', Date.UTC(2026, 10, 29, 3, 10)],
  ['2026-11-29', Date.UTC(2026, 10, 29)],
  ['2026-11-29T03:10:00.123456789Z', Date.UTC(2026, 10, 29, 3, 10, 0, 123)],
  ['2026-11-29 03:10:00,123', Date.UTC(2026, 10, 29, 3, 10, 0, 123)],
  ['2026-11-29 03:10 UTC', Date.UTC(2026, 10, 29, 3, 10)],
  ['2026-11-29 03:10+02:00', Date.UTC(2026, 10, 29, 1, 10)],
  ['1764385800000', 1_764_385_800_000],
  ['5 minutes ago', now - 300_000],
  ['5m ago', now - 300_000],
  ['1.5 hours ago', now - 5_400_000],
  ['250 ms ago', now - 250],
  ['2 days ago', now - 172_800_000],
])('%s is a time', (text, time) => {
  expect(parseMoment(text, 'utc', now)).toBe(time);
});

test.each(['yesterday', '5 minutes', 'ago', '2026-13-01', '2026-11-29 25:00', '12', '99999999999999999', '99999999 weeks ago'])(
  '%s is no time',
  (text) => {
    expect(parseMoment(text, 'utc', now)).toBeUndefined();
  },
);

test('without a zone it is local time, and means another moment in UTC', () => {
  expect(parseMoment('2026-11-29 03:10', 'local', now)).toBe(new Date(2026, 10, 29, 3, 10).getTime());
  expect(isWithoutZone('2026-11-29 03:10')).toBe(true);
  for (const text of ['2026-11-29 03:10Z', '5 minutes ago', '1764385800000', '']) expect(isWithoutZone(text)).toBe(false);
});
