/** A long name on two lines, so that nodes stay narrow. */
import { plainText } from '../plainText.js';

const most = 28;

/** Breaks behind a hyphen, dot or underscore; the middle of what is too long gives way, for names differ at their ends. */
export function toLabelLines(name: string): string[] {
  const text = plainText(name);
  if (text.length <= most) return [text];
  const [first, second] = atBreak(text);
  if (second.length <= most) return [first, second];
  return [first, `…${second.slice(1 - most)}`];
}

function atBreak(text: string): [string, string] {
  const start = text.slice(0, most);
  const end = Math.max(start.lastIndexOf('-'), start.lastIndexOf('.'), start.lastIndexOf('_'), start.lastIndexOf(' '));
  const length = end < most / 3 ? most : end + 1;
  return [text.slice(0, length), text.slice(length)];
}
