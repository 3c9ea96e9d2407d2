/** Reads what was given to a call: lengths of time, serdes, names, settings of topics, and configuration objects among the arguments. */
import { isExact } from '../../values/holes.js';
import { textEntries } from '../../values/maps.js';
import { integerOf } from '../../values/numbers.js';
import type { Value } from '../../values/values.js';
import type { DslCall } from '../api.js';
import type { AnySettings } from '../settings.js';
import { fail, settingsOf, type SettingsContext } from './settingsContext.js';

type SettingsType = AnySettings['type'];

/** The configuration object of a value; undefined: none (null); 'unknown': it cannot be seen. */
export function settingsOrUnknown<T extends SettingsType>(
  value: Value | undefined,
  type: T,
): Extract<AnySettings, { type: T }> | 'unknown' | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  return settingsOf(value, type) ?? 'unknown';
}

/** A length of time in ms, as Duration#toMillis or an old `long ms` parameter gives it; null: not known. */
export function durationOf(value: Value | undefined): number | null {
  if (value?.kind === 'duration') return Math.floor(value.milliseconds);
  return integerOf(value) ?? null;
}

/** As `durationOf`, with the error that the library's check for null gives (ApiUtils#validateMillisecondDuration). */
export function requireDuration(context: SettingsContext, value: Value | undefined, parameter: string, call: DslCall): number | null {
  if (value?.kind === 'null') {
    const message = context.version.since('2.2')
      ? `Invalid value for parameter "${parameter}" (value was: null). It shouldn't be null.`
      : `[${parameter}] shouldn't be null.`;
    fail('IllegalArgumentException', message, call);
  }
  return durationOf(value);
}

/** A name; null gives none, what is not known gives a text with a hole. */
export function nameFrom(context: SettingsContext, value: Value | undefined): string | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  return value.kind === 'text' ? value.text : context.host.toText(value);
}

/** How a serde is called in reports: `Serdes.String`, or its class; null: none or not known. */
export function serdeName(value: Value | undefined): string | null {
  switch (value?.kind) {
    case 'serde':
      return value.name;
    case 'object':
      return value.declaration.name === '' ? null : value.declaration.name;
    case 'unknown': {
      const name = value.type?.name.split('.').at(-1);
      return name !== undefined && /.Serde$/.test(name) ? name : null;
    }
    default:
      return null;
  }
}

export function flagOf(value: Value | undefined): boolean | null {
  return value?.kind === 'boolean' ? value.value : null;
}

export function countOf(value: Value | undefined): number | null {
  return integerOf(value) ?? null;
}

/** The map given to `withLoggingEnabled`. What is not known of it changes settings of the topic, not its name; that is said. */
export function topicSettingsFrom(context: SettingsContext, value: Value | undefined, call: DslCall): Readonly<Record<string, string>> {
  if (value?.kind === 'null') return {};
  const result: Record<string, string> = {};
  if (value?.kind === 'map') {
    for (const [key, item] of textEntries(value)) result[key] = item.kind === 'text' ? item.text : context.host.toText(item);
  }
  if (value?.kind !== 'map' || value.open || Object.keys(result).some((key) => !isExact(key))) {
    context.host.gap(`the settings of the changelog topic given to ${call.method}() are not wholly known`, call.site);
  }
  return result;
}
