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
  /** What stands in a field that every such node has. */
  operand(node: SyntaxNode, field: string): Expression;
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

/** Names with dots between them: comments and line ends may stand around each. */
export function pathOf(ctx: JavaContext, node: SyntaxNode): string {
  return pathBetween(ctx, node.startIndex, node.endIndex);
}

export function pathBetween(ctx: JavaContext, start: number, end: number): string {
  return withoutComments(ctx.text.slice(start, end)).replace(/\s+/g, '');
}

/** A space for each; of code that holds no texts. */
export function withoutComments(code: string): string {
  if (!code.includes('/')) return code;
  const pieces: string[] = [];
  let copied = 0;
  for (let at = code.indexOf('/'); at >= 0; at = code.indexOf('/', Math.max(at + 1, copied))) {
    const end = code[at + 1] === '/' ? code.indexOf('\n', at) : code[at + 1] === '*' ? code.indexOf('*/', at + 2) + 1 : at;
    if (end === at) continue;
    pieces.push(code.slice(copied, at));
    copied = end > 0 ? end + 1 : code.length;
  }
  return [...pieces, code.slice(copied)].join(' ');
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
