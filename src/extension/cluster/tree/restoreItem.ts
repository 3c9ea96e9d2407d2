/** The item of the status bar while state is being restored; a click shows the application. */
import * as vscode from 'vscode';
import { printable } from '../../../base/printable.js';
import { commandIds } from '../../contributions.js';
import { plainText } from '../../../present/markdown.js';
import type { Clusters } from '../session/clusters.js';
import type { ClusterStates } from '../session/clusterStates.js';
import { restoreStatus } from './restoreTexts.js';

/** `watch`: what is being restored is followed also where the view is hidden. */
export function registerRestoreItem(
  clusters: Clusters,
  states: ClusterStates,
  onDidChange: vscode.Event<void>,
  watch: (watched: boolean) => void,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('kafkaStreams.restore', vscode.StatusBarAlignment.Left);
  item.name = 'Kafka Streams Restore';
  const paint = (): void => {
    const status = restoreStatus(states.seen(clusters.connected));
    watch(status !== undefined);
    if (status === undefined) return item.hide();
    const { cluster, application, text, details } = status;
    item.text = `$(sync~spin) ${printable(text).replaceAll('$(', '$\u200b(')}`;
    item.tooltip = new vscode.MarkdownString(details.map(plainText).join('  \n'));
    item.accessibilityInformation = { label: text };
    item.command = {
      command: commandIds.showInClusters,
      title: 'Show in Clusters',
      arguments: [{ node: { kind: 'application', cluster, application } }],
    };
    item.show();
  };
  return vscode.Disposable.from(item, onDidChange(paint));
}
