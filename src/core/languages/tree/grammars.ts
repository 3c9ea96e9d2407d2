import type { LanguageId } from '../../form/form.js';

/** The bytes of web-tree-sitter and of the grammar of each language that is read. */
export interface Grammars {
  readonly runtime: Uint8Array;
  readonly languages: ReadonlyMap<LanguageId, Uint8Array>;
}
