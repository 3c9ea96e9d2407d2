/** Variable numbers of arguments, and the collections that are made of what is not known. */
import type { ListValue, Value } from '../../values/values.js';
import { isPrimitive, lossOf, type LibraryCall } from './call.js';
import { emptySet, type SetType } from './elements.js';

/** The elements that a variable number of arguments stands for: one array of objects is all of them; undefined: not known. */
export function variable(call: LibraryCall, args: readonly Value[]): readonly Value[] | undefined {
  const only = args.length === 1 ? args[0] : undefined;
  // What is not known may be an array, unless its type is.
  if (only?.kind === 'unknown') return only.type?.dimensions === 0 ? args : undefined;
  if (only?.kind !== 'list' || only.type !== undefined) return args;
  if (only.open) return undefined;
  call.run.spend(call.site, only.items.length);
  return only.items.some(isPrimitive) ? args : only.items;
}

/** A list of which nothing is known but why. */
export function openList(call: LibraryCall, from: Value | undefined, type: 'ArrayList' | 'List.of' = 'ArrayList'): ListValue {
  const loss = lossOf(call.run, from);
  return { kind: 'list', type, items: [], open: true, ...(loss === undefined ? {} : { loss }) };
}

/** A set of which nothing is known but why. */
export function openSet(call: LibraryCall, type: SetType, from: Value | undefined): ListValue {
  const set = emptySet(call.run, type, call.site);
  const loss = lossOf(call.run, from) ?? { reason: 'what this set is made of is not known', site: call.site };
  if (set.view?.of === 'map') Object.assign(set.view.map, { open: true, loss });
  return set;
}
