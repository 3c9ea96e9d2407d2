/** Java statements into the neutral form. */
import type { SyntaxNode } from '../../tree/node.js';
import type { Block, CatchClause, Parameter, Statement } from '../../../form/form.js';
import type { JavaContext } from './context.js';
import { child, spanOf, textOf } from './context.js';
import { readable } from './broken.js';
import { toModifiers } from './parameters.js';
import { declaredType, dimensionsOf, toDeclarator, toType } from './types.js';

export function toBlock(ctx: JavaContext, node: SyntaxNode): Block {
  return { kind: 'block', statements: node.parts.flatMap((n) => ctx.statement(n)), span: spanOf(node) };
}

/** A declaration of several variables gives several statements. */
export function toStatements(ctx: JavaContext, node: SyntaxNode): Statement[] {
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
      const inner = node.parts;
      if (inner.length === 1 && inner[0]!.type === 'switch_expression') return ctx.statement(inner[0]!);
      return inner.map((n) => ({ kind: 'expression', expression: ctx.expression(n), span }));
    }
    case 'explicit_constructor_invocation':
      return [{ kind: 'expression', expression: ctx.expression(node), span }];
    case 'if_statement':
      return [toIf(ctx, node)];
    case 'while_statement':
    case 'do_statement':
      return [
        {
          kind: 'while',
          test: ctx.operand(node, 'condition'),
          body: body(ctx, node, 'body'),
          testFirst: node.type === 'while_statement',
          span,
        },
      ];
    case 'for_statement': {
      const test = node.field('condition');
      return [
        {
          kind: 'for',
          init: node
            .fields('init')
            .filter((n) => n.isNamed)
            .flatMap((n): Statement[] =>
              n.type === 'local_variable_declaration'
                ? toLocals(ctx, n)
                : [{ kind: 'expression', expression: ctx.expression(n), span: spanOf(n) }],
            ),
          update: node
            .fields('update')
            .filter((n) => n.isNamed)
            .map((n) => ctx.expression(n)),
          body: body(ctx, node, 'body'),
          span,
          ...(test === undefined ? {} : { test: ctx.expression(test) }),
        },
      ];
    }
    case 'enhanced_for_statement': {
      const name = node.needed('name');
      const type = declaredType(ctx, node.field('type'), dimensionsOf(node.field('dimensions')));
      const variable: Parameter = {
        name: textOf(ctx, name),
        varargs: false,
        annotations: [],
        span: spanOf(name),
        ...(type === undefined ? {} : { type }),
      };
      return [{ kind: 'forEach', variable, values: ctx.operand(node, 'value'), body: body(ctx, node, 'body'), span }];
    }
    case 'switch_expression':
    case 'switch_statement':
      return [{ kind: 'switch', subject: ctx.operand(node, 'condition'), cases: ctx.cases(node, false), span }];
    case 'return_statement':
    case 'yield_statement':
    case 'throw_statement': {
      const kind = node.type === 'return_statement' ? 'return' : node.type === 'yield_statement' ? 'yield' : 'throw';
      const value = node.parts[0];
      return [{ kind, span, ...(value === undefined ? {} : { value: ctx.expression(value) }) }];
    }
    case 'break_statement':
    case 'continue_statement': {
      const label = node.parts[0];
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
      const [label, statement] = node.parts;
      return label === undefined || statement === undefined
        ? []
        : [{ kind: 'labeled', label: textOf(ctx, label), body: single(ctx, statement), span }];
    }
    case 'synchronized_statement':
      return synchronizedStatement(ctx, node);
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

/** Chains of `else if` can be hundreds long: they are converted in a loop, from the end. */
function toIf(ctx: JavaContext, node: SyntaxNode): Statement {
  const spine: SyntaxNode[] = [];
  let last: SyntaxNode | undefined = node;
  while (last?.type === 'if_statement') {
    spine.push(last);
    last = last.field('alternative');
  }
  const heads = spine.map((one) => ({ test: ctx.operand(one, 'condition'), whenTrue: body(ctx, one, 'consequence'), span: spanOf(one) }));
  return heads.reduceRight<Statement | undefined>(
    (whenFalse, head) => ({ kind: 'if', ...head, ...(whenFalse === undefined ? {} : { whenFalse }) }),
    last === undefined ? undefined : single(ctx, last),
  )!;
}

function toLocals(ctx: JavaContext, node: SyntaxNode): Statement[] {
  const stray = node.parts.find((n) => n.isError);
  const declarators = node.parts.filter((n) => n.type === 'variable_declarator');
  const written = node.parts.find((n) => n.type !== 'modifiers' && !n.isError);
  const isFinal = toModifiers(ctx, child(node, 'modifiers')).includes('final');
  const locals = declarators.map((n): Statement => {
    const { name, value, dimensions } = toDeclarator(n);
    const type = declaredType(ctx, written?.type === 'variable_declarator' ? undefined : written, dimensionsOf(dimensions));
    return {
      kind: 'local',
      name: textOf(ctx, name),
      nameSpan: spanOf(name),
      isFinal,
      span: spanOf(n),
      ...(type === undefined ? {} : { type }),
      ...(value === undefined ? {} : { value: ctx.expression(value) }),
    };
  });
  return stray === undefined ? locals : [...toStatements(ctx, stray), ...locals];
}

function toTry(ctx: JavaContext, node: SyntaxNode): Statement {
  const resources = node.field('resources');
  const handlers = node.parts.filter((n) => n.type === 'catch_clause');
  const last = child(node, 'finally_clause');
  const lastBlock = last === undefined ? undefined : child(last, 'block');
  return {
    kind: 'try',
    resources: resources === undefined ? [] : resources.parts.flatMap((n) => toResource(ctx, n)),
    body: ctx.block(node.needed('body')),
    catches: handlers.map((handler) => toCatch(ctx, handler)),
    span: spanOf(node),
    ...(lastBlock === undefined ? {} : { finallyBody: ctx.block(lastBlock) }),
  };
}

function toCatch(ctx: JavaContext, handler: SyntaxNode): CatchClause {
  const parameter = child(handler, 'catch_formal_parameter') ?? handler;
  const name = parameter.needed('name');
  const types = (child(parameter, 'catch_type')?.parts ?? []).map((n) => toType(ctx, n));
  return {
    parameter: {
      name: textOf(ctx, name),
      varargs: false,
      annotations: [],
      span: spanOf(name),
      ...(types.length === 1 ? { type: types[0]! } : {}),
    },
    types,
    body: ctx.block(handler.needed('body')),
  };
}

function toResource(ctx: JavaContext, node: SyntaxNode): Statement[] {
  const name = node.field('name');
  const value = node.field('value');
  if (name === undefined || value === undefined)
    return node.parts.map((n) => ({ kind: 'expression', expression: ctx.expression(n), span: spanOf(n) }));
  const type = declaredType(ctx, node.field('type'));
  return [
    {
      kind: 'local',
      name: textOf(ctx, name),
      nameSpan: spanOf(name),
      isFinal: true,
      value: ctx.expression(value),
      span: spanOf(node),
      ...(type === undefined ? {} : { type }),
    },
  ];
}

function body(ctx: JavaContext, node: SyntaxNode, name: string): Statement {
  return single(ctx, node.needed(name));
}

/** What it locks is evaluated first. */
function synchronizedStatement(ctx: JavaContext, node: SyntaxNode): Statement[] {
  const lock = child(node, 'parenthesized_expression');
  const body = node.field('body') ?? child(node, 'block');
  return [
    ...(lock === undefined ? [] : [{ kind: 'expression' as const, expression: ctx.expression(lock), span: spanOf(lock) }]),
    ...(body === undefined ? [] : [ctx.block(body)]),
  ];
}

function single(ctx: JavaContext, node: SyntaxNode): Statement {
  const statements = ctx.statement(node);
  return statements.length === 1 ? statements[0]! : { kind: 'block', statements, span: spanOf(node) };
}
