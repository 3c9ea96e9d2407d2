/** Types as the compiler knows them: what they name, and which are subtypes of which (JLS §4.10). */
import type { MethodDeclaration, TypeParameter, TypeRef } from '../form/form.js';
import { boxName, isNumberType, unboxedType, widens } from '../values/numbers.js';
import { jdkParents } from './jdkParents.js';
import type { ClassInfo, ClassReference } from './program.js';
import type { Frame, Run } from './run.js';
import type { Scope } from './scope.js';
import type { NumberType } from '../values/values.js';

export type JavaType =
  | { readonly kind: 'primitive'; readonly name: NumberType | 'boolean' | 'void' }
  /** `args`: undefined among them where one is a wildcard, or not known; none for a raw type. */
  | { readonly kind: 'class'; readonly reference: ClassReference; readonly args: readonly (JavaType | undefined)[] }
  | { readonly kind: 'array'; readonly element: JavaType | undefined }
  /** A type parameter; absent bound: Object, or not known. */
  | { readonly kind: 'variable'; readonly name: string; readonly bound?: JavaType }
  | { readonly kind: 'null' };

export const primitive = (name: NumberType | 'boolean' | 'void'): JavaType => ({ kind: 'primitive', name });

/** A class of the JDK by its qualified name. */
export function jdkClass(qualifiedName: string, args: readonly (JavaType | undefined)[] = []): JavaType {
  const simpleName = qualifiedName.slice(qualifiedName.lastIndexOf('.') + 1);
  return { kind: 'class', reference: { kind: 'library', qualifiedName, simpleName }, args };
}

export const stringType = jdkClass('java.lang.String');
export const objectType = jdkClass('java.lang.Object');

/** Where a type is written: in a class, in a method, or where code runs. */
export interface TypePlace {
  readonly owner: ClassInfo;
  readonly method?: MethodDeclaration | undefined;
  readonly scope?: Scope | undefined;
}

export function placeOf({ owner, method, scope }: Frame): TypePlace {
  return { owner, method, scope };
}

/** A type as written; undefined: it leads nowhere. */
export function toJavaType(run: Run, type: TypeRef, place: TypePlace): JavaType | undefined {
  if (type.dimensions > 0) return { kind: 'array', element: toJavaType(run, { ...type, dimensions: type.dimensions - 1 }, place) };
  const { name } = type;
  if (isNumberType(name) || name === 'boolean' || name === 'void') return primitive(name);
  const variable = typeParameterOf(name, place);
  if (variable !== undefined) {
    // `T extends Comparable<T>`: what stands in the brackets may be the parameter itself.
    const bound =
      variable.bound === undefined || variable.bound.name === name ? undefined : toJavaType(run, { ...variable.bound, args: [] }, place);
    return { kind: 'variable', name, ...(bound === undefined ? {} : { bound }) };
  }
  const reference = run.resolveType(name, place);
  if (reference === undefined) return undefined;
  return { kind: 'class', reference, args: type.args.map((arg) => (arg.name === '?' ? undefined : toJavaType(run, arg, place))) };
}

function typeParameterOf(name: string, { owner, method }: TypePlace): TypeParameter | undefined {
  const ofMethod = method?.typeParameters.find((t) => t.name === name);
  if (ofMethod !== undefined) return ofMethod;
  for (let info: ClassInfo | undefined = owner; info !== undefined; info = info.outer) {
    const found = info.declaration.typeParameters.find((t) => t.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The qualified name of a class that is not in the sources; undefined: it is, or its package is not known. */
export function jdkName(reference: ClassReference): string | undefined {
  return reference.kind === 'source' ? undefined : reference.qualifiedName;
}

export function isString(type: JavaType | undefined): boolean {
  return type?.kind === 'class' && jdkName(type.reference) === 'java.lang.String';
}

/** The primitive type that a box holds, `boolean` included; undefined: no box. */
export function unboxedJavaType(type: JavaType): Extract<JavaType, { kind: 'primitive' }> | undefined {
  const name = type.kind === 'class' ? jdkName(type.reference) : undefined;
  if (name === undefined || !name.startsWith('java.lang.')) return undefined;
  const simple = name.slice('java.lang.'.length);
  const inner = simple === 'Boolean' ? 'boolean' : unboxedType(simple);
  return inner === undefined ? undefined : { kind: 'primitive', name: inner };
}

export function boxedJavaType(name: NumberType | 'boolean' | 'void'): JavaType {
  if (name === 'void') return jdkClass('java.lang.Void');
  return jdkClass(`java.lang.${name === 'boolean' ? 'Boolean' : boxName(name)}`);
}

/** The numeric type of a number or of its box; undefined: none. */
export function numericType(type: JavaType): NumberType | undefined {
  const plain = type.kind === 'primitive' ? type : unboxedJavaType(type);
  return plain === undefined || plain.name === 'boolean' || plain.name === 'void' ? undefined : plain.name;
}

export function sameType(a: JavaType, b: JavaType): boolean {
  if (a.kind === 'class' && b.kind === 'class') return sameReference(a.reference, b.reference);
  if (a.kind === 'array' && b.kind === 'array') return a.element !== undefined && b.element !== undefined && sameType(a.element, b.element);
  return a.kind === b.kind && (a.kind === 'primitive' || a.kind === 'variable') && 'name' in b && a.name === b.name;
}

function sameReference(a: ClassReference, b: ClassReference): boolean {
  if (a.kind === 'source' || b.kind === 'source') return a.kind === 'source' && b.kind === 'source' && a.info === b.info;
  return jdkName(a) === jdkName(b) && a.simpleName === b.simpleName;
}

/** Subtyping without boxing (JLS §4.10); undefined: not known. Type arguments are left aside. */
export function isSubtype(run: Run, type: JavaType, wanted: JavaType): boolean | undefined {
  if (sameType(type, wanted)) return true;
  if (type.kind === 'primitive' || wanted.kind === 'primitive')
    return (
      type.kind === 'primitive' &&
      wanted.kind === 'primitive' &&
      isNumberType(type.name) &&
      isNumberType(wanted.name) &&
      widens(type.name, wanted.name)
    );
  if (wanted.kind === 'class' && jdkName(wanted.reference) === 'java.lang.Object') return true;
  if (type.kind === 'null') return true;
  if (type.kind === 'variable') return type.bound === undefined ? undefined : isSubtype(run, type.bound, wanted) || undefined;
  if (wanted.kind === 'variable' || wanted.kind === 'null') return undefined;
  if (type.kind === 'array') {
    if (wanted.kind === 'class') return arraysAre.has(jdkName(wanted.reference) ?? '');
    if (type.element === undefined || wanted.element === undefined) return undefined;
    if (type.element.kind === 'primitive' || wanted.element.kind === 'primitive') return false;
    return isSubtype(run, type.element, wanted.element);
  }
  return wanted.kind === 'class' ? isSubclass(run, type.reference, wanted.reference) : false;
}

const arraysAre = new Set(['java.lang.Cloneable', 'java.io.Serializable']);

/** undefined: part of the hierarchy is not known. */
function isSubclass(run: Run, reference: ClassReference, wanted: ClassReference): boolean | undefined {
  let known: boolean | undefined = false;
  const seen = new Set<unknown>();
  const open: (ClassReference | undefined)[] = [reference];
  for (let current = open.pop(); current !== undefined || open.length > 0; current = open.pop()) {
    if (current === undefined) {
      known = undefined;
      continue;
    }
    if (sameReference(current, wanted)) return true;
    const id = current.kind === 'source' ? current.info : jdkName(current);
    if (seen.has(id)) continue;
    seen.add(id);
    const parents = parentsOf(run, current);
    if (parents === undefined) known = undefined;
    else open.push(...parents);
  }
  return known;
}

/** undefined: not known; undefined among them: a parent that leads nowhere. */
function parentsOf(run: Run, reference: ClassReference): readonly (ClassReference | undefined)[] | undefined {
  if (reference.kind === 'library') {
    const parents = jdkParents(jdkName(reference) ?? '');
    return parents?.map((name) => ({ kind: 'library', qualifiedName: name, simpleName: name.slice(name.lastIndexOf('.') + 1) }));
  }
  const { info } = reference;
  const { superclass, interfaces, kind } = info.declaration;
  const implied = kind === 'enum' ? ['java.lang.Enum'] : kind === 'record' ? ['java.lang.Record'] : [];
  return [
    ...(superclass === undefined ? interfaces : [superclass, ...interfaces]).map((type) => run.program.resolveParent(type.name, info)),
    ...implied.map((name): ClassReference => ({ kind: 'library', qualifiedName: name, simpleName: name.slice(10) })),
  ];
}
