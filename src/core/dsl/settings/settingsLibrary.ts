/** Everything of the Streams API that is configuration: made by static factories, changed by `with…` methods. */
import type { DslObject, Value } from '../../evaluate/values.js';
import type { TypeRef } from '../../syntax/form.js';
import type { Site } from '../../../base/text.js';
import type { DslCall, Host } from '../api.js';
import type { AnySettings, Windows } from '../settings.js';
import { configurationConstant } from './configurationKeys.js';
import { callMaterialized, callStreamJoined, callSuppressed, createMaterialized, createStreamJoined, createSuppressed, toDslSuppliers } from './materialized.js';
import { callNamed, createNamed } from './namedSettings.js';
import type { SettingsContext } from './settingValues.js';
import { makeOpaque, serdeOf, toValue } from './settingValues.js';
import { callStoreBuilder, callStoreSupplier, createStore } from './stores.js';
import { callWindows, createWindows } from './windowSettings.js';

export interface SettingsLibrary {
  knows(className: string): boolean;
  construct(className: string, call: DslCall): Value | undefined;
  callStatic(className: string, call: DslCall): Value | undefined;
  /** A call on a settings object, which the caller knows it to be. */
  call(object: DslObject, call: DslCall): Value;
  constant(className: string, field: string): Value | undefined;
  /** An object of a settings class of which nothing is known; undefined where the class is not ours. */
  orphan(type: TypeRef, reason: string, site: Site): Value | undefined;
}

const windowClasses = ['TimeWindows', 'SessionWindows', 'SlidingWindows', 'UnlimitedWindows', 'JoinWindows'];
const namedClasses = ['Named', 'Consumed', 'Produced', 'Printed', 'Grouped', 'Serialized', 'Joined', 'TableJoined', 'Repartitioned', 'Branched'];
const configurationClasses = ['StreamsConfig', 'ConsumerConfig', 'ProducerConfig', 'AdminClientConfig', 'CommonClientConfigs', 'TopicConfig', 'SaslConfigs', 'SslConfigs'];
const otherClasses = [
  'Materialized', 'StreamJoined', 'Suppressed', 'BufferConfig', 'StrictBufferConfig', 'EagerBufferConfig', 'EmitStrategy', 'TopologyConfig', 'Stores', 'Serdes', 'WindowedSerdes',
  'KeyValue', 'StoreType', 'DslStoreSuppliers', 'BuiltInDslStoreSuppliers', 'RocksDBDslStoreSuppliers', 'InMemoryDslStoreSuppliers', 'AutoOffsetReset', 'StoreBuilder', 'StoreSupplier',
  'KeyValueBytesStoreSupplier', 'WindowBytesStoreSupplier', 'SessionBytesStoreSupplier', 'VersionedBytesStoreSupplier', 'Serde', 'Windows',
]; // prettier-ignore

export function createSettingsLibrary(options: { readonly kafkaVersion: string }, host: Host): SettingsLibrary {
  const context: SettingsContext = { kafkaVersion: options.kafkaVersion, host };
  const known = new Set([...windowClasses, ...namedClasses, ...configurationClasses, ...otherClasses]);

  return {
    knows: (className) => known.has(className) || /^(?:String|Integer|Long|Short|Float|Double|ByteArray|ByteBuffer|Bytes|UUID|Boolean|Void|List)Serde$/.test(className),
    construct(className, call) {
      const [first, second] = call.args;
      switch (className) {
        case 'KeyValue':
          return first === undefined || second === undefined ? undefined : { kind: 'pair', key: first, value: second };
        case 'StreamsConfig':
          return first === undefined ? undefined : toValue({ type: 'StreamsConfig', configuration: first });
        case 'TopologyConfig': {
          const given = call.args.find((a) => a.kind === 'dsl' && a.object.type === 'StreamsConfig');
          const configuration = given?.kind === 'dsl' ? (given.object as Extract<AnySettings, { type: 'StreamsConfig' }>).configuration : undefined;
          return configuration === undefined
            ? toValue({ type: 'TopologyConfig', configuration: { kind: 'map', entries: new Map(), open: true }, opaque: 'the configuration given to TopologyConfig is not known' })
            : toValue({ type: 'TopologyConfig', configuration });
        }
        case 'RocksDBDslStoreSuppliers':
          return toDslSuppliers('rocksdb');
        case 'InMemoryDslStoreSuppliers':
          return toDslSuppliers('inMemory');
        default:
          return className.endsWith('Serde') ? { kind: 'serde', name: className } : undefined;
      }
    },
    callStatic(className, call) {
      if (namedClasses.includes(className)) return createNamed(context, className, call);
      if (windowClasses.includes(className)) return createWindows(className, call);
      switch (className) {
        case 'Materialized':
          return createMaterialized(context, call);
        case 'StreamJoined':
          return createStreamJoined(context, call);
        case 'Suppressed':
        case 'BufferConfig':
          return createSuppressed(className, call);
        case 'EmitStrategy':
          return call.method === 'onWindowClose' || call.method === 'onWindowUpdate' ? toValue({ type: 'EmitStrategy', onWindowClose: call.method === 'onWindowClose' }) : undefined;
        case 'Stores':
          return createStore(context, call);
        case 'Serdes':
        case 'WindowedSerdes': {
          if (call.method === 'serdeFrom') return { kind: 'serde', name: serdeOf(call.args[0]) ?? 'Serdes.serdeFrom' };
          return { kind: 'serde', name: `${className}.${call.method}` };
        }
        case 'KeyValue': {
          const [key, value] = call.args;
          return call.method === 'pair' && key !== undefined && value !== undefined ? { kind: 'pair', key, value } : undefined;
        }
        case 'StreamsConfig': {
          const prefix = configPrefixes[call.method];
          const [key] = call.args;
          return prefix === undefined || key === undefined ? undefined : { kind: 'text', text: prefix + host.toText(key) };
        }
        case 'AutoOffsetReset':
          return { kind: 'native', type: 'AutoOffsetReset', state: call.method };
        default:
          return undefined;
      }
    },
    call(receiver, call) {
      const object = receiver as AnySettings;
      switch (object.type) {
        case 'Named':
        case 'Consumed':
        case 'Produced':
        case 'Printed':
        case 'Grouped':
        case 'Joined':
        case 'TableJoined':
        case 'Repartitioned':
        case 'Branched':
          return callNamed(context, object, call);
        case 'Materialized':
          return callMaterialized(object, call);
        case 'StreamJoined':
          return callStreamJoined(context, object, call);
        case 'Suppressed':
        case 'BufferConfig':
          return callSuppressed(context, object, call);
        case 'StoreSupplier':
          return callStoreSupplier(object, call);
        case 'StoreBuilder':
          return callStoreBuilder(object, call);
        case 'EmitStrategy':
        case 'TopologyConfig':
        case 'StreamsConfig':
          return makeOpaque(object, call);
        default:
          return callWindows(object, call);
      }
    },
    constant(className, field) {
      if (className === 'StoreType') return field === 'ROCKS_DB' ? toDslSuppliers('rocksdb') : field === 'IN_MEMORY' ? toDslSuppliers('inMemory') : undefined;
      if (className === 'BuiltInDslStoreSuppliers') return field === 'ROCKS_DB' ? toDslSuppliers('rocksdb') : field === 'IN_MEMORY' ? toDslSuppliers('inMemory') : undefined;
      if (className === 'AutoOffsetReset') return { kind: 'native', type: 'AutoOffsetReset', state: field };
      const value = configurationConstant(className, field);
      return value === undefined ? undefined : { kind: 'text', text: value };
    },
    orphan(type, reason, site) {
      if (/^(?:KeyValue|Window|Session|Versioned)BytesStoreSupplier$/.test(type.name)) {
        return { kind: 'unknown', reason, site, key: `supplier:${site.file}:${site.start}`, label: type.name, type };
      }
      const object = orphanSettings(type.name, reason);
      return object === undefined ? undefined : toValue(object);
    },
  };
}

const configPrefixes: Readonly<Record<string, string>> = {
  consumerPrefix: 'consumer.',
  mainConsumerPrefix: 'main.consumer.',
  restoreConsumerPrefix: 'restore.consumer.',
  globalConsumerPrefix: 'global.consumer.',
  producerPrefix: 'producer.',
  adminClientPrefix: 'admin.',
  topicPrefix: 'topic.',
  clientTagPrefix: 'client.tag.',
};

/** An object of which nothing is known but its class. */
function orphanSettings(className: string, reason: string): AnySettings | undefined {
  const opaque = reason;
  const noWindows: Omit<Windows, 'type'> = { sizeMs: null, graceMs: null, beforeMs: null, afterMs: null, spuriousResultFix: false, maintainMs: null, opaque };
  switch (className) {
    case 'Named':
    case 'Produced':
    case 'Printed':
    case 'TableJoined':
      return { type: className, name: undefined, opaque };
    case 'Consumed':
    case 'Grouped':
      return { type: className, name: undefined, keySerde: null, valueSerde: null, opaque };
    case 'Serialized':
      return { type: 'Grouped', name: undefined, keySerde: null, valueSerde: null };
    case 'Joined':
      return { type: 'Joined', name: undefined, graceMs: undefined, keySerde: null, valueSerde: null, opaque };
    case 'Repartitioned':
      return { type: 'Repartitioned', name: undefined, partitions: null, opaque };
    case 'StreamJoined':
      return { type: 'StreamJoined', name: undefined, storeName: undefined, thisSupplier: undefined, otherSupplier: undefined, storeType: 'unknown', logging: null, loggingConfig: {}, keySerde: null, valueSerde: null, otherValueSerde: null, opaque };
    case 'Materialized':
      return { type: 'Materialized', name: undefined, supplier: undefined, storeType: 'unknown', logging: null, loggingConfig: {}, caching: null, retentionMs: null, keySerde: null, valueSerde: null, opaque };
    case 'Suppressed':
      return { type: 'Suppressed', name: undefined, logging: null, loggingConfig: {}, opaque };
    case 'BufferConfig':
    case 'StrictBufferConfig':
    case 'EagerBufferConfig':
      return { type: 'BufferConfig', logging: null, loggingConfig: {}, opaque };
    case 'Branched':
      return { type: 'Branched', name: undefined, function: undefined, consumer: undefined, opaque };
    case 'EmitStrategy':
      return { type: 'EmitStrategy', onWindowClose: null, opaque };
    case 'TopologyConfig':
      return { type: 'TopologyConfig', configuration: { kind: 'map', entries: new Map(), open: true }, opaque };
    case 'StreamsConfig':
      return { type: 'StreamsConfig', configuration: { kind: 'map', entries: new Map(), open: true }, opaque };
    default:
      return windowClasses.includes(className) || className === 'Windows' ? { type: className as Windows['type'], ...noWindows } : undefined;
  }
}
