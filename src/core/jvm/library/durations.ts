/** java.time.Duration, TimeUnit and ChronoUnit, in milliseconds. */
import { integerOf, longValue } from '../../values/numbers.js';
import type { Value } from '../../values/values.js';
import { unclear, type LibraryCall } from './call.js';

const unit: Readonly<Record<string, number>> = {
  nanos: 1e-6,
  nanoseconds: 1e-6,
  micros: 1e-3,
  microseconds: 1e-3,
  millis: 1,
  milliseconds: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};

export function callDurationStatic(className: string, method: string, args: readonly Value[]): Value | undefined {
  const amount = integerOf(args[0]);
  if (className === 'Duration') {
    const match = /^of([A-Z]\w*)$/.exec(method);
    const factor = match === null ? undefined : unit[match[1]!.toLowerCase()];
    if (factor !== undefined && amount !== undefined) return { kind: 'duration', milliseconds: amount * factor };
    const chosen = args[1];
    if (method === 'of' && amount !== undefined && chosen?.kind === 'native' && chosen.type === 'timeUnit') {
      return { kind: 'duration', milliseconds: amount * chosen.state.milliseconds };
    }
    const written = args[0];
    if (method === 'parse' && written?.kind === 'text') {
      const milliseconds = parseIsoDuration(written.text);
      return milliseconds === undefined ? undefined : { kind: 'duration', milliseconds };
    }
  }
  return undefined;
}

/** Duration.ZERO, and the units of ChronoUnit and TimeUnit. */
export function durationConstant(className: string, name: string): Value | undefined {
  if (className === 'Duration' && name === 'ZERO') return { kind: 'duration', milliseconds: 0 };
  const size = className === 'ChronoUnit' || className === 'TimeUnit' ? unit[name.toLowerCase()] : undefined;
  return size === undefined ? undefined : { kind: 'native', type: 'timeUnit', state: { milliseconds: size } };
}

export function callDuration(milliseconds: number, method: string, args: readonly Value[]): Value | undefined {
  const other = args[0];
  const count = integerOf(other);
  const duration = (value: number): Value => ({ kind: 'duration', milliseconds: value });
  const plus = /^(plus|minus)(Nanos|Millis|Seconds|Minutes|Hours|Days)$/.exec(method);
  if (plus !== null && count !== undefined) {
    return duration(milliseconds + (plus[1] === 'plus' ? 1 : -1) * count * unit[plus[2]!.toLowerCase()]!);
  }
  if ((method === 'plus' || method === 'minus') && other?.kind === 'duration')
    return duration(milliseconds + (method === 'plus' ? 1 : -1) * other.milliseconds);
  if (method === 'multipliedBy' && count !== undefined) return duration(milliseconds * count);
  if (method === 'dividedBy' && count !== undefined && count !== 0) return duration(milliseconds / count);
  const to = /^(?:to|get)(Millis|Seconds|Minutes|Hours|Days)$/.exec(method);
  if (to?.[1] === 'Millis') return longValue(Math.trunc(milliseconds));
  // Longer units are whole ones of its seconds, which are rounded down.
  if (to !== null)
    return longValue(Math.trunc((Math.floor(milliseconds / unit['seconds']!) * unit['seconds']!) / unit[to[1]!.toLowerCase()]!));
  return undefined;
}

/** `TimeUnit.DAYS.toMillis(7)`; the unit is given in milliseconds. Nothing is changed by it. */
export function callTimeUnit(call: LibraryCall, size: number): Value | undefined {
  const [amount] = call.args;
  const to = unit[/^to(Nanos|Micros|Millis|Seconds|Minutes|Hours|Days)$/.exec(call.method)?.[1]?.toLowerCase() ?? ''];
  if (to === undefined || amount === undefined) return undefined;
  const count = integerOf(amount);
  const nanos = (milliseconds: number): bigint => BigInt(Math.round(milliseconds * 1e6));
  const converted = Number.isSafeInteger(count) ? Number((BigInt(count!) * nanos(size)) / nanos(to)) : NaN;
  return Number.isSafeInteger(converted) ? longValue(converted) : unclear(call, [amount]);
}

/** ISO 8601 as Duration#parse reads it, and Spring's short form (`10s`, `5m`); undefined where it is neither. */
export function parseIsoDuration(text: string): number | undefined {
  const short = /^(\d+)(ns|us|ms|s|m|h|d)?$/.exec(text.trim());
  if (short !== null) {
    const factor = { ns: 1e-6, us: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[short[2] ?? 'ms'];
    return factor === undefined ? undefined : Number(short[1]) * factor;
  }
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text.trim());
  if (iso === null || iso[0].length < 3) return undefined;
  const [, days, hours, minutes, seconds] = iso;
  return Number(days ?? 0) * 86_400_000 + Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1_000;
}
