/** How OpenJDK's HashMap and ConcurrentHashMap lay out their tables: what decides the order in which they are gone through. */
import type { HashTable, MapEntry, MapValue } from './values.js';

const firstCapacity = 16;
/** A bucket of so many keys becomes a tree, or makes a small table grow. */
const treeLength = 8;
const leastTreeCapacity = 64;

/** How an entry is added: `put` and what uses it append to the bucket, `compute`, `merge` and the like put it first. */
export type Insertion = 'put' | 'compute';

/** `new HashMap<>(capacity)` and `new HashSet<>(capacity)`. */
export function withCapacity(table: HashTable, capacity: number): void {
  table.threshold = powerOfTwo(capacity);
}

/** `new ConcurrentHashMap<>(capacity)`: versions of the JDK make different tables of it. */
export function withUnclearCapacity(table: HashTable): void {
  table.blurred = true;
}

/** As `new HashMap<>(map)` and `putAll` make room for so many entries. */
export function presize(map: MapValue, size: number): void {
  const { table } = map;
  if (table === undefined || size === 0) return;
  if (map.type === 'ConcurrentHashMap') {
    const wanted = powerOfTwo(size + (size >>> 1) + 1);
    if (table.capacity === 0) table.threshold = Math.max(firstCapacity, wanted);
    else while (wanted > table.threshold) grow(map, table);
    return;
  }
  if (table.capacity > 0) {
    // Before JDK 9 the table grew once here, since then as often as it must.
    if (size > table.threshold) grow(map, table);
    if (size > table.threshold) table.blurred = true;
    return;
  }
  // JDK 19 rounds otherwise (JDK-8281631).
  const wanted = Math.floor(Math.fround(size / 0.75)) + 1;
  const since19 = Math.ceil(size / 0.75);
  if (wanted > table.threshold) table.threshold = powerOfTwo(wanted);
  if (powerOfTwo(since19) !== powerOfTwo(wanted) && table.threshold === powerOfTwo(wanted)) table.blurred = true;
}

/** As `new HashSet<>(collection)` makes room. */
export function presizeSet(table: HashTable, size: number): void {
  const wanted = Math.max(Math.floor(Math.fround(size / 0.75)) + 1, firstCapacity);
  const since19 = Math.ceil(Math.max(size, 12) / 0.75);
  table.threshold = powerOfTwo(wanted);
  if (powerOfTwo(since19) !== table.threshold) table.blurred = true;
}

/** Before a key is looked for by `compute` and the like: an overfull table grows now. */
export function beforeCompute(map: MapValue): void {
  const { table } = map;
  if (table !== undefined && map.type === 'HashMap' && (table.capacity === 0 || map.entries.size > table.threshold)) grow(map, table);
}

/** The place in its bucket of an entry that `map` does not hold yet. What its insertion makes of the table is done. */
export function insertInto(map: MapValue, hash: number | undefined, how: Insertion): number {
  const { table, entries } = map;
  map.changes = (map.changes ?? 0) + 1;
  if (table === undefined) return map.changes;
  if (hash === undefined) table.blurred = true;
  if (table.capacity === 0) grow(map, table);
  const first = how === 'compute' && map.type === 'HashMap';
  if (hash !== undefined) enterBucket(map, table, hash, first);
  if (map.type === 'ConcurrentHashMap') {
    while (entries.size + 1 >= table.threshold) grow(map, table, hash);
  } else if (!first && entries.size + 1 > table.threshold) grow(map, table, hash);
  return first ? -map.changes : map.changes;
}

/** An entry was taken out; the table stays as large as it is. */
export function removeFrom(map: MapValue, hash: number | undefined): void {
  const { table } = map;
  map.changes = (map.changes ?? 0) + 1;
  if (table === undefined || hash === undefined) return;
  const bucket = bucketOf(hash, table.capacity);
  table.buckets.set(bucket, (table.buckets.get(bucket) ?? 1) - 1);
}

export function clearTable(map: MapValue): void {
  map.changes = (map.changes ?? 0) + 1;
  map.table?.buckets.clear();
}

function enterBucket(map: MapValue, table: HashTable, hash: number, first: boolean): void {
  const bucket = bucketOf(hash, table.capacity);
  const length = table.buckets.get(bucket) ?? 0;
  table.buckets.set(bucket, length + 1);
  if (map.type === 'ConcurrentHashMap') {
    if (length >= treeLength - 1) table.blurred = true;
  } else if (length >= (first ? treeLength - 1 : treeLength)) {
    if (table.capacity < leastTreeCapacity) grow(map, table, hash);
    else table.blurred = true;
  }
}

/** `added`: the hash of an entry that `map` does not hold yet, but the table does. */
function grow(map: MapValue, table: HashTable, added?: number): void {
  // Parts of a bucket of a ConcurrentHashMap are turned around.
  if (map.type === 'ConcurrentHashMap' && [...table.buckets.values()].some((length) => length > 1)) table.mixed = true;
  table.capacity = table.capacity === 0 ? table.threshold || firstCapacity : table.capacity * 2;
  table.threshold = Math.floor(table.capacity * 0.75);
  table.buckets.clear();
  const count = (hash: number | undefined): void => {
    if (hash === undefined) return;
    const bucket = bucketOf(hash, table.capacity);
    table.buckets.set(bucket, (table.buckets.get(bucket) ?? 0) + 1);
  };
  for (const { hash } of map.entries.values()) count(hash);
  count(added);
}

/** The entries as the table is gone through; undefined where it cannot be told. */
export function tableOrder(map: MapValue, table: HashTable): readonly MapEntry[] | undefined {
  const entries = [...map.entries.values()];
  if (entries.length < 2) return entries;
  if (table.blurred || (table.mixed && [...table.buckets.values()].some((length) => length > 1))) return undefined;
  return entries
    .map((entry) => ({ entry, bucket: bucketOf(entry.hash ?? 0, table.capacity) }))
    .sort((a, b) => a.bucket - b.bucket || a.entry.place - b.entry.place)
    .map(({ entry }) => entry);
}

function bucketOf(hash: number, capacity: number): number {
  return (hash ^ (hash >>> 16)) & (capacity - 1);
}

function powerOfTwo(atLeast: number): number {
  let size = 1;
  while (size < atLeast) size *= 2;
  return size;
}
