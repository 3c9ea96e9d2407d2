import type { Closure, Instance } from './run.js';
import type { FunctionValue, Value } from '../values/values.js';

/** Every object value is made by the interpreter; this tells the compiler. */
export function isInstance(value: Value): value is Instance {
  return value.kind === 'object' && 'info' in value;
}

export function isClosure(value: FunctionValue): value is Closure {
  return 'body' in value && 'frame' in value;
}
