/** Asks a cluster who it is, with a progress that can be cancelled, and says what came of it with something to do about it. */
import * as vscode from 'vscode';
import { printable } from '../../../base/printable.js';
import { plural } from '../../../core/features/words.js';
import { type ClusterError, type ClusterResult, sentenceOf } from '../../../kafka/clusterError.js';
import type { ClusterInfo } from '../../../kafka/cluster.js';
import { commandIds } from '../../contributions.js';
import { noticeText } from '../../../present/markdown.js';
import type { ClusterRegistry } from '../session/createClusters.js';

export function toSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function describe(clusters: ClusterRegistry, cluster: string): Thenable<ClusterResult<ClusterInfo> | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Connecting to ${cluster}`, cancellable: true },
    (_, token) => clusters.session(cluster)?.describe({ signal: toSignal(token) }) ?? Promise.resolve(undefined),
  );
}

/** true: it answered. */
export async function testConnection(clusters: ClusterRegistry, cluster: string, log: vscode.LogOutputChannel): Promise<boolean> {
  for (;;) {
    const result = await describe(clusters, cluster);
    if (result === undefined) return false;
    if (result.ok) {
      const { brokers, id } = result.value;
      void vscode.window.showInformationMessage(
        noticeText(`${cluster} answers: ${plural(brokers.length, 'broker', 'brokers')}${id === null ? '' : `, cluster id ${id}`}.`),
      );
      return true;
    }
    if (result.error.kind === 'cancelled') return false;
    log.error(printable(`${cluster}: ${sentenceOf(result.error)}`));
    const again = await offerToFix(cluster, result.error, log);
    if (!again) return false;
  }
}

/** true: try again. */
async function offerToFix(cluster: string, error: ClusterError, log: vscode.LogOutputChannel): Promise<boolean> {
  const chosen = await vscode.window.showErrorMessage(noticeText(`${cluster}: ${sentenceOf(error)}`), 'Edit', 'Retry', 'Show Log');
  if (chosen === 'Edit') void vscode.commands.executeCommand(commandIds.editCluster, cluster);
  if (chosen === 'Show Log') log.show();
  return chosen === 'Retry';
}
