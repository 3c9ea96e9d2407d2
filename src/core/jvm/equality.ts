/** Java's `==` and `equals`, as far as they can be told. */
import { isExact } from '../values/holes.js';
import { sameBox, sameNumber, unboxed } from '../values/numbers.js';
import { arithmetic } from './arithmetic.js';
import { isNull } from './nulls.js';
import type { TextValue, Value } from '../values/values.js';

/** `==`; `primitive`: an operand is of a primitive type, so that numbers are compared. undefined: not known. */
export function identical(left: Value, right: Value, primitive: boolean): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return sameUnknown(left, right);
  if (left.kind === 'null') return isNull(right);
  if (right.kind === 'null') return isNull(left);
  if (left.kind === 'text' && right.kind === 'text') return sameText(left, right);
  if (left.kind === 'number' && right.kind === 'number') {
    const compared = arithmetic('==', unboxed(left), unboxed(right));
    const same = typeof compared === 'object' && compared.kind === 'boolean' ? compared.value : undefined;
    return primitive || same !== true ? same : sameBox(left, right);
  }
  if (left.kind === 'boolean' && right.kind === 'boolean') return left.value === right.value;
  if (left.kind === 'object' || left.kind === 'throwable') return left === right;
  if (left.kind === 'class' && right.kind === 'class') return left.name === right.name;
  if (left.kind === 'dsl' && right.kind === 'dsl') return left.object === right.object ? true : undefined;
  return left === right ? true : undefined;
}

/** `equals` where it runs no code of the program; undefined: not known. */
export function sameValue(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return sameUnknown(left, right);
  if (left.kind === 'null') return isNull(right);
  if (right.kind === 'null') return isNull(left);
  if (left.kind === 'text' && right.kind === 'text') {
    if (left.text === right.text) return true;
    return isExact(left.text) && isExact(right.text) ? false : undefined;
  }
  if (left.kind === 'number' && right.kind === 'number') return sameNumber(left, right);
  if (left.kind === 'text' || right.kind === 'text') return isScalar(left) && isScalar(right) ? false : undefined;
  return identical(left, right, false);
}

const isScalar = (value: Value): boolean => value.kind === 'text' || value.kind === 'number' || value.kind === 'boolean';

/** Two unknowns of one key are the same value. */
function sameUnknown(left: Value, right: Value): true | undefined {
  return left.kind === 'unknown' && right.kind === 'unknown' && left.key === right.key ? true : undefined;
}

function sameText(left: TextValue, right: TextValue): boolean | undefined {
  if (left === right) return true;
  if (left.text !== right.text) return isExact(left.text) && isExact(right.text) ? false : undefined;
  if (left.identity === 'constant' && right.identity === 'constant') return true;
  return left.identity !== undefined && right.identity !== undefined ? false : undefined;
}
