/** Entries of maps: how a key is found, and what putting and removing does to the order. */
import type { Site } from '../../../base/text.js';
import { keyOf } from '../keys.js';
import type { Run } from '../run.js';
import type { MapEntry, MapValue, Value } from '../../values/values.js';
import { countChange, isOpen } from '../../values/maps.js';
import { compareValues } from './comparing.js';
import { insertInto, removeFrom, type Insertion } from '../../values/hashTable.js';
import { identityOf, javaEquals, javaHash } from './equalsAndHash.js';

/** `undefined` of `entry`: it is not there. The whole undefined: it cannot be told whether, or which. */
export type Found = { readonly entry: MapEntry | undefined } | undefined;

/** An entry whose key may be any key. */
function isUncertain(run: Run, entry: MapEntry, site: Site): boolean {
  return identityOf(run, entry.key, site)?.certain === false;
}

export function findEntry(run: Run, map: MapValue, key: Value, site: Site): Found {
  run.spend(site);
  if (map.shows !== undefined) {
    const found = findEntry(run, map.shows, key, site);
    if (map.type !== 'range' || found?.entry === undefined) return found;
    return isOpen(map) ? undefined : { entry: map.entries.get(found.entry.id) };
  }
  if (map.type === 'TreeMap') return findSorted(run, map, key, site);
  if (map.type === 'IdentityHashMap') return findIdentical(map, key);
  const identity = identityOf(run, key, site);
  if (identity === undefined) return findByEquals(run, map, key, site);
  const entry = map.entries.get(identity.id);
  // What was put later under keys that are not known may have been put under this one.
  const later = map.uncertain === true ? [...map.entries.values()].filter((e) => e !== entry && e.written > (entry?.written ?? -1)) : [];
  if (later.some((e) => isUncertain(run, e, site) && javaEquals(run, e.key, key, site) !== false)) return undefined;
  // A key that was changed since lies where it was put, and is equal to other keys now.
  if (entry !== undefined && entry.key.kind === 'list' && identityOf(run, entry.key, site)?.id !== entry.id) return undefined;
  if (entry !== undefined) return { entry };
  if (!identity.certain && [...map.entries.values()].some((e) => javaEquals(run, e.key, key, site) !== false)) return undefined;
  if (map.open) return undefined;
  return { entry: undefined };
}

/** By `equals`, as the table would be asked: the code of the program is called. */
function findByEquals(run: Run, map: MapValue, key: Value, site: Site): Found {
  for (const entry of map.entries.values()) {
    const same = javaEquals(run, key, entry.key, site);
    if (same === undefined) return undefined;
    if (same) return entry.hash !== undefined && javaHash(run, entry.key, site) !== entry.hash ? undefined : { entry };
  }
  return map.open ? undefined : { entry: undefined };
}

/** By `==`, which tells objects of the program from each other; of texts and boxes it is not followed here. */
function findIdentical(map: MapValue, key: Value): Found {
  if (map.open || key.kind !== 'object') return undefined;
  return { entry: [...map.entries.values()].find((entry) => entry.key === key) };
}

function findSorted(run: Run, map: MapValue, key: Value, site: Site): Found {
  for (const entry of map.entries.values()) {
    const order = compareValues(run, map.comparator, key, entry.key, site);
    if (order === undefined) return undefined;
    if (order === 0) return { entry };
  }
  // A key alone is compared with itself, so that null and what cannot be compared is refused.
  if (map.entries.size === 0 && compareValues(run, map.comparator, key, key, site) === undefined) return undefined;
  return map.open ? undefined : { entry: undefined };
}

/**
 * Puts a value under a key. `ifAbsent`: what is there stays. The result says what was there; undefined: it cannot be told whether the
 * key was there, and then nothing was done.
 */
export function addEntry(
  run: Run,
  map: MapValue,
  key: Value,
  value: Value,
  how: 'replace' | 'ifAbsent' | 'compute',
  site: Site,
): { readonly added: boolean; readonly before: Value | undefined } | undefined {
  const found = findEntry(run, map, key, site);
  if (found === undefined) return undefined;
  const { entry } = found;
  if (entry !== undefined) {
    const before = entry.value;
    if (how !== 'ifAbsent') setValue(map, entry, value);
    touch(map, entry);
    return { added: false, before };
  }
  insertEntry(run, map, key, value, how === 'compute' ? 'compute' : 'put', site);
  return { added: true, before: undefined };
}

export function setValue(map: MapValue, entry: MapEntry, value: Value): void {
  entry.value = value;
  entry.written = stamp(map);
}

/** Of a LinkedHashMap in the order of access: what is read or written goes to the end. */
export function touch(map: MapValue, entry: MapEntry): void {
  if (map.byAccess !== true) return;
  map.entries.delete(entry.id);
  map.entries.set(entry.id, entry);
  countChange(map);
}

/** A number that grows with each change of any entry. */
function stamp(map: MapValue): number {
  return (map.writes = (map.writes ?? 0) + 1);
}

/** It cannot be told whether the key is there: the entry may be one too many. */
export function insertDoubtful(run: Run, map: MapValue, key: Value, value: Value, how: Insertion, site: Site): MapEntry {
  map.uncertain = true;
  return insertEntry(run, map, key, value, how, site);
}

/** The key is not there. */
export function insertEntry(run: Run, map: MapValue, key: Value, value: Value, how: Insertion, site: Site): MapEntry {
  const identity = identityOf(run, key, site);
  if (identity?.certain === false) map.uncertain = true;
  const hash = map.table === undefined ? undefined : javaHash(run, key, site);
  const place = insertInto(map, hash, how);
  // Keys that are compared by code have no identity of their own.
  const id =
    identity === undefined || (map.type === 'TreeMap' && map.comparator !== undefined) || map.type === 'IdentityHashMap'
      ? `one:${keyOf(key)}:${place}`
      : identity.id;
  const entry: MapEntry = { kind: 'pair', key, value, live: map.type !== 'Map.of', id, hash, place, written: stamp(map) };
  map.entries.set(id, entry);
  return entry;
}

export function removeEntry(map: MapValue, entry: MapEntry): void {
  map.entries.delete(entry.id);
  removeFrom(map, entry.hash);
}

/** What comes now comes in an order that is not known. */
export function mixOrder(map: MapValue): void {
  if (map.table !== undefined) map.table.mixed = true;
  if (map.type === 'LinkedHashMap') map.shuffled = true;
}
