import type { ClassInfo } from './program.js';
import type { Frame } from './run.js';
import { Scope } from './scope.js';

/** Where code of a class stands that runs on no object: initialisers, arguments of annotations. */
export function classFrame(owner: ClassInfo): Frame {
  return { scope: new Scope(), owner, self: undefined, depth: 0 };
}
