/** Several ways through the code: what they have in common, and where they differ. */
import { isExact, toPattern } from '../values/holes.js';

/** A name as the report gives it: exact, or a pattern, or one of several. */
export interface MergedName {
  readonly name: string | null;
  /** null where the name is exact. */
  readonly pattern: string | null;
  readonly alternatives: readonly string[];
}

/** `certain`: every way through the code that is possible was followed, and makes it; where not, a name is only one that may be. */
export function mergeNames(texts: readonly string[], certain: boolean): MergedName {
  const distinct = texts.length === 1 ? texts : [...new Set(texts)];
  const first = distinct[0];
  if (first === undefined) return { name: null, pattern: null, alternatives: [] };
  if (distinct.length === 1 && certain)
    return isExact(first) ? { name: first, pattern: null, alternatives: [] } : { name: null, pattern: toPattern(first), alternatives: [] };
  const patterns = distinct.map(toPattern).sort();
  return { name: null, pattern: null, alternatives: patterns };
}

/** The value that all agree on, else null. */
export function agreed<I, T>(items: readonly I[], valueOf: (item: I) => T): T | null {
  const [first, ...others] = items;
  if (first === undefined) return null;
  const value = valueOf(first);
  return value !== undefined && others.every((item) => valueOf(item) === value) ? value : null;
}

export interface Matched<T> {
  readonly items: readonly T[];
  /** Present in every variant. */
  readonly always: boolean;
}

/** Items of several variants that come from the same place in the code, matched by key and order. */
export function matchVariants<T>(variants: readonly (readonly T[])[], keyOf: (item: T) => string): Matched<T>[] {
  const [only, second] = variants;
  if (only !== undefined && second === undefined) return only.map((item) => ({ items: [item], always: true }));
  const groups = new Map<string, T[]>();
  for (const items of variants) {
    const seen = new Map<string, number>();
    for (const item of items) {
      const key = keyOf(item);
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      const id = `${key}#${nth}`;
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [item]);
      else group.push(item);
    }
  }
  return [...groups.values()].map((items) => ({ items, always: items.length === variants.length }));
}
