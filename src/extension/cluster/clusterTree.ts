/** The tree of the view "Clusters": asks for what is opened, paints what is known. */
import * as vscode from 'vscode';
import { commandIds } from '../contributions.js';
import type { ClusterStates } from './clusterStates.js';
import { childEntries, rootEntries, type TreeView } from './treeEntries.js';
import type { TreeEntry } from './treeEntry.js';
import { idOf, parentOf, type TreeNode } from './treeNodes.js';

export interface ClusterTree extends vscode.TreeDataProvider<TreeEntry>, vscode.Disposable {
  /** Paints again, without asking for anything that is known. */
  repaint(): void;
  /** The entry of a place, asked for as if its parents were opened; undefined: there is none. */
  find(node: TreeNode): Promise<TreeEntry | undefined>;
}

/** Several states that change at once are one change to see. */
const repaintDelay = 80;

export function createClusterTree(view: () => TreeView, states: ClusterStates): ClusterTree {
  const changed = new vscode.EventEmitter<undefined>();
  let timer: NodeJS.Timeout | undefined;

  const tree: ClusterTree = {
    onDidChangeTreeData: changed.event,
    async getChildren(entry) {
      if (entry === undefined) return rootEntries(view());
      await askFor(entry.node, states);
      return childEntries(entry.node, view());
    },
    getTreeItem: toTreeItem,
    getParent: (entry) => {
      const parent = parentOf(entry.node);
      return parent === undefined ? undefined : tree.find(parent);
    },
    async find(node) {
      const parent = parentOf(node);
      const siblings = parent === undefined ? rootEntries(view()) : await tree.getChildren({ node: parent } as TreeEntry);
      const id = idOf(node);
      return (siblings ?? []).find((entry) => idOf(entry.node) === id);
    },
    repaint() {
      timer ??= setTimeout(() => {
        timer = undefined;
        changed.fire(undefined);
      }, repaintDelay);
    },
    dispose() {
      clearTimeout(timer);
      changed.dispose();
    },
  };
  return tree;
}

/** A failure is an answer: it is asked again by "Retry" and by the refresh, not by painting. */
async function askFor(node: TreeNode, states: ClusterStates): Promise<void> {
  if (node.kind === 'leaf') return;
  const overview = states.overview(node.cluster);
  if (overview.value === undefined && overview.error === undefined) await states.askOverview(node.cluster);
  if (node.kind === 'cluster' || node.kind === 'unclaimed') return;
  const application = states.application(node.cluster, node.application);
  if (application.value === undefined && application.error === undefined) await states.askApplication(node.cluster, node.application);
}

const collapsibleStates = {
  never: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

function toTreeItem(entry: TreeEntry): vscode.TreeItem {
  const { node, label, description, tooltip, icon, opens, context, spoken } = entry;
  const item = new vscode.TreeItem(label, collapsibleStates[opens]);
  // What cannot be opened now is another thing than what could: the editor keeps for each whether it is open.
  item.id = `${idOf(node)}${opens === 'never' ? '' : '+'}`;
  item.description = description;
  item.tooltip = new vscode.MarkdownString(tooltip, true);
  item.iconPath = new vscode.ThemeIcon(icon.id, icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color));
  item.contextValue = context;
  if (context === 'disconnected') item.command = { command: commandIds.connectCluster, title: 'Connect', arguments: [entry] };
  item.accessibilityInformation = { label: spoken, role: 'treeitem' };
  return item;
}
