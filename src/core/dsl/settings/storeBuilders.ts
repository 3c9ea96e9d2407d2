/** Builders of stores, which change themselves as they are configured. Source: state.Stores, state.internals.AbstractStoreBuilder and its subclasses. */
import { mapOfTexts } from '../../values/maps.js';
import type { TypeRef } from '../../form/form.js';
import type { StoreSpec } from '../../topology/model.js';
import type { StoreKind } from '../../topology/result.js';
import type { DslCall } from '../api.js';
import type { StoreBuilder, StoreSupplier } from '../settings.js';
import { serdeName, topicSettingsFrom } from './readSettings.js';
import { createSupplier } from './storeSuppliers.js';
import {
  fail,
  requireNonNull,
  toBoolean,
  toObject,
  toText,
  toUnknown,
  type Mutable,
  type SettingsClass,
  type SettingsContext,
} from './settingsContext.js';
import { toStoreSupplier, unknownBuilder, unknownSupplier } from './userStores.js';

interface HeldStoreBuilder extends StoreBuilder {
  /** A window store that keeps duplicates: never cached (2.6+). */
  readonly retainDuplicates: boolean | null;
}

const kinds: Readonly<Record<string, StoreKind>> = {
  keyValueStoreBuilder: 'keyValue',
  timestampedKeyValueStoreBuilder: 'timestampedKeyValue',
  timestampedKeyValueStoreWithHeadersBuilder: 'timestampedKeyValue',
  versionedKeyValueStoreBuilder: 'versionedKeyValue',
  windowStoreBuilder: 'window',
  timestampedWindowStoreBuilder: 'timestampedWindow',
  timestampedWindowStoreWithHeadersBuilder: 'timestampedWindow',
  sessionStoreBuilder: 'session',
  sessionStoreWithHeadersBuilder: 'session',
};

function isWindowed(kind: StoreKind): boolean {
  return kind === 'window' || kind === 'timestampedWindow' || kind === 'session';
}

function createBuilder(context: SettingsContext, call: DslCall, kind: StoreKind): HeldStoreBuilder {
  const { args, site, method } = call;
  requireNonNull(args[0], 'supplier cannot be null', call);
  const given = toStoreSupplier(args[0], context.host, site);
  const supplier: StoreSupplier =
    given ??
    unknownSupplier(context.host.toText(toUnknown(call, 'what supplies the store is not known')), 'what supplies the store is not known');
  const windowed = isWindowed(kind);
  const duplicates = kind === 'window' ? supplier.retainDuplicates : false;
  if (kind === 'window' && duplicates === null && context.version.since('3.1')) {
    context.host.gap(
      `whether the store ${supplier.name} keeps duplicates, which decides the cleanup policy of its changelog, is not known`,
      site,
    );
  }
  return {
    type: 'StoreBuilder',
    retainDuplicates: windowed && kind !== 'session' ? supplier.retainDuplicates : false,
    spec: {
      name: supplier.name,
      autoNamed: false,
      kind,
      persistence: supplier.persistence,
      logging: true,
      loggingConfig: {},
      caching: false,
      queryable: true,
      keySerde: serdeName(args[1]),
      valueSerde: serdeName(args[2]),
      retentionMs: windowed ? supplier.retentionMs : null,
      historyRetentionMs: kind === 'versionedKeyValue' ? supplier.historyRetentionMs : null,
      windowSizeMs: windowed && kind !== 'session' ? supplier.windowSizeMs : null,
      changelogPolicy: !windowed ? 'compact' : duplicates === true && context.version.since('3.1') ? 'delete' : 'compact,delete',
      operator: method,
      site,
    },
  };
}

export const storesClass: SettingsClass = {
  names: ['Stores'],
  callStatic(context, _className, call) {
    if (Object.hasOwn(kinds, call.method)) return toObject(createBuilder(context, call, kinds[call.method]!));
    const supplier = createSupplier(context, call);
    return supplier === undefined ? undefined : toObject(supplier);
  },
};

export const storeBuilderClass: SettingsClass = {
  names: ['StoreBuilder'],
  call(context, object, call) {
    const builder = object as HeldStoreBuilder;
    const spec = builder.spec as Mutable<StoreSpec>;
    switch (call.method) {
      case 'withCachingEnabled':
        if (spec.kind === 'versionedKeyValue') fail('IllegalStateException', 'Versioned stores do not support caching', call);
        // The library takes it back when the store is built.
        spec.caching =
          !context.version.since('2.6') || builder.retainDuplicates === false ? true : builder.retainDuplicates === true ? false : null;
        break;
      case 'withCachingDisabled':
        spec.caching = false;
        break;
      case 'withLoggingEnabled': {
        requireNonNull(call.args[0], "config can't be null", call);
        const settings = topicSettingsFrom(context, call.args[0], call);
        spec.logging = true;
        spec.loggingConfig = context.version.since('3.1') ? { ...spec.loggingConfig, ...settings } : settings;
        break;
      }
      case 'withLoggingDisabled':
        spec.logging = false;
        spec.loggingConfig = {};
        // The policy of a store that keeps duplicates is among what is cleared.
        if (spec.changelogPolicy === 'delete') spec.changelogPolicy = 'compact,delete';
        break;
      case 'name':
        return toText(spec.name);
      case 'loggingEnabled':
        return toBoolean(spec.logging, call);
      case 'logConfig':
        return mapOfTexts(
          Object.entries(spec.loggingConfig).map(([key, text]) => [key, { kind: 'text', text }] as const),
          { open: spec.changelogPolicy === 'delete' },
        );
      case 'build':
        return toUnknown(call, 'the store itself is not followed');
      default:
        // Its name is fixed, the rest may have changed.
        context.host.gap(`${call.method}() of a store builder is not known`, call.site);
        spec.logging = null;
        spec.caching = null;
    }
    return toObject(builder);
  },
  orphan(context, type, reason, site) {
    const name = context.host.toText({
      kind: 'unknown',
      reason,
      site,
      // Two that one place gives (a field of two objects) may be two stores.
      key: `store name:${site.file}:${site.start}:${context.fresh()}`,
      label: 'StoreBuilder',
    });
    const builder = unknownBuilder(name, reason, site);
    const kind = kindOf(type);
    return {
      ...builder,
      retainDuplicates: null,
      spec: { ...builder.spec, kind, changelogPolicy: isWindowed(kind) ? 'compact,delete' : 'compact' },
    } as HeldStoreBuilder;
  },
};

const storeTypes: Readonly<Record<string, StoreKind>> = {
  KeyValueStore: 'keyValue',
  TimestampedKeyValueStore: 'timestampedKeyValue',
  TimestampedKeyValueStoreWithHeaders: 'timestampedKeyValue',
  VersionedKeyValueStore: 'versionedKeyValue',
  WindowStore: 'window',
  TimestampedWindowStore: 'timestampedWindow',
  TimestampedWindowStoreWithHeaders: 'timestampedWindow',
  SessionStore: 'session',
  SessionStoreWithHeaders: 'session',
};

/** `StoreBuilder<KeyValueStore<K, V>>` */
function kindOf(type: TypeRef): StoreKind {
  return storeTypes[type.args[0]?.name.split('.').at(-1) ?? ''] ?? 'unknown';
}
