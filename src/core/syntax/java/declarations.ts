/** Java declarations into the neutral form; bodies are converted when they are first read. */
import type { Node } from 'web-tree-sitter';
import type {
  Block,
  ClassDeclaration,
  EnumConstant,
  Expression,
  FieldDeclaration,
  Import,
  MethodDeclaration,
  SourceUnit,
  TypeRef,
} from '../form.js';
import type { JavaContext } from './context.js';
import { child, field, lazily, parts, spanOf, textOf } from './context.js';
import { toArguments } from './expressions.js';
import { toAnnotations, toModifiers, toParameters } from './parameters.js';
import { dimensionsOf, toType } from './types.js';

const kinds: Readonly<Record<string, ClassDeclaration['kind']>> = {
  class_declaration: 'class',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
  record_declaration: 'record',
  annotation_type_declaration: 'annotation',
};

export function toUnit(ctx: JavaContext, root: Node, file: string): SourceUnit {
  const imports: Import[] = [];
  const classes: ClassDeclaration[] = [];
  let packageName = '';
  const visit = (node: Node): void => {
    if (node.type === 'package_declaration') packageName = dotted(ctx, node);
    else if (node.type === 'import_declaration') imports.push(toImport(ctx, node));
    else if (kinds[node.type] !== undefined) classes.push(ctx.classDeclaration(node));
    else if (node.isError) {
      ctx.problems.push({ message: 'not valid Java', span: spanOf(node) });
      for (const inner of parts(node)) visit(inner); // declarations inside a broken region are still declarations
    }
  };
  for (const node of parts(root)) visit(node);
  return { file, language: 'java', package: packageName, imports, classes, problems: ctx.problems };
}

function dotted(ctx: JavaContext, node: Node): string {
  const name = parts(node).find((n) => n.type === 'scoped_identifier' || n.type === 'identifier');
  return name === undefined ? '' : textOf(ctx, name).replace(/\s+/g, '');
}

function toImport(ctx: JavaContext, node: Node): Import {
  const isStatic = child(node, 'static') !== undefined;
  const wildcard = child(node, 'asterisk') !== undefined;
  const path = dotted(ctx, node);
  if (!isStatic || wildcard) return { path, isStatic, wildcard };
  const dot = path.lastIndexOf('.');
  return { path: path.slice(0, Math.max(dot, 0)), isStatic, wildcard, member: path.slice(dot + 1) };
}

export function toClass(ctx: JavaContext, node: Node): ClassDeclaration {
  const kind = kinds[node.type] ?? 'class';
  const name = field(node, 'name');
  const modifiers = child(node, 'modifiers');
  const superclass = child(node, 'superclass');
  const interfaces = child(node, 'super_interfaces') ?? child(node, 'extends_interfaces');
  const typeParameters = field(node, 'type_parameters');
  const components = kind === 'record' ? field(node, 'parameters') : undefined;
  const body = field(node, 'body');
  const extended = superclass === undefined ? undefined : parts(superclass)[0];
  return {
    kind,
    name: name === undefined ? '' : textOf(ctx, name),
    nameSpan: spanOf(name ?? node),
    modifiers: toModifiers(ctx, modifiers),
    annotations: modifiers === undefined ? [] : toAnnotations(ctx, modifiers),
    typeParameters: typeParameters === undefined ? [] : parameterNames(ctx, typeParameters),
    interfaces:
      interfaces === undefined
        ? []
        : parts(interfaces)
            .flatMap((list) => (list.type === 'type_list' || list.type === 'interface_type_list' ? parts(list) : [list]))
            .map((n) => toType(ctx, n)),
    components: components === undefined ? [] : toParameters(ctx, components),
    ...(body === undefined ? emptyBody : ctx.classBody(body, kind)),
    span: spanOf(node),
    ...(extended === undefined ? {} : { superclass: toType(ctx, extended) }),
  };
}

const emptyBody = { fields: [], methods: [], constructors: [], initialisers: [], classes: [], enumConstants: [] };

export function toClassBody(ctx: JavaContext, body: Node, kind: ClassDeclaration['kind']): ReturnType<JavaContext['classBody']> {
  const fields: FieldDeclaration[] = [];
  const methods: MethodDeclaration[] = [];
  const constructors: MethodDeclaration[] = [];
  const initialisers: { isStatic: boolean; body: Block }[] = [];
  const classes: ClassDeclaration[] = [];
  const enumConstants: EnumConstant[] = [];
  const visit = (node: Node): void => {
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
        for (const inner of parts(node)) visit(inner);
        break;
      default:
        if (kinds[node.type] !== undefined) classes.push(ctx.classDeclaration(node));
        else if (node.isError) {
          ctx.problems.push({ message: 'not valid Java', span: spanOf(node) });
          for (const inner of parts(node)) visit(inner);
        }
    }
  };
  for (const node of parts(body)) visit(node);
  return { fields, methods, constructors, initialisers, classes, enumConstants };
}

function lazyBody<T extends { body: Block }>(target: T, ctx: JavaContext, block: Node): T {
  const span = spanOf(block);
  lazily(
    target,
    'body',
    (): T['body'] => (ctx.alive ? ctx.block(block) : ({ kind: 'block', statements: [], span } satisfies Block)) as T['body'],
  );
  return target;
}

function toFields(ctx: JavaContext, node: Node, kind: ClassDeclaration['kind']): FieldDeclaration[] {
  const modifiers = child(node, 'modifiers');
  const words = toModifiers(ctx, modifiers);
  const written = toType(ctx, field(node, 'type'));
  const constant = kind === 'interface' || kind === 'annotation';
  return parts(node)
    .filter((n) => n.type === 'variable_declarator')
    .map((n) => {
      const name = field(n, 'name');
      const value = field(n, 'value');
      const declared = {
        name: name === undefined ? '' : textOf(ctx, name),
        nameSpan: spanOf(name ?? n),
        type: { ...written, dimensions: written.dimensions + dimensionsOf(ctx, field(n, 'dimensions')) },
        isStatic: constant || words.includes('static'),
        isFinal: constant || words.includes('final'),
        annotations: modifiers === undefined ? [] : toAnnotations(ctx, modifiers),
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

function toMethod(ctx: JavaContext, node: Node, kind: ClassDeclaration['kind']): MethodDeclaration {
  const name = field(node, 'name');
  const modifiers = child(node, 'modifiers');
  const words = toModifiers(ctx, modifiers);
  const params = field(node, 'parameters');
  const body = field(node, 'body');
  const returned = node.type === 'method_declaration' ? toType(ctx, field(node, 'type')) : undefined;
  const returnType: TypeRef | undefined =
    returned === undefined ? undefined : { ...returned, dimensions: returned.dimensions + dimensionsOf(ctx, field(node, 'dimensions')) };
  const typeParameters = field(node, 'type_parameters');
  const method = {
    name: name === undefined ? '' : textOf(ctx, name),
    nameSpan: spanOf(name ?? node),
    isStatic: words.includes('static'),
    isAbstract: body === undefined,
    compact: node.type === 'compact_constructor_declaration',
    modifiers: kind === 'interface' && !words.includes('private') ? [...words, 'public'] : words,
    annotations: modifiers === undefined ? [] : toAnnotations(ctx, modifiers),
    typeParameters: typeParameters === undefined ? [] : parameterNames(ctx, typeParameters),
    params: params === undefined ? [] : toParameters(ctx, params),
    span: spanOf(node),
    ...(returnType === undefined ? {} : { returnType }),
  };
  return body === undefined ? method : lazyBody({ ...method, body: undefined as unknown as Block }, ctx, body);
}

function parameterNames(ctx: JavaContext, node: Node): string[] {
  return parts(node).flatMap((n) => {
    const name = parts(n).find((p) => p.type === 'type_identifier' || p.type === 'identifier');
    return name === undefined ? [] : [textOf(ctx, name)];
  });
}

function toEnumConstant(ctx: JavaContext, node: Node): EnumConstant {
  const name = field(node, 'name');
  const args = field(node, 'arguments');
  const body = field(node, 'body');
  const constant: EnumConstant = {
    name: name === undefined ? '' : textOf(ctx, name),
    args: args === undefined ? [] : toArguments(ctx, args),
    span: spanOf(node),
  };
  if (body === undefined) return constant;
  return {
    ...constant,
    body: {
      kind: 'class',
      name: '',
      nameSpan: spanOf(name ?? node),
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
