/** org.apache.kafka.streams.state.Stores: suppliers and builders. */
import type { Site } from '../../../base/text.js';
import type { ObjectValue, Value } from '../../evaluate/values.js';
import type { StoreSpec } from '../../topology/model.js';
import { TopologyError } from '../../topology/model.js';
import type { StoreKind } from '../../topology/result.js';
import type { DslCall } from '../api.js';
import { createKafkaVersion } from '../kafkaVersion.js';
import type { StoreBuilder, StoreSupplier } from '../settings.js';
import type { SettingsContext } from './settingValues.js';
import { configOf, durationOf, makeOpaque, requireText, serdeOf, toValue } from './settingValues.js';

const noSupplier: Omit<StoreSupplier, 'name' | 'family' | 'kind' | 'persistence'> = {
  type: 'StoreSupplier',
  retentionMs: null,
  windowSizeMs: null,
  retainDuplicates: null,
  historyRetentionMs: null,
  lru: false,
};

export function createStore(context: SettingsContext, call: DslCall): Value | undefined {
  return createSupplier(context, call) ?? createBuilder(context, call);
}

function createSupplier(context: SettingsContext, call: DslCall): Value | undefined {
  const { args } = call;
  const name = (): string => requireText(context, args[0], 'name cannot be null');
  const timed = /^persistent(Timestamped)?(KeyValueStore|WindowStore|SessionStore)(?:WithHeaders)?$/.exec(call.method);
  const headers = call.method.endsWith('WithHeaders');
  switch (call.method.replace(/WithHeaders$/, '')) {
    case 'persistentKeyValueStore':
    case 'persistentTimestampedKeyValueStore':
      return toValue({ ...noSupplier, name: name(), family: 'keyValue', kind: timed?.[1] === undefined && !headers ? 'keyValue' : 'timestampedKeyValue', persistence: 'rocksdb' });
    case 'inMemoryKeyValueStore':
      return toValue({ ...noSupplier, name: name(), family: 'keyValue', kind: 'keyValue', persistence: 'inMemory' });
    case 'lruMap':
      return toValue({ ...noSupplier, name: name(), family: 'keyValue', kind: 'keyValue', persistence: 'inMemory', lru: true });
    case 'persistentVersionedKeyValueStore':
      return toValue({ ...noSupplier, name: name(), family: 'versioned', kind: 'versionedKeyValue', persistence: 'rocksdb', historyRetentionMs: durationOf(args[1]) });
    case 'persistentSessionStore':
    case 'inMemorySessionStore': {
      const retention = durationOf(args[1]);
      return toValue({ ...noSupplier, name: name(), family: 'session', kind: 'session', persistence: call.method.startsWith('inMemory') ? 'inMemory' : 'rocksdb', retentionMs: retention });
    }
    case 'persistentWindowStore':
    case 'persistentTimestampedWindowStore':
    case 'inMemoryWindowStore': {
      // The old overload had the number of segments between retention and window size.
      const rest = args.length === 5 ? [args[1], args[3], args[4]] : args.slice(1);
      const [retention, size, duplicates] = rest;
      const made: StoreSupplier = {
        ...noSupplier,
        name: name(),
        family: 'window',
        kind: timed?.[1] === undefined && !headers ? 'window' : 'timestampedWindow',
        persistence: call.method.startsWith('inMemory') ? 'inMemory' : 'rocksdb',
        retentionMs: durationOf(retention),
        windowSizeMs: durationOf(size),
        retainDuplicates: duplicates?.kind === 'boolean' ? duplicates.value : null,
      };
      checkWindowSupplier(made);
      return toValue(made);
    }
    default:
      return undefined;
  }
}

function checkWindowSupplier({ name, retentionMs, windowSizeMs }: StoreSupplier): void {
  if (retentionMs === null || windowSizeMs === null || windowSizeMs <= retentionMs) return;
  throw new TopologyError(
    'IllegalArgumentException',
    `The retention period of the window store ${name} must be no smaller than its window size. Got size=[${windowSizeMs}], retention=[${retentionMs}]`,
  );
}

const builders: Readonly<Record<string, { readonly kind: StoreKind; readonly family: StoreSupplier['family'] }>> = {
  keyValueStoreBuilder: { kind: 'keyValue', family: 'keyValue' },
  timestampedKeyValueStoreBuilder: { kind: 'timestampedKeyValue', family: 'keyValue' },
  timestampedKeyValueStoreWithHeadersBuilder: { kind: 'timestampedKeyValue', family: 'keyValue' },
  timestampedKeyValueStoreBuilderWithHeaders: { kind: 'timestampedKeyValue', family: 'keyValue' },
  versionedKeyValueStoreBuilder: { kind: 'versionedKeyValue', family: 'versioned' },
  windowStoreBuilder: { kind: 'window', family: 'window' },
  timestampedWindowStoreBuilder: { kind: 'timestampedWindow', family: 'window' },
  timestampedWindowStoreWithHeadersBuilder: { kind: 'timestampedWindow', family: 'window' },
  timestampedWindowStoreBuilderWithHeaders: { kind: 'timestampedWindow', family: 'window' },
  sessionStoreBuilder: { kind: 'session', family: 'session' },
  sessionStoreWithHeadersBuilder: { kind: 'session', family: 'session' },
  sessionStoreBuilderWithHeaders: { kind: 'session', family: 'session' },
};

function createBuilder(context: SettingsContext, call: DslCall): Value | undefined {
  const made = builders[call.method];
  if (made === undefined) return undefined;
  const [first, second, third] = call.args;
  if (first === undefined || first.kind === 'null') throw new TopologyError('NullPointerException', 'supplier cannot be null');
  const supplier = toStoreSupplier(context, first, call.site);
  const version = createKafkaVersion(context.kafkaVersion);
  const duplicates = supplier?.retainDuplicates ?? null;
  const spec: StoreSpec = {
    name: supplier?.name ?? context.host.toText(first),
    autoNamed: false,
    kind: made.kind,
    persistence: supplier?.persistence ?? 'unknown',
    logging: true,
    loggingConfig: {},
    caching: false,
    queryable: true,
    keySerde: serdeOf(second),
    valueSerde: serdeOf(third),
    retentionMs: supplier?.retentionMs ?? null,
    historyRetentionMs: supplier?.historyRetentionMs ?? null,
    windowSizeMs: supplier?.windowSizeMs ?? null,
    changelogPolicy: made.family === 'window' || made.family === 'session' ? (duplicates === true && version.since('3.1') ? 'delete' : 'compact,delete') : 'compact',
    operator: call.method,
    site: call.site,
  };
  return toValue({ type: 'StoreBuilder', spec });
}

/** AbstractStoreBuilder changes itself and returns itself. */
export function callStoreBuilder(object: StoreBuilder, call: DslCall): Value {
  const [first] = call.args;
  const set = (changes: Partial<StoreSpec>): Value => {
    object.spec = { ...object.spec, ...changes };
    return toValue(object);
  };
  switch (call.method) {
    case 'withLoggingEnabled':
      return set({ logging: true, loggingConfig: configOf(first) });
    case 'withLoggingDisabled':
      return set({ logging: false, loggingConfig: {} });
    case 'withCachingEnabled':
      return set({ caching: object.spec.kind !== 'versionedKeyValue' });
    case 'withCachingDisabled':
      return set({ caching: false });
    case 'name':
      return { kind: 'text', text: object.spec.name };
    case 'loggingEnabled':
      return object.spec.logging === null ? makeOpaque(object, call) : { kind: 'boolean', value: object.spec.logging };
    default:
      return toValue(object);
  }
}

export function callStoreSupplier(object: StoreSupplier, call: DslCall): Value {
  switch (call.method) {
    case 'name':
      return { kind: 'text', text: object.name };
    case 'retentionPeriod':
      return object.retentionMs === null ? makeOpaque(object, call) : { kind: 'number', value: object.retentionMs };
    case 'windowSize':
      return object.windowSizeMs === null ? makeOpaque(object, call) : { kind: 'number', value: object.windowSizeMs };
    case 'retainDuplicates':
      return object.retainDuplicates === null ? makeOpaque(object, call) : { kind: 'boolean', value: object.retainDuplicates };
    default:
      return makeOpaque(object, call);
  }
}

/** A supplier of the library, or of a user's own class by what its `name()` gives; undefined where it cannot be told. */
export function toStoreSupplier(context: SettingsContext, value: Value, site: Site): StoreSupplier | undefined {
  if (value.kind === 'dsl' && value.object.type === 'StoreSupplier') return value.object as StoreSupplier;
  if (value.kind !== 'object') return undefined;
  const name = ask(context, value, 'name', site);
  const retention = ask(context, value, 'retentionPeriod', site);
  const size = ask(context, value, 'windowSize', site);
  const duplicates = ask(context, value, 'retainDuplicates', site);
  return {
    ...noSupplier,
    name: context.host.toText(name ?? value),
    family: size !== undefined ? 'window' : retention !== undefined ? 'session' : 'keyValue',
    kind: 'custom',
    persistence: 'custom',
    retentionMs: durationOf(retention),
    windowSizeMs: durationOf(size),
    retainDuplicates: duplicates?.kind === 'boolean' ? duplicates.value : null,
  };
}

function ask(context: SettingsContext, value: ObjectValue, method: string, site: Site): Value | undefined {
  return context.host.hasMethod(value, method) === true ? context.host.invoke(value, method, [], site) : undefined;
}
