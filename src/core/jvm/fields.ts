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
    const found = ownField(program, owner, name);
    // A private field is no member of a subclass.
    if (found !== undefined && (owner === info || found.declaration?.isPrivate !== true)) return found;
  }
  return undefined;
}

/** The nearest field of the name that an object of the class has, private ones of superclasses among them. */
export function findAnyField(program: Program, info: ClassInfo, name: string): FieldRef | undefined {
  for (const owner of program.lineage(info).classes) {
    const found = ownField(program, owner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The field of the name that the class itself declares. */
export function ownField(program: Program, owner: ClassInfo, name: string): FieldRef | undefined {
  const { declaration } = owner;
  const declared = program.declared(declaration);
  const field = declared.fields.get(name);
  if (field !== undefined) return { owner, name, type: field.type, isStatic: field.isStatic, declaration: field };
  const component = declared.components.get(name);
  if (component !== undefined) return { owner, name, type: component.type ?? objectType, isStatic: false };
  if (declaration.kind === 'enum' && declared.constants.has(name))
    return { owner, name, type: { name: declaration.name, args: [], dimensions: 0 }, isStatic: true };
  return undefined;
}

const objectType: TypeRef = { name: 'Object', args: [], dimensions: 0 };

/** The key under which an object of a class keeps a field that `owner` declares. */
export function slotOf(program: Program, info: ClassInfo, owner: ClassInfo, name: string): string {
  const nearest = program.lineage(info).classes.find((c) => isInstanceField(program, c, name));
  return nearest === owner || nearest === undefined ? name : `${owner.qualifiedName}#${name}`;
}

function isInstanceField(program: Program, { declaration }: ClassInfo, name: string): boolean {
  const { fields, components } = program.declared(declaration);
  return fields.get(name)?.isStatic === false || components.has(name);
}
