/** What stands for the type parameters of a class where a receiver's type is known (JLS §4.5). */
import type { TypeRef } from '../form/form.js';
import { toJavaType, type JavaType } from './javaTypes.js';
import type { ClassInfo } from './program.js';
import type { Run } from './run.js';

type Bindings = ReadonlyMap<string, JavaType | undefined>;

/** A type of a member of `owner`, with the receiver's type arguments for the parameters of `owner`; undefined: one of them is not known. */
export function substituted(run: Run, type: JavaType, receiver: JavaType, owner: ClassInfo): JavaType | undefined {
  if (owner.declaration.typeParameters.length === 0) return type;
  const bindings = bindingsOf(run, receiver, owner);
  return bindings === undefined ? undefined : replace(type, bindings);
}

function replace(type: JavaType, bindings: Bindings): JavaType | undefined {
  if (type.kind === 'variable') return bindings.has(type.name) ? bindings.get(type.name) : type;
  if (type.kind === 'array') return { kind: 'array', element: type.element === undefined ? undefined : replace(type.element, bindings) };
  if (type.kind !== 'class') return type;
  return { ...type, args: type.args.map((arg) => (arg === undefined ? undefined : replace(arg, bindings))) };
}

/** The type of a member of `owner`, which an object of the class `info` has: where it is a type parameter, what stands for it in that class. */
export function typeOfMember(run: Run, info: ClassInfo, owner: ClassInfo, type: TypeRef): TypeRef {
  if (info === owner || type.dimensions > 0 || !owner.declaration.typeParameters.some(({ name }) => name === type.name)) return type;
  const bound = bindingsOf(run, { kind: 'class', reference: { kind: 'source', info }, args: [] }, owner)?.get(type.name);
  if (bound?.kind !== 'class') return type;
  const { reference } = bound;
  const name = reference.kind === 'source' ? reference.info.qualifiedName : (reference.qualifiedName ?? reference.simpleName);
  return { name, args: [], dimensions: 0 };
}

/** For each type parameter of `owner`, a superclass or the class itself of the receiver; undefined: the way to it is not known. */
export function bindingsOf(run: Run, receiver: JavaType, owner: ClassInfo): Bindings | undefined {
  if (receiver.kind !== 'class' || receiver.reference.kind !== 'source') return undefined;
  return climb(run, receiver.reference.info, receiver.args, owner, 0);
}

function climb(run: Run, info: ClassInfo, args: readonly (JavaType | undefined)[], owner: ClassInfo, depth: number): Bindings | undefined {
  const bindings = new Map(info.declaration.typeParameters.map((t, i) => [t.name, args[i]]));
  if (info === owner) return bindings;
  if (depth > 50) return undefined;
  const { superclass, interfaces } = info.declaration;
  for (const type of superclass === undefined ? interfaces : [superclass, ...interfaces]) {
    const parent = run.program.resolveParent(type.name, info);
    if (parent?.kind !== 'source' || !run.program.lineage(parent.info).classes.includes(owner)) continue;
    const given = type.args.map((arg) => {
      const own = arg.name === '?' ? undefined : toJavaType(run, arg, { owner: info });
      return own === undefined ? undefined : replace(own, bindings);
    });
    return climb(run, parent.info, given, owner, depth + 1);
  }
  return undefined;
}
