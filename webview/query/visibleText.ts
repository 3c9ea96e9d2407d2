/** Untrusted text as nodes: what has no picture of its own, or would turn or hide what stands beside it, is shown as a sign or a number. */
import { html } from '../shared/elements.js';

/** Controls, marks of direction, invisible and lone surrogates. */
const unseen =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- that is what they are
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udfff]/g;

function signOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (char === '\n') return '\u21b5';
  if (char === '\t') return '\u21e5';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  if (code === 0xa0) return '\u237d';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

const plain = /^[ -~]*$/;

/** `lines`: breaks and tabs are kept as what they are. */
export function visibleText(text: string, lines = false): (string | HTMLElement)[] {
  if (plain.test(text)) return [text];
  const nodes: (string | HTMLElement)[] = [];
  let from = 0;
  for (const match of text.matchAll(unseen)) {
    const [char] = match;
    if (lines && (char === '\n' || char === '\t')) continue;
    if (match.index > from) nodes.push(text.slice(from, match.index));
    const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    nodes.push(html('span', { class: 'unseen', title: `U+${code}` }, signOf(char)));
    from = match.index + char.length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}

/** The same without elements. */
export function visibleString(text: string, lines = false): string {
  return text.replaceAll(unseen, (char) => (lines && (char === '\n' || char === '\t') ? char : signOf(char)));
}
