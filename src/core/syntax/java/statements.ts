/** Java statements into the neutral form. */
import type { Node } from 'web-tree-sitter';
import type { Block, Expression, Parameter, Statement } from '../form.js';
import type { JavaContext } from './context.js';
import { child, field, parts, spanOf, textOf } from './context.js';
import { broken, readable, toCases } from './expressions.js';
import { declaredType, dimensionsOf } from './types.js';

export function toBlock(ctx: JavaContext, node: Node): Block {
  return { kind: 'block', statements: parts(node).flatMap((n) => ctx.statement(n)), span: spanOf(node) };
}

/** A declaration of several variables gives several statements. */
export function toStatements(ctx: JavaContext, node: Node): Statement[] {
  const span = spanOf(node);
  if (node.isError || node.isMissing) {
    ctx.problems.push({ message: 'not valid Java', span });
    return [{ kind: 'unknown', reason: 'not valid Java', parts: readable(ctx, node, 0), span }];
  }
  switch (node.type) {
    case 'block':
    case 'constructor_body':
      return [ctx.block(node)];
    case 'local_variable_declaration':
      return toLocals(ctx, node);
    case 'expression_statement': {
      const inner = parts(node);
      if (inner.length === 1 && inner[0]!.type === 'switch_expression') return ctx.statement(inner[0]!);
      return inner.map((n) => ({ kind: 'expression', expression: ctx.expression(n), span }));
    }
    case 'explicit_constructor_invocation':
      return [{ kind: 'expression', expression: ctx.expression(node), span }];
    case 'if_statement': {
      const alternative = field(node, 'alternative');
      return [
        {
          kind: 'if',
          test: part(ctx, node, 'condition'),
          whenTrue: body(ctx, node, 'consequence'),
          span,
          ...(alternative === undefined ? {} : { whenFalse: single(ctx, alternative) }),
        },
      ];
    }
    case 'while_statement':
    case 'do_statement':
      return [
        {
          kind: 'while',
          test: part(ctx, node, 'condition'),
          body: body(ctx, node, 'body'),
          testFirst: node.type === 'while_statement',
          span,
        },
      ];
    case 'for_statement': {
      const test = field(node, 'condition');
      return [
        {
          kind: 'for',
          init: fields(node, 'init').flatMap((n): Statement[] =>
            n.type === 'local_variable_declaration'
              ? toLocals(ctx, n)
              : [{ kind: 'expression', expression: ctx.expression(n), span: spanOf(n) }],
          ),
          update: fields(node, 'update').map((n) => ctx.expression(n)),
          body: body(ctx, node, 'body'),
          span,
          ...(test === undefined ? {} : { test: ctx.expression(test) }),
        },
      ];
    }
    case 'enhanced_for_statement': {
      const name = field(node, 'name');
      const type = declaredType(ctx, field(node, 'type'), dimensionsOf(ctx, field(node, 'dimensions')));
      const variable: Parameter = {
        name: name === undefined ? '' : textOf(ctx, name),
        varargs: false,
        annotations: [],
        span: name === undefined ? span : spanOf(name),
        ...(type === undefined ? {} : { type }),
      };
      return [{ kind: 'forEach', variable, values: part(ctx, node, 'value'), body: body(ctx, node, 'body'), span }];
    }
    case 'switch_expression':
    case 'switch_statement':
      return [{ kind: 'switch', subject: part(ctx, node, 'condition'), cases: toCases(ctx, node, false), span }];
    case 'return_statement':
    case 'yield_statement':
    case 'throw_statement': {
      const kind = node.type === 'return_statement' ? 'return' : node.type === 'yield_statement' ? 'yield' : 'throw';
      const value = parts(node)[0];
      return [{ kind, span, ...(value === undefined ? {} : { value: ctx.expression(value) }) }];
    }
    case 'break_statement':
    case 'continue_statement': {
      const label = parts(node)[0];
      return [
        {
          kind: node.type === 'break_statement' ? 'break' : 'continue',
          span,
          ...(label === undefined ? {} : { label: textOf(ctx, label) }),
        },
      ];
    }
    case 'try_statement':
    case 'try_with_resources_statement':
      return [toTry(ctx, node)];
    case 'labeled_statement': {
      const [label, statement] = parts(node);
      return label === undefined || statement === undefined
        ? []
        : [{ kind: 'labeled', label: textOf(ctx, label), body: single(ctx, statement), span }];
    }
    case 'synchronized_statement': {
      const inner = field(node, 'body') ?? child(node, 'block');
      return inner === undefined ? [] : [ctx.block(inner)];
    }
    case 'class_declaration':
    case 'record_declaration':
    case 'enum_declaration':
    case 'interface_declaration':
      return [{ kind: 'class', declaration: ctx.classDeclaration(node), span }];
    case 'assert_statement':
    case ';':
      return [{ kind: 'empty', span }];
    default:
      return [{ kind: 'unknown', reason: `${node.type.replaceAll('_', ' ')} is not followed`, parts: readable(ctx, node, 0), span }];
  }
}

function toLocals(ctx: JavaContext, node: Node): Statement[] {
  const written = field(node, 'type');
  const stray = node.children.find((n) => n !== null && n.isError);
  const locals: Statement[] = parts(node)
    .filter((n) => n.type === 'variable_declarator')
    .map((n): Statement => {
      const name = field(n, 'name');
      const value = field(n, 'value');
      const type = declaredType(ctx, written, dimensionsOf(ctx, field(n, 'dimensions')));
      return {
        kind: 'local',
        name: name === undefined ? '' : textOf(ctx, name),
        nameSpan: spanOf(name ?? n),
        span: spanOf(n),
        ...(type === undefined ? {} : { type }),
        ...(value === undefined ? {} : { value: ctx.expression(value) }),
      };
    });
  return stray === undefined || stray === null ? locals : [...toStatements(ctx, stray), ...locals];
}

function toTry(ctx: JavaContext, node: Node): Statement {
  const resources = field(node, 'resources');
  const handlers = parts(node).filter((n) => n.type === 'catch_clause');
  const last = child(node, 'finally_clause');
  const lastBlock = last === undefined ? undefined : child(last, 'block');
  const main = field(node, 'body');
  return {
    kind: 'try',
    resources: resources === undefined ? [] : parts(resources).flatMap((n) => toResource(ctx, n)),
    body: main === undefined ? { kind: 'block', statements: [], span: spanOf(node) } : ctx.block(main),
    catches: handlers.map((handler) => {
      const parameter = child(handler, 'catch_formal_parameter');
      const name = parameter === undefined ? undefined : field(parameter, 'name');
      const type = parameter === undefined ? undefined : declaredType(ctx, child(parameter, 'catch_type'));
      const block = field(handler, 'body');
      return {
        parameter: {
          name: name === undefined ? '' : textOf(ctx, name),
          varargs: false,
          annotations: [],
          span: spanOf(name ?? handler),
          ...(type === undefined ? {} : { type }),
        },
        body: block === undefined ? { kind: 'block' as const, statements: [], span: spanOf(handler) } : ctx.block(block),
      };
    }),
    span: spanOf(node),
    ...(lastBlock === undefined ? {} : { finallyBody: ctx.block(lastBlock) }),
  };
}

function toResource(ctx: JavaContext, node: Node): Statement[] {
  const name = field(node, 'name');
  const value = field(node, 'value');
  if (name === undefined || value === undefined)
    return parts(node).map((n) => ({ kind: 'expression', expression: ctx.expression(n), span: spanOf(n) }));
  const type = declaredType(ctx, field(node, 'type'));
  return [
    {
      kind: 'local',
      name: textOf(ctx, name),
      nameSpan: spanOf(name),
      value: ctx.expression(value),
      span: spanOf(node),
      ...(type === undefined ? {} : { type }),
    },
  ];
}

function fields(node: Node, name: string): Node[] {
  return node.childrenForFieldName(name).filter((n): n is Node => n !== null && n.isNamed);
}

function part(ctx: JavaContext, node: Node, name: string): Expression {
  const found = field(node, name);
  return found === undefined ? broken(ctx, node, `the ${name} is missing`) : ctx.expression(found);
}

function body(ctx: JavaContext, node: Node, name: string): Statement {
  const found = field(node, name);
  return found === undefined ? { kind: 'empty', span: spanOf(node) } : single(ctx, found);
}

function single(ctx: JavaContext, node: Node): Statement {
  const statements = ctx.statement(node);
  return statements.length === 1 ? statements[0]! : { kind: 'block', statements, span: spanOf(node) };
}
