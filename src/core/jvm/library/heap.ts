/** java.util.PriorityQueue: a binary heap in an array, which is also the order in which it is gone through and printed. */
import { countChange } from '../../values/maps.js';
import type { Site } from '../../../base/text.js';
import type { Run } from '../run.js';
import type { ListValue, Value } from '../../values/values.js';
import { compareValues } from './comparing.js';

/** Moves a value up from a place until its parent is not greater; false: two values cannot be compared. */
function siftUp(run: Run, list: ListValue, from: number, value: Value, site: Site): boolean {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    const order = compareValues(run, list.comparator, value, list.items[parent]!, site);
    if (order === undefined) return false;
    if (order >= 0) break;
    list.items[at] = list.items[parent]!;
    at = parent;
  }
  list.items[at] = value;
  return true;
}

/** Moves a value down from a place until no child is smaller; false: two values cannot be compared. */
function siftDown(run: Run, list: ListValue, from: number, value: Value, site: Site): boolean {
  const size = list.items.length;
  let at = from;
  while (at < size >>> 1) {
    let child = 2 * at + 1;
    if (child + 1 < size) {
      const order = compareValues(run, list.comparator, list.items[child]!, list.items[child + 1]!, site);
      if (order === undefined) return false;
      if (order > 0) child++;
    }
    const order = compareValues(run, list.comparator, value, list.items[child]!, site);
    if (order === undefined) return false;
    if (order <= 0) break;
    list.items[at] = list.items[child]!;
    at = child;
  }
  list.items[at] = value;
  return true;
}

/** PriorityQueue#offer; false: what the queue holds now cannot be told. */
export function offerToHeap(run: Run, list: ListValue, value: Value, site: Site): boolean {
  countChange(list);
  // Even the first one is compared, with itself, so that what cannot be is refused.
  if (list.items.length === 0 && compareValues(run, list.comparator, value, value, site) === undefined) return false;
  list.items.push(value);
  return siftUp(run, list, list.items.length - 1, value, site);
}

/** PriorityQueue#removeAt, and `poll` at 0; false: what the queue holds now cannot be told. */
export function removeFromHeap(run: Run, list: ListValue, index: number, site: Site): boolean {
  countChange(list);
  const moved = list.items.pop();
  if (moved === undefined || index === list.items.length) return true;
  if (!siftDown(run, list, index, moved, site)) return false;
  return list.items[index] !== moved || siftUp(run, list, index, moved, site);
}

/** As `new PriorityQueue<>(collection)` orders what it was given. */
export function heapify(run: Run, list: ListValue, site: Site): boolean {
  for (let at = (list.items.length >>> 1) - 1; at >= 0; at--) if (!siftDown(run, list, at, list.items[at]!, site)) return false;
  return true;
}
