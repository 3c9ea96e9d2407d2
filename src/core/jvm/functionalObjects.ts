/** Objects and functions that are called through an interface which does not show in the call. */
import type { Site } from '../../base/text.js';
import { libraryParents } from './classTests.js';
import { functionalMethod, jdkFunctionalMethod, numberGiven, numbersTaken } from './functionalTypes.js';
import { jdkName, type JavaType } from './javaTypes.js';
import { membersNamed } from './members.js';
import type { Instance, Run } from './run.js';
import { toType } from '../values/numbers.js';
import type { Value } from '../values/values.js';

/** The method of an interface of the JDK: those of numbers convert what they take, and what they give is in their method's name. */
export function callPlain(
  run: Run,
  target: Value,
  method: string,
  args: readonly Value[],
  receiver: JavaType | undefined,
  site: Site,
): Value | undefined {
  const taken = receiver?.kind === 'class' ? numbersTaken(jdkName(receiver.reference) ?? '') : undefined;
  const given = args.map((arg) => (arg.kind === 'number' && taken !== undefined ? toType(arg, taken) : arg));
  const result = run.invoke(target, undefined, given, site);
  const type = numberGiven(method);
  return result?.kind === 'number' && type !== undefined ? toType(result, type) : result;
}

/**
 * The method of an object that is used as a function: that of its functional interface, or the only one that is not Object's.
 * undefined: of several it is not known which is meant.
 */
export function functionOf(run: Run, target: Instance, count: number): string | undefined {
  const { classes } = run.program.lineage(target.info);
  const functional = new Set([
    ...classes.flatMap((info) => functionalMethod(run, info)?.name ?? []),
    ...libraryParents(run, target.info).flatMap((parent) => jdkFunctionalMethod(parent?.qualifiedName ?? '') ?? []),
  ]);
  if (functional.size === 1) return [...functional][0];
  if (functional.size > 1) {
    const fitting = [...functional].filter((name) => membersNamed(run, target.info, name).some((m) => m.method.params.length === count));
    return fitting.length === 1 ? fitting[0] : undefined;
  }
  const own = classes
    .flatMap((c) => c.declaration.methods)
    .filter(
      (m) => !m.isStatic && !m.modifiers.includes('private') && !m.isAbstract && !['equals', 'hashCode', 'toString'].includes(m.name),
    );
  const names = new Set(own.map((m) => m.name));
  return names.size === 1 ? [...names][0] : undefined;
}
