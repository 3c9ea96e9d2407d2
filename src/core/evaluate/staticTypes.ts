/** The types that expressions have when they are compiled; they decide what a value alone does not tell. */
import type { Expression, TypeRef } from '../syntax/form.js';
import { isNumberType } from './numbers.js';
import type { Frame, Run } from './run.js';

/** The expression's type is certainly a primitive one. */
export function isPrimitive(run: Run, e: Expression, frame: Frame): boolean {
  const type = staticType(run, e, frame);
  return type !== undefined && type.dimensions === 0 && (isNumberType(type.name) || type.name === 'boolean');
}

/** undefined: not known. */
function staticType(run: Run, e: Expression, frame: Frame): TypeRef | undefined {
  switch (e.kind) {
    case 'number':
      return named(e.type);
    case 'char':
    case 'boolean':
      return named(e.kind);
    case 'text':
      return named('String');
    case 'cast':
      return e.type;
    case 'name':
      return frame.scope.find(e.name)?.type;
    default:
      return undefined;
  }
}

function named(name: string): TypeRef {
  return { name, args: [], dimensions: 0 };
}
