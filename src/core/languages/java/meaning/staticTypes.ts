/** The types that expressions have when they are compiled; they decide what a value alone does not tell. */
import type { Expression, Statement, TypeRef } from '../../../form/form.js';
import { lastSegment } from '../../../form/labels.js';
import { insideOf } from '../../../form/walk.js';
import { promoted } from '../../../jvm/arithmetic.js';
import { isConstant } from './constants.js';
import { findField, type FieldRef } from '../../../jvm/fields.js';
import { jdkReturn } from '../../../jvm/jdkReturns.js';
import {
  boxedJavaType,
  isString,
  isSubtype,
  jdkClass,
  jdkName,
  numericType,
  placeOf,
  primitive,
  sameType,
  stringType,
  toJavaType,
  unboxedJavaType,
  type JavaType,
} from '../../../jvm/javaTypes.js';
import { chooseMember } from './overloads.js';
import type { CallTypes } from '../../../jvm/callTypes.js';
import { membersNamed } from '../../../jvm/members.js';
import type { ClassInfo, ClassReference } from '../../../jvm/program.js';
import type { Frame, Run } from '../../../jvm/run.js';
import { Scope } from '../../../jvm/scope.js';
import { substituted } from '../../../jvm/typeArguments.js';
import { isPrimitiveName } from '../../../values/numbers.js';
import type { NumberType } from '../../../values/values.js';
import { enclosing, findVariable } from '../../../jvm/variables.js';

/** The operands of `==` are compared as numbers or truth values, not as references: one is certainly of a primitive type. */
export function comparesPrimitives(run: Run, { left, right }: Extract<Expression, { kind: 'binary' }>, frame: Frame): boolean {
  // Nothing primitive is compared with null.
  if (left.kind === 'null' || right.kind === 'null') return false;
  return isPrimitive(run, left, frame) || isPrimitive(run, right, frame);
}

function isPrimitive(run: Run, e: Expression, frame: Frame): boolean {
  const written = writtenType(run, e, frame);
  if (written === undefined) return staticType(run, e, frame)?.kind === 'primitive';
  return written.dimensions === 0 && isPrimitiveName(written.name);
}

/** As it stands in the source: to know the class that it names can take the reading of other files. */
function writtenType(run: Run, e: Expression, frame: Frame): TypeRef | undefined {
  if (e.kind === 'cast' || e.kind === 'new') return e.type;
  if (e.kind !== 'name') return undefined;
  const variable = findVariable(run, e.name, frame);
  return variable?.kind === 'local' ? variable.cell.type : variable?.field.type;
}

/** undefined: not known. */
export function staticType(run: Run, e: Expression, frame: Frame): JavaType | undefined {
  switch (e.kind) {
    case 'number':
      return primitive(e.type);
    case 'char':
    case 'boolean':
      return primitive(e.kind);
    case 'instanceof':
      return primitive('boolean');
    case 'text':
      return stringType;
    case 'null':
      return { kind: 'null' };
    case 'cast':
    case 'newArray':
      return e.kind === 'newArray' && e.type.name === '' ? undefined : toJavaType(run, e.type, placeOf(frame));
    case 'this':
      return typeOfThis(e.qualifier, frame);
    case 'super':
      return typeOfSuper(run, frame);
    case 'name':
      return typeOfName(run, e.name, frame);
    case 'select':
      return typeOfSelect(run, e, frame);
    case 'call':
      return typeOfCall(run, e, frame);
    case 'new':
      return toJavaType(run, e.type, placeOf(frame));
    case 'index': {
      const array = staticType(run, e.target, frame);
      return array?.kind === 'array' ? array.element : undefined;
    }
    case 'binary':
      return typeOfBinary(run, e, frame);
    case 'unary': {
      const operand = staticType(run, e.operand, frame);
      if (e.operator === '++' || e.operator === '--') return operand;
      if (e.operator === '!') return primitive('boolean');
      const number = operand === undefined ? undefined : numericType(operand);
      return number === undefined ? undefined : primitive(promoted(number, 'int'));
    }
    case 'assign':
      return staticType(run, e.target, frame);
    case 'conditional':
      return typeOfAlternatives(
        run,
        [e.whenTrue, e.whenFalse].map((expression) => ({ expression, frame })),
      );
    case 'switch':
      return typeOfAlternatives(run, yieldsOf(run, e, frame));
    case 'classLiteral':
      return jdkClass('java.lang.Class');
    default:
      return undefined;
  }
}

/** A class's own type, its parameters for themselves. */
function ownType(info: ClassInfo): JavaType {
  const args = info.declaration.typeParameters.map((t): JavaType => ({ kind: 'variable', name: t.name }));
  return { kind: 'class', reference: { kind: 'source', info }, args };
}

function typeOfThis(qualifier: string | undefined, frame: Frame): JavaType | undefined {
  if (qualifier === undefined) return ownType(frame.owner);
  const wanted = lastSegment(qualifier);
  for (const { info } of enclosing(frame)) if (info.declaration.name === wanted) return ownType(info);
  return undefined;
}

function typeOfSuper(run: Run, { owner }: Frame): JavaType | undefined {
  const { superclass } = owner.declaration;
  return superclass === undefined ? undefined : toJavaType(run, superclass, { owner });
}

function typeOfName(run: Run, name: string, frame: Frame): JavaType | undefined {
  const variable = findVariable(run, name, frame);
  if (variable === undefined) return undefined;
  if (variable.kind === 'local') {
    const { type, infer } = variable.cell;
    return type === undefined ? infer?.() : toJavaType(run, type, placeOf(frame));
  }
  for (const { info } of enclosing(frame))
    if (findField(run.program, info, name) !== undefined) return fieldType(run, variable.field, ownType(info));
  return undefined;
}

/** As a member of a receiver's type: the receiver's type arguments stand for the parameters of the class. */
function fieldType(run: Run, field: FieldRef, receiver: JavaType): JavaType | undefined {
  const type = toJavaType(run, field.type, { owner: field.owner });
  return type === undefined ? undefined : substituted(run, type, receiver, field.owner);
}

function typeOfSelect(run: Run, e: Extract<Expression, { kind: 'select' }>, frame: Frame): JavaType | undefined {
  const info = classNamed(run, e.target, frame);
  const receiver: JavaType | undefined =
    info === undefined ? staticType(run, e.target, frame) : { kind: 'class', reference: info, args: [] };
  if (receiver?.kind === 'array') return e.name === 'length' ? primitive('int') : undefined;
  if (receiver?.kind !== 'class') return undefined;
  if (receiver.reference.kind === 'library') {
    const name = jdkName(receiver.reference);
    const isLimit = e.name === 'MAX_VALUE' || e.name === 'MIN_VALUE';
    return isLimit && name?.startsWith('java.lang.') === true ? unboxedJavaType(receiver) : undefined;
  }
  const field = findField(run.program, receiver.reference.info, e.name);
  return field === undefined ? undefined : fieldType(run, field, receiver);
}

/** The class that an expression names; undefined: it is no name of a class. */
function classNamed(run: Run, e: Expression, frame: Frame): ClassReference | undefined {
  const parts: string[] = [];
  let head = e;
  for (; head.kind === 'select'; head = head.target) parts.unshift(head.name);
  if (head.kind !== 'name' || findVariable(run, head.name, frame) !== undefined || parts.length > 60) return undefined;
  return run.resolveType([head.name, ...parts].join('.'), placeOf(frame));
}

function typeOfCall(run: Run, e: Extract<Expression, { kind: 'call' }>, frame: Frame): JavaType | undefined {
  if (e.target === undefined) {
    for (const { info } of enclosing(frame)) {
      const members = membersNamed(run, info, e.name);
      if (members.length > 0) return returned(run, e, members, ownType(info), frame);
    }
    return undefined;
  }
  if (e.target.kind === 'super') return undefined;
  const named = classNamed(run, e.target, frame);
  const receiver: JavaType | undefined =
    named === undefined ? staticType(run, e.target, frame) : { kind: 'class', reference: named, args: [] };
  if (receiver?.kind === 'variable') return receiver.bound === undefined ? undefined : ofReceiver(run, e, receiver.bound, frame);
  return receiver === undefined ? undefined : ofReceiver(run, e, receiver, frame);
}

function ofReceiver(run: Run, e: Extract<Expression, { kind: 'call' }>, receiver: JavaType, frame: Frame): JavaType | undefined {
  if (receiver.kind !== 'class') return undefined;
  const { reference } = receiver;
  if (reference.kind === 'library') {
    const name = jdkName(reference);
    if (name === 'java.lang.Math' && /^(?:max|min|abs|floorMod|floorDiv|addExact|subtractExact|multiplyExact)$/.test(e.name))
      // floorMod of a long and an int is an int.
      return typeOfArithmetic(run, e.name === 'floorMod' ? e.args.slice(1) : e.args, frame);
    return name === undefined ? undefined : jdkReturn(name, e.name, receiver.args);
  }
  const { info } = reference;
  const members = membersNamed(run, info, e.name);
  if (members.length > 0) return returned(run, e, members, receiver, frame);
  const component = e.args.length === 0 ? run.program.declared(info.declaration).components.get(e.name) : undefined;
  if (component?.type !== undefined) {
    const type = toJavaType(run, component.type, { owner: info });
    return type === undefined ? undefined : substituted(run, type, receiver, info);
  }
  if (info.declaration.kind === 'enum') {
    if (e.name === 'values') return { kind: 'array', element: ownType(info) };
    if (e.name === 'valueOf') return ownType(info);
    return jdkReturn('java.lang.Enum', e.name, []);
  }
  return jdkReturn('java.lang.Object', e.name, []);
}

/** Of a static method of Math that is there for each type: what its arguments are promoted to. */
function typeOfArithmetic(run: Run, args: readonly Expression[], frame: Frame): JavaType | undefined {
  let type: ReturnType<typeof promoted> = 'int';
  for (const arg of args) {
    const own = staticType(run, arg, frame);
    const number = own === undefined ? undefined : numericType(own);
    if (number === undefined) return undefined;
    type = promoted(type, number);
  }
  return primitive(type);
}

function returned(
  run: Run,
  e: Extract<Expression, { kind: 'call' }>,
  members: ReturnType<typeof membersNamed>,
  receiver: JavaType,
  frame: Frame,
): JavaType | undefined {
  const chosen = chooseMember(run, members, undefined, typesOfCall(run, e.args, frame), receiver);
  if (chosen === undefined || chosen === 'ambiguous' || chosen.method.returnType === undefined) return undefined;
  const { owner, method } = chosen;
  const type = toJavaType(run, method.returnType!, { owner, method });
  if (type === undefined || mentions(type, new Set(method.typeParameters.map((t) => t.name)))) return undefined;
  return substituted(run, type, receiver, owner);
}

/** A type parameter of the method itself is inferred from the call; that is not followed. */
function mentions(type: JavaType, names: ReadonlySet<string>): boolean {
  if (type.kind === 'variable') return names.has(type.name);
  if (type.kind === 'array') return type.element !== undefined && mentions(type.element, names);
  return type.kind === 'class' && type.args.some((arg) => arg !== undefined && mentions(arg, names));
}

function typeOfBinary(run: Run, e: Extract<Expression, { kind: 'binary' }>, frame: Frame): JavaType | undefined {
  if (/^(?:[<>]=?|[=!]=|&&|\|\|)$/.test(e.operator)) return primitive('boolean');
  // Left-nested sums can be thousands deep.
  const rights: Expression[] = [];
  let head: Expression = e;
  for (; head.kind === 'binary' && head.operator === e.operator; head = head.left) rights.push(head.right);
  let type = staticType(run, head, frame);
  for (let right = rights.pop(); right !== undefined; right = rights.pop()) {
    const other = staticType(run, right, frame);
    if (e.operator === '+' && (isString(type) || isString(other))) {
      type = stringType;
      continue;
    }
    if (type === undefined || other === undefined) return undefined;
    type = typeOfOperation(e.operator, type, other);
  }
  return type;
}

function typeOfOperation(operator: string, left: JavaType, right: JavaType): JavaType | undefined {
  const a = numericType(left);
  const b = numericType(right);
  if (a === undefined || b === undefined) {
    const isLogic = operator === '&' || operator === '|' || operator === '^';
    return isLogic && a === undefined && b === undefined ? primitive('boolean') : undefined;
  }
  return primitive(operator.startsWith('<<') || operator.startsWith('>>') ? promoted(a, 'int') : promoted(a, b));
}

/** What an expression may give, and where it stands. */
export interface Result {
  readonly expression: Expression;
  readonly frame: Frame;
}

/** What a switch yields, not what switches inside it do; the types of the variables of its blocks are known there. */
export function yieldsOf(run: Run, e: Extract<Expression, { kind: 'switch' }>, frame: Frame): Result[] {
  return e.cases.flatMap((one) => {
    const scope = new Scope(frame.scope);
    const found: Expression[] = [];
    const visit = (s: Statement): void => {
      if (s.kind === 'yield' && s.value !== undefined) found.push(s.value);
      if (s.kind === 'local' && scope.find(s.name) === undefined)
        scope.declare(s.name, { kind: 'void' }, s.type, {
          infer: () => (s.value === undefined ? undefined : staticType(run, s.value, inner)),
        });
      insideOf(s).statements.forEach(visit);
    };
    const inner: Frame = { ...frame, scope };
    one.body.forEach(visit);
    return found.map((expression) => ({ expression, frame: inner }));
  });
}

/** The type of a conditional, or of a switch with these results (JLS §15.25); undefined: not known. */
function typeOfAlternatives(run: Run, results: readonly Result[]): JavaType | undefined {
  const types: JavaType[] = [];
  for (const { expression, frame } of results) {
    const type = staticType(run, expression, frame);
    if (type === undefined) return undefined;
    types.push(type);
  }
  const [first] = types;
  if (first === undefined) return undefined;
  if (types.every((type) => sameType(type, first))) return first;
  const numbers = types.map(numericType);
  if (numbers.every((type) => type !== undefined)) {
    const type = ofNumbers(run, results, numbers);
    return type === undefined ? undefined : primitive(type);
  }
  const plain = types.map((type) => (type.kind === 'primitive' ? type : unboxedJavaType(type)));
  if (plain.every((type) => type?.name === 'boolean')) return primitive('boolean');
  if (types.some((type) => type.kind === 'null')) {
    const others = types
      .filter((type) => type.kind !== 'null')
      .map((type) => (type.kind === 'primitive' ? boxedJavaType(type.name) : type));
    return others[0] !== undefined && others.every((type) => sameType(type, others[0]!)) ? others[0] : undefined;
  }
  // Of references where one is of a type that all are of.
  return types.find(
    (wanted) => wanted.kind === 'class' && types.every((type) => type.kind === 'class' && isSubtype(run, type, wanted) === true),
  );
}

/**
 * The numeric type that a conditional, or a switch, gives its results (JLS §15.25.2); 'none': its results stay as they are;
 * undefined: not known.
 */
export function numberOfAlternatives(run: Run, results: readonly Result[]): NumberType | 'none' | undefined {
  const numbers: NumberType[] = [];
  const boxes: boolean[] = [];
  for (const { expression, frame } of results) {
    const type = staticType(run, expression, frame);
    const number = type === undefined ? numberHeld(run, expression, frame) : numericType(type);
    if (number === undefined && type === undefined) return undefined;
    if (number === undefined) return 'none';
    numbers.push(number);
    boxes.push(type?.kind === 'class');
  }
  if (boxes.every((box) => box) && numbers.every((type) => type === numbers[0])) return 'none';
  return ofNumbers(run, results, numbers);
}

/** Of a variable whose type is not known: what it holds is of the type, or its box is. */
function numberHeld(run: Run, e: Expression, frame: Frame): NumberType | undefined {
  const variable = e.kind === 'name' ? findVariable(run, e.name, frame) : undefined;
  const value = variable?.kind === 'local' ? variable.cell.value : undefined;
  return value?.kind === 'number' ? value.type : undefined;
}

/** Of byte, short and char with an int constant that fits, the narrow type; else the promoted one; undefined: whether it fits is not known. */
function ofNumbers(run: Run, results: readonly Result[], numbers: readonly NumberType[]): NumberType | undefined {
  const narrow = numbers.find((type) => type === 'byte' || type === 'short' || type === 'char');
  if (narrow !== undefined && numbers.every((type) => type === narrow)) return narrow;
  if (narrow !== undefined && narrow !== 'char' && numbers.every((type) => type === 'byte' || type === 'short')) return 'short';
  if (narrow !== undefined && numbers.every((type) => type === narrow || type === 'int')) {
    const ints = results.filter((_, i) => numbers[i] === 'int');
    if (
      ints.every(({ expression: e }) => e.kind === 'number' && e.value <= (narrow === 'short' ? 32_767 : narrow === 'byte' ? 127 : 65_535))
    )
      return narrow;
    return ints.some(({ expression, frame }) => isConstant(run, expression, frame)) ? undefined : 'int';
  }
  return numbers.reduce((sum, type) => promoted(sum, type), 'int' as ReturnType<typeof promoted>);
}

/** What the text of a call says of its arguments. */
export function typesOfCall(run: Run, args: readonly Expression[], frame: Frame): CallTypes {
  const known = new Map<number, JavaType | undefined>();
  return {
    count: args.length,
    type(index) {
      if (!known.has(index)) known.set(index, staticType(run, args[index]!, frame));
      return known.get(index);
    },
    function(index) {
      const arg = args[index];
      return arg?.kind === 'lambda' || arg?.kind === 'methodRef' ? arg : undefined;
    },
  };
}
