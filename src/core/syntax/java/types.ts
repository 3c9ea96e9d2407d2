import type { SyntaxNode } from '../node.js';
import type { TypeRef } from '../form.js';
import type { JavaContext } from './context.js';
import { textOf } from './context.js';

const unknownType: TypeRef = { name: '', args: [], dimensions: 0 };

export function toType(ctx: JavaContext, node: SyntaxNode | undefined): TypeRef {
  if (node === undefined) return unknownType;
  switch (node.type) {
    case 'generic_type': {
      const [base, ...rest] = node.parts;
      const args = rest.find((n) => n.type === 'type_arguments');
      return { name: toType(ctx, base).name, args: args === undefined ? [] : toTypeArguments(ctx, args), dimensions: 0 };
    }
    case 'array_type': {
      const element = toType(ctx, node.field('element'));
      return { ...element, dimensions: element.dimensions + dimensionsOf(ctx, node.field('dimensions')) };
    }
    case 'annotated_type':
      return toType(ctx, node.parts.at(-1));
    case 'scoped_type_identifier':
      return {
        name: node.parts
          .filter((n) => n.type !== 'marker_annotation' && n.type !== 'annotation')
          .map((n) => toType(ctx, n).name)
          .join('.'),
        args: [],
        dimensions: 0,
      };
    case 'wildcard': {
      const bound = node.parts.at(-1);
      return bound === undefined ? { name: '?', args: [], dimensions: 0 } : toType(ctx, bound);
    }
    case 'catch_type':
      return toType(ctx, node.parts[0]);
    default:
      return { name: textOf(ctx, node).replace(/\s+/g, ''), args: [], dimensions: 0 };
  }
}

export function toTypeArguments(ctx: JavaContext, node: SyntaxNode): TypeRef[] {
  return node.parts.map((n) => toType(ctx, n));
}

export function dimensionsOf(ctx: JavaContext, node: SyntaxNode | undefined): number {
  return node === undefined ? 0 : textOf(ctx, node).split('[').length - 1;
}

/** `var` says nothing. */
export function declaredType(ctx: JavaContext, node: SyntaxNode | undefined, extraDimensions = 0): TypeRef | undefined {
  if (node === undefined) return undefined;
  const type = toType(ctx, node);
  if (type.name === 'var' && type.dimensions === 0) return undefined;
  return extraDimensions === 0 ? type : { ...type, dimensions: type.dimensions + extraDimensions };
}

/** The parts of `name[] = value`, of a variable or of a parameter. */
export function toDeclarator(node: SyntaxNode): {
  readonly name: SyntaxNode | undefined;
  readonly dimensions: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
} {
  const [name, ...rest] = node.parts.filter((n) => !n.isError);
  return {
    name,
    dimensions: rest.find((n) => n.type === 'dimensions'),
    value: rest.find((n) => n.type !== 'dimensions'),
  };
}
