/** java.util.Objects. */
import { intOf, intValue } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { Value } from '../../values/values.js';
import { booleanOrUnclear, booleanValue, defaultOf, intOrUnclear, madeDefault, throwNull, type LibraryCall, type Methods } from './call.js';
import { isGiven, isNull } from '../nulls.js';
import { refuseNull } from '../refusals.js';
import { compareValues } from './comparing.js';
import { hashOfSequence, javaEquals, javaHash } from './equalsAndHash.js';

function requireNonNull(call: LibraryCall): Value | undefined {
  const [value, message] = call.args;
  if (value === undefined) return undefined;
  if (isGiven(value)) refuseNull(call.run, value, call.site);
  if (value.kind !== 'null') return value;
  if (message === undefined) throwJava('java.lang.NullPointerException', undefined, call.site);
  if (message.kind === 'text') throwJava('java.lang.NullPointerException', message, call.site);
  const made = message.kind === 'unknown' ? message : call.run.invoke(message, undefined, [], call.site);
  throwJava('java.lang.NullPointerException', made ?? undefined, call.site);
}

function nullness(wanted: boolean): Methods<undefined>[string] {
  return (call) => {
    const [value] = call.args;
    if (value === undefined) return undefined;
    const is = isNull(value);
    return is === undefined ? undefined : booleanValue(is === wanted);
  };
}

export const objectsStatics: Methods<undefined> = {
  requireNonNull: (call) => requireNonNull(call),
  requireNonNullElse(call) {
    const [value, otherwise] = call.args;
    if (value === undefined || value.kind === 'unknown') return defaultOf(call, value, otherwise);
    if (isGiven(value)) return undefined;
    if (value.kind === 'null' && otherwise?.kind === 'null') throwNull(call);
    return value.kind === 'null' ? otherwise : value;
  },
  requireNonNullElseGet(call) {
    const [value, supplier] = call.args;
    if (value === undefined || supplier === undefined) return undefined;
    if (value.kind === 'unknown') return madeDefault(call, value, supplier);
    if (isGiven(value)) return undefined;
    return value.kind === 'null' ? call.run.invoke(supplier, undefined, [], call.site) : value;
  },
  isNull: nullness(true),
  nonNull: nullness(false),
  toString(call: LibraryCall): Value | undefined {
    const [value, otherwise] = call.args;
    if (value === undefined) return undefined;
    if (value.kind === 'null' && otherwise !== undefined) return otherwise;
    return { kind: 'text', text: call.run.toText(value) };
  },
  equals(call) {
    const [a, b] = call.args;
    if (a === undefined || b === undefined) return undefined;
    const same = javaEquals(call.run, a, b, call.site);
    return booleanOrUnclear(call, same, [a, b]);
  },
  hashCode(call) {
    const [value] = call.args;
    const hash = value === undefined ? undefined : javaHash(call.run, value, call.site);
    return intOrUnclear(call, hash, call.args);
  },
  hash(call) {
    const [only] = call.args;
    const items = call.args.length === 1 && only?.kind === 'list' && only.type === undefined ? only.items : call.args;
    const hash = hashOfSequence(call.run, items, 1, call.site);
    return intOrUnclear(call, hash, call.args);
  },
  compare(call) {
    const [a, b, comparator] = call.args;
    if (a === undefined || b === undefined || comparator === undefined) return undefined;
    if (a === b || (a.kind === 'null' && b.kind === 'null')) return intValue(0);
    const order = compareValues(call.run, comparator, a, b, call.site);
    return order === undefined ? undefined : intValue(order);
  },
  checkIndex(call) {
    const [index, length] = call.args.map((arg) => intOf(arg));
    if (index === undefined || length === undefined) return undefined;
    if (index < 0 || index >= length)
      throwJava('java.lang.IndexOutOfBoundsException', `Index ${index} out of bounds for length ${length}`, call.site);
    return intValue(index);
  },
};
