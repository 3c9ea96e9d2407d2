/** `toString` and `equals` as Lombok writes them. `hashCode` is not known: the order in which it takes the fields depends on Lombok's version. */
import type { ClassDeclaration, Expression, MethodDeclaration } from '../../../form/form.js';
import { hasOptions, type FindLombok, type LombokName } from './annotations.js';
import { instanceFields, isPrimitive, type LombokField } from './fields.js';
import { formsAt, typeNamed, type Forms } from './forms.js';

/** `path`: the names of the classes around the class, and its own. Nothing where they are written, or have options that are not followed. */
export function objectMethods(declaration: ClassDeclaration, path: readonly string[], find: FindLombok): readonly MethodDeclaration[] {
  if (declaration.kind !== 'class') return [];
  return [...textMethod(declaration, path, find), ...equalsMethods(declaration, find)];
}

function isWanted({ annotations, methods }: ClassDeclaration, name: LombokName, method: string, find: FindLombok): boolean {
  const own = find(annotations, name);
  const isThere = own !== undefined || find(annotations, 'Data') !== undefined || find(annotations, 'Value') !== undefined;
  return isThere && !hasOptions(own) && !methods.some((one) => one.name === method);
}

function textMethod(declaration: ClassDeclaration, path: readonly string[], find: FindLombok): readonly MethodDeclaration[] {
  const shown = instanceFields(declaration).filter(
    ({ name, annotations }) => !name.startsWith('$') && find(annotations, 'ToString.Exclude') === undefined,
  );
  if (!isWanted(declaration, 'ToString', 'toString', find) || shown.some(({ type }) => type.dimensions > 0)) return [];
  const forms = formsAt(declaration.nameSpan);
  const body = (): Expression => {
    const parts = shown.flatMap((field, i) => [
      forms.text(`${i === 0 ? '' : ', '}${field.name}=`),
      valueOf(declaration, field, forms.self(), forms),
    ]);
    return [...parts, forms.text(')')].reduce((sum, part) => forms.binary(sum, '+', part), forms.text(`${path.join('.')}(`));
  };
  return [forms.method({ name: 'toString', returnType: typeNamed('String'), body: () => [forms.give(body())] })];
}

/** By its getter, where it has one. */
function valueOf({ methods }: ClassDeclaration, { name, type }: LombokField, object: Expression, forms: Forms): Expression {
  const getter = `${type.name === 'boolean' ? 'is' : 'get'}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const hasGetter = methods.some((method) => method.name === getter && method.params.length === 0);
  return hasGetter ? forms.call(object, getter, []) : forms.select(object, name);
}

/** `canEqual` keeps objects of subclasses, which may have more fields, from being equal. */
function equalsMethods(declaration: ClassDeclaration, find: FindLombok): readonly MethodDeclaration[] {
  const compared = instanceFields(declaration).filter(
    ({ name, annotations, isTransient }) =>
      !name.startsWith('$') && !isTransient && find(annotations, 'EqualsAndHashCode.Exclude') === undefined,
  );
  // Whether a superclass's fields are compared, too, may be set elsewhere.
  if (!isWanted(declaration, 'EqualsAndHashCode', 'equals', find) || declaration.superclass !== undefined) return [];
  if (compared.some(({ type }) => type.dimensions > 0 || type.name === 'float' || type.name === 'double')) return [];
  const forms = formsAt(declaration.nameSpan);
  const own = typeNamed(declaration.name);
  const other = forms.name('o');
  const isOwn: Expression = {
    kind: 'instanceof',
    value: other,
    pattern: { kind: 'type', type: own, span: declaration.nameSpan },
    span: declaration.nameSpan,
  };
  const cast: Expression = { kind: 'cast', type: own, value: other, span: declaration.nameSpan };
  const same = (field: LombokField): Expression => {
    const [left, right] = [valueOf(declaration, field, forms.self(), forms), valueOf(declaration, field, cast, forms)];
    return isPrimitive(field.type) ? forms.binary(left, '==', right) : forms.call(forms.path('java.util.Objects'), 'equals', [left, right]);
  };
  const body = (): Expression =>
    [forms.call(cast, 'canEqual', [forms.self()]), ...compared.map(same)].reduce((all, one) => forms.binary(all, '&&', one), isOwn);
  const object = typeNamed('Object');
  const boolean = typeNamed('boolean');
  return [
    forms.method({ name: 'equals', params: [forms.parameter('o', object)], returnType: boolean, body: () => [forms.give(body())] }),
    forms.method({
      name: 'canEqual',
      params: [forms.parameter('o', object)],
      returnType: boolean,
      modifiers: ['protected'],
      body: () => [forms.give(isOwn)],
    }),
  ];
}
