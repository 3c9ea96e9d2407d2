/** The command "Show Topology Names": pick a store or repartition topic to go to it, or open all names as text. */
import * as vscode from 'vscode';
import { commandIds } from './contributions.js';
import { type NameGroup, type NameRow, nameGroups } from './namesPicks.js';
import { findFileInReports, toRange, toUri } from './places.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

const title = 'Topology Names';

interface NameItem extends vscode.QuickPickItem {
  readonly row?: NameRow;
}

const openReport: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Open All Names as Text' };

/** A name must not turn into an icon. */
const asIs = (text: string): string => text.replaceAll('$(', '$\u200b(');

function items(groups: readonly NameGroup[]): readonly NameItem[] {
  return groups.flatMap(({ title, rows }) => [
    // A separator stands beside the first row and takes its room: one group has its title above the list.
    ...(groups.length > 1 ? [{ label: title, kind: vscode.QuickPickItemKind.Separator }] : []),
    ...rows.map((row) => ({
      label: `$(${row.icon}) ${asIs(row.name)}${row.unnamed ? ' $(warning)' : ''}`,
      description: asIs(row.beside),
      detail: asIs(row.below),
      row,
    })),
  ]);
}

async function goTo(row: NameRow): Promise<void> {
  await vscode.window.showTextDocument(toUri(row.folder, row.location.file), { selection: toRange(row.location) });
}

export function registerShowTopologyNames(analysis: WorkspaceAnalysis, openNames: () => Promise<void>): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.showTopologyNames, async () => {
    const pick = vscode.window.createQuickPick<NameItem>();
    pick.title = title;
    pick.placeholder = 'Select a store or topic to go to the call that makes it';
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.buttons = [openReport];
    pick.busy = true;
    pick.show();
    const cancellation = new vscode.CancellationTokenSource();
    pick.onDidHide(() => {
      cancellation.cancel();
      cancellation.dispose();
      pick.dispose();
    });
    pick.onDidTriggerButton(() => {
      pick.hide();
      void openNames();
    });
    pick.onDidAccept(() => {
      const row = pick.selectedItems[0]?.row;
      pick.hide();
      if (row !== undefined) void goTo(row);
    });
    if ((await analysis.settled(cancellation.token)) === undefined) return;
    pick.busy = false;
    const document = vscode.window.activeTextEditor?.document;
    const groups = nameGroups(analysis.reports, document && findFileInReports(analysis.reports, document.uri));
    if (groups.length === 1) pick.title = `${title}: ${groups[0]?.title}`;
    pick.items = items(groups);
    if (analysis.failed) pick.placeholder = 'The analysis failed: "Kafka Streams: Show Log" says more';
    else if (pick.items.length === 0) pick.placeholder = 'No Kafka Streams topology was found in this workspace';
  });
}
