/** States that the code can be compared with: a revision of git, a lock file, a saved description. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PastState } from '../platform/analysis/analysisMessages.js';
import { checkOutRevision } from '../platform/git/gitRevision.js';
import { usualLockFile } from '../platform/files/namesFile.js';
import { repositoryOf } from '../platform/git/repositoryOf.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

export function lockFileOf(folder: string): string | undefined {
  const file = path.join(folder, usualLockFile);
  return existsSync(file) ? file : undefined;
}

/** Git reads a repository's own configuration, which may name programs to run: only where the workspace is trusted. */
export function mayAskGit(folder: string): boolean {
  return vscode.workspace.isTrusted && repositoryOf(folder) !== undefined;
}

/** Rejects with an Error whose message says what to do. */
export async function readRevision(analysis: WorkspaceAnalysis, folder: string, revision: string): Promise<PastState> {
  const top = repositoryOf(folder) ?? folder;
  const inside = path.relative(top, folder).split(path.sep).join('/');
  const checkout = await checkOutRevision(folder, revision, inside === '' ? undefined : inside);
  try {
    return await analysis.readState(folder, path.join(checkout.folder, inside), revision);
  } finally {
    await checkout.dispose();
  }
}

/**
 * Of a lock file or a saved description; `folder` as of the question. Read and parsed by the worker: a file of the workspace may be
 * anything. Rejects with an Error whose message says what to do.
 */
export function readSavedNames(analysis: WorkspaceAnalysis, file: string, folder: string | undefined): Promise<PastState> {
  return analysis.ask('readNames', { file, called: path.basename(file), folder });
}
