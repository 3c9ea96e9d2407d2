/** What the analysis is doing and found, behind the `{}` of the status bar while a Java file is open. */
import * as vscode from 'vscode';
import { plural } from '../core/features/words.js';
import { category, commandIds, settingsSection } from './contributions.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

export function registerStatusItem(analysis: WorkspaceAnalysis): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem(`${settingsSection}.analysis`, { language: 'java', scheme: 'file' });
  item.name = category;
  item.command = { command: commandIds.showTopologyNames, title: 'Show Names' };

  const refresh = (): void => {
    const topologies = analysis.reports.flatMap(({ report }) => report.topologies);
    const stores = topologies.reduce((sum, topology) => sum + topology.stores.length, 0);
    item.busy = analysis.busy;
    item.text =
      topologies.length === 0
        ? 'No Kafka Streams topology'
        : `${plural(topologies.length, 'topology', 'topologies')}, ${plural(stores, 'store', 'stores')}`;
    item.detail = category;
  };
  refresh();
  return vscode.Disposable.from(item, analysis.onDidChangeReports(refresh), analysis.onDidChangeBusy(refresh));
}
