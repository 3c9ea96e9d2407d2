/**
 * Maps that refuse when something would be changed, and not before, as what Map and AbstractMap do by themselves ends in a `put`, a `remove`
 * or a `setValue`: that of Collectors.partitioningBy, and, as far as they leave it to these, those of Collections.emptyMap and singletonMap.
 */
import type { MapValue, Value } from '../../values/values.js';
import {
  booleanValue,
  methodOf,
  nothing,
  nullValue,
  throwNull,
  throwUnsupported,
  type LibraryCall,
  type Method,
  type Methods,
} from './call.js';
import { findEntry } from './entriesOfMaps.js';
import { javaEquals } from './equalsAndHash.js';

const refused: Method<MapValue> = (call) => throwUnsupported(call.site);

/** What the map has under the key: null where it has none. `undefined`: not known. */
function valueUnder(call: LibraryCall, map: MapValue, key: Value): Value | undefined {
  const found = findEntry(call.run, map, key, call.site);
  return found === undefined ? undefined : (found.entry?.value ?? nullValue);
}

/** `make`: gives what the method does with a value that is there, or with null. */
function byKey(make: (call: LibraryCall, before: Value, key: Value, others: readonly Value[]) => Value | undefined): Method<MapValue> {
  return (call, map) => {
    const [key, ...others] = call.args;
    const before = key === undefined ? undefined : valueUnder(call, map, key);
    return key === undefined || before === undefined ? undefined : make(call, before, key, others);
  };
}

/** Runs the function, and refuses what it gives unless that is null and nothing was there. */
function computed(call: LibraryCall, change: Value | undefined, args: readonly Value[], before: Value): Value | undefined {
  const result = change === undefined ? undefined : call.run.invoke(change, undefined, args, call.site);
  if (result === undefined || result.kind === 'unknown') return undefined;
  return result.kind === 'null' && before.kind === 'null' ? nullValue : throwUnsupported(call.site);
}

const removed = byKey((call, before) => (before.kind === 'null' ? nullValue : throwUnsupported(call.site)));
const removedIfSame = byKey((call, before, _, [value]) => (value === undefined ? undefined : unlessSame(call, before, value)));

/** Where there is nothing to be changed, nothing is refused. */
const fixedMethods: Methods<MapValue> = {
  clear: (call, map) => (map.entries.size === 0 ? nothing : throwUnsupported(call.site)),
  putAll(call) {
    const [source] = call.args;
    if (source?.kind === 'null') throwNull(call);
    if (source?.kind !== 'map' || source.open) return undefined;
    return source.entries.size === 0 ? nothing : throwUnsupported(call.site);
  },
  replaceAll: (call, map) => (map.entries.size === 0 ? nothing : throwUnsupported(call.site)),
  remove: (call, map) => (call.args.length < 2 ? removed(call, map) : throwUnsupported(call.site)),
};

const partitionMethods: Methods<MapValue> = {
  ...fixedMethods,
  put: refused,
  putIfAbsent: byKey((call, before) => (before.kind === 'null' ? throwUnsupported(call.site) : before)),
  computeIfAbsent: byKey((call, before, key, [make]) => (before.kind === 'null' ? computed(call, make, [key], before) : before)),
  computeIfPresent: byKey((call, before, key, [change]) =>
    before.kind === 'null' ? nullValue : computed(call, change, [key, before], before),
  ),
  compute: byKey((call, before, key, [change]) => computed(call, change, [key, before], before)),
  merge: byKey((call, before, _, [value, change]) => {
    if (value?.kind === 'null') throwNull(call);
    return before.kind === 'null'
      ? throwUnsupported(call.site)
      : computed(call, change, value === undefined ? [] : [before, value], before);
  }),
  remove: (call, map) => (call.args.length < 2 ? removed : removedIfSame)(call, map),
  replace: byKey((call, before, _, [value, changed]) => {
    if (changed === undefined || value === undefined) return before.kind === 'null' ? nullValue : throwUnsupported(call.site);
    return unlessSame(call, before, value);
  }),
  replaceAll: (call, map) => {
    const [first] = map.entries.values();
    return first === undefined ? undefined : replaced(call, first.key, first.value);
  },
};

/** Two arguments say what must be there for the map to be changed. */
function unlessSame(call: LibraryCall, before: Value, wanted: Value): Value | undefined {
  const same = javaEquals(call.run, before, wanted, call.site);
  if (same === undefined) return undefined;
  return same ? throwUnsupported(call.site) : booleanValue(false);
}

/** The function runs for the first entry, which then cannot be set. */
function replaced(call: LibraryCall, key: Value, value: Value): Value | undefined {
  const [change] = call.args;
  const result = change === undefined ? undefined : call.run.invoke(change, undefined, [key, value], call.site);
  return result === undefined ? undefined : throwUnsupported(call.site);
}

export function isLate({ type }: MapValue): boolean {
  return type === 'partition' || type === 'fixed';
}

/** How a map that refuses late changes; undefined: as others do. */
export function lateMethod({ type }: MapValue, name: string): Method<MapValue> | undefined {
  if (type === 'fixed') return methodOf(fixedMethods, name);
  return type === 'partition' ? methodOf(partitionMethods, name) : undefined;
}
