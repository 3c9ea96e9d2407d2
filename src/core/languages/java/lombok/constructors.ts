/** The constructors that Lombok writes, and the static methods that stand before them (`staticName`). */
import type { Annotation, ClassDeclaration, Expression, MethodDeclaration } from '../../../form/form.js';
import { textArgument, type FindLombok } from './annotations.js';
import { instanceFields, isPrimitive, type LombokField } from './fields.js';
import { formsAt, ownType, refused, type Forms } from './forms.js';

export interface Constructors {
  readonly constructors: readonly MethodDeclaration[];
  readonly factories: readonly MethodDeclaration[];
}

/** No constructor or method of a class file has more (JVMS §4.3.3): what Lombok writes then is no Java. */
export const mostParameters = 255;

const none: Constructors = { constructors: [], factories: [] };

/** Beside those that are written. A record has its own. */
export function lombokConstructors(declaration: ClassDeclaration, find: FindLombok): Constructors {
  const { annotations, kind } = declaration;
  if (kind !== 'class' && kind !== 'enum') return none;
  const kinds = [
    { annotation: find(annotations, 'NoArgsConstructor'), fields: [] },
    { annotation: find(annotations, 'RequiredArgsConstructor'), fields: requiredFields(declaration, find) },
    { annotation: find(annotations, 'AllArgsConstructor'), fields: allFields(declaration, find) },
  ];
  const written = kinds.filter(({ annotation }) => annotation !== undefined);
  if (written.length > 0)
    return all(written.map(({ annotation, fields }) => constructor(declaration, annotation, 'staticName', fields, find)));
  if (declaration.constructors.length > 0 || find(annotations, 'SuperBuilder') !== undefined) return none;
  const data = find(annotations, 'Data');
  const value = find(annotations, 'Value');
  if (find(annotations, 'Builder') !== undefined)
    return constructor(declaration, value, 'staticConstructor', allFields(declaration, find), find, ['protected']);
  if (value !== undefined) return constructor(declaration, value, 'staticConstructor', allFields(declaration, find), find);
  return data === undefined ? none : constructor(declaration, data, 'staticConstructor', requiredFields(declaration, find), find);
}

function all(several: readonly Constructors[]): Constructors {
  return { constructors: several.flatMap((one) => one.constructors), factories: several.flatMap((one) => one.factories) };
}

/** All but final ones that have a value; a builder's default is a value only where the builder gives it. */
export function allFields(declaration: ClassDeclaration, find: FindLombok): readonly LombokField[] {
  return instanceFields(declaration).filter(
    (field) => !field.isFinal || field.initialValue === undefined || find(field.annotations, 'Builder.Default') !== undefined,
  );
}

/** Those whose initialiser is the builder's: what is not made by Lombok's code begins without. */
export function defaultedFields(declaration: ClassDeclaration, find: FindLombok): readonly LombokField[] {
  const isBuilt = find(declaration.annotations, 'Builder') !== undefined || find(declaration.annotations, 'SuperBuilder') !== undefined;
  return isBuilt
    ? instanceFields(declaration).filter((f) => f.initialValue !== undefined && find(f.annotations, 'Builder.Default') !== undefined)
    : [];
}

/** What a default is kept under in the class, which is where its code may name things. */
export function defaultName({ name }: LombokField): string {
  return `$default$${name}`;
}

function requiredFields(declaration: ClassDeclaration, find: FindLombok): readonly LombokField[] {
  return instanceFields(declaration).filter(
    (field) => field.initialValue === undefined && (field.isFinal || find(field.annotations, 'NonNull') !== undefined),
  );
}

function constructor(
  declaration: ClassDeclaration,
  annotation: Annotation | undefined,
  factoryArgument: string,
  fields: readonly LombokField[],
  find: FindLombok,
  access: readonly string[] = ['public'],
): Constructors {
  if (fields.length > mostParameters) return none;
  const forms = formsAt(annotation?.span ?? declaration.nameSpan);
  const factoryName = textArgument(annotation, factoryArgument);
  const params = fields.map(({ name, type }) => forms.parameter(name, type));
  const names = new Set(fields.map(({ name }) => name));
  const made = forms.method({
    name: declaration.name,
    params,
    modifiers: declaration.kind === 'enum' || factoryName !== undefined ? ['private'] : access,
    body: () => [
      ...fields.map((field) => forms.set(field.name, checkedParameter(field, forms, find))),
      ...defaultedFields(declaration, find)
        .filter(({ name }) => !names.has(name))
        .map((field) => forms.set(field.name, forms.call(forms.name(declaration.name), defaultName(field), []))),
    ],
  });
  if (factoryName === undefined) return { constructors: [made], factories: [] };
  const factory = forms.method({
    name: factoryName,
    params,
    returnType: ownType(declaration),
    modifiers: ['public', 'static'],
    typeParameters: declaration.typeParameters,
    body: () => [
      forms.give(
        forms.create(
          ownType(declaration),
          params.map(({ name }) => forms.name(name)),
        ),
      ),
    ],
  });
  return { constructors: [made], factories: [factory] };
}

/** The parameter for a field: of one that is `@NonNull`, null is refused. */
export function checkedParameter({ name, type, annotations }: LombokField, forms: Forms, find: FindLombok): Expression {
  if (isPrimitive(type) || find(annotations, 'NonNull') === undefined) return forms.name(name);
  return refused(name, forms);
}
