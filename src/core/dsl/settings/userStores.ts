/** Suppliers and builders of stores that are classes of the program: what they say when they are asked. */
import type { Site } from '../../../base/text.js';
import { textEntries } from '../../values/maps.js';
import { integerOf } from '../../values/numbers.js';
import type { ObjectValue, Value } from '../../values/values.js';
import type { DslCall, Host } from '../api.js';
import type { StoreBuilder, StoreSupplier } from '../settings.js';

/** A supplier of which only that it is one is known. */
export function unknownSupplier(name: string, reason: string, family: StoreSupplier['family'] = 'unknown'): StoreSupplier {
  return {
    type: 'StoreSupplier',
    opaque: reason,
    name,
    family,
    kind: 'unknown',
    persistence: 'unknown',
    retentionMs: null,
    windowSizeMs: null,
    retainDuplicates: null,
    historyRetentionMs: null,
    lru: false,
  };
}

const families: Readonly<Record<string, StoreSupplier['family']>> = {
  KeyValueBytesStoreSupplier: 'keyValue',
  WindowBytesStoreSupplier: 'window',
  SessionBytesStoreSupplier: 'session',
  VersionedBytesStoreSupplier: 'versioned',
  StoreSupplier: 'unknown',
};

export function familyOf(typeName: string): StoreSupplier['family'] {
  return families[typeName] ?? 'unknown';
}

function familyOfObject(value: ObjectValue): StoreSupplier['family'] {
  const { interfaces, superclass } = value.declaration;
  for (const type of [...interfaces, ...(superclass === undefined ? [] : [superclass])]) {
    const family = families[type.name.split('.').at(-1)!];
    if (family !== undefined) return family;
  }
  return 'unknown';
}

/** The supplier that a value stands for; undefined: it is none. */
export function toStoreSupplier(value: Value | undefined, host: Host, site: Site): StoreSupplier | undefined {
  if (value?.kind === 'dsl') return value.object.type === 'StoreSupplier' ? (value.object as StoreSupplier) : undefined;
  if (value?.kind === 'unknown') return unknownSupplier(host.toText(value), value.reason);
  if (value?.kind !== 'object') return undefined;
  const answer = (method: string): Value | undefined =>
    host.hasMethod(value, method) === true ? host.invoke(value, method, [], site) : undefined;
  const length = (method: string): number | null => {
    return integerOf(answer(method)) ?? null;
  };
  const duplicates = answer('retainDuplicates');
  return {
    type: 'StoreSupplier',
    name: nameOf(value, host, site, 'a store supplier'),
    family: familyOfObject(value),
    kind: 'custom',
    persistence: 'custom',
    retentionMs: length('retentionPeriod'),
    windowSizeMs: length('windowSize'),
    retainDuplicates: duplicates?.kind === 'boolean' ? duplicates.value : null,
    historyRetentionMs: length('historyRetentionMs'),
    lru: false,
  };
}

/** The builder that a value stands for; undefined: it is none. Keep it by value: the library compares builders by identity. */
export function toStoreBuilder(value: Value | undefined, host: Host, site: Site): StoreBuilder | undefined {
  if (value?.kind === 'dsl') return value.object.type === 'StoreBuilder' ? (value.object as StoreBuilder) : undefined;
  if (value?.kind === 'unknown') return unknownBuilder(host.toText(value), value.reason, site);
  if (value?.kind !== 'object') return undefined;
  const builder = unknownBuilder(nameOf(value, host, site, 'a store builder'), '', site);
  const logging = host.invoke(value, 'loggingEnabled', [], site);
  const settings = host.invoke(value, 'logConfig', [], site);
  const loggingConfig: Record<string, string> = {};
  if (settings?.kind === 'map') for (const [key, item] of textEntries(settings)) loggingConfig[key] = host.toText(item);
  const { opaque: _, ...known } = builder;
  return {
    ...known,
    spec: {
      ...builder.spec,
      kind: 'custom',
      persistence: 'custom',
      logging: logging?.kind === 'boolean' ? logging.value : null,
      loggingConfig,
      queryable: true,
    },
  };
}

/** A builder of which nothing is known. `count`: tells it from the others. */
export function builderNotKnown(host: Host, call: DslCall, count: number): StoreBuilder {
  const { site } = call;
  const reason = `the store given to ${call.method}() is not known`;
  const name = host.toText({ kind: 'unknown', reason, site, key: `store:${site.file}:${site.start}:${count}`, label: 'store' });
  return unknownBuilder(name, reason, site);
}

export function unknownBuilder(name: string, reason: string, site: Site): StoreBuilder {
  return {
    type: 'StoreBuilder',
    opaque: reason,
    spec: {
      name,
      autoNamed: false,
      kind: 'unknown',
      persistence: 'unknown',
      logging: null,
      loggingConfig: {},
      caching: null,
      queryable: null,
      keySerde: null,
      valueSerde: null,
      retentionMs: null,
      historyRetentionMs: null,
      windowSizeMs: null,
      changelogPolicy: 'compact',
      operator: 'StoreBuilder',
      site,
    },
  };
}

function nameOf(value: ObjectValue, host: Host, site: Site, what: string): string {
  const name = host.invoke(value, 'name', [], site);
  if (name?.kind === 'text') return name.text;
  if (name !== undefined && name.kind !== 'null' && name.kind !== 'void') return host.toText(name);
  const { declaration } = value;
  const label = declaration.name === '' ? what : declaration.name;
  return host.toText({
    kind: 'unknown',
    reason: `name() of ${label} cannot be followed`,
    site,
    key: `name():${site.file}:${declaration.span.start}`,
    label,
  });
}
