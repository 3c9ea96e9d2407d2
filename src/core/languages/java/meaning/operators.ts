/** Operators of expressions: arithmetic as Java does it, texts with holes, comparisons. */
import type { Site } from '../../../../base/text.js';
import type { Expression } from '../../../form/form.js';
import { operandValue } from './alternatives.js';
import { arithmetic, divisionByZero, unaryArithmetic } from '../../../jvm/arithmetic.js';
import { isConstant } from './constants.js';
import { identical } from '../../../jvm/equality.js';
import { isString, numericType, type JavaType } from '../../../jvm/javaTypes.js';
import { keyOf } from '../../../jvm/keys.js';
import { labelOf } from '../../../form/labels.js';
import { joined } from '../../../jvm/library/joined.js';
import { derived } from '../../../jvm/loss.js';
import type { Operands } from '../../../jvm/meaning.js';
import type { Frame, Run } from '../../../jvm/run.js';
import { comparesPrimitives, staticType } from './staticTypes.js';
import { decideUnboxed, mayBeNull, mayThrowJava, throwNull } from '../../../jvm/refusals.js';
import { throwJava } from '../../../jvm/throwables.js';
import type { UnknownValue, Unset, Value } from '../../../values/values.js';

export function binary(run: Run, e: Extract<Expression, { kind: 'binary' }>, frame: Frame): Value {
  const site = run.site(e.span, frame);
  if (e.operator === '&&' || e.operator === '||') {
    const left = decideUnboxed(run, operandValue(run, e.left, frame), run.site(e.left.span, frame));
    if (e.operator === '&&' ? !left : left) return { kind: 'boolean', value: left };
    const right = operandValue(run, e.right, frame);
    if (right.kind === 'null') throwNull(run, run.site(e.right.span, frame));
    return right;
  }
  if (e.operator === '+') return sum(run, e, frame);
  const left = operandValue(run, e.left, frame);
  const right = operandValue(run, e.right, frame);
  const opaque = (): UnknownValue =>
    derived(run, [left, right], `${labelOf(e)} is not known`, site, {
      key: `(${keyOf(left)}${e.operator}${keyOf(right)})`,
      label: labelOf(e),
      isComputed: true,
    });
  if (e.operator === '==' || e.operator === '!=') return identity(run, e, left, right, frame);
  return (
    operate(run, e.operator, left, right, site, { left: e.left, right: e.right, frame }) ??
    byDefault(run, e.operator, left, right, opaque(), site)
  );
}

/** `==` and `!=`: numbers by value, references by identity (JLS §15.21). */
function identity(run: Run, e: Extract<Expression, { kind: 'binary' }>, left: Value, right: Value, frame: Frame): Value {
  const compares = comparesPrimitives(run, e, frame);
  if (compares && (left.kind === 'null' || right.kind === 'null')) throwNull(run, run.site(e.span, frame));
  const same = identical(left, right, compares);
  if (same === undefined && compares)
    refuseOperands(run, e.operator, left, right, run.site(e.span, frame), { left: e.left, right: e.right, frame });
  if (same !== undefined) return { kind: 'boolean', value: e.operator === '==' ? same : !same };
  const value = derived(run, [left, right], `${labelOf(e)} is not known`, run.site(e.span, frame), {
    key: `(${keyOf(left)}==${keyOf(right)})`,
    label: labelOf(e),
    isComputed: true,
  });
  const condition = byDefault(run, '==', left, right, value, run.site(e.span, frame));
  if (e.operator === '==') return condition;
  return condition.unset === undefined
    ? { ...condition, key: `!${value.key}` }
    : { ...condition, key: `!${value.key}`, unset: { ...condition.unset, gives: condition.unset.gives !== true } };
}

/** What a comparison with a setting gives where that is not set. */
function byDefault(run: Run, operator: string, left: Value, right: Value, value: UnknownValue, site: Site): UnknownValue {
  const unset = unsetOf(left) ?? unsetOf(right);
  if (unset === undefined) return value;
  const [a, b] = [left, right].map((side) => unsetOf(side)?.value ?? side) as [Value, Value];
  if (a.kind === 'null' || b.kind === 'null') {
    const same = operator === '==' ? identical(a, b, false) : undefined;
    return same === undefined ? value : { ...value, unset: { ...unset, gives: same } };
  }
  const result = operate(run, operator, a, b, site);
  return result?.kind === 'boolean' ? { ...value, unset: { ...unset, gives: result.value } } : value;
}

const unsetOf = (value: Value): Unset | undefined =>
  value.kind === 'unknown' && value.unset?.gives === undefined ? value.unset : undefined;

/** Arithmetic, comparison and logic of two values; undefined: not known. */
export function operate(run: Run, operator: string, left: Value, right: Value, site: Site, operands?: Operands): Value | undefined {
  const result = operateKnown(run, operator, left, right, site);
  if (result === undefined && operands !== undefined) refuseOperands(run, operator, left, right, site, operands);
  return result;
}

/** A null is not unboxed, and nothing is divided by zero (JLS §5.1.8, §15.17.2). */
function refuseOperands(
  run: Run,
  operator: string,
  left: Value,
  right: Value,
  site: Site,
  { left: first, right: second, frame }: Operands,
): void {
  if (run.tries.inside === 0) return;
  const types = [typeOf(run, first, frame), second === undefined ? undefined : staticType(run, second, frame)];
  for (const [i, value] of [left, right].entries()) refuseBox(run, value, types[i], site);
  if (operator !== '/' && operator !== '%') return;
  const isFloating = types.some((type) => type !== undefined && /^(?:float|double)$/.test(numericType(type) ?? ''));
  if (!isFloating && !(right.kind === 'number' && right.value !== 0))
    mayThrowJava(run, 'java.lang.ArithmeticException', '/ by zero', 'whether this divides by 0 is not known', site);
}

/** What a sum gives is no null; chains of them can be thousands long. */
const typeOf = (run: Run, e: Expression, frame: Frame): JavaType | undefined =>
  e.kind === 'binary' ? { kind: 'primitive', name: 'int' } : staticType(run, e, frame);

function refuseBox(run: Run, value: Value, type: JavaType | undefined, site: Site): void {
  if (value.kind !== 'unknown' && value.kind !== 'null') return;
  if (type === undefined || (type.kind !== 'primitive' && !isString(type))) mayBeNull(run, value, site);
}

function operateKnown(run: Run, operator: string, left: Value, right: Value, site: Site): Value | undefined {
  if (isNullBox(left, right) || isNullBox(right, left)) throwNull(run, site);
  if (left.kind === 'boolean' && right.kind === 'boolean') {
    if (operator === '&') return { kind: 'boolean', value: left.value && right.value };
    if (operator === '|') return { kind: 'boolean', value: left.value || right.value };
    if (operator === '^') return { kind: 'boolean', value: left.value !== right.value };
  }
  if (left.kind !== 'number' || right.kind !== 'number') return undefined;
  const result = arithmetic(operator, left, right);
  if (result === divisionByZero) throwJava('java.lang.ArithmeticException', '/ by zero', site);
  return result;
}

const isNullBox = (value: Value, other: Value): boolean =>
  value.kind === 'null' && (other.kind === 'number' || other.kind === 'boolean' || other.kind === 'null');

/** `+` chains can be thousands long: the left spine is walked in a loop. */
function sum(run: Run, e: Extract<Expression, { kind: 'binary' }>, frame: Frame): Value {
  const rights: Extract<Expression, { kind: 'binary' }>[] = [];
  let first: Expression = e;
  while (first.kind === 'binary' && first.operator === '+') {
    rights.push(first);
    first = first.left;
  }
  let value = operandValue(run, first, frame);
  let constant = isConstant(run, first, frame);
  for (let i = rights.length - 1; i >= 0; i--) {
    const node = rights[i]!;
    const right = operandValue(run, node.right, frame);
    constant &&= isConstant(run, node.right, frame);
    value = plus(run, value, right, node, constant, frame);
  }
  return value;
}

/** `+`: a sum of numbers, or a text where one side is a String (JLS §15.18). `constant`: it is a constant expression. */
export function plus(run: Run, left: Value, right: Value, e: Expression, constant: boolean, frame: Frame): Value {
  const site = run.site(e.span, frame);
  if (left.kind === 'text' || right.kind === 'text' || isUnknownText(left) || isUnknownText(right)) {
    const text = joined(run, [left, right], ['', '', ''], site);
    return text.kind === 'text' ? { ...text, identity: constant ? 'constant' : 'fresh' } : text;
  }
  const ofNull = typeOfNull(run, left, right, e, frame);
  if (ofNull === 'String') return joined(run, [left, right], ['', '', ''], site);
  const known = ofNull === undefined ? operateKnown(run, '+', left, right, site) : undefined;
  if (known !== undefined) return known;
  const [first, second] = sidesOf(e);
  if (first !== undefined) refuseOperands(run, '+', left, right, site, { left: first, right: second, frame });
  return derived(run, [left, right], `${labelOf(e)} is not known`, site, {
    key: `(${keyOf(left)}+${keyOf(right)})`,
    label: labelOf(e),
    isComputed: true,
  });
}

/** Of which type a `null` is that is added: a box, or nothing that Java adds, throws. undefined: there is none, or it is of another type. */
function typeOfNull(run: Run, left: Value, right: Value, e: Expression, frame: Frame): 'String' | 'unknown' | undefined {
  const [first, second] = sidesOf(e);
  const types = [
    ...(left.kind === 'null' && first !== undefined ? [staticType(run, first, frame)] : []),
    ...(right.kind === 'null' && second !== undefined ? [staticType(run, second, frame)] : []),
  ];
  if (types.some((type) => type !== undefined && isString(type))) return 'String';
  return types.includes(undefined) ? 'unknown' : undefined;
}

const sidesOf = (e: Expression): readonly Expression[] =>
  e.kind === 'binary' ? [e.left, e.right] : e.kind === 'assign' ? [e.target, e.value] : [];

const isUnknownText = (value: Value): boolean => value.kind === 'unknown' && /^(?:java\.lang\.)?String$/.test(value.type?.name ?? '');

export function unary(run: Run, e: Extract<Expression, { kind: 'unary' }>, frame: Frame): Value {
  const operand = operandValue(run, e.operand, frame);
  const site = run.site(e.span, frame);
  if (e.operator === '!') {
    if (operand.kind === 'boolean') return { kind: 'boolean', value: !operand.value };
    if (operand.kind === 'unknown') {
      const { unset } = operand;
      const key = operand.key.startsWith('!') ? operand.key.slice(1) : `!${operand.key}`;
      return unset?.gives === undefined ? { ...operand, key } : { ...operand, key, unset: { ...unset, gives: !unset.gives } };
    }
  }
  if (operand.kind === 'null') throwNull(run, site);
  if (operand.kind === 'unknown' && run.tries.inside > 0) refuseBox(run, operand, staticType(run, e.operand, frame), site);
  const result = operand.kind === 'number' ? unaryArithmetic(e.operator, operand) : undefined;
  return (
    result ??
    derived(run, [operand], `${labelOf(e)} is not known`, site, {
      key: `${e.operator}${keyOf(operand)}`,
      label: labelOf(e),
      isComputed: true,
    })
  );
}
