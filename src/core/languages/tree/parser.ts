/** The only user of web-tree-sitter: source text in, neutral form out. */
import type { Tree } from 'web-tree-sitter';
import { Language as Grammar, Parser as TreeParser } from 'web-tree-sitter';
import type { SourceUnit } from '../../form/form.js';
import type { Language } from '../language.js';
import type { Grammars } from './grammars.js';
import { SyntaxNode } from './node.js';

/**
 * A parsed file. Bodies of methods are converted when first read, so the unit is whole only until `dispose`; what was not read
 * by then is empty.
 */
export interface ParsedUnit {
  readonly unit: SourceUnit;
  /** How many its tree has. */
  readonly nodes: number;
  /** The same file with a new text: the syntax tree is re-used where the text did not change. This unit is disposed. */
  edit(newText: string, settings: readonly string[]): ParsedUnit;
  dispose(): void;
}

export interface Parser {
  /** `settings`: see `Language.toUnit`. */
  parse(language: Language, file: string, text: string, settings: readonly string[]): ParsedUnit;
}

export async function createParser(grammars: Grammars): Promise<Parser> {
  await TreeParser.init({ wasmBinary: grammars.runtime });
  const parsers = new Map<string, TreeParser>();
  for (const [id, bytes] of grammars.languages) {
    const parser = new TreeParser();
    parser.setLanguage(await Grammar.load(bytes));
    parsers.set(id, parser);
  }

  function parseText(id: string, text: string, previous: Tree | null): Tree {
    const tree = parsers.get(id)?.parse(text, previous);
    if (tree === undefined || tree === null) throw new Error(`there is no grammar of ${id}`);
    return tree;
  }

  function parse(language: Language, file: string, text: string, settings: readonly string[], previous: Tree | null): ParsedUnit {
    let tree = parseText(language.id, text, previous);
    if (previous !== null) {
      previous.delete();
      // How errors are recovered from depends on what the tree was before; what is said must depend on the text only.
      if (tree.rootNode.hasError) {
        tree.delete();
        tree = parseText(language.id, text, null);
      }
    }
    const root = new SyntaxNode(tree.rootNode, { text, ends: language.ends, damaged: tree.rootNode.hasError });
    const { unit, release } = language.toUnit(file, text, root, settings);
    let isHeld = true;
    return {
      unit,
      nodes: tree.rootNode.descendantCount,
      edit(newText, newSettings) {
        tree.edit(editBetween(text, newText));
        release();
        isHeld = false;
        return parse(language, file, newText, newSettings, tree);
      },
      dispose() {
        if (!isHeld) return;
        isHeld = false;
        release();
        tree.delete();
      },
    };
  }

  return { parse: (language, file, text, settings) => parse(language, file, text, settings, null) };
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
