/** How iterators go on when their collection is changed by others: most refuse (`modCount`), those of some classes find their place again. */
import type { Site } from '../../../base/text.js';
import { changesOf } from '../../values/maps.js';
import type { Run } from '../run.js';
import type { Going, IteratorState, ListValue, MapValue, Value } from '../../values/values.js';

export function goingOf(list: ListValue): Going {
  if (list.view?.of === 'list') return goingOf(list.view.list);
  if (list.type === 'EnumSet') return 'copied';
  // It depends on how full its array was.
  if (list.type === 'ArrayDeque') return list.isConcurrent === true ? 'inHand' : 'unclear';
  return list.view?.of === 'map' ? goingOfMap(list.view.map) : 'refuses';
}

function goingOfMap(map: MapValue): Going {
  if (map.shows !== undefined) return goingOfMap(map.shows);
  if (map.type === 'ConcurrentHashMap' || map.isConcurrent === true) return 'inHand';
  if (map.type === 'EnumMap') return 'live';
  return map.type === 'Properties' || map.type === undefined ? 'unclear' : 'refuses';
}

/** How its own `forEach` goes; `refusesAfter`: it goes through all first. undefined: as a loop does. */
export function forEachOf(list: ListValue): { readonly going: Going; readonly refusesAfter: boolean } | undefined {
  const { view, type } = list;
  if (type === 'ArrayDeque' || type === 'PriorityQueue') return { going: 'unclear', refusesAfter: false };
  if (view?.of !== 'map' || (type !== 'keySet' && type !== 'values' && type !== 'entrySet')) return undefined;
  const map = view.map.shows ?? view.map;
  if (map.type === 'HashMap' || map.type === 'LinkedHashMap') return { going: 'live', refusesAfter: true };
  return map.type === 'ConcurrentHashMap' ? { going: 'live', refusesAfter: false } : undefined;
}

function tableSize({ view }: ListValue): number | undefined {
  return view?.of === 'map' ? view.map.table?.capacity : undefined;
}

export function look(list: ListValue): NonNullable<IteratorState['seen']> {
  return { items: [...list.items], capacity: tableSize(list) };
}

/** Finds the place behind the element that was given last; false: what comes next cannot be told. */
export function findPlace(run: Run, state: IteratorState, site: Site): boolean {
  const { list, seen, going } = state;
  if (seen === undefined || going === 'copied' || changesOf(list) === state.expected) return true;
  run.spend(site, list.items.length);
  const at = going === 'unclear' || list.unordered === true ? undefined : placeAfter(list, seen, state);
  if (at === undefined) {
    state.loss = { reason: 'this collection is changed while it is gone through, which is not followed here', site };
    return false;
  }
  state.cursor = at;
  state.seen = look(list);
  state.expected = changesOf(list);
  return true;
}

function placeAfter(list: ListValue, seen: NonNullable<IteratorState['seen']>, { given, cursor }: IteratorState): number | undefined {
  const now = new Set(list.items);
  const before = new Set(seen.items);
  const isClear = now.size === list.items.length && before.size === seen.items.length && tableSize(list) === seen.capacity;
  if (!isClear) return undefined;
  if (given === undefined) return 0;
  if (now.has(given)) return list.items.indexOf(given) + 1;
  // It was taken out, and with it what linked it to the next one.
  if (list.view?.of === 'map' && list.view.map.type === 'LinkedHashMap')
    return list.items.length === 0 && seen.items.length > 1 ? undefined : list.items.length;
  // Where others that came stand beside it is not known.
  if (list.items.some((item) => !before.has(item))) return undefined;
  const rest = new Set<Value>(seen.items.slice(cursor));
  const next = list.items.findIndex((item) => rest.has(item));
  return next < 0 ? list.items.length : next;
}
