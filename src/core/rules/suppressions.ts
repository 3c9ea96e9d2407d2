/** `// kslens-disable-next-line RULE, RULE -- why` and `// kslens-disable-line RULE`. */
import { createLineIndex } from '../../base/text.js';
import type { Suppression } from '../report.js';
import type { SourceText } from '../form/sourceText.js';
import type { SuppressedName } from './unknownSuppression.js';

const marker = /kslens-disable-(next-)?line[ \t]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)/y;

export interface WrittenSuppression {
  readonly suppression: Suppression;
  readonly names: readonly SuppressedName[];
}

/** In the order of the text. Only in comments: what a string says is data. */
export function findSuppressions(file: string, { written, text, toFile }: SourceText): WrittenSuppression[] {
  if (!text.includes('kslens-disable-')) return [];
  const index = createLineIndex(written);
  const lineOf = (offset: number): number => index.toLineColumn(toFile(offset)).line;
  const found: WrittenSuppression[] = [];
  for (const { start, end } of commentsOf(text)) {
    for (let at = text.indexOf('kslens-disable-', start); at >= 0 && at < end; at = text.indexOf('kslens-disable-', at + 1)) {
      marker.lastIndex = at;
      const match = marker.exec(text.slice(0, end));
      if (match === null) continue;
      const line = match[1] === undefined ? lineOf(at) : lineOf(end) + 1;
      const names = namesIn(file, match[2]!, at + match[0].length - match[2]!.length);
      found.push({ suppression: { file, line, rules: names.map(({ rule }) => rule) }, names });
    }
  }
  return found;
}

const namesIn = (file: string, list: string, from: number): SuppressedName[] =>
  [...list.matchAll(/[\w-]+/g)].map(({ 0: rule, index }) => ({
    rule,
    site: { file, start: from + index, end: from + index + rule.length },
  }));

/** Comments of Java and of languages that write them alike; strings, text blocks and characters are passed over. */
function commentsOf(text: string): { readonly start: number; readonly end: number }[] {
  const token = /\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|"""(?:\\[^]|[^\\])*?(?:"""|$)|"(?:\\.|[^"\\\r\n])*"?|'(?:\\.|[^'\\\r\n])*'?/g;
  return [...text.matchAll(token)]
    .filter(([part]) => part.startsWith('/'))
    .map(({ 0: part, index }) => ({ start: index, end: index + part.length }));
}

/** The line to write above the finding's line, indented as that is, with the text's own line end. */
export function suppressionLine(text: string, line: number, rule: string): { readonly offset: number; readonly newText: string } {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  let offset = 0;
  for (let i = 1; i < line; i++) {
    const next = text.indexOf('\n', offset);
    if (next < 0) break;
    offset = next + 1;
  }
  const indentation = /^[ \t]*/.exec(text.slice(offset))![0];
  return { offset, newText: `${indentation}// kslens-disable-next-line ${rule}${end}` };
}
