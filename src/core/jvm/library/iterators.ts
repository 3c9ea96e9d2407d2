/** Iterator, ListIterator, and how a loop goes through a collection that its body may change. */
import { changesOf } from '../../values/maps.js';
import type { Site } from '../../../base/text.js';
import { intValue } from '../../values/numbers.js';
import type { Run } from '../run.js';
import { throwJava } from '../throwables.js';
import type { IteratorState, ListType, ListValue, Loss, Value } from '../../values/values.js';
import { booleanValue, nothing, throwNoElement, throwUnsupported, unknownOf, type LibraryCall, type Methods } from './call.js';
import { insertAt, removeAt, setAt } from './elements.js';
import { findPlace, goingOf, look } from './going.js';
import { refuseStale } from './staleParts.js';

/** Why an element is not known whose collection is. */
export const unorderedReason = 'Java does not fix the order of these elements';

export function iteratorOver(list: ListValue, from: number): Value {
  return { kind: 'native', type: 'iterator', state: stateOf(list, from) };
}

/** Of an iterator whose collection keeps what it takes out. */
export function iteratorOverCopy(list: ListValue): Value {
  return { kind: 'native', type: 'iterator', state: { ...stateOf(list, 0), isCopy: true } };
}

function stateOf(list: ListValue, from: number, going = goingOf(list)): IteratorState {
  const ahead = list.view?.of === 'map' && going === 'refuses' ? { ahead: list.items.length } : {};
  const hand = going === 'inHand' ? { hand: list.items[from] } : {};
  return {
    list,
    going,
    cursor: from,
    last: -1,
    expected: changesOf(list),
    seen: going === 'refuses' ? undefined : look(list),
    ...ahead,
    ...hand,
  };
}

/** The elements as Java goes through them; where it fixes no order, as many that are not known. Of a collection that is not open. */
export function elementsInOrder(run: Run, list: ListValue, site: Site): readonly Value[] {
  const items = [...list.items];
  if (list.unordered !== true || items.length < 2) return items;
  return items.map(() => run.unknown(unorderedReason, site, { label: 'element' }));
}

/**
 * The elements that a loop over a collection meets, one after the other, so that the body may change it: then most kinds throw when the
 * next one is asked for (`modCount`). Of a collection that is not open. It returns why what comes then is not known, where that is so.
 */
export function* visited(run: Run, list: ListValue, site: Site, going = goingOf(list)): Generator<Value, Loss | undefined> {
  // These go through a copy, or an array whose length is fixed.
  if (list.type === undefined) {
    for (let i = 0; i < list.items.length; i++) yield list.items[i]!;
    return undefined;
  }
  refuseStale(list, site);
  const state = stateOf(list, 0, going);
  while (hasNext(run, state, site) === true) yield next(run, state, site);
  return state.loss;
}

/** Their ends are looked for by size, and not by whether there is one more. */
const bySize = new Set<ListType | undefined>(['LinkedList', 'PriorityQueue', 'Arrays.asList']);

/** undefined: not known, as `loss` then says. */
function hasNext(run: Run, state: IteratorState, site: Site): boolean | undefined {
  const { list, going, ahead } = state;
  if (state.loss !== undefined) return undefined;
  if (going === 'inHand') return state.hand !== undefined;
  if (!findPlace(run, state, site)) return undefined;
  const size = going === 'copied' ? state.seen!.items.length : (ahead ?? list.items.length);
  return bySize.has(list.type) ? state.cursor < size : state.cursor !== size;
}

function next(run: Run, state: IteratorState, site: Site): Value {
  const { list, going } = state;
  if (going === 'refuses' && changesOf(list) !== state.expected) throwJava('java.util.ConcurrentModificationException', undefined, site);
  if (going !== 'inHand' && !findPlace(run, state, site)) return run.unknown(state.loss!.reason, site, { label: 'element' });
  const item = going === 'inHand' ? state.hand : going === 'copied' ? state.seen!.items[state.cursor] : list.items[state.cursor];
  if (item === undefined) throwNoElement(undefined, site);
  state.last = state.cursor++;
  if (state.seen !== undefined) state.given = item;
  const given = list.unordered === true && list.items.length > 1 ? run.unknown(unorderedReason, site, { label: 'element' }) : item;
  if (going === 'inHand') state.hand = findPlace(run, state, site) ? list.items[state.cursor] : undefined;
  return given;
}

function previous(state: IteratorState, site: Site): Value {
  const { list } = state;
  if (changesOf(list) !== state.expected) throwJava('java.util.ConcurrentModificationException', undefined, site);
  const item = list.items[state.cursor - 1];
  if (item === undefined) throwNoElement(undefined, site);
  state.last = --state.cursor;
  return item;
}

/** Immutable collections have iterators that cannot remove. */
const fixed = new Set<ListType | undefined>(['List.of', 'Set.of', 'unmodifiable', 'unmodifiableCollection', 'fixed', 'Arrays.asList']);

function isFixed({ type, view }: ListValue): boolean {
  return (
    fixed.has(type) || (view?.of === 'map' && (view.map.type === 'Map.of' || (view.map.shows !== undefined && view.map.type !== 'range')))
  );
}

function isLost(call: LibraryCall, state: IteratorState): boolean {
  if (state.list.open) state.loss ??= state.list.loss ?? { reason: 'what this iterator goes over is not known', site: call.site };
  return state.loss !== undefined;
}

function known(read: (call: LibraryCall, state: IteratorState) => Value | undefined, label: string): Methods<IteratorState>[string] {
  return (call, state) => {
    if (!isLost(call, state)) return read(call, state);
    const { loss } = state;
    return loss === undefined ? unknownOf(call, state.list, label) : call.run.unknown(loss.reason, loss.site, { label });
  };
}

const hasMore = (label: string): Methods<IteratorState>[string] =>
  known((call, state) => {
    const more = hasNext(call.run, state, call.site);
    return more === undefined ? call.run.unknown(state.loss!.reason, state.loss!.site, { label }) : booleanValue(more);
  }, label);

const nextElement = known(({ run, site }, state) => next(run, state, site), 'element');

export const iteratorMethods: Methods<IteratorState> = {
  hasNext: hasMore('hasNext()'),
  hasPrevious: known((_, state) => booleanValue(state.cursor > 0), 'hasPrevious()'),
  hasMoreElements: hasMore('hasMoreElements()'),
  next: nextElement,
  nextElement,
  nextInt: nextElement,
  previous: known(({ site }, state) => previous(state, site), 'element'),
  nextIndex: known((_, state) => intValue(state.cursor), 'nextIndex()'),
  previousIndex: known((_, state) => intValue(state.cursor - 1), 'previousIndex()'),
  remove: known((call, state) => {
    const { list } = state;
    if (isFixed(list)) throwUnsupported(call.site);
    if (state.isCopy === true || (list.view?.of === 'map' && list.view.map.type === 'range')) return undefined;
    if (state.last < 0) throwJava('java.lang.IllegalStateException', undefined, call.site);
    if ((list.unordered === true && list.items.length > 1) || list.type === 'PriorityQueue') return undefined;
    if (state.going !== 'refuses') return removeGiven(call, state);
    removeAt(call.run, list, state.last, call.site);
    if (state.last < state.cursor) state.cursor--;
    if (state.ahead !== undefined) state.ahead--;
    state.last = -1;
    state.expected = changesOf(list);
    return nothing;
  }, 'remove()'),
  set: known((call, state) => {
    const [value] = call.args;
    if (value === undefined) return undefined;
    if (fixed.has(state.list.type) && state.list.type !== 'Arrays.asList') throwUnsupported(call.site);
    if (state.last < 0) throwJava('java.lang.IllegalStateException', undefined, call.site);
    setAt(call.run, state.list, state.last, value, call.site);
    return nothing;
  }, 'set()'),
  add: known((call, state) => {
    const [value] = call.args;
    if (value === undefined) return undefined;
    if (fixed.has(state.list.type)) throwUnsupported(call.site);
    insertAt(state.list, state.cursor++, value);
    state.last = -1;
    state.expected = changesOf(state.list);
    return nothing;
  }, 'add()'),
  forEachRemaining(call, state) {
    const [action] = call.args;
    if (action === undefined || isLost(call, state)) return undefined;
    while (hasNext(call.run, state, call.site) === true) {
      call.run.spend(call.site);
      if (call.run.invoke(action, undefined, [next(call.run, state, call.site)], call.site) === undefined) return undefined;
    }
    return state.loss === undefined ? nothing : undefined;
  },
};

/** Takes out what was given last where it still is; the place is found again when it is asked for. */
function removeGiven(call: LibraryCall, state: IteratorState): Value | undefined {
  const { list, given } = state;
  if (state.going === 'unclear' || given === undefined || new Set(list.items).size !== list.items.length) return undefined;
  const at = list.items.indexOf(given);
  if (at >= 0) removeAt(call.run, list, at, call.site);
  state.last = -1;
  return nothing;
}
