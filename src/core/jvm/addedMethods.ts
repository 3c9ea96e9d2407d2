/** Methods that a generator of code adds to a class without their being written: they are not followed. */
import type { TypeRef } from '../form/form.js';
import type { ClassInfo } from './program.js';
import type { Run } from './run.js';

/** Public methods of Object, which are not passed on. */
const ofObject = /^(?:toString|equals|hashCode|getClass|notify|notifyAll|wait)$/;

/**
 * Why it is not known which code a call runs on an object of the class: the method may be one that was added. What is written without
 * parameters is not added; beside other methods of the name, one that fits better may be.
 */
export function whyAdded(run: Run, info: ClassInfo, method: string, count: number): string | undefined {
  for (const owner of run.program.lineage(info).classes) {
    const { declaration } = owner;
    if (declaration.kind === 'interface') continue;
    if (count === 0 && declaration.methods.some((m) => m.name === method && m.params.length === 0 && !m.isAbstract)) return undefined;
    if (typeof declaration.added === 'string') return declaration.added;
    if (!ofObject.test(method) && declaration.added?.some((type) => mayHave(run, type, owner, method, count)) === true)
      return `${method} of ${declaration.name} may be one that Lombok delegates, which is not followed`;
  }
  return undefined;
}

function mayHave(run: Run, type: TypeRef, owner: ClassInfo, method: string, count: number): boolean {
  const reference = run.resolveClass(type.name, owner);
  if (reference?.kind !== 'source') return true;
  const { classes, complete } = run.program.lineage(reference.info);
  if (!complete || classes.some(({ declaration }) => declaration.added !== undefined)) return true;
  return classes.some(({ declaration }) =>
    [...declaration.methods, ...declaration.components.map(({ name }) => ({ name, params: [] }))].some(
      ({ name, params }) => name === method && (params.length === count || params.at(-1)?.varargs === true),
    ),
  );
}
