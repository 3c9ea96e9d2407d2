/**
 * java.util.regex for what people write in `split`, `replaceAll` and `matches`: parsed and matched here, as Java means it, with a bound of steps.
 * What is not in the subset, and texts where Java's meaning depends on its version, are not followed. Source: the documentation of java.util.regex.Pattern.
 */

type Matches = (code: number) => boolean;

type Node =
  | { readonly kind: 'one'; readonly matches: Matches }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'any'; readonly ways: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number; readonly lazy: boolean }
  | { readonly kind: 'group'; readonly part: Node; readonly index: number }
  | { readonly kind: 'look'; readonly part: Node; readonly wanted: boolean }
  | { readonly kind: 'at'; readonly place: 'start' | 'end' | 'word' | 'noWord' };

export interface Regex {
  readonly root: Node;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

export interface Match {
  readonly start: number;
  readonly end: number;
  /** By group; undefined: it took no part. Group 0 is the whole. */
  readonly groups: readonly ({ readonly start: number; readonly end: number } | undefined)[];
}

/** Beyond it a match is not looked for. */
const stepLimit = 20_000;

const range = (from: string, to: string): Matches => {
  const [low, high] = [from.charCodeAt(0), to.charCodeAt(0)];
  return (code) => code >= low && code <= high;
};
const anyOf =
  (...tests: readonly Matches[]): Matches =>
  (code) =>
    tests.some((test) => test(code));
const not =
  (test: Matches): Matches =>
  (code) =>
    !test(code);
const literal = (character: string): Matches => {
  const wanted = character.charCodeAt(0);
  return (code) => code === wanted;
};

const digit = range('0', '9');
const lower = range('a', 'z');
const upper = range('A', 'Z');
const letter = anyOf(lower, upper);
const word = anyOf(letter, digit, literal('_'));
const space = anyOf(literal(' '), range('\t', '\r'));
const lineEnds = /[\n\r\u0085\u2028\u2029]/;
const classes: Readonly<Record<string, Matches>> = {
  d: digit,
  D: not(digit),
  w: word,
  W: not(word),
  s: space,
  S: not(space),
  h: anyOf(literal(' '), literal('\t')),
};
const punctuation: Matches = (code) => (code > 32 && code < 127 && !word(code) ? true : code === 95);
const properties: Readonly<Record<string, Matches>> = {
  Lower: lower,
  Upper: upper,
  Alpha: letter,
  Digit: digit,
  Alnum: anyOf(letter, digit),
  Punct: punctuation,
  Space: space,
  ASCII: (code) => code < 128,
};
const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', a: '\u0007', e: '\u001b' };

class NotFollowed extends Error {}

interface Reader {
  readonly source: string;
  at: number;
  groups: number;
  readonly names: Map<string, number>;
  ignoreCase: boolean;
}

/** undefined: not in the subset that is followed, or no regular expression. */
export function parseRegex(source: string, ignoreCase = false): Regex | undefined {
  if (source.length > 500 || /[^\0-\x7f]/.test(source)) return undefined;
  const reader: Reader = { source, at: 0, groups: 0, names: new Map(), ignoreCase };
  if (source.startsWith('(?i)')) {
    reader.at = 4;
    reader.ignoreCase = true;
  }
  try {
    const root = parseWays(reader);
    return reader.at === source.length ? { root, groups: reader.groups, names: reader.names } : undefined;
  } catch (error) {
    if (error instanceof NotFollowed || error instanceof RangeError) return undefined;
    throw error;
  }
}

function parseWays(reader: Reader): Node {
  const ways = [parseAll(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    ways.push(parseAll(reader));
  }
  return ways.length === 1 ? ways[0]! : { kind: 'any', ways };
}

function parseAll(reader: Reader): Node {
  const parts: Node[] = [];
  for (let next = reader.source[reader.at]; next !== undefined && next !== '|' && next !== ')'; next = reader.source[reader.at]) {
    if (reader.source.startsWith('\\Q', reader.at)) {
      parts.push(...quoted(reader));
      continue;
    }
    parts.push(repeated(reader, parseOne(reader)));
  }
  return parts.length === 1 ? parts[0]! : { kind: 'all', parts };
}

function quoted(reader: Reader): Node[] {
  const end = reader.source.indexOf('\\E', reader.at);
  const text = reader.source.slice(reader.at + 2, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.source.length : end + 2;
  const parts = text.split('').map((character): Node => one(reader, literal(character)));
  const last = parts.pop();
  return last === undefined ? [] : [...parts, repeated(reader, last)];
}

function one(reader: Reader, matches: Matches): Node {
  if (!reader.ignoreCase) return { kind: 'one', matches };
  const otherCase = (code: number): number => (lower(code) ? code - 32 : upper(code) ? code + 32 : code);
  return { kind: 'one', matches: (code) => matches(code) || matches(otherCase(code)) };
}

function parseOne(reader: Reader): Node {
  const next = reader.source[reader.at++];
  switch (next) {
    case '(':
      return parseGroup(reader);
    case '[':
      return one(reader, parseClass(reader));
    case '.':
      return { kind: 'one', matches: (code) => !lineEnds.test(String.fromCharCode(code)) };
    case '^':
      return { kind: 'at', place: 'start' };
    case '$':
      return { kind: 'at', place: 'end' };
    case '\\':
      return parseEscape(reader);
    case '*':
    case '+':
    case '?':
    case '{':
    case undefined:
      throw new NotFollowed();
    default:
      return one(reader, literal(next));
  }
}

function parseEscape(reader: Reader): Node {
  const next = reader.source[reader.at];
  if (next === 'b' || next === 'B') {
    reader.at++;
    return { kind: 'at', place: next === 'b' ? 'word' : 'noWord' };
  }
  if (next === 'R') {
    reader.at++;
    const crlf: Node = { kind: 'all', parts: [one(reader, literal('\r')), one(reader, literal('\n'))] };
    return {
      kind: 'any',
      ways: [crlf, one(reader, (code) => (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029)],
    };
  }
  return one(reader, escapeClass(reader));
}

/** What stands behind a backslash, also in brackets. */
function escapeClass(reader: Reader): Matches {
  const next = reader.source[reader.at++];
  if (next === undefined) throw new NotFollowed();
  if (next === 'p' || next === 'P') {
    const name = /^\{(\w+)\}/.exec(reader.source.slice(reader.at));
    if (name === null || !Object.hasOwn(properties, name[1]!)) throw new NotFollowed();
    reader.at += name[0].length;
    return next === 'p' ? properties[name[1]!]! : not(properties[name[1]!]!);
  }
  if (Object.hasOwn(classes, next)) return classes[next]!;
  if (Object.hasOwn(escapes, next)) return literal(escapes[next]!);
  if (/[A-Za-z0-9]/.test(next)) throw new NotFollowed();
  return literal(next);
}

function parseClass(reader: Reader): Matches {
  const { source } = reader;
  const negated = source[reader.at] === '^';
  if (negated) reader.at++;
  const tests: Matches[] = [];
  for (let first = true; ; first = false) {
    const next = source[reader.at++];
    if (next === undefined || next === '[' || source.startsWith('&&', reader.at - 1)) throw new NotFollowed();
    if (next === ']' && !first) break;
    if (next === ']') throw new NotFollowed();
    if (next === '\\') {
      const test = escapeClass(reader);
      if (source[reader.at] === '-' && source[reader.at + 1] !== ']') throw new NotFollowed();
      tests.push(test);
    } else if (source[reader.at] === '-' && source[reader.at + 1] !== ']' && source[reader.at + 1] !== undefined) {
      const end = source[reader.at + 1]!;
      if (end === '\\' || end === '[' || end < next) throw new NotFollowed();
      tests.push(range(next, end));
      reader.at += 2;
    } else tests.push(literal(next));
  }
  return negated ? not(anyOf(...tests)) : anyOf(...tests);
}

function parseGroup(reader: Reader): Node {
  const close = (part: Node): Node => {
    if (reader.source[reader.at++] !== ')') throw new NotFollowed();
    return part;
  };
  const special = /^\?(?::|=|!|<([A-Za-z][A-Za-z0-9]*)>)/.exec(reader.source.slice(reader.at));
  if (special === null) {
    if (reader.source[reader.at] === '?') throw new NotFollowed();
    const index = ++reader.groups;
    return close({ kind: 'group', index, part: parseWays(reader) });
  }
  reader.at += special[0].length;
  if (special[1] !== undefined) {
    const index = ++reader.groups;
    reader.names.set(special[1], index);
    return close({ kind: 'group', index, part: parseWays(reader) });
  }
  const part = parseWays(reader);
  return close(special[0] === '?:' ? part : { kind: 'look', part, wanted: special[0] === '?=' });
}

function repeated(reader: Reader, part: Node): Node {
  const found = /^(?:[*+?]|\{(\d{1,3})(,(\d{0,3}))?\})/.exec(reader.source.slice(reader.at));
  if (found === null) return part;
  reader.at += found[0].length;
  const next = reader.source[reader.at];
  if (next === '+' || part.kind === 'at') throw new NotFollowed();
  const lazy = next === '?';
  if (lazy) reader.at++;
  const [least, most] =
    found[1] === undefined
      ? [found[0] === '+' ? 1 : 0, found[0] === '?' ? 1 : Infinity]
      : [Number(found[1]), found[2] === undefined ? Number(found[1]) : found[3] === '' ? Infinity : Number(found[3])];
  if (/^[*+?{]/.test(reader.source.slice(reader.at))) throw new NotFollowed();
  return { kind: 'repeat', part, least, most, lazy };
}

interface Budget {
  steps: number;
}

interface Attempt {
  readonly text: string;
  readonly groups: ({ readonly start: number; readonly end: number } | undefined)[];
  readonly spent: Budget;
}

type Continue = (at: number) => boolean;

/** Whether Java's meaning of a text is the one that is followed here: its word boundaries and line ends depend on version and flags. */
export function isPlain(text: string): boolean {
  return !/[^\0-\x7f]|[\n\r]/.test(text);
}

function go(attempt: Attempt, node: Node, at: number, next: Continue): boolean {
  if (++attempt.spent.steps > stepLimit) throw new NotFollowed();
  switch (node.kind) {
    case 'one':
      return at < attempt.text.length && node.matches(attempt.text.charCodeAt(at)) && next(at + 1);
    case 'all':
      return all(attempt, node.parts, 0, at, next);
    case 'any':
      return node.ways.some((way) => go(attempt, way, at, next));
    case 'group': {
      const before = attempt.groups[node.index];
      const done = go(attempt, node.part, at, (end) => {
        const inner = attempt.groups[node.index];
        attempt.groups[node.index] = { start: at, end };
        if (next(end)) return true;
        attempt.groups[node.index] = inner;
        return false;
      });
      if (!done) attempt.groups[node.index] = before;
      return done;
    }
    case 'look':
      return go(attempt, node.part, at, () => true) === node.wanted && next(at);
    case 'at':
      return isAt(attempt.text, node.place, at) && next(at);
    case 'repeat':
      return again(attempt, node, 0, at, -1, next);
  }
}

function all(attempt: Attempt, parts: readonly Node[], index: number, at: number, next: Continue): boolean {
  const part = parts[index];
  return part === undefined ? next(at) : go(attempt, part, at, (end) => all(attempt, parts, index + 1, end, next));
}

function again(
  attempt: Attempt,
  node: Extract<Node, { kind: 'repeat' }>,
  count: number,
  at: number,
  last: number,
  next: Continue,
): boolean {
  // A round that took nothing is not followed by another.
  const more = (): boolean =>
    count < node.most && at !== last && go(attempt, node.part, at, (end) => again(attempt, node, count + 1, end, at, next));
  if (count < node.least) return at === last ? again(attempt, node, node.least, at, last, next) : more();
  return node.lazy ? next(at) || more() : more() || next(at);
}

function isAt(text: string, place: 'start' | 'end' | 'word' | 'noWord', at: number): boolean {
  if (place === 'start') return at === 0;
  if (place === 'end') return at === text.length;
  const isWord = (index: number): boolean => index >= 0 && index < text.length && word(text.charCodeAt(index));
  return (isWord(at - 1) !== isWord(at)) === (place === 'word');
}

/** The first match from a place on; null: there is none; undefined: not followed. */
export function findMatch(regex: Regex, text: string, from: number, spent: Budget = { steps: 0 }): Match | null | undefined {
  const attempt: Attempt = { text, groups: [], spent };
  try {
    for (let start = from; start <= text.length; start++) {
      attempt.groups.length = 0;
      let end = -1;
      if (go(attempt, regex.root, start, (at) => ((end = at), true)))
        return { start, end, groups: [{ start, end }, ...attempt.groups.slice(1)] };
    }
    return null;
  } catch (error) {
    if (error instanceof NotFollowed || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** String#matches: the whole text; undefined: not followed. */
export function matchesWhole(regex: Regex, text: string): Match | null | undefined {
  const attempt: Attempt = { text, groups: [], spent: { steps: 0 } };
  try {
    const fits = go(attempt, regex.root, 0, (at) => at === text.length);
    return fits ? { start: 0, end: text.length, groups: [{ start: 0, end: text.length }, ...attempt.groups.slice(1)] } : null;
  } catch (error) {
    if (error instanceof NotFollowed || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** All matches one after the other, as Matcher#find gives them; undefined: not followed. */
export function findAll(regex: Regex, text: string): readonly Match[] | undefined {
  const found: Match[] = [];
  const spent: Budget = { steps: 0 };
  for (let at = 0; at <= text.length;) {
    const match = findMatch(regex, text, at, spent);
    if (match === undefined) return undefined;
    if (match === null) break;
    found.push(match);
    at = match.end > match.start ? match.end : match.end + 1;
  }
  return found;
}

/** What a replacement of `replaceAll` writes for a match (`$1`, `${name}`, `\$`); undefined: not followed, or refused by Java. */
export function expand(replacement: string, regex: Regex, text: string, match: Match): string | undefined {
  let written = '';
  for (let i = 0; i < replacement.length; i++) {
    const next = replacement[i]!;
    if (next === '\\') {
      i++;
      if (i === replacement.length) return undefined;
      written += replacement[i]!;
    } else if (next === '$') {
      const reference = /^\$(?:(\d)|\{([A-Za-z][A-Za-z0-9]*)\})/.exec(replacement.slice(i));
      if (reference === null) return undefined;
      let index = reference[1] === undefined ? regex.names.get(reference[2]!) : Number(reference[1]);
      i += reference[0].length - 1;
      // More digits belong to it while there is such a group.
      for (; reference[1] !== undefined && index !== undefined && /\d/.test(replacement[i + 1] ?? ''); i++) {
        const longer = index * 10 + Number(replacement[i + 1]);
        if (longer > regex.groups) break;
        index = longer;
      }
      if (index === undefined || index > regex.groups) return undefined;
      const group = match.groups[index];
      written += group === undefined ? '' : text.slice(group.start, group.end);
    } else written += next;
  }
  return written;
}
