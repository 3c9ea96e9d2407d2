/** TimeWindows, SlidingWindows, SessionWindows, UnlimitedWindows, JoinWindows, with the checks and defaults of each version. Source: the classes of that name in kstream. */
import type { Value } from '../../values/values.js';
import type { TypeRef } from '../../form/form.js';
import type { DslCall } from '../api.js';
import type { Windows } from '../settings.js';
import { graceOf, sizeOf } from '../windows.js';
import { durationOf, requireDuration } from './readSettings.js';
import { change, fail, toNumber, toObject, type SettingsClass, type SettingsContext } from './settingsContext.js';

const day = 24 * 60 * 60 * 1000;

/** From 3.1 a window that was made with its grace period does not take another. */
interface HeldWindows extends Windows {
  readonly hasSetGrace?: boolean;
}

function create(type: Windows['type'], fields: Partial<HeldWindows>): HeldWindows {
  return {
    type,
    sizeMs: null,
    graceMs: undefined,
    beforeMs: null,
    afterMs: null,
    spuriousResultFix: false,
    maintainMs: undefined,
    ...fields,
  };
}

const illegal = (message: string, call: DslCall): never => fail('IllegalArgumentException', message, call);

function checkGrace(context: SettingsContext, type: Windows['type'], graceMs: number | null, call: DslCall): void {
  if (graceMs === null || graceMs >= 0) return;
  if (type === 'SlidingWindows') illegal('Window grace period must not be negative.', call);
  illegal(
    type === 'SessionWindows' && context.version.since('4.1') ? 'Grace period cannot be negative.' : 'Grace period must not be negative.',
    call,
  );
}

/** What is left of the old 24 hours: fixed when the windows are made from 3.0, before that whenever it is asked for. */
function oldGrace(context: SettingsContext, size: number | null): number | null | undefined {
  if (!context.version.since('3.0')) return undefined;
  return size === null ? null : Math.max(day - size, 0);
}

function timeWindows(context: SettingsContext, call: DslCall): HeldWindows | undefined {
  const { args, method } = call;
  const size = (): number | null => {
    const sizeMs = requireDuration(context, args[0], 'size', call);
    if (sizeMs !== null && sizeMs <= 0) illegal('Window size (sizeMs) must be larger than zero.', call);
    return sizeMs;
  };
  if (method === 'of') {
    const sizeMs = size();
    return create('TimeWindows', { sizeMs, graceMs: oldGrace(context, sizeMs) });
  }
  if (method !== 'ofSizeWithNoGrace' && method !== 'ofSizeAndGrace') return undefined;
  const sizeMs = size();
  const graceMs = method === 'ofSizeWithNoGrace' ? 0 : requireDuration(context, args[1], 'afterWindowEnd', call);
  checkGrace(context, 'TimeWindows', graceMs, call);
  return create('TimeWindows', { sizeMs, graceMs, hasSetGrace: true });
}

function slidingWindows(context: SettingsContext, call: DslCall): HeldWindows | undefined {
  const { args, method } = call;
  if (!['withTimeDifferenceAndGrace', 'ofTimeDifferenceAndGrace', 'ofTimeDifferenceWithNoGrace'].includes(method)) return undefined;
  const sizeMs = requireDuration(context, args[0], 'timeDifference', call);
  if (sizeMs !== null && sizeMs < 0) illegal('Window time difference must not be negative.', call);
  const parameter = method === 'withTimeDifferenceAndGrace' ? 'grace' : 'afterWindowEnd';
  const graceMs = method === 'ofTimeDifferenceWithNoGrace' ? 0 : requireDuration(context, args[1], parameter, call);
  checkGrace(context, 'SlidingWindows', graceMs, call);
  return create('SlidingWindows', { sizeMs, graceMs });
}

function sessionWindows(context: SettingsContext, call: DslCall): HeldWindows | undefined {
  const { args, method } = call;
  const { version } = context;
  const gap = (): number | null => {
    const gapMs = requireDuration(context, args[0], 'inactivityGap', call);
    if (gapMs === null) return null;
    if (version.since('4.1') ? gapMs < 0 : gapMs <= 0) {
      illegal(
        version.since('4.1')
          ? 'Gap time cannot be negative.'
          : version.since('3.0')
            ? 'Gap time cannot be zero or negative.'
            : 'Gap time (inactivityGapMs) cannot be zero or negative.',
        call,
      );
    }
    return gapMs;
  };
  if (method === 'with') {
    const sizeMs = gap();
    return create('SessionWindows', { sizeMs, graceMs: oldGrace(context, sizeMs) });
  }
  if (method !== 'ofInactivityGapWithNoGrace' && method !== 'ofInactivityGapAndGrace') return undefined;
  const sizeMs = gap();
  const graceMs = method === 'ofInactivityGapWithNoGrace' ? 0 : requireDuration(context, args[1], 'afterWindowEnd', call);
  checkGrace(context, 'SessionWindows', graceMs, call);
  return create('SessionWindows', { sizeMs, graceMs, hasSetGrace: true });
}

function sum(before: number | null, after: number | null, call: DslCall): number | null {
  if (before === null || after === null) return null;
  if (before + after < 0) illegal('Window interval (ie, beforeMs+afterMs) must not be negative.', call);
  return before + after;
}

function joinWindows(context: SettingsContext, call: DslCall): HeldWindows | undefined {
  const { args, method } = call;
  const fixed = method === 'ofTimeDifferenceAndGrace' || method === 'ofTimeDifferenceWithNoGrace';
  if (method !== 'of' && !fixed) return undefined;
  const difference = requireDuration(context, args[0], 'timeDifference', call);
  const graceMs = method === 'ofTimeDifferenceAndGrace' ? requireDuration(context, args[1], 'afterWindowEnd', call) : 0;
  const sizeMs = sum(difference, difference, call);
  if (!fixed) return create('JoinWindows', { sizeMs, beforeMs: difference, afterMs: difference, graceMs: oldGrace(context, sizeMs) });
  checkGrace(context, 'JoinWindows', graceMs, call);
  return create('JoinWindows', { sizeMs, beforeMs: difference, afterMs: difference, graceMs, spuriousResultFix: true, hasSetGrace: true });
}

const factories: Readonly<Record<string, (context: SettingsContext, call: DslCall) => HeldWindows | undefined>> = {
  TimeWindows: timeWindows,
  SlidingWindows: slidingWindows,
  SessionWindows: sessionWindows,
  JoinWindows: joinWindows,
  UnlimitedWindows: (_context, call) => (call.method === 'of' ? create('UnlimitedWindows', { graceMs: 0 }) : undefined),
};

const madeWithGrace: Readonly<Record<string, string>> = {
  TimeWindows: 'ofSizeAndGrace or ofSizeWithNoGrace',
  SessionWindows: 'ofInactivityGapAndGrace or ofInactivityGapWithNoGrace',
  JoinWindows: 'ofTimeDifferenceAndGrace or ofTimeDifferenceWithNoGrace',
};

function setGrace(context: SettingsContext, windows: HeldWindows, call: DslCall): Value {
  if (windows.hasSetGrace === true && context.version.since('3.1')) {
    fail('IllegalStateException', `Cannot call grace() after setting grace value via ${madeWithGrace[windows.type]}.`, call);
  }
  const graceMs = requireDuration(context, call.args[0], 'afterWindowEnd', call);
  checkGrace(context, windows.type, graceMs, call);
  return change(windows, { graceMs, spuriousResultFix: false }, false);
}

function setMaintain(context: SettingsContext, windows: HeldWindows, call: DslCall): Value {
  const maintainMs = durationOf(call.args[0]);
  if (windows.type === 'UnlimitedWindows') illegal('Window retention time (durationMs) cannot be set for UnlimitedWindows.', call);
  if (maintainMs !== null && windows.sizeMs !== null && maintainMs < windows.sizeMs) {
    illegal(
      `Window retention time (durationMs) cannot be smaller than ${windows.type === 'SessionWindows' ? 'window gap' : 'the window size'}.`,
      call,
    );
  }
  return change(windows, { maintainMs }, !context.version.since('2.1'));
}

function checkAdvance(context: SettingsContext, windows: HeldWindows, call: DslCall): void {
  const advance = requireDuration(context, call.args[0], 'advance', call);
  const { sizeMs } = windows;
  if (advance === null || sizeMs === null || (advance > 0 && advance <= sizeMs)) return;
  illegal(
    context.version.since('2.2')
      ? `Window advancement interval should be more than zero and less than window duration which is ${sizeMs} ms, but given advancement interval is: ${advance} ms`
      : `AdvanceMs must lie within interval (0, ${sizeMs}].`,
    call,
  );
}

export const windowsClass: SettingsClass = {
  names: [...Object.keys(factories), 'Windows'],
  callStatic(context, className, call) {
    const windows = Object.hasOwn(factories, className) ? factories[className]!(context, call) : undefined;
    return windows === undefined ? undefined : toObject(windows);
  },
  call(context, object, call) {
    const windows = object as HeldWindows;
    // In 2.0 a copy forgets until().
    const kept = context.version.since('2.1') ? {} : { maintainMs: undefined };
    switch (call.method) {
      case 'grace':
        return setGrace(context, windows, call);
      case 'until':
        return setMaintain(context, windows, call);
      case 'advanceBy':
        checkAdvance(context, windows, call);
        // From 3.1 on a copy takes another grace period again.
        return change(windows, { ...kept, hasSetGrace: false }, false);
      case 'startOn':
        return change(windows, kept, false);
      case 'before': {
        const beforeMs = requireDuration(context, call.args[0], 'timeDifference', call);
        return change(windows, { ...kept, beforeMs, sizeMs: sum(beforeMs, windows.afterMs, call) }, false);
      }
      case 'after': {
        const afterMs = requireDuration(context, call.args[0], 'timeDifference', call);
        return change(windows, { ...kept, afterMs, sizeMs: sum(windows.beforeMs, afterMs, call) }, false);
      }
      case 'size':
      case 'inactivityGap':
      case 'timeDifferenceMs':
        return toNumber(sizeOf(windows), call);
      case 'gracePeriodMs':
        return toNumber(graceOf(windows), call);
      default:
        return undefined;
    }
  },
  orphan: (_context, type: TypeRef, reason) =>
    create(Object.hasOwn(factories, type.name) ? (type.name as Windows['type']) : 'Windows', { opaque: reason }),
};
