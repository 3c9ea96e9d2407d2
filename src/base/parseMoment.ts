/** Times as people write them. */
import { latestTime } from './isoTime.js';

/** What a time without a zone is in. */
export type Times = 'local' | 'utc';

const calendar = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?))?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;
const ago = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?|w|weeks?)\s+ago$/i;
const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export const momentAdvice = 'Write a time such as 2026-03-01 12:00, milliseconds since 1970, or 5 minutes ago.';

/** Milliseconds; null: now; undefined: it is none of these. What has no zone is in `times`. */
export function parseMoment(text: string, times: Times, now: number): number | null | undefined {
  const whole = text.trim();
  if (whole === '' || /^now$/i.test(whole)) return null;
  const [, count, unit] = ago.exec(whole) ?? [];
  const time =
    count !== undefined && unit !== undefined
      ? now - Number(count) * (/^ms$/i.test(unit) ? 1 : (units[unit.slice(0, 1).toLowerCase()] ?? 0))
      : /^\d{10,16}$/.test(whole)
        ? Number(whole)
        : parseCalendar(whole, times);
  return Math.abs(time) <= latestTime ? Math.round(time) : undefined;
}

/** A text without a zone of its own: what it means changes with `times`. */
export const isWithoutZone = (text: string): boolean => {
  const found = calendar.exec(text.trim());
  return found !== null && found[3] === undefined;
};

function parseCalendar(text: string, times: Times): number {
  const [, day, clock = '00:00', zone] = calendar.exec(text) ?? [];
  if (day === undefined) return Number.NaN;
  const of = zone === undefined ? (times === 'utc' ? 'Z' : '') : /^(?:Z|UTC)$/i.test(zone) ? 'Z' : zone;
  return Date.parse(`${day}T${clock.replace(',', '.').replace(/(\.\d{3})\d+$/, '$1')}${of}`);
}
