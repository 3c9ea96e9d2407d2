/** Settings with which the library creates internal topics. Source: RepartitionTopicConfig and the ChangelogTopicConfig classes of each version. */
import type { StoreSpec, TopicSettings } from './model.js';

type Config = Readonly<Record<string, string>>;

const day = 24 * 60 * 60 * 1000;
const maxLong = 9223372036854775807n;

export function repartitionConfig(settings: TopicSettings): Config {
  const { version } = settings;
  const library: Record<string, string> = {
    'cleanup.policy': 'delete',
    'segment.bytes': '52428800',
    'retention.ms': version.since('2.3') ? '-1' : String(maxLong),
  };
  if (!version.since('2.3')) Object.assign(library, { 'segment.index.bytes': '52428800', 'segment.ms': '600000' });
  return { ...library, ...timestampType(settings), ...settings.topicDefaults };
}

/** null where a part of it is not known. */
export function changelogConfig(store: StoreSpec, settings: TopicSettings): Config | null {
  // A join store's policy is set by the library as if the program had set it.
  const given = store.changelogPolicy === 'delete' ? { 'cleanup.policy': 'delete', ...store.loggingConfig } : store.loggingConfig;
  const config: Record<string, string> = {
    'cleanup.policy': store.changelogPolicy,
    ...timestampType(settings),
    ...settings.topicDefaults,
    ...given,
  };
  if (store.kind === 'versionedKeyValue') {
    if (given['min.compaction.lag.ms'] === undefined) {
      if (store.historyRetentionMs === null) return null;
      config['min.compaction.lag.ms'] = addMs(store.historyRetentionMs, day);
    }
  } else if (store.changelogPolicy !== 'compact' && given['retention.ms'] === undefined) {
    if (store.retentionMs === null) return null;
    config['retention.ms'] = addMs(store.retentionMs, settings.additionalRetentionMs);
  }
  return config;
}

function timestampType(settings: TopicSettings): Config {
  return settings.version.since('2.5') ? { 'message.timestamp.type': 'CreateTime' } : {};
}

/** Long addition that stays at Long.MAX_VALUE. Numbers beyond 2^53 stand for it. */
function addMs(a: number, b: number): string {
  const sum = (a >= 2 ** 63 ? maxLong : BigInt(Math.trunc(a))) + BigInt(Math.trunc(b));
  return String(sum > maxLong ? maxLong : sum);
}
