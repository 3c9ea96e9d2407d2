/** A file of Java in the neutral form. Bodies of methods are converted when they are first read. */
import type { LazyUnit } from '../../language.js';
import type { SyntaxNode } from '../../tree/node.js';
import { spanOf, type JavaContext } from './context.js';
import { toClass, toClassBody, toClassWithoutBody, toUnit } from './declarations.js';
import { toExpression, toOperand } from './expressions.js';
import { toCases } from './patterns.js';
import { toBlock, toStatements } from './statements.js';

/** Of expressions, statements and classes inside each other: beyond it the stack would end first. No program that people write comes near. */
const depthLimit = 400;
const nested = `nested more than ${depthLimit} deep`;

export function toJavaUnit(file: string, text: string, root: SyntaxNode, settings: readonly string[]): LazyUnit {
  const context = createContext(text, settings);
  return {
    unit: toUnit(context, root, file),
    release() {
      context.alive = false;
    },
  };
}

function createContext(text: string, settings: readonly string[]): JavaContext {
  let depth = 0;
  const inside = <T>(make: () => T, tooDeep: () => T): T => {
    if (depth > depthLimit) return tooDeep();
    depth++;
    try {
      return make();
    } finally {
      depth--;
    }
  };
  const context: JavaContext = {
    text,
    settings,
    problems: [],
    alive: true,
    expression: (node) =>
      inside(
        () => toExpression(context, node),
        () => ({ kind: 'unknown', reason: `expressions ${nested}`, parts: [], span: spanOf(node) }),
      ),
    operand: (node, field) => toOperand(context, node, field),
    statement: (node) =>
      inside(
        () => toStatements(context, node),
        () => [{ kind: 'unknown', reason: `statements ${nested}`, parts: [], span: spanOf(node) }],
      ),
    block: (node) => toBlock(context, node),
    cases: (node, asValue) => toCases(context, node, asValue),
    classDeclaration: (node) =>
      inside(
        () => toClass(context, node),
        () => {
          context.problems.push({ message: `classes ${nested}`, span: spanOf(node), beyond: true });
          return toClassWithoutBody(context, node);
        },
      ),
    classBody: (node, kind) => toClassBody(context, node, kind),
  };
  return context;
}
