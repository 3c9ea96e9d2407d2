/** The editor's side of a change of a cluster. No button of it writes anything: a name is written out, and Enter pressed. */
import * as vscode from 'vscode';
import type { Consent } from '../../../operate/change.js';
import { noticeText } from '../../../present/markdown.js';
import { oneLine } from '../../../present/table/textTable.js';
import { toSignal } from '../connect/testConnection.js';
import type { ReadonlyTexts } from '../tree/readonlyTexts.js';
import type { ChangeFace } from './changeFlow.js';

export interface ChangeFaceParts {
  /** Of dialogs and progress. */
  readonly title: string;
  /** Of the document. */
  readonly name: string;
  readonly texts: ReadonlyTexts;
  offerToMark(): Promise<boolean>;
}

export function createChangeFace({ title, name, texts, offerToMark }: ChangeFaceParts): ChangeFace {
  return {
    during: (what, run) =>
      Promise.resolve(
        vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: what, cancellable: true }, (progress, token) =>
          run({ signal: toSignal(token), onStep: (line) => progress.report({ message: noticeText(line) }) }),
        ),
      ),
    show: (lines) => texts.open(name, () => lines.map((line) => ({ text: oneLine(line) }))),
    say(text, severity) {
      const shown = noticeText(text);
      if (severity === 'info') void vscode.window.showInformationMessage(shown);
      else if (severity === 'warning') void vscode.window.showWarningMessage(shown);
      else void vscode.window.showErrorMessage(shown);
    },
    offerToMark,
    writeOut: (consent) => askForNames(title, consent),
  };
}

/** One box for each name; undefined: one was left. */
async function askForNames(title: string, { purpose, names, each }: Consent): Promise<readonly string[] | undefined> {
  const written: string[] = [];
  for (const [i, name] of names.entries()) {
    // The input makes links of its prompt, as messages do.
    const shown = noticeText(name);
    const answer = await vscode.window.showInputBox({
      title: names.length === 1 ? title : `${title} (${i + 1}/${names.length})`,
      prompt: `${purpose}, write ${shown}${each ? '. Leave it empty to keep it.' : ''}`,
      // The plan stays in sight, and may be read once more.
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.trim() === name || (each && text.trim() === '') || text === '' ? undefined : `Write ${shown}, word for word.`,
    });
    if (answer === undefined) return undefined;
    if (answer.trim() === name) written.push(name);
  }
  return written;
}
