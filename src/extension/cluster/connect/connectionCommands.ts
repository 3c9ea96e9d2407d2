/** Commands that add, edit, test, connect and remove clusters. */
import * as vscode from 'vscode';
import { commandIds } from '../../contributions.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import { type CommandTarget, pickCluster } from '../tree/clusterPick.js';
import type { Secrets } from './clusterSecrets.js';
import type { ClustersView } from '../tree/clustersView.js';
import { addCluster, editCluster, removeCluster } from './editCluster.js';
import { testConnection } from './testConnection.js';

export interface ConnectionParts {
  readonly clusters: ClusterRegistry;
  readonly view: ClustersView;
  readonly secrets: Secrets;
  readonly log: vscode.LogOutputChannel;
}

export function registerConnectionCommands(parts: ConnectionParts): vscode.Disposable {
  const { clusters, view, log } = parts;
  const test = async (cluster: string): Promise<void> => {
    if (await testConnection(clusters, cluster, log)) await view.refresh(cluster);
  };
  const on = (command: string, title: string, act: (cluster: string) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (target: CommandTarget) => {
      const cluster = await pickCluster(clusters, target, title);
      if (cluster !== undefined) await act(cluster);
    });
  /** What was saved is connected at once: that is why it was entered. */
  const use = async (saved: string | undefined): Promise<void> => {
    if (saved === undefined) return;
    await view.connect(saved);
    // The tree opens with the cluster's answer: what is wrong is said without waiting for that.
    await Promise.all([view.reveal({ kind: 'cluster', cluster: saved }), test(saved)]);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.addCluster, async () => use(await addCluster(parts))),
    vscode.commands.registerCommand(commandIds.importCluster, async () => {
      // Reads settings in many formats: loaded where they are to be read.
      const { importCluster } = await import('./importCluster.js');
      await use(await importCluster(parts));
    }),
    on(commandIds.editCluster, 'Edit Cluster', async (cluster) => use(await editCluster(parts, cluster))),
    on(commandIds.testCluster, 'Test Cluster Connection', test),
    on(commandIds.removeCluster, 'Remove Cluster', (cluster) => removeCluster(parts, cluster)),
    on(commandIds.connectCluster, 'Connect Cluster', async (cluster) => {
      await view.connect(cluster);
      await view.reveal({ kind: 'cluster', cluster });
    }),
    on(commandIds.disconnectCluster, 'Disconnect Cluster', (cluster) => clusters.disconnect(cluster)),
  );
}
