/** Classes and beans in files that are not read as code (in other languages, too large, malformed): nothing but their words tells of them. */
import type { UnreadFile } from '../form/sourceText.js';
import { wordsIn } from '../form/words.js';

export interface UnreadClasses {
  /** The first such file that may hold a class below one of these, by their simple names; undefined: none does. */
  below(names: readonly string[]): string | undefined;
  /** The same, where it may give a container an object of one of the classes. */
  beanOf(names: readonly string[]): string | undefined;
}

interface WordsOfFile {
  readonly file: string;
  /** Of what stands before the bodies of classes; undefined: the file has too much, so that anything may stand in it. */
  readonly headers: ReadonlySet<string> | undefined;
  /** All, of a file that gives a container something. */
  readonly ofBeans: ReadonlySet<string> | undefined;
}

/** What a class is declared with, and what it extends; an object of a class that is made with a body. */
const header = /\b(?:class|object|interface|trait|enum|record|struct)\b[^{};]{0,1000}|\bnew\s[^{};]{0,200}(?=\{)/g;
const givesBeans =
  /\b(?:Bean|Component|Service|Repository|Controller|RestController|Configuration|ApplicationScoped|RequestScoped|Dependent|Singleton|Named|Produces|Factory)\b/;

export function createUnreadClasses(unread: () => readonly UnreadFile[]): UnreadClasses {
  let known: { readonly of: readonly UnreadFile[]; readonly files: readonly WordsOfFile[] } | undefined;
  const find = (names: readonly string[], wordsOf: (file: WordsOfFile) => ReadonlySet<string> | undefined): string | undefined => {
    // More may be found to be unreadable on the way.
    const of = unread();
    if (known?.of !== of) known = { of, files: of.map(toWords) };
    return known.files.find((file) => {
      const words = wordsOf(file);
      return words === undefined || names.some((name) => words.has(name));
    })?.file;
  };
  return {
    below: (names) => find(names, ({ headers }) => headers),
    beanOf: (names) => find(names, ({ ofBeans }) => ofBeans),
  };
}

function toWords({ file, text }: UnreadFile): WordsOfFile {
  if (text === undefined) return { file, headers: undefined, ofBeans: undefined };
  const headers = new Set((text.match(header) ?? []).flatMap(wordsIn));
  return { file, headers, ofBeans: givesBeans.test(text) ? new Set(wordsIn(text)) : new Set() };
}
