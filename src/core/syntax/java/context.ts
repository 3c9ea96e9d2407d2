/** What the parts of the Java conversion share for one file. */
import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../base/text.js';
import type { Block, ClassDeclaration, Expression, Statement } from '../form.js';

export interface JavaContext {
  readonly text: string;
  readonly problems: { message: string; span: Span }[];
  expression(node: Node): Expression;
  statement(node: Node): Statement[];
  block(node: Node): Block;
  classDeclaration(node: Node): ClassDeclaration;
  classBody(
    node: Node,
    kind: ClassDeclaration['kind'],
  ): Pick<ClassDeclaration, 'fields' | 'methods' | 'constructors' | 'initialisers' | 'classes' | 'enumConstants'>;
  /** False once the tree is gone: what was not converted by then stays empty. */
  alive: boolean;
}

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

export function textOf(ctx: JavaContext, node: Node): string {
  return ctx.text.slice(node.startIndex, node.endIndex);
}

/** Named children without comments. */
export function parts(node: Node): Node[] {
  const found: Node[] = [];
  for (const child of node.namedChildren)
    if (child !== null && child.type !== 'line_comment' && child.type !== 'block_comment') found.push(child);
  return found;
}

export function child(node: Node, type: string): Node | undefined {
  for (const c of node.children) if (c !== null && c.type === type) return c;
  return undefined;
}

export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined;
}

/** A property that is worked out when it is first read. */
export function lazily<T extends object, K extends keyof T>(target: T, key: K, make: () => T[K]): void {
  Object.defineProperty(target, key, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make();
      Object.defineProperty(target, key, { enumerable: true, configurable: true, value });
      return value;
    },
  });
}
