/**
 * Parts of sorted maps and sets, and these the other way round: they show what the map holds now. What reads them is followed; what writes
 * to them is not, so that the map is lost then.
 */
import type { Site } from '../../../base/text.js';
import { changesOf, isOpen } from '../../values/maps.js';
import type { Run } from '../run.js';
import type { ListType, ListValue, MapEntry, MapValue, Value } from '../../values/values.js';
import { nothing, nullValue, unclear, type LibraryCall, type Method } from './call.js';
import { compareValues } from './comparing.js';
import { viewOf } from './elements.js';
import { removeEntry } from './entriesOfMaps.js';
import { jdkFunction } from './functions.js';
import { orderedEntries } from './mapOrder.js';

interface Limit {
  readonly key: Value;
  readonly isIncluded: boolean;
}

interface Limits {
  readonly from?: Limit;
  readonly to?: Limit;
}

/** `map` is a TreeMap or a part of one, which then is turned round and not limited again. */
function rangeOf(run: Run, map: MapValue, limits: Limits, isReversed: boolean, site: Site): MapValue {
  const whole = map.shows ?? map;
  const inside = ({ key }: MapEntry): boolean | undefined => {
    const from = limits.from === undefined ? undefined : compareValues(run, map.comparator, key, limits.from.key, site);
    const to = limits.to === undefined ? undefined : compareValues(run, map.comparator, key, limits.to.key, site);
    if ((limits.from !== undefined && from === undefined) || (limits.to !== undefined && to === undefined)) return undefined;
    const isAfter = from === undefined || from > 0 || (from === 0 && limits.from?.isIncluded === true);
    return isAfter && (to === undefined || to < 0 || (to === 0 && limits.to?.isIncluded === true));
  };
  let shown: { readonly changes: number; readonly entries: Map<string, MapEntry>; readonly isClear: boolean } | undefined;
  const now = (): NonNullable<typeof shown> => {
    if (shown?.changes === changesOf(whole)) return shown;
    const ordered = orderedEntries(run, map, site);
    run.spend(site, map.entries.size);
    const answers = (ordered ?? []).map((entry) => ({ entry, is: inside(entry) }));
    const found = answers.flatMap(({ entry, is }) => (is === true ? [entry] : []));
    if (isReversed) found.reverse();
    const isClear = ordered !== undefined && answers.every(({ is }) => is !== undefined);
    return (shown = { changes: changesOf(whole), entries: new Map(found.map((entry) => [entry.id, entry])), isClear });
  };
  const comparator = isReversed
    ? map.comparator === undefined
      ? jdkFunction('reverseOrder', [])
      : jdkFunction('reversed', [map.comparator])
    : map.comparator;
  return {
    kind: 'map',
    type: 'range',
    shows: whole,
    ...(comparator === undefined ? {} : { comparator }),
    get entries() {
      return now().entries;
    },
    get open() {
      return isOpen(whole) || !now().isClear;
    },
    get loss() {
      return whole.loss;
    },
    get changes() {
      return changesOf(whole);
    },
  } as MapValue;
}

/** What the arguments of a method say: `headMap(to)`, `headMap(to, inclusive)`, `subMap(from, to)` …; undefined: not known. */
function limitsOf({ method, args }: LibraryCall): Limits | undefined {
  const keys = args.filter((_, i) => args.length < 3 || i % 2 === 0).slice(0, method.startsWith('sub') ? 2 : 1);
  const flags = args.filter(({ kind }) => kind === 'boolean').map((flag) => flag.kind === 'boolean' && flag.value);
  const [first, second] = keys;
  if (first === undefined || args.length > keys.length + flags.length) return undefined;
  const isIncluded = (at: number, otherwise: boolean): boolean => (flags.length === 0 ? otherwise : flags[at] === true);
  if (method.startsWith('head')) return { to: { key: first, isIncluded: isIncluded(0, false) } };
  if (method.startsWith('tail')) return { from: { key: first, isIncluded: isIncluded(0, true) } };
  if (second === undefined) return undefined;
  return { from: { key: first, isIncluded: isIncluded(0, true) }, to: { key: second, isIncluded: isIncluded(1, false) } };
}

function part(call: LibraryCall, map: MapValue): MapValue | undefined {
  const { run, site } = call;
  const limits = map.type === 'TreeMap' ? limitsOf(call) : undefined;
  if (limits === undefined) return undefined;
  const { from, to } = limits;
  // What is refused for its limits is not followed.
  const order = from === undefined || to === undefined ? 0 : compareValues(run, map.comparator, from.key, to.key, site);
  for (const limit of [from, to]) if (limit !== undefined) compareValues(run, map.comparator, limit.key, limit.key, site);
  return order === undefined || order > 0 ? undefined : rangeOf(run, map, limits, false, site);
}

function reversed({ run, site }: LibraryCall, map: MapValue): MapValue | undefined {
  return map.type === 'TreeMap' || map.type === 'range' ? rangeOf(run, map, {}, true, site) : undefined;
}

export const partOfMap: Method<MapValue> = part;
export const reversedMap: Method<MapValue> = reversed;

/** Takes out of the map what the part shows. */
export const clearPart: Method<MapValue> = (_, map) => {
  if (map.shows === undefined || isOpen(map)) return undefined;
  for (const entry of [...map.entries.values()]) removeEntry(map.shows, entry);
  return nothing;
};

export const reversedKeys: Method<MapValue> = (call, map) => {
  const made = reversed(call, map);
  return made === undefined ? undefined : viewOf(call.run, made, 'keySet', call.site);
};

/** Of a TreeSet, or of the keys of a sorted map. */
function ofSet(make: (call: LibraryCall, map: MapValue) => MapValue | undefined): Method<ListValue> {
  return (call, list) => {
    const type: ListType | undefined = list.type;
    const made = list.view?.of === 'map' && (type === 'TreeSet' || type === 'keySet') ? make(call, list.view.map) : undefined;
    return made === undefined ? undefined : viewOf(call.run, made, type === 'TreeSet' ? 'TreeSet' : 'keySet', call.site);
  };
}

export const partOfSet = ofSet(part);
export const reversedSet = ofSet(reversed);

/** Of a TreeSet: the nearest element on one side. */
export function nearestElement(side: 'below' | 'above', orEqual: boolean): Method<ListValue> {
  return (call, list) => {
    if (list.open) return unclear(call, [list, ...call.args], 'what this collection holds is not wholly known');
    const [wanted] = call.args;
    const map = list.view?.of === 'map' ? list.view.map : undefined;
    if (wanted === undefined || (map?.type !== 'TreeMap' && map?.type !== 'range') || list.unordered === true) return undefined;
    const orders = list.items.map((item) => compareValues(call.run, map.comparator, item, wanted, call.site));
    if (orders.includes(undefined)) return unclear(call, [wanted, list]);
    const fits = (order: number | undefined): boolean =>
      order !== undefined && ((orEqual && order === 0) || (side === 'below' ? order < 0 : order > 0));
    const at = side === 'below' ? orders.findLastIndex(fits) : orders.findIndex(fits);
    return list.items[at] ?? nullValue;
  };
}

const reading = new Set(
  (
    'get getOrDefault containsKey containsValue size isEmpty forEach keySet navigableKeySet values entrySet firstKey lastKey firstEntry lastEntry ' +
    'floorKey lowerKey ceilingKey higherKey floorEntry lowerEntry ceilingEntry higherEntry descendingMap descendingKeySet equals hashCode toString ' +
    'contains containsAll first last floor lower ceiling higher stream iterator toArray descendingSet descendingIterator'
  ).split(' '),
);

/** A method of a part that may write to it. */
export function mayWriteTo(target: ListValue | MapValue, method: string): boolean {
  const map = target.kind === 'map' ? target : target.view?.of === 'map' ? target.view.map : undefined;
  return map?.type === 'range' && !reading.has(method) && !(method === 'clear' && target.kind === 'map');
}
