/** What kind of store a changelog is of, as far as its name and configuration say (the code says it better). */
import type { StoreKind } from '../../core/topology/result.js';
import type { ConfigEntry } from '../cluster.js';
import type { Figure } from './model.js';

/**
 * Names that the library makes up for one kind only (org.apache.kafka.streams.kstream.internals). Told back from a cluster's topics, so not
 * by the records of operators, which say what a call draws.
 */
const namedKinds: readonly (readonly [RegExp, StoreKind])[] = [
  [/^KTABLE-SUPPRESS-STATE-STORE-\d{10}$/, 'suppressBuffer'],
  [/^KSTREAM-(?:JOINTHIS|JOINOTHER|OUTERTHIS|OUTEROTHER)-\d{10}-store$/, 'joinWindow'],
  [/^KSTREAM-OUTERSHARED-\d{10}-store$/, 'outerJoin'],
  [/^KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-\d{10}$/, 'foreignKeySubscription'],
];

export function storeKindOf(store: string, configs: Readonly<Record<string, ConfigEntry>> | undefined): Figure<StoreKind> {
  const named = namedKinds.find(([pattern]) => pattern.test(store));
  if (named !== undefined) return { value: named[1], from: 'the name that the library made' };
  const policy = configs?.['cleanup.policy']?.value;
  if (policy === undefined || policy === null) return { value: null, why: 'the configuration of its topic could not be read' };
  const policies = new Set(policy.split(',').map((word) => word.trim()));
  if (policies.has('compact') && policies.has('delete'))
    return { value: null, why: 'windowed by its cleanup policy; a window or a session store' };
  if (policies.has('delete'))
    return { value: 'joinWindow', from: 'the cleanup policy delete, which only window stores with duplicates have' };
  if (configs?.['min.compaction.lag.ms']?.isOwn === true)
    return { value: 'versionedKeyValue', from: 'min.compaction.lag.ms, which only versioned stores set' };
  return { value: null, why: 'keyed by its cleanup policy; which kind of store, only the code says' };
}
