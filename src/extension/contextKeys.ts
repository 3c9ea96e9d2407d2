/** What `when` clauses of menus, the palette and welcome texts ask for. */
import * as vscode from 'vscode';
import type { Clusters } from './cluster/session/clusters.js';
import { contextKeys } from './contributions.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

export function registerContextKeys(analysis: WorkspaceAnalysis, clusters: Clusters): vscode.Disposable {
  const known = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const ofCode = (): void => {
    set(
      contextKeys.hasTopologies,
      analysis.reports.some(({ report }) => report.topologies.length > 0),
    );
    set(contextKeys.analysed, true);
  };
  const ofClusters = (): void => {
    const { names, connected } = clusters;
    set(contextKeys.hasConnected, connected.length > 0);
    set(contextKeys.allConnected, connected.length === names.length);
  };
  ofClusters();
  return vscode.Disposable.from(analysis.onDidChangeReports(ofCode), clusters.onDidChange(ofClusters));
}
