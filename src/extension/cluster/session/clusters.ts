/** The clusters that the person set up: what the tree, code lenses and query panels share. */
import type * as vscode from 'vscode';
import type { ApplicationState } from '../../../applications/model.js';
import type { ClusterResult } from '../../../kafka/clusterError.js';
import type { ClusterSession } from '../../../platform/cluster/clusterService.js';
import type { StoreId } from '../../../protocol/queryPanel.js';
import type { StoreTarget } from '../../../store/query.js';
import type { MatchedTopology } from '../lenses/matching.js';

export interface Clusters {
  /** As the settings list them. */
  readonly names: readonly string[];
  /** Those that the person connected, now or in an earlier window: only these are asked by themselves. */
  readonly connected: readonly string[];
  /** Application ids that the code says. */
  readonly knownIds: readonly string[];
  /** The same, once the code is analysed as it is now; where that is cancelled, what is known so far. */
  settledIds(token: vscode.CancellationToken): Promise<readonly string[]>;
  /** Names, settings or connections changed: a session from before may be closed. */
  readonly onDidChange: vscode.Event<void>;
  /** Nothing is sent before it is asked something. undefined: there is no such cluster any more. */
  session(cluster: string): ClusterSession | undefined;
  /** Addresses of the application's instances that the person agreed to ask; undefined: nothing was agreed to. */
  askedInstances(cluster: string, application: string): readonly string[] | undefined;
  /** As the cluster and the code that it was matched with say now. */
  readApplication(cluster: string, application: string, signal: AbortSignal): Promise<ClusterResult<ApplicationState>>;
  /** The code that an application was matched with, as it is now. */
  matched(cluster: string, application: string): readonly MatchedTopology[];
  /** Topic, kind and serdes of a store, out of what was read of its application; it is read where nothing has the store, or where `anew` says so. */
  findTarget(store: StoreId, call: { readonly signal: AbortSignal; readonly anew: boolean }): Promise<ClusterResult<StoreTarget>>;
}
