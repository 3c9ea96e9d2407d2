import { isExact } from './holes.js';
import type { Value } from './values.js';

/** Java's `==` and `equals` as far as they can be told; undefined: not known. */
export function sameValue(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown')
    return left.kind === 'unknown' && right.kind === 'unknown' && left.key === right.key ? true : undefined;
  if (left.kind === 'null' || right.kind === 'null') return left.kind === right.kind;
  if (left.kind === 'text' && right.kind === 'text') {
    if (left.text === right.text) return true;
    return isExact(left.text) && isExact(right.text) ? false : undefined;
  }
  if (left.kind === 'number' && right.kind === 'number') return left.value === right.value;
  if (left.kind === 'boolean' && right.kind === 'boolean') return left.value === right.value;
  if (left.kind === 'object' && right.kind === 'object') return left === right;
  if (left.kind === 'class' && right.kind === 'class') return left.name === right.name;
  return undefined;
}
