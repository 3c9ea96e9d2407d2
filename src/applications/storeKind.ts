/** What kind of store a changelog is of, as far as its name and configuration say: a hint, as anybody can configure a topic (the code says it better). */
import type { StoreKind } from '../core/topology/result.js';
import type { ConfigEntry } from '../kafka/cluster.js';
import type { Figure } from './model.js';

/**
 * Names that the library makes up for one kind only (org.apache.kafka.streams.kstream.internals). Told back from a cluster's topics, so not
 * by the records of operators, which say what a call draws.
 */
const madeUpNames: readonly (readonly [RegExp, StoreKind])[] = [
  [/^KTABLE-SUPPRESS-STATE-STORE-\d{10}$/, 'suppressBuffer'],
  [/^KSTREAM-(?:JOINTHIS|JOINOTHER|OUTERTHIS|OUTEROTHER)-\d{10}-store$/, 'joinWindow'],
  [/^KSTREAM-OUTERSHARED-\d{10}-store$/, 'outerJoin'],
  [/^KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-\d{10}$/, 'foreignKeySubscription'],
];

/** What the library appends to the name that a person gave; a person may have given the whole of it to another store. */
const namedEnds: readonly (readonly [RegExp, StoreKind])[] = [
  [/.-(?:outer-)?(?:this|other)-join-store$/, 'joinWindow'],
  [/.-(?:left|outer)-shared-join-store$/, 'outerJoin'],
];

/** What the name alone suggests; undefined: nothing. Bytes may rule it out. */
export const suggestedKind = (store: string): StoreKind | undefined =>
  [...madeUpNames, ...namedEnds].find(([pattern]) => pattern.test(store))?.[1];

export function storeKindOf(store: string, configs: Readonly<Record<string, ConfigEntry>> | undefined): Figure<StoreKind> {
  const named = madeUpNames.find(([pattern]) => pattern.test(store));
  if (named !== undefined) return { value: named[1], from: 'the name that the library made' };
  const policies = policiesOf(configs);
  const suggested = suggestedKind(store);
  if (suggested === 'joinWindow' && policies?.has('compact') === false && hasOwnRetention(configs))
    return { value: 'joinWindow', from: 'its name and its policy, as the windows of joins have them' };
  if (suggested !== undefined) return { value: null, why: 'named as a store of a join, which anybody may name so: the code tells' };
  if (policies === undefined) return { value: null, why: 'the configuration of its topic could not be read' };
  if (policies.has('compact') && policies.has('delete'))
    return {
      value: null,
      why: 'compacted and deleted: a window or a session store, or a key-value store whose changelog was configured so',
    };
  if (policies.has('delete'))
    return {
      value: null,
      why: hasOwnRetention(configs)
        ? 'not compacted: a window store that keeps duplicates, or a changelog whose policy was changed'
        : 'not compacted, and no window store (their changelogs have a retention of their own): the policy was changed',
    };
  return {
    value: null,
    why: hasVersionedLag(configs)
      ? 'a versioned store by its min.compaction.lag.ms, or another whose changelog was configured so'
      : 'keyed by its cleanup policy; which kind of store, only the code says',
  };
}

/** Versioned stores set it, to a day more than they keep (VersionedChangelogTopicConfig); so may a person, to whatever it is. */
export function hasVersionedLag(configs: Readonly<Record<string, ConfigEntry>> | undefined): boolean {
  const lag = configs?.['min.compaction.lag.ms'];
  return lag?.isOwn === true && Number(lag.value) >= day;
}

const day = 86_400_000;

/** Of cleanup.policy; undefined: not known. */
export function policiesOf(configs: Readonly<Record<string, ConfigEntry>> | undefined): ReadonlySet<string> | undefined {
  const policy = configs?.['cleanup.policy']?.value ?? undefined;
  return policy === undefined ? undefined : new Set(policy.split(',').map((word) => word.trim()));
}

/** Kafka Streams gives one to the changelog of every window and session store (WindowedChangelogTopicConfig). */
const hasOwnRetention = (configs: Readonly<Record<string, ConfigEntry>> | undefined): boolean => configs?.['retention.ms']?.isOwn === true;
