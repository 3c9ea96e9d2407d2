/** Comparable and Comparator: natural orders, comparators of the JDK and of the program, and the stable sort that uses them. */
import type { Site } from '../../../base/text.js';
import { isExact } from '../../values/holes.js';
import { intOf, isFloating } from '../../values/numbers.js';
import { isInstance } from '../instances.js';
import type { Run } from '../run.js';
import { throwJava } from '../throwables.js';
import type { Value } from '../../values/values.js';
import { declares, ordinalOf } from './instanceFacts.js';

/** As `compareTo` or a comparator's `compare`; undefined: not known. `comparator`: null or absent for the natural order. */
export function compareValues(run: Run, comparator: Value | undefined, a: Value, b: Value, site: Site): number | undefined {
  run.spend(site);
  if (comparator === undefined || comparator.kind === 'null') return naturally(run, a, b, site);
  const result = run.invoke(comparator, 'compare', [a, b], site);
  return intOf(result);
}

export function naturally(run: Run, a: Value, b: Value, site: Site): number | undefined {
  if (a.kind === 'null' || b.kind === 'null')
    throwJava('java.lang.NullPointerException', run.unknown('the words of this NullPointerException are not followed', site), site);
  if (a.kind === 'text' && b.kind === 'text') return isExact(a.text) && isExact(b.text) ? compareTexts(a.text, b.text) : undefined;
  if (a.kind === 'number' && b.kind === 'number') {
    if (a.type !== b.type || (isFloating(a) && (a.value === 0 || Number.isNaN(a.value) || Number.isNaN(b.value)))) return undefined;
    if (a.type === 'char' || a.type === 'byte' || a.type === 'short') return a.value - Number(b.value);
    return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  }
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.value) - Number(b.value);
  if (a.kind === 'duration' && b.kind === 'duration') return Math.sign(a.milliseconds - b.milliseconds);
  if (!isInstance(a)) return undefined;
  const [left, right] = [ordinalOf(run, a), ordinalOf(run, b)];
  if (left !== undefined && right !== undefined) return left - right;
  return declares(run, a, 'compareTo', 1) ? intOf(run.invoke(a, 'compareTo', [b], site)) : undefined;
}

/** String#compareTo: the difference of the first code units that differ, else of the lengths. */
export function compareTexts(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.charCodeAt(i) - b.charCodeAt(i);
  return a.length - b.length;
}

/** Sorted stably, as Java sorts objects; undefined: two elements cannot be compared. */
export function sortedBy(run: Run, items: readonly Value[], comparator: Value | undefined, site: Site): Value[] | undefined {
  let clear = true;
  const sorted = [...items].sort((a, b) => {
    const order = clear ? compareValues(run, comparator, a, b, site) : 0;
    if (order === undefined) clear = false;
    return order ?? 0;
  });
  return clear ? sorted : undefined;
}
