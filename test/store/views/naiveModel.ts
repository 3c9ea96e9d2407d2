/** What a store holds, by the rules and nothing else: a Map of strings, read anew from all records. */
import type { ViewRules } from '../../../src/store/views/viewRules.js';

export interface HistoryRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: Buffer;
  readonly value: Buffer | null;
}

export interface NaiveRow {
  readonly key: string;
  readonly value: string;
  readonly offset: number;
  readonly timestamp: number;
}

const suffixes = { none: 0, start: 8, startSequence: 12, endStart: 16 } as const;

export function naiveContent(rules: ViewRules, records: readonly HistoryRecord[], asOf: number | null, logStart = 0): NaiveRow[] {
  const suffix = suffixes[rules.suffix];
  const timeOf = (key: Buffer): number | undefined =>
    suffix === 0 || key.length < suffix ? undefined : Number(key.readBigInt64BE(key.length - suffix));
  const inTime = records.filter(({ timestamp }) => asOf === null || timestamp <= asOf);
  const content = new Map<string, HistoryRecord>();
  if (rules.materialise === 'versions') {
    let observed = -Infinity;
    const kept = records.filter(({ timestamp }) => {
      observed = Math.max(observed, timestamp);
      return rules.historyRetentionMs === null || timestamp >= observed - rules.historyRetentionMs;
    });
    for (const record of kept) {
      const hex = record.key.toString('hex');
      const before = content.get(hex);
      if (asOf !== null && record.timestamp > asOf) continue;
      if (before === undefined || before.timestamp <= record.timestamp) content.set(hex, record);
    }
  } else {
    for (const record of inTime) {
      if (record.value === null && rules.materialise === 'duplicates') continue;
      content.set(record.key.toString('hex'), record);
    }
  }
  const taken = inTime.filter(({ value }) => value !== null || rules.materialise !== 'duplicates');
  const newest = Math.max(...taken.map(({ key }) => timeOf(key) ?? -Infinity));
  return [...content.values()]
    .filter(({ key, value, offset }) => {
      const time = timeOf(key);
      const expired = rules.retentionMs !== null && time !== undefined && time <= newest - rules.retentionMs;
      return value !== null && !expired && offset >= logStart;
    })
    .sort((a, b) => naiveOrder(rules, a.key, b.key))
    .map(({ key, value, offset, timestamp }) => ({ key: key.toString('hex'), value: value!.toString('hex'), offset, timestamp }));
}

export function naiveOrder(rules: ViewRules, a: Buffer, b: Buffer): number {
  const split = (key: Buffer): Buffer[] => {
    const suffix = suffixes[rules.suffix];
    if (key.length < suffix || suffix === 0) return [key, Buffer.alloc(0), Buffer.alloc(0)];
    const tail = key.subarray(key.length - suffix);
    const inner = key.subarray(0, key.length - suffix);
    return rules.suffix === 'endStart' ? [inner, tail.subarray(8), tail.subarray(0, 8)] : [inner, tail, Buffer.alloc(0)];
  };
  const [left, right] = [split(a), split(b)];
  return Buffer.compare(left[0]!, right[0]!) || Buffer.compare(left[1]!, right[1]!) || Buffer.compare(left[2]!, right[2]!);
}

export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export const everyKind: Readonly<Record<string, ViewRules>> = {
  'key-value': { materialise: 'latest', suffix: 'none', retentionMs: null, historyRetentionMs: null },
  versioned: { materialise: 'versions', suffix: 'none', retentionMs: null, historyRetentionMs: 60 },
  'versioned without end': { materialise: 'versions', suffix: 'none', retentionMs: null, historyRetentionMs: null },
  window: { materialise: 'latest', suffix: 'startSequence', retentionMs: 50, historyRetentionMs: null },
  'window for ever': { materialise: 'latest', suffix: 'startSequence', retentionMs: null, historyRetentionMs: null },
  session: { materialise: 'latest', suffix: 'endStart', retentionMs: 50, historyRetentionMs: null },
  'join window': { materialise: 'duplicates', suffix: 'startSequence', retentionMs: 50, historyRetentionMs: null },
  suppress: { materialise: 'latest', suffix: 'start', retentionMs: null, historyRetentionMs: null },
};

/** Keys are prefixes of each other, empty, and end with zero bytes; offsets have holes; times go back. */
export function randomHistory(rules: ViewRules, seed: number, count: number, from = 0): HistoryRecord[] {
  const random = createRandom(seed);
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt(value));
    return bytes;
  };
  let offset = from;
  return Array.from({ length: count }, (_, i) => {
    const inner = Buffer.from(
      ['', 'a', 'a\0', 'ab', 'abc', 'b', 'ba\0\0', `key-${random(9)}`, `long-key-of-many-bytes-${random(400)}`][random(9)]!,
    );
    const start = Math.max(0, Math.floor(i / 4) + random(60) - 40);
    const suffix = {
      none: Buffer.alloc(0),
      start: long(start),
      startSequence: Buffer.concat([long(start), Buffer.from([0, 0, 0, rules.materialise === 'duplicates' ? random(3) : 0])]),
      endStart: Buffer.concat([long(start + random(8)), long(start)]),
    }[rules.suffix];
    offset += 1 + (random(6) === 0 ? random(4) : 0);
    return {
      offset,
      timestamp: Math.max(0, i + random(90) - 70),
      key: random(50) === 0 ? inner : Buffer.concat([inner, suffix]),
      value: random(4) === 0 ? null : Buffer.alloc(random(20) === 0 ? random(3000) : random(12), random(256)),
    };
  });
}
