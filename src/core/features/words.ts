/** The report's values in words for people. */
import type { InternalTopicReport, TopologyReport } from '../report.js';
import type { Persistence, StoreKind } from '../topology/result.js';

export const storeKindWords: Readonly<Record<StoreKind, string>> = {
  keyValue: 'key-value',
  timestampedKeyValue: 'key-value with timestamps',
  versionedKeyValue: 'versioned key-value',
  window: 'window',
  timestampedWindow: 'window with timestamps',
  session: 'session',
  suppressBuffer: 'suppress buffer',
  foreignKeySubscription: 'foreign-key subscriptions',
  joinWindow: 'join window',
  outerJoin: 'unmatched records of a join',
  custom: 'custom',
  unknown: 'kind unknown',
};

export const persistenceWords: Readonly<Record<Persistence, string>> = {
  rocksdb: 'RocksDB',
  inMemory: 'in memory',
  custom: 'custom storage',
  unknown: 'storage unknown',
};

const units: readonly (readonly [number, string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
];

/** `90_000` → `1 min 30 s`; exact, so that two windows that differ read differently. */
export function durationWords(milliseconds: number): string {
  let left = milliseconds;
  const parts: string[] = [];
  for (const [size, unit] of units) {
    const count = Math.floor(left / size);
    if (count === 0) continue;
    parts.push(`${count} ${unit}`);
    left -= count * size;
  }
  return parts.length === 0 ? '0 ms' : parts.join(' ');
}

/** `retention.ms` in words; negative: without an end. */
export const retentionWords = (milliseconds: number): string => (milliseconds < 0 ? 'for ever' : durationWords(milliseconds));

/** The topic's name, or as much of it as is known; undefined where nothing is. */
export function topicWords(topic: InternalTopicReport): string | undefined {
  if (topic.name !== null) return topic.name;
  if (topic.suffix !== null) return `<application.id>-${topic.suffix}`;
  if (topic.alternatives.length > 0) return topic.alternatives.join(' or ');
  return topic.pattern ?? undefined;
}

const versionFrom: Readonly<Record<TopologyReport['kafkaVersionFrom'], string>> = {
  option: 'from the settings',
  'build file': 'from the build file',
  default: 'assumed, no build file says which',
};

export function kafkaVersionWords(topology: TopologyReport): string {
  return `Kafka Streams ${topology.kafkaVersion} (${versionFrom[topology.kafkaVersionFrom]})`;
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
