/** What the objects in fields hold, where methods that were not seen to run may have changed it before. */
import type { FieldDeclaration, MethodDeclaration } from '../../../form/form.js';
import { classFrame } from '../../../jvm/frames.js';
import { isInstance } from '../../../jvm/instances.js';
import type { ClassInfo } from '../../../jvm/program.js';
import type { Run } from '../../../jvm/run.js';
import type { Value } from '../../../values/values.js';

/** An object that was made here and can be changed; what is known of others is so whoever has them. */
export function isMade(value: Value): boolean {
  return value.kind === 'list' || value.kind === 'map' || value.kind === 'native' || (isInstance(value) && !value.assumed);
}

/** `changers`: the methods that may change what the field holds. Where not all of them are part of this run, it is lost. */
export function supposeUnchanged(
  run: Run,
  held: Value,
  field: FieldDeclaration,
  owner: ClassInfo,
  changers: readonly MethodDeclaration[],
): void {
  if (changers.length === 0) return;
  const key = `holds:${owner.qualifiedName}.${field.name}`;
  if (!run.learnt(key)) run.supposeRun(key, changers);
  else
    run.escape(
      [held],
      `what ${field.name} holds may have been changed by code that was not read`,
      run.site(field.nameSpan, classFrame(owner)),
    );
}
