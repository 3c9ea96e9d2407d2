/** Static methods of Collections, Arrays, List, Set, Map, Stream and their kin, by class and name. */
import { emptyMap } from '../../values/maps.js';
import { intOf, intValue } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { ListType, ListValue, MapValue, Value } from '../../values/values.js';
import {
  booleanValue,
  kept,
  nothing,
  throwNoElement,
  throwNull,
  unclear,
  unknownOf,
  type LibraryCall,
  type Method,
  type Methods,
} from './call.js';
import { isCollector } from './collectors.js';
import { compareValues } from './comparing.js';
import { addElement, collection, emptySet, insertAt, sameElements, setAt, unmodifiableMap, viewOf } from './elements.js';
import { findEntry, insertDoubtful, insertEntry, mixOrder } from './entriesOfMaps.js';
import { arraysStatics } from './arrays.js';
import { primitiveStreams, streamStatics } from './streamStatics.js';
import { openList, openSet, variable } from './variable.js';
import { jdkFunction } from './functions.js';
import { elementsInOrder } from './iterators.js';
import { sortInPlace } from './listChanges.js';
import { ordinalOf } from './instanceFacts.js';
import { javaEquals } from './equalsAndHash.js';

type Statics = Methods<undefined>;

const listOf: Method<undefined> = (call) => {
  const items = variable(call, call.args);
  if (items === undefined) return openList(call, call.args[0], 'List.of');
  if (items.some((item) => item.kind === 'null')) throwNull(call);
  return collection(call.run, 'List.of', items, call.site);
};

/** Set.of and Set.copyOf; `unique`: a second of the same is refused. */
function setOf(call: LibraryCall, items: readonly Value[], unique: boolean): Value {
  const { run, site } = call;
  const set = emptySet(run, 'Set.of', site);
  for (const item of items) {
    if (item.kind === 'null') throwNull(call);
    const added = addElement(run, set, item, site);
    if (added === undefined) return unclear(call, items);
    if (!added && unique) throwJava('java.lang.IllegalArgumentException', `duplicate element: ${run.toText(item)}`, site);
  }
  return set;
}

const mapOf: Method<undefined> = (call) => {
  const { run, args, site } = call;
  if (args.length % 2 !== 0) return undefined;
  const map = emptyMap('Map.of');
  for (let i = 0; i < args.length; i += 2) putOnce(call, map, args[i]!, args[i + 1]!);
  run.spend(site, args.length);
  return map;
};

/** What Map.of and Map.ofEntries do with a key: a second time it is refused. */
function putOnce(call: LibraryCall, map: MapValue, key: Value, value: Value): void {
  const { run, site } = call;
  if (key.kind === 'null' || value.kind === 'null') throwNull(call);
  const found = findEntry(run, map, key, site);
  if (found?.entry !== undefined) throwJava('java.lang.IllegalArgumentException', `duplicate key: ${run.toText(key)}`, site);
  const insert = found === undefined ? insertDoubtful : insertEntry;
  insert(run, map, kept(key), kept(value), 'put', site);
}

function copyOfMap(call: LibraryCall, source: MapValue): Value {
  const map = emptyMap('Map.of');
  for (const { key, value } of source.entries.values()) insertEntry(call.run, map, key, value, 'put', call.site);
  if (source.uncertain === true) map.uncertain = true;
  if (source.open) return { ...map, open: true, ...(source.loss === undefined ? {} : { loss: source.loss }) };
  return map;
}

const entry: Method<undefined> = (call) => {
  const [key, value] = call.args;
  if (key === undefined || value === undefined) return undefined;
  if (key.kind === 'null' || value.kind === 'null') throwNull(call);
  return { kind: 'pair', key: kept(key), value: kept(value), live: false };
};

/** Guava's `newArrayList(…)` and the like. */
function filled(
  make: (call: LibraryCall, items: readonly Value[]) => Value,
  open: (call: LibraryCall, from: Value | undefined) => Value,
): Method<undefined> {
  return (call) => {
    const [only] = call.args;
    if (call.args.length === 1 && only?.kind === 'list' && only.type !== undefined)
      return only.open ? open(call, only) : make(call, elementsInOrder(call.run, only, call.site));
    const items = variable(call, call.args);
    return items === undefined ? open(call, only) : make(call, items);
  };
}

function setFrom(type: 'HashSet' | 'LinkedHashSet' | 'TreeSet' | 'EnumSet'): (call: LibraryCall, items: readonly Value[]) => Value {
  return (call, items) => {
    const set = emptySet(call.run, type, call.site);
    return items.every((item) => addElement(call.run, set, item, call.site) !== undefined) ? set : unclear(call, items);
  };
}

/** In the order in which the elements are given; not known where it is not known which of them are the same. */
function unmodifiableSet(call: LibraryCall, items: readonly Value[], type: 'unmodifiable' | 'fixed' = 'unmodifiable'): Value {
  const set = setFrom('LinkedHashSet')(call, items);
  return set.kind === 'list' ? sameElements(type, set) : set;
}

const fixedSet = (call: LibraryCall, items: readonly Value[]): Value => unmodifiableSet(call, items, 'fixed');

const arrayList = filled((call, items) => collection(call.run, 'ArrayList', items, call.site), openList);
const filledSet = (type: 'HashSet' | 'LinkedHashSet' | 'TreeSet'): Method<undefined> =>
  filled(setFrom(type), (call, from) => openSet(call, type, from));
const immutableSet = filled(unmodifiableSet, (call, from) => openSet(call, 'Set.of', from));

const listStatics: Statics = {
  of: listOf,
  copyOf(call) {
    const [source] = call.args;
    if (source?.kind !== 'list') return undefined;
    if (source.open) return openList(call, source, 'List.of');
    const items = elementsInOrder(call.run, source, call.site);
    if (items.some((item) => item.kind === 'null')) throwNull(call);
    return collection(call.run, 'List.of', items, call.site);
  },
};

const setStatics: Statics = {
  of(call) {
    const items = variable(call, call.args);
    return items === undefined ? openSet(call, 'Set.of', call.args[0]) : setOf(call, items, true);
  },
  copyOf(call) {
    const [source] = call.args;
    if (source?.kind !== 'list') return undefined;
    return source.open ? openSet(call, 'Set.of', source) : setOf(call, source.items, false);
  },
};

const mapStatics: Statics = {
  of: mapOf,
  entry,
  ofEntries(call) {
    const items = variable(call, call.args);
    if (items === undefined || !items.every((item) => item.kind === 'pair')) return undefined;
    const map = emptyMap('Map.of');
    for (const item of items) if (item.kind === 'pair') putOnce(call, map, item.key, item.value);
    return map;
  },
  copyOf: (call) => (call.args[0]?.kind === 'map' ? copyOfMap(call, call.args[0]) : undefined),
};

const view: Method<undefined> = ({ args: [source] }) => (source?.kind === 'list' ? sameElements('unmodifiable', source) : undefined);
const viewOfMap: Method<undefined> = ({ args: [source] }) => (source?.kind === 'map' ? unmodifiableMap(source) : undefined);
const same: Method<undefined> = ({ args: [source] }) => (source?.kind === 'list' || source?.kind === 'map' ? source : undefined);

/** A fixed list or set of these elements. */
function fixed(items: (call: LibraryCall) => readonly Value[] | undefined): Method<undefined> {
  return (call) => {
    const found = items(call);
    return found === undefined ? undefined : sameElements('fixed', collection(call.run, 'ArrayList', found, call.site));
  };
}

/** Collections.max and min: of equal elements the first. */
function extreme(sign: 1 | -1): Method<undefined> {
  return (call) => {
    const [source, comparator] = call.args;
    if (source?.kind !== 'list') return undefined;
    // The comparator is code that runs.
    if (source.open) return comparator === undefined ? unknownOf(call, source, 'element') : undefined;
    let best: Value | undefined;
    for (const item of source.items) {
      const order = best === undefined ? 0 : compareValues(call.run, comparator, item, best, call.site);
      if (order === undefined) return unclear(call, source.items);
      if (best === undefined || order * sign > 0) best = item;
    }
    return best ?? throwNoElement(undefined, call.site);
  };
}

const unchanging = new Set<ListType | undefined>(['List.of', 'unmodifiable']);

/** One element alone stands where it stands in every order. */
function changesNothing({ method }: LibraryCall, { items }: ListValue): boolean {
  if (method === 'sort' || method === 'addAll') return false;
  return items.length === 0 || (items.length === 1 && ['reverse', 'rotate', 'shuffle'].includes(method));
}

/** A list that can be written to, wholly known, whose elements come in a known order; undefined: not. */
function writable(call: LibraryCall, value: Value | undefined): ListValue | undefined {
  if (value?.kind !== 'list' || value.open) return undefined;
  // Of those that cannot be changed, some refuse only what would change an element.
  if (value.type === 'fixed' || (unchanging.has(value.type) && changesNothing(call, value))) return undefined;
  if (unchanging.has(value.type)) throwJava('java.lang.UnsupportedOperationException', undefined, call.site);
  return value;
}

function reorder(call: LibraryCall, list: ListValue, items: readonly Value[]): Value {
  call.run.spend(call.site, items.length);
  for (const [i, item] of items.entries()) setAt(call.run, list, i, item, call.site);
  return nothing;
}

const collectionsStatics: Statics = {
  emptyList: fixed(() => []),
  emptySet: (call) => fixedSet(call, []),
  emptyMap: () => unmodifiableMap(emptyMap('LinkedHashMap'), 'fixed'),
  singletonList: fixed(({ args }) => args),
  singleton: (call) => (call.args[0] === undefined ? undefined : fixedSet(call, call.args)),
  singletonMap(call) {
    const [key, value] = call.args;
    if (key === undefined || value === undefined) return undefined;
    const map = emptyMap('LinkedHashMap');
    insertEntry(call.run, map, kept(key), kept(value), 'put', call.site);
    return unmodifiableMap(map, 'fixed');
  },
  nCopies(call) {
    const [count, item] = [intOf(call.args[0]), call.args[1]];
    if (count === undefined || item === undefined) return undefined;
    if (count < 0) throwJava('java.lang.IllegalArgumentException', `List length = ${count}`, call.site);
    call.run.spend(call.site, count);
    const items = Array.from({ length: count }, () => item);
    return sameElements('fixed', collection(call.run, 'ArrayList', items, call.site));
  },
  unmodifiableList: view,
  unmodifiableSet: view,
  unmodifiableCollection: ({ args: [source] }) => (source?.kind === 'list' ? sameElements('unmodifiableCollection', source) : undefined),
  unmodifiableSortedSet: view,
  unmodifiableMap: viewOfMap,
  unmodifiableSortedMap: viewOfMap,
  synchronizedList: same,
  synchronizedSet: same,
  synchronizedMap: same,
  sort(call) {
    const list = writable(call, call.args[0]);
    if (list === undefined) return undefined;
    sortInPlace(call, list, call.args[1]);
    return nothing;
  },
  reverse(call) {
    const list = writable(call, call.args[0]);
    return list === undefined ? undefined : reorder(call, list, [...list.items].reverse());
  },
  shuffle(call) {
    const list = writable(call, call.args[0]);
    if (list === undefined || (list.view !== undefined && list.items.length > 1)) return undefined;
    list.unordered = true;
    return nothing;
  },
  rotate(call) {
    const [list, by] = [writable(call, call.args[0]), intOf(call.args[1])];
    if (list === undefined || by === undefined) return undefined;
    const { items } = list;
    const size = items.length;
    return reorder(
      call,
      list,
      items.map((_, i) => items[(((i - by) % size) + size) % size]!),
    );
  },
  swap(call) {
    const list = writable(call, call.args[0]);
    const [i, j] = [intOf(call.args[1]), intOf(call.args[2])];
    if (list === undefined || i === undefined || j === undefined) return undefined;
    const [a, b] = [list.items[i], list.items[j]];
    if (a === undefined || b === undefined) {
      const index = a === undefined ? i : j;
      throwJava('java.lang.IndexOutOfBoundsException', `Index ${index} out of bounds for length ${list.items.length}`, call.site);
    }
    setAt(call.run, list, i, b, call.site);
    setAt(call.run, list, j, a, call.site);
    return nothing;
  },
  fill(call) {
    const [list, item] = [writable(call, call.args[0]), call.args[1]];
    return list === undefined || item === undefined
      ? undefined
      : reorder(
          call,
          list,
          list.items.map(() => item),
        );
  },
  addAll(call) {
    const [list, ...rest] = call.args;
    if (list?.kind !== 'list') return undefined;
    const items = variable(call, rest);
    if (items?.length === 0) return booleanValue(false);
    const checked = writable(call, list);
    if (items === undefined || checked === undefined) return undefined;
    call.run.spend(call.site, items.length);
    let changed = false;
    for (const item of items) {
      const added = addElement(call.run, checked, item, call.site);
      if (added === undefined) return undefined;
      changed ||= added;
    }
    return booleanValue(changed);
  },
  frequency(call) {
    const [list, wanted] = call.args;
    if (list?.kind !== 'list' || wanted === undefined) return undefined;
    if (list.open) return unclear(call, [list, wanted]);
    const found = list.items.map((item) => javaEquals(call.run, wanted, item, call.site));
    return found.includes(undefined) ? unclear(call, [wanted, list]) : intValue(found.filter((one) => one === true).length);
  },
  disjoint(call) {
    const [a, b] = call.args;
    if (a?.kind !== 'list' || b?.kind !== 'list') return undefined;
    if (a.open || b.open) return unclear(call, [a, b]);
    const found = a.items.flatMap((item) => b.items.map((other) => javaEquals(call.run, item, other, call.site)));
    return found.includes(true) ? booleanValue(false) : found.includes(undefined) ? unclear(call, [a, b]) : booleanValue(true);
  },
  max: extreme(1),
  min: extreme(-1),
  reverseOrder: ({ args }) => (args.length === 0 ? jdkFunction('reverseOrder', []) : jdkFunction('reversed', args)),
  list: (call) => {
    const [iterator] = call.args;
    if (iterator?.kind !== 'native' || iterator.type !== 'iterator' || iterator.state.list.open) return undefined;
    return collection(
      call.run,
      'ArrayList',
      elementsInOrder(call.run, iterator.state.list, call.site).slice(iterator.state.cursor),
      call.site,
    );
  },
  newSetFromMap: (call) =>
    call.args[0]?.kind === 'map' && call.args[0].entries.size === 0 ? viewOf(call.run, call.args[0], 'HashSet', call.site) : undefined,
};

/** EnumSet: of constants, in the order of their enum. */
const enumSetStatics: Statics = {
  of: (call) => (call.args.every((arg) => ordinalOf(call.run, arg) !== undefined) ? setFrom('EnumSet')(call, call.args) : undefined),
  copyOf: (call) => (call.args[0]?.kind === 'list' && !call.args[0].open ? setFrom('EnumSet')(call, call.args[0].items) : undefined),
  noneOf: (call) => setFrom('EnumSet')(call, []),
  allOf(call) {
    const constants = constantsOf(call, call.args[0]);
    return constants === undefined ? undefined : setFrom('EnumSet')(call, constants);
  },
  range(call) {
    const [from, to] = call.args;
    const [low, high] = [from, to].map((arg) => (arg === undefined ? undefined : ordinalOf(call.run, arg)));
    const constants = constantsOf(call, from);
    return low === undefined || high === undefined || constants === undefined
      ? undefined
      : setFrom('EnumSet')(call, constants.slice(low, high + 1));
  },
  complementOf(call) {
    const [set] = call.args;
    const constants = set?.kind === 'list' && !set.open ? constantsOf(call, set.items[0]) : undefined;
    if (constants === undefined || set?.kind !== 'list') return undefined;
    return setFrom('EnumSet')(
      call,
      constants.filter((constant) => !set.items.includes(constant)),
    );
  },
};

/** The constants of the enum that a class or one of its constants names. */
function constantsOf(call: LibraryCall, value: Value | undefined): readonly Value[] | undefined {
  const { program } = call.run;
  const declaration = value?.kind === 'class' ? value.declaration : value?.kind === 'object' ? value.declaration : undefined;
  const own = declaration === undefined ? undefined : program.infoOf(declaration);
  const info = own?.declaration.kind === 'enum' ? own : own?.outer;
  return info?.declaration.kind === 'enum' ? [...call.run.enumConstants(info).values()] : undefined;
}

/** By simple class name. Guava's factories of plain collections are among them, as topologies use these. */
const classes: Readonly<Record<string, Statics>> = {
  List: listStatics,
  Set: setStatics,
  Map: mapStatics,
  Entry: { entry },
  Collections: collectionsStatics,
  Arrays: arraysStatics,
  Stream: streamStatics,
  IntStream: primitiveStreams('int'),
  LongStream: primitiveStreams('long'),
  DoubleStream: primitiveStreams('double'),
  EnumSet: enumSetStatics,
  ImmutableList: { of: listOf, copyOf: filled((call, items) => collection(call.run, 'List.of', items, call.site), openList) },
  ImmutableSet: { of: immutableSet, copyOf: immutableSet },
  ImmutableMap: { of: (call) => orderedMap(call), copyOf: viewOfMap },
  Lists: {
    newArrayList: arrayList,
    newLinkedList: filled((call, items) => collection(call.run, 'LinkedList', items, call.site), openList),
  },
  Sets: {
    newHashSet: filledSet('HashSet'),
    newLinkedHashSet: filledSet('LinkedHashSet'),
    newTreeSet: filledSet('TreeSet'),
  },
  Maps: { newHashMap: () => emptyMap('HashMap'), newLinkedHashMap: () => emptyMap('LinkedHashMap'), newTreeMap: () => emptyMap('TreeMap') },
};

/** Guava's ImmutableMap keeps the order of its entries. */
function orderedMap(call: LibraryCall): Value | undefined {
  if (call.args.length % 2 !== 0) return undefined;
  const map = emptyMap('LinkedHashMap');
  for (let i = 0; i < call.args.length; i += 2) putOnce(call, map, call.args[i]!, call.args[i + 1]!);
  return unmodifiableMap(map);
}

export function callCollectionStatic(call: LibraryCall, className: string): Value | undefined {
  if (className === 'Collectors')
    return isCollector(call.method) ? { kind: 'native', type: 'collector', state: { name: call.method, args: call.args } } : undefined;
  if (!Object.hasOwn(classes, className)) return undefined;
  const methods = classes[className]!;
  return Object.hasOwn(methods, call.method) ? methods[call.method]!(call, undefined) : undefined;
}

/** Puts what is in a collection into a new one of another kind. */
export function fillWith(call: LibraryCall, target: ListValue, source: ListValue): Value {
  const { run, site } = call;
  run.spend(site, source.items.length);
  const isMixed = source.unordered === true && source.items.length > 1;
  if (target.view?.of !== 'map') {
    for (const item of source.items) insertAt(target, target.items.length, item);
    if (isMixed) target.unordered = true;
    return target;
  }
  if (isMixed) mixOrder(target.view.map);
  for (const item of source.items) if (addElement(run, target, item, site) === undefined) return unclear(call, [item, source]);
  return target;
}
