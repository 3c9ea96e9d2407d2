/** Conditionals and switches as values: which type their results have together (JLS §15.25, §15.28.1). */
import type { Expression } from '../../../form/form.js';
import { labelOf } from '../../../form/labels.js';
import { boxed, toType } from '../../../values/numbers.js';
import { decideUnboxed, throwNull } from '../../../jvm/refusals.js';
import type { Frame, Run } from '../../../jvm/run.js';
import { numberOfAlternatives, yieldsOf, type Result } from './staticTypes.js';
import type { Value } from '../../../values/values.js';

export function conditional(run: Run, e: Extract<Expression, { kind: 'conditional' }>, frame: Frame): Value {
  const way = decideUnboxed(run, run.evaluate(e.test, frame), run.site(e.test.span, frame));
  const value = run.evaluate(way ? e.whenTrue : e.whenFalse, frame);
  const results = [e.whenTrue, e.whenFalse].map((expression) => ({ expression, frame }));
  return alternative(run, value, results, e, frame);
}

/** A number becomes one of the type that all alternatives have together (JLS §15.25). */
function alternative(run: Run, value: Value, results: readonly Result[], e: Expression, frame: Frame): Value {
  if (value.kind !== 'number' && value.kind !== 'null') return value;
  const type = numberOfAlternatives(run, results);
  const site = run.site(e.span, frame);
  if (value.kind === 'null') {
    if (type !== undefined && type !== 'none') throwNull(run, site);
    return value;
  }
  if (type === undefined) return run.unknown('which type of number this gives is not known', site, { label: labelOf(e) });
  return type === 'none' ? boxed(value) : toType(value, type);
}

/** An operand, or what a `var` begins with: a switch there stands alone, and gives its results one type (JLS §15.28.1). */
export function operandValue(run: Run, e: Expression, frame: Frame): Value {
  const value = run.evaluate(e, frame);
  return e.kind === 'switch' ? alternative(run, value, yieldsOf(run, e, frame), e, frame) : value;
}
