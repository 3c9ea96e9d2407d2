import type { SyntaxNode } from '../../tree/node.js';
import type { Annotation, Parameter } from '../../../form/form.js';
import type { JavaContext } from './context.js';
import { child, pathOf, spanOf, textOf } from './context.js';
import { declaredType, dimensionsOf, toDeclarator } from './types.js';

export function toParameters(ctx: JavaContext, node: SyntaxNode): Parameter[] {
  return node.parts.filter((n) => n.type === 'formal_parameter' || n.type === 'spread_parameter').map((n) => toParameter(ctx, n));
}

function toParameter(ctx: JavaContext, node: SyntaxNode): Parameter {
  const varargs = node.type === 'spread_parameter';
  const modifiers = child(node, 'modifiers');
  const [written, ...rest] = node.parts.filter((n) => n !== modifiers && !n.isError);
  const declarator = rest.find((n) => n.type === 'variable_declarator'); // of a spread parameter
  const name = declarator === undefined ? (rest.find((n) => n.type !== 'dimensions') ?? node) : toDeclarator(declarator).name;
  const type = declaredType(ctx, written, dimensionsOf(rest.find((n) => n.type === 'dimensions')));
  return {
    name: textOf(ctx, name),
    varargs,
    annotations: toAnnotations(ctx, modifiers),
    span: spanOf(name),
    ...(type === undefined ? {} : { type }),
  };
}

export function toAnnotations(ctx: JavaContext, modifiers: SyntaxNode | undefined): Annotation[] {
  if (modifiers === undefined || !textOf(ctx, modifiers).includes('@')) return [];
  return modifiers.parts
    .filter((n) => n.type === 'annotation' || n.type === 'marker_annotation')
    .map((n): Annotation => {
      const name = n.needed('name');
      const list = n.field('arguments');
      const args = list === undefined ? [] : list.parts;
      return {
        name: pathOf(ctx, name),
        args: args.map((arg) => {
          if (arg.type !== 'element_value_pair') return { name: 'value', value: ctx.expression(arg) };
          return { name: textOf(ctx, arg.needed('key')), value: ctx.operand(arg, 'value') };
        }),
        span: spanOf(n),
      };
    });
}

/** The keywords among modifiers. */
export function toModifiers(ctx: JavaContext, modifiers: SyntaxNode | undefined): string[] {
  if (modifiers === undefined) return [];
  const text = textOf(ctx, modifiers);
  // Annotations and comments stand between them; then their nodes tell.
  if (/[@/]/.test(text)) return modifiers.children.map((n) => n.type).filter((type) => keywords.has(type));
  return text.split(/\s+/).filter((word) => keywords.has(word));
}

const keywords = new Set(
  'public protected private abstract static final strictfp default synchronized native transient volatile sealed non-sealed'.split(' '),
);
