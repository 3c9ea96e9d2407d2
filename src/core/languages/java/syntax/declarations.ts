/** Java declarations into the neutral form; bodies are converted when they are first read. */
import type { SyntaxNode } from '../../tree/node.js';
import type {
  Block,
  ClassDeclaration,
  EnumConstant,
  Expression,
  FieldDeclaration,
  Import,
  MethodDeclaration,
  Parameter,
  SourceUnit,
  TypeParameter,
  TypeRef,
} from '../../../form/form.js';
import type { JavaContext } from './context.js';
import { child, lazily, pathOf, spanOf, textOf } from './context.js';
import { toArguments } from './expressions.js';
import { toAnnotations, toModifiers, toParameters } from './parameters.js';
import { dimensionsOf, toDeclarator, toType } from './types.js';
import { withLombok } from '../lombok/lombok.js';

const kinds: Readonly<Record<string, ClassDeclaration['kind']>> = {
  class_declaration: 'class',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
  record_declaration: 'record',
  annotation_type_declaration: 'annotation',
};

/** Each is asked for every name that stands for nothing else: no file that people write has as many. */
const mostWildcards = 200;
const tooManyWildcards = `more than ${mostWildcards} imports that end in .*`;

export function toUnit(ctx: JavaContext, root: SyntaxNode, file: string): SourceUnit {
  const imports: Import[] = [];
  const classes: ClassDeclaration[] = [];
  let packageName = '';
  let wildcards = 0;
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'package_declaration') packageName = dotted(ctx, node);
    else if (node.type === 'import_declaration') {
      const one = toImport(ctx, node);
      if (one.wildcard && ++wildcards === mostWildcards + 1)
        ctx.problems.push({ message: tooManyWildcards, span: spanOf(node), beyond: true });
      if (!one.wildcard || wildcards <= mostWildcards) imports.push(one);
    } else if (kinds[node.type] !== undefined) classes.push(ctx.classDeclaration(node));
    else if (node.isError) {
      ctx.problems.push({ message: 'not valid Java', span: spanOf(node) });
      for (const inner of node.parts) visit(inner); // declarations inside a broken region are still declarations
    }
  };
  for (const node of root.parts) visit(node);
  return {
    file,
    language: 'java',
    package: packageName,
    imports,
    classes: withLombok(classes, imports, ctx.text, ctx.settings),
    problems: ctx.problems,
  };
}

function dotted(ctx: JavaContext, node: SyntaxNode): string {
  const name = node.parts.find((n) => n.type === 'scoped_identifier' || n.type === 'identifier');
  return name === undefined ? '' : pathOf(ctx, name);
}

function toImport(ctx: JavaContext, node: SyntaxNode): Import {
  const isStatic = node.children.some((n) => n.type === 'static');
  const wildcard = child(node, 'asterisk') !== undefined;
  const path = dotted(ctx, node);
  if (!isStatic || wildcard) return { path, isStatic, wildcard };
  const dot = path.lastIndexOf('.');
  return { path: path.slice(0, Math.max(dot, 0)), isStatic, wildcard, member: path.slice(dot + 1) };
}

export function toClass(ctx: JavaContext, node: SyntaxNode): ClassDeclaration {
  const body = node.field('body');
  const declared = toClassWithoutBody(ctx, node);
  return body === undefined ? declared : { ...declared, ...ctx.classBody(body, declared.kind) };
}

export function toClassWithoutBody(ctx: JavaContext, node: SyntaxNode): ClassDeclaration {
  const kind = kinds[node.type] ?? 'class';
  const name = node.needed('name');
  const modifiers = child(node, 'modifiers');
  const superclass = child(node, 'superclass');
  const interfaces = child(node, 'super_interfaces') ?? child(node, 'extends_interfaces');
  const typeParameters = node.field('type_parameters');
  const components = kind === 'record' ? node.field('parameters') : undefined;
  const extended = superclass === undefined ? undefined : superclass.parts[0];
  return {
    kind,
    name: textOf(ctx, name),
    nameSpan: spanOf(name),
    modifiers: toModifiers(ctx, modifiers),
    annotations: toAnnotations(ctx, modifiers),
    typeParameters: toTypeParameters(ctx, typeParameters),
    interfaces:
      interfaces === undefined
        ? []
        : interfaces.parts
            .flatMap((list) => (list.type === 'type_list' || list.type === 'interface_type_list' ? list.parts : [list]))
            .map((n) => toType(ctx, n)),
    components: components === undefined ? [] : toParameters(ctx, components),
    ...emptyBody,
    span: spanOf(node),
    ...(extended === undefined ? {} : { superclass: toType(ctx, extended) }),
  };
}

const emptyBody = { fields: [], methods: [], constructors: [], initialisers: [], classes: [], enumConstants: [] };

export function toClassBody(ctx: JavaContext, body: SyntaxNode, kind: ClassDeclaration['kind']): ReturnType<JavaContext['classBody']> {
  const fields: FieldDeclaration[] = [];
  const methods: MethodDeclaration[] = [];
  const constructors: MethodDeclaration[] = [];
  const initialisers: { isStatic: boolean; body: Block }[] = [];
  const classes: ClassDeclaration[] = [];
  const enumConstants: EnumConstant[] = [];
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case 'field_declaration':
      case 'constant_declaration':
        fields.push(...toFields(ctx, node, kind));
        break;
      case 'method_declaration':
        methods.push(toMethod(ctx, node, kind));
        break;
      case 'constructor_declaration':
      case 'compact_constructor_declaration':
        constructors.push(toMethod(ctx, node, kind));
        break;
      case 'static_initializer': {
        const block = child(node, 'block');
        if (block !== undefined) initialisers.push(lazyBody({ isStatic: true, body: undefined as never }, ctx, block));
        break;
      }
      case 'block':
        initialisers.push(lazyBody({ isStatic: false, body: undefined as never }, ctx, node));
        break;
      case 'enum_constant':
        enumConstants.push(toEnumConstant(ctx, node));
        break;
      case 'enum_body_declarations':
        for (const inner of node.parts) visit(inner);
        break;
      default:
        if (kinds[node.type] !== undefined) classes.push(ctx.classDeclaration(node));
        else if (node.isError) {
          ctx.problems.push({ message: 'not valid Java', span: spanOf(node) });
          for (const inner of node.parts) visit(inner);
        }
    }
  };
  for (const node of body.parts) visit(node);
  return { fields, methods, constructors, initialisers, classes, enumConstants };
}

function lazyBody<T extends { body: Block }>(target: T, ctx: JavaContext, block: SyntaxNode): T {
  const span = spanOf(block);
  lazily(
    target,
    'body',
    (): T['body'] => (ctx.alive ? ctx.block(block) : ({ kind: 'block', statements: [], span } satisfies Block)) as T['body'],
  );
  return target;
}

function toFields(ctx: JavaContext, node: SyntaxNode, kind: ClassDeclaration['kind']): FieldDeclaration[] {
  const modifiers = child(node, 'modifiers');
  const words = toModifiers(ctx, modifiers);
  const written = toType(ctx, node.field('type'));
  const constant = kind === 'interface' || kind === 'annotation';
  return node.parts
    .filter((n) => n.type === 'variable_declarator')
    .map((n) => {
      const { name, value, dimensions } = toDeclarator(n);
      const declared = {
        name: textOf(ctx, name),
        nameSpan: spanOf(name),
        type: { ...written, dimensions: written.dimensions + dimensionsOf(dimensions) },
        isStatic: constant || words.includes('static'),
        isFinal: constant || words.includes('final'),
        isPrivate: words.includes('private'),
        isPublic: words.includes('public'),
        isTransient: words.includes('transient'),
        annotations: toAnnotations(ctx, modifiers),
        span: spanOf(n),
      };
      if (value === undefined) return declared;
      const span = spanOf(value);
      const withValue = { ...declared, value: undefined as unknown as Expression };
      lazily(withValue, 'value', (): Expression =>
        ctx.alive ? ctx.expression(value) : { kind: 'unknown', reason: 'the file is closed', parts: [], span },
      );
      return withValue;
    });
}

function toMethod(ctx: JavaContext, node: SyntaxNode, kind: ClassDeclaration['kind']): MethodDeclaration {
  const { modifiers, typeParameters, type, name, params, dimensions, body } = toMethodParts(node);
  const words = toModifiers(ctx, modifiers);
  const returned = node.type === 'method_declaration' ? toType(ctx, type) : undefined;
  const returnType: TypeRef | undefined =
    returned === undefined ? undefined : { ...returned, dimensions: returned.dimensions + dimensionsOf(dimensions) };
  const method = {
    name: textOf(ctx, name),
    nameSpan: spanOf(name),
    isStatic: words.includes('static'),
    isAbstract: body === undefined,
    compact: node.type === 'compact_constructor_declaration',
    modifiers: kind === 'interface' && !words.includes('private') ? [...words, 'public'] : words,
    annotations: toAnnotations(ctx, modifiers),
    typeParameters: toTypeParameters(ctx, typeParameters),
    params: [] as Parameter[],
    span: spanOf(node),
    ...(returnType === undefined ? {} : { returnType }),
  };
  if (params !== undefined && ctx.text[params.startIndex + 1] !== ')')
    lazily(method, 'params', () => (ctx.alive ? toParameters(ctx, params) : []));
  return body === undefined ? method : lazyBody(Object.assign(method, { body: undefined as unknown as Block }), ctx, body);
}

interface MethodParts {
  readonly modifiers: SyntaxNode | undefined;
  readonly typeParameters: SyntaxNode | undefined;
  readonly type: SyntaxNode | undefined;
  readonly name: SyntaxNode;
  readonly params: SyntaxNode | undefined;
  readonly dimensions: SyntaxNode | undefined;
  readonly body: SyntaxNode | undefined;
}

function toMethodParts(node: SyntaxNode): MethodParts {
  const named: SyntaxNode[] = []; // the return type, where there is one, and the name
  const found = new Map<string, SyntaxNode>();
  for (const part of node.parts) {
    if (part.isError || part.type === 'throws' || part.type === 'annotation' || part.type === 'marker_annotation') continue;
    if (methodParts.has(part.type)) found.set(part.type, part);
    else named.push(part);
  }
  return {
    modifiers: found.get('modifiers'),
    typeParameters: found.get('type_parameters'),
    type: named.length > 1 ? named[0] : undefined,
    name: named.at(-1) ?? node,
    params: found.get('formal_parameters'),
    dimensions: found.get('dimensions'),
    body: found.get('block') ?? found.get('constructor_body'),
  };
}

const methodParts = new Set(['modifiers', 'type_parameters', 'formal_parameters', 'dimensions', 'block', 'constructor_body']);

function toTypeParameters(ctx: JavaContext, node: SyntaxNode | undefined): TypeParameter[] {
  return (node?.parts ?? []).flatMap((n) => {
    const name = n.parts.find((p) => p.type === 'type_identifier' || p.type === 'identifier');
    const bound = child(n, 'type_bound')?.parts[0];
    if (name === undefined) return [];
    return [{ name: textOf(ctx, name), ...(bound === undefined ? {} : { bound: toType(ctx, bound) }) }];
  });
}

function toEnumConstant(ctx: JavaContext, node: SyntaxNode): EnumConstant {
  const name = node.needed('name');
  const args = node.field('arguments');
  const body = node.field('body');
  const constant: EnumConstant = {
    name: textOf(ctx, name),
    args: args === undefined ? [] : toArguments(ctx, args),
    span: spanOf(node),
  };
  if (body === undefined) return constant;
  return {
    ...constant,
    body: {
      kind: 'class',
      name: '',
      nameSpan: spanOf(name),
      modifiers: [],
      annotations: [],
      typeParameters: [],
      interfaces: [],
      components: [],
      ...ctx.classBody(body, 'class'),
      span: spanOf(body),
    },
  };
}
