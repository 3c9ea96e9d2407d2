/**
 * Maps by the identities of their keys. The identity of a key is a text: equal for keys that are equal in Java and not of one class only by chance
 * (`1` is not `1L`, nor `"1"`). The key of a text is read and written here, for those who know texts only: properties, settings of topics.
 */
import { insertInto } from './hashTable.js';
import type { MapType, MapValue, Value } from './values.js';

const textPrefix = '"';

/** It may hold more, or other, than is known. */
export function isOpen(map: MapValue): boolean {
  return map.open || (map.uncertain === true && map.entries.size > 1);
}

/** The identity of a text as a key. */
export function textIdentity(text: string): string {
  return textPrefix + text;
}

/** What a map holds for a text, its defaults included; undefined: nothing that is known. */
export function valueAt(map: MapValue, key: string): Value | undefined {
  return map.entries.get(textIdentity(key))?.value ?? (map.defaults === undefined ? undefined : valueAt(map.defaults, key));
}

/** The entries whose keys are texts, in order of insertion. */
export function* textEntries(map: MapValue): Generator<readonly [key: string, value: Value]> {
  if (map.defaults !== undefined) yield* textEntries(map.defaults);
  for (const { key, value } of map.entries.values()) if (key.kind === 'text') yield [key.text, value];
}

/** String#hashCode (JLS §15.28 does not fix it, its documentation does): s[0]*31^(n-1) + … in 32 bits. */
export function hashOfText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

export function emptyMap(
  type: MapType | undefined,
  options: Partial<Pick<MapValue, 'comparator' | 'byAccess' | 'defaults' | 'isConcurrent'>> = {},
): MapValue {
  const isHashed = type === 'HashMap' || type === 'ConcurrentHashMap';
  return {
    kind: 'map',
    entries: new Map(),
    open: false,
    ...(type === undefined ? {} : { type }),
    ...(isHashed ? { table: { capacity: 0, threshold: 0, blurred: false, mixed: false, buckets: new Map() } } : {}),
    ...options,
  };
}

/** A map of texts, put in this order. `like`: whether it is whole, and why not. */
export function mapOfTexts(
  entries: Iterable<readonly [string, Value]>,
  like: Pick<MapValue, 'open' | 'loss' | 'key'> = { open: false },
  type: 'LinkedHashMap' | 'HashMap' = 'LinkedHashMap',
): MapValue {
  const map: MapValue = { ...emptyMap(type), open: like.open };
  if (like.loss !== undefined) map.loss = like.loss;
  for (const [text, value] of entries) {
    const id = textIdentity(text);
    const known = map.entries.get(id);
    if (known !== undefined) {
      known.value = value;
      continue;
    }
    const hash = hashOfText(text);
    const place = insertInto(map, hash, 'put');
    map.entries.set(id, { kind: 'pair', key: { kind: 'text', text }, value, live: true, id, hash, place, written: 0 });
  }
  return like.key === undefined ? map : { ...map, key: like.key };
}

interface Counted {
  changes?: number;
}

/** As `modCount`: none at first. */
export function changesOf(collection: Counted): number {
  return collection.changes ?? 0;
}

export function countChange(collection: Counted): void {
  collection.changes = changesOf(collection) + 1;
}
