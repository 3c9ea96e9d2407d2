/** What a name means where it stands: variables, fields, classes, `this`. */
import type { Site } from '../../../../base/text.js';
import type { Expression } from '../../../form/form.js';
import { ownField, type FieldRef } from '../../../jvm/fields.js';
import { keyOf } from '../../../jvm/keys.js';
import { labelOf, lastSegment } from '../../../form/labels.js';
import { libraryConstant } from '../../../jvm/library/library.js';
import { derived } from '../../../jvm/loss.js';
import { intValue } from '../../../values/numbers.js';
import { longestPath } from '../../../jvm/classNames.js';
import type { ClassInfo, ClassReference } from '../../../jvm/program.js';
import { refuseNull } from '../../../jvm/refusals.js';
import type { Frame, Instance, Run } from '../../../jvm/run.js';
import { staticType } from './staticTypes.js';
import { enclosing, findVariable } from '../../../jvm/variables.js';
import { isInstance } from '../../../jvm/instances.js';
import { classValue } from '../../../jvm/classObjects.js';
import type { Value } from '../../../values/values.js';

export function thisValue(run: Run, e: Extract<Expression, { kind: 'this' }>, frame: Frame): Value {
  const unknown = (): Value => run.unknown('`this` is not known here', run.site(e.span, frame));
  if (e.qualifier === undefined) return frame.self ?? unknown();
  const wanted = lastSegment(e.qualifier);
  for (const { info, self } of enclosing(frame)) if (info.declaration.name === wanted) return self ?? unknown();
  return unknown();
}

/** A simple name: local, field of this or an outer class, statically imported constant, or a class (JLS §6.5). */
export function nameValue(run: Run, name: string, e: Expression, frame: Frame): Value {
  const found = variableValue(run, name, e, frame);
  if (found !== undefined) return found;
  const site = run.site(e.span, frame);
  const reference = run.resolveType(name, frame);
  if (reference !== undefined) return classValue(reference);
  run.gap(`the name ${name} leads to nothing that was read`, site);
  return run.unknown(`${name} is not declared in what was read`, site, { key: `name:${frame.owner.qualifiedName}.${name}`, label: name });
}

function variableValue(run: Run, name: string, e: Expression, frame: Frame): Value | undefined {
  const variable = findVariable(run, name, frame);
  if (variable?.kind === 'local') return variable.cell.value;
  const site = run.site(e.span, frame);
  if (variable?.kind === 'field') return fieldValue(run, variable.self, variable.field, site);
  for (const i of run.program.staticImports(frame.owner.unit, name)) {
    const reference = run.resolveClass(i.path, frame.owner);
    const value = reference === undefined ? undefined : staticMember(run, reference, name);
    if (value !== undefined) return value;
    if (!i.wildcard && reference?.kind === 'library') {
      return run.unknown(`${i.path}.${name} is not in the sources`, site, { key: `static:${i.path}.${name}`, label: name });
    }
  }
  return undefined;
}

/** A name that means a variable means no class (JLS §6.4.2). */
function isVariable(run: Run, name: string, e: Expression, frame: Frame): boolean {
  if (findVariable(run, name, frame) !== undefined) return true;
  return run.program.staticImports(frame.owner.unit, name).length > 0 && variableValue(run, name, e, frame) !== undefined;
}

function fieldValue(run: Run, self: Instance | undefined, field: FieldRef, site: Site): Value {
  const value = field.isStatic
    ? run.readStatic(field.owner, field.name)
    : self === undefined
      ? undefined
      : run.readField(self, field.name, site, field.owner);
  return (
    value ??
    run.unknown(`${field.name} belongs to an object that is not known`, site, {
      key: `field:${field.owner.qualifiedName}.${field.name}`,
      label: field.name,
    })
  );
}

function staticMember(run: Run, reference: ClassReference, name: string): Value | undefined {
  if (reference.kind === 'source') return run.readStatic(reference.info, name);
  const kafka = run.kafkaName(reference);
  return (kafka === undefined ? undefined : run.dsl.constant(kafka, name)) ?? libraryConstant(reference.simpleName, name);
}

/** The receiver of a call or member access: a value, or a class. */
export function targetOf(run: Run, target: Expression, frame: Frame): Value {
  if (target.kind === 'name') {
    const variable = variableValue(run, target.name, target, frame);
    if (variable !== undefined) return variable;
    const reference = run.resolveType(target.name, frame);
    if (reference !== undefined) return classValue(reference);
  }
  if (target.kind === 'select') {
    const path = dottedPath(target);
    if (path !== undefined && !isVariable(run, path[0]!, target, frame) && run.resolveType(path[0]!, frame) === undefined) {
      const reference = run.resolveType(path.join('.'), frame);
      if (reference !== undefined) return classValue(reference);
    }
  }
  return run.evaluate(target, frame);
}

/** undefined: no path of names, or a longer one than packages and classes have. */
function dottedPath(e: Expression): string[] | undefined {
  const parts: string[] = [];
  let current = e;
  while (current.kind === 'select') {
    if (parts.length > longestPath) return undefined;
    parts.unshift(current.name);
    current = current.target;
  }
  if (current.kind !== 'name') return undefined;
  parts.unshift(current.name);
  return parts;
}

export function selectValue(run: Run, e: Extract<Expression, { kind: 'select' }>, frame: Frame): Value {
  const site = run.site(e.span, frame);
  const path = dottedPath(e);
  if (path !== undefined && !isVariable(run, path[0]!, e, frame)) {
    // Package-qualified class, or a member of a class named by a path.
    const whole = run.resolveType(path.join('.'), frame);
    const owner = run.resolveType(path.slice(0, -1).join('.'), frame);
    if (owner !== undefined) {
      const member = staticMember(run, owner, e.name);
      if (member !== undefined) return member;
    }
    if (whole !== undefined && (whole.kind === 'source' || owner === undefined)) return classValue(whole);
    if (owner !== undefined) {
      if (whole !== undefined && /^[A-Z][a-z]/.test(e.name)) return classValue(whole);
      const name = owner.kind === 'source' ? owner.info.qualifiedName : (owner.qualifiedName ?? owner.simpleName);
      return run.unknown(`${name}.${e.name} is not in the sources`, site, {
        key: `static:${name}.${e.name}`,
        label: `${lastSegment(name)}.${e.name}`,
      });
    }
  }
  const target = run.evaluate(e.target, frame);
  refuseNull(run, target, site);
  if (isInstance(target)) {
    const from = fieldOwner(run, target, e, frame);
    const field = from === undefined ? undefined : run.readField(target, e.name, site, from);
    if (field !== undefined) return field;
  }
  if (target.kind === 'list' && e.name === 'length' && !target.open) return intValue(target.items.length);
  if (target.kind === 'list' && e.name === 'length' && target.arguments === true) return argumentCount(run, site);
  if (target.kind === 'pair' && e.name === 'key') return target.key;
  if (target.kind === 'pair' && e.name === 'value') return target.value;
  if (target.kind === 'class') {
    const reference = run.resolveClass(target.name, frame.owner);
    const member = reference === undefined ? undefined : staticMember(run, reference, e.name);
    if (member !== undefined) return member;
  }
  return derived(run, [target], `${labelOf(e)} is not known`, site, { key: `field:${keyOf(target)}.${e.name}`, label: labelOf(e) });
}

/** The class in which a field is looked for: where several have one of the name, the type of the receiver decides (JLS §15.11.1). */
/** Programs are most often started without arguments, where their code has a way for that. */
function argumentCount(run: Run, site: Site): Value {
  const unknown = run.unknown('what the program is started with is not known', site, { key: 'arguments.length', label: 'args.length' });
  const assumption = 'the program is taken to be started without arguments';
  return { ...unknown, type: { name: 'int', args: [], dimensions: 0 }, unset: { assumption, value: intValue(0) } };
}

export function fieldOwner(run: Run, target: Instance, e: Extract<Expression, { kind: 'select' }>, frame: Frame): ClassInfo | undefined {
  const declaring = run.program.lineage(target.info).classes.filter((c) => ownField(run.program, c, e.name) !== undefined);
  if (declaring.length < 2) return declaring[0] ?? target.info;
  const type = staticType(run, e.target, frame);
  return type?.kind === 'class' && type.reference.kind === 'source' ? type.reference.info : undefined;
}
