/** "Show Details" and "Compare Code With Cluster": read-only documents. */
import * as vscode from 'vscode';
import { findDrift } from '../../../applications/findDrift.js';
import { timeText } from '../../../present/cluster/figureTexts.js';
import { sentenceOf } from '../../../kafka/clusterError.js';
import { commandIds } from '../../contributions.js';
import { noticeText } from '../../../present/markdown.js';
import { allTopologies } from '../../topologies.js';
import { untilSettled, type WorkspaceAnalysis } from '../../workspaceAnalysis.js';
import { type CommandTarget, nodeOf, offerMatch, pickApplication } from './clusterPick.js';
import type { ClusterStates } from '../session/clusterStates.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import { detailsLines, detailsTitle, hasDetails } from './detailsText.js';
import { driftLines } from '../../../present/cluster/driftText.js';
import type { ReadonlyTexts } from './readonlyTexts.js';
import { toSignal } from '../connect/testConnection.js';

export function registerClusterTexts(
  clusters: ClusterRegistry,
  states: ClusterStates,
  analysis: WorkspaceAnalysis,
  onDidChange: vscode.Event<void>,
  texts: ReadonlyTexts,
): vscode.Disposable {
  const folderOf = (cluster: string, application: string): string | undefined => clusters.matched(cluster, application)[0]?.folder;

  const showDetails = async (target: CommandTarget): Promise<void> => {
    const node = nodeOf(target);
    if (!hasDetails(node)) return;
    const { cluster, application } = node;
    if (states.application(cluster, application).value === undefined) await states.askApplication(cluster, application);
    await texts.open(`Details of ${detailsTitle(node)}`, () =>
      detailsLines(node, states.application(cluster, application), folderOf(cluster, application)),
    );
  };

  const compare = async (target: CommandTarget): Promise<void> => {
    const title = 'Compare Code With Cluster';
    const found = await pickApplication(clusters, states, target, title);
    if (found === undefined) return;
    const { cluster, application } = found;
    await untilSettled(analysis);
    const matched = clusters.matched(cluster, application);
    if (matched.length === 0)
      return offerMatch(`No topology of this workspace has the application id ${application}: there is nothing to compare.`, found);
    const state = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: noticeText(`Comparing ${application} with ${cluster}`), cancellable: true },
      (_, token) => clusters.readApplication(cluster, application, toSignal(token)),
    );
    if (!state.ok) {
      if (state.error.kind === 'cancelled') return;
      void vscode.window.showErrorMessage(noticeText(`${cluster}: ${sentenceOf(state.error)}`));
      return;
    }
    const topologies = matched.map(({ topology }) => topology);
    const others = allTopologies(analysis.reports).flatMap(({ topology }) => (topologies.includes(topology) ? [] : topology));
    const drift = findDrift(state.value, topologies, others);
    const at = timeText({ value: Date.now(), from: '' });
    const lines = driftLines(drift, { cluster, application, folder: folderOf(cluster, application), at });
    await texts.open(`${application} and ${cluster}`, () => lines);
  };

  return vscode.Disposable.from(
    onDidChange(() => texts.refresh()),
    vscode.commands.registerCommand(commandIds.showDetails, showDetails),
    vscode.commands.registerCommand(commandIds.compareWithCluster, compare),
  );
}
