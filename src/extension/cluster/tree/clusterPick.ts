/** Which cluster or application a command means: the entry of the tree that it was called on, the only one there is, or the one that is picked. */
import * as vscode from 'vscode';
import { shortText } from '../../../base/printable.js';
import { sentenceOf } from '../../../kafka/clusterError.js';
import { commandIds } from '../../contributions.js';
import { noticeText } from '../../../present/markdown.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import type { ClusterStates } from '../session/clusterStates.js';
import type { TreeNode } from './treeNodes.js';

/** Commands come with a place of the tree, with what our own code gives them, or with nothing. */
export type CommandTarget = { readonly node: TreeNode } | ApplicationAddress | string | undefined;

export function nodeOf(target: unknown): TreeNode | undefined {
  return typeof target === 'object' && target !== null && 'node' in target ? (target as { readonly node: TreeNode }).node : undefined;
}

export async function pickCluster(
  clusters: Pick<ClusterRegistry, 'settings'>,
  target: CommandTarget,
  title: string,
): Promise<string | undefined> {
  const named = typeof target === 'string' ? target : nodeOf(target)?.cluster;
  if (named !== undefined) return named;
  if (clusters.settings.length === 0) {
    void vscode.window.showInformationMessage('There is no cluster in the settings yet: "Kafka Streams: Add Cluster…" makes one.');
    return undefined;
  }
  const items = clusters.settings.map(({ name, bootstrap }) => ({ label: name, description: bootstrap }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Select a cluster' }))?.label;
}

export interface ApplicationAddress {
  readonly cluster: string;
  readonly application: string;
}

/** Connected clusters only: picking must not send anything to the others. */
export async function pickApplication(
  clusters: ClusterRegistry,
  states: ClusterStates,
  target: CommandTarget,
  title: string,
): Promise<ApplicationAddress | undefined> {
  if (typeof target === 'object' && 'application' in target) return target;
  const node = nodeOf(target);
  if (node !== undefined && 'application' in node && node.application !== undefined)
    return { cluster: node.cluster, application: node.application };
  if (clusters.connected.length === 0) {
    void vscode.window.showInformationMessage('No cluster is connected: connect one in the view "Clusters" first.');
    return undefined;
  }
  const looks = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Asking clusters' }, () =>
    Promise.all(
      clusters.connected.map(async (cluster) => {
        const known = states.overview(cluster);
        return { cluster, look: known.value === undefined ? ((await states.askOverview(cluster)) ?? known) : known };
      }),
    ),
  );
  const items = looks.flatMap(({ cluster, look }) =>
    (look.value?.applications ?? []).map(({ id }) => ({ label: shortText(id), description: cluster, cluster, application: id })),
  );
  if (items.length === 0) {
    const failed = looks.find(({ look }) => look.error !== undefined)?.look.error;
    void vscode.window.showInformationMessage(
      failed === undefined ? 'No connected cluster has a Kafka Streams application.' : noticeText(sentenceOf(failed)),
    );
    return undefined;
  }
  if (items.length === 1) return items[0];
  return vscode.window.showQuickPick(items, { title, placeHolder: 'Select an application', matchOnDescription: true });
}

/** Says that the application id leads to no code, and offers the other way. */
export async function offerMatch(text: string, { cluster, application }: ApplicationAddress): Promise<void> {
  const match = 'Match With Code';
  if ((await vscode.window.showInformationMessage(noticeText(text), match)) === match)
    await vscode.commands.executeCommand(commandIds.matchApplication, { node: { kind: 'application', cluster, application } });
}
