/**
 * The first steps of reading Java (JLS §3.2, §3.3, §3.4): Unicode escapes become characters, wherever they stand, and a line may end
 * with a carriage return alone. They come before comments, literals and names are told apart: an escape may end a comment.
 */

import { countBelow } from '../../../../base/countBelow.js';
import type { Malformed, SourceText } from '../../../form/sourceText.js';
import { withoutIgnorable } from './ignorable.js';

const loneReturn = /\r(?!\n)/g;
const afterBackslash = /u+([0-9a-fA-F]{4})/y;
const itself = (offset: number): number => offset;

export function readJavaText(written: string): SourceText | Malformed {
  const read = readEscapes(written);
  return 'text' in read ? withoutIgnorable(read) : read;
}

function readEscapes(written: string): SourceText | Malformed {
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
    if (digits === undefined) return { malformedAt: at, problem: 'a Unicode escape has four hexadecimal digits' };
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
