/** In which order the JDK's maps are gone through. */
import type { Site } from '../../../base/text.js';
import type { Run } from '../run.js';
import type { MapEntry, MapValue } from '../../values/values.js';
import { compareValues } from './comparing.js';
import { tableOrder } from '../../values/hashTable.js';
import { ordinalOf } from './instanceFacts.js';

/** The entries that are known as Java goes through them; undefined: Java does not fix the order, or it cannot be told. */
export function orderedEntries(run: Run, map: MapValue, site: Site): readonly MapEntry[] | undefined {
  const entries = [...map.entries.values()];
  if (entries.length < 2) return entries;
  switch (map.type) {
    case 'LinkedHashMap':
      return map.shuffled === true ? undefined : entries;
    case 'HashMap':
    case 'ConcurrentHashMap':
      return map.table === undefined ? undefined : tableOrder(map, map.table);
    case 'TreeMap':
      return sorted(entries, (a, b) => compareValues(run, map.comparator, a.key, b.key, site));
    case 'range':
      return entries;
    case 'EnumMap':
      return sorted(entries, (a, b) => {
        const [left, right] = [ordinalOf(run, a.key), ordinalOf(run, b.key)];
        return left === undefined || right === undefined ? undefined : left - right;
      });
    case 'unmodifiable':
    case 'partition':
    case 'fixed':
      return map.shows === undefined ? undefined : orderedEntries(run, map.shows, site);
    default:
      return undefined;
  }
}

function sorted(entries: MapEntry[], compare: (a: MapEntry, b: MapEntry) => number | undefined): readonly MapEntry[] | undefined {
  let clear = true;
  entries.sort((a, b) => {
    const order = clear ? compare(a, b) : 0;
    if (order === undefined) clear = false;
    return order ?? 0;
  });
  return clear ? entries : undefined;
}
