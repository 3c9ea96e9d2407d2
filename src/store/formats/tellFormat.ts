/** The kind of a store, and with it the format of its changelog: from code or choice, else from name, configuration and bytes. */
import { hasVersionedLag, policiesOf, suggestedKind } from '../../applications/storeKind.js';
import type { ConfigEntry } from '../../kafka/cluster.js';
import type { StoreKind } from '../../core/topology/result.js';
import type { QueryResult, StoreTarget } from '../query.js';
import { hiddenFrom, type Retention } from '../reading/expiry.js';
import { windowedSerdeOfCode } from '../serdes/serdeOfCode.js';
import type { StoredRecord } from '../views/partitionView.js';
import type { ViewRules } from '../views/viewRules.js';
import { createStoreFormat } from './createStoreFormat.js';
import {
  countsPuts,
  endsAsSession,
  endsAsWindow,
  holdsBufferedValue,
  holdsOuterJoinItems,
  holdsSubscription,
  suffixOfBufferedKeys,
} from './recogniseRecords.js';
import type { StoreFormat } from './storeFormat.js';

export interface FormatAsk {
  readonly target: StoreTarget;
  readonly configs: Readonly<Record<string, ConfigEntry>>;
  readonly samples: readonly StoredRecord[];
}

export interface ToldFormat {
  readonly format: StoreFormat;
  readonly origin: QueryResult['kindOrigin'];
  /** null: the store keeps all, or how long it keeps windows is not known. */
  readonly retention: Retention | null;
  readonly warnings: readonly string[];
}

export function tellFormat(ask: FormatAsk): ToldFormat {
  const { kind, origin } = tellKind(ask);
  const expires = expiringKinds.has(kind);
  const retention = expires ? tellRetention(kind, ask) : null;
  const rules = { ...viewRulesOf(kind, ask), retentionMs: retention === null ? null : hiddenFrom(retention) };
  return {
    format: createStoreFormat({ kind, rules, windowSizeMs: ask.target.windowSizeMs }),
    origin,
    retention,
    warnings: expires && retention === null ? [retentionUnknown] : [],
  };
}

interface ToldKind {
  readonly kind: StoreKind;
  readonly origin: QueryResult['kindOrigin'];
}

function tellKind({ target, configs, samples }: FormatAsk): ToldKind {
  const told = (kind: StoreKind, origin: 'topic' | 'bytes', certainty: 'certain' | 'likely' | 'possible', reason: string): ToldKind => ({
    kind,
    origin: { origin, certainty, reason },
  });
  if (target.kind !== null && target.kind !== 'unknown' && target.kind !== 'custom')
    return {
      kind: target.kind,
      origin: {
        origin: target.kindOrigin,
        certainty: 'certain',
        reason: target.kindOrigin === 'chosen' ? 'as chosen' : 'as the code says',
      },
    };
  if (target.isSourceTopic) return told('keyValue', 'topic', 'likely', 'a source topic holds keys and values as they are');

  const every = (test: (record: StoredRecord) => boolean): boolean => samples.length > 0 && samples.every((record) => test(record));
  if (every(holdsBufferedValue))
    return told('suppressBuffer', 'bytes', 'certain', 'its values are those of a suppress buffer, version and all');
  if (every(holdsSubscription))
    return told(
      'foreignKeySubscription',
      'bytes',
      'certain',
      'its keys and values name the same primary keys, as foreign-key joins write them',
    );
  if (every(holdsOuterJoinItems)) return told('outerJoin', 'bytes', 'likely', 'its keys and values have the sides of a join');
  const named = suggestedKind(target.store);
  if (named !== undefined && (samples.length === 0 || (named === 'joinWindow' && every(({ key }) => endsAsWindow(key)))))
    return told(named, 'topic', 'likely', 'the name is one that the library gives');
  if (hasVersionedLag(configs))
    return told('versionedKeyValue', 'topic', 'likely', 'min.compaction.lag.ms is set as versioned stores set it');
  if (!target.topic.endsWith('-changelog'))
    return told('keyValue', 'topic', 'likely', 'a topic that is no changelog holds keys and values as they are');

  const policies = policiesOf(configs);
  if (policies?.has('delete') === false) return told('keyValue', 'topic', 'likely', 'its topic is compacted, without windows');
  const sessions = every(({ key }) => endsAsSession(key));
  const windows = every(({ key }) => endsAsWindow(key));
  const ends = (what: string): string => `its keys end as those of ${what} do`;
  if (samples.length > 0 && !sessions && !windows)
    return told('keyValue', 'bytes', policies === undefined ? 'possible' : 'likely', 'its keys do not end as those of windows do');
  if (windows && policies?.has('compact') === false)
    return told('joinWindow', 'bytes', 'likely', `${ends('windows')}, and its topic is not compacted`);
  if (sessions !== windows) return told(sessions ? 'session' : 'window', 'bytes', 'likely', ends(sessions ? 'sessions' : 'windows'));
  if (sessions) return told('window', 'bytes', 'possible', ends('windows and of sessions'));
  return told('window', 'topic', 'possible', 'its topic deletes what is old, as those of windows and sessions do');
}

const expiringKinds: ReadonlySet<StoreKind> = new Set(['window', 'timestampedWindow', 'joinWindow', 'session']);

const retentionUnknown =
  'How long the store keeps windows is not known: neither the code nor retention.ms of the topic tells. What the application has let go of may be among the rows.';

/** null: neither code nor topic tells. Ordered by time, a store hides what is older than its retention; others hide what is exactly as old, too. */
function tellRetention(kind: StoreKind, { target, configs }: FormatAsk): Retention | null {
  const showsEdge = kind === 'window' || kind === 'timestampedWindow' ? target.timeFirst : false;
  const deletes = policiesOf(configs)?.has('delete') !== false;
  const ofTopic = deletes ? lessAdditional(configs, 'retention.ms') : null;
  if (target.retentionMs !== null)
    return { ms: target.retentionMs, origin: target.retentionIsChosen === true ? 'chosen' : 'code', showsEdge };
  return ofTopic === null ? null : { ms: ofTopic, origin: 'topic', showsEdge };
}

/** `windowstore.changelog.additional.retention.ms` and what versioned stores add, unless the application says otherwise. */
const additionalRetention = 86_400_000;

function lessAdditional(configs: FormatAsk['configs'], key: string): number | null {
  const value = Number(configs[key]?.value ?? Number.NaN);
  return value > additionalRetention ? value - additionalRetention : null;
}

/** All but the expiry of windows. */
function viewRulesOf(kind: StoreKind, { target, configs, samples }: FormatAsk): ViewRules {
  const plain: ViewRules = { materialise: 'latest', suffix: 'none', retentionMs: null, historyRetentionMs: null };
  // A store for windowed keys that is no window store writes them as topics have them.
  const windowed = windowedSerdeOfCode(target.keySerde?.name);
  const keyed: ViewRules = windowed === undefined ? plain : { ...plain, suffix: windowed === 'time' ? 'start' : 'endStart' };
  switch (kind) {
    case 'window':
    case 'timestampedWindow':
      return { ...plain, materialise: samples.length > 0 && samples.every(countsPuts) ? 'duplicates' : 'latest', suffix: 'startSequence' };
    case 'joinWindow':
      return { ...plain, materialise: 'duplicates', suffix: 'startSequence' };
    case 'session':
      return { ...plain, suffix: 'endStart' };
    case 'versionedKeyValue':
      return {
        ...keyed,
        materialise: 'versions',
        historyRetentionMs: target.retentionMs ?? lessAdditional(configs, 'min.compaction.lag.ms'),
      };
    case 'suppressBuffer':
      return windowed === undefined ? { ...plain, suffix: suffixOfBufferedKeys(samples) } : keyed;
    case 'keyValue':
    case 'timestampedKeyValue':
    case 'custom':
    case 'unknown':
      return keyed;
    case 'foreignKeySubscription':
    case 'outerJoin':
      return plain;
  }
}
