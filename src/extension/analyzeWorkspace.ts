/** The command "Analyze Workspace". */
import * as vscode from 'vscode';
import { plural } from '../core/features/words.js';
import type { FolderReport } from '../platform/analysis/analysisMessages.js';
import { category, commandIds } from './contributions.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

const showNames = 'Show Names';
const showLog = 'Show Log';

/** What was found, in one sentence; what was not analysed is never left out. */
function summary(reports: readonly FolderReport[]): string {
  const topologies = reports.flatMap(({ report }) => report.topologies);
  const skipped = reports.reduce((sum, { report }) => sum + report.skipped.length, 0);
  const left = skipped === 0 ? '' : ` ${plural(skipped, 'file was', 'files were')} skipped.`;
  if (topologies.length === 0) return `No Kafka Streams topology was found.${left}`;
  const stores = topologies.flatMap((topology) => topology.stores);
  const unnamed = stores.filter((store) => store.autoNamed).length;
  const unknown = stores.filter((store) => store.name === null).length;
  const counts = [
    plural(topologies.length, 'topology', 'topologies'),
    `${plural(stores.length, 'store', 'stores')} (${unnamed} unnamed)`,
    plural(
      topologies.reduce((sum, topology) => sum + topology.repartitions.length, 0),
      'repartition topic',
      'repartition topics',
    ),
  ];
  const open = unknown === 0 ? '' : ` ${plural(unknown, 'store name is', 'store names are')} not determinable.`;
  return `${counts.join(', ')}.${open}${left}`;
}

export function registerAnalyzeWorkspace(analysis: WorkspaceAnalysis, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.analyzeWorkspace, async () => {
    if (vscode.workspace.workspaceFolders === undefined) {
      void vscode.window.showInformationMessage('Open a folder to analyze its Kafka Streams topologies.');
      return;
    }
    const outcome = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Analyzing Kafka Streams topologies', cancellable: true },
      (progress, token) => {
        const cancellation = new AbortController();
        token.onCancellationRequested(() => cancellation.abort());
        let before = 0;
        return analysis.analyseNow({
          signal: cancellation.signal,
          onProgress(done, total) {
            const percent = total === 0 ? 100 : (100 * done) / total;
            progress.report({ message: `${done} of ${total} files`, increment: Math.max(0, percent - before) });
            before = percent;
          },
        });
      },
    );
    if (outcome.kind === 'stale') return;
    if (outcome.kind === 'failed') {
      const failed = await vscode.window.showErrorMessage(`${category}: the analysis failed. The log says more.`, showLog);
      if (failed === showLog) log.show();
      return;
    }
    const hasNames = outcome.reports.some(({ report }) => report.topologies.length > 0);
    const buttons = hasNames ? [showNames, showLog] : [showLog];
    const chosen = await vscode.window.showInformationMessage(`${category}: ${summary(outcome.reports)}`, ...buttons);
    if (chosen === showNames) await vscode.commands.executeCommand(commandIds.showTopologyNames);
    if (chosen === showLog) log.show();
  });
}
