/** Assignments to variables, fields and elements. */
import type { Expression } from '../syntax/form.js';
import { isInstance } from './instances.js';
import { labelOf } from './labels.js';
import { targetOf } from './names.js';
import { intOf, intValue, toType } from './numbers.js';
import { operate, plus } from './operators.js';
import type { Frame, Run } from './run.js';
import type { Value } from './values.js';

export function assign(run: Run, e: Extract<Expression, { kind: 'assign' }>, frame: Frame): Value {
  let value: Value;
  if (e.operator === '=') {
    value = run.evaluate(e.value, frame);
  } else {
    const before = run.evaluate(e.target, frame);
    const operator = e.operator.slice(0, -1);
    const right = run.evaluate(e.value, frame);
    value = compound(run, before, operator, right, e, frame);
  }
  return store(run, e.target, value, frame);
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
      ? plus(run, before, right, e, false, frame)
      : (operate(run, operator, before, right, site) ??
        run.unknown(`${labelOf(e.target)} is not known after ${e.operator}`, site, { label: labelOf(e.target) }));
  return before.kind === 'number' && result.kind === 'number' ? toType(result, before.type) : result;
}

/** `++` and `--`, before or after. */
export function step(run: Run, e: Extract<Expression, { kind: 'unary' }>, frame: Frame): Value {
  const operand = run.evaluate(e.operand, frame);
  const site = run.site(e.span, frame);
  const sum = operate(run, e.operator === '++' ? '+' : '-', operand, intValue(1), site);
  const next: Value =
    operand.kind === 'number' && sum?.kind === 'number'
      ? toType(sum, operand.type)
      : run.unknown(`${labelOf(e.operand)} is counted from an unknown start`, site, { label: labelOf(e.operand) });
  store(run, e.operand, next, frame);
  return e.prefix ? next : operand;
}

/** Writes to a local, field or element; gives the value stored. */
function store(run: Run, target: Expression, value: Value, frame: Frame): Value {
  const site = run.site(target.span, frame);
  if (target.kind === 'name') {
    const cell = frame.scope.find(target.name);
    if (cell !== undefined) {
      cell.value = run.typed(value, cell.type, frame.owner, site);
      return cell.value;
    }
    for (let self = frame.self; self !== undefined; self = self.outer) {
      if (run.readField(self, target.name, site) !== undefined) return setField(run, self, target.name, value, site);
      const captured = self.captured?.find(target.name);
      if (captured !== undefined) return (captured.value = value);
    }
    for (let info: typeof frame.owner | undefined = frame.owner; info !== undefined; info = info.outer) {
      if (run.assignStatic(info, target.name, value)) return value;
    }
    return value;
  }
  if (target.kind === 'select') {
    const owner = targetOf(run, target.target, frame);
    if (isInstance(owner)) return setField(run, owner, target.name, value, site);
    if (owner.kind === 'class') {
      const reference = run.resolveClass(owner.name, frame.owner);
      if (reference?.kind === 'source') run.assignStatic(reference.info, target.name, value);
    }
    return value;
  }
  if (target.kind === 'index') {
    const list = run.evaluate(target.target, frame);
    const index = run.evaluate(target.index, frame);
    if (list.kind === 'list') {
      const at = intOf(index);
      if (at !== undefined && !list.open && at >= 0 && at < list.items.length) list.items[at] = value;
      else list.open = true;
    }
  }
  return value;
}

function setField(run: Run, instance: Value, name: string, value: Value, site: ReturnType<Run['site']>): Value {
  if (!isInstance(instance)) return value;
  const field = run.program
    .lineage(instance.info)
    .classes.flatMap((c) => c.declaration.fields)
    .find((f) => f.name === name);
  const typed = run.typed(value, field?.type, instance.info, site);
  instance.fields.set(name, typed);
  if (instance.assumed) instance.fields.set(`assigned ${name}`, { kind: 'boolean', value: true });
  return typed;
}
