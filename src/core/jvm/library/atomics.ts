/** java.util.concurrent.atomic: a value of an object, which one thread reads and sets as it would a variable. */
import { arithmetic } from '../arithmetic.js';
import { intValue, longValue, toType } from '../../values/numbers.js';
import { sameValue } from '../equality.js';
import type { AtomicState, NativeValue, Value } from '../../values/values.js';
import { booleanValue, kept, nothing, nullValue, textValue, type LibraryCall, type Method, type Methods } from './call.js';

type Of = AtomicState['of'];

const classes: Readonly<Record<string, Of>> = {
  AtomicBoolean: 'boolean',
  AtomicInteger: 'int',
  AtomicLong: 'long',
  AtomicReference: 'object',
};

const initial: Readonly<Record<Of, Value>> = {
  boolean: { kind: 'boolean', value: false },
  int: intValue(0),
  long: longValue(0n),
  object: nullValue,
};

/** undefined: it is none of these classes. */
export function newAtomic({ owner, args }: LibraryCall): Value | undefined {
  const of = Object.hasOwn(classes, owner) ? classes[owner] : undefined;
  return of === undefined ? undefined : { kind: 'native', type: 'atomic', state: { of, value: held(of, args[0] ?? initial[of]) } };
}

/** As the object holds it. */
function held(of: Of, value: Value): Value {
  if (of === 'object') return kept(value);
  return value.kind === 'number' && of !== 'boolean' ? toType(value, of) : value;
}

function valueOf({ run }: LibraryCall, { loss, value }: AtomicState): Value {
  return loss === undefined ? value : run.unknown(loss.reason, loss.site, { label: 'get()' });
}

/** Sets what `make` gives, of which the method gives the value before or after. */
function setting(gives: 'before' | 'after' | 'nothing', make: Method<Value>): Methods<AtomicState>[string] {
  return (call, state) => {
    const before = valueOf(call, state);
    const made = make(call, before);
    // What could not be computed loses the object.
    if (made === undefined || state.loss !== undefined) return undefined;
    state.value = held(state.of, made);
    return gives === 'nothing' ? nothing : gives === 'before' ? before : state.value;
  };
}

function plus(amount: (call: LibraryCall) => Value | undefined): Method<Value> {
  return (call, before) => {
    const added = amount(call);
    if (before.kind !== 'number' || added?.kind !== 'number') return undefined;
    const sum = arithmetic('+', before, added);
    return typeof sum === 'object' ? sum : undefined;
  };
}

const byOne = plus(() => intValue(1));
const byMinusOne = plus(() => intValue(-1));
const byGiven = plus(({ args }) => args[0]);
const given: Method<Value> = ({ args }) => args[0];

const updated: Method<Value> = ({ run, args, site }, before) =>
  args[0] === undefined ? undefined : run.invoke(args[0], undefined, [before], site);

const accumulated: Method<Value> = ({ run, args, site }, before) => {
  const [value, operator] = args;
  if (value === undefined || operator === undefined) return undefined;
  const second = before.kind === 'number' && value.kind === 'number' ? toType(value, before.type) : value;
  return run.invoke(operator, undefined, [before, second], site);
};

/** Compares with `==`. */
const compareAndSet: Methods<AtomicState>[string] = (call, state) => {
  const [expected, value] = call.args;
  const before = valueOf(call, state);
  if (expected === undefined || value === undefined) return undefined;
  const isClear = state.of !== 'object' || before.kind === 'null' || expected.kind === 'null';
  const isSame = isClear ? sameValue(before, held(state.of, expected)) : undefined;
  if (isSame === undefined) return undefined;
  if (isSame) state.value = held(state.of, value);
  return booleanValue(isSame);
};

const asType =
  (type: 'int' | 'long' | 'double'): Methods<AtomicState>[string] =>
  (call, state) => {
    const value = valueOf(call, state);
    return value.kind === 'number' ? toType(value, type) : value;
  };

const get: Methods<AtomicState>[string] = valueOf;

export const atomicMethods: Methods<AtomicState> = {
  get,
  getPlain: get,
  getAcquire: get,
  set: setting('nothing', given),
  lazySet: setting('nothing', given),
  getAndSet: setting('before', given),
  incrementAndGet: setting('after', byOne),
  getAndIncrement: setting('before', byOne),
  decrementAndGet: setting('after', byMinusOne),
  getAndDecrement: setting('before', byMinusOne),
  addAndGet: setting('after', byGiven),
  getAndAdd: setting('before', byGiven),
  updateAndGet: setting('after', updated),
  getAndUpdate: setting('before', updated),
  accumulateAndGet: setting('after', accumulated),
  getAndAccumulate: setting('before', accumulated),
  compareAndSet,
  intValue: asType('int'),
  longValue: asType('long'),
  doubleValue: asType('double'),
  toString: (call: LibraryCall, state: AtomicState) => textValue(call.run.toText(valueOf(call, state))),
};

/** What its text shows; undefined: not known. */
export function atomicValue({ state }: Extract<NativeValue, { type: 'atomic' }>): Value | undefined {
  return state.loss === undefined ? state.value : undefined;
}
