/** java.lang.Class: what `getClass()` and `X.class` give, and its names. */
import type { TypeRef } from '../form/form.js';
import { isOfClass } from './classTests.js';
import { isInstance } from './instances.js';
import { lastSegment } from '../form/labels.js';
import { boxName, isNumberType } from '../values/numbers.js';
import { binaryName, type ClassReference } from './program.js';
import type { Frame, Run } from './run.js';
import { placeOf } from './javaTypes.js';
import type { ClassValue, Value } from '../values/values.js';

/** `value.getClass()`; undefined: not known. */
export function classOfValue(value: Value): ClassValue | undefined {
  switch (value.kind) {
    case 'text':
      return ofJdk('java.lang.String');
    case 'number':
      return ofJdk(`java.lang.${boxName(value.type)}`);
    case 'boolean':
      return ofJdk('java.lang.Boolean');
    case 'throwable':
      return ofJdk(value.type);
    case 'object':
      if (!isInstance(value) || value.function !== undefined) return undefined;
      return { kind: 'class', name: value.info.qualifiedName, declaration: value.info.declaration, object: true };
    default:
      return undefined;
  }
}

const ofJdk = (name: string): ClassValue => ({ kind: 'class', name, object: true });

/** `X.class` */
export function classLiteral(run: Run, type: TypeRef, frame: Frame): Value {
  if (type.dimensions === 0 && (isNumberType(type.name) || type.name === 'boolean' || type.name === 'void')) return ofJdk(type.name);
  const reference = type.dimensions > 0 ? undefined : run.resolveType(type.name, placeOf(frame));
  if (reference?.kind === 'source')
    return { kind: 'class', name: reference.info.qualifiedName, declaration: reference.info.declaration, object: true };
  return ofJdk((reference?.qualifiedName ?? type.name) + '[]'.repeat(type.dimensions));
}

/** undefined: not followed. */
export function callClassObject(run: Run, target: ClassValue, method: string, args: readonly Value[]): Value | undefined {
  const text = (value: string | undefined): Value | undefined => (value === undefined ? undefined : { kind: 'text', text: value });
  const [value] = args;
  switch (method) {
    case 'getSimpleName':
      return text(target.declaration === undefined ? lastSegment(target.name) : target.declaration.name);
    case 'getName':
    case 'getTypeName':
      return text(nameOfClass(run, target));
    case 'toString':
      return text(describeClass(run, target));
    case 'isInstance': {
      const is = value === undefined ? undefined : value.kind !== 'null' && isOf(run, target, value);
      return is === undefined ? undefined : { kind: 'boolean', value: is };
    }
    case 'isEnum':
    case 'isRecord':
    case 'isInterface':
      if (target.declaration === undefined) return undefined;
      return {
        kind: 'boolean',
        value: (target.declaration.kind === 'annotation' ? 'interface' : target.declaration.kind) === method.slice(2).toLowerCase(),
      };
    case 'cast':
      return value === undefined || value.kind === 'null' || value.kind === 'unknown' || isOf(run, target, value) === true
        ? value
        : undefined;
    default:
      return undefined;
  }
}

function isOf(run: Run, target: ClassValue, value: Value): boolean | undefined {
  const reference = referenceOf(run, target);
  return reference === undefined ? undefined : isOfClass(run, value, reference);
}

function referenceOf(run: Run, { declaration, name }: ClassValue): ClassReference | undefined {
  if (declaration === undefined) return { kind: 'library', qualifiedName: name, simpleName: lastSegment(name) };
  const info = run.program.infoOf(declaration);
  return info === undefined ? undefined : { kind: 'source', info };
}

/** As Class#getName writes it; undefined: the compiler numbers it. */
function nameOfClass(run: Run, { declaration, name }: ClassValue): string | undefined {
  const info = declaration === undefined ? undefined : run.program.infoOf(declaration);
  if (info !== undefined) return binaryName(info);
  return declaration === undefined && !name.endsWith(']') ? binaryOf(name) : undefined;
}

/** Classes begin with a capital: what follows the first of them is inside it. */
function binaryOf(name: string): string {
  const parts = name.split('.');
  const first = parts.findIndex((part) => /^[A-Z]/.test(part));
  return first < 0 ? name : [...parts.slice(0, first), parts.slice(first).join('$')].join('.');
}

/** As Class#toString writes it. */
export function describeClass(run: Run, target: ClassValue): string | undefined {
  const name = nameOfClass(run, target);
  if (
    name === undefined ||
    (target.declaration === undefined &&
      !/^java\.lang\.(?:String|Integer|Long|Boolean|Double|Float|Short|Byte|Character|Object)$/.test(name))
  )
    return undefined;
  const { kind } = target.declaration ?? { kind: 'class' };
  return `${kind === 'interface' || kind === 'annotation' ? 'interface' : 'class'} ${name}`;
}

/** What a name of a class stands for. */
export function classValue(reference: ClassReference): Value {
  return reference.kind === 'source'
    ? { kind: 'class', name: reference.info.qualifiedName, declaration: reference.info.declaration }
    : { kind: 'class', name: reference.qualifiedName ?? reference.simpleName };
}
