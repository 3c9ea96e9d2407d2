/** The nodes of a diagram that an editor's caret stands in. No vscode in here. */
import type { Diagram } from '../../core/diagram/diagram.js';

/** All that are made at the caret's word; else all that are made on its line. 1-based, like all of the report. */
export function nodesAt({ nodes }: Diagram, file: string, line: number, column: number): string[] {
  const here = nodes.filter(
    ({ location }) => location !== null && location.file === file && location.line <= line && line <= location.endLine,
  );
  const inWord = here.filter(
    ({ location }) =>
      location !== null && (line > location.line || column >= location.column) && (line < location.endLine || column <= location.endColumn),
  );
  return (inWord.length > 0 ? inWord : here).map(({ id }) => id);
}
