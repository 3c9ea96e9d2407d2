/** What the parts of the Java conversion share for one file. */
import type { SyntaxNode } from '../../tree/node.js';
import type { Span } from '../../../../base/text.js';
import type { Block, ClassDeclaration, Expression, Problem, Statement, SwitchCase } from '../../../form/form.js';

export interface JavaContext {
  readonly text: string;
  /** Texts of `lombok.config`, from the top folder down. */
  readonly settings: readonly string[];
  readonly problems: Problem[];
  expression(node: SyntaxNode): Expression;
  statement(node: SyntaxNode): Statement[];
  block(node: SyntaxNode): Block;
  /** Of a switch; `asValue`: what stands after an arrow is its value. */
  cases(node: SyntaxNode, asValue: boolean): SwitchCase[];
  classDeclaration(node: SyntaxNode): ClassDeclaration;
  classBody(
    node: SyntaxNode,
    kind: ClassDeclaration['kind'],
  ): Pick<ClassDeclaration, 'fields' | 'methods' | 'constructors' | 'initialisers' | 'classes' | 'enumConstants'>;
  /** False once the tree is gone: what was not converted by then stays empty. */
  alive: boolean;
}

export function spanOf(node: SyntaxNode): Span {
  return { start: node.startIndex, end: node.endIndex };
}

export function textOf(ctx: JavaContext, node: SyntaxNode): string {
  return ctx.text.slice(node.startIndex, node.endIndex);
}

export function child(node: SyntaxNode, type: string): SyntaxNode | undefined {
  return node.parts.find((c) => c.type === type);
}

/** A property that is worked out when it is first read. */
export function lazily<T extends object, K extends keyof T>(target: T, key: K, make: () => T[K]): void {
  Object.defineProperty(target, key, {
    enumerable: true,
    configurable: true,
    // Of a copy, the copy's.
    get(this: T) {
      const value = make();
      Object.defineProperty(this, key, { enumerable: true, configurable: true, value });
      return value;
    },
  });
}
