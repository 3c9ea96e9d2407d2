/** The beans of each application of a workspace that are functions of streams, or listen to what is built. */
import { groupBy } from '../../base/groupBy.js';
import { sourceRootOf } from './contributors.js';
import type { Entry } from './entry.js';
import type { BeansBeside, FunctionBean, FunctionBeans } from './functionBeans.js';
import type { Listener } from './listeners.js';

export interface BeansOfApplications {
  readonly all: readonly FunctionBean[];
  readonly listeners: readonly Listener[];
  of(entry: Entry): FunctionBean | undefined;
  /** The beans of the application that the entry is part of. */
  beside(entry: Entry): BeansBeside;
}

export function createBeansOfApplications(
  { functions, stores, interceptors }: FunctionBeans,
  listeners: readonly Listener[],
): BeansOfApplications {
  const byEntry = new Map<Entry, FunctionBean>(functions.map((one) => [one.entry, one]));
  const byRoot = groupBy(functions, ({ entry }) => sourceRootOf(entry));
  // Of those of one name the first.
  const named = new Map([...byRoot].map(([root, all]) => [root, new Map(all.toReversed().map((one) => [one.name, one]))]));
  const storesOf = groupBy(stores, sourceRootOf);
  const interceptorsOf = groupBy(interceptors, sourceRootOf);
  return {
    all: functions,
    listeners,
    of: (entry) => byEntry.get(entry),
    beside(entry) {
      const root = sourceRootOf(entry);
      return { named: named.get(root) ?? new Map(), stores: storesOf.get(root) ?? [], interceptors: interceptorsOf.get(root) ?? [] };
    },
  };
}
