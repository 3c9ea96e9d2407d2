/** The kind of a store from code, its name, its topic's configuration, and the bytes of its keys. */
import type { ConfigEntry } from '../../kafka/cluster.js';
import { storeKindOf } from '../../kafka/applications/storeKind.js';
import type { StoreKind } from '../../core/topology/result.js';
import type { QueryResult, StoreTarget } from '../query.js';
import type { StoredRecord } from '../views/partitionView.js';
import { readInt64, type ViewRules } from '../views/viewRules.js';

export interface ToldKind {
  readonly kind: StoreKind;
  readonly origin: QueryResult['kindOrigin'];
}

export function tellKind(target: StoreTarget, configs: Readonly<Record<string, ConfigEntry>>, samples: readonly StoredRecord[]): ToldKind {
  if (target.kind !== null && target.kind !== 'unknown' && target.kind !== 'custom')
    return { kind: target.kind, origin: { origin: target.kindOrigin, certainty: 'certain', reason: 'as the code says, or as chosen' } };
  if (target.isSourceTopic)
    return {
      kind: 'keyValue',
      origin: { origin: 'topic', certainty: 'likely', reason: 'a source topic holds keys and values as they are' },
    };
  const told = storeKindOf(target.store, configs);
  if (told.value !== null) return { kind: told.value, origin: { origin: 'topic', certainty: 'likely', reason: told.from } };
  const policy = configs['cleanup.policy']?.value ?? '';
  if (!policy.includes('delete'))
    return { kind: 'keyValue', origin: { origin: 'topic', certainty: 'likely', reason: 'its topic is compacted, without windows' } };
  const sessions = samples.length > 0 && samples.every(({ key }) => isSessionKey(key));
  const windows = samples.length > 0 && samples.every(({ key }) => isWindowKey(key));
  if (sessions !== windows)
    return {
      kind: sessions ? 'session' : 'window',
      origin: { origin: 'bytes', certainty: 'likely', reason: `its keys end as those of ${sessions ? 'sessions' : 'windows'} do` },
    };
  return {
    kind: 'window',
    origin: { origin: 'topic', certainty: 'possible', reason: 'its topic is compacted and deleted: a window or session store' },
  };
}

const century = 3_155_760_000_000;
/** 2001 to 2100, or a test's small number. */
const isTime = (value: number): boolean => value >= 0 && value < century * 1.4;

function isWindowKey(key: Uint8Array): boolean {
  const { length } = key;
  return length >= 12 && isTime(readInt64(key, length - 12)) && key[length - 4]! < 128;
}

function isSessionKey(key: Uint8Array): boolean {
  if (key.length < 16) return false;
  const end = readInt64(key, key.length - 16);
  const start = readInt64(key, key.length - 8);
  return isTime(start) && isTime(end) && end >= start;
}

/** What `windowstore.changelog.additional.retention.ms` is unless the application says otherwise. */
const additionalRetention = 86_400_000;

export function viewRulesOf(kind: StoreKind, target: StoreTarget, configs: Readonly<Record<string, ConfigEntry>>): ViewRules {
  const ofTopic = (key: string): number | null => {
    const value = Number(configs[key]?.value ?? Number.NaN);
    return value > additionalRetention ? value - additionalRetention : null;
  };
  const retentionMs = target.retentionMs ?? ofTopic('retention.ms');
  const plain: ViewRules = { materialise: 'latest', suffix: 'none', retentionMs: null, historyRetentionMs: null };
  switch (kind) {
    case 'window':
    case 'timestampedWindow':
      return { ...plain, suffix: 'startSequence', retentionMs };
    case 'joinWindow':
      return { ...plain, materialise: 'duplicates', suffix: 'startSequence', retentionMs };
    case 'session':
      return { ...plain, suffix: 'endStart', retentionMs };
    case 'versionedKeyValue':
      return { ...plain, materialise: 'versions', historyRetentionMs: target.retentionMs ?? ofTopic('min.compaction.lag.ms') };
    case 'keyValue':
    case 'timestampedKeyValue':
    case 'suppressBuffer':
    case 'foreignKeySubscription':
    case 'outerJoin':
    case 'custom':
    case 'unknown':
      return plain;
  }
}
