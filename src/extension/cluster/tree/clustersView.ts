/** The view "Clusters": its tree, filter, order and pace. */
import * as vscode from 'vscode';
import { plural } from '../../../core/features/words.js';
import { commandIds, contextKeys, settingKeys, settingsSection, viewIds } from '../../contributions.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import type { ClusterStates } from '../session/clusterStates.js';
import { createAttention } from './attention.js';
import { followOpened } from '../../followOpened.js';
import { createOpenedPlaces } from '../../openedPlaces.js';
import { createClusterTree, openableOf, type TreePlace } from './clusterTree.js';
import type { Memory } from '../session/memory.js';
import { createRefresher } from './refresher.js';
import type { TreeNode } from './treeNodes.js';
import { type SortOrder, sortOrders } from '../../../present/cluster/listOrder.js';

export interface ClustersView extends vscode.Disposable {
  /** Connects the cluster where it is not: somebody asked. */
  connect(cluster: string): Promise<void>;
  /** Now, whatever failed before. */
  refresh(cluster: string): Promise<void>;
  reveal(node: TreeNode): Promise<void>;
  /** While one of the reasons holds, connected clusters are asked again also where the view is hidden. */
  setWatched(reason: string, watched: boolean): void;
}

const sortKey = 'kafkaStreams.clusterSort';
const orderTexts: Readonly<Record<SortOrder, string>> = {
  name: 'Name',
  size: 'Size, largest first',
  offsets: 'Offsets, most first',
  lag: 'Consumer lag, largest first',
};

export function registerClustersView(
  clusters: ClusterRegistry,
  states: ClusterStates,
  onDidChange: vscode.Event<void>,
  memory: Memory,
): ClustersView {
  let filter = '';
  const reasons = new Set<string>();
  const attention = createAttention(memory);

  const opened = createOpenedPlaces(memory, 'kafkaStreams.openedClusters');
  const tree = createClusterTree(
    () => ({
      clusters: clusters.settings.map((setting) => ({ ...setting, connected: clusters.isConnected(setting.name) })),
      states,
      asked: (cluster, application) => clusters.askedInstances(cluster, application),
      order: { filter, sort: sortOrders.find((one) => one === memory.get(sortKey)) ?? 'name' },
    }),
    states,
    opened,
  );
  const view = vscode.window.createTreeView(viewIds.clusters, { treeDataProvider: tree, showCollapseAll: true });
  const refresher = createRefresher({
    refresh: (cluster) => states.refresh(cluster),
    intervalMs: () => 1000 * readSeconds(),
    setTimer(act, milliseconds) {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
  });

  const attend = (): void => {
    if (view.visible && clusters.connected.length > 0) attention.set(true);
    refresher.watch(attention.awake && (view.visible || reasons.size > 0) ? clusters.connected : []);
  };
  const showMessage = (): void => {
    view.message = messageText(filter, clusters.problems);
  };
  const setFilter = (text: string): void => {
    filter = text.trim();
    void vscode.commands.executeCommand('setContext', contextKeys.clustersFiltered, filter !== '');
    showMessage();
    tree.repaintAll();
  };

  const onClusters = (): void => {
    if (clusters.connected.length === 0) attention.set(false);
    showMessage();
    attend();
  };

  const connect = async (cluster: string): Promise<void> => {
    await clusters.connect(cluster);
    attention.set(true);
    attend();
  };
  const refresh = async (place?: TreePlace): Promise<void> => {
    const asked = place === undefined ? clusters.connected : [place.node.cluster];
    await vscode.window.withProgress({ location: { viewId: viewIds.clusters } }, () =>
      Promise.all(asked.map((cluster) => refresher.refreshNow(cluster))),
    );
  };

  const subscriptions = vscode.Disposable.from(
    view,
    tree,
    { dispose: () => refresher.dispose() },
    onDidChange(() => tree.repaint()),
    clusters.onDidChange(onClusters),
    clusters.onDidClose((cluster) => states.forget(cluster)),
    view.onDidChangeVisibility(attend),
    ...followOpened(view, opened, openableOf),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.${settingKeys.refreshSeconds}`)) attend();
    }),
    vscode.commands.registerCommand(commandIds.refreshClusters, refresh),
    vscode.commands.registerCommand(commandIds.filterClusters, async () => {
      const text = await vscode.window.showInputBox({
        title: 'Filter Clusters',
        prompt: 'Part of the name of an application, a store or a topic',
        value: filter,
      });
      if (text !== undefined) setFilter(text);
    }),
    vscode.commands.registerCommand(commandIds.clearClusterFilter, () => setFilter('')),
    vscode.commands.registerCommand(commandIds.sortClusters, async () => {
      const items = sortOrders.map((sort) => ({ label: orderTexts[sort], sort }));
      const picked = await vscode.window.showQuickPick(items, { title: 'Sort Clusters By', placeHolder: 'Order of stores and topics' });
      if (picked === undefined) return;
      await memory.update(sortKey, picked.sort);
      tree.repaintAll();
    }),
    vscode.commands.registerCommand(commandIds.copyName, async (place?: TreePlace) => {
      const text = place?.entry.copy;
      if (text !== undefined) await vscode.env.clipboard.writeText(text);
    }),
  );
  showMessage();
  attend();

  return {
    connect,
    async refresh(cluster) {
      await refresher.refreshNow(cluster);
    },
    async reveal(node) {
      await vscode.commands.executeCommand(`${viewIds.clusters}.focus`);
      const entry = await tree.find(node);
      if (entry !== undefined) await view.reveal(entry, { select: true, focus: true, expand: true });
    },
    setWatched(reason, watched) {
      if (reasons.has(reason) === watched) return;
      if (watched) reasons.add(reason);
      else reasons.delete(reason);
      attend();
    },
    dispose: () => subscriptions.dispose(),
  };
}

function messageText(filter: string, problems: readonly string[]): string {
  const unusable = `${plural(problems.length, 'entry', 'entries')} of ${settingsSection}.${settingKeys.clusters} cannot be used: ${problems.join(' ')}`;
  return [...(filter === '' ? [] : [`Filtered by "${filter}"`]), ...(problems.length === 0 ? [] : [unusable])].join(' · ');
}

function readSeconds(): number {
  const value: unknown = vscode.workspace.getConfiguration(settingsSection).get(settingKeys.refreshSeconds);
  return typeof value === 'number' && value >= 0 ? value : 10;
}
