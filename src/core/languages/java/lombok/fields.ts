/** The fields of a class as Lombok's annotations make them, and which of them it writes members for. */
import type { Span } from '../../../../base/text.js';
import type { Annotation, ClassDeclaration, Expression, FieldDeclaration, TypeRef } from '../../../form/form.js';
import { accessOf, flagArgument, type FindLombok } from './annotations.js';
import { changed } from './forms.js';

/** A field, or a component of a record. */
export interface LombokField {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeRef;
  readonly annotations: readonly Annotation[];
  readonly isFinal: boolean;
  readonly isTransient: boolean;
  /** undefined: it has no initialiser. */
  readonly initialValue: (() => Expression) | undefined;
}

/** `@UtilityClass`, `@Value` and `@FieldDefaults` change what the fields are. */
export function settledFields(declaration: ClassDeclaration, find: FindLombok): readonly FieldDeclaration[] {
  const { annotations } = declaration;
  const isValue = find(annotations, 'Value') !== undefined;
  const defaults = find(annotations, 'FieldDefaults');
  if (find(annotations, 'UtilityClass') !== undefined) return declaration.fields.map((field) => changed(field, { isStatic: true }));
  // What the annotation says goes before what is set.
  const makesFinal = isValue || (flagArgument(defaults, 'makeFinal') ?? find.config.flag('fieldDefaults.defaultFinal')) === true;
  const level = accessOf(defaults, 'level');
  const makesPrivate = isValue || (level === undefined ? find.config.flag('fieldDefaults.defaultPrivate') === true : level === 'PRIVATE');
  if ((!makesFinal && !makesPrivate) || !/^(?:class|enum)$/.test(declaration.kind)) return declaration.fields;
  return declaration.fields.map((field) => {
    if (field.isStatic) return field;
    const isFinal = field.isFinal || (makesFinal && find(field.annotations, 'NonFinal') === undefined);
    const isPrivate = field.isPrivate || (makesPrivate && !field.isPublic && find(field.annotations, 'PackagePrivate') === undefined);
    return changed(field, { isFinal, isPrivate });
  });
}

/** Of objects, in the order of the text. */
export function instanceFields(declaration: ClassDeclaration): readonly LombokField[] {
  if (declaration.kind === 'record')
    return declaration.components.map(({ name, type, annotations, span }) => ({
      name,
      nameSpan: span,
      type: type ?? { name: 'Object', args: [], dimensions: 0 },
      annotations,
      isFinal: true,
      isTransient: false,
      initialValue: undefined,
    }));
  return declaration.fields.filter((field) => !field.isStatic).map(lombokField);
}

export function lombokField(field: FieldDeclaration): LombokField {
  const { name, nameSpan, type, annotations, isFinal, isTransient } = field;
  return { name, nameSpan, type, annotations, isFinal, isTransient, initialValue: 'value' in field ? () => field.value! : undefined };
}

const primitives = new Set(['boolean', 'byte', 'short', 'char', 'int', 'long', 'float', 'double', 'void']);

export function isPrimitive({ name, dimensions }: TypeRef): boolean {
  return dimensions === 0 && primitives.has(name);
}
