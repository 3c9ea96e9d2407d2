/** java.lang.String: what its methods do, by name. What looks into a text is done only where all of it is known. */
import { array } from '../arrayValues.js';
import { primitive, stringType } from '../javaTypes.js';
import { isExact, textOfCode } from '../../values/holes.js';
import { charOf, charValue, intOf, intValue } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { Value } from '../../values/values.js';
import {
  booleanOrUnclear,
  booleanValue,
  defaultOf,
  methodOf,
  textValue,
  throwNull,
  unclear,
  type LibraryCall,
  type Methods,
} from './call.js';
import { isWhitespace } from './characters.js';
import { compareTexts } from './comparing.js';
import { collection } from './elements.js';
import { createFlow } from './pipelines.js';
import { format } from './format.js';
import { joined } from './joined.js';
import { hashOfText } from '../../values/maps.js';
import { javaEquals } from './equalsAndHash.js';
import { expand, findAll, isPlain, matchesWhole, parseRegex } from './regex.js';

type TextMethods = Methods<string>;

const asText = (text: string): Value => ({ kind: 'text', text });

function made(call: LibraryCall, text: string): Value {
  return call.run.made(text.length, () => text, call.site);
}

/** A text, or a char as a text; undefined: neither, or not wholly known. */
function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return isExact(value.text) ? value.text : undefined;
  if (value?.kind === 'native' && value.type === 'StringBuilder' && value.state.loss === undefined)
    return isExact(value.state.text) ? value.state.text : undefined;
  const char = charOf(value);
  return char === undefined ? undefined : textOfCode(char);
}

/** Ranges that Java refuses. */
export function checkRange(call: LibraryCall, from: number, to: number, length: number): void {
  if (from < 0 || to > length || from > to)
    throwJava('java.lang.StringIndexOutOfBoundsException', `begin ${from}, end ${to}, length ${length}`, call.site);
}

function throwCharAt(call: LibraryCall): never {
  // Worded otherwise by each version of Java.
  throwJava(
    'java.lang.StringIndexOutOfBoundsException',
    call.run.unknown('the words of this exception depend on the version of Java', call.site),
    call.site,
  );
}

/** A method of two texts. */
function withText(read: (text: string, other: string) => Value): TextMethods[string] {
  return (call, text) => {
    if (call.args[0]?.kind === 'null') throwNull(call);
    const other = textOf(call.args[0]);
    return other === undefined || call.args.length > 1 ? undefined : read(text, other);
  };
}

function indexOf(which: 'indexOf' | 'lastIndexOf'): TextMethods[string] {
  return (call, text) => {
    const [wanted, start] = call.args;
    const code = intOf(wanted);
    const other = wanted?.kind === 'text' ? textOf(wanted) : code === undefined ? undefined : textOfCode(code);
    const from = start === undefined ? undefined : intOf(start);
    if (other === undefined || (start !== undefined && from === undefined) || call.args.length > 2) return undefined;
    if (which === 'indexOf') return intValue(text.indexOf(other, from ?? 0));
    return intValue(from !== undefined && from < 0 ? -1 : text.lastIndexOf(other, from ?? Infinity));
  };
}

/** Where case depends on the language, or on the version of Unicode, nothing is said. */
function changeCase(to: 'toUpperCase' | 'toLowerCase'): TextMethods[string] {
  return (call, text) => {
    const [locale] = call.args;
    if (locale !== undefined && !(locale.kind === 'native' && locale.type === 'locale')) return undefined;
    return made(call, to === 'toUpperCase' ? text.toUpperCase() : text.toLowerCase());
  };
}

function stripped(start: boolean, end: boolean, isSpace: (code: number) => boolean): TextMethods[string] {
  return (call, text) => {
    const codes = codesOf(text);
    const firstKept = codes.findIndex((code) => !isSpace(code));
    const lastKept = codes.findLastIndex((code) => !isSpace(code));
    if (firstKept < 0) return made(call, '');
    const from = start ? firstKept : 0;
    const to = end ? lastKept + 1 : text.length;
    return made(call, text.slice(from, to));
  };
}

const replace: TextMethods[string] = (call, text) => {
  const [target, replacement] = call.args.map(textOf);
  if (call.args.some((arg) => arg.kind === 'null')) throwNull(call);
  if (target === undefined || replacement === undefined) return undefined;
  const count = target === '' ? text.length + 1 : text.split(target).length - 1;
  return call.run.made(text.length + count * replacement.length, () => text.replaceAll(target, () => replacement), call.site);
};

function replaceByRegex(which: 'all' | 'first'): TextMethods[string] {
  return (call, text) => {
    const [source, replacement] = call.args.map(textOf);
    const regex = source === undefined ? undefined : parseRegex(source);
    if (regex === undefined || replacement === undefined || !isPlain(text)) return undefined;
    call.run.spend(call.site, text.length);
    const found = findAll(regex, text);
    if (found === undefined) return undefined;
    let written = '';
    let at = 0;
    for (const match of which === 'all' ? found : found.slice(0, 1)) {
      const put = expand(replacement, regex, text, match);
      if (put === undefined) return undefined;
      written += text.slice(at, match.start) + put;
      at = match.end;
      if (written.length > longest) break;
    }
    written += text.slice(at);
    return made(call, written);
  };
}

/** Longer ones are not followed anyway (`Run.made`). */
const longest = 20_000;

/** String#split: trailing empty parts are dropped without a limit, and a match of nothing at the start makes no part. */
const split: TextMethods[string] = (call, text) => {
  const [source, given] = call.args;
  const pattern = textOf(source);
  const limit = given === undefined ? 0 : intOf(given);
  const regex = pattern === undefined ? undefined : parseRegex(pattern);
  if (
    regex === undefined ||
    limit === undefined ||
    (!isPlain(text) && !/^(?:\\?[^\w\\^$.|?*+()[\]{}]|\\[.|$^?*+()[\]{}\\])$/.test(pattern ?? ''))
  )
    return undefined;
  call.run.spend(call.site, text.length);
  const found = findAll(regex, text);
  if (found === undefined) return undefined;
  const parts: string[] = [];
  let at = 0;
  for (const match of found) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match.end === 0) continue;
    parts.push(text.slice(at, match.start));
    at = match.end;
  }
  if (at === 0 && parts.length === 0) return array([textValue(text)], stringType);
  parts.push(text.slice(at));
  if (limit === 0) while (parts.length > 0 && parts.at(-1) === '') parts.pop();
  call.run.spend(call.site, parts.length);
  return array(parts.map(textValue), stringType);
};

const matches: TextMethods[string] = (call, text) => {
  const source = textOf(call.args[0]);
  const regex = source === undefined ? undefined : parseRegex(source);
  const match = regex === undefined || !isPlain(text) ? undefined : matchesWhole(regex, text);
  call.run.spend(call.site, Math.ceil(text.length / 16));
  return match === undefined ? undefined : booleanValue(match !== null);
};

const charAt: TextMethods[string] = (call, text) => {
  const index = intOf(call.args[0]);
  if (index === undefined) return undefined;
  if (index < 0 || index >= text.length) throwCharAt(call);
  return charValue(text.charCodeAt(index));
};

function substring(call: LibraryCall, text: string): Value | undefined {
  const from = intOf(call.args[0]);
  const to = call.args[1] === undefined ? text.length : intOf(call.args[1]);
  if (from === undefined || to === undefined) return undefined;
  checkRange(call, from, to, text.length);
  return made(call, text.slice(from, to));
}

/** Lines without their ends; a last empty one is none. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function region(call: LibraryCall, text: string): Value | undefined {
  const flagged = call.args[0]?.kind === 'boolean';
  const [offset, other, otherOffset, length] = flagged ? call.args.slice(1) : call.args;
  const [from, start, count] = [offset, otherOffset, length].map(intOf);
  const wanted = textOf(other);
  if (from === undefined || start === undefined || count === undefined || wanted === undefined) return undefined;
  if (from < 0 || start < 0 || from + count > text.length || start + count > wanted.length) return booleanValue(false);
  const [left, right] = [text.slice(from, from + count), wanted.slice(start, start + count)];
  const ignore = call.args[0]?.kind === 'boolean' && call.args[0].value;
  return ignore ? sameIgnoringCase(left, right) : booleanValue(left === right);
}

/** As String#equalsIgnoreCase: char by char, over upper and lower case. undefined: beyond ASCII it depends on Unicode's version. */
function sameIgnoringCase(a: string, b: string): Value | undefined {
  if (a.length !== b.length) return booleanValue(false);
  if (/[^\0-\x7f]/.test(a + b)) return a === b ? booleanValue(true) : undefined;
  return booleanValue(a.toLowerCase() === b.toLowerCase());
}

/** String#indent: each line gets or loses spaces, and ends with \n. */
function indent(call: LibraryCall, text: string): Value | undefined {
  const count = intOf(call.args[0]);
  if (count === undefined || Math.abs(count) > 1_000) return undefined;
  const lines = linesOf(text).map((line) => {
    if (count >= 0) return ' '.repeat(count) + line;
    let at = 0;
    while (at < -count && at < line.length && isWhitespace(line.charCodeAt(at))) at++;
    return line.slice(at);
  });
  return made(call, lines.length === 0 ? '' : `${lines.join('\n')}\n`);
}

/** For texts that are wholly known, as their arguments are. */
const exactMethods: TextMethods = {
  toUpperCase: changeCase('toUpperCase'),
  toLowerCase: changeCase('toLowerCase'),
  trim: stripped(true, true, (code) => code <= 32),
  strip: stripped(true, true, isWhitespace),
  stripLeading: stripped(true, false, isWhitespace),
  stripTrailing: stripped(false, true, isWhitespace),
  length: (_, text) => intValue(text.length),
  isEmpty: (_, text) => booleanValue(text === ''),
  isBlank: (_, text) => booleanValue(codesOf(text).every(isWhitespace)),
  startsWith(call, text) {
    const [prefix, from] = [textOf(call.args[0]), call.args[1] === undefined ? 0 : intOf(call.args[1])];
    return prefix === undefined || from === undefined
      ? undefined
      : booleanValue(from >= 0 && text.startsWith(prefix, from) && from <= text.length);
  },
  endsWith: withText((text, other) => booleanValue(text.endsWith(other))),
  contains: withText((text, other) => booleanValue(text.includes(other))),
  equalsIgnoreCase(call, text) {
    if (call.args[0]?.kind === 'null') return booleanValue(false);
    const other = textOf(call.args[0]);
    return other === undefined ? undefined : sameIgnoringCase(text, other);
  },
  compareTo: withText((text, other) => intValue(compareTexts(text, other))),
  compareToIgnoreCase: (call, text) => {
    const other = textOf(call.args[0]);
    if (other === undefined || /[^\0-\x7f]/.test(text + other)) return undefined;
    return intValue(compareTexts(text.toLowerCase(), other.toLowerCase()));
  },
  contentEquals: withText((text, other) => booleanValue(text === other)),
  hashCode: (_, text) => intValue(hashOfText(text)),
  replace,
  replaceAll: replaceByRegex('all'),
  replaceFirst: replaceByRegex('first'),
  matches,
  split,
  substring,
  subSequence: substring,
  indexOf: indexOf('indexOf'),
  lastIndexOf: indexOf('lastIndexOf'),
  charAt,
  codePointAt(call, text) {
    const index = intOf(call.args[0]);
    if (index === undefined) return undefined;
    if (index < 0 || index >= text.length) throwCharAt(call);
    return intValue(text.codePointAt(index)!);
  },
  codePointCount: (call, text) => {
    const [from, to] = call.args.map(intOf);
    return from === undefined || to === undefined || from < 0 || to > text.length
      ? undefined
      : intValue(Array.from(text.slice(from, to)).length);
  },
  repeat(call, text) {
    const count = intOf(call.args[0]);
    if (count === undefined) return undefined;
    if (count < 0) throwJava('java.lang.IllegalArgumentException', `count is negative: ${count}`, call.site);
    return call.run.made(count * text.length, () => text.repeat(count), call.site);
  },
  regionMatches: region,
  toCharArray(call, text) {
    call.run.spend(call.site, text.length);
    return array(codesOf(text).map(charValue), primitive('char'));
  },
  chars(call, text) {
    call.run.spend(call.site, text.length);
    return createFlow(array(codesOf(text).map(intValue)), 'int');
  },
  codePoints(call, text) {
    call.run.spend(call.site, text.length);
    return createFlow(array(Array.from(text, (character) => intValue(character.codePointAt(0) ?? 0))), 'int');
  },
  lines: (call, text) => createFlow(collection(call.run, 'ArrayList', linesOf(text).map(textValue), call.site), 'object'),
  indent,
  getChars(call, text) {
    const [from, to, target, at] = call.args;
    const [start, end, place] = [from, to, at].map(intOf);
    if (start === undefined || end === undefined || place === undefined || target?.kind !== 'list' || target.open) return undefined;
    checkRange(call, start, end, text.length);
    if (place < 0 || place + end - start > target.items.length) return undefined;
    for (let i = start; i < end; i++) target.items[place + i - start] = charValue(text.charCodeAt(i));
    return { kind: 'void' };
  },
};

function codesOf(text: string): number[] {
  const codes: number[] = [];
  for (let i = 0; i < text.length; i++) codes.push(text.charCodeAt(i));
  return codes;
}

/** Also for texts of which a part is not known. */
const anyMethods: TextMethods = {
  concat(call, text) {
    const [other] = call.args;
    if (other?.kind === 'null') throwNull(call);
    return other === undefined ? undefined : joined(call.run, [asText(text), other], ['', '', ''], call.site);
  },
  formatted: (call, text) => format(call, text, call.args),
};

export function callText(call: LibraryCall, target: Extract<Value, { kind: 'text' }>): Value | undefined {
  const { method, args, run } = call;
  const { text } = target;
  if (method === 'toString') return target;
  // The one object for all equal texts, as a constant is (JLS §3.10.5).
  if (method === 'intern') return { kind: 'text', text, identity: 'constant' };
  // No text equals what is not there.
  const unset = /^equals(?:IgnoreCase)?$/.test(method) ? defaultOf(call, args[0], booleanValue(false)) : undefined;
  if (unset !== undefined) return unset;
  if (method === 'equals') {
    const [other] = args;
    const same = other === undefined ? undefined : javaEquals(run, target, other, call.site);
    return booleanOrUnclear(call, same, [target, ...args], 'a comparison with what is not known');
  }
  const always = methodOf(anyMethods, method);
  if (always !== undefined) return always(call, text);
  if (method === 'isEmpty' && !isExact(text) && /[^\uE000-\uE019]/.test(text.replace(/\uE000[^\uE000\uE001]*\uE001/g, '')))
    return booleanValue(false);
  const exact = methodOf(exactMethods, method);
  if (exact === undefined) return undefined;
  if (!isExact(text) || args.some((arg) => arg.kind === 'unknown' || (arg.kind === 'text' && !isExact(arg.text))))
    return unknownOrLost(call, target, `${method}() of a text that is not wholly known`);
  return exact(call, text) ?? unknownOrLost(call, target);
}

/** What is not followed is not known; undefined of a method that writes into what it is given. */
function unknownOrLost(call: LibraryCall, target: Value, reason?: string): Value | undefined {
  return call.method === 'getChars' ? undefined : unclear(call, [target, ...call.args], reason);
}
