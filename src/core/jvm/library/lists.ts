/** Lists, sets, queues and arrays: what their methods do, by name. Which kind has which method the compiler has seen to. */
import { array, arrayLike } from '../arrayValues.js';
import { fillArray } from './arrays.js';
import { changesOf, countChange } from '../../values/maps.js';
import { intOf, intValue } from '../../values/numbers.js';
import { objectType } from '../javaTypes.js';
import { throwJava } from '../throwables.js';
import type { ListType, ListValue, Value } from '../../values/values.js';
import {
  booleanOrUnclear,
  booleanValue,
  forUnknown,
  intOrUnclear,
  isPrimitive,
  nothing,
  nullValue,
  textOrUnclear,
  throwNoElement,
  throwNull,
  unclear,
  unknownOf,
  type LibraryCall,
  type Methods,
} from './call.js';
import { addElement, clearElements, collection, insertAt, partOf, removeAt, setAt } from './elements.js';
import { outOfBounds, refuse, refuseAsked, refuseNull, refusesLate } from './listRefusals.js';
import { findEntry, mixOrder, removeEntry } from './entriesOfMaps.js';
import { createFlow } from './pipelines.js';
import { nearestElement, partOfSet, reversedSet } from './ranges.js';
import { forEachOf } from './going.js';
import { elementsInOrder, iteratorOver, iteratorOverCopy, unorderedReason, visited } from './iterators.js';
import { filterElements, lost, sortInPlace, takesIndex } from './listChanges.js';
import { contains, isList, isSet, javaEquals, javaHash, javaText } from './equalsAndHash.js';

const add: Methods<ListValue>[string] = (call, list) => {
  const { run, args, site } = call;
  const [first, second] = args;
  if (first === undefined) return undefined;
  refuse(list, 'add', site);
  if (second !== undefined) {
    const index = intOf(first);
    if (index === undefined || list.open) lost(call, list, [first]);
    else if (index < 0 || index > list.items.length) outOfBounds(list, index, call);
    else {
      run.spend(site, Math.floor((list.items.length - index) / 64));
      insertAt(list, index, second);
    }
    return nothing;
  }
  refuseNull(call, list, first);
  if (list.open && isSet(list)) return unclear(call, [list, first]);
  const added = addElement(run, list, first, site);
  if (added !== undefined) return booleanValue(added);
  // A set that may have it already.
  lost(call, list, [first]);
  return unclear(call, [first, list]);
};

const getAt: Methods<ListValue>[string] = (call, list) => {
  const [first] = call.args;
  const index = intOf(first);
  if (list.open) return unknownOf(call, list, 'element');
  if (list.unordered === true && list.items.length > 1) return call.run.unknown(unorderedReason, call.site, { label: 'element' });
  if (index === undefined || first === undefined) return unclear(call, [first ?? nullValue]);
  return list.items[index] ?? outOfBounds(list, index, call);
};

/** The first or last element. `empty`: what an empty collection does. */
function end(which: 'first' | 'last', taken: boolean, empty: 'throw' | 'null'): Methods<ListValue>[string] {
  return (call, list) => {
    if (taken) refuse(list, 'remove', call.site);
    if (list.open || (list.unordered === true && list.items.length > 1)) {
      if (taken) lost(call, list, []);
      return list.open ? unknownOf(call, list, 'element') : call.run.unknown(unorderedReason, call.site, { label: 'element' });
    }
    const index = which === 'first' ? 0 : list.items.length - 1;
    const item = list.items[index];
    if (item === undefined) {
      if (empty === 'null') return nullValue;
      throwNoElement(undefined, call.site);
    }
    if (taken) removeAt(call.run, list, index, call.site);
    return item;
  };
}

const push: Methods<ListValue>[string] = (call, list) => {
  const [first] = call.args;
  if (first === undefined) return undefined;
  refuse(list, 'add', call.site);
  refuseNull(call, list, first);
  if (!list.open) {
    call.run.spend(call.site, Math.floor(list.items.length / 64));
    insertAt(list, 0, first);
  }
  return call.method === 'offerFirst' ? booleanValue(true) : nothing;
};

const append: Methods<ListValue>[string] = (call, list) => {
  const [first] = call.args;
  if (first === undefined) return undefined;
  refuse(list, 'add', call.site);
  refuseNull(call, list, first);
  if (addElement(call.run, list, first, call.site) === undefined) lost(call, list, [first]);
  return call.method === 'addLast' ? nothing : booleanValue(true);
};

/** `remove()` takes their head. */
const queues = new Set<ListType | undefined>(['LinkedList', 'ArrayDeque', 'PriorityQueue']);

const remove: Methods<ListValue>[string] = (call, list) => {
  const { run, args, site } = call;
  const [first] = args;
  if (first === undefined) return queues.has(list.type) ? end('first', true, 'throw')(call, list) : undefined;
  const isNumber = isPrimitive(first) || (first.kind === 'unknown' && first.type?.name === 'int');
  const byIndex = isList(list) && isNumber ? takesIndex(call) : false;
  if (byIndex === undefined) {
    lost(call, list, [first]);
    return unknownOf(call, list, 'element');
  }
  if (byIndex) {
    refuse(list, 'remove', site);
    const index = intOf(first);
    if (index === undefined || list.open) {
      lost(call, list, [first]);
      return unknownOf(call, list, 'element');
    }
    const item = list.items[index] ?? outOfBounds(list, index, call);
    removeAt(run, list, index, site);
    return item;
  }
  return removeObject(call, list, first);
};

function removeObject(call: LibraryCall, list: ListValue, wanted: Value): Value {
  const { run, site } = call;
  if (!refusesLate(list)) refuse(list, 'remove', site);
  if (list.open) return unclear(call, [list, wanted]);
  if (list.view?.of === 'map' && list.type !== 'values' && list.type !== 'entrySet') {
    const found = findEntry(run, list.view.map, wanted, site);
    if (found === undefined) {
      lost(call, list, [wanted]);
      return unclear(call, [wanted, list]);
    }
    if (found.entry !== undefined) {
      refuse(list, 'remove', site);
      removeEntry(list.view.map, found.entry);
    }
    return booleanValue(found.entry !== undefined);
  }
  const { items } = list;
  for (let i = 0; i < items.length; i++) {
    const same = javaEquals(run, wanted, items[i]!, site);
    if (same === false) continue;
    if (same === undefined) {
      lost(call, list, [wanted, items[i]]);
      return unclear(call, [wanted, list]);
    }
    refuse(list, 'remove', site);
    removeAt(run, list, i, site);
    return booleanValue(true);
  }
  // Vector counts it before it looks.
  if (list.type === 'Stack') countChange(list);
  return booleanValue(false);
}

const addAll: Methods<ListValue>[string] = (call, list) => {
  const { run, args, site } = call;
  const others = args.at(-1);
  if (others === undefined) return undefined;
  const index = args.length === 2 ? intOf(args[0]) : list.items.length;
  if (!refusesLate(list) || others.kind !== 'list' || others.items.length > 0) refuse(list, 'add', site);
  if (others.kind === 'null') throwNull(call);
  if (others.kind !== 'list' || others.open || list.open || index === undefined) {
    lost(call, list, [...args, list]);
    return booleanValue(true);
  }
  if (index < 0 || index > list.items.length) outOfBounds(list, index, call);
  if (others.unordered === true && others.items.length > 1) {
    if (list.view?.of === 'map') mixOrder(list.view.map);
    else if (list.view === undefined) list.unordered = true;
    else lost(call, list, []);
  }
  run.spend(site, others.items.length);
  let changed = false;
  // ArrayList and Vector count it, even of nothing.
  if (others.items.length === 0 && (list.type === 'ArrayList' || list.type === 'Stack')) countChange(list);
  for (const [i, item] of [...others.items].entries()) {
    refuseNull(call, list, item);
    if (isSet(list) || list.type === 'PriorityQueue') {
      const added = addElement(run, list, item, site);
      if (added === undefined) {
        lost(call, list, [item]);
        return unclear(call, [item, list]);
      }
      changed ||= added;
    } else {
      insertAt(list, index + i, item);
      changed = true;
    }
  }
  return booleanValue(changed);
};

function indexOf(which: 'first' | 'last'): Methods<ListValue>[string] {
  return (call, list) => {
    const [wanted] = call.args;
    if (wanted === undefined || list.open) return unclear(call, [wanted ?? nullValue, list]);
    refuseNull(call, list, wanted);
    const indices = list.items.map((_, i) => i);
    if (which === 'last') indices.reverse();
    for (const i of indices) {
      const same = javaEquals(call.run, wanted, list.items[i]!, call.site);
      if (same === undefined) return unclear(call, [wanted, list]);
      if (same) return intValue(i);
    }
    return intValue(-1);
  };
}

const sort: Methods<ListValue>[string] = (call, list) => {
  if (list.type === 'fixed' && list.items.length < 2) return list.items.length === 0 ? nothing : undefined;
  if (list.type !== 'Arrays.asList') refuse(list, 'set', call.site);
  if (list.open) return call.args[0] === undefined || call.args[0].kind === 'null' ? nothing : undefined;
  sortInPlace(call, list, call.args[0]);
  return nothing;
};

/** Runs a function for each element; false: it cannot be run. */
function forEachElement(call: LibraryCall, list: ListValue, action: Value): Value | undefined {
  const { run, site } = call;
  if (list.open) return forUnknown(call, list.loss ?? { reason: 'what this goes over is not known', site }, action, ['element']);
  run.spend(site, list.items.length);
  const own = forEachOf(list);
  const changes = changesOf(list);
  const elements = visited(run, list, site, own?.going);
  let element = elements.next();
  for (; element.done !== true; element = elements.next()) {
    if (run.invoke(action, undefined, [element.value], site) === undefined) return undefined;
    // ArrayList and Vector look after each element.
    if (changesOf(list) !== changes && (list.type === 'ArrayList' || list.type === 'Stack')) break;
  }
  if (element.done === true && element.value !== undefined) return forUnknown(call, element.value, action, ['element']);
  const refuses = list.type === 'ArrayList' || list.type === 'Stack' || own?.refusesAfter === true;
  if (refuses && changesOf(list) !== changes) throwJava('java.util.ConcurrentModificationException', undefined, site);
  return nothing;
}

const replaceAll: Methods<ListValue>[string] = (call, list) => {
  const { run, args, site } = call;
  const [operator] = args;
  if (operator === undefined) return undefined;
  if (list.type !== 'fixed' || list.items.length > 0) refuse(list, 'set', site);
  if (list.open) return undefined;
  for (const [i, item] of [...list.items].entries()) {
    const result = run.invoke(operator, undefined, [item], site);
    if (result === undefined) return undefined;
    setAt(run, list, i, result, site);
  }
  if (list.type === 'ArrayList' || list.type === 'Stack') countChange(list);
  return nothing;
};

function whole(read: (call: LibraryCall, list: ListValue) => Value | undefined): Methods<ListValue>[string] {
  return (call, list) =>
    list.open ? unclear(call, [list, ...call.args], 'what this collection holds is not wholly known') : read(call, list);
}

/** As the collection itself looks for it: sets by their table or order. */
function holds(call: LibraryCall, list: ListValue, wanted: Value): boolean | undefined {
  if (list.view?.of !== 'map' || list.type === 'values' || list.type === 'entrySet') return contains(call.run, list, wanted, call.site);
  const found = findEntry(call.run, list.view.map, wanted, call.site);
  return found === undefined ? undefined : found.entry !== undefined;
}

/** A Stack has its top at the end, a Deque at the front. */
function atTop(ofStack: Methods<ListValue>[string], ofDeque: Methods<ListValue>[string]): Methods<ListValue>[string] {
  return (call, list) => (list.type === 'Stack' ? ofStack(call, list) : ofDeque(call, list));
}

function emptyStack(method: Methods<ListValue>[string]): Methods<ListValue>[string] {
  return (call, list) => {
    if (!list.open && list.items.length === 0) throwJava('java.util.EmptyStackException', undefined, call.site);
    return method(call, list);
  };
}

const pushOnStack: Methods<ListValue>[string] = (call, list) => {
  const [first] = call.args;
  if (first !== undefined) insertAt(list, list.items.length, first);
  return first;
};

export const listMethods: Methods<ListValue> = {
  add,
  addFirst: push,
  offerFirst: push,
  push: atTop(pushOnStack, push),
  addLast: append,
  offer: append,
  offerLast: append,
  addAll,
  get: getAt,
  elementAt: getAt,
  getFirst: end('first', false, 'throw'),
  getLast: end('last', false, 'throw'),
  element: end('first', false, 'throw'),
  first: end('first', false, 'throw'),
  last: end('last', false, 'throw'),
  peek: atTop(emptyStack(end('last', false, 'throw')), end('first', false, 'null')),
  peekFirst: end('first', false, 'null'),
  peekLast: end('last', false, 'null'),
  poll: end('first', true, 'null'),
  pollFirst: end('first', true, 'null'),
  pollLast: end('last', true, 'null'),
  pop: atTop(emptyStack(end('last', true, 'throw')), end('first', true, 'throw')),
  empty: whole((_, list) => (list.type === 'Stack' ? booleanValue(list.items.length === 0) : undefined)),
  search: whole((call, list) => {
    const [wanted] = call.args;
    const found = wanted === undefined || list.type !== 'Stack' ? undefined : indexOf('last')(call, list);
    const at = intOf(found);
    return at === undefined ? found : intValue(at < 0 ? -1 : list.items.length - at);
  }),
  removeFirst: end('first', true, 'throw'),
  removeLast: end('last', true, 'throw'),
  remove,
  removeFirstOccurrence: (call, list) => (call.args[0] === undefined ? undefined : removeObject(call, list, call.args[0])),
  removeIf(call, list) {
    const [test] = call.args;
    // One alone refuses it, several do where one would be taken out.
    if (test === undefined || (list.type === 'fixed' && list.items.length > 0)) return undefined;
    if (!refusesLate(list)) refuse(list, 'remove', call.site);
    return filterElements(call, list, (item) => {
      const result = call.run.invoke(test, undefined, [item], call.site);
      return result?.kind === 'boolean' ? !result.value : undefined;
    });
  },
  removeAll(call, list) {
    const [others] = call.args;
    if (others?.kind !== 'list') return undefined;
    if (!refusesLate(list)) refuse(list, 'remove', call.site);
    // A set that is the larger one looks for the others itself.
    if (!isSet(list) || list.items.length <= others.items.length) refuseAsked(call, others, list.items);
    return filterElements(call, list, (item) => negated(contains(call.run, others, item, call.site)));
  },
  retainAll(call, list) {
    const [others] = call.args;
    if (others?.kind !== 'list') return undefined;
    if (!refusesLate(list)) refuse(list, 'remove', call.site);
    refuseAsked(call, others, list.items);
    return filterElements(call, list, (item) => contains(call.run, others, item, call.site));
  },
  clear(call, list) {
    // It refuses each removal, of which there is none.
    if (refusesLate(list) && !list.open && list.items.length === 0) return nothing;
    refuse(list, 'remove', call.site);
    if (!list.open) clearElements(call.run, list, call.site);
    return nothing;
  },
  set(call, list) {
    const [first, second] = call.args;
    if (first === undefined || second === undefined) return undefined;
    if (list.type !== 'Arrays.asList') refuse(list, 'set', call.site);
    const index = intOf(first);
    if (list.open || index === undefined) {
      lost(call, list, [first]);
      return unknownOf(call, list, 'element');
    }
    const before = list.items[index] ?? outOfBounds(list, index, call);
    setAt(call.run, list, index, second, call.site);
    return before;
  },
  size: whole((_, list) => intValue(list.items.length)),
  isEmpty: (call, list) => (list.items.length > 0 && !list.open ? booleanValue(false) : whole(() => booleanValue(true))(call, list)),
  contains(call, list) {
    const [wanted] = call.args;
    if (wanted === undefined) return undefined;
    refuseAsked(call, list, [wanted]);
    return booleanOrUnclear(call, holds(call, list, wanted), [wanted, list]);
  },
  containsAll(call, list) {
    const [others] = call.args;
    if (others?.kind !== 'list') return undefined;
    if (others.open) return unclear(call, [others, list]);
    let all: boolean | undefined = true;
    for (const other of others.items) {
      refuseAsked(call, list, [other]);
      const has = contains(call.run, list, other, call.site);
      if (has === false) return booleanValue(false);
      all &&= has;
    }
    return booleanOrUnclear(call, all, [others, list]);
  },
  indexOf: indexOf('first'),
  lastIndexOf: indexOf('last'),
  forEach: (call, list) => (call.args[0] === undefined ? undefined : forEachElement(call, list, call.args[0])),
  replaceAll,
  sort,
  stream: (_, list) => createFlow(list, 'object'),
  parallelStream: (_, list) => createFlow(list, 'object'),
  iterator: (_, list) => iteratorOver(list, 0),
  listIterator(call, list) {
    const from = call.args[0] === undefined ? 0 : intOf(call.args[0]);
    return from === undefined ? undefined : iteratorOver(list, from);
  },
  descendingIterator: whole((call, list) => iteratorOverCopy(collection(call.run, 'ArrayList', [...list.items].reverse(), call.site))),
  toArray: whole((call, list) => {
    const [given] = call.args;
    // An array that is large enough is filled, and null written behind the last element.
    if (given?.kind === 'list' && given.type === undefined) return fillArray(call, list, given);
    const items = elementsInOrder(call.run, list, call.site);
    // `String[]::new` is given no more than the type.
    const made = given === undefined ? undefined : call.run.invoke(given, undefined, [intValue(0)], call.site);
    return made?.kind === 'list' ? fillArray(call, list, made) : given === undefined ? array(items, objectType) : undefined;
  }),
  clone(call, list) {
    if (list.type === undefined) return { ...arrayLike(list, list.items), open: list.open };
    if (list.open) return unclear(call, [list]);
    if (list.type === 'ArrayList' || list.type === 'LinkedList' || list.type === 'ArrayDeque' || list.type === 'Stack')
      return collection(call.run, list.type, list.items, call.site);
    return undefined;
  },
  subList: whole((call, list) => {
    const [from, to] = call.args.map((arg) => intOf(arg));
    if (from === undefined || to === undefined) return undefined;
    if (from < 0) throwJava('java.lang.IndexOutOfBoundsException', `fromIndex = ${from}`, call.site);
    if (to > list.items.length) throwJava('java.lang.IndexOutOfBoundsException', `toIndex = ${to}`, call.site);
    if (from > to) throwJava('java.lang.IllegalArgumentException', `fromIndex(${from}) > toIndex(${to})`, call.site);
    call.run.spend(call.site);
    return partOf(list, from, to);
  }),
  floor: nearestElement('below', true),
  lower: nearestElement('below', false),
  ceiling: nearestElement('above', true),
  headSet: partOfSet,
  tailSet: partOfSet,
  subSet: partOfSet,
  descendingSet: reversedSet,
  higher: nearestElement('above', false),
  ensureCapacity: () => nothing,
  trimToSize: () => nothing,
  equals(call, list) {
    const [other] = call.args;
    return other === undefined ? undefined : booleanOrUnclear(call, javaEquals(call.run, list, other, call.site), [list, other]);
  },
  hashCode: (call, list) => intOrUnclear(call, javaHash(call.run, list, call.site), [list]),
  toString: (call: LibraryCall, list: ListValue) => textOrUnclear(call, javaText(call.run, list, call.site), [list]),
};

function negated(known: boolean | undefined): boolean | undefined {
  return known === undefined ? undefined : !known;
}
