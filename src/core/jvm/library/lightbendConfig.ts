/** Lightbend's (Typesafe's) Config, as far as plain values of `ConfigFactory.load()` go. Source: com.typesafe.config.Config. */
import type { NativeValue, Value } from '../../values/values.js';
import { isExact } from '../../values/holes.js';
import { intValue } from '../../values/numbers.js';
import { booleanValue, defaultOf, notSet, textValue, type LibraryCall } from './call.js';

type Config = Extract<NativeValue, { type: 'lightbendConfig' }>;

/** A static method of ConfigFactory; undefined: not followed. */
export function callConfigFactory({ method, args }: LibraryCall): Value | undefined {
  return method === 'load' && args.length === 0 ? { kind: 'native', type: 'lightbendConfig', state: { prefix: '' } } : undefined;
}

/** A method of a Config; undefined: not followed. */
export function callConfig(call: LibraryCall, { state: { prefix } }: Config): Value | undefined {
  const { run, method, args, site } = call;
  const [first] = args;
  if (method === 'resolve' && args.length === 0) return { kind: 'native', type: 'lightbendConfig', state: { prefix } };
  if (first?.kind !== 'text' || !isExact(first.text) || first.text.includes('"')) return undefined;
  const path = prefix + first.text;
  if (method === 'getConfig') return { kind: 'native', type: 'lightbendConfig', state: { prefix: `${path}.` } };
  const type = types[method];
  if (type === undefined) return undefined;
  const said = run.given(path);
  const text = said ?? run.lightbendValue(path);
  const unknown = run.unknown(`the setting ${path} is not in the application.conf that was found, or depends on more than it`, site, {
    key: `lightbend:${path}`,
    label: path,
    type: { name: type, args: [], dimensions: 0 },
  });
  const value = text === undefined ? undefined : valueOf(text, type);
  const variable = said === undefined ? run.lightbendVariable(path) : undefined;
  if (value === undefined || variable === undefined) return value ?? unknown;
  const set = run.given(variable);
  if (set !== undefined) return valueOf(set, type) ?? unknown;
  return defaultOf(call, notSet(unknown, 'environment variable', variable), value) ?? unknown;
}

const types: Readonly<Record<string, string>> = { getString: 'String', getInt: 'int', getBoolean: 'boolean' };

/** undefined: how it is converted is not followed. */
function valueOf(text: string, type: string): Value | undefined {
  if (type === 'String') return textValue(text);
  if (type === 'boolean') return text === 'true' || text === 'false' ? booleanValue(text === 'true') : undefined;
  return /^-?\d{1,9}$/.test(text) ? intValue(Number(text)) : undefined;
}
