import type { SyntaxNode } from '../node.js';
import type { Annotation, Parameter } from '../form.js';
import type { JavaContext } from './context.js';
import { child, spanOf, textOf } from './context.js';
import { declaredType, dimensionsOf, toDeclarator } from './types.js';

export function toParameters(ctx: JavaContext, node: SyntaxNode): Parameter[] {
  return node.parts.filter((n) => n.type === 'formal_parameter' || n.type === 'spread_parameter').map((n) => toParameter(ctx, n));
}

function toParameter(ctx: JavaContext, node: SyntaxNode): Parameter {
  const varargs = node.type === 'spread_parameter';
  const modifiers = child(node, 'modifiers');
  const [written, ...rest] = node.parts.filter((n) => n !== modifiers && !n.isError);
  const declarator = rest.find((n) => n.type === 'variable_declarator'); // of a spread parameter
  const name = declarator === undefined ? rest.find((n) => n.type !== 'dimensions') : toDeclarator(declarator).name;
  const type = declaredType(
    ctx,
    written,
    dimensionsOf(
      ctx,
      rest.find((n) => n.type === 'dimensions'),
    ),
  );
  return {
    name: name === undefined ? '' : textOf(ctx, name),
    varargs,
    annotations: modifiers === undefined ? [] : toAnnotations(ctx, modifiers),
    span: name === undefined ? spanOf(node) : spanOf(name),
    ...(type === undefined ? {} : { type }),
  };
}

export function toAnnotations(ctx: JavaContext, modifiers: SyntaxNode): Annotation[] {
  return modifiers.parts
    .filter((n) => n.type === 'annotation' || n.type === 'marker_annotation')
    .map((n): Annotation => {
      const name = n.field('name');
      const list = n.field('arguments');
      const args = list === undefined ? [] : list.parts;
      return {
        name: name === undefined ? '' : textOf(ctx, name),
        args: args.map((arg) => {
          if (arg.type !== 'element_value_pair') return { name: 'value', value: ctx.expression(arg) };
          const key = arg.field('key');
          const value = arg.field('value');
          return { name: key === undefined ? '' : textOf(ctx, key), value: ctx.expression(value ?? arg) };
        }),
        span: spanOf(n),
      };
    });
}

/** The keywords among modifiers. */
export function toModifiers(modifiers: SyntaxNode | undefined): string[] {
  return modifiers === undefined ? [] : modifiers.children.map((n) => n.type).filter((type) => !notKeywords.has(type));
}

const notKeywords = new Set(['annotation', 'marker_annotation', 'line_comment', 'block_comment', 'ERROR']);
