/** Edits of one text. */
import type { Span } from './text.js';

/** The span's text becomes `newText`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** In order of position; insertions at one place keep their order. */
function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  return edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.i - b.i)
    .map(({ edit }) => edit);
}

/** Some two of the edits change the same characters. */
export function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = sortEdits(edits);
  return sorted.some((edit, i) => i > 0 && edit.span.start < sorted[i - 1]!.span.end);
}

/** The edits must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, newText } of sortEdits(edits)) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

/** Where a character of the old text stands in the new one; what is inserted right before it moves it. */
export function mapOffset(edits: readonly TextEdit[], offset: number): number {
  let moved = offset;
  for (const { span, newText } of edits) if (span.end <= offset) moved += newText.length - (span.end - span.start);
  return moved;
}
