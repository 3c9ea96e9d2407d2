/** Which of several methods a call means (JLS §15.12.2): by the types that its arguments have when it is compiled. */
import type { Parameter, TypeRef } from '../../../form/form.js';
import { isOfClass } from '../../../jvm/classTests.js';
import { functionalArity } from '../../../jvm/functionalTypes.js';
import { boxedJavaType, isSubtype, jdkName, toJavaType, unboxedJavaType, type JavaType } from '../../../jvm/javaTypes.js';
import { mostOfOneName, type Member } from '../../../jvm/members.js';
import { isNumberType, isPrimitiveName, widens } from '../../../values/numbers.js';
import type { CallTypes } from '../../../jvm/callTypes.js';
import type { Run } from '../../../jvm/run.js';
import { bindingsOf } from '../../../jvm/typeArguments.js';
import type { Value } from '../../../values/values.js';

/**
 * The method that is called; 'ambiguous' where that is not known, undefined where none fits. `args`: the values, where they are known:
 * what cannot take them was not meant. `types`: undefined where no text of the call is known. `receiver`: undefined where its type is not.
 */
export function chooseMember<T extends Member>(
  run: Run,
  members: readonly T[],
  args: readonly Value[] | undefined,
  types: CallTypes | undefined,
  receiver: JavaType | undefined,
): T | 'ambiguous' | undefined {
  if (members.length > mostOfOneName) return 'ambiguous';
  const count = args?.length ?? types?.count ?? 0;
  const fixed = members.filter((m) => m.method.params.length === count);
  const variable = members.filter((m) => m.method.params.at(-1)?.varargs === true && count >= m.method.params.length - 1);
  const possible = [...new Set([...fixed, ...variable])].filter((m) => args === undefined || mayTakeAll(run, m, args));
  if (possible.length < 2) return possible[0];
  if (types === undefined) return 'ambiguous';
  for (const phase of ['strict', 'loose', 'variable'] as const) {
    const candidates = possible.filter((m) => (phase === 'variable' ? variable.includes(m) : fixed.includes(m)));
    const applicable: T[] = [];
    for (const candidate of candidates) {
      const applies = isApplicable(run, candidate, types, phase, receiver);
      if (applies === undefined) return 'ambiguous';
      if (applies) applicable.push(candidate);
    }
    if (applicable.length > 0) return mostSpecific(run, applicable, types, phase, receiver) ?? 'ambiguous';
  }
  return 'ambiguous';
}

type Phase = 'strict' | 'loose' | 'variable';

/** The parameter that takes an argument; of the last of a method with a variable number, as an element or as the array. */
function parameterFor({ method }: Member, index: number, phase: Phase): { readonly param: Parameter; readonly isArray: boolean } {
  const last = method.params.length - 1;
  const param = method.params[Math.min(index, last)]!;
  return { param, isArray: param.varargs && phase !== 'variable' };
}

/** Seen from the receiver; undefined: not known. */
function typeOfParameter(run: Run, member: Member, index: number, phase: Phase, receiver: JavaType | undefined): JavaType | undefined {
  const { param, isArray } = parameterFor(member, index, phase);
  if (param.type === undefined) return undefined;
  const written: TypeRef = isArray ? { ...param.type, dimensions: param.type.dimensions + 1 } : param.type;
  const type = toJavaType(run, written, { owner: member.owner, method: member.method });
  if (type?.kind !== 'variable' || member.method.typeParameters.some((t) => t.name === type.name)) return type;
  const bindings = receiver === undefined ? undefined : bindingsOf(run, receiver, member.owner);
  return bindings?.get(type.name) ?? type;
}

function isApplicable(run: Run, member: Member, types: CallTypes, phase: Phase, receiver: JavaType | undefined): boolean | undefined {
  let known: boolean | undefined = true;
  for (let i = 0; i < types.count; i++) {
    const wanted = typeOfParameter(run, member, i, phase, receiver);
    const fits = wanted === undefined ? undefined : takes(run, types, i, wanted, phase);
    if (fits === false) return false;
    if (fits === undefined) known = undefined;
  }
  return known;
}

function takes(run: Run, types: CallTypes, index: number, wanted: JavaType, phase: Phase): boolean | undefined {
  const written = types.function(index);
  if (written !== undefined) {
    const arity = functionalArity(run, wanted);
    if (arity === undefined) return wanted.kind === 'primitive' || wanted.kind === 'array' ? false : undefined;
    if (arity === 'none') return false;
    return written.kind === 'lambda' ? written.params.length === arity : undefined;
  }
  const type = types.type(index);
  if (type === undefined) return undefined;
  return converts(run, type, wanted, phase !== 'strict');
}

/** In a strict context, or in a loose one with boxing (JLS §5.3). */
function converts(run: Run, type: JavaType, wanted: JavaType, boxing: boolean): boolean | undefined {
  if (wanted.kind === 'variable') {
    if (type.kind === 'primitive' && !boxing) return false;
    const reference = type.kind === 'primitive' ? boxedJavaType(type.name) : type;
    return wanted.bound === undefined ? true : isSubtype(run, reference, wanted.bound);
  }
  if ((type.kind === 'primitive') === (wanted.kind === 'primitive')) return isSubtype(run, type, wanted);
  if (!boxing) return false;
  if (type.kind === 'primitive') return isSubtype(run, boxedJavaType(type.name), wanted);
  const inner = unboxedJavaType(type);
  return inner === undefined ? false : isSubtype(run, inner, wanted);
}

/** undefined: none is more specific than all others. */
function mostSpecific<T extends Member>(
  run: Run,
  members: readonly T[],
  types: CallTypes,
  phase: Phase,
  receiver: JavaType | undefined,
): T | undefined {
  if (members.length === 1) return members[0];
  const best = members.filter((m) => members.every((other) => other === m || isMoreSpecific(run, m, other, types, phase, receiver)));
  if (best.length === 1) return best[0];
  // Of several with one signature, the concrete one.
  const concrete = best.filter((m) => !m.method.isAbstract);
  return concrete.length === 1 ? concrete[0] : undefined;
}

function isMoreSpecific(run: Run, a: Member, b: Member, types: CallTypes, phase: Phase, receiver: JavaType | undefined): boolean {
  const count = phase === 'variable' ? Math.max(types.count, a.method.params.length, b.method.params.length) : types.count;
  for (let i = 0; i < count; i++) {
    const one = typeOfParameter(run, a, i, phase, receiver);
    const other = typeOfParameter(run, b, i, phase, receiver);
    if (one === undefined || other === undefined) return false;
    if (types.function(i) !== undefined ? !isSameName(one, other) : !isNarrower(run, one, other)) return false;
  }
  return true;
}

function isSameName(a: JavaType, b: JavaType): boolean {
  return a.kind === 'class' && b.kind === 'class' && jdkName(a.reference) === jdkName(b.reference) && a.reference.kind === b.reference.kind;
}

function isNarrower(run: Run, a: JavaType, b: JavaType): boolean {
  if (b.kind === 'variable') return a.kind !== 'primitive' && (b.bound === undefined || isSubtype(run, a, b.bound) === true);
  if (a.kind === 'variable')
    return (
      b.kind === 'class' && (jdkName(b.reference) === 'java.lang.Object' || (a.bound !== undefined && isSubtype(run, a.bound, b) === true))
    );
  return isSubtype(run, a, b) === true;
}

/** False where some value can certainly not be passed. */
function mayTakeAll(run: Run, member: Member, args: readonly Value[]): boolean {
  const { params } = member.method;
  const asElements = args.every((arg, i) => mayTake(run, member, i, arg, 'variable'));
  if (params.at(-1)?.varargs !== true) return asElements;
  return asElements || (params.length === args.length && args.every((arg, i) => mayTake(run, member, i, arg, 'loose')));
}

/** What a function may be of java.lang, if it stands in a variable. */
const functionTypes = new Set(['AutoCloseable', 'Comparable', 'Iterable', 'Object', 'Readable', 'Runnable']);

/** What collections, arrays, entries and durations may be of java.lang. */
const valueTypes = new Set(['Cloneable', 'Comparable', 'Iterable', 'Object']);

/** False: the value is of no type that the parameter takes. */
function mayTake(run: Run, member: Member, index: number, arg: Value, phase: Phase): boolean {
  const { param, isArray } = parameterFor(member, index, phase);
  if (param.type === undefined) return true;
  if (param.type.dimensions > 0 || isArray)
    return (arg.kind === 'list' && arg.type === undefined) || arg.kind === 'unknown' || arg.kind === 'null';
  const { name } = param.type;
  const isPlain = isPrimitiveName(name);
  if (arg.kind === 'unknown') return true;
  if (arg.kind === 'null') return !isPlain;
  if (isPlain) {
    if (name === 'boolean') return arg.kind === 'boolean';
    return arg.kind === 'number' && isNumberType(name) && widens(arg.type, name);
  }
  const isVariable = isTypeParameter(member, name);
  const reference = isVariable ? undefined : run.resolveType(name, { owner: member.owner, method: member.method });
  const simple = reference?.kind === 'library' && jdkName(reference)?.startsWith('java.lang.') === true ? reference.simpleName : undefined;
  switch (arg.kind) {
    case 'text':
    case 'number':
    case 'boolean':
      return reference === undefined ? isVariable : isOfClass(run, arg, reference) !== false;
    case 'function':
      return simple === undefined || functionTypes.has(simple);
    case 'list':
    case 'map':
    case 'duration':
    case 'pair':
    case 'optional':
      return simple === undefined ? reference?.kind !== 'source' : valueTypes.has(simple);
    case 'object': {
      if (reference?.kind === 'source') return isOfClass(run, arg, reference) !== false;
      return simple === undefined || isOfClass(run, arg, reference!) !== false;
    }
    case 'dsl': {
      const kafka = run.kafkaName(reference);
      if (simple !== undefined) return simple === 'Object';
      return kafka === undefined || !/^K(?:Stream|Table|GroupedStream|GroupedTable)$/.test(kafka) || kafka === arg.object.type;
    }
    case 'throwable':
      return reference === undefined || isOfClass(run, arg, reference) !== false;
    default:
      return true;
  }
}

/** It takes all but primitives, whatever class of its name an import may lead to. */
function isTypeParameter({ owner, method }: Member, name: string): boolean {
  if (method.typeParameters.some((t) => t.name === name)) return true;
  for (let info: Member['owner'] | undefined = owner; info !== undefined; info = info.outer)
    if (info.declaration.typeParameters.some((t) => t.name === name)) return true;
  return false;
}
