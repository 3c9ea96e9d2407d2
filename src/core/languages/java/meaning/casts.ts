/** Casts (JLS §15.16): numbers are converted, of references it is asked whether they are of the type. */
import type { Expression } from '../../../form/form.js';
import { isOfClass } from '../../../jvm/classTests.js';
import { numericType, toJavaType, unboxedJavaType, type JavaType } from '../../../jvm/javaTypes.js';
import type { Frame, Run } from '../../../jvm/run.js';
import { staticType } from './staticTypes.js';
import { placeOf } from '../../../jvm/javaTypes.js';
import { throwJava } from '../../../jvm/throwables.js';
import type { Value } from '../../../values/values.js';

export function castValue(run: Run, e: Extract<Expression, { kind: 'cast' }>, frame: Frame): Value {
  const value = run.evaluate(e.value, frame);
  const site = run.site(e.span, frame);
  const wanted = toJavaType(run, e.type, placeOf(frame));
  if (wanted !== undefined && isRefused(run, value, wanted, e.value, frame)) {
    const message = run.unknown('the words of this ClassCastException are not followed', site, { label: 'getMessage()' });
    throwJava('java.lang.ClassCastException', message, site);
  }
  return wanted?.kind === 'variable' ? value : run.typed(value, e.type, frame.owner, site);
}

/** The value is certainly not of the type. */
function isRefused(run: Run, value: Value, wanted: JavaType, operand: Expression, frame: Frame): boolean {
  if (value.kind === 'null' || value.kind === 'unknown' || value.kind === 'list' || value.kind === 'map') return false;
  if (value.kind === 'number') {
    const plain = wanted.kind === 'primitive' ? wanted : unboxedJavaType(wanted);
    const own = staticType(run, operand, frame);
    if (plain === undefined) return wanted.kind === 'class' && isOfClass(run, value, wanted.reference) === false;
    // What the compiler knows as a number is converted; an object must be the box itself.
    if (own === undefined ? value.boxed !== true : numericType(own) !== undefined) return false;
    return plain.name !== value.type;
  }
  return wanted.kind === 'class' && isOfClass(run, value, wanted.reference) === false;
}
