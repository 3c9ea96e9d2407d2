/**
 * A syntax tree's node, remembered: what web-tree-sitter works out again at every access (each a call into wasm, and conversion
 * consists of little else) is asked for once.
 */
import type { Node } from 'web-tree-sitter';

/** The letters of a Java identifier; an escaped letter (`\\u0041`) ends the match before the identifier does. */
const identifier = /[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Sc}\p{Pc}]+/uy;

export class SyntaxNode {
  readonly #node: Node;
  readonly #file: SyntaxFile;
  readonly startIndex: number;
  readonly type: string;
  #end: number | undefined;
  #children: readonly SyntaxNode[] | undefined;
  #parts: readonly SyntaxNode[] | undefined;

  constructor(node: Node, file: SyntaxFile) {
    this.#node = node;
    this.#file = file;
    this.startIndex = node.startIndex;
    this.type = node.type;
  }

  get endIndex(): number {
    return (this.#end ??= this.#findEnd());
  }

  #findEnd(): number {
    const { type, startIndex } = this;
    if (type === 'identifier' || type === 'type_identifier') {
      const { text } = this.#file;
      identifier.lastIndex = startIndex;
      const end = identifier.test(text) ? identifier.lastIndex : startIndex;
      if (end > startIndex && text[end] !== '\\') return end;
    }
    return this.#node.endIndex;
  }

  get children(): readonly SyntaxNode[] {
    return (this.#children ??= this.#wrap(this.#node.children));
  }

  /** Named children without comments. */
  get parts(): readonly SyntaxNode[] {
    return (this.#parts ??= this.#wrap(this.#node.namedChildren).filter((n) => n.type !== 'line_comment' && n.type !== 'block_comment'));
  }

  #wrap(nodes: readonly (Node | null)[]): SyntaxNode[] {
    const wrapped: SyntaxNode[] = [];
    for (const node of nodes) if (node !== null) wrapped.push(new SyntaxNode(node, this.#file));
    return wrapped;
  }

  field(name: string): SyntaxNode | undefined {
    const found = this.#node.childForFieldName(name);
    return found === null ? undefined : new SyntaxNode(found, this.#file);
  }

  fields(name: string): readonly SyntaxNode[] {
    return this.#wrap(this.#node.childrenForFieldName(name));
  }

  get isNamed(): boolean {
    return this.#node.isNamed;
  }

  get isError(): boolean {
    return this.type === 'ERROR';
  }

  /** The parser put a token here that the text does not have. */
  get isMissing(): boolean {
    return this.#file.damaged && this.#node.isMissing;
  }
}

export interface SyntaxFile {
  readonly text: string;
  /** Something in it could not be parsed: only then are missing tokens looked for. */
  readonly damaged: boolean;
}
