/** Which static fields code can change when it runs, or what they hold: those that it names, and those that the methods name which it calls. */
import type { ClassDeclaration, Expression, LambdaExpression, MethodDeclaration } from '../form/form.js';
import { eachRecord } from '../form/walk.js';
import { classesAround } from './classesAround.js';
import { findField, type FieldRef } from './fields.js';
import type { ClassInfo, Program } from './program.js';
import { isPrimitiveName } from '../values/numbers.js';

export interface Code {
  readonly body: LambdaExpression | ClassDeclaration | MethodDeclaration;
  /** The class in which it stands, or which it is. */
  readonly owner: ClassInfo;
}

/** What one piece of code names itself. */
interface Named {
  readonly fields: readonly FieldRef[];
  readonly called: readonly Code[];
}

/** Gives the static fields that code can change, by names alone: at least all. Kept for as long as the program is. */
export function createStaticReach(program: Program): (code: Code) => readonly FieldRef[] {
  const named = new WeakMap<object, Named>();
  const reached = new WeakMap<object, readonly FieldRef[]>();

  const namedIn = (code: Code): Named => {
    let known = named.get(code.body);
    if (known === undefined) named.set(code.body, (known = findNamed(program, code)));
    return known;
  };

  return (start) => {
    const known = reached.get(start.body);
    if (known !== undefined) return known;
    const found = new Map<string, FieldRef>();
    const seen = new Set<object>();
    const open: Code[] = [start];
    for (let code = open.pop(); code !== undefined; code = open.pop()) {
      if (seen.has(code.body)) continue;
      seen.add(code.body);
      const { fields, called } = namedIn(code);
      for (const field of fields) found.set(`${field.owner.qualifiedName}.${field.name}`, field);
      open.push(...called);
    }
    const all = [...found.values()];
    reached.set(start.body, all);
    return all;
  };
}

function findNamed(program: Program, { body, owner }: Code): Named {
  const fields = new Set<FieldRef>();
  const called: Code[] = [];
  eachRecord(body, (record) => {
    const field = fieldNamed(program, record, owner);
    if (field?.isStatic === true && !isFixed(program, field)) fields.add(field);
    for (const code of methodsCalled(program, record, owner)) called.push(code);
  });
  return { fields: [...fields], called };
}

/** Nothing can change it, nor is there anything in it that can be changed. */
function isFixed(program: Program, { owner, declaration, type }: FieldRef): boolean {
  if (declaration?.isFinal !== true || type.dimensions > 0) return false;
  if (isPrimitiveName(type.name)) return true;
  return type.name === 'String' && program.resolve(type.name, owner)?.kind !== 'source';
}

function fieldNamed(program: Program, e: Partial<Expression>, owner: ClassInfo): FieldRef | undefined {
  if (e.kind === 'select' && e.target?.kind === 'name') {
    const info = classNamed(program, e.target.name, owner);
    return info === undefined ? undefined : findField(program, info, e.name!);
  }
  if (e.kind !== 'name') return undefined;
  for (const info of classesAround(owner)) {
    const field = findField(program, info, e.name!);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** What the call of a method or constructor, or a reference to one, may run. */
function methodsCalled(program: Program, e: Partial<Expression>, owner: ClassInfo): readonly Code[] {
  if (e.kind === 'new') {
    const info = classNamed(program, e.type!.name, owner);
    return info?.declaration.constructors.map((body) => ({ body, owner: info })) ?? [];
  }
  if (e.kind !== 'call' && e.kind !== 'methodRef') return [];
  if (e.target?.kind === 'name') {
    const info = classNamed(program, e.target.name, owner);
    return info === undefined ? [] : methodsOf(program, info, e.name!);
  }
  if (e.target !== undefined && e.target.kind !== 'this' && e.target.kind !== 'super') return [];
  for (const info of classesAround(owner)) {
    const methods = methodsOf(program, info, e.name!);
    if (methods.length > 0) return methods;
  }
  return [];
}

function methodsOf(program: Program, info: ClassInfo, name: string): readonly Code[] {
  return program.findMethods(info, name).map(({ owner, method }) => ({ body: method, owner }));
}

function classNamed(program: Program, name: string, from: ClassInfo): ClassInfo | undefined {
  const reference = program.resolve(name, from);
  return reference?.kind === 'source' ? reference.info : undefined;
}
