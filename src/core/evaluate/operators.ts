/** Operators of expressions: arithmetic as Java does it, texts with holes, comparisons. */
import type { Expression } from '../syntax/form.js';
import { sameValue } from './equality.js';
import { keyOf } from './keys.js';
import { labelOf } from './labels.js';
import { joined } from './library/texts.js';
import type { Frame, Run } from './run.js';
import type { Value } from './values.js';

const integerLimit = 2 ** 53;

export function binary(run: Run, e: Extract<Expression, { kind: 'binary' }>, frame: Frame): Value {
  const site = run.site(e.span, frame);
  if (e.operator === '&&' || e.operator === '||') {
    const left = run.decide(run.evaluate(e.left, frame), run.site(e.left.span, frame));
    if (e.operator === '&&' ? !left : left) return { kind: 'boolean', value: left };
    return run.evaluate(e.right, frame);
  }
  if (e.operator === '+') return sum(run, e, frame);
  const left = run.evaluate(e.left, frame);
  const right = run.evaluate(e.right, frame);
  const opaque = (): Value =>
    run.unknown(`${labelOf(e)} is not known`, site, { key: `(${keyOf(left)}${e.operator}${keyOf(right)})`, label: labelOf(e) });
  if (e.operator === '==' || e.operator === '!=') {
    const same = sameValue(left, right);
    if (same === undefined) {
      const value = run.unknown(`${labelOf(e)} is not known`, site, { key: `(${keyOf(left)}==${keyOf(right)})`, label: labelOf(e) });
      return e.operator === '==' ? value : { ...value, key: `!${value.key}` };
    }
    return { kind: 'boolean', value: e.operator === '==' ? same : !same };
  }
  if (left.kind === 'boolean' && right.kind === 'boolean') {
    if (e.operator === '&') return { kind: 'boolean', value: left.value && right.value };
    if (e.operator === '|') return { kind: 'boolean', value: left.value || right.value };
    if (e.operator === '^') return { kind: 'boolean', value: left.value !== right.value };
  }
  if (left.kind !== 'number' || right.kind !== 'number') return opaque();
  return arithmetic(e.operator, left, right) ?? opaque();
}

type NumberValue = Extract<Value, { kind: 'number' }>;

export function arithmetic(operator: string, left: NumberValue, right: NumberValue): Value | undefined {
  const a = left.value;
  const b = right.value;
  const floating = left.floating === true || right.floating === true;
  const number = (value: number): Value | undefined => {
    if (!Number.isFinite(value) || Math.abs(value) > integerLimit) return undefined;
    return floating ? { kind: 'number', value, floating } : { kind: 'number', value };
  };
  switch (operator) {
    case '-':
      return number(a - b);
    case '*':
      return number(a * b);
    case '/':
      return b === 0 ? undefined : number(floating ? a / b : Math.trunc(a / b));
    case '%':
      return b === 0 ? undefined : number(a % b);
    case '<<':
      return floating ? undefined : number(a * 2 ** b);
    case '>>':
      return floating ? undefined : number(Math.floor(a / 2 ** b));
    case '<':
      return { kind: 'boolean', value: a < b };
    case '<=':
      return { kind: 'boolean', value: a <= b };
    case '>':
      return { kind: 'boolean', value: a > b };
    case '>=':
      return { kind: 'boolean', value: a >= b };
    default:
      return undefined;
  }
}

/** `+` chains can be thousands long: the left spine is walked in a loop. */
function sum(run: Run, e: Extract<Expression, { kind: 'binary' }>, frame: Frame): Value {
  const rights: Extract<Expression, { kind: 'binary' }>[] = [];
  let first: Expression = e;
  while (first.kind === 'binary' && first.operator === '+') {
    rights.push(first);
    first = first.left;
  }
  let value = run.evaluate(first, frame);
  for (let i = rights.length - 1; i >= 0; i--) {
    const node = rights[i]!;
    const right = run.evaluate(node.right, frame);
    value = plus(run, value, right, node, node.left.kind === 'char' && node.right.kind === 'char', frame);
  }
  return value;
}

export function plus(run: Run, left: Value, right: Value, e: Expression, chars: boolean, frame: Frame): Value {
  const site = run.site(e.span, frame);
  if (left.kind === 'number' && right.kind === 'number') {
    const value = left.value + right.value;
    return left.floating === true || right.floating === true ? { kind: 'number', value, floating: true } : { kind: 'number', value };
  }
  if (!chars && (left.kind === 'text' || right.kind === 'text')) return joined(run, [left, right], ['', '', ''], site);
  if (left.kind === 'unknown' && right.kind === 'unknown' && (isText(left.type?.name) || isText(right.type?.name))) {
    return joined(run, [left, right], ['', '', ''], site);
  }
  return run.unknown(`${labelOf(e)} is not known`, site, { key: `(${keyOf(left)}+${keyOf(right)})`, label: labelOf(e) });
}

function isText(type: string | undefined): boolean {
  return type === 'String' || type === 'CharSequence' || type === 'java.lang.String';
}

export function unary(run: Run, e: Extract<Expression, { kind: 'unary' }>, frame: Frame): Value {
  const operand = run.evaluate(e.operand, frame);
  const site = run.site(e.span, frame);
  if (e.operator === '!') {
    if (operand.kind === 'boolean') return { kind: 'boolean', value: !operand.value };
    if (operand.kind === 'unknown') return { ...operand, key: operand.key.startsWith('!') ? operand.key.slice(1) : `!${operand.key}` };
  }
  if (operand.kind === 'number') {
    if (e.operator === '-') return { ...operand, value: -operand.value };
    if (e.operator === '+') return operand;
  }
  return run.unknown(`${labelOf(e)} is not known`, site, { key: `${e.operator}${keyOf(operand)}`, label: labelOf(e) });
}
