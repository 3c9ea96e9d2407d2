/** What the analysis could not get past: said once, as names may be missing because of it. */
import * as vscode from 'vscode';
import { printable } from '../base/printable.js';

const showLog = 'Show Log';

export function sayLeftOut(place: string, reason: string, log: vscode.LogOutputChannel): void {
  const called = printable(vscode.workspace.asRelativePath(place));
  log.warn(`${printable(place)}: ${reason}`);
  void vscode.window.showWarningMessage(`The analysis does not look at ${called}: ${reason}.`, showLog).then((picked) => {
    if (picked === showLog) log.show();
  });
}
