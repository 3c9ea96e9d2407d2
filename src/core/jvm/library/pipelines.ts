/** How the elements of a stream go through its steps, one after the other. */
import { array } from '../arrayValues.js';
import { firstLoss } from '../loss.js';
import { boxed, intOf, intValue, longOf, longValue, toType } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { FlowState, FlowStep, ListValue, Loss, Value } from '../../values/values.js';
import { unclear, type LibraryCall } from './call.js';
import { sortedBy } from './comparing.js';
import { goingOf } from './going.js';
import { elementsInOrder } from './iterators.js';
import { changesOf } from '../../values/maps.js';
import { javaEquals } from './equalsAndHash.js';

export type Of = FlowState['of'];

export function createFlow(list: ListValue, of: Of): Value {
  return toValue({ source: { kind: 'elements', list }, steps: [], of });
}

export function toValue(state: FlowState): Value {
  return { kind: 'native', type: 'flow', state };
}

/** A stream of which nothing is known but why. */
export function lostFlow(loss: Loss, of: Of): Value {
  return toValue({ source: { kind: 'elements', list: { kind: 'list', type: 'ArrayList', items: [], open: true, loss } }, steps: [], of });
}

/** Where the elements go: `done` asks for no more. */
interface Sink {
  accept(item: Value): void;
  /** No more comes; what was held back goes on. */
  end(): void;
  done(): boolean;
}

/** Pushes the elements through the steps; false: not all of them are known. */
export function drain(call: LibraryCall, flow: FlowState, accept: (item: Value) => void, done: () => boolean = () => false): boolean {
  let complete = true;
  let sink: Sink = { accept, done, end: () => undefined };
  for (const step of [...flow.steps].reverse()) sink = sinkOf(call, step, sink, () => (complete = false));
  if (!feed(call, flow, sink)) complete = false;
  sink.end();
  return complete;
}

function feed(call: LibraryCall, flow: FlowState, sink: Sink): boolean {
  const { run, site } = call;
  const { source } = flow;
  const give = (item: Value): void => {
    run.spend(site);
    sink.accept(item);
  };
  switch (source.kind) {
    case 'elements':
      return feedElements(call, source.list, flow.steps, sink, give);
    case 'concat': {
      const first = drain(call, source.first, give, () => sink.done());
      return drain(call, source.second, give, () => sink.done()) && first;
    }
    case 'generate':
      while (!sink.done()) give(run.invoke(source.supplier, undefined, [], site) ?? unfollowed(call));
      return true;
    case 'iterate': {
      let item = source.start;
      for (let first = true; !sink.done(); first = false) {
        if (!first) item = converted(run.invoke(source.next, undefined, [item], site) ?? unfollowed(call), flow.of);
        if (source.test !== undefined && !run.decide(run.invoke(source.test, undefined, [item], site) ?? unfollowed(call), site))
          return true;
        give(item);
      }
      return true;
    }
  }
}

function feedElements(call: LibraryCall, list: ListValue, steps: readonly FlowStep[], sink: Sink, give: (item: Value) => void): boolean {
  const { run, site } = call;
  const [first] = steps;
  if (list.open) {
    const reason = list.loss?.reason ?? 'what this stream goes over is not known';
    run.unknownRounds(site, reason, () => {
      give(run.unknown(list.loss?.reason ?? 'one of a collection that is not known', list.loss?.site ?? site, { label: 'element' }));
      return { kind: 'normal' };
    });
    return false;
  }
  run.spend(site, list.items.length);
  // What is sorted first comes in the same order, whichever it had.
  const items = first?.operation === 'sorted' && first.argument === undefined ? [...list.items] : elementsInOrder(run, list, site);
  const changes = changesOf(list);
  // What may stop early takes one after the other; what hashes and is linked is always gone through so.
  const isLinked = list.view?.of === 'map' && list.view.map.type === 'LinkedHashMap';
  const looksAtOnce = isLinked || steps.some(({ operation }) => operation === 'limit' || operation === 'takeWhile');
  for (const item of items) {
    if (sink.done()) break;
    give(item);
    if (list.type === undefined || changesOf(list) === changes) continue;
    if (goingOf(list) === 'refuses' && !looksAtOnce) continue;
    if (goingOf(list) === 'refuses') break;
    const loss = { reason: 'this collection is changed while a stream goes through it, which is not followed here', site };
    run.unknownRounds(site, loss.reason, () => {
      give(run.unknown(loss.reason, loss.site, { label: 'element' }));
      return { kind: 'normal' };
    });
    return false;
  }
  if (list.type !== undefined && changesOf(list) !== changes) throwJava('java.util.ConcurrentModificationException', undefined, site);
  return true;
}

export function unfollowed(call: LibraryCall): Value {
  return call.run.unknown('a function that cannot be followed', call.site, { label: 'element' });
}

function sinkOf(call: LibraryCall, step: FlowStep, next: Sink, incomplete: () => void): Sink {
  const { run, site } = call;
  const { argument } = step;
  const apply = (item: Value): Value =>
    (argument === undefined ? undefined : run.invoke(argument, undefined, [item], site)) ?? unfollowed(call);
  const test = (item: Value): boolean => run.decide(apply(item), site);
  const to = (value: Value): Value => converted(value, step.to);
  const pass: Sink = { accept: (item) => next.accept(item), end: () => next.end(), done: () => next.done() };
  switch (step.operation) {
    case 'map':
      return { ...pass, accept: (item) => next.accept(to(argument === undefined ? item : apply(item))) };
    case 'filter':
      return { ...pass, accept: (item) => void (test(item) && next.accept(item)) };
    case 'peek':
      return { ...pass, accept: (item) => (apply(item), next.accept(item)) };
    case 'flatMap':
      return { ...pass, accept: (item) => flatten(call, apply(item), next, to, incomplete) };
    case 'sorted':
      return sorting(call, argument, next);
    case 'distinct':
      return distinct(call, next);
    case 'limit':
    case 'skip':
      return slice(step.operation, Number(longOf(argument) ?? 0n), next);
    case 'takeWhile': {
      let taking = true;
      return { ...pass, accept: (item) => void (taking && (taking = test(item)) && next.accept(item)), done: () => !taking || next.done() };
    }
    case 'dropWhile': {
      let dropping = true;
      return { ...pass, accept: (item) => void ((dropping &&= test(item)) || next.accept(item)) };
    }
  }
}

/** As the stream's type holds it. */
export function converted(value: Value, of: Of): Value {
  if (value.kind !== 'number') return value;
  return of === 'object' ? boxed(value) : toType(value, of);
}

function flatten(call: LibraryCall, inner: Value, next: Sink, to: (value: Value) => Value, incomplete: () => void): void {
  if (inner.kind === 'null') return;
  const loss = firstLoss(call.run, [inner], { reason: 'a stream that cannot be followed', site: call.site });
  const flow = inner.kind === 'native' && inner.type === 'flow' ? inner : (lostFlow(loss, 'object') as Extract<Value, { type: 'flow' }>);
  use(call, flow.state);
  const accept = (item: Value): void => next.accept(to(item));
  if (!drain(call, flow.state, accept, () => next.done())) incomplete();
}

/** A barrier: all elements are asked for before the first goes on. */
function sorting(call: LibraryCall, comparator: Value | undefined, next: Sink): Sink {
  const items: Value[] = [];
  return {
    accept: (item) => void items.push(item),
    done: () => false,
    end() {
      const sorted = sortedBy(call.run, items, comparator, call.site);
      const reason = firstLoss(call.run, items, { reason: 'the order of these elements is not followed', site: call.site });
      for (const item of sorted ?? items.map(() => call.run.unknown(reason.reason, reason.site, { label: 'element' }))) {
        if (next.done()) break;
        next.accept(item);
      }
      next.end();
    },
  };
}

function distinct(call: LibraryCall, next: Sink): Sink {
  const { run, site } = call;
  const seen: Value[] = [];
  return {
    accept(item) {
      const same = seen.map((other) => javaEquals(run, other, item, site));
      if (same.includes(true)) return;
      if (same.includes(undefined) && !run.decide(unclear(call, [item], 'whether an element was there before is not known'), site)) return;
      seen.push(item);
      next.accept(item);
    },
    end: () => next.end(),
    done: () => next.done(),
  };
}

function slice(operation: 'limit' | 'skip', count: number, next: Sink): Sink {
  let met = 0;
  return {
    accept(item) {
      met++;
      if (operation === 'limit' ? met <= count : met > count) next.accept(item);
    },
    end: () => next.end(),
    done: () => (operation === 'limit' && met >= count) || next.done(),
  };
}

/** Java lets a stream be used once. */
export function use(call: LibraryCall, flow: FlowState): void {
  if (flow.used === true) throwJava('java.lang.IllegalStateException', 'stream has already been operated upon or closed', call.site);
  flow.used = true;
}

/** The limits of `range` and `rangeClosed`; a stream of so many numbers, which are spent. */
export function rangeOf(call: LibraryCall, of: 'int' | 'long', closed: boolean): Value | undefined {
  const [start, end] = call.args.map((arg) => (of === 'int' ? intOf(arg) : longOf(arg)));
  if (start === undefined || end === undefined)
    return lostFlow(firstLoss(call.run, call.args, { reason: 'the limits of this range are not known', site: call.site }), of);
  const from = BigInt(start);
  const count = Number(BigInt(end) - from) + (closed ? 1 : 0);
  call.run.spend(call.site, Math.max(0, count));
  const items = Array.from({ length: Math.max(0, count) }, (_, i): Value =>
    of === 'int' ? intValue(Number(from) + i) : longValue(from + BigInt(i)),
  );
  return createFlow(array(items), of);
}
