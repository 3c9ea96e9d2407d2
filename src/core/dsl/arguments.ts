/** Which configuration objects a call was given. Overloads are told apart by the kinds of the values, as Java tells them apart by types. */
import { argumentsBefore, settingsOf, takesStoreNames, type Operator, type SettingsType } from '../operators/operator.js';
import type { Value } from '../values/values.js';
import type { DslCall } from './api.js';
import type { DslContext } from './context.js';
import type { AnySettings } from './settings.js';

type SettingsOf<T extends SettingsType> = Extract<AnySettings, { type: T }>;

export interface Given {
  get<T extends SettingsType>(type: T): SettingsOf<T> | undefined;
  /** Plain texts among the arguments, e.g. names of state stores. */
  readonly texts: readonly string[];
  /** An argument was there whose kind could not be told. */
  readonly ambiguous: boolean;
}

export interface Nameable {
  readonly opaque?: string;
  readonly name: string | undefined;
}

/** Reads the arguments behind the functions. */
export function readGiven(context: DslContext, call: DslCall, operator: Operator): Given {
  const accepted = settingsOf(operator);
  const texts = takesStoreNames(operator);
  const found = new Map<SettingsType, AnySettings>();
  const given: string[] = [];
  let ambiguous = false;
  const take = (value: Value): void => {
    if (value.kind === 'dsl') {
      const type = accepted.find((name) => name === value.object.type);
      if (type !== undefined) found.set(type, value.object as AnySettings);
      return;
    }
    if (value.kind === 'text') {
      given.push(value.text);
      return;
    }
    if (value.kind === 'list' && texts) {
      for (const item of value.items) take(item);
      ambiguous ||= value.open;
      return;
    }
    if (value.kind !== 'unknown' && value.kind !== 'object') return;
    const typeName = value.kind === 'unknown' ? value.type?.name : undefined;
    const reason = value.kind === 'unknown' ? value.reason : `an object of ${value.declaration.name} is given to ${call.method}()`;
    const declared = accepted.filter((name) => name === typeName);
    if (declared.length === 0 && texts && (typeName === 'String' || found.size > 0 || given.length > 0)) {
      given.push(context.host.toText(value));
      return;
    }
    const possible = declared.length > 0 ? declared : accepted.filter((name) => !found.has(name));
    if (possible.length > 1 || (texts && declared.length === 0)) ambiguous = true;
    for (const type of possible) found.set(type, context.opaque(type, reason, call.site));
  };
  for (const value of call.args.slice(argumentsBefore(operator))) take(value);
  return {
    get: <T extends SettingsType>(type: T) => found.get(type) as SettingsOf<T> | undefined,
    texts: given,
    ambiguous,
  };
}

/** The name given by a configuration object; a text with a hole where it cannot be known. */
export function nameOf(
  context: DslContext,
  settings: (Nameable & { readonly type: string }) | undefined,
  call: DslCall,
): string | undefined {
  if (settings === undefined) return undefined;
  if (settings.opaque !== undefined) return context.hole(settings, settings.type, settings.opaque, call.site);
  return settings.name;
}
