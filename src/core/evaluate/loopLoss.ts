/**
 * What is no longer known where code runs a number of times that is not known: its body is followed once, for what it builds, while
 * what it assigns may have been assigned before, by then, or not at all.
 */
import type { Expression } from '../form/form.js';
import { recordsIn } from '../form/walk.js';
import { isInstance } from '../jvm/instances.js';
import { loseContents } from '../jvm/loss.js';
import type { Frame, Run } from '../jvm/run.js';
import type { Value } from '../values/values.js';
import { findVariable } from '../jvm/variables.js';

/** Methods that change what they are called on, by how the JDK and programs name them. */
const changes =
  /^(?:add|put|append|insert|remove|delete|set|clear|push|pop|poll|offer|replace|reverse|sort|shuffle|swap|merge|compute|retain|increment|decrement|getAnd|updateAnd|accumulate|next|drain|fill|bump|register|with|update|inc|dec)/;

/** Loses the variables, fields and elements that the code assigns, and the objects that it calls a changing method on. */
export function loseAssigned(run: Run, code: readonly unknown[], frame: Frame, reason: string): void {
  const names = new Set<string>();
  const fields = new Set<string>();
  for (const record of recordsIn(code)) {
    const { kind, operator } = record;
    if (kind === 'assign' || (kind === 'unary' && (operator === '++' || operator === '--'))) {
      const target = (record['target'] ?? record['operand']) as Expression;
      if (target.kind === 'name') names.add(target.name);
      else if (target.kind === 'select') {
        fields.add(target.name);
        if (target.target.kind === 'this') names.add(target.name);
      } else if (target.kind === 'index') addReceiver(target.target, names);
    } else if (kind === 'call' && typeof record['name'] === 'string' && changes.test(record['name'])) {
      const target = record['target'] as Expression | undefined;
      if (target !== undefined) addReceiver(target, names);
    }
  }
  for (const name of names) loseVariable(run, name, frame, reason);
  for (const name of fields) loseFieldsOf(run, name, frame, reason);
}

/** The variable that a chain of calls, elements and fields begins with. */
function addReceiver(e: Expression, names: Set<string>): void {
  let head: Expression | undefined = e;
  while (head !== undefined && head.kind !== 'name')
    head = head.kind === 'call' || head.kind === 'select' || head.kind === 'index' ? head.target : undefined;
  if (head !== undefined) names.add(head.name);
}

function loseVariable(run: Run, name: string, frame: Frame, reason: string): void {
  const variable = findVariable(run, name, frame);
  if (variable === undefined) return;
  const site = run.site(frame.owner.declaration.nameSpan, frame);
  if (variable.kind === 'local') {
    const { cell } = variable;
    cell.value = lost(run, cell.value, name, reason, frame);
    return;
  }
  const { self, field } = variable;
  const held = field.isStatic
    ? run.readStatic(field.owner, name)
    : self === undefined
      ? undefined
      : run.readField(self, name, site, field.owner);
  if (held === undefined) return;
  const after = lost(run, held, name, reason, frame);
  if (after === held) return;
  if (field.isStatic) run.assignStatic(field.owner, name, after);
  else if (self !== undefined) run.assignField(self, name, after, site, field.owner);
}

/** A value that nothing can change is another value; what can be changed is what it was, and what it holds is lost. */
function lost(run: Run, value: Value, name: string, reason: string, frame: Frame): Value {
  const site = run.site(frame.owner.declaration.nameSpan, frame);
  switch (value.kind) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'duration':
    case 'class':
      return run.unknown(`${name} is changed where ${reason}`, site, { label: name, type: typeOf(value) });
    case 'list':
    case 'map':
    case 'native':
    case 'pair':
      loseContents(run, value, { reason: `${name} is changed where ${reason}`, site });
      return value;
    case 'object':
      if (isInstance(value)) loseObject(run, value, reason, frame);
      return value;
    default:
      return value;
  }
}

function typeOf(value: Value): { name: string; args: []; dimensions: 0 } {
  const name = value.kind === 'text' ? 'String' : value.kind === 'number' ? value.type : value.kind === 'boolean' ? 'boolean' : 'Object';
  return { name, args: [], dimensions: 0 };
}

function loseObject(run: Run, value: Extract<Value, { kind: 'object' }>, reason: string, frame: Frame): void {
  for (const [key, held] of value.fields) {
    const isPlain = held.kind === 'text' || held.kind === 'number' || held.kind === 'boolean' || held.kind === 'null';
    if (isPlain && key !== 'name()') value.fields.set(key, lost(run, held, key, reason, frame));
    else lost(run, held, key, reason, frame);
  }
}

/** Of every object that is in a variable here. */
function loseFieldsOf(run: Run, name: string, frame: Frame, reason: string): void {
  for (const value of frame.scope.values()) {
    if (!isInstance(value)) continue;
    const held = value.fields.get(name);
    if (held !== undefined) value.fields.set(name, lost(run, held, name, reason, frame));
  }
}
