/** java.util.stream.Collectors: what is made of the elements of a stream, one after the other. */
import { longValue } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { ListValue, MapValue, Value } from '../../values/values.js';
import { emptyMap } from '../../values/maps.js';
import { kept, lossOf, nullValue, throwNull, unclear, type LibraryCall } from './call.js';
import { compareValues } from './comparing.js';
import { addElement, collection, emptySet, unmodifiableMap } from './elements.js';
import { findEntry, insertEntry, removeEntry, setValue } from './entriesOfMaps.js';
import { beforeCompute } from '../../values/hashTable.js';
import { drain } from './pipelines.js';
import { averageOf, sumOf } from './sums.js';
import { joined } from './joined.js';
import { loseContents } from '../loss.js';
import { openSet } from './variable.js';

export interface CollectorState {
  readonly name: string;
  readonly args: readonly Value[];
}

export interface Accumulator {
  add(item: Value): void;
  /** undefined: not followed. */
  result(): Value | undefined;
  /** What it is where not all elements are known. */
  open?(elements: ListValue): Value | undefined;
}

type Make = (call: LibraryCall, args: readonly Value[]) => Accumulator | undefined;

export function accumulatorOf(call: LibraryCall, { name, args }: CollectorState): Accumulator | undefined {
  return Object.hasOwn(collectors, name) ? collectors[name]!(call, args) : undefined;
}

function ofValue(call: LibraryCall, collector: Value | undefined): Accumulator | undefined {
  return collector?.kind === 'native' && collector.type === 'collector' ? accumulatorOf(call, collector.state) : undefined;
}

/** What a function gives: not known where it cannot be followed. */
function answer({ run, site }: LibraryCall, called: Value, given: readonly Value[]): Value {
  return run.invoke(called, undefined, given, site) ?? run.unknown('a function that cannot be followed', site);
}

/** Keeps all elements and makes something of them at the end, without running code of the program meanwhile. */
function atEnd(make: (items: readonly Value[]) => Value | undefined, open?: Accumulator['open']): Accumulator {
  const items: Value[] = [];
  return { add: (item) => void items.push(item), result: () => make(items), ...(open === undefined ? {} : { open }) };
}

const asOpen = (elements: ListValue): Value => elements;

function toSet(call: LibraryCall, type: 'HashSet' | 'Set.of'): Accumulator {
  const set = emptySet(call.run, type, call.site);
  let lost: Value | undefined;
  return {
    add(item) {
      if (type === 'Set.of' && item.kind === 'null') throwNull(call);
      if (addElement(call.run, set, item, call.site) === undefined) lost ??= item;
    },
    result: () => (lost === undefined ? set : unclear(call, [lost])),
    open: (elements) => openSet(call, type, elements),
  };
}

/** toMap: `merge` makes one value of two of the same key; without it they are refused. */
function toMap(call: LibraryCall, args: readonly Value[], type: 'HashMap' | 'Map.of'): Accumulator | undefined {
  const { run, site } = call;
  const [keyOf, valueOf, merge, supplier] = args;
  if (keyOf === undefined || valueOf === undefined) return undefined;
  const made = supplier === undefined ? emptyMap('HashMap') : run.invoke(supplier, undefined, [], site);
  if (made?.kind !== 'map') return undefined;
  let lost: Value | undefined;
  return {
    add(item) {
      const key = answer(call, keyOf, [item]);
      const value = answer(call, valueOf, [item]);
      if (value.kind === 'null' || (key.kind === 'null' && (made.type === 'ConcurrentHashMap' || type === 'Map.of'))) throwNull(call);
      if (merge !== undefined) beforeCompute(made);
      const found = findEntry(run, made, key, site);
      if (found === undefined) return void (lost ??= key);
      const { entry } = found;
      if (entry === undefined) return void insertEntry(run, made, kept(key), kept(value), merge === undefined ? 'put' : 'compute', site);
      if (merge === undefined) {
        const words = `Duplicate key ${run.toText(key)} (attempted merging values ${run.toText(entry.value)} and ${run.toText(value)})`;
        throwJava('java.lang.IllegalStateException', words, site);
      }
      const result = answer(call, merge, [entry.value, value]);
      if (result.kind === 'null') removeEntry(made, entry);
      else setValue(made, entry, kept(result));
    },
    result: () => (lost === undefined ? (type === 'Map.of' ? asImmutable(made) : made) : unclear(call, [lost])),
    open: (elements) => ({ ...emptyMap(undefined), open: true, ...(elements.loss === undefined ? {} : { loss: elements.loss }) }),
  };
}

function asImmutable(map: MapValue): Value {
  return { ...emptyMap('Map.of'), entries: map.entries };
}

function groupingBy(call: LibraryCall, args: readonly Value[]): Accumulator | undefined {
  const { run, site } = call;
  const [classifier] = args;
  const supplier = args.length === 3 ? args[1] : undefined;
  const downstream = args.length === 3 ? args[2] : args[1];
  if (classifier === undefined) return undefined;
  const made = supplier === undefined ? emptyMap('HashMap') : run.invoke(supplier, undefined, [], site);
  if (made?.kind !== 'map') return undefined;
  const groups = new Map<string, Accumulator>();
  const start = (): Accumulator | undefined => (downstream === undefined ? collectors['toList']!(call, []) : ofValue(call, downstream));
  let lost: Value | undefined;
  return {
    add(item) {
      const key = answer(call, classifier, [item]);
      if (key.kind === 'null') throwJava('java.lang.NullPointerException', 'element cannot be mapped to a null key', site);
      beforeCompute(made);
      const found = findEntry(run, made, key, site);
      if (found === undefined) return void (lost ??= key);
      const entry = found.entry ?? insertEntry(run, made, kept(key), nullValue, 'compute', site);
      let group = groups.get(entry.id);
      if (group === undefined) {
        group = start();
        if (group === undefined) return void (lost ??= key);
        groups.set(entry.id, group);
      }
      group.add(item);
    },
    result() {
      if (lost !== undefined) return unclear(call, [lost]);
      for (const entry of made.entries.values()) entry.value = groups.get(entry.id)?.result() ?? unclear(call, [entry.key]);
      return made;
    },
  };
}

function partitioningBy(call: LibraryCall, [test, downstream]: readonly Value[]): Accumulator | undefined {
  const { run, site } = call;
  const start = (): Accumulator | undefined => (downstream === undefined ? collectors['toList']!(call, []) : ofValue(call, downstream));
  const [whenFalse, whenTrue] = [start(), start()];
  if (test === undefined || whenFalse === undefined || whenTrue === undefined) return undefined;
  return {
    add(item) {
      (run.decide(answer(call, test, [item]), site) ? whenTrue : whenFalse).add(item);
    },
    result() {
      const map = emptyMap('LinkedHashMap');
      for (const [flag, group] of [
        [false, whenFalse],
        [true, whenTrue],
      ] as const)
        insertEntry(run, map, { kind: 'boolean', value: flag }, group.result() ?? unclear(call, []), 'put', site);
      return unmodifiableMap(map, 'partition');
    },
  };
}

function mapping(call: LibraryCall, [mapper, downstream]: readonly Value[], flat: boolean): Accumulator | undefined {
  const inner = ofValue(call, downstream);
  if (mapper === undefined || inner === undefined) return undefined;
  let lost: Value | undefined;
  return {
    add(item) {
      const mapped = answer(call, mapper, [item]);
      if (!flat) inner.add(kept(mapped));
      else if (mapped.kind === 'native' && mapped.type === 'flow') {
        if (!drain(call, mapped.state, (each) => inner.add(kept(each)))) lost ??= mapped;
      } else if (mapped.kind !== 'null') lost ??= mapped;
    },
    result: () => (lost === undefined ? inner.result() : unclear(call, [lost])),
  };
}

function filtering(call: LibraryCall, [test, downstream]: readonly Value[]): Accumulator | undefined {
  const { run, site } = call;
  const inner = ofValue(call, downstream);
  if (test === undefined || inner === undefined) return undefined;
  return {
    add(item) {
      if (run.decide(answer(call, test, [item]), site)) inner.add(item);
    },
    result: () => inner.result(),
  };
}

function reducing(call: LibraryCall, args: readonly Value[]): Accumulator | undefined {
  const fold = args.at(-1);
  const mapper = args.length === 3 ? args[1] : undefined;
  if (fold === undefined) return undefined;
  let accumulated = args.length === 1 ? undefined : args[0];
  return {
    add(item) {
      const mapped = mapper === undefined ? item : answer(call, mapper, [item]);
      accumulated = accumulated === undefined ? mapped : answer(call, fold, [accumulated, mapped]);
    },
    result: () => (args.length === 1 ? { kind: 'optional', value: accumulated } : accumulated),
  };
}

/** minBy and maxBy: of equal elements the first. */
function extreme(call: LibraryCall, [comparator]: readonly Value[], sign: 1 | -1): Accumulator | undefined {
  if (comparator === undefined) return undefined;
  let best: Value | undefined;
  let lost: Value | undefined;
  return {
    add(item) {
      if (best === undefined) return void (best = item);
      const order = compareValues(call.run, comparator, best, item, call.site);
      if (order === undefined) lost ??= item;
      else if (order * sign > 0) best = item;
    },
    result: () => (lost === undefined ? { kind: 'optional', value: best } : unclear(call, [lost])),
  };
}

/** Numbers that a function makes of the elements. */
function numeric(make: (call: LibraryCall, numbers: readonly Value[]) => Value | undefined): Make {
  return (call, [mapper]) => {
    const numbers: Value[] = [];
    if (mapper === undefined) return undefined;
    return {
      add: (item) => void numbers.push(answer(call, mapper, [item])),
      result: () => make(call, numbers) ?? unclear(call, numbers),
    };
  };
}

const keptOr = (value: Value | undefined): Value | undefined => (value === undefined ? undefined : kept(value));
const average = numeric((_, numbers) =>
  numbers.length === 0 ? { kind: 'number', type: 'double', value: 0, boxed: true } : keptOr(averageOf(numbers)),
);

const collectors: Readonly<Record<string, Make>> = {
  toList: (call) => atEnd((items) => collection(call.run, 'ArrayList', items, call.site), asOpen),
  toUnmodifiableList: (call) =>
    atEnd((items) => {
      if (items.some((item) => item.kind === 'null')) throwNull(call);
      return collection(call.run, 'List.of', items, call.site);
    }, asOpen),
  toSet: (call) => toSet(call, 'HashSet'),
  toUnmodifiableSet: (call) => toSet(call, 'Set.of'),
  toCollection(call, [supplier]) {
    const made = supplier === undefined ? undefined : call.run.invoke(supplier, undefined, [], call.site);
    if (made?.kind !== 'list') return undefined;
    let lost: Value | undefined;
    return {
      add(item) {
        if (addElement(call.run, made, item, call.site) === undefined) lost ??= item;
      },
      result: () => (lost === undefined ? made : unclear(call, [lost])),
      open(elements) {
        const loss = lossOf(call.run, elements) ?? { reason: 'what is collected here is not known', site: call.site };
        loseContents(call.run, made, loss);
        return made;
      },
    };
  },
  joining: (call, args) =>
    atEnd((items) => {
      if (args.some((arg) => arg.kind === 'null')) throwNull(call);
      const [separator, prefix, suffix] = args.map((arg) => call.run.toText(arg));
      return joined(call.run, items, [separator ?? '', prefix ?? '', suffix ?? ''], call.site);
    }),
  toMap: (call, args) => toMap(call, args, 'HashMap'),
  toUnmodifiableMap: (call, args) => toMap(call, args, 'Map.of'),
  groupingBy,
  partitioningBy,
  mapping: (call, args) => mapping(call, args, false),
  flatMapping: (call, args) => mapping(call, args, true),
  filtering,
  reducing,
  counting: () => atEnd((items) => kept(longValue(items.length))),
  minBy: (call, args) => extreme(call, args, 1),
  maxBy: (call, args) => extreme(call, args, -1),
  summingInt: numeric((_, numbers) => keptOr(sumOf('int', numbers))),
  summingLong: numeric((_, numbers) => keptOr(sumOf('long', numbers))),
  summingDouble: numeric((_, numbers) => keptOr(sumOf('double', numbers))),
  averagingInt: average,
  averagingLong: average,
  averagingDouble: average,
  collectingAndThen(call, [downstream, finish]) {
    const inner = ofValue(call, downstream);
    if (inner === undefined || finish === undefined) return undefined;
    return {
      add: (item) => inner.add(item),
      result() {
        const result = inner.result();
        return result === undefined ? undefined : call.run.invoke(finish, undefined, [result], call.site);
      },
    };
  },
  teeing(call, [first, second, merge]) {
    const [left, right] = [ofValue(call, first), ofValue(call, second)];
    if (left === undefined || right === undefined || merge === undefined) return undefined;
    return {
      add: (item) => (left.add(item), right.add(item)),
      result() {
        const [a, b] = [left.result(), right.result()];
        return a === undefined || b === undefined ? undefined : call.run.invoke(merge, undefined, [a, b], call.site);
      },
    };
  },
};

export function isCollector(name: string): boolean {
  return Object.hasOwn(collectors, name);
}
