/** `@Singular`: a builder's collection, filled one by one. */
import { capitalised } from '../../../../base/capitalised.js';
import type { Annotation, Expression, MethodDeclaration, TypeRef } from '../../../form/form.js';
import { lastSegment } from '../../../form/labels.js';
import { flagArgument, textArgument } from './annotations.js';
import type { LombokField } from './fields.js';
import { formsAt, typeNamed, type Forms } from './forms.js';

export interface Collected {
  readonly isMap: boolean;
  /** undefined: how the name is put in the singular is not followed. */
  readonly one: string | undefined;
  readonly ignoresNull: boolean;
  empty(forms: Forms): Expression;
  /** What the object is given of what the builder collected. */
  result(value: Expression, forms: Forms): Expression;
}

/** By the type of the field: what is collected in, and how it is made unmodifiable. */
const collections: Readonly<Record<string, { readonly type: string; readonly shown: string }>> = {
  Collection: { type: 'java.util.ArrayList', shown: 'unmodifiableList' },
  Iterable: { type: 'java.util.ArrayList', shown: 'unmodifiableList' },
  List: { type: 'java.util.ArrayList', shown: 'unmodifiableList' },
  Set: { type: 'java.util.LinkedHashSet', shown: 'unmodifiableSet' },
  SortedSet: { type: 'java.util.TreeSet', shown: 'unmodifiableSortedSet' },
  NavigableSet: { type: 'java.util.TreeSet', shown: 'unmodifiableNavigableSet' },
  Map: { type: 'java.util.LinkedHashMap', shown: 'unmodifiableMap' },
  SortedMap: { type: 'java.util.TreeMap', shown: 'unmodifiableSortedMap' },
  NavigableMap: { type: 'java.util.TreeMap', shown: 'unmodifiableNavigableMap' },
};

/** undefined: it is no collection that is filled so. */
export function collectionOf({ name, type }: LombokField, annotation: Annotation | undefined): Collected | undefined {
  const simple = lastSegment(type.name);
  if (annotation === undefined || !Object.hasOwn(collections, simple)) return undefined;
  const { type: made, shown } = collections[simple]!;
  const collected = typeNamed(made, type.args);
  return {
    isMap: simple.endsWith('Map'),
    one: textArgument(annotation, 'value') ?? singularOf(name),
    ignoresNull: flagArgument(annotation, 'ignoreNullCollections') === true,
    empty: (forms) => forms.create(collected, []),
    result: (value, forms) => forms.call(forms.path('java.util.Collections'), shown, [forms.create(collected, [value])]),
  };
}

/** Of plain plurals; Lombok knows many more. */
function singularOf(name: string): string | undefined {
  return /[^s]s$/.test(name) && !/(?:ies|ses|xes|zes|ches|shes|ves|oes|us|is|as)$/.test(name) ? name.slice(0, -1) : undefined;
}

export function singularMethods(
  { name, nameSpan, type }: LombokField,
  { isMap, one, ignoresNull }: Collected,
  returnType: TypeRef,
  named: (name: string) => string,
): readonly MethodDeclaration[] {
  const forms = formsAt(nameSpan);
  const own = forms.select(forms.self(), name);
  const [first = typeNamed('Object'), second = typeNamed('Object')] = type.args;
  const method = (methodName: string, types: readonly (readonly [string, TypeRef])[], called: string): MethodDeclaration =>
    forms.method({
      name: methodName,
      params: types.map(([param, paramType]) => forms.parameter(param, paramType)),
      returnType,
      body: () => [
        forms.run(
          forms.call(
            own,
            called,
            types.map(([param]) => forms.name(param)),
          ),
        ),
        forms.give(forms.self()),
      ],
    });
  const several = typeNamed(isMap ? 'java.util.Map' : 'java.util.Collection', type.args);
  const clear = method(`clear${capitalised(name)}`, [], 'clear');
  // What is done with null where it is ignored is not followed.
  const whole = ignoresNull ? [] : [method(named(name), [[name, several]], isMap ? 'putAll' : 'addAll')];
  if (one === undefined) return [...whole, clear];
  const single = isMap
    ? method(
        named(one),
        [
          [`${one}Key`, first],
          [`${one}Value`, second],
        ],
        'put',
      )
    : method(named(one), [[one, first]], 'add');
  return [single, ...whole, clear];
}
