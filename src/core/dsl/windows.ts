/** Sizes, grace periods and retention of windows, null where unknown. Source: TimeWindows, SessionWindows, SlidingWindows, JoinWindows of each version. */
import type { KafkaVersion } from '../kafkaVersion.js';
import type { Windows } from './settings.js';

const day = 24 * 60 * 60 * 1000;
/** Long.MAX_VALUE, as near as a number comes. */
const forever = 2 ** 63;

/** The window's size; of sessions the gap, of sliding windows the time difference. */
export function sizeOf(windows: Windows): number | null {
  return windows.opaque !== undefined ? null : windows.type === 'UnlimitedWindows' ? forever : windows.sizeMs;
}

/** The grace period: where none was given, what is left of the old 24 hours. */
export function graceOf(windows: Windows): number | null {
  const size = sizeOf(windows);
  if (windows.opaque !== undefined || windows.graceMs === null || windows.maintainMs === null || size === null) return null;
  if (windows.type === 'UnlimitedWindows') return 0;
  return windows.graceMs ?? Math.max((windows.maintainMs ?? day) - size, 0);
}

/** How long an aggregation's store keeps records when the program does not say. */
export function retentionOf(windows: Windows, version: KafkaVersion): number | null {
  const size = sizeOf(windows);
  const grace = graceOf(windows);
  if (size === null || grace === null) return null;
  if (windows.type === 'UnlimitedWindows') return forever;
  if (windows.type === 'SlidingWindows') return 2 * size + grace;
  // Before 3.0 the deprecated maintain time of 24 hours was a floor.
  const floor = version.since('3.0') || windows.type === 'JoinWindows' ? 0 : (windows.maintainMs ?? day);
  return Math.max(floor, size + grace);
}
