/** Maps and Properties: what their methods do, by name. */
import type { Site } from '../../../base/text.js';
import { isExact } from '../../values/holes.js';
import { firstLoss, loseContents } from '../loss.js';
import { emptyMap, textEntries, isOpen, changesOf } from '../../values/maps.js';
import { intValue } from '../../values/numbers.js';
import type { Run } from '../run.js';
import { throwJava } from '../throwables.js';
import type { MapEntry, MapValue, Value } from '../../values/values.js';
import {
  booleanOrUnclear,
  booleanValue,
  forUnknown,
  intOrUnclear,
  kept,
  nothing,
  nullValue,
  textOrUnclear,
  throwNoElement,
  throwNull,
  throwUnsupported,
  unclear,
  type LibraryCall,
  type Method,
  type Methods,
  defaultOf,
  environmentKey,
  notSet,
} from './call.js';
import { compareValues } from './comparing.js';
import { viewOf } from './elements.js';
import { addEntry, findEntry, insertDoubtful, insertEntry, mixOrder, removeEntry, setValue, touch } from './entriesOfMaps.js';
import { beforeCompute, clearTable, presize } from '../../values/hashTable.js';
import { goingOf } from './going.js';
import { iteratorOver, unorderedReason, visited } from './iterators.js';
import { orderedEntries } from './mapOrder.js';
import { clearPart, partOfMap, reversedKeys, reversedMap } from './ranges.js';
import { javaEquals, javaHash, javaText } from './equalsAndHash.js';

function refuse(map: MapValue, site: Site): void {
  if (map.type === 'Map.of' || map.type === 'unmodifiable' || map.type === 'fixed') throwUnsupported(site);
}

function refuseNulls(call: LibraryCall, map: MapValue, values: readonly (Value | undefined)[]): void {
  const refuses = map.isConcurrent === true || ['ConcurrentHashMap', 'Properties', 'Map.of'].some((type) => type === map.type);
  if (refuses && values.some((value) => value?.kind === 'null')) throwNull(call);
}

/** Of an open map the entry that it lacks: an unknown that stays the same for the same key. */
function openEntry(call: LibraryCall, map: MapValue, key: Value): Value {
  const { run, site } = call;
  if (map.loss !== undefined) return run.unknown(map.loss.reason, map.loss.site, { label: labelOf(key, 'entry') });
  if (map.uncertain === true || key.kind === 'unknown') return unclear(call, [key], 'a map whose keys are not all known is asked for one');
  const name = run.toText(key);
  const label = labelOf(key, name);
  const given = map.key === environmentKey ? run.given(label) : undefined;
  if (given !== undefined) return { kind: 'text', text: given };
  const isEnvironment = map.key === environmentKey && key.kind === 'text' && isExact(key.text);
  const reason = isEnvironment
    ? `the environment variable ${label} is known at run time only`
    : `the entry ${label} is not set in the code that was read`;
  const unknown = run.unknown(reason, site, { key: `entry:${map.key ?? 'map'}.${name}`, label });
  return isEnvironment ? notSet(unknown, 'environment variable', label) : unknown;
}

function labelOf(key: Value, otherwise: string): string {
  return key.kind === 'text' && isExact(key.text) ? key.text : key.kind === 'unknown' ? key.label : otherwise;
}

/** The value under a key; null where there is none. */
function valueUnder(call: LibraryCall, map: MapValue, key: Value): Value | undefined {
  refuseNulls(call, map, [key]);
  const found = findEntry(call.run, map, key, call.site);
  if (found === undefined) return openEntry(call, map, key);
  const { entry } = found;
  if (entry !== undefined) touch(map, entry);
  return entry?.value;
}

/** Puts what is given, whether it is known or not what was there before. */
function put(call: LibraryCall, map: MapValue, key: Value, value: Value): Value {
  const { run, site } = call;
  const known = addEntry(run, map, kept(key), kept(value), 'replace', site);
  if (known !== undefined) return known.before ?? nullValue;
  const before = openEntry(call, map, key);
  insertDoubtful(run, map, kept(key), kept(value), 'put', site);
  return before;
}

const putMethod: Method<MapValue> = (call, map) => {
  const [key, value] = call.args;
  if (key === undefined || value === undefined) return undefined;
  refuse(map, call.site);
  refuseNulls(call, map, [key, value]);
  if (map.type === 'EnumMap' && key.kind === 'null') throwNull(call);
  return put(call, map, key, value);
};

export function putAll(call: LibraryCall, map: MapValue, source: MapValue): void {
  const { run, site } = call;
  run.spend(site, source.entries.size);
  const entries = orderedEntries(run, source, site) ?? [...source.entries.values()];
  presize(map, entries.length);
  if (orderedEntries(run, source, site) === undefined) mixOrder(map);
  for (const { key, value } of entries) put(call, map, key, value);
  if (source.open) {
    map.open = true;
    if (source.loss !== undefined) map.loss ??= source.loss;
  }
  if (source.uncertain === true) map.uncertain = true;
}

function writeTo(map: MapValue, entry: MapEntry, value: Value): void {
  setValue(map, entry, kept(value));
  touch(map, entry);
}

/** The functions of `compute` and the like: null takes the entry out. */
function store(call: LibraryCall, map: MapValue, key: Value, entry: MapEntry | undefined, result: Value): Value {
  if (result.kind === 'null') {
    if (entry !== undefined) removeEntry(map, entry);
    return nullValue;
  }
  if (entry !== undefined) writeTo(map, entry, result);
  else insertEntry(call.run, map, kept(key), kept(result), 'compute', call.site);
  return result;
}

/** Whether the function runs, and what it then changes, is not known. */
function loseByFunction({ run, site }: LibraryCall, map: MapValue, key: Value, change: Value): void {
  const loss = firstLoss(run, [key, map], { reason: 'what this map holds is not followed', site });
  run.escape([map, change], loss.reason, loss.site);
}

/** What changes one entry by a function. `needs`: whether it runs where there is an entry, where there is none, or always. */
function computing(needs: 'present' | 'absent' | 'always'): Method<MapValue> {
  return (call, map) => {
    const { run, args, site } = call;
    const [key, change] = args;
    if (key === undefined || change === undefined) return undefined;
    refuse(map, site);
    if (needs !== 'present') beforeCompute(map);
    const found = findEntry(run, map, key, site);
    if (found === undefined) {
      const before = openEntry(call, map, key);
      loseByFunction(call, map, key, change);
      return before;
    }
    const { entry } = found;
    const value = entry?.value ?? nullValue;
    const isPresent = value.kind !== 'null';
    if (needs === 'absent' && isPresent && entry !== undefined) touch(map, entry);
    if (needs === 'present' ? !isPresent : needs === 'absent' && isPresent) return value;
    const changes = changesOf(map);
    const result = run.invoke(change, undefined, needs === 'absent' ? [key] : [key, value], site);
    if (result === undefined) return undefined;
    if (changesOf(map) !== changes && !mayChange(map, site)) return undefined;
    if (needs === 'absent' && result.kind === 'null') return nullValue;
    return store(call, map, key, entry, result);
  };
}

/** Whether the function that computes a value may change the map; false: versions of Java differ, or it waits for itself. */
function mayChange(map: MapValue, site: Site): boolean {
  if (map.type === 'HashMap' || map.type === 'LinkedHashMap') throwJava('java.util.ConcurrentModificationException', undefined, site);
  return map.type === 'EnumMap';
}

const merge: Method<MapValue> = (call, map) => {
  const { run, args, site } = call;
  const [key, value, change] = args;
  if (key === undefined || value === undefined || change === undefined) return undefined;
  refuse(map, site);
  if (value.kind === 'null') throwNull(call);
  beforeCompute(map);
  const found = findEntry(run, map, key, site);
  if (found === undefined) {
    loseByFunction(call, map, key, change);
    return openEntry(call, map, key);
  }
  const before = found.entry?.value;
  if (before === undefined || before.kind === 'null') return store(call, map, key, found.entry, value);
  const changes = changesOf(map);
  const result = run.invoke(change, undefined, [before, value], site);
  if (result === undefined || (changesOf(map) !== changes && !mayChange(map, site))) return undefined;
  return store(call, map, key, found.entry, result);
};

function whole(read: Method<MapValue>): Method<MapValue> {
  return (call, map) => (isOpen(map) ? unclear(call, [map, ...call.args], 'what this map holds is not wholly known') : read(call, map));
}

/** First, last, or nearest entry of a sorted map. */
function sortedEntry(
  call: LibraryCall,
  map: MapValue,
  which: (entries: readonly MapEntry[]) => MapEntry | undefined,
): MapEntry | 'unclear' | undefined {
  const entries = (map.type === 'TreeMap' || map.type === 'range') && !isOpen(map) ? orderedEntries(call.run, map, call.site) : undefined;
  return entries === undefined ? 'unclear' : which(entries);
}

function atEnd(which: 'first' | 'last', gives: 'key' | 'entry', taken: boolean): Method<MapValue> {
  return (call, map) => {
    const entry = sortedEntry(call, map, (entries) => (which === 'first' ? entries[0] : entries.at(-1)));
    if (entry === 'unclear') return taken ? undefined : unclear(call, [map]);
    if (entry === undefined) return gives === 'key' ? throwNoElement(undefined, call.site) : nullValue;
    if (taken) removeEntry(map, entry);
    return gives === 'key' ? entry.key : snapshot(entry);
  };
}

function snapshot(entry: MapEntry): Value {
  return { kind: 'pair', key: entry.key, value: entry.value, live: false };
}

/** `floorKey`, `higherEntry` …: the nearest entry on one side of a key. */
function nearest(side: 'below' | 'above', orEqual: boolean, gives: 'key' | 'entry'): Method<MapValue> {
  return (call, map) => {
    const [key] = call.args;
    if (key === undefined) return undefined;
    let clear = true;
    const fits = (entry: MapEntry): boolean => {
      const order = compareValues(call.run, map.comparator, entry.key, key, call.site);
      if (order === undefined) clear = false;
      return order !== undefined && (orEqual && order === 0 ? true : side === 'below' ? order < 0 : order > 0);
    };
    const entry = sortedEntry(call, map, (entries) => {
      const fitting = entries.filter(fits);
      return side === 'below' ? fitting.at(-1) : fitting[0];
    });
    if (entry === 'unclear' || !clear) return unclear(call, [map, key]);
    if (entry === undefined) return nullValue;
    return gives === 'key' ? entry.key : snapshot(entry);
  };
}

function forEachEntry(call: LibraryCall, map: MapValue, action: Value): Value | undefined {
  const { run, site } = call;
  const labels = ['key', 'value'];
  if (isOpen(map)) return forUnknown(call, map.loss ?? { reason: 'what this goes over is not known', site }, action, labels);
  const entries = viewOf(run, map, 'entrySet', site);
  const changes = changesOf(entries);
  const going = goingOf(entries);
  // Maps that hash go through all, and look then; the others look after each.
  const shown = map.shows ?? map;
  const looksAtOnce = going === 'refuses' && shown.type !== 'HashMap' && shown.type !== 'LinkedHashMap';
  const elements = visited(run, entries, site, going === 'refuses' || going === 'inHand' ? 'live' : going);
  let element = elements.next();
  for (; element.done !== true; element = elements.next()) {
    const entry = element.value;
    const unknown = (label: string): Value => run.unknown(unorderedReason, site, { label });
    const args = entry.kind === 'pair' ? [entry.key, entry.value] : labels.map(unknown);
    if (run.invoke(action, undefined, args, site) === undefined) return undefined;
    if (looksAtOnce && changesOf(entries) !== changes) break;
  }
  if (element.done === true && element.value !== undefined) return forUnknown(call, element.value, action, labels);
  if (going === 'refuses' && changesOf(entries) !== changes) throwJava('java.util.ConcurrentModificationException', undefined, site);
  return nothing;
}

/** Properties#getProperty: texts only, then the defaults. */
const getProperty: Method<MapValue> = (call, map) => {
  const [key, otherwise] = call.args;
  if (key === undefined) return undefined;
  const value = valueUnder(call, map, key);
  if (value !== undefined && (value.kind === 'text' || value.kind === 'unknown')) return value;
  if (map.defaults !== undefined) {
    const inherited = getProperty({ ...call, args: [key] }, map.defaults);
    if (inherited !== undefined && inherited.kind !== 'null') return inherited;
  }
  return otherwise ?? nullValue;
};

function load(run: Run, map: MapValue, source: Value | undefined, call: LibraryCall): Value {
  const file = source?.kind === 'native' && source.type === 'file' ? run.propertyFile(source.state.path) : undefined;
  if (file === undefined) map.open = true;
  else for (const [key, text] of Object.entries(file)) put(call, map, { kind: 'text', text: key }, { kind: 'text', text });
  return nothing;
}

export const mapMethods: Methods<MapValue> = {
  put: putMethod,
  setProperty: putMethod,
  putIfAbsent(call, map) {
    const [key, value] = call.args;
    if (key === undefined || value === undefined) return undefined;
    refuse(map, call.site);
    refuseNulls(call, map, [key, value]);
    const found = findEntry(call.run, map, key, call.site);
    if (found === undefined) {
      const before = openEntry(call, map, key);
      insertDoubtful(
        call.run,
        map,
        kept(key),
        call.run.unknown('it may have been there before', call.site, { label: labelOf(key, 'entry') }),
        'put',
        call.site,
      );
      return before;
    }
    const before = found.entry?.value ?? nullValue;
    if (before.kind === 'null') put(call, map, key, value);
    else if (found.entry !== undefined) touch(map, found.entry);
    return before;
  },
  putAll(call, map) {
    const [source] = call.args;
    refuse(map, call.site);
    if (source?.kind === 'null') throwNull(call);
    if (source?.kind === 'map') putAll(call, map, source);
    else loseContents(call.run, map, firstLoss(call.run, [source], { reason: 'what is put into this map is not known', site: call.site }));
    return nothing;
  },
  load: (call, map) => load(call.run, map, call.args[0], call),
  loadFromXML: (call, map) => load(call.run, map, call.args[0], call),
  get: (call, map) => (call.args[0] === undefined ? undefined : (valueUnder(call, map, call.args[0]) ?? nullValue)),
  getProperty,
  getOrDefault(call, map) {
    const [key, otherwise] = call.args;
    if (key === undefined || otherwise === undefined) return undefined;
    const value = valueUnder(call, map, key) ?? otherwise;
    return defaultOf(call, value, otherwise) ?? value;
  },
  containsKey(call, map) {
    const [key] = call.args;
    if (key === undefined) return undefined;
    refuseNulls(call, map, [key]);
    const found = findEntry(call.run, map, key, call.site);
    return found === undefined
      ? unclear(call, [map, key], 'what this map holds is not wholly known')
      : booleanValue(found.entry !== undefined);
  },
  containsValue: whole((call, map) => {
    const [value] = call.args;
    if (value === undefined) return undefined;
    refuseNulls(call, map.shows ?? map, [value]);
    const same = [...map.entries.values()].map((entry) => javaEquals(call.run, value, entry.value, call.site));
    return booleanOrUnclear(call, same.includes(true) ? true : same.includes(undefined) ? undefined : false, [value, map]);
  }),
  remove(call, map) {
    const [key, value] = call.args;
    if (key === undefined) return undefined;
    refuse(map, call.site);
    refuseNulls(call, map, [key]);
    const found = findEntry(call.run, map, key, call.site);
    if (found === undefined) {
      const before = openEntry(call, map, key);
      loseContents(
        call.run,
        map,
        firstLoss(call.run, [key, map], { reason: 'what was taken out of this map is not known', site: call.site }),
      );
      return before;
    }
    const { entry } = found;
    if (value === undefined) {
      if (entry !== undefined) removeEntry(map, entry);
      return entry?.value ?? nullValue;
    }
    const same = entry === undefined ? false : javaEquals(call.run, entry.value, value, call.site);
    if (same === undefined) return undefined;
    if (same && entry !== undefined) removeEntry(map, entry);
    return booleanValue(same);
  },
  replace(call, map) {
    const [key, value, changed] = call.args;
    if (key === undefined || value === undefined) return undefined;
    refuse(map, call.site);
    const found = findEntry(call.run, map, key, call.site);
    if (found === undefined) return undefined;
    const { entry } = found;
    if (changed !== undefined) {
      const same = entry === undefined ? false : javaEquals(call.run, entry.value, value, call.site);
      if (same === undefined) return undefined;
      if (same && entry !== undefined) writeTo(map, entry, changed);
      return booleanValue(same);
    }
    const before = entry?.value ?? nullValue;
    if (entry !== undefined) writeTo(map, entry, value);
    return before;
  },
  replaceAll(call, map) {
    const [change] = call.args;
    if (change === undefined || isOpen(map)) return undefined;
    refuse(map, call.site);
    const entries = orderedEntries(call.run, map, call.site);
    if (entries === undefined) return undefined;
    for (const entry of entries) {
      const result = call.run.invoke(change, undefined, [entry.key, entry.value], call.site);
      if (result === undefined) return undefined;
      setValue(map, entry, kept(result));
    }
    return nothing;
  },
  computeIfAbsent: computing('absent'),
  computeIfPresent: computing('present'),
  compute: computing('always'),
  merge,
  clear(call, map) {
    refuse(map, call.site);
    if (map.type === 'range') return clearPart(call, map);
    if (map.loss !== undefined) return nothing;
    map.entries.clear();
    map.uncertain = false;
    clearTable(map);
    return nothing;
  },
  values: (call, map) => viewOf(call.run, map, 'values', call.site),
  keySet: (call, map) => viewOf(call.run, map, 'keySet', call.site),
  navigableKeySet: (call, map) => viewOf(call.run, map, 'keySet', call.site),
  entrySet: (call, map) => viewOf(call.run, map, 'entrySet', call.site),
  keys: (call, map) => iteratorOver(viewOf(call.run, map, 'keySet', call.site), 0),
  stringPropertyNames: whole((call, map) => {
    // In no order that all versions of Java share.
    const names = emptyMap('Properties');
    for (const [key, value] of textEntries(map)) if (value.kind === 'text') put(call, names, { kind: 'text', text: key }, nullValue);
    return viewOf(call.run, names, 'keySet', call.site);
  }),
  size: whole((_, map) => intValue(map.entries.size)),
  isEmpty: (call, map) => (map.entries.size > 0 ? booleanValue(false) : whole(() => booleanValue(true))(call, map)),
  forEach: (call, map) => (call.args[0] === undefined ? undefined : forEachEntry(call, map, call.args[0])),
  firstKey: atEnd('first', 'key', false),
  lastKey: atEnd('last', 'key', false),
  firstEntry: atEnd('first', 'entry', false),
  lastEntry: atEnd('last', 'entry', false),
  pollFirstEntry: atEnd('first', 'entry', true),
  pollLastEntry: atEnd('last', 'entry', true),
  headMap: partOfMap,
  tailMap: partOfMap,
  subMap: partOfMap,
  descendingMap: reversedMap,
  descendingKeySet: reversedKeys,
  floorKey: nearest('below', true, 'key'),
  lowerKey: nearest('below', false, 'key'),
  ceilingKey: nearest('above', true, 'key'),
  higherKey: nearest('above', false, 'key'),
  floorEntry: nearest('below', true, 'entry'),
  lowerEntry: nearest('below', false, 'entry'),
  ceilingEntry: nearest('above', true, 'entry'),
  higherEntry: nearest('above', false, 'entry'),
  equals: (call, map) =>
    call.args[0] === undefined
      ? undefined
      : booleanOrUnclear(call, javaEquals(call.run, map, call.args[0], call.site), [map, call.args[0]]),
  hashCode: (call, map) => intOrUnclear(call, javaHash(call.run, map, call.site), [map]),
  toString: (call: LibraryCall, map: MapValue) => textOrUnclear(call, javaText(call.run, map, call.site), [map]),
};
