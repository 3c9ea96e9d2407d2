/** The tree of the view "Clusters": asks for what is opened, paints what is known. */
import * as vscode from 'vscode';
import { commandIds } from '../../contributions.js';
import type { OpenablePlace, OpenedPlaces } from '../../openedPlaces.js';
import type { ClusterStates } from '../session/clusterStates.js';
import { childEntries, rootEntries, type TreeView } from './treeEntries.js';
import type { TreeEntry } from './treeEntry.js';
import { idOf, parentOf, type TreeNode } from './treeNodes.js';

/** A place in the tree: the same object for as long as it is painted, with what stands there now. Commands are given it. */
export interface TreePlace {
  readonly node: TreeNode;
  entry: TreeEntry;
  /** The entry that the editor was given last, as a text: it drops a change of what it is just asking for. */
  shown: string;
}

export interface ClusterTree extends vscode.TreeDataProvider<TreePlace>, vscode.Disposable {
  /** Paints again what is another now, without asking for anything that is known. */
  repaint(): void;
  /** The same for all of it: the person changed what is to be seen. */
  repaintAll(): void;
  /** A place, asked for as if its parents were opened; undefined: there is none. */
  find(node: TreeNode): Promise<TreePlace | undefined>;
}

export function createClusterTree(view: () => TreeView, states: ClusterStates, opened: OpenedPlaces): ClusterTree {
  const changed = new vscode.EventEmitter<TreePlace[] | undefined>();
  /** What the editor was given below each place. */
  const painted = new Map<TreePlace | undefined, readonly TreePlace[]>();

  const entriesBelow = (place: TreePlace | undefined): TreeEntry[] =>
    place === undefined ? rootEntries(view()) : childEntries(place.node, view());

  /** Places that were painted before stay the same objects: a menu that is open on one still means it. */
  const paint = (place: TreePlace | undefined): readonly TreePlace[] => {
    const before = new Map((painted.get(place) ?? []).map((one) => [itemId(one.entry), one]));
    const places = entriesBelow(place).map((entry) => {
      const known = before.get(itemId(entry));
      if (known === undefined) return { node: entry.node, entry, shown: '' };
      known.entry = entry;
      return known;
    });
    painted.set(place, places);
    for (const gone of before.values()) if (!places.includes(gone)) forget(gone);
    return places;
  };
  const forget = (place: TreePlace): void => {
    for (const child of painted.get(place) ?? []) forget(child);
    painted.delete(place);
  };

  /** Adds the places to paint again; false: what stands below is not the same places any more. */
  const compare = (place: TreePlace | undefined, different: TreePlace[]): boolean => {
    const before = painted.get(place);
    if (before === undefined) return true;
    const now = entriesBelow(place);
    if (now.length !== before.length || now.some((entry, i) => itemId(entry) !== itemId(before[i]!.entry))) return false;
    now.forEach((entry, i) => {
      const child = before[i]!;
      const isSame = JSON.stringify(entry) === child.shown;
      child.entry = entry;
      // The editor asks again for what is open below a place that it paints.
      if (!isSame || !compare(child, different)) different.push(child);
    });
    return true;
  };

  const tree: ClusterTree = {
    onDidChangeTreeData: changed.event,
    async getChildren(place) {
      if (place !== undefined) await askFor(place.node, states);
      return [...paint(place)];
    },
    getTreeItem(place) {
      place.shown = JSON.stringify(place.entry);
      return toTreeItem(place, opened);
    },
    getParent: (place) => {
      const parent = parentOf(place.node);
      return parent === undefined ? undefined : tree.find(parent);
    },
    async find(node) {
      const parent = parentOf(node);
      const above = parent === undefined ? undefined : await tree.find(parent);
      if (parent !== undefined && above === undefined) return undefined;
      const id = idOf(node);
      const among = (places: readonly TreePlace[]): TreePlace | undefined => places.find((place) => idOf(place.node) === id);
      const known = among(painted.get(above) ?? []);
      // What was painted before may be another thing by now, such as a cluster that was connected since: the editor would drop it while it is looked for.
      const now = entriesBelow(above).find((entry) => idOf(entry.node) === id);
      if (known !== undefined && now !== undefined && itemId(known.entry) === itemId(now)) return known;
      if (above !== undefined) await askFor(above.node, states);
      const found = among(paint(above));
      // The editor was given others.
      changed.fire(above === undefined ? undefined : [above]);
      return found;
    },
    repaint() {
      const different: TreePlace[] = [];
      if (!compare(undefined, different)) changed.fire(undefined);
      else if (different.length > 0) changed.fire(different);
    },
    repaintAll: () => changed.fire(undefined),
    dispose: () => changed.dispose(),
  };
  return tree;
}

/** A failure is an answer: it is asked again by "Retry" and by the refresh, not by painting. */
async function askFor(node: TreeNode, states: ClusterStates): Promise<void> {
  if (node.kind === 'leaf') return;
  const overview = states.overview(node.cluster);
  if (overview.value === undefined && overview.error === undefined) await states.askOverview(node.cluster);
  if (!('application' in node)) return;
  const application = states.application(node.cluster, node.application);
  if (application.value === undefined && application.error === undefined) await states.askApplication(node.cluster, node.application);
}

/** What cannot be opened now is another thing than what could: the editor keeps for each whether it is open. */
const itemId = ({ node, opens }: TreeEntry): string => `${idOf(node)}${opens === 'never' ? '' : '+'}`;

/** As the editor, and what is remembered of it, know an entry. */
export const openableOf = ({ entry }: TreePlace): OpenablePlace => ({ id: itemId(entry), opens: entry.opens });

function toTreeItem(place: TreePlace, opened: OpenedPlaces): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const { label, description, tooltip, icon, opens, context, spoken } = place.entry;
  const item = new vscode.TreeItem(label, opens === 'never' ? None : opened.isOpen(openableOf(place)) ? Expanded : Collapsed);
  item.id = itemId(place.entry);
  item.description = description;
  item.tooltip = new vscode.MarkdownString(tooltip, true);
  item.iconPath = new vscode.ThemeIcon(icon.id, icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color));
  item.contextValue = context;
  if (context === 'disconnected') item.command = { command: commandIds.connectCluster, title: 'Connect', arguments: [place] };
  if (context === 'notAsked') item.command = { command: commandIds.askInstances, title: 'Ask Its Instances', arguments: [place] };
  item.accessibilityInformation = { label: spoken, role: 'treeitem' };
  return item;
}
