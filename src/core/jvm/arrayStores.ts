/** What an array keeps of a value that is stored in it: it is converted to the type of the array's elements, or refused (JLS §10.5). */
import type { Site } from '../../base/text.js';
import { boxed, toType } from '../values/numbers.js';
import type { ElementType, ListValue, Value } from '../values/values.js';
import { componentOf } from './arrayValues.js';
import { isOfClass } from './classTests.js';
import { isSubtype, isString, sameType, unboxedJavaType, type JavaType } from './javaTypes.js';
import { mayThrowJava, refuseNullBox } from './refusals.js';
import type { Run } from './run.js';
import { throwJava } from './throwables.js';

/** `declared`: the type that the compiler knows of the array's elements; it is asked only where it decides. */
export function stored(run: Run, array: ListValue, value: Value, site: Site, declared?: () => JavaType | undefined): Value {
  const element = array.element ?? primitiveOf(declared?.());
  if (element === undefined || element === 'reference') {
    refuseOther(run, array, value, site, declared);
    return value.kind === 'number' && element === 'reference' ? boxed(value) : value;
  }
  refuseNullBox(run, value, site);
  return value.kind === 'number' && element !== 'boolean' ? toType(value, element) : value;
}

function primitiveOf(type: JavaType | undefined): ElementType | undefined {
  return type?.kind === 'primitive' && type.name !== 'void' ? type.name : undefined;
}

function refuseOther(run: Run, array: ListValue, value: Value, site: Site, declared?: () => JavaType | undefined): void {
  const component = componentOf(array);
  const isFit = fits(run, component, value);
  if (isFit === false) throwJava('java.lang.ArrayStoreException', messageOf(run, site), site);
  if (isFit === true || run.tries.inside === 0) return;
  const known = declared?.();
  const isChecked = component === undefined ? declared === undefined || isFinal(known) : known !== undefined && sameType(component, known);
  if (!isChecked) {
    const reason = 'whether this array may hold this is not known';
    mayThrowJava(run, 'java.lang.ArrayStoreException', messageOf(run, site), reason, site);
  }
}

function messageOf(run: Run, site: Site): Value {
  return run.unknown('the words of this ArrayStoreException are not followed', site, { label: 'getMessage()' });
}

/** Whether an array of such elements may hold the value; undefined: not known. */
function fits(run: Run, component: JavaType | undefined, value: Value): boolean | undefined {
  if (value.kind === 'null') return true;
  if (component?.kind === 'class') return isOfClass(run, value, component.reference);
  if (component?.kind !== 'array' || value.kind === 'unknown') return undefined;
  if (value.kind !== 'list') return false;
  if (value.type !== undefined) return value.open ? undefined : false;
  const own = componentOf(value);
  return own === undefined ? undefined : isSubtype(run, { kind: 'array', element: own }, component);
}

/** No class extends it, so an array of its type holds no other objects. */
function isFinal(type: JavaType | undefined): boolean {
  if (type === undefined) return false;
  if (isString(type) || unboxedJavaType(type) !== undefined) return true;
  if (type.kind !== 'class' || type.reference.kind !== 'source') return false;
  const { kind, modifiers } = type.reference.info.declaration;
  return kind === 'record' || modifiers.includes('final');
}
