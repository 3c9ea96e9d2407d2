/** The command "Compare Names With…": what moves between the code as it is and another state of it, as a read-only document. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { PastState } from '../platform/analysis/analysisMessages.js';
import { comparisonLines, type ComparisonLine } from '../present/code/comparisonText.js';
import { commandIds } from './contributions.js';
import { pickPastState } from './pickPastState.js';
import { findFileInReports, toUri } from './places.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

const scheme = 'kafka-streams-comparison';
const title = 'Compare Names With';

interface Shown {
  readonly folder: string;
  readonly lines: readonly ComparisonLine[];
}

export function registerCompareNames(analysis: WorkspaceAnalysis): vscode.Disposable {
  const shown = new Map<string, Shown>();
  const changed = new vscode.EventEmitter<vscode.Uri>();

  const compare = async (folder: string, state: PastState): Promise<void> => {
    const comparisons = await analysis.ask('compareNames', { folder, state: state.id });
    if (comparisons === undefined) throw new Error('the analysis was started anew meanwhile; try again');
    const lines = comparisonLines(state.called, comparisons);
    const uri = vscode.Uri.from({ scheme, path: `Names compared with ${state.called.replaceAll('/', '-')}` });
    shown.set(uri.path, { folder, lines });
    changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  };

  const run = async (): Promise<void> => {
    const cancellation = new vscode.CancellationTokenSource();
    if ((await analysis.settled(cancellation.token)) === undefined) return;
    const folder = await pickFolder(analysis);
    if (folder === undefined) return;
    try {
      const state = await pickPastState(analysis, folder, title);
      if (state !== undefined) await compare(folder, state);
    } catch (error) {
      void vscode.window.showErrorMessage(`Names cannot be compared: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return vscode.Disposable.from(
    changed,
    vscode.commands.registerCommand(commandIds.compareNames, run),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => (shown.get(uri.path)?.lines ?? []).map(({ text }) => text).join('\n'),
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.uri.scheme === scheme) shown.delete(document.uri.path);
    }),
    vscode.languages.registerDocumentLinkProvider({ scheme }, { provideDocumentLinks: ({ uri }) => links(shown.get(uri.path)) }),
    vscode.languages.registerFoldingRangeProvider({ scheme }, { provideFoldingRanges: ({ uri }) => folds(shown.get(uri.path)) }),
  );
}

function links(shown: Shown | undefined): vscode.DocumentLink[] {
  return (shown?.lines ?? []).flatMap(({ link }, line) => {
    if (link === undefined || shown === undefined) return [];
    const target = toUri(shown.folder, link.file).with({ fragment: `L${link.line}` });
    return [new vscode.DocumentLink(new vscode.Range(line, link.start, line, link.end), target)];
  });
}

/** Each topology, and each section of it. */
function folds(shown: Shown | undefined): vscode.FoldingRange[] {
  const lines = shown?.lines ?? [];
  const depth = (line: ComparisonLine | undefined): number => (line === undefined || line.text === '' ? -1 : line.text.search(/\S/));
  return lines.flatMap((line, i) => {
    const own = depth(line);
    if (own < 0) return [];
    let end = i;
    while (depth(lines[end + 1]) > own) end++;
    return end > i ? [new vscode.FoldingRange(i, end)] : [];
  });
}

async function pickFolder(analysis: WorkspaceAnalysis): Promise<string | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const active = document && findFileInReports(analysis.reports, document.uri)?.folder;
  const folders = analysis.reports.map(({ folder }) => folder);
  if (active !== undefined || folders.length < 2) return active ?? folders[0];
  const picked = await vscode.window.showQuickPick(
    folders.map((folder) => ({ label: path.basename(folder), description: folder })),
    { title, placeHolder: 'Select a folder' },
  );
  return picked?.description;
}
