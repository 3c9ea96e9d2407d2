/** What every method of the library is given, and what it answers. */
import type { Site } from '../../../base/text.js';
import type { CallText } from '../callTypes.js';
import { isAlwaysSet } from '../alwaysSet.js';
import { isKeyed, keyOf } from '../keys.js';
import { boxed, charOf, intValue } from '../../values/numbers.js';
import type { Run } from '../run.js';
import { throwJava } from '../throwables.js';
import type { ListValue, Loss, MapValue, NumberValue, UnknownValue, Value } from '../../values/values.js';

export interface LibraryCall {
  readonly run: Run;
  /** How the class is called that has the method, for reasons. */
  readonly owner: string;
  readonly method: string;
  readonly args: readonly Value[];
  readonly site: Site;
  /** Absent where no text of the call is known. */
  readonly text?: CallText | undefined;
}

/** `undefined`: not followed, so that everything within reach of the call is lost. */
export type Method<T> = (call: LibraryCall, target: T) => Value | undefined;
export type Methods<T> = Readonly<Record<string, Method<T>>>;

export const nothing: Value = { kind: 'void' };
export const nullValue: Value = { kind: 'null' };

/** The keys of the map that System.getenv() gives begin with it. */
export const environmentKey = 'environment';

/** The same, of what a supplier gives. */
export function madeDefault({ run, site }: LibraryCall, value: UnknownValue, supplier: Value): Value | undefined {
  if (value.unset?.value.kind !== 'null') return undefined;
  run.takeDefault(value.unset.assumption, site);
  return run.invoke(supplier, undefined, [], site);
}

/** A setting that is taken not to be set where the code has a default; one that systems set by themselves is not. */
export function notSet(unknown: UnknownValue, kind: 'environment variable' | 'system property' | 'property', name: string): UnknownValue {
  if (isAlwaysSet(name)) return unknown;
  return { ...unknown, unset: { assumption: `the ${kind} ${name} is taken not to be set`, value: { kind: 'null' } } };
}

/** What counts instead of a setting that is taken not to be set; undefined: it is none, or there is nothing instead. */
export function defaultOf({ run, site }: LibraryCall, value: Value | undefined, otherwise: Value | undefined): Value | undefined {
  if (value?.kind !== 'unknown' || value.unset?.value.kind !== 'null' || otherwise === undefined) return undefined;
  run.takeDefault(value.unset.assumption, site);
  return otherwise;
}

export function textValue(text: string): Value {
  return { kind: 'text', text, identity: 'fresh' };
}

export function booleanValue(value: boolean): Value {
  return { kind: 'boolean', value };
}

/**
 * The text of an argument that the compiler takes for a `char[]`, where a method has an overload for it; undefined: it is no such array, or
 * the compiler may take it for an object.
 */
export function charsOf(call: LibraryCall, index: number): string | undefined {
  const value = call.args[index];
  if (value?.kind !== 'list' || value.type !== undefined || value.open || value.element === 'reference') return undefined;
  // Whatever is given a range of it takes no other array.
  const isArray = call.args.length === index + 3 || call.text?.types.type(index)?.kind === 'array';
  if (!isArray || value.items.some((item) => charOf(item) === undefined)) return undefined;
  return value.items.map((item) => call.run.toText(item)).join('');
}

/** What a collection or an Optional keeps of a value: a number becomes an object. */
export function kept(value: Value): Value {
  return value.kind === 'number' ? boxed(value) : value;
}

/** The method of a table that has only what it defines itself. */
export function methodOf<T>(methods: Methods<T>, name: string): Method<T> | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

/** What the arrays hold that some methods give, whichever class has them. */
const arrays: ReadonlyMap<string, string> = new Map([
  ['split', 'String'],
  ['toArray', 'Object'],
  ['toCharArray', 'char'],
]);

/** The result of a pure method that could not be worked out: the same for the same arguments. Names the first of them that is not known. */
export function unclear(call: LibraryCall, inputs: readonly Value[], reason?: string): Value {
  const { run, owner, method, site } = call;
  const first = inputs.map((value) => lossOf(run, value)).find((loss) => loss !== undefined);
  const because = first ?? { reason: reason ?? `${owner}.${method}() of the JDK is not followed for these arguments`, site };
  const label = `${method}()`;
  const element = arrays.get(method);
  const typed = element === undefined ? {} : { type: { name: element, args: [], dimensions: 1 } };
  // What can change gives another answer each time.
  if (!inputs.every(isKeyed)) return run.unknown(because.reason, because.site, { label, ...typed });
  return run.unknown(because.reason, because.site, { key: `${owner}.${method}(${inputs.map(keyOf).join(',')})`, label, ...typed });
}

/** What was worked out from the inputs; `known` undefined: it could not be, and is unclear. */
export function booleanOrUnclear(call: LibraryCall, known: boolean | undefined, inputs: readonly Value[], reason?: string): Value {
  return known === undefined ? unclear(call, inputs, reason) : booleanValue(known);
}

/** As above, an int. */
export function intOrUnclear(call: LibraryCall, known: number | undefined, inputs: readonly Value[]): Value {
  return known === undefined ? unclear(call, inputs) : intValue(known);
}

/** As above, a text that is made. */
export function textOrUnclear(call: LibraryCall, known: string | undefined, inputs: readonly Value[]): Value {
  return known === undefined ? unclear(call, inputs) : call.run.made(known.length, () => known, call.site);
}

/** Why a value is not known, where it is not. */
export function lossOf(run: Run, value: Value | undefined): Loss | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'text') return run.holeIn(value.text);
  if (value.kind === 'unknown') return { reason: value.reason, site: value.site };
  if (value.kind === 'list' || value.kind === 'map') return value.loss;
  if (value.kind === 'native' && 'loss' in value.state) return value.state.loss;
  return undefined;
}

/** An element, or what else is read of an open collection: another each time. */
export function unknownOf(call: LibraryCall, collection: ListValue | MapValue, label: string): Value {
  const { loss } = collection;
  if (loss !== undefined) return call.run.unknown(loss.reason, loss.site, { label });
  return call.run.unknown('one of a collection that is not known', call.site, { label });
}

/** Runs code for elements of which nothing is known, nor how many there are. */
export function forUnknown({ run, site }: LibraryCall, loss: Loss, action: Value, labels: readonly string[]): Value {
  run.unknownRounds(site, loss.reason, () => {
    const args = labels.map((label) => run.unknown(loss.reason, loss.site, { label }));
    run.invoke(action, undefined, args, site);
    return { kind: 'normal' };
  });
  return nothing;
}

export function throwIndex(index: number, size: number, site: Site): never {
  throwJava('java.lang.IndexOutOfBoundsException', `Index ${index} out of bounds for length ${size}`, site);
}

export function throwUnsupported(site: Site): never {
  throwJava('java.lang.UnsupportedOperationException', undefined, site);
}

export function throwNoElement(message: string | undefined, site: Site): never {
  throwJava('java.util.NoSuchElementException', message, site);
}

/** The JDK met a null that it does not take. Its words depend on where that was. */
export function throwNull(call: LibraryCall): never {
  const message = call.run.unknown('the words of this NullPointerException are not followed', call.site, { label: 'getMessage()' });
  throwJava('java.lang.NullPointerException', message, call.site);
}

export function isPrimitive(value: Value): value is NumberValue {
  return value.kind === 'number' && value.boxed !== true;
}
