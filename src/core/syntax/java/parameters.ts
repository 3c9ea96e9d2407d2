import type { Node } from 'web-tree-sitter';
import type { Annotation, Parameter } from '../form.js';
import type { JavaContext } from './context.js';
import { child, field, parts, spanOf, textOf } from './context.js';
import { declaredType, dimensionsOf } from './types.js';

export function toParameters(ctx: JavaContext, node: Node): Parameter[] {
  return parts(node)
    .filter((n) => n.type === 'formal_parameter' || n.type === 'spread_parameter')
    .map((n) => toParameter(ctx, n));
}

function toParameter(ctx: JavaContext, node: Node): Parameter {
  const varargs = node.type === 'spread_parameter';
  const declarator = varargs ? child(node, 'variable_declarator') : undefined;
  const name = varargs ? (declarator === undefined ? undefined : field(declarator, 'name')) : field(node, 'name');
  const written = varargs ? parts(node).find((n) => n.type !== 'modifiers' && n.type !== 'variable_declarator') : field(node, 'type');
  const type = declaredType(ctx, written, dimensionsOf(ctx, field(node, 'dimensions')));
  const modifiers = child(node, 'modifiers');
  return {
    name: name === undefined ? '' : textOf(ctx, name),
    varargs,
    annotations: modifiers === undefined ? [] : toAnnotations(ctx, modifiers),
    span: name === undefined ? spanOf(node) : spanOf(name),
    ...(type === undefined ? {} : { type }),
  };
}

export function toAnnotations(ctx: JavaContext, modifiers: Node): Annotation[] {
  return parts(modifiers)
    .filter((n) => n.type === 'annotation' || n.type === 'marker_annotation')
    .map((n): Annotation => {
      const name = field(n, 'name');
      const list = field(n, 'arguments');
      const args = list === undefined ? [] : parts(list);
      return {
        name: name === undefined ? '' : textOf(ctx, name),
        args: args.map((arg) => {
          if (arg.type !== 'element_value_pair') return { name: 'value', value: ctx.expression(arg) };
          const key = field(arg, 'key');
          const value = field(arg, 'value');
          return { name: key === undefined ? '' : textOf(ctx, key), value: ctx.expression(value ?? arg) };
        }),
        span: spanOf(n),
      };
    });
}

/** The keywords among modifiers. */
export function toModifiers(ctx: JavaContext, modifiers: Node | undefined): string[] {
  if (modifiers === undefined) return [];
  return modifiers.children.flatMap((n) => (n === null || n.isNamed ? [] : [textOf(ctx, n)]));
}
