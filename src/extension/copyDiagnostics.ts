/** "Copy Diagnostics": what a report of a defect needs, on the clipboard. */
import * as vscode from 'vscode';
import { diagnosticsText, type DiagnosedCluster } from '../present/diagnosticsText.js';
import { commandIds, settingKeys, settingsSection } from './contributions.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

export function registerCopyDiagnostics(
  version: string,
  analysis: WorkspaceAnalysis,
  clusters: () => readonly DiagnosedCluster[],
): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.copyDiagnostics, async () => {
    const text = diagnosticsText({
      version,
      editor: `${vscode.env.appName} ${vscode.version}${vscode.env.remoteName === undefined ? '' : ` (remote: ${vscode.env.remoteName})`}`,
      platform: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
      settings: Object.values(settingKeys).filter(isSet),
      analysis: { isBusy: analysis.busy, hasFailed: analysis.failed, reports: analysis.reports.map(({ report }) => report) },
      clusters: clusters(),
    });
    await vscode.env.clipboard.writeText(text);
    void vscode.window.showInformationMessage('The diagnostics are on the clipboard: figures and kinds, and no name of yours.');
  });
}

function isSet(key: string): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = vscode.workspace.getConfiguration(settingsSection).inspect(key) ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
}
