/** Materialized: name or supplier, logging, caching, retention and kind of a store. Every method changes the object itself. Source: kstream.Materialized. */
import type { ObjectValue, Value } from '../../values/values.js';
import type { DslCall } from '../api.js';
import type { Materialized } from '../settings.js';
import { validateName } from './names.js';
import { requireDuration, serdeName, topicSettingsFrom } from './readSettings.js';
import { change, fail, requireNonNull, toObject, type SettingsClass, type SettingsContext } from './settingsContext.js';
import { persistenceOf } from './storeTypes.js';
import { toStoreSupplier } from './userStores.js';

function create(fields: Partial<Materialized>): Materialized {
  return {
    type: 'Materialized',
    name: undefined,
    supplier: undefined,
    storeType: undefined,
    logging: true,
    loggingConfig: {},
    caching: true,
    retentionMs: undefined,
    keySerde: null,
    valueSerde: null,
    ...fields,
  };
}

/** `as(…)` takes a name, a supplier or (3.2+) a kind of stores. */
function as(context: SettingsContext, call: DslCall): Materialized {
  const value = call.args[0];
  const { version, host } = context;
  const named = (name: string): Materialized => {
    validateName(context.version, name);
    return create({ name });
  };
  switch (value?.kind) {
    case 'text':
      return named(value.text);
    case 'null':
      return fail('NullPointerException', 'Cannot invoke "String.isEmpty()" because "name" is null', call);
    case 'dsl':
      if (value.object.type === 'DslStoreSuppliers') return create({ storeType: persistenceOf(value) });
      break;
    case 'unknown': {
      const type = value.type?.name.split('.').at(-1);
      if (type === 'String' || type === 'CharSequence') return named(host.toText(value));
      // A name or a supplier of one store; suppliers of all stores, which name none, are classes of a few, and called so.
      if (version.since('3.2') && (type !== undefined || /supplier|store_?type|dsl/i.test(value.label)))
        return create({ opaque: `whether it names a store is not known: ${value.reason}` });
      break;
    }
    case 'object': {
      const makesStores = givesDslStores(context, value);
      if (makesStores === true) return create({ storeType: 'custom' });
      if (makesStores === undefined)
        return create({ opaque: `what ${value.declaration.name || 'the object'} given to Materialized.as() is, is not known` });
      break;
    }
    default:
  }
  const supplier = toStoreSupplier(value, host, call.site);
  return supplier === undefined ? create({ opaque: 'what is given to Materialized.as() is not known' }) : create({ supplier });
}

/** Whether a class of the program implements DslStoreSuppliers, and not one of the store suppliers. */
function givesDslStores({ version, host }: SettingsContext, value: ObjectValue): boolean | undefined {
  if (!version.since('3.7')) return false;
  const makes = host.hasMethod(value, 'keyValueStore');
  return makes === undefined && host.hasMethod(value, 'metricsScope') === true ? false : makes;
}

export const materializedClass: SettingsClass = {
  names: ['Materialized'],
  callStatic(context, _className, call) {
    if (call.method === 'as') return toObject(as(context, call));
    if (call.method === 'with') return toObject(create({ keySerde: serdeName(call.args[0]), valueSerde: serdeName(call.args[1]) }));
    return undefined;
  },
  call(context, object, call) {
    const value = call.args[0];
    const set = (fields: Partial<Materialized>): Value => change(object as Materialized, fields, true);
    switch (call.method) {
      case 'withKeySerde':
        return set({ keySerde: serdeName(value) });
      case 'withValueSerde':
        return set({ valueSerde: serdeName(value) });
      case 'withLoggingEnabled':
        return set({ logging: true, loggingConfig: topicSettingsFrom(context, value, call) });
      case 'withLoggingDisabled':
        return set({ logging: false, loggingConfig: {} });
      case 'withCachingEnabled':
        return set({ caching: true });
      case 'withCachingDisabled':
        return set({ caching: false });
      case 'withRetention': {
        const retentionMs = requireDuration(context, value, 'retention', call);
        if (retentionMs !== null && retentionMs < 0) fail('IllegalArgumentException', 'Retention must not be negative.', call);
        return set({ retentionMs });
      }
      case 'withStoreType':
        requireNonNull(value, "store type can't be null", call);
        if ((object as Materialized).supplier !== undefined)
          fail('IllegalArgumentException', 'Cannot set store type when store supplier is pre-configured.', call);
        return set({ storeType: persistenceOf(value) });
      default:
        return undefined;
    }
  },
  orphan: (_context, _type, reason) => create({ opaque: reason }),
};
