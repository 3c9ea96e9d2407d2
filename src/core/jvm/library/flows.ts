/** java.util.stream: a pipeline runs element by element when its terminal operation is called, which decides the order of what it does. */
import { stored } from '../arrayStores.js';
import { array } from '../arrayValues.js';
import { objectType, primitive } from '../javaTypes.js';
import { firstLoss } from '../loss.js';
import { intValue, longOf, longValue } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { FlowState, FlowStep, ListValue, Value } from '../../values/values.js';
import { booleanValue, kept, nothing, throwNull, unclear, type LibraryCall, type Method, type Methods } from './call.js';
import { accumulatorOf } from './collectors.js';
import { compareValues } from './comparing.js';
import { collection, sameElements } from './elements.js';
import { iteratorOver } from './iterators.js';
import { converted, drain, lostFlow, toValue, unfollowed, use, type Of } from './pipelines.js';
import { averageOf, sumOf } from './sums.js';

function step(operation: FlowStep['operation'], to?: Of): Method<FlowState> {
  return (call, flow) => {
    const [argument] = call.args;
    use(call, flow);
    if ((operation === 'limit' || operation === 'skip') && longOf(argument) === undefined) {
      const loss = firstLoss(call.run, [argument], { reason: `${call.method}() of a stream is not followed here`, site: call.site });
      call.run.escape(functionsOf(flow), loss.reason, loss.site);
      return lostFlow(loss, flow.of);
    }
    if (operation === 'limit' && longOf(argument)! < 0n)
      throwJava('java.lang.IllegalArgumentException', String(longOf(argument)), call.site);
    const added: FlowStep = { operation, argument, to: to ?? flow.of };
    return toValue({
      source: flow.source,
      steps: [...flow.steps, added],
      of: added.to,
      ...(flow.loss === undefined ? {} : { loss: flow.loss }),
    });
  };
}

const functionsOf = (flow: FlowState): readonly Value[] => flow.steps.flatMap(({ argument }) => argument ?? []);

/** An operation that asks for the elements. A lost stream gives one that is not known, for any number. */
function terminal(run: (call: LibraryCall, flow: FlowState) => Value | undefined): Method<FlowState> {
  return (call, flow) => {
    use(call, flow);
    if (flow.loss === undefined) return run(call, flow);
    const { state } = lostFlow(flow.loss, flow.of) as Extract<Value, { type: 'flow' }>;
    return run(call, { ...state, steps: flow.steps });
  };
}

/** All elements; undefined: not all are known. */
function gather(call: LibraryCall, flow: FlowState): readonly Value[] | undefined {
  const items: Value[] = [];
  return drain(call, flow, (item) => items.push(item)) ? items : undefined;
}

function notKnown(call: LibraryCall, flow: FlowState): Value {
  const list = flow.source.kind === 'elements' ? flow.source.list : undefined;
  const loss = list?.loss ?? { reason: 'what this stream goes over is not known', site: call.site };
  return call.run.unknown(loss.reason, loss.site, { label: `${call.method}()` });
}

function openList(call: LibraryCall, flow: FlowState, items: readonly Value[], type: 'ArrayList' | 'List.of' = 'ArrayList'): ListValue {
  const list = flow.source.kind === 'elements' ? flow.source.list : undefined;
  const loss = list?.loss ?? { reason: 'what this stream goes over is not known', site: call.site };
  return { kind: 'list', type, items: [...items], open: true, loss };
}

function listOf(
  type: 'ArrayList' | 'List.of',
  make: (call: LibraryCall, items: readonly Value[], flow: FlowState) => Value | undefined,
): Method<FlowState> {
  return terminal((call, flow) => {
    const items: Value[] = [];
    const complete = drain(call, flow, (item) => items.push(item));
    return complete ? make(call, items, flow) : openList(call, flow, items, type);
  });
}

/** `toArray()`, or what the function makes, which is given their number. */
function arrayOfElements(call: LibraryCall, items: readonly Value[], flow: FlowState): Value | undefined {
  const [make] = call.args;
  if (make === undefined) return array(items, flow.of === 'object' ? objectType : primitive(flow.of));
  const made = call.run.invoke(make, undefined, [intValue(items.length)], call.site);
  if (made?.kind !== 'list' || made.open || made.type !== undefined || made.items.length !== items.length) return undefined;
  for (const [i, item] of items.entries()) made.items[i] = stored(call.run, made, item, call.site);
  return made;
}

function found(flow: FlowState, value: Value | undefined): Value {
  return { kind: 'optional', value, ...(flow.of === 'object' ? {} : { of: flow.of }) };
}

/** anyMatch, allMatch, noneMatch: stops at the first element that decides. */
function match(stopAt: boolean, result: boolean): Method<FlowState> {
  return terminal((call, flow) => {
    const [predicate] = call.args;
    if (predicate === undefined) return undefined;
    let stopped = false;
    let unsure: Value | undefined;
    const complete = drain(
      call,
      flow,
      (item) => {
        const answer = call.run.invoke(predicate, undefined, [item], call.site);
        if (answer?.kind === 'boolean') stopped ||= answer.value === stopAt;
        else unsure ??= answer ?? unfollowed(call);
      },
      () => stopped,
    );
    if (unsure !== undefined) return unclear(call, [unsure]);
    if (stopped && complete) return booleanValue(result);
    return complete ? booleanValue(!result) : notKnown(call, flow);
  });
}

const reduce: Method<FlowState> = terminal((call, flow) => {
  const { run, args, site } = call;
  const fold = args.length === 1 ? args[0] : args[1];
  if (fold === undefined) return undefined;
  let accumulated = args.length === 1 ? undefined : args[0];
  const add = (item: Value): void => {
    accumulated = accumulated === undefined ? item : (run.invoke(fold, undefined, [accumulated, item], site) ?? unfollowed(call));
    accumulated = converted(accumulated, flow.of);
  };
  const complete = drain(call, flow, add);
  if (!complete) return notKnown(call, flow);
  return args.length === 1 ? found(flow, accumulated) : accumulated;
});

/** Of equal elements the first, as BinaryOperator#minBy and #maxBy keep it. */
function extreme(sign: 1 | -1): Method<FlowState> {
  return terminal((call, flow) => {
    const items = gather(call, flow);
    if (items === undefined) return notKnown(call, flow);
    let best = items[0];
    for (const item of items.slice(1)) {
      const order = compareValues(call.run, call.args[0], best!, item, call.site);
      if (order === undefined) return unclear(call, items);
      if (order * sign > 0) best = item;
    }
    return found(flow, best);
  });
}

function counted(call: LibraryCall, flow: FlowState): Value {
  const { source, steps } = flow;
  // Since JDK 9 the functions are left out where the number is known without them.
  const sized =
    source.kind === 'elements' && !source.list.open && steps.every(({ operation }) => ['map', 'peek', 'sorted'].includes(operation));
  if (sized) {
    const functions = functionsOf(flow);
    if (functions.length > 0)
      call.run.escape(functions, 'count() of a stream may leave these functions out, which depends on the version of Java', call.site);
    return longValue(source.list.items.length);
  }
  const items = gather(call, flow);
  return items === undefined ? notKnown(call, flow) : longValue(items.length);
}

const forEach: Method<FlowState> = terminal((call, flow) => {
  const [action] = call.args;
  if (action === undefined) return undefined;
  drain(call, flow, (item) => void call.run.invoke(action, undefined, [item], call.site));
  return nothing;
});

export const flowMethods: Methods<FlowState> = {
  map: step('map'),
  mapToObj: step('map', 'object'),
  mapToInt: step('map', 'int'),
  mapToLong: step('map', 'long'),
  mapToDouble: step('map', 'double'),
  boxed: step('map', 'object'),
  asLongStream: step('map', 'long'),
  asDoubleStream: step('map', 'double'),
  filter: step('filter'),
  peek: step('peek'),
  flatMap: step('flatMap'),
  flatMapToInt: step('flatMap', 'int'),
  flatMapToObj: step('flatMap', 'object'),
  sorted: step('sorted'),
  distinct: step('distinct'),
  limit: step('limit'),
  skip: step('skip'),
  takeWhile: step('takeWhile'),
  dropWhile: step('dropWhile'),
  sequential: (_, flow) => toValue(flow),
  unordered: (_, flow) => toValue(flow),
  onClose: () => undefined,
  parallel(call, flow) {
    use(call, flow);
    const reason = 'what a parallel stream does is not done in one order';
    call.run.escape(functionsOf(flow), reason, call.site);
    return lostFlow({ reason, site: call.site }, flow.of);
  },
  forEach,
  forEachOrdered: forEach,
  toList: listOf('List.of', (call, items) => sameElements('unmodifiable', collection(call.run, 'ArrayList', items, call.site))),
  toArray: listOf('ArrayList', arrayOfElements),
  collect: terminal((call, flow) => {
    const [first, second, third] = call.args;
    if (first === undefined) return undefined;
    if (third !== undefined && second !== undefined) return collectInto(call, flow, first, second);
    if (first.kind !== 'native' || first.type !== 'collector') return undefined;
    const accumulator = accumulatorOf(call, first.state);
    if (accumulator === undefined) return undefined;
    const complete = drain(call, flow, (item) => accumulator.add(kept(item)));
    return complete ? accumulator.result() : (accumulator.open?.(openList(call, flow, [])) ?? notKnown(call, flow));
  }),
  reduce,
  findFirst: terminal((call, flow) => firstOf(call, flow)),
  findAny: terminal((call, flow) => firstOf(call, flow)),
  anyMatch: match(true, true),
  allMatch: match(false, false),
  noneMatch: match(true, false),
  count: terminal(counted),
  min: extreme(1),
  max: extreme(-1),
  sum: terminal((call, flow) => {
    const items = gather(call, flow);
    return items === undefined ? notKnown(call, flow) : (sumOf(flow.of, items) ?? unclear(call, items));
  }),
  average: terminal((call, flow) => {
    const items = gather(call, flow);
    if (items === undefined) return notKnown(call, flow);
    if (items.length === 0) return { kind: 'optional', value: undefined, of: 'double' };
    const average = averageOf(items);
    return average === undefined ? unclear(call, items) : { kind: 'optional', value: average, of: 'double' };
  }),
  iterator: terminal((call, flow) => {
    const items = gather(call, flow);
    return items === undefined ? undefined : iteratorOver(collection(call.run, 'List.of', items, call.site), 0);
  }),
  close: () => nothing,
};

function firstOf(call: LibraryCall, flow: FlowState): Value {
  let first: Value | undefined;
  const complete = drain(
    call,
    flow,
    (item) => (first ??= item),
    () => first !== undefined,
  );
  if (!complete) return notKnown(call, flow);
  if (first?.kind === 'null') throwNull(call);
  return found(flow, first);
}

/** `collect(supplier, accumulator, combiner)`. */
function collectInto(call: LibraryCall, flow: FlowState, supplier: Value, accumulator: Value): Value | undefined {
  const { run, site } = call;
  const container = run.invoke(supplier, undefined, [], site);
  if (container === undefined) return undefined;
  const complete = drain(call, flow, (item) => void run.invoke(accumulator, undefined, [container, item], site));
  return complete ? container : notKnown(call, flow);
}
