/** Asks the connected clusters, and no others, for topics that a fix would leave behind. */
import * as vscode from 'vscode';
import { deployedTopics, type DeployedLook, type DeployedTopics, type OrphanedTopic } from '../present/cluster/orphanedTopics.js';
import type { Clusters } from './cluster/session/clusters.js';

export type AskedClusters = Pick<Clusters, 'connected' | 'readApplication'>;

/** Milliseconds: somebody waits for a dialog. */
const longestWait = 5000;

export async function lookAtDeployed(
  clusters: AskedClusters,
  applications: readonly string[],
  orphaned: readonly OrphanedTopic[],
): Promise<DeployedLook> {
  const asked = orphaned.length === 0 ? [] : clusters.connected;
  const found: DeployedTopics[] = [];
  const silent: string[] = [];
  const askOne = async (cluster: string, application: string): Promise<void> => {
    const state = await clusters.readApplication(cluster, application, AbortSignal.timeout(longestWait));
    if (state.ok) found.push(deployedTopics(cluster, state.value, orphaned));
    else if (state.error.kind !== 'notFound' && !silent.includes(cluster)) silent.push(cluster);
  };
  const title = 'Asking the connected clusters for these topics';
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    Promise.all(asked.flatMap((cluster) => applications.map((application) => askOne(cluster, application)))),
  );
  return { found, asked, silent };
}
