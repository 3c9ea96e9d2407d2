/** Pieces of code in the neutral form, at the place that they are written because of. */
import type { Span } from '../../../../base/text.js';
import type { ClassDeclaration, Expression, MethodDeclaration, Parameter, Statement, TypeRef } from '../../../form/form.js';
import { lazily } from '../syntax/context.js';

export interface Forms {
  name(name: string): Expression;
  self(): Expression;
  select(target: Expression, name: string): Expression;
  /** `java.util.Objects` and the like: a dotted name. */
  path(dotted: string): Expression;
  text(value: string): Expression;
  /** What Lombok does there is not followed. */
  unknown(reason: string): Expression;
  call(target: Expression | undefined, name: string, args: readonly Expression[]): Expression;
  create(type: TypeRef, args: readonly Expression[]): Expression;
  conditional(test: Expression, whenTrue: Expression, whenFalse: Expression): Expression;
  binary(left: Expression, operator: string, right: Expression): Expression;
  /** `this.name = value;` */
  set(name: string, value: Expression): Statement;
  run(expression: Expression): Statement;
  give(value: Expression): Statement;
  parameter(name: string, type: TypeRef): Parameter;
  method(parts: MethodParts): MethodDeclaration;
}

export interface MethodParts {
  readonly name: string;
  readonly params?: readonly Parameter[];
  /** Absent: a constructor. */
  readonly returnType?: TypeRef;
  readonly modifiers?: readonly string[];
  readonly typeParameters?: MethodDeclaration['typeParameters'];
  /** Made when it is first read. */
  body(): readonly Statement[];
}

export function formsAt(span: Span): Forms {
  const empty: Span = { start: span.end, end: span.end };
  const forms: Forms = {
    name: (name) => ({ kind: 'name', name, span }),
    self: () => ({ kind: 'this', span }),
    select: (target, name) => ({ kind: 'select', target, name, nameSpan: span, span }),
    path(dotted) {
      const [head = '', ...rest] = dotted.split('.');
      return rest.reduce((target, name) => forms.select(target, name), forms.name(head));
    },
    unknown: (reason) => ({ kind: 'unknown', reason, parts: [], isPure: true, span }),
    text: (value) => ({ kind: 'text', value, span }),
    call: (target, name, args) => ({
      kind: 'call',
      name,
      nameSpan: span,
      args,
      argsSpan: empty,
      typeArgs: [],
      span,
      ...(target === undefined ? {} : { target }),
    }),
    create: (type, args) => ({ kind: 'new', type, typeSpan: span, args, argsSpan: empty, span }),
    conditional: (test, whenTrue, whenFalse) => ({ kind: 'conditional', test, whenTrue, whenFalse, span }),
    binary: (left, operator, right) => ({ kind: 'binary', operator, left, right, span }),
    set: (name, value) => forms.run({ kind: 'assign', operator: '=', target: forms.select(forms.self(), name), value, span }),
    run: (expression) => ({ kind: 'expression', expression, span }),
    give: (value) => ({ kind: 'return', value, span }),
    parameter: (name, type) => ({ name, type, varargs: false, annotations: [], span }),
    method({ name, params = [], returnType, modifiers = ['public'], typeParameters = [], body }) {
      const method = {
        name,
        nameSpan: span,
        isStatic: modifiers.includes('static'),
        isAbstract: false,
        compact: false,
        modifiers,
        annotations: [],
        typeParameters,
        params,
        span,
        body: undefined as never,
        ...(returnType === undefined ? {} : { returnType }),
      };
      lazily<MethodDeclaration, 'body'>(method, 'body', () => ({ kind: 'block', statements: body(), span }));
      return method;
    },
  };
  return forms;
}

/** The value of the name, which may not be null. */
export function refused(name: string, forms: Forms): Expression {
  const message = forms.text(`${name} is marked non-null but is null`);
  return forms.call(forms.path('java.util.Objects'), 'requireNonNull', [forms.name(name), message]);
}

export function typeNamed(name: string, args: readonly TypeRef[] = []): TypeRef {
  return { name, args, dimensions: 0 };
}

/** The type of a class inside itself: its parameters for themselves. */
export function ownType({ name, typeParameters }: ClassDeclaration): TypeRef {
  return typeNamed(
    name,
    typeParameters.map((parameter) => typeNamed(parameter.name)),
  );
}

/** What is worked out when it is first read stays so. */
export function changed<T extends object>(target: T, changes: Partial<T>): T {
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(target), ...Object.getOwnPropertyDescriptors(changes) }) as T;
}
