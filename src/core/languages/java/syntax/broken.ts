/** What cannot be read, with the parts of it that can. */
import type { Expression } from '../../../form/form.js';
import type { SyntaxNode } from '../../tree/node.js';
import type { JavaContext } from './context.js';
import { spanOf } from './context.js';

/** What cannot be read, with the readable expressions inside. */
export function broken(ctx: JavaContext, node: SyntaxNode, reason: string): Expression {
  if (node.isError || node.isMissing) ctx.problems.push({ message: reason, span: spanOf(node) });
  return { kind: 'unknown', reason, parts: readable(ctx, node, 0), span: spanOf(node) };
}

export function readable(ctx: JavaContext, node: SyntaxNode, depth: number): Expression[] {
  if (depth > 20) return [];
  return node.parts.flatMap((n) => {
    if (n.isError || !isExpression(n)) return n.isMissing ? [] : readable(ctx, n, depth + 1);
    return [ctx.expression(n)];
  });
}

const expressionTypes = new Set([
  'identifier', 'string_literal', 'character_literal', 'decimal_integer_literal', 'hex_integer_literal', 'true', 'false', 'null_literal', 'this', 'field_access',
  'method_invocation', 'object_creation_expression', 'array_creation_expression', 'array_access', 'lambda_expression', 'method_reference', 'binary_expression',
  'unary_expression', 'update_expression', 'ternary_expression', 'assignment_expression', 'cast_expression', 'instanceof_expression', 'parenthesized_expression',
  'class_literal', 'switch_expression',
]); // prettier-ignore

function isExpression(node: SyntaxNode): boolean {
  return expressionTypes.has(node.type);
}
