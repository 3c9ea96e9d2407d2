/** Operators with two operands. */
import type { Expression } from '../../../form/form.js';
import type { SyntaxNode } from '../../tree/node.js';
import { broken } from './broken.js';
import type { JavaContext } from './context.js';
import { textOf } from './context.js';

/** JLS 15.17 to 15.24: what binds closer has the larger number. */
const precedence: Readonly<Record<string, number>> = {
  '*': 10, '/': 10, '%': 10, '+': 9, '-': 9, '<<': 8, '>>': 8, '>>>': 8, '<': 7, '>': 7, '<=': 7, '>=': 7, '==': 6, '!=': 6, '&': 5, '^': 4, '|': 3, '&&': 2, '||': 1,
}; // prettier-ignore

/**
 * `(a.b) - c` is read by the grammar as a cast of `-c`. Only a primitive type is cast so (JLS 15.16): with any other name in the
 * parentheses it is a subtraction, which binds less than what the grammar then sees around it.
 */
export function isMisreadCast(node: SyntaxNode | undefined): boolean {
  if (node?.type !== 'cast_expression') return false;
  const [type, value] = [node.field('type')?.type, node.field('value')];
  if (type !== 'type_identifier' && type !== 'scoped_type_identifier') return false;
  return value?.type === 'unary_expression' && /^[+-]$/.test(value.field('operator')?.type ?? '');
}

/** A binary expression, or a misread cast. */
export function toBinary(ctx: JavaContext, node: SyntaxNode): Expression {
  const terms: Term[] = [];
  collect(ctx, node, terms);
  let at = 0;
  /** Precedence climbing: the grammar's own grouping does not hold around a misread cast, and is this one everywhere else. */
  const read = (least: number): Expression => {
    const first = terms[at++]!;
    let left = first.expression;
    for (let term = terms[at]; term !== undefined && term.binds >= least; term = terms[at]) {
      const right = read(term.binds + 1);
      left = { kind: 'binary', operator: term.operator, left, right, span: { start: first.start, end: terms[at - 1]!.end } };
    }
    return left;
  };
  return read(0);
}

interface Term {
  /** What stands before the expression; empty for the first. */
  readonly operator: string;
  readonly binds: number;
  readonly expression: Expression;
  /** With the parentheses around it. */
  readonly start: number;
  readonly end: number;
}

/** Operands and operators as they are written. Left-nested ones can be thousands deep: the spine is gone through in a loop. */
function collect(ctx: JavaContext, node: SyntaxNode | undefined, terms: Term[], operator = ''): void {
  const spine: SyntaxNode[] = [];
  let head = node;
  while (head?.type === 'binary_expression') {
    spine.push(head);
    head = head.field('left');
  }
  collectOperand(ctx, head, spine.at(-1) ?? node, terms, operator);
  for (const current of spine.toReversed()) {
    const right = current.field('right');
    const sign = current.field('operator');
    const written = sign === undefined ? '?' : textOf(ctx, sign);
    if (right?.type === 'binary_expression') collect(ctx, right, terms, written);
    else collectOperand(ctx, right, current, terms, written);
  }
}

function collectOperand(
  ctx: JavaContext,
  node: SyntaxNode | undefined,
  parent: SyntaxNode | undefined,
  terms: Term[],
  operator: string,
): void {
  const add = (written: string, found: SyntaxNode | undefined, start: number, end: number): void => {
    const expression = found === undefined ? broken(ctx, parent!, 'an operand is missing') : ctx.expression(found);
    terms.push({ operator: written, binds: precedence[written] ?? 0, expression, start, end });
  };
  const [start, end] = [(node ?? parent!).startIndex, (node ?? parent!).endIndex];
  if (!isMisreadCast(node)) return add(operator, node, start, end);
  const [type, value] = [node!.field('type'), node!.field('value')!];
  add(operator, type, start, value.startIndex);
  add(value.field('operator')!.type, value.field('operand'), value.startIndex, end);
}
