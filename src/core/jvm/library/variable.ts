/** Variable numbers of arguments, and the collections that are made of what is not known. */
import type { ListValue, Value } from '../../values/values.js';
import { isPrimitive, type LibraryCall } from './call.js';

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
export function openList(call: LibraryCall, from: Value | undefined): ListValue {
  const loss = from?.kind === 'list' ? from.loss : from?.kind === 'unknown' ? { reason: from.reason, site: from.site } : undefined;
  return { kind: 'list', type: 'ArrayList', items: [], open: true, ...(loss === undefined ? {} : { loss }) };
}
