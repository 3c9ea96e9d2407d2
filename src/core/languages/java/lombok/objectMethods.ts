/** `toString` and `equals` as Lombok writes them. `hashCode` is not known: the order in which it takes the fields depends on Lombok's version. */
import type { Annotation, ClassDeclaration, Expression, MethodDeclaration } from '../../../form/form.js';
import { accessorNames, stylesIn } from './accessorNames.js';
import { argumentOf, flagArgument, textArgument, textsArgument, type FindLombok, type LombokName } from './annotations.js';
import { instanceFields, isPrimitive, type LombokField } from './fields.js';
import { formsAt, typeNamed, type Forms } from './forms.js';

interface Asked {
  readonly declaration: ClassDeclaration;
  /** The classes around it, the innermost last. */
  readonly around: readonly ClassDeclaration[];
  readonly find: FindLombok;
}

/** Nothing where they are written. What is not followed is there all the same, as it stands before a superclass's. */
export function objectMethods(
  declaration: ClassDeclaration,
  around: readonly ClassDeclaration[],
  find: FindLombok,
): readonly MethodDeclaration[] {
  const { kind, methods } = declaration;
  if (kind !== 'class' && kind !== 'enum') return [];
  const asked: Asked = { declaration, around, find };
  const isWritten = (name: string): boolean => methods.some((method) => method.name === name);
  const text = annotationFor(asked, 'ToString');
  const equality = annotationFor(asked, 'EqualsAndHashCode');
  return [
    ...(text === undefined || isWritten('toString') ? [] : [textMethod(asked, text.own)]),
    ...(equality === undefined || kind === 'enum' || isWritten('equals') ? [] : equalsMethods(asked, equality.own)),
  ];
}

/** undefined: the class has none of it. */
function annotationFor(
  { declaration: { annotations }, find }: Asked,
  name: LombokName,
): { readonly own: Annotation | undefined } | undefined {
  const own = find(annotations, name);
  const isThere = own !== undefined || find(annotations, 'Data') !== undefined || find(annotations, 'Value') !== undefined;
  return isThere ? { own } : undefined;
}

/** The fields that count; undefined: which these are is not followed. */
function countedFields(
  { declaration, find }: Asked,
  kind: 'ToString' | 'EqualsAndHashCode',
  annotation: Annotation | undefined,
): readonly LombokField[] | undefined {
  const [of, exclude] = [textsArgument(annotation, 'of'), textsArgument(annotation, 'exclude')];
  const isIncluded = ({ annotations }: Pick<LombokField, 'annotations'>): boolean => find(annotations, `${kind}.Include`) !== undefined;
  if (of === 'other' || exclude === 'other' || argumentOf(annotation, 'doNotUseGetters') !== undefined) return undefined;
  if (declaration.methods.some(isIncluded)) return undefined;
  const [included, excluded] = [new Set(of), new Set(exclude)];
  const onlyIncluded = flagArgument(annotation, 'onlyExplicitlyIncluded') === true;
  return instanceFields(declaration).filter((field) => {
    if (isIncluded(field)) return true;
    if (onlyIncluded || find(field.annotations, `${kind}.Exclude`) !== undefined) return false;
    if (of !== undefined) return included.has(field.name);
    return !field.name.startsWith('$') && !excluded.has(field.name) && (kind === 'ToString' || !field.isTransient);
  });
}

function textMethod(asked: Asked, annotation: Annotation | undefined): MethodDeclaration {
  const { declaration, around, find } = asked;
  const forms = formsAt(declaration.nameSpan);
  const shown = countedFields(asked, 'ToString', annotation)?.map((field) => ({
    field,
    included: find(field.annotations, 'ToString.Include'),
  }));
  const isFollowed =
    declaration.kind === 'class' &&
    !find.config.isTextUnclear &&
    shown?.every(({ field, included }) => field.type.dimensions === 0 && argumentOf(included, 'rank') === undefined) === true;
  const body = (): Expression => {
    if (!isFollowed) return forms.unknown('the toString() that Lombok writes is not followed');
    const isNamed = flagArgument(annotation, 'includeFieldNames') !== false;
    const valueOf = readersIn(asked, forms);
    const parts = shown.map(({ field, included }) => ({
      label: isNamed ? `${textArgument(included, 'name') ?? field.name}=` : '',
      value: valueOf(field, forms.self()),
    }));
    if (flagArgument(annotation, 'callSuper') === true)
      parts.unshift({ label: 'super=', value: forms.call({ kind: 'super', span: declaration.nameSpan }, 'toString', []) });
    const path = [...around, declaration].map(({ name }) => name).join('.');
    return [...parts.flatMap(({ label, value }, i) => [forms.text(`${i === 0 ? '' : ', '}${label}`), value]), forms.text(')')].reduce(
      (sum, part) => forms.binary(sum, '+', part),
      forms.text(`${path}(`),
    );
  };
  return forms.method({ name: 'toString', returnType: typeNamed('String'), body: () => [forms.give(body())] });
}

/** How a field of an object is read: by its getter, where it has one. */
function readersIn({ declaration, around, find }: Asked, forms: Forms): (field: LombokField, object: Expression) => Expression {
  const styleOf = stylesIn(declaration, around, find);
  const plain = new Set(declaration.methods.filter(({ params }) => params.length === 0).map(({ name }) => name));
  return (field, object) => {
    const getter = accessorNames('get', field, styleOf(field)).find((name) => plain.has(name));
    return getter === undefined ? forms.select(object, field.name) : forms.call(object, getter, []);
  };
}

/** `canEqual` keeps objects of subclasses, which may have more fields, from being equal. */
function equalsMethods(asked: Asked, annotation: Annotation | undefined): readonly MethodDeclaration[] {
  const { declaration, find } = asked;
  const { nameSpan: span, superclass } = declaration;
  const forms = formsAt(span);
  const compared = countedFields(asked, 'EqualsAndHashCode', annotation);
  const callsSuper = flagArgument(annotation, 'callSuper');
  // Whether a superclass's fields are compared, too, may be set elsewhere.
  const isFollowed =
    !find.config.isEqualityUnclear &&
    (superclass === undefined || callsSuper !== undefined) &&
    compared?.every(
      ({ type, annotations }) =>
        type.dimensions === 0 &&
        type.name !== 'float' &&
        type.name !== 'double' &&
        argumentOf(find(annotations, 'EqualsAndHashCode.Include'), 'replaces') === undefined,
    ) === true;
  const own = typeNamed(declaration.name);
  const other = forms.name('o');
  const isOwn: Expression = { kind: 'instanceof', value: other, pattern: { kind: 'type', type: own, span }, span };
  const cast: Expression = { kind: 'cast', type: own, value: other, span };
  const valueOf = readersIn(asked, forms);
  const same = (field: LombokField): Expression => {
    const [left, right] = [valueOf(field, forms.self()), valueOf(field, cast)];
    return isPrimitive(field.type) ? forms.binary(left, '==', right) : forms.call(forms.path('java.util.Objects'), 'equals', [left, right]);
  };
  const body = (): Expression => {
    if (!isFollowed) return forms.unknown('the equals() that Lombok writes is not followed');
    const parents = callsSuper === true && superclass !== undefined ? [forms.call({ kind: 'super', span }, 'equals', [other])] : [];
    return [forms.call(cast, 'canEqual', [forms.self()]), ...parents, ...compared.map(same)].reduce(
      (all, one) => forms.binary(all, '&&', one),
      isOwn,
    );
  };
  const object = typeNamed('Object');
  const boolean = typeNamed('boolean');
  const hash = forms.method({
    name: 'hashCode',
    returnType: typeNamed('int'),
    body: () => [forms.give(forms.unknown('the hashCode() that Lombok writes depends on its version'))],
  });
  return [
    forms.method({ name: 'equals', params: [forms.parameter('o', object)], returnType: boolean, body: () => [forms.give(body())] }),
    forms.method({
      name: 'canEqual',
      params: [forms.parameter('o', object)],
      returnType: boolean,
      modifiers: ['protected'],
      body: () => [forms.give(isOwn)],
    }),
    // A superclass's is not the class's.
    ...(superclass === undefined ? [] : [hash]),
  ];
}
