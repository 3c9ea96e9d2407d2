/** `@Delegate`, on fields and on methods without parameters. */
import type { Annotation, ClassDeclaration, TypeRef } from '../../../form/form.js';
import { argumentOf, type FindLombok } from './annotations.js';
import { typeNamed } from './forms.js';

/** The types whose methods the class is given: those that are named, else that of the field. */
export function delegatedTypes({ fields, methods }: ClassDeclaration, find: FindLombok): readonly TypeRef[] {
  const all = [...fields, ...methods.map(({ annotations, returnType }) => ({ annotations, type: returnType ?? typeNamed('Object') }))];
  return all.flatMap(({ annotations, type }) => {
    const annotation = find(annotations, 'Delegate');
    return annotation === undefined ? [] : (namedTypes(annotation) ?? [type]);
  });
}

/** undefined: none are named, or not so that they can be read. */
function namedTypes(annotation: Annotation): readonly TypeRef[] | undefined {
  const types = argumentOf(annotation, 'types');
  const listed = types?.kind === 'newArray' ? (types.elements ?? []) : types === undefined ? [] : [types];
  const named = listed.flatMap((one) => (one.kind === 'classLiteral' ? [one.type] : []));
  return named.length > 0 && named.length === listed.length ? named : undefined;
}
