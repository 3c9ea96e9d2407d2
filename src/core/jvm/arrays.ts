/** Arrays: how they are made, and their elements (JLS §10, §15.10). */
import { derived } from './loss.js';
import type { Site } from '../../base/text.js';
import type { Expression, TypeRef } from '../form/form.js';
import { array, arrayOfObjects } from './arrayValues.js';
import { defaultValue } from './conversions.js';
import { placeOf, toJavaType } from './javaTypes.js';
import { isKeyed, keyOf } from './keys.js';
import { labelOf } from '../form/labels.js';
import { intOf } from '../values/numbers.js';
import { mayThrow, refuseNull } from './refusals.js';
import type { Frame, Run } from './run.js';
import { throwJava } from './throwables.js';
import type { ListValue, Value } from '../values/values.js';

const largest = 10_000;

/** `declared`: of an initialiser without `new`, the type of what it initialises. */
export function newArray(run: Run, e: Extract<Expression, { kind: 'newArray' }>, frame: Frame, declared?: TypeRef): Value {
  const type = e.type.name === '' && declared !== undefined ? declared : e.type;
  const element: TypeRef = { ...type, dimensions: Math.max(0, type.dimensions - 1) };
  const site = run.site(e.span, frame);
  if (e.elements !== undefined) {
    const items: Value[] = [];
    for (const one of e.elements) {
      const value = one.kind === 'newArray' ? newArray(run, one, frame, element) : run.evaluate(one, frame);
      items.push(type.name === '' ? value : run.typed(value, element, frame.owner, site));
    }
    return type.name === '' ? array(items) : arrayOf(run, items, element, frame);
  }
  const sizes = e.sizes.map((size) => run.evaluate(size, frame));
  for (const size of sizes) {
    const length = intOf(size);
    if (length === undefined) mayThrow(run, 'new', 'the size of this array is not known', site);
    else if (length < 0) throwJava('java.lang.NegativeArraySizeException', String(length), site);
  }
  return filled(run, sizes, 0, type, frame, site);
}

/** `int[]::new` */
export function arrayOfLength(run: Run, type: TypeRef, length: Value | undefined, frame: Frame, site: Site): Value {
  const size = intOf(length);
  if (size !== undefined && size < 0) throwJava('java.lang.NegativeArraySizeException', String(size), site);
  return length === undefined ? { kind: 'list', items: [], open: true } : filled(run, [length], 0, type, frame, site);
}

/** An array of arrays down to the last size that is written. */
function filled(run: Run, sizes: readonly Value[], from: number, type: TypeRef, frame: Frame, site: Site): Value {
  const length = intOf(sizes[from]);
  if (length === undefined || length > largest) return { kind: 'list', items: [], open: true };
  run.spend(site, length);
  const element: TypeRef = { ...type, dimensions: type.dimensions - 1 };
  const items: Value[] = [];
  for (let i = 0; i < length; i++)
    items.push(from + 1 < sizes.length ? filled(run, sizes, from + 1, element, frame, site) : defaultValue(element));
  return arrayOf(run, items, element, frame);
}

function arrayOf(run: Run, items: readonly Value[], element: TypeRef, frame: Frame): ListValue {
  const component = toJavaType(run, element, placeOf(frame));
  return component === undefined ? arrayOfObjects(items) : array(items, component);
}

export function indexValue(run: Run, e: Extract<Expression, { kind: 'index' }>, frame: Frame): Value {
  const target = run.evaluate(e.target, frame);
  return elementAt(run, target, run.evaluate(e.index, frame), e, frame);
}

export function elementAt(run: Run, target: Value, index: Value, e: Expression, frame: Frame): Value {
  const site = run.site(e.span, frame);
  refuseNull(run, target, site);
  const at = intOf(index);
  if (target.kind === 'list' && !target.open && at !== undefined) {
    checkIndex(at, target.items.length, site);
    return target.items[at]!;
  }
  mayThrow(run, labelOf(e), `${labelOf(e)} is not known`, site);
  const key = isKeyed(target) ? { key: `index:${keyOf(target)}[${keyOf(index)}]` } : {};
  return derived(run, [target, index], `${labelOf(e)} is not known`, site, { ...key, label: labelOf(e) });
}

export function checkIndex(index: number, length: number, site: Site): void {
  if (index < 0 || index >= length)
    throwJava('java.lang.ArrayIndexOutOfBoundsException', `Index ${index} out of bounds for length ${length}`, site);
}
