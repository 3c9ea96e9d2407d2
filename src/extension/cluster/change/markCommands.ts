/** "Mark Cluster as Writable…" and "Mark Cluster as Read-Only": what may be changed is said where the address stands, and by nobody but a person. */
import * as vscode from 'vscode';
import { noticeText } from '../../../present/markdown.js';
import { commandIds } from '../../contributions.js';
import { saveOwnClusterSetting } from '../connect/savedClusters.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import { type CommandTarget, pickCluster } from '../tree/clusterPick.js';

export function registerMarkCommands(clusters: ClusterRegistry): vscode.Disposable {
  const on = (command: string, title: string, act: (cluster: string) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (target: CommandTarget) => {
      const cluster = await pickCluster(clusters, target, title);
      if (cluster !== undefined) await act(cluster);
    });
  return vscode.Disposable.from(
    on(commandIds.markWritable, 'Mark Cluster as Writable', (cluster) => markWritable(clusters, cluster)),
    on(commandIds.markReadOnly, 'Mark Cluster as Read-Only', (cluster) => mark(clusters, cluster, false)),
  );
}

/** Resolves to whether it is marked. */
export async function offerToMark(clusters: ClusterRegistry, cluster: string): Promise<boolean> {
  if (isMarked(clusters, cluster)) return true;
  const markIt = 'Mark as Writable…';
  const text = `${cluster} is not marked as writable: nothing was written. The mark is "writable": true in its entry of your own settings.`;
  return (await vscode.window.showInformationMessage(noticeText(text), markIt)) === markIt && markWritable(clusters, cluster);
}

const isMarked = (clusters: ClusterRegistry, cluster: string): boolean =>
  clusters.settings.find(({ name }) => name === cluster)?.writable === true;

async function markWritable(clusters: ClusterRegistry, cluster: string): Promise<boolean> {
  if (isMarked(clusters, cluster)) return true;
  const detail =
    'State of stopped applications can then be moved, their orphaned topics deleted and their offsets reset: each as a plan first, and only after you wrote its name. All else only reads.';
  const yes = 'Mark as Writable';
  if ((await vscode.window.showWarningMessage(`Mark the cluster ${cluster} as writable?`, { modal: true, detail }, yes)) !== yes)
    return false;
  return mark(clusters, cluster, true);
}

/** Resolves to whether it is as asked. In the user's own settings: a workspace's do not count, as others write them. */
async function mark(clusters: ClusterRegistry, cluster: string, isWritable: boolean): Promise<boolean> {
  const setting = clusters.settings.find(({ name }) => name === cluster);
  if (setting === undefined) return false;
  if ((setting.writable === true) === isWritable) return true;
  const { writable: _, ...plain } = setting;
  if (await saveOwnClusterSetting(isWritable ? { ...plain, writable: true } : plain)) return true;
  const text = `Your own settings call another cluster ${cluster}: rename one of them, so that the mark is of one.`;
  void vscode.window.showWarningMessage(noticeText(text));
  return false;
}
