/**
 * A syntax tree's node, remembered: what web-tree-sitter works out again at every access (each a call into wasm, and conversion
 * consists of little else) is asked for once.
 */
import type { Node } from 'web-tree-sitter';

/** Where nodes of a language end, as far as the text tells; of all others the tree is asked. */
export interface NodeEnds {
  /** The letters of a name, sticky. */
  readonly name: RegExp;
  /** Types of nodes that are a name. */
  readonly names: ReadonlySet<string>;
  /** What follows the last part of a node up to its end, sticky; comments there are left to web-tree-sitter. */
  readonly closings: Readonly<Record<string, RegExp | undefined>>;
  /** The type among `closings` of the list of a call's arguments: calls may be nested deeper than the stack. */
  readonly ownList: string;
}

function endOf(sticky: RegExp, text: string, from: number): number | undefined {
  sticky.lastIndex = from;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}

const none: readonly SyntaxNode[] = [];

export class SyntaxNode {
  readonly startIndex: number;
  readonly type: string;
  private knownEnd: number | undefined = undefined;
  private knownChildren: readonly SyntaxNode[] | undefined = undefined;
  private knownParts: readonly SyntaxNode[] | undefined = undefined;

  constructor(
    private readonly node: Node,
    private readonly file: SyntaxFile,
  ) {
    this.startIndex = node.startIndex;
    this.type = node.type;
  }

  get endIndex(): number {
    return (this.knownEnd ??= this.findEnd());
  }

  private findEnd(): number {
    const { text, damaged, ends } = this.file;
    if (damaged) return this.node.endIndex;
    if (ends.names.has(this.type)) {
      const end = endOf(ends.name, text, this.startIndex);
      if (end !== undefined) return end;
    }
    const closing = ends.closings[this.type];
    if (closing === undefined) return this.node.endIndex;
    const last = this.parts.at(-1);
    // Not from argument list to argument list.
    if (this.type === ends.ownList && last !== undefined && ends.closings[last.type] !== undefined) return this.node.endIndex;
    return endOf(closing, text, last?.endIndex ?? this.startIndex + 1) ?? this.node.endIndex;
  }

  get children(): readonly SyntaxNode[] {
    return (this.knownChildren ??= this.wrap(this.node.children));
  }

  /** Named children without comments. */
  get parts(): readonly SyntaxNode[] {
    return (this.knownParts ??= this.wrap(this.node.namedChildren, false));
  }

  private wrap(nodes: readonly (Node | null)[], comments = true): readonly SyntaxNode[] {
    if (nodes.length === 0) return none;
    const wrapped: SyntaxNode[] = [];
    for (const node of nodes) {
      if (node === null) continue;
      const added = new SyntaxNode(node, this.file);
      if (comments || (added.type !== 'line_comment' && added.type !== 'block_comment')) wrapped.push(added);
    }
    return wrapped;
  }

  field(name: string): SyntaxNode | undefined {
    const found = this.node.childForFieldName(name);
    return found === null ? undefined : new SyntaxNode(found, this.file);
  }

  /** A field that every such node has: where the text lacks it, the parser puts an empty one there. */
  needed(name: string): SyntaxNode {
    return this.field(name) ?? this;
  }

  fields(name: string): readonly SyntaxNode[] {
    return this.wrap(this.node.childrenForFieldName(name));
  }

  get isNamed(): boolean {
    return this.node.isNamed;
  }

  get isError(): boolean {
    return this.type === 'ERROR';
  }

  /** The parser put a token here that the text does not have. */
  get isMissing(): boolean {
    return this.file.damaged && this.node.isMissing;
  }
}

export interface SyntaxFile {
  readonly text: string;
  readonly ends: NodeEnds;
  /** Something in it could not be parsed: only then are missing tokens looked for. */
  readonly damaged: boolean;
}
