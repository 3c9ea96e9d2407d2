/** The command "Estimate Memory and Restore": what a topology's state needs of an instance, with fields for what nobody says. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { TopologyReport } from '../../core/report.js';
import { chooseDeployment, withDeployed } from '../../estimate/deployment/chooseDeployment.js';
import { nothingDeployed, type DeploymentFiles } from '../../estimate/deployment/deployment.js';
import type { EstimateInputs } from '../../estimate/inputs.js';
import { sentenceOf } from '../../kafka/clusterError.js';
import { noticeText } from '../../present/markdown.js';
import { assumedInputs, knownOfApplication } from '../../present/cluster/knownOfApplication.js';
import {
  type EstimateSource,
  type EstimateToPage,
  type EstimateView,
  readEstimateFromPage,
  readEstimatePageState,
  type TypedInputs,
} from '../../protocol/estimatePanel.js';
import { nodeOf } from '../cluster/tree/clusterPick.js';
import type { Clusters } from '../cluster/session/clusters.js';
import { commandIds, panelTypes } from '../contributions.js';
import { showPage } from '../showPage.js';
import { allTopologies, topologyItem, type FolderTopology } from '../topologies.js';
import type { TopologyPlace } from '../topologiesView/topologiesView.js';
import { untilSettled, type WorkspaceAnalysis } from '../workspaceAnalysis.js';
import { estimateSvg } from './estimateSvg.js';
import { estimateView } from './estimateView.js';

export type ReadApplications = Pick<Clusters, 'connected' | 'readApplication' | 'matched'>;

/** Milliseconds. */
const longestWait = 30_000;

export function registerEstimate(analysis: WorkspaceAnalysis, clusters: ReadApplications, dist: vscode.Uri): vscode.Disposable {
  const open = (source: EstimateSource): void => {
    const panel = vscode.window.createWebviewPanel(panelTypes.estimate, 'Estimate', vscode.ViewColumn.Active, {
      retainContextWhenHidden: true,
    });
    runPanel(panel, source, analysis, clusters, dist);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.estimateState, async (target?: unknown) => {
      await untilSettled(analysis);
      const source = await choose(target, analysis, clusters);
      if (source !== undefined) open(source);
    }),
    vscode.window.registerWebviewPanelSerializer(panelTypes.estimate, {
      deserializeWebviewPanel(panel, state) {
        const source = readEstimatePageState(state)?.source;
        if (source === undefined) panel.dispose();
        else runPanel(panel, source, analysis, clusters, dist);
        return Promise.resolve();
      },
    }),
  );
}

function runPanel(
  panel: vscode.WebviewPanel,
  source: EstimateSource,
  analysis: WorkspaceAnalysis,
  clusters: ReadApplications,
  dist: vscode.Uri,
): void {
  let typed: TypedInputs = {};
  let shown: EstimateView | undefined;
  let deployed: Promise<KnownInputs> | undefined;
  let known: Promise<KnownInputs> | undefined;
  const lifetime = new AbortController();
  const post = (message: EstimateToPage): void => void panel.webview.postMessage(message);
  const show = async (): Promise<void> => {
    await untilSettled(analysis);
    const found = allTopologies(analysis.reports).find(({ folder, topology }) => folder === source.folder && topology.id === source.id);
    if (found === undefined) return post({ type: 'notice', text: 'The topology is not found in the code as it is now.' });
    const { inputs, notes } = await (known ??= readKnown(
      source,
      (deployed ??= readDeployed(source, found.topology, analysis)),
      clusters,
      lifetime.signal,
    ));
    if (lifetime.signal.aborted) return;
    // It may be connected later.
    if (source.running !== null && !clusters.connected.includes(source.running.cluster)) known = undefined;
    const view = estimateView(found.topology, inputs, typed);
    shown = { ...view, notes: [...notes, ...view.notes] };
    panel.title = `Estimate: ${shown.title}`;
    post({ type: 'estimate', source, view: shown });
  };
  const subscriptions = vscode.Disposable.from(
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = readEstimateFromPage(raw);
      if (message?.type === 'estimate') {
        ({ typed } = message);
        void show();
      } else if (message?.type === 'export' && shown !== undefined) void exportPicture(shown, source);
    }),
    analysis.onDidChangeReports(() => void show()),
  );
  panel.onDidDispose(() => {
    lifetime.abort();
    subscriptions.dispose();
  });
  showPage(panel, dist, { title: 'Estimate Memory and Restore', bundle: 'estimatePanel', hasToolkit: true });
}

interface KnownInputs {
  readonly inputs: EstimateInputs;
  /** What is not in them, and why. */
  readonly notes: readonly string[];
}

/** What the cluster says before what files do. One that the person did not connect is not asked. */
async function readKnown(
  { running }: EstimateSource,
  deployed: Promise<KnownInputs>,
  clusters: ReadApplications,
  signal: AbortSignal,
): Promise<KnownInputs> {
  const { inputs, notes } = await deployed;
  if (running === null) return { inputs, notes };
  const { cluster, application } = running;
  const without = (why: string): KnownInputs => ({ inputs, notes: [why, ...notes] });
  if (!clusters.connected.includes(cluster)) return without(`${cluster} is not connected: what it knows of ${application} is not in here.`);
  const state = await clusters.readApplication(cluster, application, AbortSignal.any([signal, AbortSignal.timeout(longestWait)]));
  return state.ok ? { inputs: knownOfApplication(state.value, inputs), notes } : without(`${cluster}: ${sentenceOf(state.error)}`);
}

/** By files of the folder. */
async function readDeployed(
  { folder, running }: EstimateSource,
  topology: TopologyReport,
  analysis: WorkspaceAnalysis,
): Promise<KnownInputs> {
  const names = [running?.application ?? topology.applicationId ?? '', path.basename(folder)];
  const files = await readDeployments(folder, analysis);
  const deployed = chooseDeployment(files.found, names, 'Type what counts.');
  return { inputs: withDeployed(assumedInputs, deployed), notes: [...files.notes, ...deployed.notes] };
}

async function readDeployments(
  folder: string,
  analysis: WorkspaceAnalysis,
): Promise<{ readonly found: DeploymentFiles; readonly notes: readonly string[] }> {
  try {
    return { found: await analysis.ask('findDeployments', { folder }), notes: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { found: nothingDeployed, notes: [`Deployment files were not read: ${why}`] };
  }
}

async function choose(target: unknown, analysis: WorkspaceAnalysis, clusters: ReadApplications): Promise<EstimateSource | undefined> {
  const node = nodeOf(target);
  if (node?.kind === 'application') {
    const { cluster, application } = node;
    const found = await pick(clusters.matched(cluster, application), `No topology of this workspace is matched with ${application}.`);
    return found && { folder: found.folder, id: found.topology.id, running: { cluster, application } };
  }
  const all = allTopologies(analysis.reports);
  const entry = isPlace(target) ? target.entry : undefined;
  const own = all.filter(({ folder, topology }) => folder === entry?.folder && topology.id === entry.topology);
  const found = await pick(own.length > 0 ? own : all, 'No Kafka Streams topology was found in this workspace.');
  return found && { folder: found.folder, id: found.topology.id, running: null };
}

const isPlace = (target: unknown): target is TopologyPlace => typeof target === 'object' && target !== null && 'entry' in target;

async function pick(found: readonly FolderTopology[], none: string): Promise<FolderTopology | undefined> {
  const items = found.map((one) => topologyItem(one));
  if (items.length === 0) void vscode.window.showInformationMessage(noticeText(none));
  if (items.length <= 1) return items[0]?.one;
  return (await vscode.window.showQuickPick(items, { title: 'Estimate Memory and Restore', placeHolder: 'Select a topology' }))?.one;
}

async function exportPicture(view: EstimateView, { folder }: EstimateSource): Promise<void> {
  const name = `estimate-${view.title.replaceAll(/[^\w.-]+/g, '-')}.svg`;
  const defaultUri = vscode.Uri.joinPath(vscode.Uri.file(folder), name);
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { SVG: ['svg'] } });
  if (target !== undefined) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(estimateSvg(view)));
}
