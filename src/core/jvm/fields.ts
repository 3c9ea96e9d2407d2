/** Which field a name means in a class, and where an object keeps it: a field of a subclass hides one, it does not replace it (JLS §8.3). */
import type { FieldDeclaration, TypeRef } from '../form/form.js';
import type { ClassInfo, Program } from './program.js';

/** A field, a component of a record, or a constant of an enum. */
export interface FieldRef {
  readonly owner: ClassInfo;
  readonly name: string;
  readonly type: TypeRef;
  readonly isStatic: boolean;
  /** Absent for components and enum constants. */
  readonly declaration?: FieldDeclaration;
}

/** The field that a name means as a member of a class: declared there, or inherited. */
export function findField(program: Program, info: ClassInfo, name: string): FieldRef | undefined {
  for (const owner of program.lineage(info).classes) {
    const found = ownField(owner, name);
    // A private field is no member of a subclass.
    if (found !== undefined && (owner === info || found.declaration?.isPrivate !== true)) return found;
  }
  return undefined;
}

/** The nearest field of the name that an object of the class has, private ones of superclasses among them. */
export function findAnyField(program: Program, info: ClassInfo, name: string): FieldRef | undefined {
  for (const owner of program.lineage(info).classes) {
    const found = ownField(owner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ownField(owner: ClassInfo, name: string): FieldRef | undefined {
  const { declaration } = owner;
  const field = declaration.fields.find((f) => f.name === name);
  if (field !== undefined) return { owner, name, type: field.type, isStatic: field.isStatic, declaration: field };
  const component = declaration.components.find((c) => c.name === name);
  if (component !== undefined) return { owner, name, type: component.type ?? objectType, isStatic: false };
  if (declaration.kind === 'enum' && declaration.enumConstants.some((c) => c.name === name))
    return { owner, name, type: { name: declaration.name, args: [], dimensions: 0 }, isStatic: true };
  return undefined;
}

const objectType: TypeRef = { name: 'Object', args: [], dimensions: 0 };

/** The key under which an object of a class keeps a field that `owner` declares. */
export function slotOf(program: Program, info: ClassInfo, owner: ClassInfo, name: string): string {
  const nearest = program.lineage(info).classes.find((c) => isInstanceField(c, name));
  return nearest === owner || nearest === undefined ? name : `${owner.qualifiedName}#${name}`;
}

function isInstanceField({ declaration }: ClassInfo, name: string): boolean {
  return declaration.fields.some((f) => f.name === name && !f.isStatic) || declaration.components.some((c) => c.name === name);
}
