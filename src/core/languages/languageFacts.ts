/** The one list of the languages that are read; the build, the platform, the command line and the extension read it. */
import type { LanguageId } from '../form/form.js';

export interface LanguageFacts {
  /** VS Code's, too. */
  readonly id: LanguageId;
  /** As people say it. */
  readonly name: string;
  /** Of its files, with the dot. */
  readonly extension: string;
  /** Files of the language that declare no class to look into. */
  readonly leftOut: readonly string[];
  /** Files in a source's folder and above it that change what its text means, where the text has the word; the nearest counts most. */
  readonly settings: { readonly file: string; readonly word: string };
  /** The grammar, as `<package>/<file>`. */
  readonly grammar: string;
}

export const languageFacts = [
  {
    id: 'java',
    name: 'Java',
    extension: '.java',
    leftOut: ['module-info.java', 'package-info.java'],
    settings: { file: 'lombok.config', word: 'lombok' },
    grammar: 'tree-sitter-java/tree-sitter-java.wasm',
  },
] as const satisfies readonly LanguageFacts[];

/** As people say it: `Java`. */
export const languageNames = languageFacts.map(({ name }) => name).join(' or ');

/** Any of the endings, as a pattern of file names takes it. */
export const sourceFiles = `**/*{${languageFacts.map(({ extension }) => extension).join(',')}}`;

/** A language that is read. */
export type ReadLanguageId = (typeof languageFacts)[number]['id'];

/** By the end of its name; undefined: it is in no language that is read. */
export function languageOfFile(file: string): (LanguageFacts & { readonly id: ReadLanguageId }) | undefined {
  return languageFacts.find(({ extension, leftOut }) => file.endsWith(extension) && !leftOut.some((name) => isNamed(file, name)));
}

function isNamed(file: string, name: string): boolean {
  return file === name || file.endsWith(`/${name}`) || file.endsWith(`\\${name}`);
}
