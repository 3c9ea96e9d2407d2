/** Functions that the JDK makes: identities, comparators, and what `andThen`, `negate`, `thenComparing` and the like put together. */
import type { Site } from '../../../base/text.js';
import { intValue } from '../../values/numbers.js';
import { isClosure, isInstance } from '../instances.js';
import type { Closure, Run } from '../run.js';
import type { Value } from '../../values/values.js';
import { booleanValue, nullValue } from './call.js';
import { compareTexts, compareValues, naturally } from './comparing.js';
import { javaEquals } from './equalsAndHash.js';
import { declares } from './instanceFacts.js';

/** What a function was made of; null for what is not there. */
interface Parts {
  readonly first: Value;
  readonly second: Value;
  readonly third: Value | undefined;
}

type Apply = (run: Run, parts: Parts, given: readonly Value[], site: Site) => Value | undefined;

export function jdkFunction(name: string, args: readonly Value[]): Value {
  return { kind: 'native', type: 'function', state: { name, args } };
}

/** undefined: it is not given two values, or their order is not known. */
const ofTwo =
  (compare: (run: Run, parts: Parts, a: Value, b: Value, site: Site) => number | undefined): Apply =>
  (run, parts, [a, b], site) => {
    const sign = a === undefined || b === undefined ? undefined : compare(run, parts, a, b, site);
    return sign === undefined ? undefined : intValue(sign);
  };

/** The order of two values by a key and a comparator of keys. */
function byKey(run: Run, key: Value, comparator: Value | undefined, a: Value, b: Value, site: Site): number | undefined {
  const [left, right] = [run.invoke(key, undefined, [a], site), run.invoke(key, undefined, [b], site)];
  return left === undefined || right === undefined ? undefined : compareValues(run, comparator, left, right, site);
}

const nulls = (whereNull: number): Apply =>
  ofTwo((run, { first: comparator }, a, b, site) => {
    if (a.kind === 'null') return b.kind === 'null' ? 0 : whereNull;
    if (b.kind === 'null') return -whereNull;
    return comparator.kind === 'null' ? 0 : compareValues(run, comparator, a, b, site);
  });

const byEntry = (part: 'key' | 'value'): Apply =>
  ofTwo((run, { first: comparator }, a, b, site) =>
    a.kind === 'pair' && b.kind === 'pair' ? compareValues(run, comparator, a[part], b[part], site) : undefined,
  );

const inAscii = (text: string): string | undefined => (/^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : undefined);

/** What each function does. */
const functions: Readonly<Record<string, Apply>> = {
  identity: (_run, _parts, [value]) => value,
  naturalOrder: ofTwo((run, _parts, a, b, site) => naturally(run, a, b, site)),
  reverseOrder: ofTwo((run, _parts, a, b, site) => naturally(run, b, a, site)),
  caseInsensitive: ofTwo((_run, _parts, a, b) => {
    if (a.kind !== 'text' || b.kind !== 'text') return undefined;
    const [left, right] = [inAscii(a.text), inAscii(b.text)];
    return left === undefined || right === undefined ? undefined : compareTexts(left, right);
  }),
  comparing: ofTwo((run, { first: key, second: comparator }, a, b, site) => byKey(run, key, comparator, a, b, site)),
  reversed: ofTwo((run, { first: comparator }, a, b, site) => compareValues(run, comparator, b, a, site)),
  thenComparing: ofTwo((run, { first: comparator, second: next, third: keyComparator }, a, b, site) => {
    const order = compareValues(run, comparator, a, b, site);
    if (order !== 0) return order;
    return isKey(run, next, keyComparator) ? byKey(run, next, keyComparator, a, b, site) : compareValues(run, next, a, b, site);
  }),
  thenComparingKey: ofTwo((run, { first: comparator, second: key }, a, b, site) => {
    const order = compareValues(run, comparator, a, b, site);
    return order !== 0 ? order : byKey(run, key, undefined, a, b, site);
  }),
  nullsFirst: nulls(-1),
  nullsLast: nulls(1),
  andThen(run, { first, second: then }, given, site) {
    const result = run.invoke(first, undefined, given, site);
    // A Consumer hands its arguments on; whether the function is one cannot be told where it calls what changes something and answers.
    return result === undefined || changesSomething(first)
      ? undefined
      : run.invoke(then, undefined, result.kind === 'void' ? given : [result], site);
  },
  compose(run, { first: last, second: before }, given, site) {
    const result = run.invoke(before, undefined, given, site);
    return result === undefined ? undefined : run.invoke(last, undefined, [result], site);
  },
  negate: (run, { first: test }, given, site) => negated(run.invoke(test, undefined, given, site)),
  and: (run, parts, given, site) => shortCircuit(run, parts, given, false, site),
  or: (run, parts, given, site) => shortCircuit(run, parts, given, true, site),
  isEqual(run, { first: wanted }, [value], site) {
    const same = value === undefined ? undefined : javaEquals(run, wanted, value, site);
    return same === undefined ? undefined : booleanValue(same);
  },
  minBy: (run, { first: comparator }, [a, b], site) => extreme(run, comparator, a, b, 1, site),
  maxBy: (run, { first: comparator }, [a, b], site) => extreme(run, comparator, a, b, -1, site),
  entryKey: byEntry('key'),
  entryValue: byEntry('value'),
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

function shortCircuit(run: Run, { first, second }: Parts, given: readonly Value[], stop: boolean, site: Site): Value | undefined {
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
  const [first = nullValue, second = nullValue, third] = target.state.args;
  return functions[target.state.name]?.(run, { first, second, third }, given, site);
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
  reverseOrder: made('reverseOrder', 0),
  comparing: (args) => (args.length === 0 ? undefined : jdkFunction('comparing', args)),
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
