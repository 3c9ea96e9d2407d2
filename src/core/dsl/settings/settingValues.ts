/** What the settings share: reading arguments, durations, names. */
import { isExact } from '../../evaluate/holes.js';
import type { Value } from '../../evaluate/values.js';
import { TopologyError } from '../../topology/model.js';
import type { DslCall, Host } from '../api.js';
import type { AnySettings } from '../settings.js';

export interface SettingsContext {
  readonly kafkaVersion: string;
  readonly host: Host;
}

export function toValue(object: AnySettings): Value {
  return { kind: 'dsl', object };
}

/** Milliseconds of a Duration or a number of milliseconds; null where not known. */
export function durationOf(value: Value | undefined): number | null {
  if (value?.kind === 'duration') return Math.trunc(value.milliseconds);
  if (value?.kind === 'number') return value.value;
  return null;
}

export function serdeOf(value: Value | undefined): string | null {
  if (value?.kind === 'serde') return value.name;
  if (value?.kind === 'object' && value.declaration.name !== '') return value.declaration.name;
  if (value?.kind === 'unknown' && value.type !== undefined && value.type.name !== 'Serde') return value.type.name;
  return null;
}

/** A name argument: undefined for null, a text with a hole where it is not known. */
export function textOf(host: Host, value: Value | undefined): string | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  return host.toText(value);
}

export function requireText(context: SettingsContext, value: Value | undefined, message: string): string {
  const text = textOf(context.host, value);
  if (text === undefined) throw new TopologyError('NullPointerException', message);
  return text;
}

const maximumNameLength = 249;

/** Source: org.apache.kafka.streams.kstream.Named#validate. A name with a hole cannot be judged. */
export function validateName(name: string): void {
  if (!isExact(name)) return;
  const refuse = (message: string): never => {
    throw new TopologyError('TopologyException', `Invalid topology: ${message}`);
  };
  if (name === '') refuse("Name is illegal, it can't be empty");
  if (name === '.' || name === '..') refuse('Name cannot be "." or ".."');
  if (name.length > maximumNameLength) refuse(`Name is illegal, it can't be longer than ${maximumNameLength} characters, name: ${name}`);
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) refuse(`Name "${name}" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`);
}

export function isTextLike(value: Value | undefined): boolean {
  return value?.kind === 'text' || (value?.kind === 'unknown' && value.type?.name === 'String');
}

/** Entries of a Map<String, String>; what is not a known text is left out. */
export function configOf(value: Value | undefined): Readonly<Record<string, string>> {
  const config: Record<string, string> = {};
  if (value?.kind === 'map') for (const [key, entry] of value.entries) {
      if (entry.kind === 'text') config[key] = entry.text;
      else if (entry.kind === 'number' || entry.kind === 'boolean') config[key] = String(entry.value);
    }
  return config;
}

/** The same object with some fields changed: what the library does with `return new X(…)`. */
export function copy<T extends AnySettings>(object: T, change: Partial<T>): Value {
  return toValue({ ...object, ...change });
}

/** What the library does with `this.x = …; return this`. */
export function change<T extends AnySettings>(object: T, changes: Partial<T>): Value {
  return toValue(Object.assign(object, changes));
}

/** A method that is not known may have changed anything. */
export function makeOpaque<T extends AnySettings>(object: T, call: DslCall): Value {
  return copy(object, { opaque: `${object.type}.${call.method} is not known` } as Partial<T>);
}
