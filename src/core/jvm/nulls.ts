/** Whether a value is null. What nobody was seen to make may be: a list, a map or an object that is only known by its type. */
import { isInstance } from './instances.js';
import type { Value } from '../values/values.js';

/** undefined: not known. */
export function isNull(value: Value): boolean | undefined {
  if (value.kind === 'null') return true;
  if (value.kind === 'unknown') return value.isComputed === true ? false : undefined;
  return isGiven(value) ? undefined : false;
}

/** Known by its type only. */
export function isGiven(value: Value): boolean {
  if (value.kind === 'list' || value.kind === 'map') return value.given !== undefined;
  return value.kind === 'object' && isInstance(value) && value.isGiven === true;
}
