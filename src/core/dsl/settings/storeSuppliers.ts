/** The suppliers that Stores makes. Source: state.Stores, with the checks of each version. */
import type { Value } from '../../values/values.js';
import type { StoreKind } from '../../topology/result.js';
import type { DslCall } from '../api.js';
import type { StoreSupplier } from '../settings.js';
import { countOf, flagOf, nameFrom, requireDuration } from './readSettings.js';
import {
  fail,
  requireNonNull,
  toNumber,
  toText,
  toUnknown,
  toBoolean,
  type SettingsClass,
  type SettingsContext,
} from './settingsContext.js';
import { familyOf, unknownSupplier } from './userStores.js';

const illegal = (message: string, call: DslCall): never => fail('IllegalArgumentException', message, call);

function create(name: string, family: StoreSupplier['family'], kind: StoreKind, fields: Partial<StoreSupplier>): StoreSupplier {
  return {
    type: 'StoreSupplier',
    name,
    family,
    kind,
    persistence: 'rocksdb',
    retentionMs: null,
    windowSizeMs: null,
    retainDuplicates: null,
    historyRetentionMs: null,
    lru: false,
    ...fields,
  };
}

function requireName(context: SettingsContext, call: DslCall): string {
  requireNonNull(call.args[0], 'name cannot be null', call);
  return nameFrom(context, call.args[0]) ?? '';
}

function windowStore(context: SettingsContext, call: DslCall, kind: StoreKind, persistence: 'rocksdb' | 'inMemory'): StoreSupplier {
  const { args } = call;
  const name = requireName(context, call);
  const retentionMs = requireDuration(context, args[1], 'retentionPeriod', call);
  // (name, retentionMs, segments, windowSize, retainDuplicates) until 2.8
  const segmented = args.length >= 5;
  const windowSizeMs = requireDuration(context, args[segmented ? 3 : 2], 'windowSize', call);
  const old = !context.version.since('2.1');
  const segments = segmented ? countOf(args[2]) : null;
  if (segments !== null && segments < (old ? 1 : 2)) {
    illegal(
      old ? 'numSegments cannot must smaller than 1' : `numSegments cannot ${context.version.since('2.3') ? 'be' : 'must'} smaller than 2`,
      call,
    );
  }
  if (retentionMs !== null && retentionMs < 0) illegal('retentionPeriod cannot be negative', call);
  if (windowSizeMs !== null && windowSizeMs < 0) illegal('windowSize cannot be negative', call);
  if (retentionMs !== null && windowSizeMs !== null && windowSizeMs > retentionMs && !old) {
    // Durations are printed as they were given, where the check sees them.
    const asGiven = persistence === 'inMemory' || context.version.since('4.3');
    const print = (ms: number): string => (asGiven ? toIsoDuration(ms) : String(ms));
    illegal(
      `The retention period of the window store ${name} must be no smaller than its window size. Got size=[${print(windowSizeMs)}], retention=[${print(retentionMs)}]`,
      call,
    );
  }
  return create(name, 'window', kind, { persistence, retentionMs, windowSizeMs, retainDuplicates: flagOf(args[segmented ? 4 : 3]) });
}

function sessionStore(context: SettingsContext, call: DslCall, persistence: 'rocksdb' | 'inMemory'): StoreSupplier {
  const name = requireName(context, call);
  const retentionMs = requireDuration(context, call.args[1], 'retentionPeriod', call);
  if (retentionMs !== null && retentionMs < 0) illegal('retentionPeriod cannot be negative', call);
  return create(name, 'session', 'session', { persistence, retentionMs });
}

function versionedStore(context: SettingsContext, call: DslCall): StoreSupplier {
  const name = requireName(context, call);
  const historyRetentionMs = requireDuration(context, call.args[1], 'historyRetention', call);
  if (historyRetentionMs !== null && historyRetentionMs < 0) illegal('historyRetention cannot be negative', call);
  if (call.args.length >= 3) {
    const segment = requireDuration(context, call.args[2], 'segmentInterval', call);
    if (segment !== null && segment < 1) illegal('segmentInterval cannot be zero or negative', call);
  }
  return create(name, 'versioned', 'versionedKeyValue', { historyRetentionMs });
}

/** The supplier that `Stores.method(…)` makes; undefined: it makes none. */
export function createSupplier(context: SettingsContext, call: DslCall): StoreSupplier | undefined {
  switch (call.method) {
    case 'persistentKeyValueStore':
      return create(requireName(context, call), 'keyValue', 'keyValue', {});
    case 'persistentTimestampedKeyValueStore':
    case 'persistentTimestampedKeyValueStoreWithHeaders':
      return create(requireName(context, call), 'keyValue', 'timestampedKeyValue', {});
    case 'inMemoryKeyValueStore':
      return create(requireName(context, call), 'keyValue', 'keyValue', { persistence: 'inMemory' });
    case 'lruMap': {
      const name = requireName(context, call);
      if ((countOf(call.args[1]) ?? 0) < 0) illegal('maxCacheSize cannot be negative', call);
      return create(name, 'keyValue', 'keyValue', { persistence: 'inMemory', lru: true });
    }
    case 'persistentVersionedKeyValueStore':
      return versionedStore(context, call);
    case 'persistentWindowStore':
      return windowStore(context, call, 'window', 'rocksdb');
    case 'persistentTimestampedWindowStore':
    case 'persistentTimestampedWindowStoreWithHeaders':
      return windowStore(context, call, 'timestampedWindow', 'rocksdb');
    case 'inMemoryWindowStore':
      return windowStore(context, call, 'window', 'inMemory');
    case 'persistentSessionStore':
    case 'persistentSessionStoreWithHeaders':
      return sessionStore(context, call, 'rocksdb');
    case 'inMemorySessionStore':
      return sessionStore(context, call, 'inMemory');
    default:
      return undefined;
  }
}

/** As java.time.Duration prints itself. */
function toIsoDuration(ms: number): string {
  if (ms === 0) return 'PT0S';
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = (ms % 60_000) / 1000;
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds > 0 ? `${seconds}S` : ''}`;
}

export const storeSupplierClass: SettingsClass = {
  names: [
    'StoreSupplier',
    'KeyValueBytesStoreSupplier',
    'WindowBytesStoreSupplier',
    'SessionBytesStoreSupplier',
    'VersionedBytesStoreSupplier',
  ],
  call(_context, object, call): Value | undefined {
    const supplier = object as StoreSupplier;
    switch (call.method) {
      case 'name':
        return toText(supplier.name);
      case 'retentionPeriod':
        return toNumber(supplier.retentionMs, call);
      case 'windowSize':
        return toNumber(supplier.windowSizeMs, call);
      case 'retainDuplicates':
        return toBoolean(supplier.retainDuplicates, call);
      default:
        return toUnknown(call, `${call.method}() of a store supplier is not followed`);
    }
  },
  orphan(context, type, reason, site) {
    const family = familyOf(type.name);
    const name = context.host.toText({ kind: 'unknown', reason, site, key: `store name:${site.file}:${site.start}`, label: type.name });
    return unknownSupplier(name, reason, family);
  },
};
