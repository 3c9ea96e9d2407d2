/** Functions that the JDK makes: identities, comparators, and what `andThen`, `negate`, `thenComparing` and the like put together. */
import type { Site } from '../../../base/text.js';
import { intValue } from '../../values/numbers.js';
import { isClosure, isInstance } from '../instances.js';
import type { Closure, Run } from '../run.js';
import type { Value } from '../../values/values.js';
import { booleanValue } from './call.js';
import { compareTexts, compareValues, naturally } from './comparing.js';
import { javaEquals } from './equalsAndHash.js';
import { declares } from './instanceFacts.js';

type Apply = (run: Run, parts: readonly Value[], given: readonly Value[], site: Site) => Value | undefined;

export function jdkFunction(name: string, args: readonly Value[]): Value {
  return { kind: 'native', type: 'function', state: { name, args } };
}

const order = (sign: number | undefined): Value | undefined => (sign === undefined ? undefined : intValue(sign));

/** The order of two values by a key and a comparator of keys. */
function byKey(run: Run, key: Value, comparator: Value | undefined, [a, b]: readonly Value[], site: Site): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  const left = run.invoke(key, undefined, [a], site);
  const right = run.invoke(key, undefined, [b], site);
  return left === undefined || right === undefined ? undefined : compareValues(run, comparator, left, right, site);
}

function nulls(run: Run, comparator: Value | undefined, [a, b]: readonly Value[], whereNull: number, site: Site): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a.kind === 'null') return b.kind === 'null' ? 0 : whereNull;
  if (b.kind === 'null') return -whereNull;
  return comparator === undefined || comparator.kind === 'null' ? 0 : compareValues(run, comparator, a, b, site);
}

/** What each function does; `parts` is what it was made of. */
const functions: Readonly<Record<string, Apply>> = {
  identity: (_run, _parts, [value]) => value,
  naturalOrder: (run, _parts, [a, b], site) => (a === undefined || b === undefined ? undefined : order(naturally(run, a, b, site))),
  reverseOrder: (run, _parts, [a, b], site) => (a === undefined || b === undefined ? undefined : order(naturally(run, b, a, site))),
  caseInsensitive(_run, _parts, [a, b]) {
    if (a?.kind !== 'text' || b?.kind !== 'text') return undefined;
    const fold = (text: string): string | undefined => (/^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : undefined);
    const [left, right] = [fold(a.text), fold(b.text)];
    return left === undefined || right === undefined ? undefined : intValue(compareTexts(left, right));
  },
  comparing: (run, [key, comparator], given, site) => (key === undefined ? undefined : order(byKey(run, key, comparator, given, site))),
  reversed(run, [comparator], [a, b], site) {
    return comparator === undefined || a === undefined || b === undefined ? undefined : order(compareValues(run, comparator, b, a, site));
  },
  thenComparing(run, [comparator, next, keyComparator], given, site) {
    const [a, b] = given;
    if (comparator === undefined || next === undefined || a === undefined || b === undefined) return undefined;
    const first = compareValues(run, comparator, a, b, site);
    if (first !== 0) return order(first);
    return order(isKey(run, next, keyComparator) ? byKey(run, next, keyComparator, given, site) : compareValues(run, next, a, b, site));
  },
  thenComparingKey(run, [comparator, key], given, site) {
    const [a, b] = given;
    if (comparator === undefined || key === undefined || a === undefined || b === undefined) return undefined;
    const first = compareValues(run, comparator, a, b, site);
    return order(first !== 0 ? first : byKey(run, key, undefined, given, site));
  },
  nullsFirst: (run, [comparator], given, site) => order(nulls(run, comparator, given, -1, site)),
  nullsLast: (run, [comparator], given, site) => order(nulls(run, comparator, given, 1, site)),
  andThen(run, [first, then], given, site) {
    if (first === undefined || then === undefined) return undefined;
    const result = run.invoke(first, undefined, given, site);
    // A Consumer hands its arguments on; whether the function is one cannot be told where it calls what changes something and answers.
    return result === undefined || changesSomething(first)
      ? undefined
      : run.invoke(then, undefined, result.kind === 'void' ? given : [result], site);
  },
  compose(run, [last, before], given, site) {
    const result = before === undefined ? undefined : run.invoke(before, undefined, given, site);
    return result === undefined || last === undefined ? undefined : run.invoke(last, undefined, [result], site);
  },
  negate: (run, [test], given, site) => negated(test === undefined ? undefined : run.invoke(test, undefined, given, site)),
  and: (run, [first, second], given, site) => shortCircuit(run, first, second, given, false, site),
  or: (run, [first, second], given, site) => shortCircuit(run, first, second, given, true, site),
  isEqual(run, [wanted], [value], site) {
    const same = wanted === undefined || value === undefined ? undefined : javaEquals(run, wanted, value, site);
    return same === undefined ? undefined : booleanValue(same);
  },
  minBy: (run, [comparator], [a, b], site) => extreme(run, comparator, a, b, 1, site),
  maxBy: (run, [comparator], [a, b], site) => extreme(run, comparator, a, b, -1, site),
  entryKey: (run, [comparator], given, site) => order(byEntry(run, comparator, given, 'key', site)),
  entryValue: (run, [comparator], given, site) => order(byEntry(run, comparator, given, 'value', site)),
};

/** Those of the JDK's functions that are no comparators. */
const functionsOfOne = new Set(['andThen', 'compose', 'identity']);

/** A function of one argument, not a comparator. */
function isKey(run: Run, next: Value, keyComparator: Value | undefined): boolean {
  if (keyComparator !== undefined) return true;
  if (next.kind === 'native') return next.type === 'function' && functionsOfOne.has(next.state.name);
  if (isInstance(next)) return !declares(run, next, 'compare', 2);
  return next.kind === 'function' && isClosure(next) && parametersOf(run, next) === 1;
}

/** How many arguments a function takes; a reference to a method of a class takes its receiver as the first. */
function parametersOf(run: Run, { body }: Closure): number {
  if (body.kind === 'lambda') return body.lambda.params.length;
  if (body.kind !== 'methodRef') return 1;
  const { target } = body;
  const declaration = target.kind === 'class' ? target.declaration : undefined;
  const info = isInstance(target) ? target.info : declaration === undefined ? undefined : run.program.infoOf(declaration);
  const method = info === undefined ? undefined : run.program.findMethods(info, body.name)[0]?.method;
  if (method === undefined) return info === undefined && body.name.startsWith('compare') ? 2 : 1;
  return method.params.length + (target.kind === 'class' && !method.isStatic ? 1 : 0);
}

function byEntry(run: Run, comparator: Value | undefined, [a, b]: readonly Value[], part: 'key' | 'value', site: Site): number | undefined {
  return a?.kind === 'pair' && b?.kind === 'pair' ? compareValues(run, comparator, a[part], b[part], site) : undefined;
}

const changing = /^(?:add|append|put|remove|offer|push|poll|pop|set|insert|merge|compute|replace|retain)/;

function changesSomething(value: Value): boolean {
  if (value.kind !== 'function' || !isClosure(value)) return false;
  const { body } = value;
  if (body.kind === 'methodRef') return changing.test(body.name);
  return body.kind === 'lambda' && body.lambda.body.kind === 'call' && changing.test(body.lambda.body.name);
}

function extreme(
  run: Run,
  comparator: Value | undefined,
  a: Value | undefined,
  b: Value | undefined,
  sign: 1 | -1,
  site: Site,
): Value | undefined {
  if (a === undefined || b === undefined) return undefined;
  const result = compareValues(run, comparator, a, b, site);
  return result === undefined ? undefined : result * sign <= 0 ? a : b;
}

function negated(value: Value | undefined): Value | undefined {
  if (value?.kind === 'boolean') return booleanValue(!value.value);
  if (value?.kind === 'unknown') return { ...value, key: value.key.startsWith('!') ? value.key.slice(1) : `!${value.key}` };
  return undefined;
}

function shortCircuit(
  run: Run,
  first: Value | undefined,
  second: Value | undefined,
  given: readonly Value[],
  stop: boolean,
  site: Site,
): Value | undefined {
  if (first === undefined || second === undefined) return undefined;
  const result = run.invoke(first, undefined, given, site);
  if (result?.kind !== 'boolean') return undefined;
  return result.value === stop ? result : run.invoke(second, undefined, given, site);
}

/** Runs a function of the JDK; undefined: not followed. */
export function applyFunction(
  run: Run,
  target: Extract<Value, { kind: 'native' }>,
  given: readonly Value[],
  site: Site,
): Value | undefined {
  if (target.type !== 'function') return undefined;
  run.spend(site);
  return Object.hasOwn(functions, target.state.name) ? functions[target.state.name]!(run, target.state.args, given, site) : undefined;
}

type Combine = (receiver: Value, args: readonly Value[]) => Value;
const combined =
  (name: string): Combine =>
  (receiver, args) =>
    jdkFunction(name, [receiver, ...args]);

/** The default methods of Function, Predicate, Consumer, BinaryOperator and Comparator. */
const defaults: Readonly<Record<string, Combine>> = {
  andThen: combined('andThen'),
  compose: combined('compose'),
  negate: combined('negate'),
  and: combined('and'),
  or: combined('or'),
  reversed: combined('reversed'),
  thenComparing: combined('thenComparing'),
  thenComparingInt: combined('thenComparingKey'),
  thenComparingLong: combined('thenComparingKey'),
  thenComparingDouble: combined('thenComparingKey'),
};

/** A default method of one of the JDK's functional interfaces; undefined: it is none, and so the one abstract method. */
export function callDefault(receiver: Value, method: string, args: readonly Value[]): Value | undefined {
  if (!Object.hasOwn(defaults, method)) return undefined;
  const takesNone = method === 'negate' || method === 'reversed';
  if (takesNone !== (args.length === 0)) return undefined;
  if (!args.every((arg) => arg.kind === 'function' || arg.kind === 'native' || arg.kind === 'object')) return undefined;
  return defaults[method]!(receiver, args);
}

type Make = (args: readonly Value[]) => Value | undefined;
const made =
  (name: string, count: number | undefined): Make =>
  (args) =>
    count === undefined || args.length === count ? jdkFunction(name, args) : undefined;

const comparators: Readonly<Record<string, Make>> = {
  naturalOrder: made('naturalOrder', 0),
  reverseOrder: (args) => (args.length === 0 ? jdkFunction('reverseOrder', []) : jdkFunction('reversed', args)),
  comparing: made('comparing', undefined),
  comparingInt: made('comparing', 1),
  comparingLong: made('comparing', 1),
  comparingDouble: made('comparing', 1),
  nullsFirst: made('nullsFirst', 1),
  nullsLast: made('nullsLast', 1),
};

/** Static methods that make functions, by class. */
const makers: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  Function: { identity: made('identity', 0) },
  UnaryOperator: { identity: made('identity', 0) },
  Predicate: { not: made('negate', 1), isEqual: made('isEqual', 1) },
  BinaryOperator: { minBy: made('minBy', 1), maxBy: made('maxBy', 1) },
  Comparator: comparators,
  Entry: { comparingByKey: made('entryKey', undefined), comparingByValue: made('entryValue', undefined) },
};

export function makeFunction(className: string, method: string, args: readonly Value[]): Value | undefined {
  if (!Object.hasOwn(makers, className)) return undefined;
  const table = makers[className]!;
  return Object.hasOwn(table, method) ? table[method]!(args) : undefined;
}
