/** The view "Topologies": what the code of the workspace makes, without any cluster. */
import * as vscode from 'vscode';
import { plural } from '../../core/features/words.js';
import type { PanelSource } from '../../protocol/topologyPanel.js';
import type { Memory } from '../cluster/session/memory.js';
import { category, commandIds, settingsSection, viewIds } from '../contributions.js';
import type { FixCall } from '../fixes.js';
import { toRange, toUri } from '../places.js';
import { readDiagnosticsEnabled } from '../settings.js';
import type { WorkspaceAnalysis } from '../workspaceAnalysis.js';
import { followOpened } from '../followOpened.js';
import { createOpenedPlaces } from '../openedPlaces.js';
import { countMarked, topologyEntries } from './topologyEntries.js';
import type { TopologyEntry } from './topologyEntry.js';

/** A place in the tree. Commands are given it. */
export interface TopologyPlace {
  readonly entry: TopologyEntry;
}

/** Of the resources that bear the mark: no file has it. */
const markScheme = 'kafka-streams-unnamed';

export function registerTopologiesView(analysis: WorkspaceAnalysis, memory: Memory): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const opened = createOpenedPlaces(memory, 'kafkaStreams.openedTopologies');
  /** undefined: to be made when the view asks for them. A hidden one does not, and a large project's take time. */
  let entries: readonly TopologyEntry[] | undefined;

  const toPlaces = (some: readonly TopologyEntry[]): TopologyPlace[] => some.map((entry) => ({ entry }));
  const view = vscode.window.createTreeView<TopologyPlace>(viewIds.topologies, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (place) => toPlaces(place === undefined ? (entries ??= topologyEntries(shownOf(analysis))) : place.entry.children),
      getTreeItem: (place) => toTreeItem(place, opened.isOpen(place.entry)),
    },
  });

  const sayFailure = (): void => {
    view.message = analysis.failed ? `The analysis failed: "${category}: Show Log" says more.` : '';
  };
  const refresh = (): void => {
    sayFailure();
    const marked = countMarked(shownOf(analysis));
    view.badge =
      marked === 0 ? undefined : { value: marked, tooltip: plural(marked, 'unnamed store or topic', 'unnamed stores and topics') };
    entries = undefined;
    changed.fire();
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    view,
    analysis.onDidChangeReports(refresh),
    analysis.onDidChangeBusy(sayFailure),
    ...followOpened(view, opened, ({ entry }) => entry),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) refresh();
    }),
    vscode.window.registerFileDecorationProvider({
      provideFileDecoration: ({ scheme }) =>
        scheme === markScheme ? new vscode.FileDecoration('!', 'unnamed', new vscode.ThemeColor('list.warningForeground')) : undefined,
    }),
    vscode.commands.registerCommand(commandIds.pinEntry, async ({ entry }: TopologyPlace) => {
      if (entry.pin === undefined) return;
      const call: FixCall = { folder: entry.folder, ask: entry.pin };
      await vscode.commands.executeCommand(commandIds.pinNames, call);
    }),
    vscode.commands.registerCommand(commandIds.drawEntry, async ({ entry }: TopologyPlace) => {
      const source: PanelSource = { kind: 'analysis', folder: entry.folder, id: entry.topology };
      await vscode.commands.executeCommand(commandIds.showTopology, source);
    }),
    vscode.commands.registerCommand(commandIds.revealEntry, async ({ entry: { folder, location } }: TopologyPlace) => {
      if (location === undefined) return;
      await vscode.window.showTextDocument(toUri(folder, location.file), { selection: toRange(location) });
    }),
  );
  refresh();
  return subscriptions;
}

/** Where findings are switched off, nothing is marked. */
const shownOf = ({ reports }: WorkspaceAnalysis): WorkspaceAnalysis['reports'] =>
  reports.map((one) => (isReported(one.folder) ? one : { ...one, report: { ...one.report, diagnostics: [] } }));

const isReported = (folder: string): boolean =>
  readDiagnosticsEnabled(vscode.workspace.getConfiguration(settingsSection, vscode.Uri.file(folder)));

function toTreeItem(place: TopologyPlace, isOpen: boolean): vscode.TreeItem {
  const { id, label, description, tooltip, icon, context, marked, opens, spoken, location } = place.entry;
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, opens === 'never' ? None : isOpen ? Expanded : Collapsed);
  item.id = id;
  item.description = description;
  item.tooltip = new vscode.MarkdownString(tooltip());
  item.iconPath = new vscode.ThemeIcon(icon, marked ? new vscode.ThemeColor('list.warningForeground') : undefined);
  item.contextValue = context;
  item.accessibilityInformation = { label: spoken, role: 'treeitem' };
  if (marked) item.resourceUri = vscode.Uri.from({ scheme: markScheme, path: `/${id}` });
  if (opens === 'never' && location !== undefined)
    item.command = { command: commandIds.revealEntry, title: 'Go to Source', arguments: [place] };
  return item;
}
