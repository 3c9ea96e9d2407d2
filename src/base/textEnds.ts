/** Where comments and texts of Java, Kotlin and their like end. */

/** Behind the next `end`; the end of all where there is none. */
export function endAfter(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found + end.length;
}

/** Behind the quote that closes a text which began before `from`. A text of one line ends at the end of the line, if not before. */
export function endOfQuoted(text: string, quote: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (text[at] === '\n' && quote.length === 1) return at;
  }
  return text.length;
}
