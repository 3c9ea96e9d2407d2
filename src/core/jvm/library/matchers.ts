/** java.util.regex.Pattern and Matcher, as far as regex.ts goes. */
import { isExact } from '../../values/holes.js';
import { intOf, intValue } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { MatcherState, NativeValue, Value } from '../../values/values.js';
import { booleanValue, nullValue, textValue, type LibraryCall, type Method, type Methods } from './call.js';
import { expand, findAll, findMatch, isPlain, matchesWhole, parseRegex, type Match, type Regex } from './regex.js';
import { callText } from './texts.js';

type Pattern = Extract<NativeValue, { type: 'Pattern' }>;

const ignoreCaseFlag = 2;

function regexOf(state: Pick<MatcherState, 'pattern' | 'ignoreCase'>): Regex | undefined {
  return isExact(state.pattern) ? parseRegex(state.pattern, state.ignoreCase) : undefined;
}

function matcherOf(call: LibraryCall, { pattern, flags }: Pattern['state']): Value | undefined {
  const [text] = call.args;
  if (text?.kind !== 'text' || !isExact(text.text) || !isPlain(text.text)) return undefined;
  if (flags !== 0 && flags !== ignoreCaseFlag) return undefined;
  const state: MatcherState = { pattern, ignoreCase: flags === ignoreCaseFlag, text: text.text, from: 0, groups: undefined };
  return regexOf(state) === undefined ? undefined : { kind: 'native', type: 'matcher', state };
}

/** A method of a Pattern; undefined: not followed. */
export function callPattern(call: LibraryCall, target: Pattern): Value | undefined {
  const { method, args } = call;
  const { pattern, flags } = target.state;
  switch (method) {
    case 'pattern':
    case 'toString':
      return { kind: 'text', text: pattern };
    case 'matcher':
      return matcherOf(call, target.state);
    case 'split':
      return flags === 0 && args[0]?.kind === 'text'
        ? callText({ ...call, args: [textValue(pattern), ...args.slice(1)] }, args[0])
        : undefined;
    default:
      return undefined;
  }
}

/** Pattern.matches: of the whole text. */
export function patternMatches(call: LibraryCall): Value | undefined {
  const [pattern, text] = call.args;
  return text?.kind === 'text' && pattern !== undefined ? callText({ ...call, method: 'matches', args: [pattern] }, text) : undefined;
}

/** A question that looks for a match; what it finds is kept. */
function looking(find: (regex: Regex, state: MatcherState) => Match | null | undefined): Method<MatcherState> {
  return (call, state) => {
    const regex = regexOf(state);
    call.run.spend(call.site, 1 + Math.floor(state.text.length / 16));
    const match = regex === undefined ? undefined : find(regex, state);
    if (match === undefined) return undefined;
    state.groups = match?.groups;
    if (match !== null) state.from = match.end > match.start ? match.end : match.end + 1;
    return booleanValue(match !== null);
  };
}

/** The group that the arguments name; the whole match without one. */
function group(call: LibraryCall, state: MatcherState): { readonly start: number; readonly end: number } | 'none' | undefined {
  if (state.groups === undefined) throwJava('java.lang.IllegalStateException', 'No match found', call.site);
  const [which] = call.args;
  const index = which === undefined ? 0 : which.kind === 'text' ? regexOf(state)?.names.get(which.text) : intOf(which);
  if (index === undefined) return undefined;
  const count = regexOf(state)?.groups ?? 0;
  if (index < 0 || index > count) throwJava('java.lang.IndexOutOfBoundsException', `No group ${index}`, call.site);
  return state.groups[index] ?? 'none';
}

function position(edge: 'start' | 'end'): Method<MatcherState> {
  return (call, state) => {
    const found = group(call, state);
    return found === undefined ? undefined : intValue(found === 'none' ? -1 : found[edge]);
  };
}

function replaced(which: 'replaceAll' | 'replaceFirst'): Method<MatcherState> {
  return (call, state) => {
    const [replacement] = call.args;
    const regex = regexOf(state);
    const found = regex === undefined ? undefined : findAll(regex, state.text);
    if (regex === undefined || found === undefined || replacement?.kind !== 'text' || !isExact(replacement.text)) return undefined;
    let written = '';
    let at = 0;
    for (const match of which === 'replaceAll' ? found : found.slice(0, 1)) {
      const put = expand(replacement.text, regex, state.text, match);
      if (put === undefined) return undefined;
      written += state.text.slice(at, match.start) + put;
      at = match.end;
    }
    written += state.text.slice(at);
    return call.run.made(written.length, () => written, call.site);
  };
}

const methods: Methods<MatcherState> = {
  matches: looking((regex, { text }) => matchesWhole(regex, text)),
  find: looking((regex, { text, from }) => (from > text.length ? null : findMatch(regex, text, from))),
  lookingAt: looking((regex, { text }) => {
    const match = findMatch(regex, text, 0);
    return match?.start === 0 || match === undefined ? match : null;
  }),
  group(call, state) {
    const found = group(call, state);
    if (found === 'none') return nullValue;
    return found === undefined ? undefined : textValue(state.text.slice(found.start, found.end));
  },
  start: position('start'),
  end: position('end'),
  groupCount: (_, state) => intValue(regexOf(state)?.groups ?? 0),
  replaceAll: replaced('replaceAll'),
  replaceFirst: replaced('replaceFirst'),
};

/** `reset` gives the matcher itself. */
export function callMatcher(call: LibraryCall, target: Extract<NativeValue, { type: 'matcher' }>): Value | undefined {
  const { state } = target;
  if (state.loss !== undefined) return call.run.unknown(state.loss.reason, state.loss.site, { label: `${call.method}()` });
  if (call.method === 'reset' && call.args.length === 0) {
    state.from = 0;
    state.groups = undefined;
    return target;
  }
  if (call.method === 'find' && call.args.length > 0) return undefined;
  return Object.hasOwn(methods, call.method) ? methods[call.method]!(call, state) : undefined;
}

/** Matcher.quoteReplacement. */
export function quoteReplacement(call: LibraryCall): Value | undefined {
  const [text] = call.args;
  return text?.kind === 'text' && isExact(text.text) ? textValue(text.text.replaceAll(/[\\$]/g, (sign) => `\\${sign}`)) : undefined;
}
