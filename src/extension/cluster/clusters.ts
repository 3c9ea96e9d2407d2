/** The clusters that the person set up: what the tree, code lenses and query panels share. */
import type * as vscode from 'vscode';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { ApplicationAsk } from '../../kafka/applications/readApplication.js';
import type { ClusterSession } from '../../platform/cluster/clusterService.js';
import type { StoreId } from '../../protocol/queryPanel.js';
import type { StoreTarget } from '../../store/query.js';

export interface Clusters {
  /** As the settings list them. */
  readonly names: readonly string[];
  /** Those that the person connected, now or in an earlier window: only these are asked by themselves. */
  readonly connected: readonly string[];
  /** Application ids that the code says. */
  readonly knownIds: readonly string[];
  /** Names, settings or connections changed: a session from before may be closed. */
  readonly onDidChange: vscode.Event<void>;
  /** Nothing is sent before it is asked something. undefined: there is no such cluster any more. */
  session(cluster: string): ClusterSession | undefined;
  /** How to ask for an application: with the code that it was matched with, and the ids that are known. */
  ask(cluster: string, application: string): ApplicationAsk;
  /** Topic, kind and serdes of a store, from the cluster and from code. */
  findTarget(store: StoreId, signal: AbortSignal): Promise<ClusterResult<StoreTarget>>;
}
