/** `@NonNull` of parameters, and of the components of a record: null is refused before anything else is done. */
import type { ClassDeclaration, MethodDeclaration, Parameter, Statement } from '../../../form/form.js';
import { lazily } from '../syntax/context.js';
import type { FindLombok } from './annotations.js';
import { isPrimitive } from './fields.js';
import { changed, formsAt, refused } from './forms.js';

/** The methods and constructors that are written, with these checks. */
export function withNullChecks(declaration: ClassDeclaration, find: FindLombok): Pick<ClassDeclaration, 'methods' | 'constructors'> {
  const { components, constructors, kind, name, methods, nameSpan } = declaration;
  const ofComponents = checksOf(components, find);
  const all = constructors.map((one) => checked(one, one.compact ? ofComponents : checksOf(one.params, find)));
  const isImplied = kind === 'record' && ofComponents.length > 0 && constructors.length === 0;
  const implied = changed(formsAt(nameSpan).method({ name, body: () => ofComponents }), { compact: true });
  return {
    constructors: isImplied ? [implied] : all,
    methods: methods.map((method) => checked(method, checksOf(method.params, find))),
  };
}

function checksOf(params: readonly Parameter[], find: FindLombok): readonly Statement[] {
  return params
    .filter(({ annotations, type }) => find(annotations, 'NonNull') !== undefined && !(type !== undefined && isPrimitive(type)))
    .map(({ name, span }) => formsAt(span).run(refused(name, formsAt(span))));
}

function checked(method: MethodDeclaration, checks: readonly Statement[]): MethodDeclaration {
  if (checks.length === 0 || method.isAbstract) return method;
  const copy = changed(method, {});
  lazily<MethodDeclaration, 'body'>(copy, 'body', () => {
    const body = method.body!;
    return { ...body, statements: [...checks, ...body.statements] };
  });
  return copy;
}
