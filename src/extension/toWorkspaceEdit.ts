/** Edits that were planned for the texts of files, as the editor takes them. */
import * as vscode from 'vscode';
import type { EditedFile } from '../core/fixes/compareReports.js';
import { toUri } from './places.js';

/** A sentence where a file is another by now than what was planned for: looking and asking took a while. */
export async function toWorkspaceEdit(folder: string, files: ReadonlyMap<string, EditedFile>): Promise<vscode.WorkspaceEdit | string> {
  const edit = new vscode.WorkspaceEdit();
  for (const [file, { before, edits }] of files) {
    const uri = toUri(folder, file);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.getText() !== before) return `${file} changed in the meantime: nothing was edited. Try again.`;
    for (const { span, newText } of edits)
      edit.replace(uri, new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)), newText);
  }
  return edit;
}
