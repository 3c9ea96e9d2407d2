/** Times, durations and the like as people write them in options. */
import { parseBytes } from '../base/byteSize.js';

/** Milliseconds since 1970; a time without a zone is UTC. NaN: no time. */
export function parseTime(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text)) return Number.NaN;
  return Date.parse(/Z$|[+-]\d\d:?\d\d$/.test(text.slice(10)) || text.length === 10 ? text : `${text}Z`);
}

/** Milliseconds; undefined: no duration. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 'ms'];
}

/** `orders=12,customers=6`; empty where one of them is none. */
export function parsePartitions(text: string): ReadonlyMap<string, number> {
  const pairs = text.split(',').map((pair) => /^\s*([^=\s]+)=([1-9]\d{0,5})\s*$/.exec(pair));
  return new Map(pairs.every((pair) => pair !== null) ? pairs.map(([, topic = '', count]) => [topic, Number(count)]) : []);
}

/** Of `memory>2GiB`, in bytes; undefined: it is none. */
export function parseMemoryBound(text: string): number | undefined {
  return text.startsWith('memory>') ? parseBytes(text.slice('memory>'.length)) : undefined;
}
