/** java.util.Optional and its kin for primitives. */
import { array } from '../arrayValues.js';
import { firstLoss } from '../loss.js';
import { isGiven } from '../nulls.js';
import { toType } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import { Thrown } from '../completion.js';
import type { Value } from '../../values/values.js';
import {
  booleanOrUnclear,
  booleanValue,
  intOrUnclear,
  kept,
  methodOf,
  nothing,
  throwNull,
  type LibraryCall,
  type Methods,
} from './call.js';
import { createFlow } from './pipelines.js';
import { javaEquals, javaHash, javaText } from './equalsAndHash.js';

type Optional = Extract<Value, { kind: 'optional' }>;

const absent: Value = { kind: 'optional', value: undefined };

/** A function of the value, where there is one. */
function apply(call: LibraryCall, value: Value, argument: Value | undefined): Value | undefined {
  return argument === undefined ? undefined : call.run.invoke(argument, undefined, [value], call.site);
}

function held({ value, of }: Optional): Value | undefined {
  return value?.kind === 'number' && of !== undefined ? toType(value, of) : value;
}

function get(call: LibraryCall, target: Optional): Value {
  const value = held(target);
  if (value === undefined) throwJava('java.util.NoSuchElementException', 'No value present', call.site);
  return value;
}

const optionalMethods: Methods<Optional> = {
  get,
  getAsInt: get,
  getAsLong: get,
  getAsDouble: get,
  orElseThrow(call, target) {
    const [supplier] = call.args;
    if (supplier === undefined) return get(call, target);
    const value = held(target);
    if (value !== undefined) return value;
    const thrown = call.run.invoke(supplier, undefined, [], call.site);
    throw new Thrown(thrown ?? call.run.unknown('what is thrown here is not known', call.site), call.site);
  },
  orElse: (call, target) => held(target) ?? call.args[0],
  orElseGet: (call, target) =>
    held(target) ?? (call.args[0] === undefined ? undefined : call.run.invoke(call.args[0], undefined, [], call.site)),
  isPresent: (_, target) => booleanValue(target.value !== undefined),
  isEmpty: (_, target) => booleanValue(target.value === undefined),
  map(call, target) {
    if (target.value === undefined) return absent;
    const mapped = apply(call, target.value, call.args[0]);
    if (mapped === undefined) return undefined;
    if (mapped.kind === 'unknown') return unsure(call, mapped);
    return { kind: 'optional', value: mapped.kind === 'null' ? undefined : kept(mapped) };
  },
  flatMap: (call, target) => (target.value === undefined ? absent : apply(call, target.value, call.args[0])),
  filter(call, target) {
    if (target.value === undefined) return absent;
    const answer = apply(call, target.value, call.args[0]);
    if (answer === undefined) return undefined;
    return call.run.decide(answer, call.site) ? target : absent;
  },
  ifPresent(call, target) {
    const value = held(target);
    return value === undefined || apply(call, value, call.args[0]) !== undefined ? nothing : undefined;
  },
  ifPresentOrElse(call, target) {
    const [action, otherwise] = call.args;
    const value = held(target);
    if (otherwise === undefined) return undefined;
    const done = value === undefined ? call.run.invoke(otherwise, undefined, [], call.site) : apply(call, value, action);
    return done === undefined ? undefined : nothing;
  },
  or: (call, target) =>
    target.value !== undefined ? target : call.args[0] === undefined ? undefined : call.run.invoke(call.args[0], undefined, [], call.site),
  stream: (_, target) =>
    createFlow({ ...array(target.value === undefined ? [] : [target.value]), type: 'ArrayList' }, target.of ?? 'object'),
  equals(call, target) {
    const same = call.args[0] === undefined ? undefined : javaEquals(call.run, target, call.args[0], call.site);
    return booleanOrUnclear(call, same, [target, ...call.args]);
  },
  hashCode: (call, target) => intOrUnclear(call, javaHash(call.run, target, call.site), [target]),
  toString(call: LibraryCall, target: Optional) {
    const text = javaText(call.run, target, call.site);
    return text === undefined ? undefined : call.run.made(text.length, () => text, call.site);
  },
};

/** It cannot be told whether there is a value. */
function unsure(call: LibraryCall, mapped: Value): Value {
  const loss = firstLoss(call.run, [mapped], { reason: 'whether there is a value is not known', site: call.site });
  const isNull = call.run.unknown(loss.reason, loss.site, {
    key: `null:${mapped.kind === 'unknown' ? mapped.key : ''}`,
    label: 'isPresent()',
  });
  return call.run.decide(isNull, call.site) ? { kind: 'optional', value: mapped } : absent;
}

export function callOptional(call: LibraryCall, target: Optional): Value | undefined {
  return methodOf(optionalMethods, call.method)?.(call, target);
}

export const optionalStatics: Methods<'int' | 'long' | 'double' | undefined> = {
  empty: (_, of) => (of === undefined ? absent : { kind: 'optional', value: undefined, of }),
  of(call, of) {
    const [value] = call.args;
    if (value === undefined) return undefined;
    if (value.kind === 'null') throwNull(call);
    return of === undefined ? { kind: 'optional', value: kept(value) } : { kind: 'optional', value, of };
  },
  ofNullable(call) {
    const [value] = call.args;
    // Whether it is null is not known; it answers as an Optional would (see unknowns.ts).
    if (value === undefined || value.kind === 'unknown') return value;
    if (isGiven(value)) return undefined;
    return { kind: 'optional', value: value.kind === 'null' ? undefined : kept(value) };
  },
};
