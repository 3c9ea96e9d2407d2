/** What the classes of instances say of them. */
import { isInstance } from '../instances.js';
import type { Instance, Run } from '../run.js';
import type { Value } from '../../values/values.js';

/** Whether the class of the instance, or one above it in the sources, has this method with a body. */
export function declares(run: Run, instance: Instance, method: string, parameters: number): boolean {
  return run.program
    .findMethods(instance.info, method)
    .some(({ method: m }) => !m.isAbstract && !m.isStatic && m.params.length === parameters);
}

export function isEnumConstant(value: Value): value is Instance {
  return isInstance(value) && value.fields.has('name()');
}

/** The place of an enum constant among those of its enum; undefined: it is none. */
export function ordinalOf(run: Run, value: Value): number | undefined {
  if (!isEnumConstant(value)) return undefined;
  const owner = value.info.declaration.kind === 'enum' ? value.info : value.info.outer;
  const index = owner === undefined ? -1 : [...run.enumConstants(owner).values()].indexOf(value);
  return index < 0 ? undefined : index;
}
