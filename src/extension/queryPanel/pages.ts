/** Where later pages of a query begin, as far as they were reached: others are found by reading what is before them. No vscode in here. */
import type { Question } from '../../protocol/queryPanel.js';

export interface Pages {
  /** undefined: not known. */
  cursorOf(question: Question): string | undefined;
  /** The page of the same question that begins after `skip` rows. */
  keep(question: Question, skip: number, cursor: string): void;
}

export function createPages(): Pages {
  let of = '';
  const cursors = new Map<number, string>();
  const nameOf = ({ skip: _skip, ...question }: Question): string => JSON.stringify(question);
  return {
    cursorOf: (question) => (nameOf(question) === of ? cursors.get(question.skip) : undefined),
    keep(question, skip, cursor) {
      if (nameOf(question) !== of) {
        of = nameOf(question);
        cursors.clear();
      }
      cursors.set(skip, cursor);
    },
  };
}
