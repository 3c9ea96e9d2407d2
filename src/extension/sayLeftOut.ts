/** What the analysis could not get past: said once, as names may be missing because of it. */
import * as vscode from 'vscode';
import { printable } from '../base/printable.js';

const showLog = 'Show Log';

export async function sayLeftOut(place: string, reason: string, log: vscode.LogOutputChannel): Promise<void> {
  const called = printable(vscode.workspace.asRelativePath(place));
  log.warn(`${printable(place)}: ${reason}`);
  const picked = await vscode.window.showWarningMessage(`The analysis does not look at ${called}: ${reason}.`, showLog);
  if (picked === showLog) log.show();
}
