/**
 * Topic patterns of the code, matched without going back: JavaScript's own engine would take for ever over patterns like `(a+)+b`.
 * A part of a pattern leads from a set of places in the topic to the set of places where it can end, so each place is looked at
 * once for each part, and groups need not be remembered.
 */

export interface TopicPatterns {
  /**
   * Pattern#matches. One that JavaScript does not read, that refers back to a group, or that takes more steps than are left for all of
   * them matches nothing.
   */
  matches(pattern: string, topic: string): boolean;
}

type Part =
  | { readonly kind: 'one'; takes(character: string): boolean }
  | { readonly kind: 'place'; holds(topic: string, at: number): boolean }
  | { readonly kind: 'sequence' | 'either'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number }
  | { readonly kind: 'look'; readonly part: Part; readonly isAhead: boolean; readonly isWanted: boolean };

/** Of groups in groups. */
const deepest = 50;
/** Characters; brokers take topics of 249. */
const longest = 1000;
/** Of places looked at, for all topics of a builder. */
const mostSteps = 100_000;

export function createTopicPatterns(): TopicPatterns {
  const parsed = new Map<string, Part | undefined>();
  const budget = { left: mostSteps };
  return {
    matches(pattern, topic) {
      if (pattern.length > longest || topic.length > longest) return false;
      if (!parsed.has(pattern)) parsed.set(pattern, isReadable(pattern) ? parsePattern(pattern) : undefined);
      const part = parsed.get(pattern);
      return part !== undefined && endsOf(part, topic, new Set([0]), budget).has(topic.length) && budget.left > 0;
    },
  };
}

/** So the parser need not look for errors. */
function isReadable(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

type Places = ReadonlySet<number>;

function endsOf(part: Part, topic: string, starts: Places, budget: { left: number }): Places {
  budget.left -= 1 + starts.size;
  if (budget.left <= 0 || starts.size === 0) return new Set();
  const ends = (inner: Part, from: Places): Places => endsOf(inner, topic, from, budget);
  switch (part.kind) {
    case 'one':
      return placesOf(starts, (at) => at < topic.length && part.takes(topic[at]!), 1);
    case 'place':
      return placesOf(starts, (at) => part.holds(topic, at), 0);
    case 'sequence':
      return part.parts.reduce((from, inner) => ends(inner, from), starts);
    case 'either':
      return new Set(part.parts.flatMap((inner) => [...ends(inner, starts)]));
    case 'repeat':
      return endsOfRepeat(part, starts, ends);
    case 'look': {
      const holds = (at: number): boolean =>
        part.isAhead
          ? ends(part.part, new Set([at])).size > 0
          : Array.from({ length: at + 1 }, (_, from) => from).some((from) => ends(part.part, new Set([from])).has(at));
      return placesOf(starts, (at) => holds(at) === part.isWanted, 0);
    }
  }
}

function placesOf(starts: Places, isOne: (at: number) => boolean, further: number): Places {
  const found = new Set<number>();
  for (const at of starts) if (isOne(at)) found.add(at + further);
  return found;
}

function endsOfRepeat(
  { part, least, most }: Extract<Part, { kind: 'repeat' }>,
  starts: Places,
  ends: (part: Part, from: Places) => Places,
): Places {
  let at = starts;
  // Places only go forward: after as many rounds as the topic has characters there are none, or they stay the same.
  for (let round = 0; round < least && at.size > 0; round++) {
    const next = ends(part, at);
    if (next.size === at.size && [...next].every((place) => at.has(place))) break;
    at = next;
  }
  const found = new Set(at);
  for (let round = least; round < most && at.size > 0; round++) {
    at = new Set([...ends(part, at)].filter((place) => !found.has(place)));
    for (const place of at) found.add(place);
  }
  return found;
}

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);
const places: Readonly<Record<string, Extract<Part, { kind: 'place' }>['holds']>> = {
  '^': (_, at) => at === 0,
  $: (topic, at) => at === topic.length,
  '\\b': (topic, at) => isWord(topic[at - 1]) !== isWord(topic[at]),
  '\\B': (topic, at) => isWord(topic[at - 1]) === isWord(topic[at]),
};

// In the order in which they are tried; each begins where the last token ended.
const group = /\((?:\?(?::|<?[=!]|<\w+>))?/y;
const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const place = /[$^]|\\[bB]/y;
const character = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|[\s\S])|\[(?:[^\]\\]|\\[\s\S])*\]|[\s\S]/y;

/** undefined: it refers back to a group, which takes more than places, or has groups too deep. */
function parsePattern(pattern: string): Part | undefined {
  let at = 0;
  let isKnown = true;
  const take = (token: RegExp): RegExpExecArray | null => {
    token.lastIndex = at;
    const found = token.exec(pattern);
    if (found !== null) at = token.lastIndex;
    return found;
  };

  function either(depth: number): Part {
    const options = [sequence(depth)];
    while (pattern[at] === '|') {
      at++;
      options.push(sequence(depth));
    }
    return { kind: 'either', parts: options };
  }

  function sequence(depth: number): Part {
    const parts: Part[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const part = one(depth);
      const [times, sign, least, comma, most] = take(quantifier) ?? [];
      if (times === undefined) parts.push(part);
      else if (sign !== undefined) parts.push({ kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity });
      else parts.push({ kind: 'repeat', part, least: Number(least), most: Number((comma === undefined ? least : most) || Infinity) });
    }
    return { kind: 'sequence', parts };
  }

  function one(depth: number): Part {
    const opening = take(group)?.[0];
    if (opening !== undefined) {
      if (depth === deepest) isKnown = false;
      if (!isKnown) at = pattern.length;
      const part = either(depth + 1);
      at++;
      if (!/[=!]$/.test(opening)) return part;
      return { kind: 'look', part, isAhead: !opening.includes('<'), isWanted: opening.endsWith('=') };
    }
    const found = take(place)?.[0];
    if (found !== undefined) return { kind: 'place', holds: places[found]! };
    const written = take(character)?.[0] ?? '';
    if (/^\\[1-9k]/.test(written)) isKnown = false;
    if (/^[^.\\[]$/.test(written)) return { kind: 'one', takes: (other) => other === written };
    const ofOne = new RegExp(`^(?:${written})$`);
    return { kind: 'one', takes: (other) => ofOne.test(other) };
  }

  const whole = either(0);
  return isKnown ? whole : undefined;
}
