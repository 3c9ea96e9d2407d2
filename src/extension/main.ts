/** Wires the extension. Analysis runs in a worker, which starts after activation: nothing heavy happens on this thread. */
import * as vscode from 'vscode';
import { createAnalysisWorker } from '../platform/analysis/analysisWorker.js';
import { createClusterWorker } from '../platform/cluster/createClusterWorker.js';
import { registerAnalyzeWorkspace } from './analyzeWorkspace.js';
import { registerClusters } from './cluster/registerClusters.js';
import { registerCompareNames } from './compareNames.js';
import { registerContextKeys } from './contextKeys.js';
import { commandIds } from './contributions.js';
import { registerCopyDiagnostics } from './copyDiagnostics.js';
import { registerDiagnostics } from './diagnostics.js';
import { registerEstimate } from './estimatePanel/estimatePanel.js';
import { registerFixes } from './fixes.js';
import { registerHover } from './hover.js';
import { registerNamesDocument } from './namesDocument.js';
import { registerQueryStore } from './queryPanel/queryStore.js';
import { registerShowTopologyNames } from './showTopologyNames.js';
import { registerShowTopology } from './topologyPanel/showTopology.js';
import { sayLeftOut } from './sayLeftOut.js';
import { registerStoreNames } from './storeNames.js';
import { registerStatusItem } from './statusItem.js';
import { createNameShifts } from './nameShifts.js';
import { registerTopologiesView } from './topologiesView/topologiesView.js';
import { registerTopologyText } from './topologyText/topologyText.js';
import { walkthroughId } from './walkthrough.js';
import { createWorkspaceAnalysis } from './workspaceAnalysis.js';

export function activate(context: vscode.ExtensionContext): void {
  const inside = (...path: string[]): vscode.Uri => vscode.Uri.joinPath(context.extensionUri, ...path);
  const log = vscode.window.createOutputChannel('Kafka Streams Lens', { log: true });
  const { version } = context.extension.packageJSON as { readonly version: string };
  const worker = createAnalysisWorker(inside('dist', 'worker.cjs').fsPath, {
    version,
    onLeftOut: (place, reason) => void sayLeftOut(place, reason, log),
  });
  const service = createClusterWorker(inside('dist', 'cluster.cjs').fsPath);
  const analysis = createWorkspaceAnalysis(worker, log);
  const shifts = createNameShifts(analysis, log);
  const names = registerNamesDocument(analysis);
  const registered = registerClusters(context, service, analysis, log);

  context.subscriptions.push(
    log,
    { dispose: () => worker.dispose() },
    analysis,
    { dispose: () => service.dispose() },
    registered,
    names,
    shifts,
    registerDiagnostics(analysis, shifts, inside('docs')),
    registerCompareNames(analysis),
    registerHover(analysis),
    registerFixes(analysis, shifts, registered.clusters),
    registerStoreNames(analysis, registered.clusters),
    registerStatusItem(analysis),
    registerAnalyzeWorkspace(analysis, log),
    registerShowTopologyNames(analysis, () => names.open()),
    registerTopologyText(analysis),
    registerShowTopology(analysis, registered.clusters, inside('dist'), log),
    registerEstimate(analysis, registered.clusters, inside('dist')),
    registerQueryStore({ sessions: registered.clusters, memento: context.workspaceState, dist: inside('dist'), log }),
    vscode.commands.registerCommand(commandIds.showLog, () => log.show()),
    registerCopyDiagnostics(version, analysis, () => registered.diagnosed()),
    vscode.commands.registerCommand(commandIds.openWalkthrough, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#${walkthroughId}`),
    ),
    registerTopologiesView(analysis, context.workspaceState),
    registerContextKeys(analysis, registered.clusters),
  );
}
