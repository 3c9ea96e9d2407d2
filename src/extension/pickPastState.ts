/** Asks a person which state of the code is meant: the lock file, a revision of git, a file. */
import * as vscode from 'vscode';
import type { PastState } from '../platform/analysis/analysisMessages.js';
import { listRevisions } from '../platform/git/gitRevision.js';
import { usualLockFile } from '../platform/files/namesFile.js';
import { lockFileOf, mayAskGit, readRevision, readSavedNames } from './pastStates.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

interface StateItem extends vscode.QuickPickItem {
  read?(): Promise<PastState | undefined>;
}

/** undefined: none was picked. Rejects with an Error whose message says what to do. */
export async function pickPastState(analysis: WorkspaceAnalysis, folder: string, title: string): Promise<PastState | undefined> {
  const items = statesOf(analysis, folder, title);
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: 'Select the state to compare the code with' });
  if (picked?.read === undefined) return undefined;
  const { read } = picked;
  const progress = { location: vscode.ProgressLocation.Notification, title: 'Reading the names of the other state' };
  return vscode.window.withProgress(progress, () => read());
}

function statesOf(analysis: WorkspaceAnalysis, folder: string, title: string): StateItem[] {
  const items: StateItem[] = [];
  const lock = lockFileOf(folder);
  if (lock !== undefined)
    items.push({ label: '$(lock) Lock File', description: usualLockFile, read: () => readSavedNames(analysis, lock, folder) });
  if (mayAskGit(folder)) {
    items.push({ label: '$(git-commit) HEAD', description: 'The last commit', read: () => readRevision(analysis, folder, 'HEAD') });
    items.push({ label: '$(git-branch) Branch or Tag\u2026', read: () => readBranch(analysis, folder, title) });
  }
  items.push({
    label: '$(file) File\u2026',
    description: 'A lock file, or the saved text of Topology#describe()',
    read: () => readFile(analysis, title),
  });
  return items;
}

async function readBranch(analysis: WorkspaceAnalysis, folder: string, title: string): Promise<PastState | undefined> {
  const picked = await vscode.window.showQuickPick(listRevisions(folder), { title, placeHolder: 'Select a branch or tag' });
  return picked === undefined ? undefined : readRevision(analysis, folder, picked);
}

async function readFile(analysis: WorkspaceAnalysis, title: string): Promise<PastState | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title, openLabel: 'Compare' })) ?? [];
  return file === undefined ? undefined : readSavedNames(analysis, file.fsPath, undefined);
}
