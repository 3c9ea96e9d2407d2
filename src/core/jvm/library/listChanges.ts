/** Changes of many elements of a list at once, where they are known; else the list is lost. */
import { isSubtype, jdkClass } from '../javaTypes.js';
import { firstLoss, loseContents } from '../loss.js';
import { countChange } from '../../values/maps.js';
import type { ListValue, Value } from '../../values/values.js';
import { booleanValue, throwUnsupported, unclear, type LibraryCall } from './call.js';
import { compareValues, sortedBy } from './comparing.js';
import { removeAt, setAt } from './elements.js';
import { isLate } from './lateRefusals.js';
import { removeEntry } from './entriesOfMaps.js';

/** What was to be changed can no longer be told, as the arguments are not known; what it refers to stays. */
export function lost(call: LibraryCall, list: ListValue, inputs: readonly (Value | undefined)[]): void {
  const loss = firstLoss(call.run, [...inputs, list], {
    reason: `what ${call.owner}.${call.method}() does here is not followed`,
    site: call.site,
  });
  loseContents(call.run, list, loss);
}

/** Its elements cannot be taken out. */
function isOfLate({ view }: ListValue): boolean {
  return view?.of === 'map' && isLate(view.map);
}

/** Keeps the elements for which `keep` is true; undefined of it: not known. */
export function filterElements(call: LibraryCall, list: ListValue, keep: (item: Value) => boolean | undefined): Value | undefined {
  const { run, site } = call;
  if (list.type === 'PriorityQueue') return undefined;
  if (list.open) return undefined;
  const doomed: number[] = [];
  for (const [i, item] of [...list.items].entries()) {
    const kept = keep(item);
    if (kept === undefined) {
      lost(call, list, [item, ...call.args]);
      return unclear(call, [item, list]);
    }
    if (!kept) doomed.push(i);
  }
  if (doomed.length > 0 && (list.type === 'Arrays.asList' || list.type === 'fixed' || isOfLate(list))) throwUnsupported(site);
  if (list.view?.of === 'map') {
    const { map } = list.view;
    const { items } = list;
    const entries = [...map.entries.values()];
    const shown =
      list.type === 'entrySet'
        ? (item: Value) => item
        : list.type === 'values'
          ? undefined
          : (item: Value) => entries.find((e) => e.key === item);
    if (shown === undefined) {
      for (const entry of entries) if (doomed.some((i) => items[i] === entry.value)) removeEntry(map, entry);
    } else {
      for (const i of doomed) {
        const entry = shown(items[i]!);
        if (entry?.kind === 'pair') removeEntry(map, entry as (typeof entries)[number]);
      }
    }
  } else for (const i of doomed.reverse()) removeAt(run, list, i, site);
  return booleanValue(doomed.length > 0);
}

/** Also for Collections.sort and Arrays.sort. */
export function sortInPlace(call: LibraryCall, list: ListValue, comparator: Value | undefined, from = 0, to = list.items.length): void {
  const { run, site } = call;
  const part = list.items.slice(from, to);
  run.spend(site, part.length);
  const sorted = sortedBy(run, part, comparator, site);
  if (sorted === undefined) lost(call, list, [...part, comparator]);
  else {
    for (const [i, item] of sorted.entries()) {
      if (list.type === undefined) list.items[from + i] = item;
      else setAt(run, list, from + i, item, site);
    }
    if (list.type === 'ArrayList' || list.type === 'Stack') countChange(list);
    // One order only is sorted, unless some that are not the same compare as if they were.
    const isFixed = (): boolean =>
      sorted.every((item, i) => i === 0 || item === sorted[i - 1] || compareValues(run, comparator, sorted[i - 1]!, item, site) !== 0);
    if (list.unordered === true && list.view === undefined && isFixed()) list.unordered = false;
  }
}

/** Whether the receiver is a List to the compiler: other collections have no `remove(int)`. undefined: not known. */
export function takesIndex({ run, text }: LibraryCall): boolean | undefined {
  const receiver = text?.receiver();
  return receiver === undefined ? undefined : isSubtype(run, receiver, jdkClass('java.util.List'));
}
