/** `@Builder` and `@SuperBuilder`: the class that collects the values, and the methods that lead to it. */
import { capitalised } from '../../../../base/capitalised.js';
import type { Annotation, ClassDeclaration, Expression, FieldDeclaration, MethodDeclaration, TypeRef } from '../../../form/form.js';
import { lastSegment } from '../../../form/labels.js';
import { flagArgument, textArgument, type FindLombok } from './annotations.js';
import { allFields, defaultName, mostParameters } from './constructors.js';
import type { LombokField } from './fields.js';
import { formsAt, ownType, typeNamed, type Forms } from './forms.js';
import { collectionOf, singularMethods, type Collected } from './singular.js';

export interface Built {
  readonly builder: ClassDeclaration;
  readonly methods: readonly MethodDeclaration[];
  readonly constructors: readonly MethodDeclaration[];
}

/** What a builder collects for one value. */
export interface Part extends LombokField {
  /** The value that it has where none is given. */
  readonly fallback: boolean;
  /** Its values are given one by one, too (`@Singular`). */
  readonly collected: Collected | undefined;
  /** How its values are collected is not followed: its methods are not written, so that calls of them are lost. */
  readonly isLost: boolean;
}

interface Plan {
  readonly find: FindLombok;
  readonly declaration: ClassDeclaration;
  readonly annotation: Annotation;
  readonly parts: readonly Part[];
  readonly name: string;
  readonly typeParameters: ClassDeclaration['typeParameters'];
  readonly made: TypeRef;
  /** What `build()` gives. */
  result(args: readonly Expression[], forms: Forms): Expression;
}

/** What Lombok writes for the builders of a class, one at most for each place that may have one. */
export function lombokBuilders(declaration: ClassDeclaration, find: FindLombok): readonly Built[] {
  const annotation = find(declaration.annotations, 'Builder');
  const superAnnotation = find(declaration.annotations, 'SuperBuilder');
  const written = new Map(declaration.classes.toReversed().map((one) => [one.name, one]));
  const built: Built[] = [];
  if (annotation !== undefined && declaration.kind !== 'enum') {
    const plan = classPlan(declaration, annotation, find);
    if (plan.parts.length <= mostParameters) built.push(build(plan, written));
  }
  if (superAnnotation !== undefined) built.push(buildWithParent(classPlan(declaration, superAnnotation, find), written));
  for (const method of [...declaration.constructors, ...declaration.methods]) {
    const own = find(method.annotations, 'Builder');
    if (own !== undefined && (method.returnType === undefined || method.isStatic))
      built.push(build(methodPlan(declaration, method, own, find), written));
  }
  return built;
}

function classPlan(declaration: ClassDeclaration, annotation: Annotation, find: FindLombok): Plan {
  return {
    find,
    declaration,
    annotation,
    parts: allFields(declaration, find).map((field) => partOf(field, find)),
    name: textArgument(annotation, 'builderClassName') ?? `${declaration.name}Builder`,
    typeParameters: declaration.typeParameters,
    made: ownType(declaration),
    result: (args, forms) => forms.create(ownType(declaration), args),
  };
}

function methodPlan(declaration: ClassDeclaration, method: MethodDeclaration, annotation: Annotation, find: FindLombok): Plan {
  const made = method.returnType ?? ownType(declaration);
  const object = typeNamed('Object');
  return {
    find,
    declaration,
    annotation,
    parts: method.params.map(({ name, span, type = object, annotations }) =>
      partOf({ name, nameSpan: span, type, annotations, isFinal: false, isTransient: false, initialValue: undefined }, find),
    ),
    name: textArgument(annotation, 'builderClassName') ?? `${lastSegment(made.name)}Builder`,
    typeParameters: method.returnType === undefined ? declaration.typeParameters : method.typeParameters,
    made,
    result: (args, forms) =>
      method.returnType === undefined ? forms.create(made, args) : forms.call(forms.name(declaration.name), method.name, args),
  };
}

function partOf(field: LombokField, find: FindLombok): Part {
  const fallback = find(field.annotations, 'Builder.Default') !== undefined && field.initialValue !== undefined;
  const singular = find(field.annotations, 'Singular');
  const collected = collectionOf(field, singular);
  return { ...field, fallback, collected, isLost: singular !== undefined && collected === undefined };
}

const valueField = (part: Part): string => (part.fallback ? `${part.name}$value` : part.name);
const setField = (part: Part): string => `${part.name}$set`;

/** The classes that are written, by name. */
type Written = ReadonlyMap<string, ClassDeclaration>;

function build(plan: Plan, written: Written): Built {
  const { declaration, annotation, parts, made } = plan;
  const forms = formsAt(annotation.span);
  const buildName = textArgument(annotation, 'buildMethodName') ?? 'build';
  const body = (): Expression =>
    plan.result(
      parts.map((part) => given(part, forms.self(), declaration, forms)),
      forms,
    );
  const building = forms.method({ name: buildName, returnType: made, body: () => [forms.give(body())] });
  const setters = parts.flatMap((part) => settersOf(plan, part, builderType(plan)));
  return {
    builder: builderClass(plan, written.get(plan.name), [...setters, building], undefined),
    methods: [begin(plan), ...toBuilder(plan), ...defaults(parts)],
    constructors: [],
  };
}

/** The object takes what the builder has; the builder of a subclass has what its superclass's has, too. */
function buildWithParent(plan: Plan, written: Written): Built {
  const { declaration, annotation, parts, made } = plan;
  const forms = formsAt(annotation.span);
  const buildName = textArgument(annotation, 'buildMethodName') ?? 'build';
  const { superclass } = declaration;
  const parent = superclass === undefined ? undefined : typeNamed(`${superclass.name}.${lastSegment(superclass.name)}Builder`);
  // A subclass's builder gives itself, whatever class the method is of.
  const self = typeNamed('B');
  const setters = parts.flatMap((part) => settersOf(plan, part, self)).map((method) => ({ ...method, typeParameters: [{ name: 'B' }] }));
  const building = forms.method({ name: buildName, returnType: made, body: () => [forms.give(forms.create(made, [forms.self()]))] });
  const constructor = forms.method({
    name: declaration.name,
    params: [forms.parameter('b', builderType(plan))],
    modifiers: ['protected'],
    body: () => [
      ...(parent === undefined ? [] : [forms.run(forms.call(undefined, 'super', [forms.name('b')]))]),
      ...parts.map((part) => forms.set(part.name, given(part, forms.name('b'), declaration, forms))),
    ],
  });
  return {
    builder: builderClass(plan, written.get(plan.name), [...setters, building], parent),
    methods: [begin(plan), ...defaults(parts)],
    constructors: [constructor],
  };
}

function builderType({ name, typeParameters }: Plan): TypeRef {
  return typeNamed(
    name,
    typeParameters.map((parameter) => typeNamed(parameter.name)),
  );
}

function begin(plan: Plan): MethodDeclaration {
  const forms = formsAt(plan.annotation.span);
  return forms.method({
    name: textArgument(plan.annotation, 'builderMethodName') ?? 'builder',
    returnType: builderType(plan),
    modifiers: ['public', 'static'],
    typeParameters: plan.typeParameters,
    body: () => [forms.give(forms.create(builderType(plan), []))],
  });
}

function toBuilder(plan: Plan): readonly MethodDeclaration[] {
  // Other places than the field are not followed.
  const isElsewhere = plan.parts.some((part) => plan.find(part.annotations, 'Builder.ObtainVia') !== undefined);
  if (flagArgument(plan.annotation, 'toBuilder') !== true || isElsewhere) return [];
  const forms = formsAt(plan.annotation.span);
  const body = (): Expression =>
    plan.parts.reduce<Expression>(
      (builder, part) => forms.call(builder, setterName(plan, part.name), [forms.select(forms.self(), part.name)]),
      forms.create(builderType(plan), []),
    );
  return [forms.method({ name: 'toBuilder', returnType: builderType(plan), body: () => [forms.give(body())] })];
}

function defaults(parts: readonly Part[]): readonly MethodDeclaration[] {
  return parts
    .filter((part) => part.fallback)
    .map((part) => {
      const forms = formsAt(part.nameSpan);
      return forms.method({
        name: defaultName(part),
        returnType: part.type,
        modifiers: ['private', 'static'],
        body: () => [forms.give(part.initialValue!())],
      });
    });
}

/** What the builder has for a value. */
function given(part: Part, builder: Expression, declaration: ClassDeclaration, forms: Forms): Expression {
  const value = forms.select(builder, valueField(part));
  if (part.collected !== undefined) return part.collected.result(value, forms);
  if (!part.fallback) return value;
  return forms.conditional(forms.select(builder, setField(part)), value, forms.call(forms.name(declaration.name), defaultName(part), []));
}

function setterName({ annotation }: Pick<Plan, 'annotation'>, name: string): string {
  const prefix = textArgument(annotation, 'setterPrefix');
  return prefix === undefined ? name : `${prefix}${capitalised(name)}`;
}

function settersOf(plan: Plan, part: Part, returnType: TypeRef): readonly MethodDeclaration[] {
  const forms = formsAt(part.nameSpan);
  if (part.isLost) return [];
  if (part.collected !== undefined) return singularMethods(part, part.collected, returnType, (name) => setterName(plan, name));
  const method = forms.method({
    name: setterName(plan, part.name),
    params: [forms.parameter(part.name, part.type)],
    returnType,
    body: () => [
      forms.set(valueField(part), forms.name(part.name)),
      ...(part.fallback ? [forms.set(setField(part), { kind: 'boolean', value: true, span: part.nameSpan })] : []),
      forms.give(forms.self()),
    ],
  });
  return [method];
}

/** With what is written of it: members that are there are not written again. */
function builderClass(
  { annotation, parts, name, typeParameters }: Plan,
  written: ClassDeclaration | undefined,
  methods: readonly MethodDeclaration[],
  superclass: TypeRef | undefined,
): ClassDeclaration {
  const fields = parts.flatMap((part) => builderFields(part));
  if (written !== undefined)
    return { ...written, fields: withoutWritten(written.fields, fields), methods: withoutWritten(written.methods, methods) };
  return {
    kind: 'class',
    name,
    nameSpan: annotation.span,
    modifiers: ['public', 'static'],
    annotations: [],
    typeParameters,
    interfaces: [],
    components: [],
    enumConstants: [],
    fields,
    methods,
    constructors: [],
    initialisers: [],
    classes: [],
    span: annotation.span,
    ...(superclass === undefined ? {} : { superclass }),
  };
}

/** What is written, and what is generated of other names. */
function withoutWritten<T extends { readonly name: string }>(written: readonly T[], generated: readonly T[]): readonly T[] {
  const names = new Set(written.map(({ name }) => name));
  return [...written, ...generated.filter(({ name }) => !names.has(name))];
}

function builderFields(part: Part): readonly FieldDeclaration[] {
  const field = (name: string, type: TypeRef, value?: Expression): FieldDeclaration => ({
    name,
    nameSpan: part.nameSpan,
    type,
    isStatic: false,
    isFinal: false,
    isPrivate: true,
    isPublic: false,
    isTransient: false,
    annotations: [],
    span: part.nameSpan,
    ...(value === undefined ? {} : { value }),
  });
  if (part.collected !== undefined) return [field(part.name, part.type, part.collected.empty(formsAt(part.nameSpan)))];
  const value = field(valueField(part), part.type);
  return part.fallback ? [value, field(setField(part), typeNamed('boolean'))] : [value];
}
