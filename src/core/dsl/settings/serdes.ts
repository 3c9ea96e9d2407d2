/** Serdes, WindowedSerdes and the serde classes that come with Kafka; KeyValue. */
import type { Value } from '../../values/values.js';
import type { SettingsClass } from './settingsContext.js';

const factories: ReadonlySet<string> = new Set([
  'String',
  'Long',
  'Integer',
  'Short',
  'Float',
  'Double',
  'Boolean',
  'UUID',
  'Bytes',
  'ByteBuffer',
  'ByteArray',
  'Void',
  'ListSerde',
]);
const classes: readonly string[] = [
  ...[...factories].map((name) => (name === 'ListSerde' ? name : `${name}Serde`)),
  'WrapperSerde',
  'TimeWindowedSerde',
  'SessionWindowedSerde',
];
/** What Serdes.serdeFrom(Class) gives by class. */
const byClass: Readonly<Record<string, string>> = {
  String: 'String',
  Long: 'Long',
  Integer: 'Integer',
  Short: 'Short',
  Float: 'Float',
  Double: 'Double',
  Boolean: 'Boolean',
  UUID: 'UUID',
  Bytes: 'Bytes',
  ByteBuffer: 'ByteBuffer',
  Void: 'Void',
};

const serde = (name: string): Value => ({ kind: 'serde', name });

export const serdesClass: SettingsClass = {
  names: ['Serdes', 'WindowedSerdes', ...classes],
  construct: (_context, className) =>
    classes.includes(className)
      ? serde(`Serdes.${className}`.replace(/^Serdes\.((?:Time|Session)WindowedSerde)$/, 'WindowedSerdes.$1'))
      : undefined,
  callStatic(_context, className, call) {
    if (className === 'WindowedSerdes') {
      if (call.method === 'timeWindowedSerdeFrom') return serde('WindowedSerdes.TimeWindowedSerde');
      return call.method === 'sessionWindowedSerdeFrom' ? serde('WindowedSerdes.SessionWindowedSerde') : undefined;
    }
    if (className !== 'Serdes') return undefined;
    if (factories.has(call.method)) return serde(`Serdes.${call.method}`);
    if (call.method !== 'serdeFrom') return undefined;
    const given = call.args[0];
    const known = call.args.length === 1 && given?.kind === 'class' ? byClass[given.name.split('.').at(-1)!] : undefined;
    return serde(known === undefined ? 'Serdes.WrapperSerde' : `Serdes.${known}`);
  },
};

export const keyValueClass: SettingsClass = {
  names: ['KeyValue'],
  construct: (_context, _className, call) => pair(call.args),
  callStatic: (_context, _className, call) => (call.method === 'pair' ? pair(call.args) : undefined),
};

function pair([key, value]: readonly Value[]): Value | undefined {
  return key === undefined || value === undefined ? undefined : { kind: 'pair', key, value };
}
