/** Things by where they stand in files: what stands in a part of a file is found without a look at all else. */
import { countBelow } from './countBelow.js';
import type { Site, Span } from './text.js';

export interface ByPlace<T> {
  add(site: Site, item: T): void;
  /** What begins in the part of the file, in the order of the text. */
  within(file: string, part: Span): readonly T[];
}

interface Placed<T> {
  readonly start: number;
  readonly item: T;
}

export function createByPlace<T>(): ByPlace<T> {
  const files = new Map<string, { items: Placed<T>[]; isSorted: boolean }>();
  return {
    add({ file, start }, item) {
      const known = files.get(file);
      if (known === undefined) files.set(file, { items: [{ start, item }], isSorted: true });
      else {
        known.isSorted &&= known.items.at(-1)!.start <= start;
        known.items.push({ start, item });
      }
    },
    within(file, part) {
      const known = files.get(file);
      if (known === undefined) return [];
      if (!known.isSorted) known.items.sort((a, b) => a.start - b.start);
      known.isSorted = true;
      const { items } = known;
      const before = (place: number): number => countBelow(items.length, (i) => items[i]!.start < place);
      return items.slice(before(part.start), before(part.end)).map(({ item }) => item);
    },
  };
}
