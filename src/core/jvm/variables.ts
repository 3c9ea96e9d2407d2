/** Which variable a simple name means (JLS §6.4.1, §6.5.6): the innermost local or field, class by class outwards. */
import { findField, type FieldRef } from './fields.js';
import type { Context, Frame, Instance, Run } from './run.js';
import type { Cell } from './scope.js';

export type Variable =
  | { readonly kind: 'local'; readonly cell: Cell }
  /** `self`: whose it is; undefined for a static field, and where no object is known. */
  | { readonly kind: 'field'; readonly self: Instance | undefined; readonly field: FieldRef };

/** undefined: no variable of what was read has the name. */
export function findVariable(run: Run, name: string, frame: Frame): Variable | undefined {
  const local = frame.scope.find(name);
  if (local !== undefined) return { kind: 'local', cell: local };
  for (const { info, self, context } of enclosing(frame)) {
    const field = findField(run.program, info, name);
    if (field !== undefined) return { kind: 'field', self: field.isStatic ? undefined : self, field };
    const captured = context?.captured?.find(name);
    if (captured !== undefined) return { kind: 'local', cell: captured };
  }
  return undefined;
}

interface Enclosing {
  readonly info: Frame['owner'];
  /** The object whose class this is; undefined in static code. */
  readonly self: Instance | undefined;
  readonly context: Context | undefined;
}

/** The class in which code runs and those around it, with their objects. */
export function* enclosing(frame: Frame): Generator<Enclosing> {
  let { self } = frame;
  for (let info: Frame['owner'] | undefined = frame.owner; info !== undefined; info = info.outer) {
    const context = self?.contexts.get(info);
    yield { info, self, context };
    self = context?.outer;
  }
}
