/** `new` of the JDK's classes. */
import { isExact, isReserved } from '../../values/holes.js';
import { emptyMap } from '../../values/maps.js';
import { charOf, intOf } from '../../values/numbers.js';
import { isSubtype, jdkClass } from '../javaTypes.js';
import { throwJava } from '../throwables.js';
import type { ListType, ListValue, MapType, Value } from '../../values/values.js';
import { kept, textValue, unclear, type LibraryCall } from './call.js';
import { newAtomic } from './atomics.js';
import { builderOf, joinerOf, textOfBuilder } from './builders.js';
import { collection, emptySet } from './elements.js';
import { heapify } from './heap.js';
import { presizeSet, withCapacity, withUnclearCapacity } from '../../values/hashTable.js';
import { putAll } from './mapMethods.js';
import { fillWith } from './statics.js';
import { openList, openSet } from './variable.js';

type ListClass = Extract<ListType, 'ArrayList' | 'LinkedList' | 'ArrayDeque' | 'Stack'>;
type SetClass = Extract<ListType, 'HashSet' | 'LinkedHashSet' | 'TreeSet'>;

const lists: Readonly<Record<string, ListClass>> = {
  ArrayList: 'ArrayList',
  LinkedList: 'LinkedList',
  Vector: 'Stack',
  Stack: 'Stack',
  ArrayDeque: 'ArrayDeque',
  ConcurrentLinkedQueue: 'ArrayDeque',
  LinkedBlockingQueue: 'ArrayDeque',
};
/** Of java.util.concurrent: their iterators go on when they change, and they take no null. */
const concurrent = new Set(['ConcurrentLinkedQueue', 'LinkedBlockingQueue', 'ConcurrentSkipListSet', 'ConcurrentSkipListMap']);
const sets: Readonly<Record<string, SetClass>> = {
  HashSet: 'HashSet',
  LinkedHashSet: 'LinkedHashSet',
  TreeSet: 'TreeSet',
  ConcurrentSkipListSet: 'TreeSet',
};
const maps: Readonly<Record<string, MapType>> = {
  HashMap: 'HashMap',
  LinkedHashMap: 'LinkedHashMap',
  TreeMap: 'TreeMap',
  ConcurrentSkipListMap: 'TreeMap',
  EnumMap: 'EnumMap',
  ConcurrentHashMap: 'ConcurrentHashMap',
  IdentityHashMap: 'IdentityHashMap',
  Hashtable: 'Properties',
  Properties: 'Properties',
};

function newList(call: LibraryCall, type: ListClass): Value | undefined {
  const [first] = call.args;
  const isConcurrent = concurrent.has(call.owner);
  const list: ListValue = { ...collection(call.run, type, [], call.site), ...(isConcurrent ? { isConcurrent } : {}) };
  if (first === undefined) return list;
  const capacity = intOf(first);
  if (capacity !== undefined) {
    // It takes no more than so many.
    if (isConcurrent) return undefined;
    if (type === 'ArrayList' && capacity < 0) throwJava('java.lang.IllegalArgumentException', `Illegal Capacity: ${capacity}`, call.site);
    return list;
  }
  return first.kind === 'list' && !first.open ? fillWith(call, list, first) : openList(call, first);
}

/** Of nothing, with a capacity, a comparator or both, or of a collection that has no order of its own. */
function newPriorityQueue(call: LibraryCall): Value | undefined {
  const { run, args, site } = call;
  const [first] = args;
  if (first?.kind === 'list') {
    if (first.open) return openList(call, first);
    if (first.unordered === true || first.type === 'PriorityQueue' || first.type === 'TreeSet') return undefined;
    run.spend(site, first.items.length);
    const list: ListValue = { kind: 'list', type: 'PriorityQueue', items: first.items.map(kept), open: false };
    return heapify(run, list, site) ? list : undefined;
  }
  if (args.some((arg) => (intOf(arg) ?? 1) < 1)) throwJava('java.lang.IllegalArgumentException', undefined, site);
  const comparator = args.find((arg) => intOf(arg) === undefined);
  if (comparator?.kind === 'unknown') return undefined;
  return { kind: 'list', type: 'PriorityQueue', items: [], open: false, ...(comparator === undefined ? {} : { comparator }) };
}

function newSet(call: LibraryCall, type: SetClass): Value | undefined {
  const { run, args, site } = call;
  const [first] = args;
  const behind = type === 'TreeSet' && first?.kind === 'list' && first.view?.of === 'map' ? first.view.map : undefined;
  const order = copiedOrder(call, behind?.comparator, 'java.util.SortedSet');
  if (order === undefined) return undefined;
  const isComparator = type === 'TreeSet' && first !== undefined && first.kind !== 'list' && first.kind !== 'unknown';
  const set = emptySet(run, type, site, {
    ...(isComparator ? { comparator: first } : order),
    ...(concurrent.has(call.owner) ? { isConcurrent: true } : {}),
  });
  if (first === undefined || isComparator) return set;
  const table = set.view?.of === 'map' ? set.view.map.table : undefined;
  const capacity = intOf(first);
  if (capacity !== undefined) {
    if (capacity < 0) throwJava('java.lang.IllegalArgumentException', `Illegal initial capacity: ${capacity}`, site);
    if (table !== undefined) withCapacity(table, capacity);
    if (table !== undefined && hasOtherLoadFactor(args)) table.blurred = true;
    return set;
  }
  if (first.kind !== 'list' || first.open) return openSet(call, type, first);
  if (table !== undefined) presizeSet(table, first.items.length);
  return fillWith(call, set, first);
}

/** A load factor that is not the usual one makes another table. */
function hasOtherLoadFactor([, factor]: readonly Value[]): boolean {
  return factor !== undefined && !(factor.kind === 'number' && factor.value === 0.75);
}

/** The comparator of what is copied: what the compiler knows as sorted gives its own. undefined: whether it does is not known. */
function copiedOrder(call: LibraryCall, own: Value | undefined, sorted: string): { readonly comparator?: Value } | undefined {
  if (own === undefined) return {};
  const type = call.text?.types.type(0);
  const isSorted = type === undefined ? undefined : isSubtype(call.run, type, jdkClass(sorted));
  if (isSorted === undefined) return undefined;
  return isSorted ? { comparator: own } : {};
}

function newMap(call: LibraryCall, type: MapType): Value | undefined {
  const { run, args, site } = call;
  const [first] = args;
  const order = copiedOrder(call, type === 'TreeMap' && first?.kind === 'map' ? first.comparator : undefined, 'java.util.SortedMap');
  if (order === undefined) return undefined;
  if (type === 'Properties' && first?.kind === 'map') return emptyMap(type, { defaults: first });
  if (first?.kind === 'unknown') return run.openMap(first.key, first.label);
  const isComparator = type === 'TreeMap' && first !== undefined && first.kind !== 'map';
  const [, , byAccess] = args;
  const map = emptyMap(type, {
    ...(isComparator ? { comparator: first } : order),
    ...(concurrent.has(call.owner) ? { isConcurrent: true } : {}),
    ...(type === 'LinkedHashMap' && byAccess?.kind === 'boolean' && byAccess.value ? { byAccess: true } : {}),
  });
  if (type === 'LinkedHashMap' && byAccess?.kind === 'unknown') map.shuffled = true;
  const capacity = intOf(first);
  if (capacity !== undefined) {
    if (capacity < 0) throwJava('java.lang.IllegalArgumentException', `Illegal initial capacity: ${capacity}`, site);
    if (map.table !== undefined && type === 'ConcurrentHashMap') withUnclearCapacity(map.table);
    else if (map.table !== undefined) withCapacity(map.table, capacity);
    if (map.table !== undefined && hasOtherLoadFactor(args)) map.table.blurred = true;
  }
  if (first?.kind === 'map') putAll(call, map, first);
  return map;
}

/** `new String(…)`: of a text, chars or a builder. */
function newText(call: LibraryCall): Value | undefined {
  const [first, from, count] = call.args;
  if (first === undefined) return textValue('');
  if (first.kind === 'text') return textValue(first.text);
  if (first.kind === 'native' && first.type === 'StringBuilder') return textOfBuilder(call, first.state);
  if (first.kind !== 'list' || first.open) return undefined;
  const codes = first.items.map((item) => charOf(item));
  if (codes.includes(undefined)) return unclear(call, first.items);
  const [start, length] = [from === undefined ? 0 : intOf(from), count === undefined ? codes.length : intOf(count)];
  if (start === undefined || length === undefined || start < 0 || length < 0 || start + length > codes.length) return undefined;
  const text = codes.map((code) => String.fromCharCode(code ?? 0)).join('');
  if (isReserved(text)) return undefined;
  return call.run.made(length, () => text.slice(start, start + length), call.site);
}

function newBuilder(call: LibraryCall): Value | undefined {
  const [first] = call.args;
  if (first === undefined || intOf(first) !== undefined) return builderOf('');
  if (first.kind === 'text') return builderOf(first.text);
  if (first.kind === 'unknown' || (first.kind === 'native' && first.type === 'StringBuilder')) return builderOf(call.run.toText(first));
  return undefined;
}

const files = new Set(['FileInputStream', 'FileReader', 'File', 'InputStreamReader', 'BufferedReader', 'BufferedInputStream']);

/** undefined: a class that is not followed. `className` is simple. */
export function construct(call: LibraryCall, className: string): Value | undefined {
  const [first, second] = call.args;
  if (className === 'PriorityQueue') return newPriorityQueue(call);
  if (Object.hasOwn(lists, className)) return newList(call, lists[className]!);
  if (Object.hasOwn(sets, className)) return newSet(call, sets[className]!);
  if (Object.hasOwn(maps, className)) return newMap(call, maps[className]!);
  if (files.has(className)) {
    if (first?.kind === 'text') return isExact(first.text) ? { kind: 'native', type: 'file', state: { path: first.text } } : undefined;
    return first?.kind === 'native' && first.type === 'file' ? first : undefined;
  }
  switch (className) {
    case 'StringBuilder':
    case 'StringBuffer':
      return newBuilder(call);
    case 'StringJoiner':
      return joinerOf(call, call.args);
    case 'String':
      return newText(call);
    case 'SimpleEntry':
    case 'SimpleImmutableEntry':
      return first === undefined || second === undefined
        ? undefined
        : { kind: 'pair', key: kept(first), value: kept(second), live: className === 'SimpleEntry' };
    case 'Object':
      return call.run.unknown('an object of no use here', call.site, { label: 'Object' });
    default:
      return newAtomic(call);
  }
}
