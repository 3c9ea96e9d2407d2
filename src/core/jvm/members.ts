/** The methods of a class by name, and which code a call of one of them runs (JLS §8.4.8, §15.12.4.4). */
import type { MethodDeclaration, TypeRef } from '../form/form.js';
import { sameType, toJavaType, type JavaType } from './javaTypes.js';
import { lastSegment } from '../form/labels.js';
import { siteOfClass, type ClassInfo } from './program.js';
import type { Run } from './run.js';
import { bindingsOf } from './typeArguments.js';

export interface Member {
  readonly owner: ClassInfo;
  readonly method: MethodDeclaration;
}

/** More methods of one name are not told from each other, nor from those that they override: no code that people write has as many. */
export const mostOfOneName = 100;
const comparisonsPerStep = 16;

/** The methods of the name that are members of the class, declared or inherited; what is overridden is left out. */
export function membersNamed(run: Run, info: ClassInfo, name: string): readonly Member[] {
  const found = run.program.findMethods(info, name).filter(({ owner, method }) => owner === info || isInherited(method, owner));
  const isMany = found.length > mostOfOneName;
  run.spend(siteOfClass(info), isMany ? found.length : Math.floor(found.length ** 2 / comparisonsPerStep));
  if (found.length < 2 || isMany) return found;
  const members: Member[] = [];
  for (const member of found) if (!members.some((nearer) => overrides(run, nearer, member, info))) members.push(member);
  return members;
}

function isInherited(method: MethodDeclaration, owner: ClassInfo): boolean {
  if (method.modifiers.includes('private')) return false;
  return !(method.isStatic && owner.declaration.kind === 'interface');
}

/** Whether a method of a nearer class has the signature of one further away, seen from a class that has both. */
function overrides(run: Run, nearer: Member, further: Member, info: ClassInfo): boolean {
  if (nearer.owner === further.owner || nearer.method.params.length !== further.method.params.length) return false;
  if (further.method.modifiers.includes('private')) return false;
  if (nearer.method.params.every((param, i) => sameWritten(param.type, further.method.params[i]!.type) && !isGeneric(param.type, nearer)))
    if (further.method.params.every((param) => !isGeneric(param.type, further))) return true;
  return nearer.method.params.every((_, i) => sameErasure(parameterType(run, nearer, i, info), parameterType(run, further, i, info)));
}

function sameWritten(a: TypeRef | undefined, b: TypeRef | undefined): boolean {
  return a !== undefined && b !== undefined && a.dimensions === b.dimensions && lastSegment(a.name) === lastSegment(b.name);
}

function isGeneric(type: TypeRef | undefined, { owner, method }: Member): boolean {
  const names = [...owner.declaration.typeParameters, ...method.typeParameters].map((t) => t.name);
  return type === undefined || names.includes(type.name);
}

/** The type of a parameter, with what stands for the parameters of its class in `info`. */
function parameterType(run: Run, { owner, method }: Member, index: number, info: ClassInfo): JavaType | undefined {
  const written = method.params[index]?.type;
  const type = written === undefined ? undefined : toJavaType(run, written, { owner, method });
  const args = info.declaration.typeParameters.map(({ name }) => toJavaType(run, { name, args: [], dimensions: 0 }, { owner: info }));
  const bindings = bindingsOf(run, { kind: 'class', reference: { kind: 'source', info }, args }, owner);
  const inClass = (one: JavaType | undefined): JavaType | undefined => {
    if (one?.kind === 'array') return { kind: 'array', element: inClass(one.element) };
    if (one?.kind !== 'variable' || method.typeParameters.some((t) => t.name === one.name)) return one;
    return bindings?.get(one.name) ?? one;
  };
  return inClass(type);
}

function sameErasure(a: JavaType | undefined, b: JavaType | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.kind === 'variable' && b.kind === 'variable') return true;
  if (a.kind === 'array' && b.kind === 'array') return sameErasure(a.element, b.element);
  if (a.kind === 'variable' || b.kind === 'variable') {
    const [variable, other] = a.kind === 'variable' ? [a, b] : [b, a];
    const bound = variable.kind === 'variable' ? variable.bound : undefined;
    return bound === undefined
      ? other.kind === 'class' && other.reference.kind === 'library' && other.reference.simpleName === 'Object'
      : sameType(bound, other);
  }
  return sameType(a, b);
}

/** The code that a call of a member runs on an object of a class: the nearest that overrides it; undefined: none that was read. */
export function dispatched(run: Run, member: Member, info: ClassInfo): Member | undefined {
  const { method } = member;
  if (method.isStatic || method.modifiers.includes('private')) return member;
  const { classes } = run.program.lineage(info);
  const fitting = (owner: ClassInfo): Member | undefined => {
    for (const candidate of run.program.declared(owner.declaration).methods.get(method.name) ?? []) {
      if (candidate.isStatic || candidate.isAbstract) continue;
      const found = { owner, method: candidate };
      if (candidate === method || overrides(run, found, member, info)) return found;
    }
    return undefined;
  };
  for (const owner of classes) {
    if (owner.declaration.kind === 'interface') continue;
    const found = fitting(owner);
    if (found !== undefined) return found;
  }
  // Of default methods, that of the interface which extends the others.
  const defaults = classes.filter((c) => c.declaration.kind === 'interface').flatMap((c) => fitting(c) ?? []);
  const nearest = defaults.filter(
    (one) => !defaults.some((other) => other !== one && run.program.lineage(other.owner).classes.includes(one.owner)),
  );
  return nearest.length === 1 ? nearest[0] : undefined;
}
