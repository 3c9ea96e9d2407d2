/** Types as Java writes them. */
import type { SyntaxNode } from '../../tree/node.js';
import type { TypeRef } from '../../../form/form.js';
import type { JavaContext } from './context.js';
import { textOf, withoutComments } from './context.js';

const unknownType: TypeRef = { name: '', args: [], dimensions: 0 };
// What is longer is left as it is: where it does not end, it would be looked for from each beginning.
const annotation = /@[\w.]+(?:\s{0,100}\([^)]{0,1000}\))?/g;

/** Read from its text: types are small, and their nodes are many. Of `A | B`, the first; of a wildcard, its bound. */
export function toType(ctx: JavaContext, node: SyntaxNode | undefined): TypeRef {
  return node === undefined ? unknownType : parseType(textOf(ctx, node));
}

/** What is no type gives a name of all its characters. */
function parseType(written: string): TypeRef {
  const code = withoutComments(written);
  const text = code.includes('@') ? code.replace(annotation, ' ') : code;
  const token = /[<>,.?&[\]]|[^\s<>,.?&[\]]+/g;
  const tokens = text.match(token) ?? [];
  let at = 0;

  function type(depth: number): TypeRef {
    if (tokens[at] === '?') {
      at++;
      if (tokens[at] !== 'extends' && tokens[at] !== 'super') return { name: '?', args: [], dimensions: 0 };
      at++;
    }
    let name = '';
    let args: TypeRef[] = [];
    let dimensions = 0;
    for (; at < tokens.length; at++) {
      const next = tokens[at]!;
      if (next === '<' && depth < 50) {
        at++;
        args = list(depth + 1);
      } else if (next === '[') dimensions++;
      else if (next === '.') name += '.';
      else if (next === ']') continue;
      else if (/^[<>,?&|]/.test(next)) break;
      else name += next;
    }
    return { name, args, dimensions };
  }

  /** Stands on the closing bracket after it. */
  function list(depth: number): TypeRef[] {
    const found: TypeRef[] = [];
    while (at < tokens.length && tokens[at] !== '>') {
      const start = at;
      found.push(type(depth));
      while (tokens[at] === '&') {
        at++;
        type(depth); // further bounds
      }
      if (tokens[at] === ',' || at === start) at++;
    }
    return found;
  }

  return type(0);
}

/** `<A, B<C>>` */
export function toTypeArguments(ctx: JavaContext, node: SyntaxNode): readonly TypeRef[] {
  return parseType(`_${textOf(ctx, node)}`).args;
}

export function dimensionsOf(node: SyntaxNode | undefined): number {
  return node === undefined ? 0 : node.children.filter(({ type }) => type === '[').length;
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
  readonly name: SyntaxNode;
  readonly dimensions: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
} {
  const [name = node, ...rest] = node.parts.filter((n) => !n.isError);
  return {
    name,
    dimensions: rest.find((n) => n.type === 'dimensions'),
    value: rest.find((n) => n.type !== 'dimensions'),
  };
}
