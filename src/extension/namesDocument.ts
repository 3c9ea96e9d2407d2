/** The names of the workspace as a read-only document that follows the analysis. */
import * as vscode from 'vscode';
import { namesText } from './namesText.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

const scheme = 'kafka-streams-names';
const uri = vscode.Uri.from({ scheme, path: 'Topology Names' });

export interface NamesDocument extends vscode.Disposable {
  open(): Promise<void>;
}

export function registerNamesDocument(analysis: WorkspaceAnalysis): NamesDocument {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const subscriptions = vscode.Disposable.from(
    changed,
    analysis.onDidChangeReports(() => changed.fire(uri)),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => namesText(analysis.reports),
    }),
  );
  return {
    async open() {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => subscriptions.dispose(),
  };
}
