/** Casts (JLS §15.16): numbers are converted, of references it is asked whether they are of the type. */
import type { Expression } from '../../../form/form.js';
import { isOfClass } from '../../../jvm/classTests.js';
import type { Site } from '../../../../base/text.js';
import { isSubtype, numericType, toJavaType, unboxedJavaType, type JavaType } from '../../../jvm/javaTypes.js';
import type { Frame, Run } from '../../../jvm/run.js';
import { staticType } from './staticTypes.js';
import { placeOf } from '../../../jvm/javaTypes.js';
import { mayThrowJava } from '../../../jvm/refusals.js';
import { throwJava } from '../../../jvm/throwables.js';
import type { Value } from '../../../values/values.js';

export function castValue(run: Run, e: Extract<Expression, { kind: 'cast' }>, frame: Frame): Value {
  const value = run.evaluate(e.value, frame);
  const site = run.site(e.span, frame);
  const wanted = toJavaType(run, e.type, placeOf(frame));
  // A function that is written here is of the type that it is cast to.
  const refused =
    wanted === undefined || e.value.kind === 'lambda' || e.value.kind === 'methodRef'
      ? false
      : isRefused(run, value, wanted, e.value, frame);
  if (refused === true) throwJava('java.lang.ClassCastException', messageOf(run, site), site);
  if (refused === undefined && wanted !== undefined && mayBeRefused(run, wanted, e.value, frame)) {
    const why = value.kind === 'unknown' ? `${value.reason}: ` : '';
    mayThrowJava(run, 'java.lang.ClassCastException', messageOf(run, site), `${why}whether it is of this type is not known`, site);
  }
  return wanted?.kind === 'variable' ? value : run.typed(value, e.type, frame.owner, site);
}

function messageOf(run: Run, site: Site): Value {
  return run.unknown('the words of this ClassCastException are not followed', site, { label: 'getMessage()' });
}

/** What is not known is of another type. Inside a try with clauses only it makes a difference. */
function mayBeRefused(run: Run, wanted: JavaType, operand: Expression, frame: Frame): boolean {
  if (run.tries.inside === 0 || wanted.kind === 'variable' || wanted.kind === 'primitive') return false;
  const own = staticType(run, operand, frame);
  return own === undefined || isSubtype(run, own, wanted) !== true;
}

/** Whether the value is not of the type; undefined: not known. */
function isRefused(run: Run, value: Value, wanted: JavaType, operand: Expression, frame: Frame): boolean | undefined {
  if (value.kind === 'null') return false;
  if (value.kind === 'unknown') return undefined;
  if (wanted.kind === 'array') return isOtherArray(value, wanted.element);
  if (value.kind === 'number') {
    const plain = wanted.kind === 'primitive' ? wanted : unboxedJavaType(wanted);
    const own = staticType(run, operand, frame);
    if (plain === undefined) return wanted.kind === 'class' && isOfClass(run, value, wanted.reference) === false;
    // What the compiler knows as a number is converted; an object must be the box itself.
    if (own === undefined ? value.boxed !== true : numericType(own) !== undefined) return false;
    return plain.name !== value.type;
  }
  if (wanted.kind !== 'class') return false;
  const isOf = isOfClass(run, value, wanted.reference);
  return isOf === undefined ? undefined : !isOf;
}

/** Of arrays of objects it is not known of what class their elements may be. */
function isOtherArray(value: Value, element: JavaType | undefined): boolean | undefined {
  if (value.kind !== 'list') return true;
  if (value.type !== undefined) return value.open ? undefined : true;
  if (value.element === undefined || element === undefined) return undefined;
  if (element.kind === 'primitive') return value.element !== element.name;
  return value.element === 'reference' ? undefined : true;
}
