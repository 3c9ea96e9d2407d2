/** Why something is not known, or what was taken for granted, with the places. */
import type { Site } from '../../../base/text.js';

export interface Reasons {
  readonly all: readonly { readonly reason: string; readonly site: Site }[];
  /** Each once for a place, and no more than the limit. */
  add(reason: string, site: Site): void;
}

export function createReasons(limit = Infinity): Reasons {
  const all: { reason: string; site: Site }[] = [];
  return {
    all,
    add(reason, site) {
      const isKnown = all.some((known) => known.reason === reason && known.site.file === site.file && known.site.start === site.start);
      if (all.length < limit && !isKnown) all.push({ reason, site });
    },
  };
}
