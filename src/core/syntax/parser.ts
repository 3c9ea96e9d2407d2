/** The only user of web-tree-sitter: source text in, neutral form out. */
import type { Tree } from 'web-tree-sitter';
import { Language, Parser as TreeParser } from 'web-tree-sitter';
import type { Grammars } from '../analyser.js';
import type { SourceUnit } from './form.js';
import type { JavaContext } from './java/context.js';
import { spanOf } from './java/context.js';
import { toClass, toClassBody, toClassWithoutBody, toUnit } from './java/declarations.js';
import { toExpression } from './java/expressions.js';
import { toCases } from './java/patterns.js';
import { toBlock, toStatements } from './java/statements.js';
import { SyntaxNode } from './node.js';

/**
 * A parsed file. Bodies of methods are converted when first read, so the unit is whole only until `dispose`; what was not read
 * by then is empty.
 */
export interface ParsedUnit {
  readonly unit: SourceUnit;
  /** The same file with a new text: the syntax tree is re-used where the text did not change. This unit is disposed. */
  edit(newText: string): ParsedUnit;
  dispose(): void;
}

export interface Parser {
  parseJava(file: string, text: string): ParsedUnit;
}

/** Of expressions, statements and classes inside each other: beyond it the stack would end first. No program that people write comes near. */
const depthLimit = 400;
const nested = `nested more than ${depthLimit} deep`;

export async function createParser(grammars: Grammars): Promise<Parser> {
  await TreeParser.init({ wasmBinary: grammars.runtime });
  const java = await Language.load(grammars.java);
  const parser = new TreeParser();
  parser.setLanguage(java);

  function parseText(text: string, previous: Tree | null): Tree {
    const tree = parser.parse(text, previous);
    if (tree === null) throw new Error('the parser has no language');
    return tree;
  }

  function parse(file: string, text: string, previous: Tree | null): ParsedUnit {
    let tree = parseText(text, previous);
    if (previous !== null) {
      previous.delete();
      // How errors are recovered from depends on what the tree was before; what is said must depend on the text only.
      if (tree.rootNode.hasError) {
        tree.delete();
        tree = parseText(text, null);
      }
    }
    const root = new SyntaxNode(tree.rootNode, { text, damaged: tree.rootNode.hasError });
    const context = createContext(text);
    const unit = toUnit(context, root, file);
    const release = (): void => {
      context.alive = false;
    };
    return {
      unit,
      edit(newText) {
        tree.edit(editBetween(text, newText));
        release();
        return parse(file, newText, tree);
      },
      dispose() {
        if (!context.alive) return;
        release();
        tree.delete();
      },
    };
  }

  return { parseJava: (file, text) => parse(file, text, null) };
}

function createContext(text: string): JavaContext {
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
    problems: [],
    alive: true,
    expression: (node) =>
      inside(
        () => toExpression(context, node),
        () => ({ kind: 'unknown', reason: `expressions ${nested}`, parts: [], span: spanOf(node) }),
      ),
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
          context.problems.push({ message: `classes ${nested}`, span: spanOf(node) });
          return toClassWithoutBody(context, node);
        },
      ),
    classBody: (node, kind) => toClassBody(context, node, kind),
  };
  return context;
}

/** The smallest replacement that turns one text into the other. */
function editBetween(before: string, after: string): Parameters<Tree['edit']>[0] {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < limit - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  const oldEnd = before.length - tail;
  const newEnd = after.length - tail;
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: positionAt(before, start),
    oldEndPosition: positionAt(before, oldEnd),
    newEndPosition: positionAt(after, newEnd),
  } as Parameters<Tree['edit']>[0];
}

function positionAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let last = -1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
    row++;
    last = i;
  }
  return { row, column: offset - last - 1 };
}
