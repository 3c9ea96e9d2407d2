/** Static methods of java.util.Arrays, and System.arraycopy. */
import { stored } from '../arrayStores.js';
import { array, arrayLike, componentOf } from '../arrayValues.js';
import { charOf, intOf, intValue, isFloating, toType } from '../../values/numbers.js';
import { sameType } from '../javaTypes.js';
import { throwJava } from '../throwables.js';
import type { FlowState, ListValue, Value } from '../../values/values.js';
import {
  booleanOrUnclear,
  booleanValue,
  isPrimitive,
  kept,
  nothing,
  nullValue,
  textValue,
  unclear,
  type LibraryCall,
  type Method,
  type Methods,
} from './call.js';
import { compareValues } from './comparing.js';
import { sameElements } from './elements.js';
import { elementsInOrder } from './iterators.js';
import { sortInPlace } from './listChanges.js';
import { hashOfSequence, javaEquals } from './equalsAndHash.js';
import { createFlow } from './pipelines.js';
import { openList, variable } from './variable.js';

/** An array that is wholly known, and the part of it that the arguments name; undefined: not. */
function partOfArray(
  call: LibraryCall,
  count: number,
): { readonly list: ListValue; readonly from: number; readonly to: number } | undefined {
  const [list] = call.args;
  if (list?.kind !== 'list' || list.type !== undefined || list.open) return undefined;
  if (call.args.length <= count) return { list, from: 0, to: list.items.length };
  const [from, to] = [intOf(call.args[1]), intOf(call.args[2])];
  if (from === undefined || to === undefined) return undefined;
  if (from > to) throwJava('java.lang.IllegalArgumentException', `fromIndex(${from}) > toIndex(${to})`, call.site);
  if (from < 0 || to > list.items.length)
    throwJava('java.lang.ArrayIndexOutOfBoundsException', `Array index out of range: ${from < 0 ? from : to}`, call.site);
  return { list, from, to };
}

/** What an array of this one's elements holds where nothing was written. */
function defaultOf(list: ListValue): Value | undefined {
  if (list.element === 'reference') return nullValue;
  if (list.element !== undefined) return list.element === 'boolean' ? booleanValue(false) : toType(intValue(0), list.element);
  const [first] = list.items;
  if (first === undefined) return undefined;
  if (isPrimitive(first)) return toType(intValue(0), first.type);
  return first.kind === 'boolean' || first.kind === 'unknown' ? undefined : nullValue;
}

function copied(call: LibraryCall, list: ListValue, from: number, to: number): Value | undefined {
  call.run.spend(call.site, Math.max(0, to - from));
  const beyond = to > list.items.length ? defaultOf(list) : nullValue;
  if (beyond === undefined) return undefined;
  return arrayLike(
    list,
    Array.from({ length: to - from }, (_, i) => list.items[from + i] ?? beyond),
  );
}

/** Arrays.toString and deepToString. */
function printed(call: LibraryCall, list: ListValue, deep: boolean): string | undefined {
  if (list.open) return undefined;
  call.run.spend(call.site, list.items.length);
  const parts = list.items.map((item) => {
    if (item.kind !== 'list' || item.type !== undefined) return call.run.toText(item);
    return deep ? printed(call, item, true) : undefined;
  });
  return parts.includes(undefined) ? undefined : `[${parts.join(', ')}]`;
}

function printArray(deep: boolean): Method<undefined> {
  return (call) => {
    const [list] = call.args;
    if (list?.kind === 'null') return textValue('null');
    const text = list?.kind === 'list' ? printed(call, list, deep) : undefined;
    if (text !== undefined) return call.run.made(text.length, () => text, call.site);
    return list === undefined ? undefined : unclear(call, [list]);
  };
}

function equalArrays(call: LibraryCall, a: Value, b: Value, deep: boolean): boolean | undefined {
  if (a.kind !== 'list' || b.kind !== 'list' || a.type !== undefined || b.type !== undefined) return javaEquals(call.run, a, b, call.site);
  if (a.open || b.open) return undefined;
  if (a.items.length !== b.items.length) return false;
  const found = a.items.map((item, i) =>
    deep ? equalArrays(call, item, b.items[i]!, true) : javaEquals(call.run, item, b.items[i]!, call.site),
  );
  return found.includes(false) ? false : found.includes(undefined) ? undefined : true;
}

function arraysEqual(deep: boolean): Method<undefined> {
  return (call) => {
    const [a, b] = call.args;
    if (a === undefined || b === undefined || call.args.length > 2) return undefined;
    const result = equalArrays(call, a, b, deep);
    return booleanOrUnclear(call, result, [a, b]);
  };
}

/** What a stream of an array's elements is; undefined: its elements do not tell. */
function streamType(list: ListValue): FlowState['of'] {
  const [first] = list.items;
  if (first === undefined || !isPrimitive(first)) return 'object';
  return first.type === 'long' ? 'long' : isFloating(first) ? 'double' : charOf(first) === undefined ? 'int' : 'object';
}

export const arraysStatics: Methods<undefined> = {
  asList(call) {
    const [only] = call.args;
    if (call.args.length === 1 && only?.kind === 'list' && only.type === undefined && !only.items.some(isPrimitive))
      return sameElements('Arrays.asList', only);
    const items = variable(call, call.args);
    return items === undefined ? openList(call, only) : sameElements('Arrays.asList', array(items.map(kept)));
  },
  stream(call) {
    const [source] = call.args;
    if (source?.kind === 'list' && source.open) return createFlow(source, 'object');
    const part = partOfArray(call, 1);
    return part === undefined
      ? undefined
      : createFlow(
          part.to - part.from === part.list.items.length ? part.list : arrayLike(part.list, part.list.items.slice(part.from, part.to)),
          streamType(part.list),
        );
  },
  sort(call) {
    const isWhole = call.args.length < 3;
    const part = partOfArray(call, 2);
    if (part === undefined) return undefined;
    sortInPlace(call, part.list, isWhole ? call.args[1] : call.args[3], part.from, part.to);
    return nothing;
  },
  fill(call) {
    const part = partOfArray(call, 2);
    const value = call.args.at(-1);
    if (part === undefined || value === undefined) return undefined;
    call.run.spend(call.site, part.to - part.from);
    for (let i = part.from; i < part.to; i++) part.list.items[i] = stored(call.run, part.list, value, call.site);
    return nothing;
  },
  setAll(call) {
    const [list, make] = call.args;
    if (list?.kind !== 'list' || list.open || make === undefined) return undefined;
    for (let i = 0; i < list.items.length; i++) {
      const value = call.run.invoke(make, undefined, [intValue(i)], call.site);
      if (value === undefined) return undefined;
      list.items[i] = stored(call.run, list, value, call.site);
    }
    return nothing;
  },
  copyOf(call) {
    const [list, length] = [call.args[0], intOf(call.args[1])];
    if (list?.kind !== 'list' || list.open || length === undefined) return undefined;
    if (length < 0) throwJava('java.lang.NegativeArraySizeException', String(length), call.site);
    return copied(call, list, 0, length);
  },
  copyOfRange(call) {
    const list = call.args[0];
    const [from, to] = [intOf(call.args[1]), intOf(call.args[2])];
    if (list?.kind !== 'list' || list.open || from === undefined || to === undefined) return undefined;
    if (from > to) throwJava('java.lang.IllegalArgumentException', `${from} > ${to}`, call.site);
    if (from < 0 || from > list.items.length)
      throwJava(
        'java.lang.ArrayIndexOutOfBoundsException',
        call.run.unknown('the words of this exception are not followed', call.site),
        call.site,
      );
    return copied(call, list, from, to);
  },
  equals: arraysEqual(false),
  deepEquals: arraysEqual(true),
  toString: printArray(false),
  deepToString: printArray(true),
  hashCode(call) {
    const [list] = call.args;
    if (list?.kind === 'null') return intValue(0);
    const hash = list?.kind === 'list' && !list.open ? hashOfSequence(call.run, list.items, 1, call.site) : undefined;
    return hash === undefined ? (list === undefined ? undefined : unclear(call, [list])) : intValue(hash);
  },
  binarySearch(call) {
    const [list, wanted] = call.args;
    if (list?.kind !== 'list' || list.open || wanted === undefined || call.args.length > 2) return undefined;
    let [low, high] = [0, list.items.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = compareValues(call.run, undefined, list.items[middle]!, wanted, call.site);
      if (order === undefined) return unclear(call, [wanted, list]);
      if (order === 0) return intValue(middle);
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return intValue(-(low + 1));
  },
};

/** What one holds the other may hold. */
function sameComponent(source: ListValue, target: ListValue): boolean {
  const [from, to] = [componentOf(source), componentOf(target)];
  return from !== undefined && to !== undefined && sameType(from, to);
}

/** System.arraycopy: as if over a copy of the source. */
export const arraycopy: Method<undefined> = (call) => {
  const [source, , target] = call.args;
  const [from, at, count] = [intOf(call.args[1]), intOf(call.args[3]), intOf(call.args[4])];
  if (source?.kind !== 'list' || target?.kind !== 'list' || source.open || target.open) return undefined;
  if (from === undefined || at === undefined || count === undefined) return undefined;
  if (from < 0 || at < 0 || count < 0 || from + count > source.items.length || at + count > target.items.length)
    throwJava(
      'java.lang.ArrayIndexOutOfBoundsException',
      call.run.unknown('the words of this exception are not followed', call.site),
      call.site,
    );
  if (source.element !== undefined && target.element !== undefined && source.element !== target.element)
    throwJava('java.lang.ArrayStoreException', call.run.unknown('the words of this exception are not followed', call.site), call.site);
  call.run.spend(call.site, count);
  const isSame = sameComponent(source, target);
  for (const [i, item] of source.items.slice(from, from + count).entries())
    target.items[at + i] = isSame ? item : stored(call.run, target, item, call.site);
  return nothing;
};

/** What `toArray` gives of a list that was given an array: that one, where it is large enough. */
export function fillArray(call: LibraryCall, list: ListValue, given: ListValue): Value {
  const items = elementsInOrder(call.run, list, call.site);
  if (given.items.length < items.length)
    return arrayLike(
      given,
      items.map((item) => stored(call.run, given, item, call.site)),
    );
  for (const [i, item] of items.entries()) given.items[i] = stored(call.run, given, item, call.site);
  if (given.items.length > items.length) given.items[items.length] = nullValue;
  return given;
}
