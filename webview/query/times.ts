/** Times as a person reads them. */
import { latestTime } from '../../src/base/isoTime.js';
import type { Times } from '../../src/base/parseMoment.js';

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** Since 1970, and in the calendar: see isoTime. */
export const isTime = (time: number): boolean => time >= 0 && time <= latestTime;

/** What is no time of a record, as the start of a window may be, is the number itself. */
export function formatTime(time: number, times: Times): string {
  if (!isTime(time)) return String(time);
  const date = new Date(time);
  if (times === 'utc') return date.toISOString().replace('T', ' ');
  const day = `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}

/** `+02:00`, as it was at that time. */
export function zoneOf(time: number): string {
  const minutes = -new Date(time).getTimezoneOffset();
  const ahead = Math.abs(minutes);
  return `${minutes < 0 ? '\u2212' : '+'}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${step === 0 ? formatCount(bytes) : (bytes / 1024 ** step).toFixed(1)} ${units[step]}`;
}
