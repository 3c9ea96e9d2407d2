/**
 * Fields whose contents are lost. What is not known of a type may be an object whose fields are not known either: it is made where the field is
 * read, and kept, as most are lost again before anybody reads them.
 */
import type { TypeRef } from '../form/form.js';
import type { Loss, UnknownValue, Value } from '../values/values.js';
import type { ClassInfo } from './program.js';
import type { Run } from './run.js';

export interface LostField {
  readonly type: TypeRef | undefined;
  readonly owner: ClassInfo;
  readonly loss: Loss;
  /** What a reader got. */
  value: Value | undefined;
}

/** Where nobody has read what was lost before, that stays: nobody can tell the two apart. */
export function loseField(run: Run, fields: Map<string, Value>, name: string, field: Omit<LostField, 'value'>): void {
  const held = fields.get(name);
  if (held?.kind === 'unknown' && isUnread(run, held)) return;
  const lost = run.unknown(field.loss.reason, field.loss.site, { label: name, ...(field.type === undefined ? {} : { type: field.type }) });
  run.lostFields.set(lost, { ...field, value: undefined });
  fields.set(name, lost);
}

function isUnread(run: Run, held: UnknownValue): boolean {
  const lost = run.lostFields.get(held);
  return lost !== undefined && lost.value === undefined;
}

/** What code that reads the field gets. */
export function readLost(run: Run, held: Value | undefined): Value | undefined {
  const lost = held?.kind === 'unknown' ? run.lostFields.get(held) : undefined;
  if (held === undefined || lost === undefined) return held;
  return (lost.value ??= run.typed(held, lost.type, lost.owner, lost.loss.site));
}

/** What code that read the field before may still have and change. */
export function heldIn(run: Run, field: Value): Value {
  return (field.kind === 'unknown' ? run.lostFields.get(field)?.value : undefined) ?? field;
}
