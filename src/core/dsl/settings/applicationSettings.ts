/** StreamsConfig and TopologyConfig as objects, the prefixes StreamsConfig adds, constants of configuration keys; EmitStrategy; offset reset policies. */
import { mapOfTexts, textEntries, valueAt } from '../../values/maps.js';
import type { MapValue, Value } from '../../values/values.js';
import type { DslCall } from '../api.js';
import type { EmitStrategy, StreamsConfigObject, TopologyConfig } from '../settings.js';
import { configConstant } from './configConstants.js';
import { nameFrom } from './readSettings.js';
import { toObject, toUnknown, type SettingsClass, type SettingsContext, type AutoOffsetReset } from './settingsContext.js';

const prefixes: Readonly<Record<string, string>> = {
  consumerPrefix: 'consumer.',
  mainConsumerPrefix: 'main.consumer.',
  restoreConsumerPrefix: 'restore.consumer.',
  globalConsumerPrefix: 'global.consumer.',
  producerPrefix: 'producer.',
  adminClientPrefix: 'admin.',
  topicPrefix: 'topic.',
  clientTagPrefix: 'client.tag.',
};

/** The properties as they are when the object is made; classes by their name, as in a configuration file. */
function snapshot(value: Value | undefined): MapValue | undefined {
  if (value?.kind === 'dsl' && 'configuration' in value.object) return snapshot((value.object as StreamsConfigObject).configuration);
  if (value?.kind !== 'map') return undefined;
  const written = (item: Value): Value =>
    item.kind === 'class'
      ? { kind: 'text', text: item.name }
      : item.kind === 'boolean' || item.kind === 'number'
        ? { kind: 'text', text: String(item.value) }
        : item;
  const entries = [...textEntries(value)].map(([key, item]) => [key, written(item)] as const);
  return mapOfTexts(entries, value);
}

function read(object: StreamsConfigObject, call: DslCall): Value | undefined {
  const { configuration } = object;
  if (call.method === 'originals' || call.method === 'values' || call.method === 'originalsStrings') return configuration;
  const key = call.args[0];
  if (configuration.kind !== 'map' || key?.kind !== 'text' || !call.method.startsWith('get')) return undefined;
  return valueAt(configuration, key.text);
}

const unknownProperties = (reason: string, call: DslCall): Value => ({
  ...toUnknown(call, reason),
  type: { name: 'Properties', args: [], dimensions: 0 },
});

export const streamsConfigClass: SettingsClass = {
  names: ['StreamsConfig'],
  construct(_context, _className, call) {
    const configuration = snapshot(call.args[0]) ?? unknownProperties('the properties are not known', call);
    return toObject({ type: 'StreamsConfig', configuration } satisfies StreamsConfigObject);
  },
  callStatic(context, _className, call) {
    const prefix = Object.hasOwn(prefixes, call.method) ? prefixes[call.method] : undefined;
    return prefix === undefined ? undefined : { kind: 'text', text: prefix + (nameFrom(context, call.args[0]) ?? 'null') };
  },
  call: (_context, object, call) =>
    read(object as StreamsConfigObject, call) ?? toUnknown(call, `${call.method}() of a StreamsConfig is not followed`),
  constant: (_context, className, field) => constant(className, field),
  orphan: (_context, _type, reason, site) =>
    ({
      type: 'StreamsConfig',
      opaque: reason,
      configuration: { kind: 'unknown', reason, site, key: `${site.file}:${site.start}`, label: 'StreamsConfig' },
    }) as StreamsConfigObject,
};

export const topologyConfigClass: SettingsClass = {
  names: ['TopologyConfig'],
  construct(_context, _className, call) {
    // (StreamsConfig), or (name, StreamsConfig, Properties that go over it)
    const [config, overrides] = call.args.length === 1 ? [call.args[0]] : [call.args[1], call.args[2]];
    const base = snapshot(config);
    const over = snapshot(overrides);
    const opaque = config?.kind === 'dsl' ? (config.object as StreamsConfigObject).opaque : undefined;
    const configuration =
      base === undefined ? unknownProperties('the properties are not known', call) : over === undefined ? base : merge(base, over);
    return toObject({ type: 'TopologyConfig', configuration, ...(opaque === undefined ? {} : { opaque }) } satisfies TopologyConfig);
  },
  call: (_context, _object, call) => toUnknown(call, `${call.method}() of a TopologyConfig is not followed`),
  constant: (_context, className, field) => constant(className, field),
  orphan: (_context, _type, reason, site) =>
    ({
      type: 'TopologyConfig',
      opaque: reason,
      configuration: { kind: 'unknown', reason, site, key: `${site.file}:${site.start}`, label: 'TopologyConfig' },
    }) as TopologyConfig,
};

function merge(base: MapValue, over: MapValue): MapValue {
  return mapOfTexts([...textEntries(base), ...textEntries(over)], base.open ? base : over);
}

function constant(className: string, field: string): Value | undefined {
  const text = configConstant(className, field);
  return text === undefined ? undefined : { kind: 'text', text };
}

export const clientConfigClass: SettingsClass = {
  names: [
    'InternalConfig',
    'ConsumerConfig',
    'ProducerConfig',
    'AdminClientConfig',
    'CommonClientConfigs',
    'TopicConfig',
    'SaslConfigs',
    'SslConfigs',
    'SecurityConfig',
  ],
  constant: (_context, className, field) => constant(className, field),
};

export const emitStrategyClass: SettingsClass = {
  names: ['EmitStrategy'],
  callStatic(_context, _className, call) {
    if (call.method !== 'onWindowClose' && call.method !== 'onWindowUpdate') return undefined;
    return toObject({ type: 'EmitStrategy', onWindowClose: call.method === 'onWindowClose' } satisfies EmitStrategy);
  },
  call: (_context, _object, call) => toUnknown(call, `${call.method}() of an EmitStrategy is not followed`),
  orphan: (_context, _type, reason) => ({ type: 'EmitStrategy', onWindowClose: null, opaque: reason }) as EmitStrategy,
};

export const autoOffsetResetClass: SettingsClass = {
  names: ['AutoOffsetReset'],
  callStatic: (_context, _className, call) =>
    ['earliest', 'latest', 'none', 'byDuration', 'valueOf'].includes(call.method) ? policy() : undefined,
  call: (_context: SettingsContext, _object, call) => toUnknown(call, `${call.method}() of a reset policy is not followed`),
  constant: (_context, _className, field) => (field === 'EARLIEST' || field === 'LATEST' ? policy() : undefined),
  orphan: (): AutoOffsetReset => ({ type: 'AutoOffsetReset' }),
};

function policy(): Value {
  return toObject({ type: 'AutoOffsetReset' } satisfies AutoOffsetReset);
}
