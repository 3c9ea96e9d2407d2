/** The names of the workspace as a read-only document that follows the analysis; its places lead to the source. */
import * as vscode from 'vscode';
import { type NamesLine, namesLines } from './namesText.js';
import { toUri } from './places.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

const scheme = 'kafka-streams-names';
const uri = vscode.Uri.from({ scheme, path: 'Topology Names' });

export interface NamesDocument extends vscode.Disposable {
  open(): Promise<void>;
}

function toLink({ link }: NamesLine, line: number): vscode.DocumentLink | undefined {
  if (link === undefined) return undefined;
  const { folder, location } = link;
  const target = toUri(folder, location.file).with({ fragment: `L${location.line},${location.column}` });
  return new vscode.DocumentLink(new vscode.Range(line, link.start, line, link.end), target);
}

export function registerNamesDocument(analysis: WorkspaceAnalysis): NamesDocument {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let shown: readonly NamesLine[] = [];
  const subscriptions = vscode.Disposable.from(
    changed,
    analysis.onDidChangeReports(() => changed.fire(uri)),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent() {
        shown = namesLines(analysis.reports);
        return shown.map(({ text }) => text).join('\n');
      },
    }),
    vscode.languages.registerDocumentLinkProvider(
      { scheme },
      { provideDocumentLinks: () => shown.map(toLink).filter((link) => link !== undefined) },
    ),
  );
  return {
    async open() {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => subscriptions.dispose(),
  };
}
