/** Assignments to variables, fields and elements. */
import type { Expression } from '../form/form.js';
import { checkIndex, elementAt } from '../jvm/arrays.js';
import { stored } from '../jvm/arrayStores.js';
import { isInstance } from '../jvm/instances.js';
import { labelOf } from '../form/labels.js';
import { derived, firstLoss, loseContents } from '../jvm/loss.js';
import { intOf, intValue, toType } from '../values/numbers.js';
import type { JavaType } from '../jvm/javaTypes.js';
import type { ClassInfo } from '../jvm/program.js';
import { mayThrow, refuseNull } from '../jvm/refusals.js';
import type { Frame, Instance, Run } from '../jvm/run.js';
import type { Value } from '../values/values.js';
import { findVariable, type Variable } from '../jvm/variables.js';

export function assign(run: Run, e: Extract<Expression, { kind: 'assign' }>, frame: Frame): Value {
  const place = placeOf(run, e.target, frame);
  if (e.operator === '=') return store(run, place, e.target, run.evaluate(e.value, frame), frame);
  const before = valueAt(run, place, e.target, frame);
  const right = run.evaluate(e.value, frame);
  return store(run, place, e.target, compound(run, before, e.operator.slice(0, -1), right, e, frame), frame);
}

/** What the place holds; what is read to find it is not read again. */
function valueAt(run: Run, place: Place, target: Expression, frame: Frame): Value {
  if (place.kind === 'element' && target.kind === 'index') return elementAt(run, place.list, place.index, target, frame);
  if (place.kind === 'field' && target.kind === 'select') {
    const known = run.readField(place.self, target.name, run.site(target.span, frame), place.from);
    if (known !== undefined) return known;
  }
  return run.evaluate(target, frame);
}

/** `a op= b` is `(T) (a op b)`, T being the type of a (JLS §15.26.2): a String, or the type that a number has. */
function compound(
  run: Run,
  before: Value,
  operator: string,
  right: Value,
  e: Extract<Expression, { kind: 'assign' }>,
  frame: Frame,
): Value {
  const site = run.site(e.span, frame);
  const result =
    operator === '+'
      ? run.meaning(frame.owner).plus(run, before, right, e, false, frame)
      : (run.meaning(frame.owner).operate(run, operator, before, right, site, { left: e.target, right: e.value, frame }) ??
        derived(run, [before, right], `${labelOf(e.target)} is not known after ${e.operator}`, site, {
          label: labelOf(e.target),
          isComputed: true,
        }));
  return before.kind === 'number' && result.kind === 'number' ? toType(result, before.type) : result;
}

/** `++` and `--`, before or after. */
export function step(run: Run, e: Extract<Expression, { kind: 'unary' }>, frame: Frame): Value {
  const place = placeOf(run, e.operand, frame);
  const operand = valueAt(run, place, e.operand, frame);
  const site = run.site(e.span, frame);
  const sum = run
    .meaning(frame.owner)
    .operate(run, e.operator === '++' ? '+' : '-', operand, intValue(1), site, { left: e.operand, right: undefined, frame });
  const next: Value =
    operand.kind === 'number' && sum?.kind === 'number'
      ? toType(sum, operand.type)
      : derived(run, [operand], `${labelOf(e.operand)} is counted from an unknown start`, site, {
          label: labelOf(e.operand),
          isComputed: true,
        });
  const stored = store(run, place, e.operand, next, frame);
  return e.prefix ? stored : operand;
}

/** What an assignment writes to: found, with its object or index evaluated, before the right side is (JLS §15.26.1). */
type Place =
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'field'; readonly self: Instance; readonly from: ClassInfo }
  | { readonly kind: 'static'; readonly info: ClassInfo }
  | { readonly kind: 'element'; readonly list: Value; readonly index: Value }
  | { readonly kind: 'nowhere' };

function placeOf(run: Run, target: Expression, frame: Frame): Place {
  if (target.kind === 'name') {
    const variable = findVariable(run, target.name, frame);
    return variable === undefined ? { kind: 'nowhere' } : { kind: 'variable', variable };
  }
  if (target.kind === 'index') {
    const list = run.evaluate(target.target, frame);
    return { kind: 'element', list, index: run.evaluate(target.index, frame) };
  }
  if (target.kind !== 'select') return { kind: 'nowhere' };
  const owner = run.meaning(frame.owner).targetOf(run, target.target, frame);
  if (isInstance(owner)) {
    const from = run.meaning(frame.owner).fieldOwner(run, owner, target, frame);
    return from === undefined ? { kind: 'nowhere' } : { kind: 'field', self: owner, from };
  }
  const info = owner.kind === 'class' && owner.declaration !== undefined ? run.program.infoOf(owner.declaration) : undefined;
  return info === undefined ? { kind: 'nowhere' } : { kind: 'static', info };
}

/** Writes; gives the value stored, converted to the type of the variable. */
function store(run: Run, place: Place, target: Expression, value: Value, frame: Frame): Value {
  const site = run.site(target.span, frame);
  const name = target.kind === 'name' || target.kind === 'select' ? target.name : '';
  switch (place.kind) {
    case 'variable': {
      const { variable } = place;
      if (variable.kind === 'local') return (variable.cell.value = run.typed(value, variable.cell.type, frame.owner, site));
      const { self, field } = variable;
      if (!field.isStatic && self !== undefined) return run.assignField(self, field.name, value, site, field.owner);
      run.assignStatic(field.owner, field.name, value);
      return value;
    }
    case 'field':
      return run.assignField(place.self, name, value, site, place.from);
    case 'static':
      run.assignStatic(place.info, name, value);
      return value;
    case 'element':
      return storeElement(run, place.list, place.index, value, target, frame);
    default:
      run.escape([value], 'it is assigned to what cannot be followed', site);
      return value;
  }
}

function storeElement(run: Run, list: Value, index: Value, value: Value, target: Expression, frame: Frame): Value {
  const site = run.site(target.span, frame);
  refuseNull(run, list, site);
  if (list.kind !== 'list') return value;
  const at = intOf(index);
  if (at === undefined || list.open) {
    mayThrow(run, '[]', 'where this array is written to is not known', site);
    if (!list.open) loseContents(run, list, firstLoss(run, [index], { reason: 'where this array was written to is not known', site }));
    return value;
  }
  checkIndex(at, list.items.length, site);
  return (list.items[at] = stored(run, list, value, site, () => elementType(run, target, frame)));
}

/** As the compiler knows it. */
function elementType(run: Run, target: Expression, frame: Frame): JavaType | undefined {
  const type = target.kind === 'index' ? run.meaning(frame.owner).staticType(run, target.target, frame) : undefined;
  return type?.kind === 'array' ? type.element : undefined;
}
