/**
 * The port for languages: all that the analyser must know of one. What a language is called and how its files end stands in
 * `languageFacts.ts`; everything else about it is one folder.
 */
import type { LanguageId, SourceUnit } from '../form/form.js';
import type { Malformed, SourceText } from '../form/sourceText.js';
import type { Meaning } from '../jvm/meaning.js';
import type { Writer } from '../writing/writer.js';
import type { NodeEnds, SyntaxNode } from './tree/node.js';

export interface Language {
  readonly id: LanguageId;
  /** The steps before parsing: the text as the compiler sees it, with the places in the file. */
  readText(written: string): SourceText | Malformed;
  readonly ends: NodeEnds;
  /** Broken code gives a unit, too: what is readable, `unknown` parts and `problems`. */
  /** `settings`: the texts of the language's files of settings, from the top folder down. */
  toUnit(file: string, text: string, root: SyntaxNode, settings: readonly string[]): LazyUnit;
  readonly meaning: Meaning;
  readonly writer: Writer;
}

/** A unit whose bodies may be converted when they are first read. */
export interface LazyUnit {
  readonly unit: SourceUnit;
  /** The tree goes: what was not read by then is empty. */
  release(): void;
}
