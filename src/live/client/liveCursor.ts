/** Where pages go on: of the whole answer, and of one partition as ks-iq/1 has it. */
import type { Place } from './mergeRows.js';

const parts = ({ start, end }: Place, separator: string): string =>
  (start < 0 ? '' : `${separator}${start}`) + (end < 0 ? '' : `${separator}${end}`);
const base64 = (key: Uint8Array): string => Buffer.from(key).toString('base64url');

export const writeLiveCursor = (place: Place): string => `a${base64(place.key)}${parts(place, '.')}`;

/** null: not one of ours. */
export function readLiveCursor(text: string): Place | null {
  const [, key, start, end] = /^a([\w-]*)(?:\.(\d{1,16}))?(?:\.(\d{1,16}))?$/.exec(text) ?? [];
  if (key === undefined) return null;
  return { key: Buffer.from(key, 'base64url'), start: Number(start ?? -1), end: Number(end ?? -1) };
}

export const partitionCursor = (partition: number, place: Place): string => `${partition}~${base64(place.key)}${parts(place, '~')}`;
