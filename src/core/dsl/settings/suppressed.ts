/** Suppressed and its BufferConfig. Every method makes a copy. Source: kstream.Suppressed, internals.suppress.*BufferConfigImpl. */
import type { Value } from '../../values/values.js';
import type { BufferConfig, Suppressed } from '../settings.js';
import { nameFrom, settingsOrUnknown, topicSettingsFrom } from './readSettings.js';
import { change, toObject, type SettingsClass, type SettingsContext } from './settingsContext.js';

/** Emits early, or shuts down when full: the two forget a switched-off logging at different methods. */
interface HeldBufferConfig extends BufferConfig {
  readonly strict: boolean | undefined;
}

function createBuffer(strict: boolean | undefined, fields: Partial<BufferConfig> = {}): HeldBufferConfig {
  return { type: 'BufferConfig', logging: true, loggingConfig: {}, strict, ...fields };
}

/** From 3.0 these hand on an empty map where logging was off, and an empty map means on; before, the settings are lost altogether. */
function relogged(context: SettingsContext): Partial<HeldBufferConfig> {
  return context.version.since('3.0') ? { logging: true } : { logging: true, loggingConfig: {} };
}

export const bufferConfigClass: SettingsClass = {
  names: ['BufferConfig', 'StrictBufferConfig', 'EagerBufferConfig'],
  callStatic(_context, _className, call) {
    if (call.method === 'unbounded') return toObject(createBuffer(true));
    return call.method === 'maxRecords' || call.method === 'maxBytes' ? toObject(createBuffer(false)) : undefined;
  },
  call(context, object, call) {
    const buffer = object as HeldBufferConfig;
    const copy = (fields: Partial<HeldBufferConfig>): Value => change(buffer, fields, false);
    const again = relogged(context);
    switch (call.method) {
      case 'withMaxRecords':
      case 'withMaxBytes':
        if (buffer.strict === undefined) return copy(buffer.logging === true ? {} : { logging: null });
        return copy(buffer.strict ? again : {});
      case 'withNoBound':
      case 'shutDownWhenFull':
        return copy({ ...again, strict: true });
      case 'emitEarlyWhenFull':
        return copy({ ...again, strict: false });
      case 'withLoggingDisabled':
        return copy({ logging: false, loggingConfig: {} });
      case 'withLoggingEnabled':
        return copy({ logging: true, loggingConfig: topicSettingsFrom(context, call.args[0], call) });
      default:
        return undefined;
    }
  },
  orphan: (_context, type, reason) =>
    createBuffer(type.name === 'StrictBufferConfig' ? true : type.name === 'EagerBufferConfig' ? false : undefined, {
      logging: null,
      opaque: reason,
    }),
};

export const suppressedClass: SettingsClass = {
  names: ['Suppressed'],
  callStatic(_context, _className, call) {
    if (call.method !== 'untilTimeLimit' && call.method !== 'untilWindowCloses') return undefined;
    const buffer = settingsOrUnknown(call.args.at(-1), 'BufferConfig');
    const logging = buffer === undefined ? true : buffer === 'unknown' ? null : buffer.logging;
    const loggingConfig = typeof buffer === 'object' ? buffer.loggingConfig : {};
    return toObject({ type: 'Suppressed', name: undefined, logging, loggingConfig } satisfies Suppressed);
  },
  call(context, object, call) {
    if (call.method !== 'withName') return undefined;
    const { opaque: _, ...rest } = object as Suppressed;
    return toObject({ ...rest, name: nameFrom(context, call.args[0]) });
  },
  orphan: (_context, _type, reason) =>
    ({ type: 'Suppressed', name: undefined, logging: null, loggingConfig: {}, opaque: reason }) as Suppressed,
};
