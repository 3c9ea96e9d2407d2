/** Adds arguments to a call as its author would have written them. */
import type { TextEdit } from '../../../../base/edits.js';
import type { CallSite } from '../../../writing/callSite.js';

/** The texts go before the argument at `index`, or behind the last one. */
export function insertArguments({ call, text }: CallSite, index: number, added: readonly string[]): TextEdit {
  const { args, argsSpan } = call;
  const next = args[index];
  if (next !== undefined) {
    const between = beginsLine(text, next.span.start) ? `,${lineBreak(text, next.span.start)}` : ', ';
    return { span: { start: next.span.start, end: next.span.start }, newText: added.map((one) => one + between).join('') };
  }
  const last = args.at(-1);
  if (last === undefined) return { span: { start: argsSpan.start, end: argsSpan.start }, newText: added.join(', ') };
  const between = args.length > 1 && beginsLine(text, last.span.start) ? `,${lineBreak(text, last.span.start)}` : ', ';
  return { span: { start: last.span.end, end: last.span.end }, newText: added.map((one) => between + one).join('') };
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
