/** Texts that code gives by their literal or by a constant of its own. */
import type { Span } from '../../base/text.js';
import type { Expression, SourceUnit } from '../form/form.js';
import { classesOf, localsIn, type ReadCode } from './codeRule.js';

export interface NamedText {
  readonly value: string;
  /** Where the literal stands, which may be the value of a constant. */
  readonly file: string;
  readonly span: Span;
  /** Absent: the literal stands where it was asked for. */
  readonly constant?: { readonly className: string; readonly name: string };
}

/** undefined: it is computed, or nobody says here which constant is meant. */
export function namedText(expression: Expression, unit: SourceUnit, code: Pick<ReadCode, 'units'>): NamedText | undefined {
  if (expression.kind === 'text') return { value: expression.value, file: unit.file, span: expression.span };
  if (expression.kind === 'name') return isShadowed(expression.name, unit) ? undefined : constantOf(expression.name, [unit], undefined);
  if (expression.kind !== 'select' || expression.target.kind !== 'name') return undefined;
  return constantOf(expression.name, code.units, expression.target.name);
}

function isShadowed(name: string, unit: SourceUnit): boolean {
  return classesOf(unit).some(({ methods: own, constructors }) =>
    [...own, ...constructors].some(
      ({ params, body }) =>
        params.some((one) => one.name === name) || (body !== undefined && localsIn(body).some((one) => one.name === name)),
    ),
  );
}

/** Where there are two of the name, nobody says here which is meant. */
function constantOf(name: string, units: readonly SourceUnit[], className: string | undefined): NamedText | undefined {
  const fields = units.flatMap((unit) =>
    classesOf(unit)
      .filter((one) => className === undefined || one.name === className)
      .flatMap(({ name: owner, fields: own }) =>
        own.flatMap((field) => (field.name === name ? { field, file: unit.file, className: owner } : [])),
      ),
  );
  const [found, another] = fields;
  if (found === undefined || another !== undefined) return undefined;
  const { field, file, className: owner } = found;
  if (!field.isStatic || !field.isFinal || field.value?.kind !== 'text') return undefined;
  return { value: field.value.value, file, span: field.value.span, constant: { className: owner, name } };
}
