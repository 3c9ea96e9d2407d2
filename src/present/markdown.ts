/** Markdown from text that nobody vouches for: names come out of the user's code, and from clusters. */
import { printable } from '../base/printable.js';

/** In UTF-16 units: of a longer text, the end is left out. */
const longestText = 2000;
const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

/** Shows the text as it is, in monospace: a fence longer than any run of backticks inside. */
export function codeSpan(text: string): string {
  const oneLine = printable(text.replaceAll(/[\r\n\t]+/g, ' '));
  const longest = Math.max(0, ...[...oneLine.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = oneLine.startsWith('`') || oneLine.endsWith('`') || oneLine.trim() === '' ? ' ' : '';
  return `${fence}${pad}${oneLine}${pad}${fence}`;
}

/** For messages of the editor, which make links, also to commands, of `[text](address)`. */
export function noticeText(text: string): string {
  return printable(cut(text).replaceAll(/\s+/g, ' ')).replaceAll('](', ']\u200b(');
}

/** Shows the text as it is, in the running font. */
export function plainText(text: string): string {
  return printable(cut(text).replaceAll(/\s+/g, ' ')).replaceAll(/[\\`*_{}[\]()#+\-.!~<>|&$:]/g, String.raw`\$&`);
}
