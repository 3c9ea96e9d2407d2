/** What the analysis is doing and found, behind the `{}` of the status bar while a Java file is open. */
import * as vscode from 'vscode';
import { sourceDocuments } from './sourceDocuments.js';
import { plural } from '../core/features/words.js';
import { category, commandIds, settingsSection } from './contributions.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

export function registerStatusItem(analysis: WorkspaceAnalysis): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem(`${settingsSection}.analysis`, sourceDocuments);
  item.name = category;
  const showNames = { command: commandIds.showTopologyNames, title: 'Show Names' };
  const showLog = { command: commandIds.showLog, title: 'Show Log' };

  const refresh = (): void => {
    const topologies = analysis.reports.flatMap(({ report }) => report.topologies);
    const stores = topologies.flatMap((topology) => topology.stores);
    const unnamed = stores.filter((store) => store.autoNamed).length;
    const counts = `${plural(topologies.length, 'topology', 'topologies')}, ${plural(stores.length, 'store', 'stores')}`;
    item.busy = analysis.busy;
    item.severity = analysis.failed ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    if (analysis.failed) item.text = 'Analysis failed';
    else if (topologies.length === 0) item.text = 'No topology';
    else item.text = unnamed === 0 ? counts : `${counts} (${unnamed} unnamed)`;
    item.detail = category;
    item.command = analysis.failed ? showLog : showNames;
  };
  refresh();
  return vscode.Disposable.from(item, analysis.onDidChangeReports(refresh), analysis.onDidChangeBusy(refresh));
}
