/** The elements of collections: how each kind is made, what views show, and the few ways in which all of them are changed. */
import type { Site } from '../../../base/text.js';
import { stored } from '../arrayStores.js';
import { loseContents } from '../loss.js';
import { emptyMap, isOpen, changesOf, countChange } from '../../values/maps.js';
import type { Run } from '../run.js';
import type { ListType, ListValue, MapEntry, MapType, MapValue, Value } from '../../values/values.js';
import { kept } from './call.js';
import { clearTable } from '../../values/hashTable.js';
import { offerToHeap, removeFromHeap } from './heap.js';
import { addEntry, removeEntry } from './entriesOfMaps.js';
import { orderedEntries } from './mapOrder.js';

/** A collection of its own that goes through its elements in the order given. What is copied is spent. */
export function collection(
  run: Run,
  type: 'ArrayList' | 'LinkedList' | 'ArrayDeque' | 'Stack' | 'List.of',
  items: readonly Value[],
  site: Site,
): ListValue {
  run.spend(site, items.length);
  return { kind: 'list', type, items: items.map(kept), open: false };
}

/** A view of another list with its very elements. */
export function sameElements(type: 'unmodifiable' | 'unmodifiableCollection' | 'fixed' | 'Arrays.asList', list: ListValue): ListValue {
  return {
    kind: 'list',
    type,
    view: { of: 'list', list },
    get items() {
      return list.items;
    },
    get open() {
      return list.open;
    },
    get loss() {
      return list.loss;
    },
    get unordered() {
      return list.unordered === true;
    },
    get changes() {
      return changesOf(list);
    },
  } as ListValue;
}

export function partOf(list: ListValue, from: number, to: number): ListValue {
  const view = { of: 'part' as const, list, from, to, expected: changesOf(list) };
  return {
    kind: 'list',
    type: 'subList',
    view,
    get items() {
      return list.items.slice(view.from, view.to);
    },
    get open() {
      return list.open;
    },
    get loss() {
      return list.loss;
    },
    get changes() {
      return changesOf(list);
    },
  } as ListValue;
}

/** The keys, values or entries of a map; a set is the keys of a map of its own. */
export function viewOf(
  run: Run,
  map: MapValue,
  type: Extract<ListType, 'keySet' | 'values' | 'entrySet' | 'HashSet' | 'LinkedHashSet' | 'TreeSet' | 'EnumSet' | 'Set.of'>,
  site: Site,
): ListValue {
  let shown: { readonly changes: number; readonly size: number; readonly items: Value[]; readonly unordered: boolean } | undefined;
  const now = (): NonNullable<typeof shown> => {
    const changes = changesOf(map.shows ?? map);
    const size = map.entries.size;
    if (shown?.changes === changes && shown.size === size && type !== 'values') return shown;
    run.spend(site, size);
    const ordered = orderedEntries(run, map, site);
    const entries = ordered ?? [...map.entries.values()];
    const items = entries.map((entry) => (type === 'entrySet' ? shownEntry(map, entry) : type === 'values' ? entry.value : entry.key));
    return (shown = { changes, size, items, unordered: ordered === undefined });
  };
  return {
    kind: 'list',
    type,
    view: { of: 'map', map },
    get items() {
      return now().items;
    },
    get unordered() {
      return now().unordered;
    },
    get open() {
      return isOpen(map.type === 'range' ? map : (map.shows ?? map));
    },
    get loss() {
      return map.loss;
    },
    get changes() {
      return changesOf(map.shows ?? map);
    },
  } as ListValue;
}

/** Entries of a view that cannot be changed cannot be set. */
function shownEntry(map: MapValue, entry: MapEntry): Value {
  return map.shows !== undefined && map.type !== 'range' ? { kind: 'pair', key: entry.key, value: entry.value, live: false } : entry;
}

export type SetType = 'HashSet' | 'LinkedHashSet' | 'TreeSet' | 'EnumSet' | 'Set.of';
const mapBehind: Readonly<Record<SetType, MapType>> = {
  HashSet: 'HashMap',
  LinkedHashSet: 'LinkedHashMap',
  TreeSet: 'TreeMap',
  EnumSet: 'EnumMap',
  'Set.of': 'Map.of',
};

export function emptySet(
  run: Run,
  type: SetType,
  site: Site,
  options: Partial<Pick<MapValue, 'comparator' | 'isConcurrent'>> = {},
): ListValue {
  return viewOf(run, emptyMap(mapBehind[type], options), type, site);
}

/** Adds to the end, or where the kind of collection has its place for it; false: a set has it already; undefined: not known. */
export function addElement(run: Run, list: ListValue, value: Value, site: Site): boolean | undefined {
  if (list.view?.of === 'map') return addEntry(run, list.view.map, kept(value), { kind: 'boolean', value: true }, 'ifAbsent', site)?.added;
  if (list.type === 'PriorityQueue') return offerToHeap(run, list, kept(value), site) ? true : undefined;
  insertAt(list, list.items.length, value);
  return true;
}

export function insertAt(list: ListValue, index: number, value: Value): void {
  if (list.view?.of === 'part') {
    insertAt(list.view.list, list.view.from + index, value);
    list.view.to++;
    list.view.expected = changesOf(list.view.list);
    return;
  }
  list.items.splice(index, 0, kept(value));
  countChange(list);
}

export function setAt(run: Run, list: ListValue, index: number, value: Value, site: Site): void {
  if (list.view?.of === 'part') setAt(run, list.view.list, list.view.from + index, value, site);
  else if (list.view?.of === 'list') setAt(run, list.view.list, index, value, site);
  else list.items[index] = list.type === undefined ? stored(run, list, value, site) : kept(value);
}

/** Takes out what stands at a place, as an iterator does. */
export function removeAt(run: Run, list: ListValue, index: number, site: Site): void {
  run.spend(site, Math.floor((list.items.length - index) / 64));
  if (list.type === 'PriorityQueue') {
    const reason = 'the order of what this queue holds is not followed';
    if (!removeFromHeap(run, list, index, site)) loseContents(run, list, { reason, site });
  } else if (list.view?.of === 'part') {
    removeAt(run, list.view.list, list.view.from + index, site);
    list.view.to--;
    list.view.expected = changesOf(list.view.list);
  } else if (list.view?.of === 'map') {
    const { map } = list.view;
    const entries = orderedEntries(run, map, site) ?? [...map.entries.values()];
    const entry = entries[index];
    if (entry !== undefined) removeEntry(map, entry);
  } else {
    list.items.splice(index, 1);
    countChange(list);
  }
}

export function clearElements(run: Run, list: ListValue, site: Site): void {
  if (list.view?.of === 'map') {
    list.view.map.entries.clear();
    clearTable(list.view.map);
  } else if (list.view?.of === 'part') {
    for (let i = list.items.length - 1; i >= 0; i--) removeAt(run, list, i, site);
  } else {
    list.items.length = 0;
    countChange(list);
  }
}

/** An unmodifiable view of a map. */
export function unmodifiableMap(map: MapValue, type: 'unmodifiable' | 'partition' | 'fixed' = 'unmodifiable'): MapValue {
  return {
    kind: 'map',
    type,
    get entries() {
      return map.entries;
    },
    shows: map.type === 'range' ? map : (map.shows ?? map),
    get open() {
      return map.open;
    },
    get loss() {
      return map.loss;
    },
    get uncertain() {
      return map.uncertain;
    },
    ...(map.key === undefined ? {} : { key: map.key }),
  } as MapValue;
}
