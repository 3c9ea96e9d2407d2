/**
 * Patterns of a .gitignore as git reads them. They are matched by loops and not by regular expressions: what a path costs is at most its
 * length times the pattern's, and there is a budget for all of them.
 */

export interface IgnorePatterns {
  /** The last pattern that matches decides; undefined: none does. `relative` has forward slashes, and starts from the patterns' folder. */
  decide(relative: string, isFolder: boolean): 'ignored' | 'kept' | undefined;
}

interface Pattern {
  readonly keeps: boolean;
  readonly foldersOnly: boolean;
  /** By folders; a globstar stands for any number of them. */
  readonly segments: readonly Segment[];
}

type Segment = Glob | typeof globstar;
const globstar = '**';

/** One name: a plain text, or pieces that each take a character, or any number of them. */
type Glob = { readonly text: string } | { readonly pieces: readonly Piece[] };
type Piece = ((character: string) => boolean) | typeof star;
const star = '*';

/** Characters; a longer pattern is passed over. */
const longestPattern = 1000;

/** Steps that may still be taken; where none is left, no pattern matches. */
export interface PatternBudget {
  left: number;
}

/** For each character. */
const stepsToParse = 4;

/** Case does not count. */
export function parseIgnorePatterns(text: string, budget: PatternBudget): IgnorePatterns {
  budget.left -= text.length * stepsToParse;
  const patterns = budget.left > 0 ? text.split(/\r?\n/).flatMap((line) => parsePattern(line) ?? []) : [];
  return {
    decide(relative, isFolder) {
      const names = relative.toLowerCase().split('/');
      const decides = patterns.findLast((pattern) => {
        budget.left--;
        return budget.left > 0 && (isFolder || !pattern.foldersOnly) && matchesPath(pattern.segments, names, budget);
      });
      return decides === undefined ? undefined : decides.keeps ? 'kept' : 'ignored';
    },
  };
}

/** undefined: a comment, a blank line, or no pattern. */
function parsePattern(line: string): Pattern | undefined {
  if (line.length > longestPattern) return undefined;
  const written = withoutTrailingBlanks(line.startsWith('\uFEFF') ? line.slice(1) : line);
  if (written === '' || written.startsWith('#')) return undefined;
  const keeps = written.startsWith('!');
  const pattern = keeps ? written.slice(1) : written;
  const foldersOnly = pattern.endsWith('/');
  const names = (foldersOnly ? pattern.slice(0, -1) : pattern).split('/');
  const isAnchored = names.length > 1;
  if (names[0] === '' && isAnchored) names.shift();
  if (names.length === 0 || names.includes('')) return undefined;
  const segments = (isAnchored ? names : [globstar, ...names]).flatMap((name, i, all) => toSegments(name, i === all.length - 1));
  const known = segments.filter((segment) => segment !== undefined);
  return known.length < segments.length ? undefined : { keeps, foldersOnly, segments: known };
}

/** A globstar at the end stands for what is inside, so for one name at least. */
function toSegments(name: string, isLast: boolean): readonly (Segment | undefined)[] {
  if (!/^\*{2,}$/.test(name)) return [parseGlob(name)];
  return isLast ? [globstar, { pieces: [star] }] : [globstar];
}

/** A blank behind a backslash stays. */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end--;
  return line.slice(0, endsInEscape(line.slice(0, end)) ? end + 1 : end);
}

function endsInEscape(text: string): boolean {
  let start = text.length;
  while (text[start - 1] === '\\') start--;
  return (text.length - start) % 2 === 1;
}

/** undefined: a class that is not closed, or a backslash with nothing behind it, an escaped slash included. */
function parseGlob(name: string): Glob | undefined {
  const pieces: Piece[] = [];
  let text: string | undefined = '';
  for (let at = 0; at < name.length; at++) {
    const character = name[at]!;
    if (character === '*') {
      if (pieces.at(-1) !== star) pieces.push(star);
      text = undefined;
    } else if (character === '?') {
      pieces.push(() => true);
      text = undefined;
    } else if (character === '[') {
      const parsed = parseClass(name, at);
      if (parsed === undefined) return undefined;
      pieces.push(parsed.takes);
      text = undefined;
      at = parsed.end;
    } else {
      if (character === '\\') at++;
      const plain = name[at]?.toLowerCase();
      if (plain === undefined) return undefined;
      pieces.push((other) => other === plain);
      if (text !== undefined) text += plain;
    }
  }
  return text === undefined ? { pieces } : { text };
}

/** `[a-z]`, `[!a-z]`, `[^a-z]`, `[[:alpha:]]`; `end` is where the class is closed. */
function parseClass(name: string, start: number): { readonly takes: (character: string) => boolean; readonly end: number } | undefined {
  const negated = name[start + 1] === '!' || name[start + 1] === '^';
  const tests: ((character: string) => boolean)[] = [];
  const first = start + (negated ? 2 : 1);
  for (let at = first; at < name.length; at++) {
    if (name[at] === ']' && at > first) {
      const isIn = (character: string): boolean => tests.some((test) => test(character) || test(character.toUpperCase()));
      return { takes: negated ? (character) => !isIn(character) : isIn, end: at };
    }
    const named = /^\[:([a-z]{1,10}):\]/.exec(name.slice(at, at + 15))?.[1];
    if (named !== undefined) {
      const known = namedClasses.get(named);
      if (known === undefined) return undefined;
      tests.push((character) => known.test(character));
      at += named.length + 3;
      continue;
    }
    if (name[at] === '\\') at++;
    const from = name[at];
    if (from === undefined) return undefined;
    let to = from;
    if (name[at + 1] === '-' && name[at + 2] !== undefined && name[at + 2] !== ']') {
      at += name[at + 2] === '\\' ? 3 : 2;
      to = name[at] ?? from;
    }
    tests.push((character) => from <= character && character <= to);
  }
  return undefined;
}

const namedClasses: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[A-Za-z0-9]/],
  ['alpha', /[A-Za-z]/],
  ['blank', /[ \t]/],
  ['cntrl', /\p{Cc}/u],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /\s/],
  ['upper', /[A-Z]/],
  ['xdigit', /[A-Fa-f0-9]/],
]);

/** Where something does not fit, only the last globstar takes one more: what an earlier one could take, this one can, too. */
function matchesPath(segments: readonly Segment[], names: readonly string[], budget: PatternBudget): boolean {
  // No pattern ends with a globstar, and most fail here.
  const end = segments.at(-1);
  if (end === undefined || end === globstar || !matchesName(end, names.at(-1)!, budget)) return false;
  let segment = 0;
  let last = -1;
  let from = 0;
  for (let name = 0; name < names.length;) {
    const wanted = segments[segment];
    budget.left--;
    if (wanted === globstar) {
      last = segment++;
      from = name;
      if (segment === segments.length) return true;
    } else if (wanted !== undefined && matchesName(wanted, names[name]!, budget)) {
      segment++;
      name++;
    } else if (last >= 0) {
      segment = last + 1;
      name = ++from;
    } else return false;
  }
  return segment === segments.length;
}

/** The same for the stars of one name. */
function matchesName(glob: Glob, name: string, budget: PatternBudget): boolean {
  if ('text' in glob) return glob.text === name;
  const { pieces } = glob;
  let piece = 0;
  let last = -1;
  let from = 0;
  for (let at = 0; at < name.length;) {
    const wanted = pieces[piece];
    budget.left--;
    if (wanted === star) {
      last = piece++;
      from = at;
      if (piece === pieces.length) return true;
    } else if (wanted !== undefined && wanted(name[at]!)) {
      piece++;
      at++;
    } else if (last >= 0) {
      piece = last + 1;
      at = ++from;
    } else return false;
  }
  return piece === pieces.length || (piece === pieces.length - 1 && pieces[piece] === star);
}
