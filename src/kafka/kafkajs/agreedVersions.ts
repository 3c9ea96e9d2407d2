/** The versions of requests that every broker takes that we have met: during an upgrade they differ. */
import type { VersionRange } from '../connection.js';

export interface AgreedVersions {
  set(broker: string, versions: ReadonlyMap<number, VersionRange>): void;
  /** undefined: no broker was met. */
  value(): ReadonlyMap<number, VersionRange> | undefined;
}

export function createAgreedVersions(): AgreedVersions {
  const offered = new Map<string, ReadonlyMap<number, VersionRange>>();
  let agreed: ReadonlyMap<number, VersionRange> | undefined;
  return {
    set(broker, versions) {
      if (offered.get(broker) === versions) return;
      offered.set(broker, versions);
      agreed = [...offered.values()].reduce(intersect);
    },
    value: () => agreed,
  };
}

function intersect(some: ReadonlyMap<number, VersionRange>, others: ReadonlyMap<number, VersionRange>): ReadonlyMap<number, VersionRange> {
  const both = new Map<number, VersionRange>();
  for (const [key, { min, max }] of some) {
    const other = others.get(key);
    if (other === undefined) continue;
    const range = { min: Math.max(min, other.min), max: Math.min(max, other.max) };
    if (range.min <= range.max) both.set(key, range);
  }
  return both;
}
