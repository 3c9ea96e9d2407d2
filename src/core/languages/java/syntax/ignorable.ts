/**
 * Characters that Java takes inside a name and does not see (JLS §3.8, `Character.isIdentifierIgnorable`; javac leaves them out): zero-width
 * spaces and joiners, marks of direction, a soft hyphen. They are left out where they stand in a name; texts and comments keep them.
 * So are underscores of a number that the grammar does not take: behind the first in a row (`1__0`), and behind an octal's zero (`0_7`).
 */
import { countBelow } from '../../../../base/countBelow.js';
import { endAfter, endOfQuoted } from '../../../../base/textEnds.js';
import type { SourceText } from '../../../form/sourceText.js';

const ignorable = /\p{Cf}/u;

/** A control character that is no white space, or a format character. */
function isIgnorable(character: string): boolean {
  const code = character.charCodeAt(0);
  return code < 9 || (code > 13 && code < 28) || (code > 126 && code < 160) || ignorable.test(character);
}

const inName = /[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Sc}\p{Pc}]/u;

export function withoutIgnorable(java: SourceText): SourceText {
  const { text } = java;
  // Of most files every character is one of these.
  if (!/[^\t\n\f\r -~]/.test(text) && !/__|\b0_/.test(text)) return java;
  const removed = placesLeftOut(text);
  if (removed.length === 0) return java;
  const pieces: string[] = [];
  let copied = 0;
  for (const at of removed) {
    pieces.push(text.slice(copied, at));
    copied = at + 1;
  }
  pieces.push(text.slice(copied));
  // The character before one that is left out stands for both.
  const before = (offset: number): number => countBelow(removed.length, (i) => removed[i]! - i <= offset);
  return {
    written: java.written,
    text: pieces.join(''),
    toFile: (offset) => java.toFile(offset + before(offset)),
    fromFile(offset) {
      const seen = java.fromFile(offset);
      return seen - countBelow(removed.length, (i) => removed[i]! <= seen);
    },
  };
}

/** Where they stand after a character of a name or a number, outside texts and comments. */
function placesLeftOut(text: string): number[] {
  const found: number[] = [];
  let name = false;
  let number: number | undefined; // where it begins
  for (let at = 0; at < text.length; at++) {
    const end = endOfLiteral(text, at);
    if (end > at) {
      at = end - 1;
      name = false;
      continue;
    }
    const character = text[at]!;
    if (inName.test(character)) {
      if (!name) number = /\d/.test(character) ? at : undefined;
      if (number !== undefined && character === '_' && (text[at - 1] === '_' || text.slice(number, at) === '0')) found.push(at);
      name = true;
    } else if (name && isIgnorable(character)) found.push(at);
    else name = false;
  }
  return found;
}

/** The end of a text, character or comment that begins here; the offset itself where none does. */
function endOfLiteral(text: string, at: number): number {
  const first = text[at];
  if (first === '/' && text[at + 1] === '/') return endAfter(text, '\n', at + 2);
  if (first === '/' && text[at + 1] === '*') return endAfter(text, '*/', at + 2);
  if (first !== '"' && first !== "'") return at;
  if (first === '"' && text.startsWith('""', at + 1)) return endOfQuoted(text, '"""', at + 3);
  return endOfQuoted(text, first, at + 1);
}
