/** What the settings share while one program is evaluated. */
import type { Site } from '../../../base/text.js';
import { longValue } from '../../values/numbers.js';
import type { DslObject, UnknownValue, Value } from '../../values/values.js';
import type { TypeRef } from '../../form/form.js';
import type { Persistence } from '../../topology/result.js';
import { TopologyError } from '../../topology/model.js';
import type { DslCall, Host } from '../api.js';
import type { KafkaVersion } from '../../kafkaVersion.js';
import type { AnySettings } from '../settings.js';

export interface SettingsContext {
  readonly version: KafkaVersion;
  readonly host: Host;
  /** A number that it gives once. */
  fresh(): number;
}

/** A reset policy: says nothing about names, but is passed about. */
export interface AutoOffsetReset extends DslObject {
  readonly type: 'AutoOffsetReset';
}

/** Materialized.StoreType (3.2+) or DslStoreSuppliers (3.7+): which stores the DSL makes. */
export interface DslStoreSuppliers extends DslObject {
  readonly type: 'DslStoreSuppliers';
  readonly persistence: Persistence;
}

/** One class (or a few that belong together) of the configuration API. `undefined` everywhere: not known here. */
export interface SettingsClass {
  /** Simple names under which programs call it. */
  readonly names: readonly string[];
  construct?(context: SettingsContext, className: string, call: DslCall): Value | undefined;
  callStatic?(context: SettingsContext, className: string, call: DslCall): Value | undefined;
  call?(context: SettingsContext, object: DslObject, call: DslCall): Value | undefined;
  constant?(context: SettingsContext, className: string, field: string): Value | undefined;
  /** An object of that type of which nothing is known. */
  orphan?(context: SettingsContext, type: TypeRef, reason: string, site: Site): DslObject | undefined;
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function toObject(object: DslObject | AnySettings | DslStoreSuppliers): Value {
  return { kind: 'dsl', object };
}

export function toText(text: string | undefined): Value {
  return text === undefined ? { kind: 'null' } : { kind: 'text', text };
}

export function toNumber(value: number | null, call: DslCall): Value {
  return value === null ? toUnknown(call, `the result of ${call.method}() is not known`) : longValue(value);
}

export function toBoolean(value: boolean | null, call: DslCall): Value {
  return value === null ? toUnknown(call, `the result of ${call.method}() is not known`) : { kind: 'boolean', value };
}

export function toUnknown(call: DslCall, reason: string): UnknownValue {
  return {
    kind: 'unknown',
    reason,
    site: call.site,
    key: `${call.site.file}:${call.site.start}:${call.method}`,
    label: `${call.method}()`,
  };
}

/** The object of a value where it is a configuration object of that type. */
export function settingsOf<T extends AnySettings['type']>(
  value: Value | undefined,
  type: T,
): Extract<AnySettings, { type: T }> | undefined {
  return value?.kind === 'dsl' && value.object.type === type ? (value.object as Extract<AnySettings, { type: T }>) : undefined;
}

/** Either a changed copy or, where the library changes the object itself, that object. */
export function change<T extends DslObject>(object: T, fields: Partial<T>, inPlace: boolean): Value {
  return toObject(inPlace ? Object.assign(object, fields) : { ...object, ...fields });
}

export function fail(type: string, message: string, call: DslCall): never {
  throw new TopologyError(type, message, call.site);
}

/** Objects.requireNonNull */
export function requireNonNull(value: Value | undefined, message: string, call: DslCall): void {
  if (value?.kind === 'null') fail('NullPointerException', message, call);
}
