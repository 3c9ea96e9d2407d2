/** What a name means where it stands: variables, fields, classes, `this`. */
import type { Expression } from '../syntax/form.js';
import { keyOf } from './keys.js';
import { labelOf, lastSegment } from './labels.js';
import { libraryConstant } from './library/library.js';
import { intValue } from './numbers.js';
import { longestPath, type ClassReference } from './program.js';
import type { Frame, Run } from './run.js';
import { isInstance } from './instances.js';
import type { Value } from './values.js';

export function thisValue(run: Run, e: Extract<Expression, { kind: 'this' }>, frame: Frame): Value {
  let self = frame.self;
  if (e.qualifier !== undefined) {
    const wanted = lastSegment(e.qualifier);
    while (self !== undefined && !run.program.lineage(self.info).classes.some((c) => c.declaration.name === wanted)) self = self.outer;
  }
  return self ?? run.unknown('`this` is not known here', run.site(e.span, frame));
}

/** A simple name: local, field of this or an outer class, statically imported constant, or a class (JLS §6.5). */
export function nameValue(run: Run, name: string, e: Expression, frame: Frame): Value {
  const found = findVariable(run, name, e, frame);
  if (found !== undefined) return found;
  const site = run.site(e.span, frame);
  const reference = run.resolveClass(name, frame.owner);
  if (reference !== undefined) return classValue(reference);
  run.gap(`the name ${name} leads to nothing that was read`, site);
  return run.unknown(`${name} is not declared in what was read`, site, { key: `name:${frame.owner.qualifiedName}.${name}`, label: name });
}

function findVariable(run: Run, name: string, e: Expression, frame: Frame): Value | undefined {
  const cell = frame.scope.find(name);
  if (cell !== undefined) return cell.value;
  const site = run.site(e.span, frame);
  for (let self = frame.self; self !== undefined; self = self.outer) {
    const field = run.readField(self, name, site);
    if (field !== undefined) return field;
    const captured = self.captured?.find(name);
    if (captured !== undefined) return captured.value;
  }
  for (let info: typeof frame.owner | undefined = frame.owner; info !== undefined; info = info.outer) {
    const field = run.readStatic(info, name);
    if (field !== undefined) return field;
  }
  for (const i of frame.owner.unit.imports) {
    if (!i.isStatic || !(i.wildcard || i.member === name)) continue;
    const reference = run.resolveClass(i.path, frame.owner);
    const value = reference === undefined ? undefined : staticMember(run, reference, name);
    if (value !== undefined) return value;
    if (!i.wildcard && reference?.kind === 'library') {
      return run.unknown(`${i.path}.${name} is not in the sources`, site, { key: `static:${i.path}.${name}`, label: name });
    }
  }
  return undefined;
}

function staticMember(run: Run, reference: ClassReference, name: string): Value | undefined {
  if (reference.kind === 'source') return run.readStatic(reference.info, name);
  const kafka = run.kafkaName(reference);
  return (kafka === undefined ? undefined : run.dsl.constant(kafka, name)) ?? libraryConstant(reference.simpleName, name);
}

export function classValue(reference: ClassReference): Value {
  return reference.kind === 'source'
    ? { kind: 'class', name: reference.info.qualifiedName, declaration: reference.info.declaration }
    : { kind: 'class', name: reference.qualifiedName ?? reference.simpleName };
}

/** The receiver of a call or member access: a value, or a class. */
export function targetOf(run: Run, target: Expression, frame: Frame): Value {
  if (target.kind === 'name') {
    const variable = findVariable(run, target.name, target, frame);
    if (variable !== undefined) return variable;
    const reference = run.resolveClass(target.name, frame.owner);
    if (reference !== undefined) return classValue(reference);
  }
  if (target.kind === 'select') {
    const path = dottedPath(target);
    if (
      path !== undefined &&
      findVariable(run, path[0]!, target, frame) === undefined &&
      run.resolveClass(path[0]!, frame.owner) === undefined
    ) {
      const reference = run.resolveClass(path.join('.'), frame.owner);
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
  if (path !== undefined && findVariable(run, path[0]!, e, frame) === undefined) {
    // Package-qualified class, or a member of a class named by a path.
    const whole = run.resolveClass(path.join('.'), frame.owner);
    const owner = run.resolveClass(path.slice(0, -1).join('.'), frame.owner);
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
  if (isInstance(target)) {
    const field = run.readField(target, e.name, site);
    if (field !== undefined) return field;
  }
  if (target.kind === 'list' && e.name === 'length' && !target.open) return intValue(target.items.length);
  if (target.kind === 'pair' && e.name === 'key') return target.key;
  if (target.kind === 'pair' && e.name === 'value') return target.value;
  if (target.kind === 'class') {
    const reference = run.resolveClass(target.name, frame.owner);
    const member = reference === undefined ? undefined : staticMember(run, reference, e.name);
    if (member !== undefined) return member;
  }
  return run.unknown(`${labelOf(e)} is not known`, site, { key: `field:${keyOf(target)}.${e.name}`, label: labelOf(e) });
}
