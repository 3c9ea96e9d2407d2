/** Patterns and the cases of switches (JLS §14.11.1, §14.30). */
import type { SyntaxNode } from '../../tree/node.js';
import type { Pattern, SwitchCase } from '../../../form/form.js';
import type { JavaContext } from './context.js';
import { child, spanOf, textOf } from './context.js';
import { declaredType, toType } from './types.js';

/** What stands right of `instanceof`. */
export function toTestedPattern(ctx: JavaContext, node: SyntaxNode): Pattern {
  const record = node.field('pattern');
  if (record !== undefined) return toPattern(ctx, record);
  const type = node.needed('right');
  const binding = node.field('name');
  return {
    kind: 'type',
    span: spanOf(type),
    type: toType(ctx, type),
    ...(binding === undefined ? {} : { binding: textOf(ctx, binding) }),
  };
}

function toPattern(ctx: JavaContext, node: SyntaxNode): Pattern {
  const span = spanOf(node);
  if (node.type === 'pattern') return node.parts[0] === undefined ? { kind: 'type', span } : toPattern(ctx, node.parts[0]);
  if (node.type === 'record_pattern') {
    const [type] = node.parts;
    const body = child(node, 'record_pattern_body');
    return { kind: 'record', type: toType(ctx, type), parts: (body?.parts ?? []).map((part) => toPattern(ctx, part)), span };
  }
  const [first, second] = node.parts;
  if (first === undefined || first.type === 'underscore_pattern') return { kind: 'type', span };
  const type = declaredType(ctx, first);
  const binding = second === undefined ? undefined : textOf(ctx, second);
  return { kind: 'type', span, ...(type === undefined ? {} : { type }), ...(binding === undefined || binding === '_' ? {} : { binding }) };
}

export function toCases(ctx: JavaContext, node: SyntaxNode, asValue: boolean): SwitchCase[] {
  return node.needed('body').parts.map((group): SwitchCase => {
    const labels = group.parts.filter((n) => n.type === 'switch_label');
    const rest = group.parts.filter((n) => n.type !== 'switch_label');
    const arrow = group.type === 'switch_rule';
    // Beside null the grammar takes it for a name.
    const isDefault = (n: SyntaxNode): boolean => n.type === 'default' || (n.type === 'identifier' && textOf(ctx, n) === 'default');
    const inLabels = labels.flatMap((label) => label.parts);
    const pattern = inLabels.find((n) => n.type === 'pattern');
    const guard = inLabels.find((n) => n.type === 'guard')?.parts[0];
    return {
      labels: inLabels.filter((n) => n.type !== 'pattern' && n.type !== 'guard' && !isDefault(n)).map((n) => ctx.expression(n)),
      isDefault: labels.some((label) => label.children.some(isDefault)),
      arrow,
      body: rest.flatMap((n) => {
        if (arrow && asValue && n.type === 'expression_statement')
          return [{ kind: 'yield' as const, value: ctx.expression(n), span: spanOf(n) }];
        return ctx.statement(n);
      }),
      span: spanOf(group),
      ...(pattern === undefined ? {} : { pattern: toPattern(ctx, pattern) }),
      ...(guard === undefined ? {} : { guard: ctx.expression(guard) }),
    };
  });
}
