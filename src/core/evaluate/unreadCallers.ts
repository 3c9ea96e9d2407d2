/**
 * Code that was not read (too large, malformed, in a language that is not followed) may call what is given a builder, or build on the same one
 * before it. Nothing but its words tells: where they may be such a call, the numbers are not known.
 */
import type { UnreadFile } from '../form/sourceText.js';
import type { Entry } from './entry.js';

/** Gives the first file that may call the member, or that gives a container something to build with beside it; undefined: there is none. */
export function createUnreadCallers(unread: () => readonly UnreadFile[]): (entry: Entry) => string | undefined {
  let files: readonly WordsOfFile[] | undefined;
  return (entry) => {
    files ??= unread()
      .filter(({ speaksOfStreams }) => speaksOfStreams)
      .map(({ file, text }) => ({ file, words: text === undefined ? undefined : wordsOf(text) }));
    return files.find(({ words }) => words === undefined || mayCall(words, entry) || mayBuildBeside(words, entry))?.file;
  };
}

interface WordsOfFile {
  readonly file: string;
  readonly words: Words | undefined;
}

interface Words {
  readonly all: ReadonlySet<string>;
  /** Those that stand as the name of a call with arguments, or of a method that is referred to. */
  readonly called: ReadonlySet<string>;
}

function mayCall({ all, called }: Words, { owner, member }: Entry): boolean {
  const className = owner.declaration.name;
  const isMethod = member.kind === 'method' && member.method.returnType !== undefined;
  const name = isMethod ? member.method.name : className;
  const takesNothing = member.kind === 'field' || member.method.params.length === 0;
  return takesNothing ? all.has(name) && all.has(className) : called.has(name);
}

const contributing = ['Autowired', 'Bean', 'Inject', 'Produces', 'Singleton', 'Factory', 'Component'];

/** A container that calls the member calls what else takes its builder, too. */
function mayBuildBeside({ all }: Words, { member }: Entry): boolean {
  const isManaged = member.kind === 'method' && member.method.annotations.length > 0;
  return isManaged && all.has('StreamsBuilder') && contributing.some((annotation) => all.has(annotation));
}

/** After these a name is one of a call; after other words it is what they declare. */
const beforeCalls = new Set(['return', 'new', 'else', 'yield', 'throw', 'in', 'do', 'then', 'case']);

function wordsOf(text: string): Words {
  const all = new Set<string>();
  const called = new Set<string>();
  let end = -1;
  let before = '';
  for (const { 0: word, index } of text.matchAll(/[A-Za-z_$][\w$]*/g)) {
    all.add(word);
    const isDeclared = end >= 0 && !beforeCalls.has(before) && isBlankOfLine(text, end, index);
    if (isReferred(text, index) || (!isDeclared && hasArguments(text, index + word.length))) called.add(word);
    end = index + word.length;
    before = word;
  }
  return { all, called };
}

/** At most so much space stands between the parts of a call. */
const mostSpace = 200;

function isBlankOfLine(text: string, from: number, to: number): boolean {
  return to - from < mostSpace && /^[^\S\n]+$/.test(text.slice(from, to));
}

function isReferred(text: string, at: number): boolean {
  return text[at - 1] === ':' && text[at - 2] === ':';
}

/** An empty list is no call that gives a builder: `builder.build()`. */
function hasArguments(text: string, at: number): boolean {
  return /^\s*\(\s*[^)\s]/.test(text.slice(at, at + mostSpace));
}
