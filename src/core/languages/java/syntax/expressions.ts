/** Java expressions into the neutral form. */
import { isReserved } from '../../../values/holes.js';
import type { SyntaxNode } from '../../tree/node.js';
import type { Block, CallExpression, Expression, NewExpression, Parameter } from '../../../form/form.js';
import { isMisreadCast, toBinary } from './binary.js';
import { broken } from './broken.js';
import type { JavaContext } from './context.js';
import { child, lazily, pathBetween, spanOf, textOf } from './context.js';
import { toCharValue, toNumberValue, toStringValue } from './literals.js';
import { toParameters } from './parameters.js';
import { toTestedPattern } from './patterns.js';
import { dimensionsOf, toType, toTypeArguments } from './types.js';

export function toExpression(ctx: JavaContext, node: SyntaxNode): Expression {
  const span = spanOf(node);
  if (node.isMissing) return broken(ctx, node, 'something is missing here');
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case '_reserved_identifier':
      return { kind: 'name', name: textOf(ctx, node), span };
    case 'string_literal':
      return toText(ctx, node);
    case 'character_literal': {
      const value = toCharValue(textOf(ctx, node));
      return value === undefined ? broken(ctx, node, 'a character that cannot be read') : { kind: 'char', value, span };
    }
    case 'decimal_integer_literal':
    case 'hex_integer_literal':
    case 'octal_integer_literal':
    case 'binary_integer_literal':
    case 'decimal_floating_point_literal':
    case 'hex_floating_point_literal':
      return toNumber(ctx, node);
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true', span };
    case 'null_literal':
      return { kind: 'null', span };
    case 'this':
      return { kind: 'this', span };
    case 'super':
      return { kind: 'super', span };
    case 'field_access':
      return toFieldAccess(ctx, node);
    case 'scoped_identifier':
    case 'scoped_type_identifier':
      return toDotted(ctx, node);
    case 'generic_type':
      return ctx.expression(node.parts[0]!);
    case 'method_invocation':
      return toCallChain(ctx, node);
    case 'explicit_constructor_invocation':
      return toConstructorCall(ctx, node);
    case 'object_creation_expression':
      return toNew(ctx, node);
    case 'array_creation_expression':
      return toNewArray(ctx, node);
    case 'array_initializer':
    case 'element_value_array_initializer':
      return {
        kind: 'newArray',
        type: { name: '', args: [], dimensions: 1 },
        sizes: [],
        elements: node.parts.map((n) => ctx.expression(n)),
        span,
      };
    case 'array_access':
      return { kind: 'index', target: ctx.operand(node, 'array'), index: ctx.operand(node, 'index'), span };
    case 'lambda_expression':
      return toLambda(ctx, node);
    case 'method_reference':
      return toMethodReference(ctx, node);
    case 'binary_expression':
      return toBinary(ctx, node);
    case 'unary_expression':
      return { kind: 'unary', operator: textOf(ctx, node.needed('operator')), prefix: true, operand: ctx.operand(node, 'operand'), span };
    case 'update_expression': {
      const inner = node.parts[0];
      const sign = node.children.find(({ type }) => type === '++' || type === '--');
      if (inner === undefined || sign === undefined) return broken(ctx, node, 'an operand is missing');
      const prefix = sign.startIndex < inner.startIndex;
      const operand = ctx.expression(inner);
      return writing(ctx, node, operand, { kind: 'unary', operator: sign.type, prefix, operand, span });
    }
    case 'ternary_expression':
      return {
        kind: 'conditional',
        test: ctx.operand(node, 'condition'),
        whenTrue: ctx.operand(node, 'consequence'),
        whenFalse: ctx.operand(node, 'alternative'),
        span,
      };
    case 'assignment_expression': {
      const target = ctx.operand(node, 'left');
      const value = ctx.operand(node, 'right');
      return writing(ctx, node, target, { kind: 'assign', operator: textOf(ctx, node.needed('operator')), target, value, span });
    }
    case 'cast_expression':
      if (isMisreadCast(node)) return toBinary(ctx, node);
      return { kind: 'cast', type: toType(ctx, node.field('type')), value: ctx.operand(node, 'value'), span };
    case 'instanceof_expression':
      return { kind: 'instanceof', value: ctx.operand(node, 'left'), pattern: toTestedPattern(ctx, node), span };
    case 'parenthesized_expression': {
      const inner = node.parts;
      return inner.length === 1 && !inner[0]!.isError ? ctx.expression(inner[0]!) : broken(ctx, node, 'a parenthesis that cannot be read');
    }
    case 'class_literal':
      return { kind: 'classLiteral', type: toType(ctx, node.parts[0]), span };
    case 'switch_expression':
      return { kind: 'switch', subject: ctx.operand(node, 'condition'), cases: ctx.cases(node, true), span };
    case 'expression_statement': {
      const inner = node.parts[0];
      return inner === undefined ? broken(ctx, node, 'an empty expression') : ctx.expression(inner);
    }
    default:
      return broken(ctx, node, node.isError ? 'not valid Java' : `${node.type.replaceAll('_', ' ')} is not followed`);
  }
}

/** A variable, a field or an element can be written to (JLS §15.14.2, §15.26): no compiler takes anything else, and it has no value. */
function writing(ctx: JavaContext, node: SyntaxNode, target: Expression, made: Expression): Expression {
  return ['name', 'select', 'index'].includes(target.kind) ? made : broken(ctx, node, 'a value cannot be written to');
}

/** What stands in a field: where the grammar asks for it, the parser puts something missing there. */
export function toOperand(ctx: JavaContext, node: SyntaxNode, name: string): Expression {
  const found = node.field(name);
  return found === undefined ? broken(ctx, node, `the ${name} is missing`) : ctx.expression(found);
}

function toText(ctx: JavaContext, node: SyntaxNode): Expression {
  const written = textOf(ctx, node);
  if (written.includes('\\{') && node.parts.some((n) => n.type === 'string_interpolation'))
    return broken(ctx, node, 'string templates are not followed');
  const value = toStringValue(written);
  if (value === undefined) return broken(ctx, node, 'a text that cannot be read');
  if (isReserved(value)) return broken(ctx, node, 'the text has characters that are not followed');
  return { kind: 'text', value, span: spanOf(node) };
}

function toNumber(ctx: JavaContext, node: SyntaxNode): Expression {
  const value = toNumberValue(textOf(ctx, node));
  return value === undefined ? broken(ctx, node, 'a number that cannot be read') : { kind: 'number', ...value, span: spanOf(node) };
}

function toFieldAccess(ctx: JavaContext, node: SyntaxNode): Expression {
  // Long dotted paths nest to the left.
  const spine: SyntaxNode[] = [];
  let head = node;
  while (head.type === 'field_access' && head !== spine.at(-1)) {
    spine.push(head);
    head = head.needed('object');
  }
  let value: Expression = ctx.expression(head);
  for (let i = spine.length - 1; i >= 0; i--) {
    const current = spine[i]!;
    const name = current.needed('field');
    const written = textOf(ctx, name);
    if (written === 'this' || written === 'super')
      value = {
        kind: written,
        qualifier: pathBetween(ctx, current.startIndex, (spine[i + 1] ?? head).endIndex),
        span: spanOf(current),
      };
    else value = { kind: 'select', target: value, name: written, nameSpan: spanOf(name), span: spanOf(current) };
  }
  return value;
}

function toDotted(ctx: JavaContext, node: SyntaxNode): Expression {
  const names = node.parts;
  const last = names.at(-1)!;
  if (names.length === 1) return ctx.expression(last);
  return { kind: 'select', target: ctx.expression(names[0]!), name: textOf(ctx, last), nameSpan: spanOf(last), span: spanOf(node) };
}

function toCallChain(ctx: JavaContext, node: SyntaxNode): Expression {
  const spine: CallParts[] = [];
  let head: SyntaxNode | undefined = node;
  while (head?.type === 'method_invocation') {
    const found = toCallParts(head);
    spine.push(found);
    head = found.target;
  }
  let target: Expression | undefined = head === undefined ? undefined : ctx.expression(head);
  for (let i = spine.length - 1; i >= 0; i--) target = toCall(ctx, spine[i]!, target);
  return target!;
}

interface CallParts {
  readonly node: SyntaxNode;
  readonly target: SyntaxNode | undefined;
  /** `Outer.super.call()` */
  readonly qualifiedSuper: SyntaxNode | undefined;
  readonly typeArguments: SyntaxNode | undefined;
  readonly name: SyntaxNode | undefined;
  readonly args: SyntaxNode | undefined;
  /** What cannot be read between the parts. */
  readonly stray: SyntaxNode | undefined;
}

/** Calls are what the files of interest are full of: their parts are told by one look at the children. */
function toCallParts(node: SyntaxNode): CallParts {
  const named: SyntaxNode[] = [];
  let typeArguments: SyntaxNode | undefined;
  let args: SyntaxNode | undefined;
  let stray: SyntaxNode | undefined;
  for (const part of node.parts) {
    if (part.isError) stray ??= part;
    else if (part.type === 'argument_list') args = part;
    else if (part.type === 'type_arguments') typeArguments = part;
    else {
      if (part.isMissing) stray ??= part;
      named.push(part);
    }
  }
  const name = named.at(-1);
  const target = named.length > 1 ? named[0] : undefined;
  const qualifiedSuper = named.slice(1, -1).find((part) => part.type === 'super');
  return { node, target, qualifiedSuper, typeArguments, name, args, stray };
}

function toCall(ctx: JavaContext, found: CallParts, target: Expression | undefined): Expression {
  const { node, name, args, typeArguments, qualifiedSuper, stray } = found;
  if (name === undefined || args === undefined || name.isMissing || name.endIndex === name.startIndex) {
    const read = broken(ctx, node, 'a call that cannot be read');
    return target !== undefined && read.kind === 'unknown' ? { ...read, parts: [target, ...read.parts] } : read;
  }
  let receiver = target;
  if (target !== undefined && target.kind !== 'super' && qualifiedSuper !== undefined)
    receiver = { kind: 'super', qualifier: pathBetween(ctx, target.span.start, target.span.end), span: spanOf(qualifiedSuper) };
  const call: CallExpression = {
    kind: 'call',
    name: textOf(ctx, name),
    nameSpan: spanOf(name),
    args: toArguments(ctx, args),
    argsSpan: { start: args.startIndex + 1, end: Math.max(args.startIndex + 1, args.endIndex - 1) },
    typeArgs: typeArguments === undefined ? [] : toTypeArguments(ctx, typeArguments),
    span: spanOf(node),
    ...(receiver === undefined ? {} : { target: receiver }),
  };
  // Something unreadable stands between the receiver and the name: what it was is not known.
  if (stray !== undefined) {
    ctx.problems.push({ message: 'not valid Java', span: spanOf(stray) });
    return { kind: 'unknown', reason: 'not valid Java', parts: [call], span: spanOf(node) };
  }
  return call;
}

export function toArguments(ctx: JavaContext, node: SyntaxNode): Expression[] {
  return node.parts.map((n) => (n.isError ? broken(ctx, n, 'an argument that cannot be read') : ctx.expression(n)));
}

function toConstructorCall(ctx: JavaContext, node: SyntaxNode): Expression {
  const name = node.needed('constructor');
  const args = node.needed('arguments');
  return {
    kind: 'call',
    name: textOf(ctx, name),
    nameSpan: spanOf(name),
    args: toArguments(ctx, args),
    argsSpan: { start: args.startIndex + 1, end: Math.max(args.startIndex + 1, args.endIndex - 1) },
    typeArgs: [],
    span: spanOf(node),
  };
}

function toNew(ctx: JavaContext, node: SyntaxNode): Expression {
  const type = node.needed('type');
  const args = node.needed('arguments');
  const body = child(node, 'class_body');
  const first = node.children[0];
  const outer = first !== undefined && first.type !== 'new' && first.isNamed ? ctx.expression(first) : undefined;
  const made: NewExpression = {
    kind: 'new',
    type: toType(ctx, type),
    typeSpan: spanOf(type),
    args: toArguments(ctx, args),
    argsSpan: { start: args.startIndex + 1, end: Math.max(args.startIndex + 1, args.endIndex - 1) },
    span: spanOf(node),
    ...(outer === undefined ? {} : { outer }),
    ...(body === undefined
      ? {}
      : {
          body: {
            kind: 'class',
            name: '',
            nameSpan: spanOf(type),
            modifiers: [],
            annotations: [],
            typeParameters: [],
            interfaces: [],
            components: [],
            ...ctx.classBody(body, 'class'),
            span: spanOf(body),
          },
        }),
  };
  return made;
}

function toNewArray(ctx: JavaContext, node: SyntaxNode): Expression {
  const initialiser = node.field('value');
  const sizes = node.parts.filter((n) => n.type === 'dimensions_expr');
  const empty = node.children.filter((n) => n.type === 'dimensions').reduce((sum, n) => sum + dimensionsOf(n), 0);
  const element = toType(ctx, node.field('type'));
  return {
    kind: 'newArray',
    type: { ...element, dimensions: element.dimensions + sizes.length + empty },
    sizes: sizes.flatMap((n) => n.parts.map((size) => ctx.expression(size))),
    span: spanOf(node),
    ...(initialiser === undefined ? {} : { elements: initialiser.parts.map((n) => ctx.expression(n)) }),
  };
}

function toLambda(ctx: JavaContext, node: SyntaxNode): Expression {
  // Most lambdas are never called here: their parts are looked at when they are.
  const span = spanOf(node);
  const lambda = { kind: 'lambda' as const, params: undefined as unknown as Parameter[], body: undefined as unknown as Block, span };
  lazily(lambda, 'params', () => (ctx.alive ? toLambdaParameters(ctx, node.parts[0]) : []));
  lazily(lambda, 'body', () => (ctx.alive ? toLambdaBody(ctx, node) : { kind: 'block', statements: [], span }) as Block);
  return lambda;
}

function toLambdaParameters(ctx: JavaContext, written: SyntaxNode | undefined): Parameter[] {
  if (written === undefined || written.isError) return [];
  if (written.type === 'identifier') return [untyped(ctx, written)];
  return written.type === 'inferred_parameters' ? written.parts.map((n) => untyped(ctx, n)) : toParameters(ctx, written);
}

function toLambdaBody(ctx: JavaContext, node: SyntaxNode): Expression | Block {
  const [, body] = node.parts;
  if (body === undefined || node.parts.length > 2 || node.parts.some((n) => n.isError))
    return broken(ctx, node, 'a lambda that cannot be read');
  return body.type === 'block' ? ctx.block(body) : ctx.expression(body);
}

function untyped(ctx: JavaContext, node: SyntaxNode): Parameter {
  return { name: textOf(ctx, node), varargs: false, annotations: [], span: spanOf(node) };
}

function toMethodReference(ctx: JavaContext, node: SyntaxNode): Expression {
  const [target] = node.parts;
  const last = node.children.at(-1);
  if (target === undefined || last === undefined) return broken(ctx, node, 'a method reference that cannot be read');
  if (target.type === 'array_type' || target.type.endsWith('_type')) {
    if (target.type !== 'generic_type')
      return {
        kind: 'methodRef',
        target: { kind: 'null', span: spanOf(target) },
        name: textOf(ctx, last),
        arrayType: toType(ctx, target),
        span: spanOf(node),
      };
  }
  return { kind: 'methodRef', target: ctx.expression(target), name: textOf(ctx, last), span: spanOf(node) };
}
