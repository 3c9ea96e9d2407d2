/**
 * The first steps of reading Java (JLS §3.2, §3.3, §3.4): Unicode escapes become characters, wherever they stand, and a line may end
 * with a carriage return alone. They come before comments, literals and names are told apart: an escape may end a comment.
 */

import { countBelow } from '../../../base/countBelow.js';
import { withoutIgnorable } from './ignorable.js';

/** A file's text as the compiler sees it, and where its characters stand in the file. */
export interface JavaText {
  /** What the file says. */
  readonly written: string;
  /** What spans of the syntax are of. */
  readonly text: string;
  /** Where the character at an offset into `text` is written in the file. */
  toFile(offset: number): number;
  /** The offset into `text` of the character that is written, or whose escape is, at an offset into the file. */
  fromFile(offset: number): number;
}

const loneReturn = /\r(?!\n)/g;
const afterBackslash = /u+([0-9a-fA-F]{4})/y;
const itself = (offset: number): number => offset;

/** `malformedAt`: an offset into the file, where an escape is that Java does not take. */
export function readJavaText(written: string): JavaText | { readonly malformedAt: number } {
  const read = readEscapes(written);
  return 'text' in read ? withoutIgnorable(read) : read;
}

function readEscapes(written: string): JavaText | { readonly malformedAt: number } {
  if (!written.includes('\\u')) return { written, text: withNewlines(written), toFile: itself, fromFile: itself };
  const pieces: string[] = [];
  // Of each escape: where its character is in the text, and how much shorter the text is than the file after it.
  const places: number[] = [];
  const shorter: number[] = [];
  let copied = 0;
  let length = 0;
  for (let at = written.indexOf('\\'); at >= 0; at = written.indexOf('\\', at)) {
    if (written[at + 1] !== 'u') {
      // Of two backslashes the second begins no escape.
      at += written[at + 1] === '\\' ? 2 : 1;
      continue;
    }
    afterBackslash.lastIndex = at + 1;
    const digits = afterBackslash.exec(written)?.[1];
    if (digits === undefined) return { malformedAt: at };
    const before = written.slice(copied, at);
    pieces.push(before, String.fromCharCode(Number.parseInt(digits, 16)));
    length += before.length + 1;
    copied = at = afterBackslash.lastIndex;
    places.push(length - 1);
    shorter.push(copied - length);
  }
  pieces.push(written.slice(copied));
  const shift = (i: number): number => (i === 0 ? 0 : shorter[i - 1]!);
  const startOf = (i: number): number => places[i]! + shift(i);
  return {
    written,
    text: withNewlines(pieces.join('')),
    toFile: (offset) => offset + shift(countBelow(places.length, (i) => places[i]! < offset)),
    fromFile(offset) {
      const after = countBelow(places.length, (i) => startOf(i) <= offset);
      if (after === 0) return offset;
      return Math.max(places[after - 1]!, offset - shift(after));
    },
  };
}

/** One character for one. */
function withNewlines(text: string): string {
  return text.includes('\r') ? text.replace(loneReturn, '\n') : text;
}
