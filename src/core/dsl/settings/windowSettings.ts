/** TimeWindows, SessionWindows, SlidingWindows, UnlimitedWindows, JoinWindows and their factories in all versions. */
import type { Value } from '../../evaluate/values.js';
import { TopologyError } from '../../topology/model.js';
import type { DslCall } from '../api.js';
import type { Windows } from '../settings.js';
import { copy, durationOf, makeOpaque, toValue } from './settingValues.js';

function windows(type: Windows['type'], fields: Partial<Windows>): Value {
  const made: Windows = { type, sizeMs: null, graceMs: undefined, beforeMs: null, afterMs: null, spuriousResultFix: false, maintainMs: undefined, ...fields };
  check(made);
  return toValue(made);
}

function check(w: Windows): void {
  const refuse = (message: string): never => {
    throw new TopologyError('IllegalArgumentException', message);
  };
  if (w.sizeMs !== null) {
    if (w.type === 'TimeWindows' && w.sizeMs <= 0) refuse('Window size (sizeMs) must be larger than zero.');
    if (w.type === 'SessionWindows' && w.sizeMs <= 0) refuse('Gap time cannot be zero or negative.');
    if (w.type === 'SlidingWindows' && w.sizeMs < 0) refuse('Window time difference must not be negative.');
    if (w.type === 'JoinWindows' && w.sizeMs < 0) refuse('Window interval (ie, beforeMs+afterMs) must not be negative.');
  }
  if (w.graceMs !== null && w.graceMs !== undefined && w.graceMs < 0) refuse(w.type === 'SlidingWindows' ? 'Window grace period must not be negative.' : 'Grace period must not be negative.');
}

export function createWindows(className: string, call: DslCall): Value | undefined {
  const { method } = call;
  const size = durationOf(call.args[0]);
  const grace = durationOf(call.args[1]);
  switch (className) {
    case 'TimeWindows':
      if (method === 'of') return windows(className, { sizeMs: size });
      if (method === 'ofSizeWithNoGrace') return windows(className, { sizeMs: size, graceMs: 0 });
      return method === 'ofSizeAndGrace' ? windows(className, { sizeMs: size, graceMs: grace }) : undefined;
    case 'SessionWindows':
      if (method === 'with') return windows(className, { sizeMs: size });
      if (method === 'ofInactivityGapWithNoGrace') return windows(className, { sizeMs: size, graceMs: 0 });
      return method === 'ofInactivityGapAndGrace' ? windows(className, { sizeMs: size, graceMs: grace }) : undefined;
    case 'SlidingWindows':
      if (method === 'ofTimeDifferenceWithNoGrace') return windows(className, { sizeMs: size, graceMs: 0 });
      return method === 'ofTimeDifferenceAndGrace' || method === 'withTimeDifferenceAndGrace' ? windows(className, { sizeMs: size, graceMs: grace }) : undefined;
    case 'UnlimitedWindows':
      return method === 'of' ? windows(className, {}) : undefined;
    case 'JoinWindows': {
      const both = { sizeMs: size === null ? null : 2 * size, beforeMs: size, afterMs: size };
      if (method === 'of') return windows(className, both);
      if (method === 'ofTimeDifferenceWithNoGrace') return windows(className, { ...both, graceMs: 0, spuriousResultFix: true });
      return method === 'ofTimeDifferenceAndGrace' ? windows(className, { ...both, graceMs: grace, spuriousResultFix: true }) : undefined;
    }
    default:
      return undefined;
  }
}

export function callWindows(object: Windows, call: DslCall): Value {
  const length = durationOf(call.args[0]);
  switch (call.method) {
    case 'grace':
      if (object.type === 'JoinWindows' && object.spuriousResultFix) {
        throw new TopologyError('IllegalStateException', 'Cannot call grace() after setting grace value via ofTimeDifferenceAndGrace or ofTimeDifferenceWithNoGrace.');
      }
      return checked({ ...object, graceMs: length });
    case 'until':
      return copy(object, { maintainMs: length });
    case 'advanceBy':
    case 'startOn':
      return toValue({ ...object });
    case 'before':
      return checked({ ...object, beforeMs: length, sizeMs: sum(length, object.afterMs) });
    case 'after':
      return checked({ ...object, afterMs: length, sizeMs: sum(object.beforeMs, length) });
    case 'size':
    case 'sizeMs':
      return object.sizeMs === null ? makeOpaque(object, call) : { kind: 'number', value: object.sizeMs };
    case 'gracePeriodMs':
    case 'inactivityGap':
    case 'timeDifferenceMs': {
      const value = call.method === 'gracePeriodMs' ? object.graceMs : object.sizeMs;
      return value === null || value === undefined ? makeOpaque(object, call) : { kind: 'number', value };
    }
    default:
      return makeOpaque(object, call);
  }
}

function checked(object: Windows): Value {
  check(object);
  return toValue(object);
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
