/** Adds arguments to a call as its author would have written them. */
import type { TextEdit } from '../../../../base/edits.js';
import { argumentSpan, type CallSite } from '../../../writing/callSite.js';

/** The texts go before the argument at `index`, or behind the last one. */
export function insertArguments(site: CallSite, index: number, added: readonly string[]): TextEdit {
  const { call, text } = site;
  const { args, argsSpan } = call;
  const next = args[index] && argumentSpan(site, index);
  if (next !== undefined) {
    const between = beginsLine(text, next.start) ? `,${lineBreak(text, next.start)}` : ', ';
    return { span: { start: next.start, end: next.start }, newText: added.map((one) => one + between).join('') };
  }
  if (args.length === 0) return { span: { start: argsSpan.start, end: argsSpan.start }, newText: added.join(', ') };
  const last = argumentSpan(site, args.length - 1);
  const between = args.length > 1 && beginsLine(text, last.start) ? `,${lineBreak(text, last.start)}` : ', ';
  return { span: { start: last.end, end: last.end }, newText: added.map((one) => between + one).join('') };
}

/** Nothing but white space stands before it in its line. */
function beginsLine(text: string, offset: number): boolean {
  const start = text.lastIndexOf('\n', offset - 1);
  return start >= 0 && /^[ \t]*$/.test(text.slice(start + 1, offset));
}

/** The line break and indentation before a place that begins its line. */
function lineBreak(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1);
  return (text[start - 1] === '\r' ? '\r' : '') + text.slice(start, offset);
}
