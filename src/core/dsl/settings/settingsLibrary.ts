/** Everything of the Streams API that is configuration rather than topology: which class of settings answers what. */
import type { Site } from '../../../base/text.js';
import type { DslObject, ObjectValue, Value } from '../../values/values.js';
import type { TypeRef } from '../../form/form.js';
import type { DslCall, Host } from '../api.js';
import { createKafkaVersion } from '../../kafkaVersion.js';
import type { StoreBuilder } from '../settings.js';
import {
  autoOffsetResetClass,
  clientConfigClass,
  emitStrategyClass,
  streamsConfigClass,
  topologyConfigClass,
} from './applicationSettings.js';
import { branchedClass } from './branched.js';
import { materializedClass } from './materialized.js';
import {
  consumedClass,
  groupedClass,
  joinedClass,
  namedClass,
  printedClass,
  producedClass,
  repartitionedClass,
  tableJoinedClass,
} from './operatorSettings.js';
import { keyValueClass, serdesClass } from './serdes.js';
import { toObject, toUnknown, type SettingsClass, type SettingsContext } from './settingsContext.js';
import { storeBuilderClass, storesClass } from './storeBuilders.js';
import { storeSupplierClass } from './storeSuppliers.js';
import { storeTypeClass } from './storeTypes.js';
import { streamJoinedClass } from './streamJoined.js';
import { bufferConfigClass, suppressedClass } from './suppressed.js';
import { builderNotKnown, toStoreBuilder } from './userStores.js';
import { windowsClass } from './windowSettings.js';

export interface SettingsLibrary {
  /** Is this simple class name one of those that are configuration? */
  knows(className: string): boolean;
  /** `new X(args)`; undefined where X is not ours to make. */
  construct(className: string, call: DslCall): Value | undefined;
  /** `X.method(args)`; undefined where we do not know it. */
  callStatic(className: string, call: DslCall): Value | undefined;
  /** `object.method(args)`. A method that is not known makes what is known of the object doubtful, and says so in `opaque`. */
  call(object: DslObject, call: DslCall): Value;
  /** `X.FIELD`; undefined where we do not know it. */
  constant(className: string, field: string): Value | undefined;
  /** An object of the type of which nothing is known; undefined where the type is not ours or stands for plain data. */
  orphan(type: TypeRef, reason: string, site: Site): Value | undefined;
  /** The builder that a value is, or that a class of the program is: always the same one for the same object; of what is neither, an unknown one. */
  storeBuilder(value: Value | undefined, call: DslCall): StoreBuilder;
}

const settingsClasses: readonly SettingsClass[] = [
  namedClass,
  consumedClass,
  producedClass,
  printedClass,
  groupedClass,
  joinedClass,
  tableJoinedClass,
  repartitionedClass,
  streamJoinedClass,
  materializedClass,
  storeTypeClass,
  suppressedClass,
  bufferConfigClass,
  branchedClass,
  windowsClass,
  emitStrategyClass,
  topologyConfigClass,
  streamsConfigClass,
  clientConfigClass,
  autoOffsetResetClass,
  serdesClass,
  keyValueClass,
  storesClass,
  storeSupplierClass,
  storeBuilderClass,
];

/** Throws TopologyError where the library throws while a configuration object is made or changed. */
export function createSettingsLibrary(options: { readonly kafkaVersion: string }, host: Host): SettingsLibrary {
  let given = 0;
  const context: SettingsContext = { version: createKafkaVersion(options.kafkaVersion), host, fresh: () => ++given };
  const byName = new Map(settingsClasses.flatMap((settingsClass) => settingsClass.names.map((name) => [name, settingsClass] as const)));
  const builders = new WeakMap<ObjectValue, StoreBuilder>();
  let unknownBuilders = 0;

  return {
    knows: (className) => byName.has(className),
    construct: (className, call) => byName.get(className)?.construct?.(context, className, call),
    callStatic: (className, call) => byName.get(className)?.callStatic?.(context, className, call),
    call(object, call) {
      const settingsClass = byName.get(object.type);
      // A static method that is called on an object knows nothing of it (JLS §15.12.4.1).
      const known = settingsClass?.call?.(context, object, call) ?? settingsClass?.callStatic?.(context, object.type, call);
      if (known !== undefined) return known;
      if (/^(?:toString|equals|hashCode|getClass)$/.test(call.method))
        return toUnknown(call, `${object.type}.${call.method}() is not followed`);
      return toObject(Object.assign(object, { opaque: `${object.type}.${call.method}() is not known` }));
    },
    constant: (className, field) => byName.get(className)?.constant?.(context, className, field),
    orphan(type, reason, site) {
      const name = type.name.slice(type.name.lastIndexOf('.') + 1);
      const object = type.dimensions > 0 ? undefined : byName.get(name)?.orphan?.(context, { ...type, name }, reason, site);
      return object === undefined ? undefined : toObject(object);
    },
    storeBuilder(value, call) {
      const known = value?.kind === 'object' ? builders.get(value) : undefined;
      if (known !== undefined) return known;
      const builder = toStoreBuilder(value, host, call.site) ?? builderNotKnown(host, call, ++unknownBuilders);
      if (value?.kind === 'object') builders.set(value, builder);
      return builder;
    },
  };
}
