/** StreamJoined: names, stores and logging of a stream-stream join. Every method makes a copy. Source: kstream.StreamJoined. */
import type { Value } from '../../values/values.js';
import type { StreamJoined } from '../settings.js';
import { nameFrom, serdeName, topicSettingsFrom } from './readSettings.js';
import { change, toObject, type SettingsClass } from './settingsContext.js';
import { persistenceOf } from './storeTypes.js';
import { toStoreSupplier } from './userStores.js';

function create(fields: Partial<StreamJoined>): StreamJoined {
  return {
    type: 'StreamJoined',
    name: undefined,
    storeName: undefined,
    thisSupplier: undefined,
    otherSupplier: undefined,
    storeType: undefined,
    logging: true,
    loggingConfig: {},
    keySerde: null,
    valueSerde: null,
    otherValueSerde: null,
    ...fields,
  };
}

export const streamJoinedClass: SettingsClass = {
  names: ['StreamJoined'],
  callStatic(context, _className, call) {
    const { args, site } = call;
    // The name that `as` takes is the stores', not the operator's.
    if (call.method === 'as') return toObject(create({ storeName: nameFrom(context, args[0]) }));
    if (call.method !== 'with') return undefined;
    switch (args.length) {
      case 1:
        return toObject(create({ storeType: persistenceOf(args[0]) }));
      case 2:
        return toObject(
          create({
            thisSupplier: toStoreSupplier(args[0], context.host, site),
            otherSupplier: toStoreSupplier(args[1], context.host, site),
          }),
        );
      default:
        return toObject(create({ keySerde: serdeName(args[0]), valueSerde: serdeName(args[1]), otherValueSerde: serdeName(args[2]) }));
    }
  },
  call(context, object, call) {
    const value = call.args[0];
    const copy = (fields: Partial<StreamJoined>): Value => change(object as StreamJoined, fields, false);
    switch (call.method) {
      case 'withName':
        return copy({ name: nameFrom(context, value) });
      case 'withStoreName':
        return copy({ storeName: nameFrom(context, value) });
      case 'withKeySerde':
        return copy({ keySerde: serdeName(value) });
      case 'withValueSerde':
        return copy({ valueSerde: serdeName(value) });
      case 'withOtherValueSerde':
        return copy({ otherValueSerde: serdeName(value) });
      case 'withThisStoreSupplier':
        return copy({ thisSupplier: toStoreSupplier(value, context.host, call.site) });
      case 'withOtherStoreSupplier':
        return copy({ otherSupplier: toStoreSupplier(value, context.host, call.site) });
      case 'withDslStoreSuppliers':
        return copy({ storeType: persistenceOf(value) });
      case 'withLoggingEnabled':
        return copy({ logging: true, loggingConfig: topicSettingsFrom(context, value, call) });
      case 'withLoggingDisabled':
        return copy({ logging: false, loggingConfig: {} });
      default:
        return undefined;
    }
  },
  orphan: (_context, _type, reason) => create({ opaque: reason }),
};
