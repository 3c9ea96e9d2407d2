/** The command "Show Topology": chooses what to show, opens its panel, and brings panels back when the window is reloaded. */
import * as vscode from 'vscode';
import { languageOfFile } from '../../core/languages/languageFacts.js';
import type { FolderReport } from '../../platform/analysis/analysisMessages.js';
import { createLayoutWorker } from '../../platform/layout/layoutWorker.js';
import type { PanelSource } from '../../protocol/topologyPanel.js';
import { readPageState, readPanelSource } from '../../protocol/topologyPanel.js';
import { commandIds, panelTypes, topologyLanguage } from '../contributions.js';
import { findFileInReports } from '../places.js';
import { allTopologies, topologyItem, type FolderTopology } from '../topologies.js';
import { untilSettled, type WorkspaceAnalysis } from '../workspaceAnalysis.js';
import { runTopologyPanel } from './topologyPanel.js';
import { openSource, type DeployedTopologies } from './topologySources.js';

interface TopologyItem extends vscode.QuickPickItem {
  readonly source: PanelSource;
}

export function registerShowTopology(
  analysis: WorkspaceAnalysis,
  clusters: DeployedTopologies,
  dist: vscode.Uri,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const panels = new Map<string, vscode.WebviewPanel>();

  const run = (panel: vscode.WebviewPanel, id: PanelSource): void => {
    const key = JSON.stringify(id);
    panels.set(key, panel);
    panel.onDidDispose(() => panels.delete(key));
    const layout = createLayoutWorker(vscode.Uri.joinPath(dist, 'layout.cjs').fsPath);
    runTopologyPanel(panel, { source: openSource(id, analysis, clusters), layout, dist, log });
  };

  const open = (id: PanelSource): void => {
    const known = panels.get(JSON.stringify(id));
    if (known !== undefined) known.reveal();
    else run(vscode.window.createWebviewPanel(panelTypes.topology, 'Topology', vscode.ViewColumn.Beside), id);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.showTopology, async (target?: unknown) => {
      const id = readPanelSource(target) ?? (await choose(analysis, target instanceof vscode.Uri ? target : undefined));
      if (id !== undefined) open(id);
    }),
    vscode.window.registerWebviewPanelSerializer(panelTypes.topology, {
      deserializeWebviewPanel(panel, state) {
        const source = readPageState(state)?.source;
        if (source === undefined) panel.dispose();
        else run(panel, source);
        return Promise.resolve();
      },
    }),
  );
}

/** A saved description where one is meant; else the only topology there is, or the one that is picked: those of the active file first. */
async function choose(analysis: WorkspaceAnalysis, target: vscode.Uri | undefined): Promise<PanelSource | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (target !== undefined && languageOfFile(target.path) === undefined) return { kind: 'file', uri: target.toString() };
  if (document?.languageId === topologyLanguage) return { kind: 'file', uri: document.uri.toString() };
  await untilSettled(analysis);
  const active = target ?? document?.uri;
  const here = active && findFileInReports(analysis.reports, active);
  const items = toItems(analysis.reports, here);
  const inFile = allTopologies(analysis.reports).filter(
    ({ folder, topology }) => folder === here?.folder && topology.entry.file === here.file,
  );
  if (items.length <= 1 || inFile.length === 1) {
    if (items[0] === undefined) void vscode.window.showInformationMessage('No Kafka Streams topology was found in this workspace.');
    return items[0]?.source;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Show Topology',
    matchOnDescription: true,
    placeHolder: 'Select a topology',
  });
  return picked?.source;
}

function toItems(reports: readonly FolderReport[], active: { readonly folder: string; readonly file: string } | undefined): TopologyItem[] {
  const all = allTopologies(reports);
  const isHere = ({ folder, topology }: FolderTopology): boolean => folder === active?.folder && topology.entry.file === active.file;
  return [...all.filter(isHere), ...all.filter((one) => !isHere(one))].map((one) => ({
    ...topologyItem(one),
    source: { kind: 'analysis', folder: one.folder, id: one.topology.id },
  }));
}
