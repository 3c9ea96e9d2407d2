import type { Node } from 'web-tree-sitter';
import type { TypeRef } from '../form.js';
import type { JavaContext } from './context.js';
import { field, parts, textOf } from './context.js';

const unknownType: TypeRef = { name: '', args: [], dimensions: 0 };

export function toType(ctx: JavaContext, node: Node | undefined): TypeRef {
  if (node === undefined) return unknownType;
  switch (node.type) {
    case 'generic_type': {
      const [base, ...rest] = parts(node);
      const args = rest.find((n) => n.type === 'type_arguments');
      return { name: toType(ctx, base).name, args: args === undefined ? [] : toTypeArguments(ctx, args), dimensions: 0 };
    }
    case 'array_type': {
      const element = toType(ctx, field(node, 'element'));
      return { ...element, dimensions: element.dimensions + dimensionsOf(ctx, field(node, 'dimensions')) };
    }
    case 'annotated_type':
      return toType(ctx, parts(node).at(-1));
    case 'scoped_type_identifier':
      return {
        name: parts(node)
          .filter((n) => n.type !== 'marker_annotation' && n.type !== 'annotation')
          .map((n) => toType(ctx, n).name)
          .join('.'),
        args: [],
        dimensions: 0,
      };
    case 'wildcard': {
      const bound = parts(node).at(-1);
      return bound === undefined ? { name: '?', args: [], dimensions: 0 } : toType(ctx, bound);
    }
    case 'catch_type':
      return toType(ctx, parts(node)[0]);
    default:
      return { name: textOf(ctx, node).replace(/\s+/g, ''), args: [], dimensions: 0 };
  }
}

export function toTypeArguments(ctx: JavaContext, node: Node): TypeRef[] {
  return parts(node).map((n) => toType(ctx, n));
}

export function dimensionsOf(ctx: JavaContext, node: Node | undefined): number {
  return node === undefined ? 0 : textOf(ctx, node).split('[').length - 1;
}

/** `var` says nothing. */
export function declaredType(ctx: JavaContext, node: Node | undefined, extraDimensions = 0): TypeRef | undefined {
  if (node === undefined) return undefined;
  const type = toType(ctx, node);
  if (type.name === 'var' && type.dimensions === 0) return undefined;
  return extraDimensions === 0 ? type : { ...type, dimensions: type.dimensions + extraDimensions };
}
