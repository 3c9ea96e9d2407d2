/** One event for all that shows clusters: several states that change at once are one change to see. */
import * as vscode from 'vscode';
import type { Clusters } from './clusters.js';
import type { ClusterStates } from './clusterStates.js';

export interface ClusterChanges extends vscode.Disposable {
  /** Clusters, connections or what is known of them are others now. */
  readonly onDidChange: vscode.Event<void>;
}

const changesDelay = 80;

export function createClusterChanges(clusters: Clusters, states: ClusterStates): ClusterChanges {
  const changed = new vscode.EventEmitter<void>();
  let timer: NodeJS.Timeout | undefined;
  const fireSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed.fire();
    }, changesDelay);
  };
  const subscriptions = vscode.Disposable.from(changed, clusters.onDidChange(fireSoon), { dispose: states.onDidChange(fireSoon) });
  return {
    onDidChange: changed.event,
    dispose() {
      clearTimeout(timer);
      subscriptions.dispose();
    },
  };
}
